//! The checklist: every requirement by category, in force or not under each set, on what grounds, and who is responsible.

use super::block::{Block, Cell, Heading, Section, Sheet};
use super::context::{Context, in_order};
use super::html::Html;
use super::number::{At, counted};
use crate::tables::{ChecklistRow, digits};
use crate::words::percent;

/// Statuses in the order of their columns: there, not there, does not apply. What is partly there stands in the first column.
const COLUMNS: [&str; 3] = ["checklist-yes", "checklist-no", "checklist-not-applicable"];

/// The section.
pub(crate) fn section(context: Context<'_>) -> Section {
    let rows = &context.tables.checklist;
    let mut blocks = Vec::new();
    if rows.is_empty() {
        blocks.push(context.note("page-checklist-none"));
    } else {
        blocks.push(context.paragraph("page-checklist-about"));
        blocks.push(Block::Table { sheet: totals(context) });
        for category in in_order(rows.iter().map(|row| row.category.as_str())) {
            let name = category_name(context, category);
            let summary = context.sentence("page-checklist-of", &[("category", Html::text(&name))]);
            blocks.push(Block::Fold { summary, blocks: vec![Block::Table { sheet: sheet(context, category, &name) }] });
        }
    }
    Section { id: "checklist".into(), heading: context.say("page-checklist", &[]), blocks }
}

fn category_name(context: Context<'_>, category: &str) -> String {
    let key = format!("category-{}", category.replace('_', "-"));
    context.words.find(&key, &[]).unwrap_or_else(|| category.to_owned())
}

/// How many requirements are in force, set by set.
fn totals(context: Context<'_>) -> Sheet {
    let statuses = ["in_force", "partly", "absent", "not_applicable"];
    let mut headings = vec![Heading::text(&context.say("page-set", &[]))];
    headings.extend(
        ["checklist-yes", "checklist-partly", "checklist-no", "checklist-not-applicable"]
            .map(|key| Heading::number(&context.say(key, &[]))),
    );
    let mut sheet = Sheet::new(context.text("page-checklist-totals"), headings);
    for set in in_order(context.tables.checklist.iter().map(|row| row.control_set.as_str())) {
        let mut row = vec![Cell::head(context.set(set))];
        for status in statuses {
            let n =
                context.tables.checklist.iter().filter(|row| row.control_set == set && row.status == status).count();
            row.push(Cell::number(counted("checklist", &[("control_set", set), ("status", status)], n)));
        }
        sheet.rows.push(row);
    }
    sheet
}

fn sheet(context: Context<'_>, category: &str, name: &str) -> Sheet {
    let rows: Vec<(usize, &ChecklistRow)> =
        context.tables.checklist.iter().enumerate().filter(|(_, row)| row.category == category).collect();
    let sets = in_order(rows.iter().map(|(_, row)| row.control_set.as_str()));
    let mut over = vec![Heading::text(&context.say("page-requirement", &[])).high(2)];
    let mut under = Vec::new();
    for set in &sets {
        over.push(Heading::mark(&context.name("control_set", set)).over(COLUMNS.len()));
        under.extend(COLUMNS.map(|key| Heading::mark(&context.say(key, &[]))));
    }
    over.push(Heading::text(&context.say("checklist-basis", &[])).high(2));
    over.push(Heading::text(&context.say("checklist-responsible", &[])).high(2));
    let mut sheet = Sheet::new(context.sentence("page-checklist-table", &[("category", Html::text(name))]), Vec::new());
    sheet.head = vec![over, under];
    sheet = sheet.wide();
    for control in in_order(rows.iter().map(|(_, row)| row.control.as_str())) {
        let of_control: Vec<(usize, &ChecklistRow)> =
            rows.iter().copied().filter(|(_, row)| row.control == control).collect();
        sheet.rows.push(line(context, control, &sets, &of_control));
    }
    sheet
}

fn line(context: Context<'_>, control: &str, sets: &[&str], rows: &[(usize, &ChecklistRow)]) -> Vec<Cell> {
    let language = context.words.language();
    let requirement = rows.first().map_or("", |(_, row)| language.choose(&row.requirement_en, &row.requirement_ja));
    let head = Html::text(control).within("span", "id").and(&Html::text(" ")).and(&Html::text(requirement));
    let mut cells = vec![Cell::head(head)];
    for set in sets {
        let found = rows.iter().find(|(_, row)| row.control_set == *set);
        cells.extend(marks(context, found.copied()).map(Cell::mark));
    }
    let grounds = in_order(rows.iter().map(|(_, row)| language.choose(&row.basis_en, &row.basis_ja)));
    let grounds: Vec<Html> = grounds.into_iter().filter(|text| !text.is_empty()).map(Html::text).collect();
    cells.push(Cell::text(Html::joined(&grounds, "<br>")));
    let who = in_order(rows.iter().flat_map(|(_, row)| row.responsible.split(';').map(str::trim)));
    let who: Vec<String> =
        who.into_iter().filter(|id| !id.is_empty()).map(|id| context.name("organisation", id)).collect();
    cells.push(Cell::text(Html::text(&who.join(&context.say("page-list-comma", &[])))));
    cells
}

/// The three columns of one set.
fn marks(context: Context<'_>, found: Option<(usize, &ChecklistRow)>) -> [Html; 3] {
    let mut columns = [Html::default(), Html::default(), Html::default()];
    let Some((index, row)) = found else { return columns };
    let at = At::new("checklist", index);
    match row.status.as_str() {
        "in_force" => columns[0] = at.words("status", &row.status, "○"),
        "partly" => {
            let share = row.coverage.map_or_else(Html::default, |share| {
                at.cell("coverage", &digits(share), &percent(context.words, share)).within("span", "small")
            });
            columns[0] = at.words("status", &row.status, "△").and(&Html::text(" ")).and(&share);
        }
        "absent" => columns[1] = at.words("status", &row.status, "×"),
        "not_applicable" => columns[2] = at.words("status", &row.status, "–"),
        other => columns[0] = Html::text(other),
    }
    columns
}
