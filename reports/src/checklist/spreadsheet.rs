//! The checklist for Excel: one table, requirements first, then risks.
//!
//! A byte order mark tells Excel that it is UTF-8. A text that begins like a formula gets an apostrophe before it, so that nothing
//! from a city's files is ever executed.

use super::Checklist;
use super::markdown::{category_name, controls_in_words, marks};
use super::rows::Standing;
use crate::tables::CsvRows;
use crate::words::Words;

impl Checklist<'_> {
    /// Comma-separated values.
    #[must_use]
    pub fn spreadsheet(&self, words: &Words) -> Vec<u8> {
        // Writing into memory does not fail; were it to, an empty file says so better than half a one.
        self.write_spreadsheet(words).unwrap_or_default()
    }

    fn write_spreadsheet(&self, words: &Words) -> std::io::Result<Vec<u8>> {
        let say = |key: &str| words.say(key, &[]);
        let mut headings =
            vec![say("checklist-part"), say("checklist-category"), "ID".into(), say("checklist-requirement")];
        headings.extend(Standing::ALL.map(|standing| say(standing.heading())));
        headings.extend(
            [
                "checklist-place",
                "checklist-responsible",
                "checklist-basis",
                "checklist-controls",
                "checklist-gap-worth",
            ]
            .map(say),
        );
        let into = "\u{feff}".as_bytes().to_vec();
        let mut table = CsvRows::start(into, headings.iter().map(String::as_str))?;
        let mut row = |cells: Vec<String>| {
            for cell in &cells {
                table.text(&harmless(cell))?;
            }
            table.end()
        };
        let language = words.language();
        for (category, rows) in self.categories() {
            for requirement in rows {
                let mut cells = vec![
                    say("checklist-requirement"),
                    category_name(words, category),
                    requirement.control.clone(),
                    language.choose(&requirement.requirement_en, &requirement.requirement_ja).to_owned(),
                ];
                cells.extend(marks(words, Self::standing(requirement), requirement.coverage));
                cells.push(language.choose(&requirement.where_en, &requirement.where_ja).to_owned());
                cells.push(self.responsible(words, requirement));
                cells.push(language.choose(&requirement.basis_en, &requirement.basis_ja).to_owned());
                cells.extend([String::new(), String::new()]);
                row(cells)?;
            }
        }
        for risk in self.risk_lines() {
            let record = risk.record;
            let mut cells = vec![
                say("checklist-risk"),
                category_name(words, &record.layer_category),
                record.id.clone(),
                language.choose(&record.incident_en, &record.incident_ja).to_owned(),
            ];
            cells.extend(marks(words, risk.standing, None));
            cells.extend([String::new(), String::new(), record.source.clone()]);
            cells.push(controls_in_words(words, &risk.controls));
            cells.push(self.worth_in_words(words, &risk).join("\n"));
            row(cells)?;
        }
        table.finish()
    }
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_begins_like_a_formula_is_not_one() {
        assert_eq!(harmless("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(harmless("CPS.AC-1"), "CPS.AC-1");
    }
}
