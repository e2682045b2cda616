//! `checklist.csv`: every requirement of the guideline's control table, by category, under every control set.

use std::collections::BTreeSet;

use yagura_sim::city::{Asset, Category, City, OrganisationRole};
use yagura_sim::control_set::{ControlEntry, ControlSetRecord, Coverage};
use yagura_sim::knowledge::{Catalogue, ControlRecord, EffectRecord};
use yagura_sim::words::Words as _;

use super::names::Both;
use super::selector::{admits_asset, names_assets, place_in_words};
use crate::costs::today;
use crate::tables::ChecklistRow;
use crate::words::Language;

/// Where a requirement stands under a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    InForce,
    Partly,
    Absent,
    NotApplicable,
}

impl Status {
    fn as_str(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Partly => "partly",
            Self::Absent => "absent",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// The rows: set by set, category by category, controls in the catalogue's order.
#[must_use]
pub fn requirement_rows<'a>(
    city: &City,
    catalogue: &Catalogue,
    sets: impl IntoIterator<Item = &'a ControlSetRecord>,
) -> Vec<ChecklistRow> {
    let both = Both::new();
    // What a requirement is about in a city is the same for all sets.
    let mut requirements: Vec<Requirement<'_>> = Vec::new();
    for &category in Category::ALL {
        let of_category = catalogue.controls.iter().filter(|control| control.layers.contains(&category));
        requirements.extend(of_category.map(|control| Requirement::new(&both, city, catalogue, category, control)));
    }
    let mut rows = Vec::new();
    for set in sets {
        rows.extend(requirements.iter().map(|requirement| requirement.row(&both, set)));
    }
    rows
}

struct Requirement<'a> {
    category: Category,
    control: &'a ControlRecord,
    effects: Vec<&'a EffectRecord>,
    place: [String; 2],
    responsible: String,
    applies: bool,
}

impl<'a> Requirement<'a> {
    fn new(
        both: &Both,
        city: &'a City,
        catalogue: &'a Catalogue,
        category: Category,
        control: &'a ControlRecord,
    ) -> Self {
        let records = catalogue.effects.iter().map(|effect| &effect.record);
        let effects: Vec<&EffectRecord> = records.filter(|effect| effect.control == control.id).collect();
        let in_category: Vec<&Asset> = city.assets.iter().filter(|asset| asset.category == category).collect();
        let met = |asset: &Asset| {
            effects.is_empty() || effects.iter().any(|effect| admits_asset(&effect.selector, city, asset))
        };
        let matched: Vec<&Asset> = in_category.iter().copied().filter(|asset| met(asset)).collect();
        let organised = city.organisations.iter().any(|organisation| organisation.category == category);
        let nowhere = !effects.is_empty()
            && effects.iter().all(|effect| names_assets(&effect.selector))
            && !city.assets.iter().any(met);
        let applies = !nowhere && (!in_category.is_empty() || organised);
        let place = both.each(|words| {
            let counts = [("n", matched.len().into()), ("all", in_category.len().into())];
            match place_in_words(words, city, effects.iter().copied()) {
                what if what.is_empty() => words.say("checklist-where-all", &counts),
                what => words.say("checklist-where", &[("what", what.into()), counts[0].clone(), counts[1].clone()]),
            }
        });
        let responsible = responsible(city, category, &matched);
        Self { category, control, effects, place, responsible, applies }
    }

    fn row(&self, both: &Both, set: &ControlSetRecord) -> ChecklistRow {
        let entry = set.controls.iter().find(|entry| entry.control == self.control.id);
        let (status, coverage) = self.status(entry);
        let [basis_en, basis_ja] = self.basis(both, entry, status);
        let [where_en, where_ja] = self.place.clone();
        ChecklistRow {
            control_set: set.id.clone(),
            category: self.category.as_str().to_owned(),
            control: self.control.id.clone(),
            requirement_en: self.control.text_en.clone(),
            requirement_ja: self.control.text_ja.clone(),
            status: status.as_str().to_owned(),
            coverage,
            where_en,
            where_ja,
            responsible: self.responsible.clone(),
            basis_en,
            basis_ja,
        }
    }

    fn status(&self, entry: Option<&ControlEntry>) -> (Status, Option<f64>) {
        if !self.applies {
            return (Status::NotApplicable, None);
        }
        match entry.map(|entry| entry.coverage) {
            None => (Status::Absent, None),
            Some(Coverage::Share(share)) if share <= 0.0 => (Status::Absent, Some(0.0)),
            Some(Coverage::Share(share)) if share >= 1.0 => (Status::InForce, Some(1.0)),
            Some(Coverage::Share(share)) => (Status::Partly, Some(share)),
            // As in a typical city today: some have it, some do not. How many is what the effects' levels say, if they do.
            Some(Coverage::Today) => (Status::Partly, today(&self.control.id, self.effects.iter().copied())),
        }
    }

