//! What was assumed: which parameters turn the ranking and from which value on, what each control is worth, and every parameter used.

use yagura_sim::measure::unit_of;

use super::answer::verdict_word;
use super::block::{Block, Cell, Heading, Section, Sheet};
use super::context::Context;
use super::figures::figures;
use super::html::Html;
use super::number::{At, counted};
use crate::plots::Plot;
use crate::tables::{KnockOutRow, ParameterRow, SensitivityRow, digits};
use crate::words::{parameter_unit, parameter_value};

/// Parameters per scenario and set that stand in the table of what moves the answer.
const MOVERS: u64 = 5;

/// How sure a source makes a number, the surest first.
const CONFIDENCES: [&str; 4] = ["strong", "moderate", "weak", "assumption"];

/// The section.
pub(crate) fn section(context: Context<'_>, plots: &[Plot]) -> Section {
    let mut blocks = vec![Block::paragraph(how_sure(context)), context.heading("page-movers")];
    blocks.extend(movers(context, plots));
    blocks.push(context.heading("page-knock-out"));
    blocks.extend(knock_out(context, plots));
    blocks.push(context.heading("page-claims"));
    blocks.extend(claims(context));
    blocks.push(context.heading("page-parameters"));
    if context.tables.parameters.is_empty() {
        blocks.push(context.note("page-parameters-none"));
    } else {
        blocks.push(context.note("page-parameters-about"));
        let all = context.tables.parameters.iter().enumerate().collect::<Vec<_>>();
        let sheet = parameters(context, "page-parameters-table", &all).wide();
        let summary = context.sentence("page-parameters-fold", &[("n", counted("parameters", &[], all.len()))]);
        blocks.push(Block::Fold { summary, blocks: vec![Block::Table { sheet }] });
    }
    Section { id: "assumptions".into(), heading: context.say("page-assumptions", &[]), blocks }
}

/// How many of the numbers rest on what.
fn how_sure(context: Context<'_>) -> Html {
    let parameters = &context.tables.parameters;
    let count = |confidence: &str| {
        let n = parameters.iter().filter(|row| row.confidence == confidence).count();
        counted("parameters", &[("confidence", confidence)], n)
    };
    let [strong, moderate, weak, assumption] = CONFIDENCES.map(count);
    context.sentence(
        "page-how-sure",
        &[
            ("n", counted("parameters", &[], parameters.len())),
            ("strong", strong),
            ("moderate", moderate),
            ("weak", weak),
            ("assumption", assumption),
        ],
    )
}

fn movers(context: Context<'_>, plots: &[Plot]) -> Vec<Block> {
    let rows = |about: &str, most: u64| {
        let about = about.to_owned();
        context
            .tables
            .sensitivity
            .iter()
            .enumerate()
            .filter(move |(_, row)| row.about == about && row.rank <= most)
            .collect::<Vec<_>>()
    };
    if context.tables.sensitivity.is_empty() {
        return vec![context.note("page-movers-none")];
    }
    let mut blocks = vec![context.paragraph("page-movers-about")];
    blocks.extend(figures(context, plots, "tornado"));
    let turning = rows("ranking", MOVERS);
    if !turning.is_empty() {
        blocks.push(Block::Table { sheet: sensitivity(context, "page-movers-table", &turning) });
    }
    let moving = rows("measure", MOVERS);
    if !moving.is_empty() {
        let sheet = sensitivity(context, "page-measure-movers-table", &moving);
        blocks.push(Block::Fold { summary: context.text("page-measure-movers"), blocks: vec![Block::Table { sheet }] });
    }
    blocks
}

fn sensitivity(context: Context<'_>, caption: &str, rows: &[(usize, &SensitivityRow)]) -> Sheet {
    let say = |key: &str| context.say(key, &[]);
    let mut sheet = Sheet::new(
        context.text(caption),
        vec![
            Heading::text(&say("page-scenario")),
            Heading::text(&say("page-set")),
            Heading::text(&say("page-parameter")),
            Heading::number(&say("page-influence")),
            Heading::number(&say("page-at-low")),
            Heading::number(&say("page-at-high")),
            Heading::number(&say("page-turns-at")),
        ],
    );
    for &(index, row) in rows {
        let (at, words, unit) = (At::new("sensitivity", index), context.words, unit_of(row.measure));
        let like = row.slope_low.unwrap_or(0.0).abs().max(row.slope_high.unwrap_or(0.0).abs());
        let show = |column: &str, value: Option<f64>| {
            let Some(value) = value else { return Html::text("–") };
            if row.about == "ranking" {
                at.signed_quantity(words, column, unit, value, like)
            } else {
                at.quantity(words, column, unit, value, like)
            }
        };
        let of_key = context.tables.parameters.iter().find(|parameter| parameter.key == row.key);
        let turns = row.break_even.map_or_else(
            || context.text("page-never-turns"),
            |value| {
                let shown = parameter_value(words, of_key.map_or("", |parameter| &parameter.unit), value);
                at.cell("break_even", &digits(value), &shown)
            },
        );
        sheet.rows.push(vec![
            Cell::head(context.scenario(&row.scenario)),
            Cell::text(context.set(&row.control_set)),
            Cell::text(context.named("parameter", &row.key)),
            Cell::number(row.index.map_or_else(|| Html::text("–"), |share| at.percent(words, "index", share))),
            Cell::number(show("slope_low", row.slope_low)),
            Cell::number(show("slope_high", row.slope_high)),
            Cell::number(turns),
        ]);
    }
    sheet
}

