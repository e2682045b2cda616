//! Measures side by side: first the verdicts with all that they rest on, then scenario by scenario what was measured under each set.

use yagura_sim::measure::{Better, MEASURES, MeasureDefinition, MeasureKind, SeriesKind, Unit, unit_of};
use yagura_sim::words::Words as _;

use super::answer::{hint, verdict};
use super::block::{Block, Cell, Heading, Section, Sheet};
use super::context::Context;
use super::figures::figures;
use super::html::Html;
use super::number::At;
use crate::plots::{Plot, too_rare};
use crate::tables::{DelayRow, DifferenceRow};

/// What the tables of the scenarios show, after the measure by which the scenario is judged.
const SHOWN: &[&str] = &[
    "loss_jpy",
    "loss_attack_jpy",
    "loss_response_jpy",
    "loss_precaution_jpy",
    "service_user_h_lost",
    "service_user_h_lost_attack",
    "service_user_h_lost_response",
    "wrong_decision_h",
    "unsafe_commands",
    "records_exposed",
    "records_exposed_personal",
    "assets_controlled",
    "assets_tainted",
    "assets_isolated",
    "organisations_reached",
    "entered",
    "detected",
    "detection_delay_h",
    "contained",
    "containment_delay_h",
    "root_cause_found",
    "root_cause_delay_h",
    "notification_delay_h",
    "recovered",
    "recovery_delay_h",
];

/// The section.
pub(crate) fn section(context: Context<'_>, plots: &[Plot]) -> Section {
    let mut blocks = vec![context.paragraph("page-measures-about"), Block::Table { sheet: judged(context) }];
    blocks.extend(figures(context, plots, "heat"));
    blocks.push(context.heading("page-scatter"));
    blocks.push(context.note("page-scatter-about"));
    blocks.push(Block::Fold {
        summary: context.text("page-scatter-table"),
        blocks: vec![Block::Table { sheet: scatter(context) }],
    });
    blocks.push(context.heading("page-by-scenario"));
    blocks.push(context.note("page-by-scenario-about"));
    for scenario in context.scenarios() {
        let about = context.about("scenario", scenario);
        let mut inside = Vec::new();
        if !about.is_empty() {
            inside.push(Block::note(Html::text(about)));
        }
        inside.push(Block::Table { sheet: side_by_side(context, scenario) });
        blocks.push(Block::Fold { summary: context.scenario(scenario), blocks: inside });
    }
    blocks.extend(figures(context, plots, "loss"));
    blocks.push(context.heading("page-time-courses"));
    blocks.push(context.note("page-delays-about"));
    if !context.tables.delays.is_empty() {
        let inside = vec![Block::Table { sheet: delays(context) }];
        blocks.push(Block::Fold { summary: context.text("page-delays"), blocks: inside });
    }
    blocks.extend(figures(context, plots, "time"));
    blocks.extend(without_picture(context));
    Section { id: "measures".into(), heading: context.say("page-measures", &[]), blocks }
}

/// What happened too rarely for a picture, in words.
fn without_picture(context: Context<'_>) -> Vec<Block> {
    let mut notes = Vec::new();
    for scenario in context.scenarios() {
        for state in SeriesKind::ALL.iter().map(|kind| kind.as_str()) {
            let Some(index) = too_rare(&context.tables.spread, scenario, state) else { continue };
            let title = format!("plot-spread-title-{state}");
            let arguments = [
                ("title", context.sentence(&title, &[("scenario", context.scenario(scenario))])),
                ("mean", At::new("spread", index).number("mean", context.tables.spread[index].mean)),
            ];
            notes.push(Block::note(context.sentence("page-spread-rare", &arguments)));
        }
    }
    notes
}

/// Every verdict with its evidence.
fn judged(context: Context<'_>) -> Sheet {
    let say = |key: &str| context.say(key, &[]);
    let mut sheet = Sheet::new(
        context.text("page-judged"),
        vec![
            Heading::text(&say("page-scenario")),
            Heading::text(&say("page-set")),
            Heading::number(&say("page-mean-baseline")),
            Heading::number(&say("page-mean")),
            Heading::number(&say("page-difference")),
            Heading::number(&say("page-draws-better")),
            Heading::number(&say("page-discordant")),
            Heading::number(&say("page-p")),
            Heading::text(&say("page-verdict")),
        ],
    );
    for (index, row) in context.tables.differences.iter().enumerate().filter(|(_, row)| row.primary) {
        sheet.rows.push(judged_row(context, index, row));
    }
    sheet
}

