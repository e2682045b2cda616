//! The words of the field and of the page, in both languages.

use super::block::{Block, Cell, Heading, Section, Sheet};
use super::context::Context;
use super::html::Html;
use crate::words::{Language, Words};

/// Terms: each has the messages `page-term-<term>` and `page-term-<term>-means`.
const TERMS: &[&str] = &[
    "promoter",
    "service-provider",
    "beneficiary",
    "city-os",
    "asset",
    "responsibility-boundary",
    "federation",
    "requirement",
    "control-set",
    "baseline",
    "risk-row",
    "scenario",
    "technique",
    "incident",
    "parameter-draw",
    "replication",
    "primary-measure",
    "paired-difference",
    "interval",
    "not-distinguished",
    "no-verdict",
    "draws-better",
    "discordant",
    "holm",
    "censored",
    "controlled",
    "tainted",
    "isolated",
    "user-hours",
    "wrong-decision",
    "five-years",
    "break-even",
    "knock-out",
    "claim",
];

/// The section.
pub(crate) fn section(context: Context<'_>) -> Section {
    let other = Words::new(match context.words.language() {
        Language::English => Language::Japanese,
        Language::Japanese => Language::English,
    });
    let mut sheet = Sheet::new(
        context.text("page-glossary-table"),
        ["page-term", "page-term-other", "page-term-meaning"].map(|key| Heading::text(&context.say(key, &[]))).to_vec(),
    );
    for term in TERMS {
        let key = format!("page-term-{term}");
        let foreign = Html::made(format!(
            "<span lang=\"{}\">{}</span>",
            other.language().code(),
            Html::text(&other.say(&key, &[])).as_str()
        ));
        let means = format!("{key}-means");
        sheet.rows.push(vec![Cell::head(context.text(&key)), Cell::text(foreign), Cell::text(context.text(&means))]);
    }
    let blocks = vec![Block::Table { sheet }];
    Section { id: "glossary".into(), heading: context.say("page-glossary", &[]), blocks }
}
