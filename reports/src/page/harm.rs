//! Where it hurts: which services and organisations, and the worst incidents with how to play them again.

use yagura_sim::measure::{Unit, unit_of};

use super::block::{Block, Cell, Heading, Section, Sheet};
use super::context::Context;
use super::figures::figures;
use super::html::Html;
use super::number::At;
use crate::plots::Plot;
use crate::tables::{OrganisationRow, ServiceRow, WorstRow};

/// The section.
pub(crate) fn section(context: Context<'_>, plots: &[Plot]) -> Section {
    let mut blocks = vec![context.paragraph("page-harm-about"), context.heading("page-services")];
    blocks.extend(folds(context, "page-services-of", "page-services-none", services));
    blocks.push(context.heading("page-organisations"));
    blocks.extend(folds(context, "page-organisations-of", "page-organisations-none", organisations));
    blocks.push(context.heading("page-worst"));
    if context.tables.worst.is_empty() {
        blocks.push(context.note("page-worst-none"));
    } else {
        blocks.push(context.paragraph("page-worst-about"));
        blocks.push(Block::Fold {
            summary: context.text("page-worst-fold"),
            blocks: vec![Block::Table { sheet: worst(context) }],
        });
    }
    blocks.extend(figures(context, plots, "exceedance"));
    blocks.extend(figures(context, plots, "tree"));
    Section { id: "harm".into(), heading: context.say("page-harm", &[]), blocks }
}

/// A fold per scenario around the table that `sheet` makes; a sentence where no scenario has a row.
fn folds(
    context: Context<'_>,
    summary: &str,
    none: &str,
    sheet: impl Fn(Context<'_>, &str) -> Option<Sheet>,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    for scenario in context.scenarios() {
        if let Some(sheet) = sheet(context, scenario) {
            let summary = context.sentence(summary, &[("scenario", context.scenario(scenario))]);
            blocks.push(Block::Fold { summary, blocks: vec![Block::Table { sheet }] });
        }
    }
    if blocks.is_empty() {
        blocks.push(context.note(none));
    }
    blocks
}

fn services(context: Context<'_>, scenario: &str) -> Option<Sheet> {
    let touched = |row: &ServiceRow| {
        row.share_hit > 0.0
            || row.user_h_lost_attack + row.user_h_lost_response + row.wrong_decision_h > 0.0
            || row.loss_jpy.is_some_and(|loss| loss > 0.0)
    };
    let all: Vec<(usize, &ServiceRow)> =
        context.tables.services.iter().enumerate().filter(|(_, row)| row.scenario == scenario).collect();
    let say = |key: &str| context.say(key, &[]);
    let mut sheet = Sheet::new(
        context.sentence("page-services-table", &[("scenario", context.scenario(scenario))]),
        vec![
            Heading::text(&say("page-service")),
            Heading::text(&say("page-set")),
            Heading::number(&say("page-share-hit")),
            Heading::number(&say("page-lost-attack")),
            Heading::number(&say("page-lost-response")),
            Heading::number(&say("page-lost-p95")),
            Heading::number(&say("page-wrong-decisions")),
            Heading::number(&say("page-loss")),
        ],
    );
    // Services in the order of what they lose under any set, the most first; under each, the sets in their order.
    let mut services =
        super::context::in_order(all.iter().filter(|(_, row)| touched(row)).map(|(_, row)| row.service.as_str()));
    let most = |service: &str| {
        all.iter()
            .filter(|(_, row)| row.service == service)
            .map(|(_, row)| row.loss_jpy.unwrap_or(row.user_h_lost_attack + row.user_h_lost_response))
            .fold(0.0_f64, f64::max)
    };
    services.sort_by(|a, b| most(b).total_cmp(&most(a)));
    for service in services {
        for &(index, row) in all.iter().filter(|(_, row)| row.service == service) {
            sheet.rows.push(service_row(context, At::new("services", index), row));
        }
    }
    (!sheet.rows.is_empty()).then_some(sheet)
}

fn service_row(context: Context<'_>, at: At, row: &ServiceRow) -> Vec<Cell> {
    let words = context.words;
    let user_h = |column: &str, value: f64| at.quantity(words, column, Unit::UserHours, value, value);
    vec![
        Cell::head(Html::text(&context.name("service", &row.service))),
        Cell::text(context.set(&row.control_set)),
        Cell::number(at.percent(words, "share_hit", row.share_hit)),
        Cell::number(user_h("user_h_lost_attack", row.user_h_lost_attack)),
        Cell::number(user_h("user_h_lost_response", row.user_h_lost_response)),
        Cell::number(row.p95_user_h_lost.map_or_else(Html::default, |value| user_h("p95_user_h_lost", value))),
        Cell::number(at.quantity(words, "wrong_decision_h", Unit::Hours, row.wrong_decision_h, row.wrong_decision_h)),
        Cell::number(row.loss_jpy.map_or_else(Html::default, |value| at.yen(words, "loss_jpy", value))),
    ]
}

