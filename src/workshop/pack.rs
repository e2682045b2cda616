//! The facilitator's pack of a scenario, from an incident of today's city: `--pack DIR`, and the link on the page.

use serde_json::Value;
use yagura_reports::pack::{AnswerLine, Inject, Pack, PackControl, StoryLine, render_pack};
use yagura_reports::replay::{Both, Wanted};
use yagura_reports::story::{Teller, begins, clock, timeline};
use yagura_reports::words::{Language, Words, yen};
use yagura_sim::measure::MEASURES;

use super::cards::plain_of;
use super::material::{Material, Playable};
use super::outcome::{self, Entry};
use super::played::Played;
use super::replays::sample;
use crate::replay::{self, Pick};

/// Lines of the story that fit on two pages.
const MOST_LINES: usize = 60;

/// The pack as a page. `played`: today's city.
pub(super) fn pack(
    material: &Material,
    scenario: &Playable,
    budget_jpy: f64,
    played: std::sync::Arc<Played>,
    language: Language,
) -> Result<String, String> {
    let words = Words::new(language);
    let choose = |en: &str, ja: &str| language.choose(en, ja).to_owned();
    let experiment = material.experiment(scenario, vec![material.prepared(&material.baseline)]);
    let sample = sample(material, &played);
    let both = Both::default();
    let shown =
        replay::show(&both, &experiment, &sample, Pick::Wanted(Wanted::Typical)).map_err(|error| error.to_string())?;
    let incident = shown.incidents.first().ok_or("no incident")?;
    let twin = experiment.play_one(0, 0, incident.draw, incident.replication).map_err(|error| error.to_string())?;
    let entries = twin.log().entries();
    let teller = Teller {
        words: &words,
        city: &material.built_city,
        catalogue: &material.built_catalogue,
        scenario: &scenario.built,
    };
    let injects = incident.pauses.iter().filter_map(|pause| {
        let entry = entries.get(pause.event)?;
        let kind = serde_json::to_value(pause.kind).ok()?;
        let good = format!("pack-good-{}", kind.as_str()?.replace('_', "-"));
        Some(Inject {
            time: clock(entry.at.hours()),
            title: pause.title.of(language).to_owned(),
            trigger: teller.sentence(&entry.fact),
            text: pause.text.of(language).to_owned(),
            hint: pause.question.of(language).to_owned(),
            good: words.find(&good, &[]).unwrap_or_default(),
        })
    });
    let injects = injects.collect();
    let start = StoryLine { time: clock(0.0), sentence: begins(&words, &material.built_city, twin.start()) };
    let lines = timeline(&teller, entries).into_iter().take(MOST_LINES);
    let lines = lines.map(|line| StoryLine { time: clock(line.time_h), sentence: line.sentence });
    let record = &scenario.record;
    let catalogue = &material.catalogue.records;
    let controls = |ids: &[String]| -> Vec<PackControl> {
        let known = ids.iter().filter_map(|id| catalogue.controls.iter().find(|control| control.id == *id));
        known.map(|one| PackControl { id: one.id.clone(), text: choose(&one.text_en, &one.text_ja) }).collect()
    };
    let steps = record.steps.iter().map(|step| {
        let technique = catalogue.techniques.iter().find(|technique| technique.id == step.technique);
        technique.map_or_else(|| step.technique.clone(), |one| choose(&one.name_en, &one.name_ja))
    });
    let risks = record.risks.iter().filter_map(|id| catalogue.risks.iter().find(|risk| risk.id == *id));
    let head = &material.city.records.head;
    render_pack(
        &words,
        &Pack {
            city: choose(&head.name_en, &head.name_ja),
            title: choose(&record.title_en, &record.title_ja),
            briefing: choose(&record.briefing_en, &record.briefing_ja),
            first_notice: choose(&record.first_notice_en, &record.first_notice_ja),
            facilitator: choose(&record.facilitator_en, &record.facilitator_ja),
            resemblance: choose(&record.resemblance_en, &record.resemblance_ja),
            budget: yen(&words, budget_jpy),
            incidents: played.rows.len().to_string(),
            primary: yagura_reports::summary::measure_name(&words, MEASURES[scenario.primary].key),
            primary_means: plain_of(&words, MEASURES[scenario.primary].key),
            steps: steps.collect(),
            matter: controls(&record.should_matter),
            not_matter: controls(&record.should_not_matter),
            risks: risks
                .map(|risk| PackControl { id: risk.id.clone(), text: choose(&risk.incident_en, &risk.incident_ja) })
                .collect(),
            unlisted: material
                .city
                .records
                .assets
                .iter()
                .filter(|asset| asset.unlisted)
                .map(|asset| choose(&asset.name_en, &asset.name_ja))
                .collect(),
            injects,
            story: std::iter::once(start).chain(lines).collect(),
            answers: answers(material, scenario, played, language)?,
        },
    )
    .map_err(|error| error.to_string())
}

/// Today's results, as the page would show them.
fn answers(
    material: &Material,
    scenario: &Playable,
    played: std::sync::Arc<Played>,
    language: Language,
) -> Result<Vec<AnswerLine>, String> {
    let entry = Entry { id: String::new(), name: material.baseline.id.clone(), played };
    let table = outcome::table(material, scenario, &[entry])?;
    let text = |value: &Value| value[language.code()].as_str().unwrap_or_default().to_owned();
    let measures = table["measures"].as_array().cloned().unwrap_or_default();
    let line = |measure: &Value| {
        let value = &table["sets"][0]["values"][measure["key"].as_str()?];
        let delay = measure["delay"] == true;
        Some(AnswerLine {
            name: text(&measure["name"]),
            value: text(if delay { &value["median_text"] } else { &value["mean_text"] }),
            around: text(if delay { &value["missing_text"] } else { &value["interval_text"] }),
        })
    };
    Ok(measures.iter().filter_map(line).collect())
}