    /// What the status rests on.
    fn basis(&self, both: &Both, entry: Option<&ControlEntry>, status: Status) -> [String; 2] {
        both.each(|words| {
            let mut parts = Vec::new();
            match (status, entry) {
                (Status::NotApplicable, _) => parts.push(words.say("checklist-basis-nowhere", &[])),
                (_, None) => parts.push(words.say("checklist-basis-absent", &[])),
                (_, Some(entry)) => {
                    let why = words.language().choose(&entry.why_en, &entry.why_ja);
                    parts.push(match (why, entry.coverage) {
                        ("", Coverage::Share(_)) => words.say("checklist-basis-set", &[]),
                        ("", Coverage::Today) => words.say("checklist-basis-today", &[]),
                        (why, _) => why.to_owned(),
                    });
                    if !entry.claimed_by.is_empty() {
                        let by = entry.claimed_by.as_str();
                        parts.push(words.say("checklist-basis-claimed", &[("by", by.into())]));
                    }
                }
            }
            if self.effects.is_empty() {
                let why = words.language().choose(&self.control.not_simulated_en, &self.control.not_simulated_ja);
                parts.push(words.say("checklist-basis-not-simulated", &[("why", why.into())]));
            }
            parts.join(match words.language() {
                Language::English => " ",
                Language::Japanese => "",
            })
        })
    }
}

/// Who answers for the requirement: those who operate what it is about; for governance those who run the smart city as a whole. Ids,
/// in the order of the city.
fn responsible(city: &City, category: Category, matched: &[&Asset]) -> String {
    let operators: BTreeSet<usize> = matched.iter().map(|asset| asset.operator.row()).collect();
    let role = |category| match category {
        Category::Governance => OrganisationRole::Promoter,
        Category::Service => OrganisationRole::ServiceProvider,
        Category::CityOs => OrganisationRole::CityOsOperator,
        Category::Asset => OrganisationRole::AssetOwner,
    };
    let of_city = || city.organisations.iter().enumerate();
    let mut ids: Vec<&str> = of_city()
        .filter(|&(row, organisation)| match category {
            Category::Governance => organisation.role == OrganisationRole::Promoter,
            _ => operators.contains(&row),
        })
        .map(|(_, organisation)| organisation.id.as_str())
        .collect();
    if ids.is_empty() {
        ids = of_city().filter(|(_, o)| o.role == role(category)).map(|(_, o)| o.id.as_str()).collect();
    }
    ids.join(";")
}

#[cfg(test)]
mod tests {
    use yagura_sim::city::AssetKind;
    use yagura_sim::city::testing::TinyCity;
    use yagura_sim::problem::{Origin, Table};

    use super::*;

    fn catalogue() -> Catalogue {
        let mut records = yagura_sim::knowledge::testing::TinyCatalogue::new().control("X.1").records();
        for control in &mut records.controls {
            control.layers = vec![Category::Asset];
            (control.not_simulated_en, control.not_simulated_ja) = ("paper".into(), "書類".into());
        }
        Catalogue::build(records).expect("a good catalogue")
    }

    fn set(coverage: Option<Coverage>) -> ControlSetRecord {
        let entry = |coverage| ControlEntry {
            origin: Origin::new(Table::ControlSet, 0),
            control: "X.1".into(),
            coverage,
            why_en: String::new(),
            why_ja: String::new(),
            cost: None,
            claimed_by: String::new(),
        };
        ControlSetRecord { id: "s".into(), controls: coverage.map(entry).into_iter().collect(), ..Default::default() }
    }

    fn status(city: &City, coverage: Option<Coverage>) -> (String, Option<f64>) {
        let rows = requirement_rows(city, &catalogue(), [&set(coverage)]);
        let row = rows.iter().find(|row| row.control == "X.1").expect("a row");
        (row.status.clone(), row.coverage)
    }

    #[test]
    fn the_share_decides_between_in_force_partly_and_absent() {
        let city = TinyCity::new().zone("net").asset_in("a", AssetKind::Server, "net").build();
        assert_eq!(status(&city, Some(Coverage::Share(1.0))), ("in_force".into(), Some(1.0)));
        assert_eq!(status(&city, Some(Coverage::Share(0.4))), ("partly".into(), Some(0.4)));
        assert_eq!(status(&city, Some(Coverage::Today)), ("partly".into(), None));
        assert_eq!(status(&city, Some(Coverage::Share(0.0))), ("absent".into(), Some(0.0)));
        assert_eq!(status(&city, None), ("absent".into(), None));
    }

    #[test]
    fn who_operates_what_a_requirement_is_about_is_responsible() {
        let city = TinyCity::new().organisation("other").zone("net").asset_in("a", AssetKind::Server, "net").build();
        let rows = requirement_rows(&city, &catalogue(), [&set(None)]);
        assert_eq!(rows[0].responsible, "test");
        assert!(rows[0].where_en.contains('1') && !rows[0].where_ja.is_empty(), "{}", rows[0].where_en);
    }
}
