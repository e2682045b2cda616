//! `names.csv`: what people call the ids of the other tables.

use yagura_sim::city::{Category, CityHead};
use yagura_sim::words::Words as _;

use super::Played;
use super::numbers::{Meant, meant};
use crate::tables::{NameRow, ParameterRow};
use crate::words::{Language, Value, Words};

/// The rows, kind by kind in the order in which the kinds are listed at the column. `parameters`: the rows of `parameters.csv`.
#[must_use]
pub fn name_rows(played: Played<'_>, head: &CityHead, parameters: &[ParameterRow]) -> Vec<NameRow> {
    let both = Both::new();
    let catalogue = played.catalogue;
    let mut rows = vec![row("city", &head.id, [&head.name_en, &head.name_ja], ["", ""])];
    for scenario in played.scenarios {
        let (title, briefing) = (&scenario.title, &scenario.briefing);
        rows.push(row("scenario", &scenario.id, [&title.en, &title.ja], [&briefing.en, &briefing.ja]));
    }
    for set in played.sets {
        let or_id = |name: &String| if name.is_empty() { set.id.clone() } else { name.clone() };
        let names = [or_id(&set.name_en), or_id(&set.name_ja)];
        rows.push(row("control_set", &set.id, [&names[0], &names[1]], [&set.about_en, &set.about_ja]));
    }
    for control in &catalogue.controls {
        let names = [control.family_name_en.as_str(), &control.family_name_ja];
        rows.push(row("control", &control.id, names, [&control.text_en, &control.text_ja]));
    }
    for risk in &catalogue.risks {
        rows.push(row("risk", &risk.id, [&risk.incident_en, &risk.incident_ja], [&risk.threat_en, ""]));
    }
    for technique in &catalogue.techniques {
        rows.push(row("technique", &technique.id, [&technique.name_en, &technique.name_ja], ["", ""]));
    }
    for service in &played.city.services {
        rows.push(row("service", &service.id, [&service.name.en, &service.name.ja], ["", ""]));
    }
    for organisation in &played.city.organisations {
        let [en, ja] = both.name_of(organisation.role);
        rows.push(row("organisation", &organisation.id, [&organisation.name.en, &organisation.name.ja], [&en, &ja]));
    }
    for &category in Category::ALL {
        let [en, ja] = both.name_of(category);
        rows.push(row("category", category.as_str(), [&en, &ja], ["", ""]));
    }
    rows.extend(parameters.iter().map(|parameter| number(played, &both, &parameter.key)));
    rows
}

fn row(kind: &str, id: &str, [name_en, name_ja]: [&str; 2], [about_en, about_ja]: [&str; 2]) -> NameRow {
    NameRow {
        kind: kind.to_owned(),
        id: id.to_owned(),
        name_en: name_en.to_owned(),
        name_ja: name_ja.to_owned(),
        about_en: about_en.to_owned(),
        about_ja: about_ja.to_owned(),
    }
}

/// The name of a number of `parameters.csv`.
fn number(played: Played<'_>, both: &Both, key: &str) -> NameRow {
    let catalogue = played.catalogue;
    if let Some(parameter) = catalogue.parameters.iter().find(|parameter| parameter.record.key == key) {
        let record = &parameter.record;
        let [en, ja] = both.each(|words| words.parameter_name(key, &record.quantity));
        return row("parameter", key, [&en, &ja], [&record.note, ""]);
    }
    let acts_on = |id: &str| {
        let effect = catalogue.effects.iter().find(|effect| effect.record.id == id);
        effect.map_or_else(<[String; 2]>::default, |e| [e.record.acts_on_en.clone(), e.record.acts_on_ja.clone()])
    };
    let control_of = |effect: &str| effect.split_once('/').map_or(effect, |(control, _)| control).to_owned();
    let (message, control, about) = match meant(key) {
        Meant::Magnitude(effect) => ("number-magnitude", control_of(effect), acts_on(effect)),
        Meant::Today(control) => ("number-level-today", control.to_owned(), Default::default()),
        Meant::Without(effect) => ("number-level-without", control_of(effect), acts_on(effect)),
    };
    let [en, ja] = both.say_each(message, |language| {
        let what = language.choose(&about[0], &about[1]).to_owned();
        vec![("control", control.clone().into()), ("what", what.into())]
    });
    row("parameter", key, [&en, &ja], [&about[0], &about[1]])
}

/// Both languages: English, then Japanese.
pub(super) struct Both([Words; 2]);

impl Both {
    pub(super) fn new() -> Self {
        Self([Words::new(Language::English), Words::new(Language::Japanese)])
    }

    pub(super) fn each(&self, of: impl Fn(&Words) -> String) -> [String; 2] {
        [of(&self.0[0]), of(&self.0[1])]
    }

    pub(super) fn name_of<W: yagura_sim::words::Words>(&self, word: W) -> [String; 2] {
        self.each(|words| words.name_of(word))
    }

    pub(super) fn say_each<'v>(
        &self,
        key: &str,
        arguments: impl Fn(Language) -> Vec<(&'static str, Value<'v>)>,
    ) -> [String; 2] {
        self.each(|words| words.say(key, &arguments(words.language())))
    }
}