fn judged_row(context: Context<'_>, index: usize, row: &DifferenceRow) -> Vec<Cell> {
    let (at, words, unit) = (At::new("differences", index), context.words, unit_of(row.measure));
    let like = row.baseline_mean.unwrap_or(0.0).abs().max(row.mean.unwrap_or(0.0).abs());
    let mean = |column: &str, value: Option<f64>| {
        value.map_or_else(dash, |value| at.quantity(words, column, unit, value, like))
    };
    let of = at.count("n", row.n);
    let discordant =
        context.sentence("page-of", &[("part", at.count("n_discordant", row.n_discordant)), ("whole", of)]);
    let mut judged = verdict(context, row);
    if row.undecided.is_some() {
        let hint = hint(context, index, row).within("span", "small");
        judged = judged.and(&Html::made("<br>".into())).and(&hint);
    }
    let measure = Html::text(&context.measure(row.measure)).within("span", "small");
    vec![
        Cell::head(context.scenario(&row.scenario).and(&Html::made("<br>".into())).and(&measure)),
        Cell::text(context.set(&row.control_set)),
        Cell::number(mean("baseline_mean", row.baseline_mean)),
        Cell::number(mean("mean", row.mean)),
        Cell::number(difference(context, at, row, like)),
        Cell::number(row.rank_stability.map_or_else(dash, |share| at.percent(words, "rank_stability", share))),
        Cell::number(discordant),
        Cell::number(row.p_adjusted.map_or_else(dash, |p| at.number("p_adjusted", p))),
        Cell::text(judged),
    ]
}

/// A difference with its interval under it.
fn difference(context: Context<'_>, at: At, row: &DifferenceRow, like: f64) -> Html {
    let (words, unit) = (context.words, unit_of(row.measure));
    let Some(value) = row.difference else { return dash() };
    let shown = at.signed_quantity(words, "difference", unit, value, like);
    let Some((low, high)) = row.interval else { return shown };
    let interval = context.interval(
        at.signed_quantity(words, "interval_low", unit, low, like),
        at.signed_quantity(words, "interval_high", unit, high, like),
    );
    shown.and(&Html::made("<br>".into())).and(&interval.within("span", "small"))
}

fn dash() -> Html {
    Html::text("–")
}

/// One scenario: a line per measure, two columns per set.
fn side_by_side(context: Context<'_>, scenario: &str) -> Sheet {
    let (sets, baseline) = (context.sets(), context.baseline());
    let mut over = vec![Heading::text(&context.say("page-measure", &[])).high(2)];
    let mut under = Vec::new();
    for set in &sets {
        let columns = if *set == baseline { 2 } else { 3 };
        over.push(Heading::mark(&context.name("control_set", set)).over(columns));
        under.push(Heading::number(&context.say("page-mean-interval", &[])));
        under.push(Heading::number(&context.say("page-median-p95", &[])));
        if *set != baseline {
            under.push(Heading::number(&context.say("page-difference", &[])));
        }
    }
    let mut sheet =
        Sheet::new(context.sentence("page-side-by-side", &[("scenario", context.scenario(scenario))]), Vec::new());
    sheet.head = vec![over, under];
    if sets.len() > 2 {
        sheet = sheet.wide();
    }
    for measure in shown(context, scenario) {
        let mut row = vec![Cell::head(Html::text(&context.measure(measure.key)))];
        for set in &sets {
            row.extend(cells(context, scenario, set, measure));
        }
        sheet.rows.push(row);
    }
    sheet
}