fn knock_out(context: Context<'_>, plots: &[Plot]) -> Vec<Block> {
    let Some(rows) = &context.tables.knock_out else { return vec![context.note("page-knock-out-none")] };
    let mut blocks = vec![context.paragraph("page-knock-out-about")];
    blocks.extend(figures(context, plots, "knock"));
    let say = |key: &str| context.say(key, &[]);
    let mut sheet = Sheet::new(
        context.text("page-knock-out-table"),
        vec![
            Heading::text(&say("page-scenario")),
            Heading::text(&say("page-set")),
            Heading::text(&say("page-control")),
            Heading::number(&say("page-loses")),
            Heading::number(&say("page-discordant")),
            Heading::text(&say("page-verdict-without")),
        ],
    );
    sheet.rows = rows.iter().enumerate().map(|(index, row)| knock_out_row(context, index, row)).collect();
    blocks.push(Block::Fold { summary: context.text("page-knock-out-fold"), blocks: vec![Block::Table { sheet }] });
    blocks
}

fn knock_out_row(context: Context<'_>, index: usize, row: &KnockOutRow) -> Vec<Cell> {
    let (at, words, unit) = (At::new("knock_out", index), context.words, unit_of(row.measure));
    let like = row.difference.unwrap_or(0.0);
    let show = |column: &str, value: f64| at.signed_quantity(words, column, unit, value, like);
    let mut loses = row.difference.map_or_else(|| Html::text("–"), |value| show("difference", value));
    if let (Some(low), Some(high)) = (row.interval_low, row.interval_high) {
        let interval = context.interval(show("interval_low", low), show("interval_high", high));
        loses = loses.and(&Html::made("<br>".into())).and(&interval.within("span", "small"));
    }
    let discordant = context
        .sentence("page-of", &[("part", at.count("n_discordant", row.n_discordant)), ("whole", at.count("n", row.n))]);
    vec![
        Cell::head(context.scenario(&row.scenario)),
        Cell::text(context.set(&row.control_set)),
        Cell::text(Html::text(&row.control)),
        Cell::number(loses),
        Cell::number(discordant),
        Cell::text(verdict_word(context, row.verdict)),
    ]
}

/// What rests on a bid or on the command line.
fn claims(context: Context<'_>) -> Vec<Block> {
    let claimed = |row: &ParameterRow| !row.claimed_by.is_empty() || row.value_set.is_some();
    let rows: Vec<(usize, &ParameterRow)> =
        context.tables.parameters.iter().enumerate().filter(|(_, row)| claimed(row)).collect();
    let mut who = super::context::in_order(
        context.tables.costs.iter().filter(|row| !row.claimed_by.is_empty()).map(|row| row.claimed_by.as_str()),
    );
    let mut blocks = Vec::new();
    if rows.is_empty() && who.is_empty() {
        return vec![context.paragraph("page-claims-none")];
    }
    if !rows.is_empty() {
        blocks.push(Block::Table { sheet: parameters(context, "page-claims-table", &rows).wide() });
    }
    who.sort_unstable();
    if !who.is_empty() {
        let who = Html::text(&who.join(", "));
        blocks.push(Block::paragraph(context.sentence("page-cost-claims", &[("who", who)])));
    }
    blocks
}

fn parameters(context: Context<'_>, caption: &str, rows: &[(usize, &ParameterRow)]) -> Sheet {
    let say = |key: &str| context.say(key, &[]);
    let mut sheet = Sheet::new(
        context.text(caption),
        vec![
            Heading::text(&say("page-parameter")),
            Heading::text(&say("page-unit")),
            Heading::number(&say("page-likely")),
            Heading::number(&say("page-range")),
            Heading::text(&say("page-distribution")),
            Heading::number(&say("page-ignorance")),
            Heading::text(&say("page-confidence")),
            Heading::text(&say("page-source")),
            Heading::text(&say("page-who-claims")),
        ],
    );
    sheet.rows = rows.iter().map(|(index, row)| parameter_row(context, At::new("parameters", *index), row)).collect();
    sheet
}

fn parameter_row(context: Context<'_>, at: At, row: &ParameterRow) -> Vec<Cell> {
    let show =
        |column: &str, value: Option<f64>| value.map_or_else(|| Html::text("–"), |value| at.number(column, value));
    let likely = match row.value_set {
        Some(value) => context.sentence("page-value-set", &[("value", at.number("value_set", value))]),
        None => show("mode", row.mode),
    };
    let ignorance = row
        .ignorance_share
        .map_or_else(|| Html::text("–"), |share| at.percent(context.words, "ignorance_share", share));
    let confidence =
        context.words.find(&format!("confidence-{}", row.confidence), &[]).unwrap_or_else(|| row.confidence.clone());
    vec![
        Cell::head(context.named("parameter", &row.key)),
        Cell::text(Html::text(&parameter_unit(context.words, &row.unit))),
        Cell::number(likely),
        Cell::number(context.interval(show("low", row.low), show("high", row.high))),
        Cell::text(Html::text(&row.distribution)),
        Cell::number(ignorance),
        Cell::text(Html::text(&confidence)),
        Cell::text(Html::text(&source_in_words(context, &row.source))),
        Cell::text(Html::text(&row.claimed_by)),
    ]
}

/// A source; the word `assumption` in the reader's language.
pub(crate) fn source_in_words(context: Context<'_>, source: &str) -> String {
    if source.eq_ignore_ascii_case("assumption") {
        context.say("confidence-assumption", &[])
    } else {
        source.to_owned()
    }
}