fn worst(context: Context<'_>) -> Sheet {
    let say = |key: &str| context.say(key, &[]);
    let mut sheet = Sheet::new(
        context.text("page-worst-table"),
        vec![
            Heading::text(&say("page-scenario")),
            Heading::text(&say("page-set")),
            Heading::text(&say("page-stands-for")),
            Heading::number(&say("page-value-in-it")),
            Heading::number(&say("page-tail-mean")),
            Heading::text(&say("page-replay")),
        ],
    );
    for (index, row) in context.tables.worst.iter().enumerate() {
        sheet.rows.push(worst_row(context, At::new("worst", index), row));
    }
    sheet
}

fn worst_row(context: Context<'_>, at: At, row: &WorstRow) -> Vec<Cell> {
    let (words, unit) = (context.words, unit_of(row.measure));
    let rank = words.find(&format!("worst-{}", row.rank.replace('_', "-")), &[]).unwrap_or_else(|| row.rank.clone());
    let measure = Html::text(&context.measure(row.measure)).within("span", "small");
    let command = Html::text(&format!(
        "yagura run --scenario {} --controls {} --seed {} --draw ",
        row.scenario,
        quoted(&row.control_set),
        context.tables.manifest.seed
    ))
    .and(&at.count("parameter_draw", row.parameter_draw))
    .and(&Html::text(" --replication "))
    .and(&at.count("replication", row.replication))
    .within("code", "id");
    vec![
        Cell::head(context.scenario(&row.scenario).and(&Html::made("<br>".into())).and(&measure)),
        Cell::text(context.set(&row.control_set)),
        Cell::text(Html::text(&rank)),
        Cell::number(at.quantity(words, "value", unit, row.value, row.value)),
        Cell::number(
            row.tail_mean.map_or_else(Html::default, |mean| at.quantity(words, "tail_mean", unit, mean, mean)),
        ),
        Cell::text(command),
    ]
}

/// As a shell wants it.
fn quoted(expression: &str) -> String {
    let plain = expression.chars().all(|c| c.is_ascii_alphanumeric() || "-_.,+/=@".contains(c));
    if plain { expression.to_owned() } else { format!("'{expression}'") }
}

fn organisations(context: Context<'_>, scenario: &str) -> Option<Sheet> {
    let touched = |row: &OrganisationRow| {
        let some = |value: Option<f64>| value.is_some_and(|value| value > 0.0);
        row.share_reached > 0.0 || row.assets_controlled > 0.0 || some(row.user_h_lost) || some(row.alerts_handled)
    };
    let all: Vec<(usize, &OrganisationRow)> =
        context.tables.organisations.iter().enumerate().filter(|(_, row)| row.scenario == scenario).collect();
    let say = |key: &str| context.say(key, &[]);
    let mut sheet = Sheet::new(
        context.sentence("page-organisations-table", &[("scenario", context.scenario(scenario))]),
        vec![
            Heading::text(&say("page-organisation")),
            Heading::text(&say("page-set")),
            Heading::number(&say("page-share-reached")),
            Heading::number(&say("page-assets-controlled")),
            Heading::number(&say("page-alerts")),
            Heading::number(&say("page-analyst-hours")),
            Heading::number(&say("page-user-hours")),
        ],
    );
    let organisations =
        super::context::in_order(all.iter().filter(|(_, row)| touched(row)).map(|(_, row)| row.organisation.as_str()));
    for organisation in organisations {
        for &(index, row) in all.iter().filter(|(_, row)| row.organisation == organisation) {
            sheet.rows.push(organisation_row(context, At::new("organisations", index), row));
        }
    }
    (!sheet.rows.is_empty()).then_some(sheet)
}

fn organisation_row(context: Context<'_>, at: At, row: &OrganisationRow) -> Vec<Cell> {
    let words = context.words;
    let hours = |column: &str, unit: Unit, value: Option<f64>| {
        value.map_or_else(|| Html::text("–"), |value| at.quantity(words, column, unit, value, value))
    };
    let alerts = row.alerts_handled.map_or_else(|| Html::text("–"), |value| at.number("alerts_handled", value));
    vec![
        Cell::head(Html::text(&context.name("organisation", &row.organisation))),
        Cell::text(context.set(&row.control_set)),
        Cell::number(at.percent(words, "share_reached", row.share_reached)),
        Cell::number(at.number("assets_controlled", row.assets_controlled)),
        Cell::number(alerts),
        Cell::number(hours("analyst_h", Unit::Hours, row.analyst_h)),
        Cell::number(hours("user_h_lost", Unit::UserHours, row.user_h_lost)),
    ]
}
