//! Cost against risk: what each set costs in five years, what it saves, and from which frequency it pays for itself.

use super::block::{Block, Cell, Heading, Section, Sheet};
use super::context::Context;
use super::figures::figures;
use super::html::Html;
use super::number::{At, sum_of_hours, sum_of_yen};
use crate::tables::{CostRow, Spread3, ValueRow};
use crate::words::percent;

/// The section.
pub(crate) fn section(context: Context<'_>, plots: &[crate::plots::Plot]) -> Section {
    let mut blocks = vec![context.paragraph("page-costs-about"), Block::Table { sheet: totals(context) }];
    blocks.extend(unknown_costs(context));
    blocks.extend(figures(context, plots, "cost"));
    blocks.push(context.heading("page-value"));
    if context.tables.value.is_empty() {
        blocks.push(context.note("page-value-none"));
    } else {
        blocks.push(context.paragraph("page-value-about"));
        blocks.push(Block::Table { sheet: values(context) });
    }
    blocks.push(context.heading("page-costs-by-control"));
    for set in context.sets() {
        let rows: Vec<(usize, &CostRow)> =
            context.tables.costs.iter().enumerate().filter(|(_, row)| row.control_set == set).collect();
        if rows.is_empty() {
            continue;
        }
        let summary = context.sentence("page-costs-of", &[("set", context.set(set))]);
        let sheet = by_control(context, set, &rows);
        blocks.push(Block::Fold { summary, blocks: vec![Block::Table { sheet }] });
    }
    Section { id: "costs".into(), heading: context.say("page-costs", &[]), blocks }
}

/// Purchase and five years of a set: the sum over its controls; `None` if no control has a price.
pub(crate) fn five_years(context: Context<'_>, set: &str) -> Option<Spread3> {
    let rows = context.tables.costs.iter().filter(|row| row.control_set == set);
    rows.filter_map(|row| row.five_year_jpy).reduce(|sum, one| Spread3 {
        low: sum.low + one.low,
        mode: sum.mode + one.mode,
        high: sum.high + one.high,
    })
}

/// The same as a cell: most likely, and from low to high.
pub(crate) fn five_years_cell(context: Context<'_>, set: &str) -> Html {
    let Some(total) = five_years(context, set) else { return context.text("page-cost-unknown") };
    let sum = |column: &str, value: f64| sum_of_yen(context.words, "costs", column, &[("control_set", set)], value);
    let range = context.interval(sum("five_year_low_jpy", total.low), sum("five_year_high_jpy", total.high));
    let range = range.within("span", "small");
    sum("five_year_mode_jpy", total.mode).and(&Html::made("<br>".into())).and(&range)
}

fn totals(context: Context<'_>) -> Sheet {
    let mut sheet = Sheet::new(
        context.text("page-totals"),
        vec![
            Heading::text(&context.say("page-set", &[])),
            Heading::number(&context.say("page-purchase", &[])),
            Heading::number(&context.say("page-yearly", &[])),
            Heading::number(&context.say("page-five-years", &[])),
            Heading::number(&context.say("page-staff", &[])),
        ],
    );
    for set in context.sets() {
        let rows: Vec<&CostRow> = context.tables.costs.iter().filter(|row| row.control_set == set).collect();
        let total = |part: &dyn Fn(&CostRow) -> Option<Spread3>| {
            rows.iter().filter_map(|row| part(row)).map(|range| range.mode).reduce(|a, b| a + b)
        };
        let yen = |column: &str, sum: Option<f64>| {
            sum.map_or_else(
                || context.text("page-cost-unknown"),
                |sum| sum_of_yen(context.words, "costs", column, &[("control_set", set)], sum),
            )
        };
        let staff = total(&|row| row.staff_h).map_or_else(
            || context.text("page-cost-unknown"),
            |sum| sum_of_hours(context.words, "costs", "staff_mode_h", &[("control_set", set)], sum),
        );
        sheet.rows.push(vec![
            Cell::head(context.named("control_set", set)),
            Cell::number(yen("purchase_mode_jpy", total(&|row| row.purchase_jpy))),
            Cell::number(yen("yearly_mode_jpy", total(&|row| row.yearly_jpy))),
            Cell::number(five_years_cell(context, set)),
            Cell::number(staff),
        ]);
    }
    sheet
}

