//! From each control to the risks that call for it, the scenarios that play them, the techniques it bears on, its effects and their
//! evidence; and the controls that are not modelled.

use super::assumptions::source_in_words;
use super::block::{Block, Cell, Heading, Section, Sheet};
use super::context::{Context, in_order};
use super::html::Html;
use super::number::counted;
use crate::tables::TraceabilityRow;

/// The section.
pub(crate) fn section(context: Context<'_>) -> Section {
    let rows = &context.tables.traceability;
    let modelled =
        |row: &TraceabilityRow| row.not_modelled_reason_en.is_empty() && row.not_modelled_reason_ja.is_empty();
    let mut blocks = Vec::new();
    if rows.is_empty() {
        blocks.push(context.note("page-traceability-none"));
    } else {
        let controls = in_order(rows.iter().filter(|row| modelled(row)).map(|row| row.control.as_str()));
        blocks.push(context.paragraph("page-traceability-about"));
        let sheet = chains(context, &controls).wide();
        blocks.push(Block::Fold {
            summary: context.text("page-traceability-fold"),
            blocks: vec![Block::Table { sheet }],
        });
        blocks.push(context.heading("page-not-modelled"));
        let left_out: Vec<&TraceabilityRow> = rows.iter().filter(|row| !modelled(row)).collect();
        if left_out.is_empty() {
            blocks.push(context.note("page-not-modelled-none"));
        } else {
            blocks.push(context.paragraph("page-not-modelled-about"));
            blocks.push(Block::Table { sheet: not_modelled(context, &left_out) });
        }
    }
    Section { id: "traceability".into(), heading: context.say("page-traceability", &[]), blocks }
}

fn chains(context: Context<'_>, controls: &[&str]) -> Sheet {
    let say = |key: &str| context.say(key, &[]);
    let mut sheet = Sheet::new(
        context.text("page-traceability-table"),
        vec![
            Heading::text(&say("page-control")),
            Heading::text(&say("page-risks")),
            Heading::text(&say("page-scenarios")),
            Heading::text(&say("page-techniques")),
            Heading::text(&say("page-effects")),
            Heading::text(&say("page-evidence")),
            Heading::text(&say("page-clauses")),
        ],
    );
    for control in controls {
        let rows: Vec<&TraceabilityRow> =
            context.tables.traceability.iter().filter(|row| row.control == *control).collect();
        sheet.rows.push(chain(context, control, &rows));
    }
    sheet
}

fn chain(context: Context<'_>, control: &str, rows: &[&TraceabilityRow]) -> Vec<Cell> {
    let unique = |part: &dyn Fn(&&TraceabilityRow) -> String| -> Vec<String> {
        let all: Vec<String> = rows.iter().map(part).filter(|text| !text.is_empty()).collect();
        in_order(all.iter().map(String::as_str)).into_iter().map(String::from).collect()
    };
    let lines = |texts: Vec<String>| {
        let texts: Vec<Html> = texts.iter().map(|text| Html::text(text)).collect();
        Html::joined(&texts, "<br>")
    };
    let plain = |texts: Vec<String>| Html::text(&texts.join(", "));
    let techniques = unique(&|row| {
        if row.technique.is_empty() {
            return String::new();
        }
        let name = context.name("technique", &row.technique);
        if row.attack_id.is_empty() {
            return name;
        }
        let ids: Vec<String> = row.attack_id.split(';').map(|id| attack_id(context, id)).collect();
        format!("{name} ({})", ids.join(", "))
    });
    let evidence = unique(&|row| {
        if row.effect.is_empty() {
            return String::new();
        }
        let confidence = context
            .words
            .find(&format!("confidence-{}", row.confidence), &[])
            .unwrap_or_else(|| row.confidence.clone());
        let source = source_in_words(context, &row.source);
        if source == confidence { source } else { format!("{confidence}: {source}") }
    });
    let others = |row: &&TraceabilityRow| match (row.mitigation.as_str(), row.clauses.as_str()) {
        ("", _) => String::new(),
        (mitigations, "") => mitigations.replace(';', ", "),
        (mitigations, clauses) => format!("{}: {}", mitigations.replace(';', ", "), clauses.replace(';', ", ")),
    };
    let asks = context.about("control", control);
    let asks = if asks.is_empty() { context.name("control", control) } else { asks.to_owned() };
    let asks = Html::text(&asks).within("span", "small");
    vec![
        Cell::head(Html::text(control).and(&Html::made("<br>".into())).and(&asks)),
        Cell::text(plain(unique(&|row| row.risk.clone()))),
        Cell::text(lines(unique(&|row| {
            if row.scenario.is_empty() { String::new() } else { context.name("scenario", &row.scenario) }
        }))),
        Cell::text(lines(techniques)),
        Cell::text(plain(unique(&|row| row.effect.rsplit('/').next().unwrap_or_default().to_owned()))),
        Cell::text(lines(evidence)),
        Cell::text(lines(unique(&others))),
    ]
}

/// An id of ATT&CK. Those of the ICS matrix are `T0...` and compared with the published file; those of Enterprise are not, and say so.
fn attack_id(context: Context<'_>, id: &str) -> String {
    if id.starts_with("T0") { id.to_owned() } else { context.say("page-attack-unchecked", &[("id", id.into())]) }
}

fn not_modelled(context: Context<'_>, rows: &[&TraceabilityRow]) -> Sheet {
    let mut sheet = Sheet::new(
        context.sentence("page-not-modelled-table", &[("n", counted("traceability", &[("effect", "")], rows.len()))]),
        vec![Heading::text(&context.say("page-control", &[])), Heading::text(&context.say("page-why-not", &[]))],
    );
    for row in rows {
        let why = context.words.language().choose(&row.not_modelled_reason_en, &row.not_modelled_reason_ja);
        sheet.rows.push(vec![Cell::head(Html::text(&row.control)), Cell::text(Html::text(why))]);
    }
    sheet
}
