//! The checklist as a page of its own, made of the same blocks as the report.

use super::Checklist;
use super::markdown::{category_name, controls_in_words, marks};
use super::rows::Standing;
use crate::page::{Block, Cell, Heading, Html, Page, PageError, Section, Sheet};
use crate::words::Words;

impl Checklist<'_> {
    /// A page.
    ///
    /// # Errors
    /// A template that cannot be filled, which is a fault of the program.
    pub fn html(&self, words: &Words) -> Result<String, PageError> {
        let say = |key: &str| words.say(key, &[]);
        let mut sections: Vec<Section> = self
            .categories()
            .into_iter()
            .enumerate()
            .map(|(place, (category, rows))| Section {
                id: format!("category-{place}"),
                heading: category_name(words, category),
                blocks: vec![Block::Table { sheet: self.requirement_sheet(words, category, &rows) }],
            })
            .collect();
        sections.push(Section {
            id: "risks".into(),
            heading: say("checklist-risks"),
            blocks: vec![
                Block::note(Html::text(&self.knock_out_note(words))),
                Block::Table { sheet: self.risk_sheet(words) },
            ],
        });
        Page {
            lang: words.language().code(),
            title: self.title(words),
            under: Html::text(&say("checklist-about")),
            skip: say("checklist-skip"),
            contents: say("page-contents"),
            unfold: say("page-unfold"),
            foot: say("checklist-foot"),
            sections,
        }
        .render()
    }

    fn requirement_sheet(&self, words: &Words, category: &str, rows: &[&crate::tables::ChecklistRow]) -> Sheet {
        let say = |key: &str| words.say(key, &[]);
        let caption = words.say("page-checklist-of", &[("category", category_name(words, category).into())]);
        let mut headings = vec![Heading::text(&say("checklist-requirement"))];
        headings.extend(Standing::ALL.map(|standing| Heading::mark(&say(standing.heading()))));
        headings.extend(
            ["checklist-place", "checklist-responsible", "checklist-basis"].map(|key| Heading::text(&say(key))),
        );
        let mut sheet = Sheet::new(Html::text(&caption), headings).wide();
        let language = words.language();
        for row in rows {
            let id = Html::text(&row.control).within("span", "id");
            let text = Html::text(language.choose(&row.requirement_en, &row.requirement_ja));
            let mut cells = vec![Cell::head(id.and(&Html::text(" ")).and(&text))];
            let marks = marks(words, Self::standing(row), row.coverage);
            cells.extend(marks.iter().map(|mark| Cell::mark(Html::text(mark))));
            cells.push(Cell::text(Html::text(language.choose(&row.where_en, &row.where_ja))));
            cells.push(Cell::text(Html::text(&self.responsible(words, row))));
            cells.push(Cell::text(Html::text(language.choose(&row.basis_en, &row.basis_ja))));
            sheet.rows.push(cells);
        }
        sheet
    }

    fn risk_sheet(&self, words: &Words) -> Sheet {
        let say = |key: &str| words.say(key, &[]);
        let headings = ["checklist-risk", "checklist-state", "checklist-controls", "checklist-gap-worth"];
        let mut sheet =
            Sheet::new(Html::text(&say("checklist-risks")), headings.map(|key| Heading::text(&say(key))).to_vec());
        for risk in self.risk_lines() {
            let id = Html::text(&risk.record.id).within("span", "id");
            let incident = Html::text(words.language().choose(&risk.record.incident_en, &risk.record.incident_ja));
            let worth: Vec<Html> = self.worth_in_words(words, &risk).iter().map(|text| Html::text(text)).collect();
            sheet.rows.push(vec![
                Cell::head(id.and(&Html::text(" ")).and(&incident)),
                Cell::text(Html::text(&say(risk.standing.of_risk()))),
                Cell::text(Html::text(&controls_in_words(words, &risk.controls))),
                Cell::text(Html::joined(&worth, "<br>")),
            ]);
        }
        sheet.wide()
    }
}