/// Controls without a price: the totals leave them out, and say so.
fn unknown_costs(context: Context<'_>) -> Option<Block> {
    let unknown: Vec<&str> = super::context::in_order(
        context.tables.costs.iter().filter(|row| row.five_year_jpy.is_none()).map(|row| row.control.as_str()),
    );
    if unknown.is_empty() {
        return None;
    }
    let controls = Html::text(&unknown.join(", "));
    Some(Block::note(context.sentence("page-costs-unknown", &[("controls", controls)])))
}

fn values(context: Context<'_>) -> Sheet {
    let mut sheet = Sheet::new(
        context.text("page-values"),
        vec![
            Heading::text(&context.say("page-set", &[])),
            Heading::text(&context.say("page-scenario", &[])),
            Heading::number(&context.say("page-loss-avoided", &[])),
            Heading::number(&context.say("page-extra", &[])),
            Heading::number(&context.say("page-break-even", &[])),
        ],
    );
    for (index, row) in context.tables.value.iter().enumerate() {
        sheet.rows.push(value_row(context, At::new("value", index), row));
    }
    sheet
}

fn value_row(context: Context<'_>, at: At, row: &ValueRow) -> Vec<Cell> {
    let words = context.words;
    let yen =
        |column: &str, value: Option<f64>| value.map_or_else(|| Html::text("–"), |value| at.yen(words, column, value));
    let rate =
        |column: &str, value: Option<f64>| value.map_or_else(|| Html::text("–"), |value| at.number(column, value));
    let with_range = |middle: Html, low: Html, high: Html| {
        let range = context.interval(low, high).within("span", "small");
        middle.and(&Html::made("<br>".into())).and(&range)
    };
    let pays = match row.break_even_per_year {
        None => context.text("page-never-pays"),
        Some(value) => with_range(
            at.number("break_even_per_year", value),
            rate("break_even_low", row.break_even_low),
            row.break_even_high
                .map_or_else(|| context.text("page-never-pays"), |high| at.number("break_even_high", high)),
        ),
    };
    vec![
        Cell::head(context.set(&row.control_set)),
        Cell::text(context.scenario(&row.scenario)),
        Cell::number(with_range(
            yen("loss_avoided_jpy", row.loss_avoided_jpy),
            yen("interval_low", row.interval_low),
            yen("interval_high", row.interval_high),
        )),
        Cell::number(with_range(
            yen("five_year_extra_mode_jpy", row.five_year_extra_mode_jpy),
            yen("five_year_extra_low_jpy", row.five_year_extra_low_jpy),
            yen("five_year_extra_high_jpy", row.five_year_extra_high_jpy),
        )),
        Cell::number(pays),
    ]
}

fn by_control(context: Context<'_>, set: &str, rows: &[(usize, &CostRow)]) -> Sheet {
    let mut sheet = Sheet::new(
        context.sentence("page-costs-table", &[("set", context.set(set))]),
        vec![
            Heading::text(&context.say("page-control", &[])),
            Heading::number(&context.say("page-coverage", &[])),
            Heading::number(&context.say("page-purchase", &[])),
            Heading::number(&context.say("page-yearly", &[])),
            Heading::number(&context.say("page-five-years", &[])),
            Heading::text(&context.say("page-source", &[])),
        ],
    );
    for &(index, row) in rows {
        let at = At::new("costs", index);
        let yen = |column: &str, range: Option<Spread3>| {
            range.map_or_else(|| Html::text("–"), |range| at.yen(context.words, column, range.mode))
        };
        let five = match row.five_year_jpy {
            None => Html::text("–"),
            Some(range) => {
                let low = at.yen(context.words, "five_year_low_jpy", range.low);
                let high = at.yen(context.words, "five_year_high_jpy", range.high);
                let range = context.interval(low, high).within("span", "small");
                yen("five_year_mode_jpy", row.five_year_jpy).and(&Html::made("<br>".into())).and(&range)
            }
        };
        let source = if row.claimed_by.is_empty() {
            Html::text(&super::assumptions::source_in_words(context, &row.source))
        } else {
            context.sentence("page-claimed-by", &[("who", Html::text(&row.claimed_by))])
        };
        let coverage = row.coverage.map_or_else(
            || context.text("coverage-today"),
            |share| at.cell("coverage", &crate::tables::digits(share), &percent(context.words, share)),
        );
        sheet.rows.push(vec![
            Cell::head(Html::text(&row.control)),
            Cell::number(coverage),
            Cell::number(yen("purchase_mode_jpy", row.purchase_jpy)),
            Cell::number(yen("yearly_mode_jpy", row.yearly_jpy)),
            Cell::number(five),
            Cell::text(source),
        ]);
    }
    sheet
}
