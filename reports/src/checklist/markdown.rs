//! The checklist as Markdown.

use super::Checklist;
use super::rows::Standing;
use crate::words::{Words, percent};

impl Checklist<'_> {
    /// Markdown.
    #[must_use]
    pub fn markdown(&self, words: &Words) -> String {
        let say = |key: &str| words.say(key, &[]);
        let mut text = format!("# {}\n\n{}\n", self.title(words), say("checklist-about"));
        for (category, rows) in self.categories() {
            text.push_str(&format!("\n## {}\n\n", category_name(words, category)));
            let mut headings = vec![say("checklist-control"), say("checklist-requirement")];
            headings.extend(Standing::ALL.map(|standing| say(standing.heading())));
            headings.extend(["checklist-place", "checklist-responsible", "checklist-basis"].map(say));
            row(&mut text, &headings);
            let rule: Vec<&str> =
                headings.iter().enumerate().map(|(i, _)| if (2..6).contains(&i) { ":-:" } else { "---" }).collect();
            text.push_str(&format!("|{}|\n", rule.join("|")));
            for requirement in rows {
                let language = words.language();
                let mut cells = vec![
                    requirement.control.clone(),
                    language.choose(&requirement.requirement_en, &requirement.requirement_ja).to_owned(),
                ];
                cells.extend(marks(words, Self::standing(requirement), requirement.coverage));
                cells.push(language.choose(&requirement.where_en, &requirement.where_ja).to_owned());
                cells.push(self.responsible(words, requirement));
                cells.push(language.choose(&requirement.basis_en, &requirement.basis_ja).to_owned());
                row(&mut text, &cells);
            }
        }
        text.push_str(&format!("\n## {}\n\n{}\n\n", say("checklist-risks"), self.knock_out_note(words)));
        let headings =
            ["checklist-risk", "checklist-incident", "checklist-state", "checklist-controls", "checklist-gap-worth"];
        row(&mut text, &headings.map(say));
        text.push_str("|---|---|---|---|---|\n");
        for risk in self.risk_lines() {
            let incident = words.language().choose(&risk.record.incident_en, &risk.record.incident_ja);
            row(
                &mut text,
                &[
                    risk.record.id.clone(),
                    incident.to_owned(),
                    say(risk.standing.of_risk()),
                    controls_in_words(words, &risk.controls),
                    self.worth_in_words(words, &risk).join("<br>"),
                ],
            );
        }
        text
    }

    /// `Hoshimi City: checklist of Core of the guideline`
    pub(super) fn title(&self, words: &Words) -> String {
        let language = words.language();
        let (city, set) = (self.city.name(language), self.set.name(language));
        let set = if set.is_empty() { self.set.id.as_str() } else { set };
        words.say("checklist-title", &[("city", city.into()), ("set", set.into())])
    }

    /// What stands behind the last column of the risks.
    pub(super) fn knock_out_note(&self, words: &Words) -> String {
        words.say(if self.knock_out.is_some() { "checklist-knock-out" } else { "checklist-no-knock-out" }, &[])
    }

    /// What the gaps of a risk are worth; `not simulated` where nothing says so.
    pub(super) fn worth_in_words(&self, words: &Words, risk: &super::rows::Risk<'_>) -> Vec<String> {
        if matches!(risk.standing, Standing::InForce | Standing::NotApplicable) {
            return vec![words.say("checklist-no-gap", &[])];
        }
        let worth: Vec<String> = self.worth(risk).into_iter().map(|one| one.in_words(self, words)).collect();
        if worth.is_empty() { vec![words.say("checklist-not-simulated", &[])] } else { worth }
    }
}

/// The four columns.
pub(super) fn marks(words: &Words, standing: Standing, coverage: Option<f64>) -> [String; 4] {
    Standing::ALL.map(|column| match (column == standing, standing, coverage) {
        (false, ..) => String::new(),
        (true, Standing::Partly, Some(share)) => format!("○ {}", percent(words, share)),
        (true, ..) => "○".to_owned(),
    })
}

/// The controls of a risk with where each stands.
pub(super) fn controls_in_words(words: &Words, controls: &[(&str, Standing)]) -> String {
    let one = |(id, standing): &(&str, Standing)| {
        words.say(
            "checklist-control-state",
            &[("control", (*id).into()), ("state", words.say(standing.heading(), &[]).into())],
        )
    };
    controls.iter().map(one).collect::<Vec<_>>().join(&words.say("page-list-comma", &[]))
}

/// The name of a category.
pub(super) fn category_name(words: &Words, category: &str) -> String {
    words.find(&format!("category-{}", category.replace('_', "-")), &[]).unwrap_or_else(|| category.to_owned())
}

/// A row; what would end a cell is escaped.
fn row(text: &mut String, cells: &[String]) {
    for cell in cells {
        let cell = cell.replace('|', "\\|").replace(['\n', '\r'], " ");
        text.push_str(&format!("| {cell} "));
    }
    text.push_str("|\n");
}