/// The measures of a scenario's table: the one that judges first; the others where anything happened under any set.
fn shown(context: Context<'_>, scenario: &str) -> Vec<&'static MeasureDefinition> {
    let primary =
        context.tables.differences.iter().find(|row| row.primary && row.scenario == scenario).map(|row| row.measure);
    let anything = |key: &str| {
        context.sets().iter().any(|set| context.summary(scenario, set, key).is_some_and(|(_, row)| row.n_nonzero > 0))
    };
    primary
        .into_iter()
        .chain(SHOWN.iter().copied().filter(|key| Some(*key) != primary && anything(key)))
        .filter_map(|key| MEASURES.iter().find(|measure| measure.key == key))
        .collect()
}

fn cells(context: Context<'_>, scenario: &str, set: &str, measure: &MeasureDefinition) -> Vec<Cell> {
    let words = context.words;
    let (mean, spread) = match context.summary(scenario, set, measure.key) {
        None => (dash(), dash()),
        Some((index, row)) => {
            let at = At::new("summary", index);
            let like = row.mean.unwrap_or(0.0);
            let show = |column: &str, value: f64| at.quantity(words, column, measure.unit, value, like);
            let mut mean = match (row.mean, row.zero_event_bound) {
                (None, _) => dash(),
                // Nothing was seen: the bound, never a bare 0.
                (Some(_), Some(bound)) => context.sentence(
                    "page-none-seen",
                    &[("mean", show("mean", 0.0)), ("bound", at.percent(words, "zero_event_bound", bound))],
                ),
                (Some(value), None) => show("mean", value),
            };
            if let Some((low, high)) = row.interval {
                let interval = context.interval(show("interval_low", low), show("interval_high", high));
                mean = mean.and(&Html::made("<br>".into())).and(&interval.within("span", "small"));
            }
            if matches!(measure.kind, MeasureKind::Delay { .. }) {
                let n = context.sentence(
                    "page-where-it-ended",
                    &[("n", at.count("n", row.n)), ("missing", at.count("n_missing", row.n_missing))],
                );
                mean = mean.and(&Html::made("<br>".into())).and(&n.within("span", "small"));
            }
            let spread = match (row.median, row.p95) {
                _ if measure.unit == Unit::Flag => dash(),
                (Some(median), Some(p95)) => {
                    context.sentence("page-two", &[("first", show("median", median)), ("second", show("p95", p95))])
                }
                _ => dash(),
            };
            (mean, spread)
        }
    };
    let mut cells = vec![Cell::number(mean), Cell::number(spread)];
    if set != context.baseline() {
        let found = context.difference(scenario, set, |row| row.measure == measure.key);
        cells.push(Cell::number(found.map_or_else(dash, |(index, row)| {
            let at = At::new("differences", index);
            let like = row.baseline_mean.unwrap_or(0.0).abs().max(row.mean.unwrap_or(0.0).abs());
            let shown = difference(context, at, row, like);
            match row.rank_stability {
                Some(share) if measure.better != Better::Neither && row.n_discordant > 0 => {
                    let better = at.percent(words, "rank_stability", share);
                    let better = context.sentence("page-better-share", &[("share", better)]).within("span", "small");
                    shown.and(&Html::made("<br>".into())).and(&better)
                }
                _ => shown,
            }
        })));
    }
    cells
}

/// How widely the judged measure scatters, and how much of that is chance.
fn scatter(context: Context<'_>) -> Sheet {
    let (words, say) = (context.words, |key: &str| context.say(key, &[]));
    let mut sheet = Sheet::new(
        context.text("page-scatter-table"),
        vec![
            Heading::text(&say("page-scenario")),
            Heading::text(&say("page-set")),
            Heading::number(&say("page-median")),
            Heading::number(&say("page-p95")),
            Heading::number(&say("page-of-ignorance")),
        ],
    );
    for scenario in context.scenarios() {
        let primary = context.tables.differences.iter().find(|row| row.primary && row.scenario == scenario);
        let Some(measure) = primary.map(|row| row.measure) else { continue };
        for set in context.sets() {
            let Some((index, row)) = context.summary(scenario, set, measure) else { continue };
            let (at, unit) = (At::new("summary", index), unit_of(measure));
            let with_interval = |[middle, low, high]: [&str; 3], value: Option<f64>, interval: Option<(f64, f64)>| {
                let Some(value) = value else { return dash() };
                let show = |column: &str, one: f64| at.quantity(words, column, unit, one, value);
                let Some((from, to)) = interval else { return show(middle, value) };
                let interval = context.interval(show(low, from), show(high, to)).within("span", "small");
                show(middle, value).and(&Html::made("<br>".into())).and(&interval)
            };
            let name = Html::text(&context.measure(measure)).within("span", "small");
            sheet.rows.push(vec![
                Cell::head(context.scenario(scenario).and(&Html::made("<br>".into())).and(&name)),
                Cell::text(context.set(set)),
                Cell::number(with_interval(["median", "median_low", "median_high"], row.median, row.median_interval)),
                Cell::number(with_interval(["p95", "p95_low", "p95_high"], row.p95, row.p95_interval)),
                Cell::number(
                    row.share_of_ignorance.map_or_else(dash, |share| at.percent(words, "share_of_ignorance", share)),
                ),
            ]);
        }
    }
    sheet
}

/// How the delays ended, with those that the horizon cut off.
fn delays(context: Context<'_>) -> Sheet {
    let say = |key: &str| context.say(key, &[]);
    let mut sheet = Sheet::new(
        context.text("page-delays-table"),
        vec![
            Heading::text(&say("page-scenario")),
            Heading::text(&say("page-measure")),
            Heading::text(&say("page-set")),
            Heading::number(&say("page-began")),
            Heading::number(&say("page-happened")),
            Heading::number(&say("page-ended-without")),
            Heading::number(&say("page-cut-off")),
            Heading::number(&say("page-restricted-mean")),
        ],
    );
    for (index, row) in context.tables.delays.iter().enumerate() {
        sheet.rows.push(delay_row(context, At::new("delays", index), row));
    }
    sheet
}

fn delay_row(context: Context<'_>, at: At, row: &DelayRow) -> Vec<Cell> {
    let words = context.words;
    let hours = |column: &str, value: f64| {
        at.quantity(words, column, Unit::Hours, value, row.restricted_mean_h.unwrap_or(value))
    };
    let mean = row.restricted_mean_h.map_or_else(dash, |mean| {
        let mean = hours("restricted_mean_h", mean);
        match (row.interval_low, row.interval_high) {
            (Some(low), Some(high)) => {
                let interval = context.interval(hours("interval_low", low), hours("interval_high", high));
                mean.and(&Html::made("<br>".into())).and(&interval.within("span", "small"))
            }
            _ => mean,
        }
    });
    vec![
        Cell::head(context.scenario(&row.scenario)),
        Cell::text(Html::text(&context.measure(row.measure))),
        Cell::text(context.set(&row.control_set)),
        Cell::number(at.count("n", row.n)),
        Cell::number(at.count("n_happened", row.n_happened)),
        Cell::number(at.count("n_ended_without", row.n_ended_without)),
        Cell::number(at.count("n_censored", row.n_censored)),
        Cell::number(mean),
    ]
}
