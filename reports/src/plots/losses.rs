//! What one incident in five years costs: loss to the attack, loss to the response, and what the controls cost, stacked.
//!
//! One incident, because how often it happens is nowhere in the tables: who knows a frequency multiplies the first two parts by it.

use yagura_sim::measure::Unit;

use super::axis::Axis;
use super::cost_against_risk::five_years;
use super::extent;
use super::names::{Names, in_order, plot_name};
use super::panel::{BELOW, Edges, Frame, Panel};
use super::scale::Scale;
use super::sheet::{Face, Fill, Glyph, Lean, Sheet, Stroke};
use super::theme::{ATTACK, INK, MARGIN, PRECAUTION, PartStyle, RESPONSE, TextSize, WIDTH};
use super::{Plot, Shown};
use crate::tables::{CostRow, SummaryRow};
use crate::words::{Words, yen};

/// Bars on one plot: as many as print on one page.
const BARS: usize = 18;
/// The measures that are drawn: two parts, and the interval of their sum.
const PARTS: [&str; 3] = ["loss_jpy", "loss_attack_jpy", "loss_response_jpy"];
/// Of these, what is drawn.
const COLUMNS: &[&str] = &["control_set", "measure", "mean", "interval_low", "interval_high"];
/// Height of a bar with the space below it, units.
const STEP: f64 = 18.0;
/// Width of the sets' names, units.
const NAMES: f64 = 212.0;
/// Width of the losses to the right, units.
const SUMS: f64 = 112.0;

/// One bar.
struct Bar<'a> {
    set: &'a str,
    attack: f64,
    response: f64,
    controls: Option<f64>,
    interval: Option<(f64, f64)>,
}

impl Bar<'_> {
    fn loss(&self) -> f64 {
        self.attack + self.response
    }

    fn sum(&self) -> f64 {
        self.loss() + self.controls.unwrap_or(0.0)
    }
}

/// The plots, one per page of scenarios; none where no loss is in the table.
#[must_use]
pub fn losses(summary: &[SummaryRow], costs: &[CostRow], names: &Names, words: &Words) -> Vec<Plot> {
    let scenarios = in_order(summary.iter().map(|row| row.scenario.as_str()));
    let sets = in_order(summary.iter().map(|row| row.control_set.as_str()));
    let groups: Vec<(&str, Vec<Bar<'_>>)> = scenarios
        .iter()
        .map(|scenario| (*scenario, bars(summary, costs, scenario, &sets)))
        .filter(|(_, bars)| !bars.is_empty())
        .collect();
    // One scale for all pages: bars are there to be compared.
    let longest =
        groups.iter().flat_map(|(_, bars)| bars).map(|bar| bar.sum().max(bar.interval.map_or(0.0, |(_, high)| high)));
    let longest = longest.fold(0.0, f64::max);
    let most = (BARS / sets.len().max(1)).max(1);
    let pages = groups.len().div_ceil(most).max(1);
    let each = groups.len().div_ceil(pages).max(1);
    groups
        .chunks(each)
        .enumerate()
        .map(|(page, groups)| {
            let number = (page + 1).to_string();
            let name = if pages > 1 { plot_name("losses", &[&number]) } else { plot_name("losses", &[]) };
            let drawn = |row: &SummaryRow| {
                PARTS.contains(&row.measure) && groups.iter().any(|(scenario, _)| row.scenario == *scenario)
            };
            let shows = vec![
                Shown::rows("summary.csv", summary, &["scenario"], COLUMNS, drawn),
                Shown::Sums {
                    table: "costs.csv",
                    key: "control_set",
                    of: sets
                        .iter()
                        .filter(|set| five_years(costs, set).is_some())
                        .map(|set| (*set).to_owned())
                        .collect(),
                    columns: &["five_year_mode_jpy"],
                },
            ];
            one_page((&name, shows), groups, longest, names, words)
        })
        .collect()
}

fn bars<'a>(summary: &[SummaryRow], costs: &[CostRow], scenario: &str, sets: &[&'a str]) -> Vec<Bar<'a>> {
    let row = |set: &str, measure: &str| {
        summary.iter().find(|row| row.scenario == scenario && row.control_set == set && row.measure == measure)
    };
    sets.iter()
        .filter_map(|set| {
            Some(Bar {
                set,
                attack: row(set, "loss_attack_jpy")?.mean?,
                response: row(set, "loss_response_jpy")?.mean?,
                controls: five_years(costs, set).map(|cost| cost.mode),
                interval: row(set, "loss_jpy").and_then(|row| row.interval),
            })
        })
        .collect()
}

fn one_page(
    (name, shows): (&str, Vec<Shown>),
    groups: &[(&str, Vec<Bar<'_>>)],
    longest: f64,
    names: &Names,
    words: &Words,
) -> Plot {
    let title = words.say("plot-losses-title", &[]);
    let mut sheet = Sheet::new(name, &title);
    let part = |(color, hatch): PartStyle| Fill { color, opacity: 1.0, hatch };
    sheet.legend(&[
        (Glyph::Box(part(ATTACK)), words.say("plot-losses-attack", &[])),
        (Glyph::Box(part(RESPONSE)), words.say("plot-losses-response", &[])),
        (Glyph::Box(part(PRECAUTION)), words.say("plot-losses-precaution", &[])),
    ]);
    let axis = Axis::new(words, &words.say("plot-losses-axis", &[]), Unit::Yen, Scale::from_zero(longest), 5);
    let (left, right) = (MARGIN + NAMES, WIDTH - MARGIN - SUMS);
    let head = words.say("plot-losses-mean", &[]);
    sheet.text(WIDTH - MARGIN, sheet.y + TextSize::Small.line() / 2.0, &head, Face::SMALL.lean(Lean::End));
    for (position, (scenario, bars)) in groups.iter().enumerate() {
        let title = extent::cut(names.of("scenario", scenario), TextSize::Label.em() * 1.06, WIDTH - 2.0 * MARGIN);
        sheet.text(MARGIN, sheet.y + TextSize::Label.line() / 2.0, &title, Face::LABEL.bold());
        sheet.y += TextSize::Label.line() + 2.0;
        let last = position + 1 == groups.len();
        let bottom = sheet.y + STEP * bars.len() as f64;
        let frame = Frame { left, top: sheet.y, right, bottom };
        let edges = if last { Edges::Below } else { Edges::None };
        let mut panel = Panel::new(&sheet, frame, &axis, &Axis::rows(bars.len()), edges);
        for (row, bar) in bars.iter().enumerate() {
            draw(&mut panel, row as f64, bar);
            let middle = sheet.y + STEP * (row as f64 + 0.5);
            let name = extent::cut(names.of("control_set", bar.set), TextSize::Small.em(), NAMES - 8.0);
            sheet.text(left - 6.0, middle, &name, Face::SMALL.color(INK).lean(Lean::End));
            let loss = if bar.loss() == 0.0 { words.say("none-seen", &[]) } else { yen(words, bar.loss()) };
            sheet.text(WIDTH - MARGIN, middle, &loss, Face::SMALL.color(INK).lean(Lean::End));
        }
        if last {
            panel.title_below(&axis.title);
        }
        drop(panel);
        sheet.y = bottom + if last { BELOW + 4.0 } else { 6.0 };
    }
    let list = controls(groups, names, words);
    sheet.note(&words.say("plot-losses-note", &[("list", list.as_str().into())]));
    let alt = words.say("plot-losses-alt", &[("title", title.as_str().into()), ("list", list.into())]);
    sheet.finish(shows, alt)
}

fn draw(panel: &mut Panel<'_>, row: f64, bar: &Bar<'_>) {
    let mut from = 0.0;
    let parts = [(bar.attack, ATTACK), (bar.response, RESPONSE), (bar.controls.unwrap_or(0.0), PRECAUTION)];
    for (size, (color, hatch)) in parts {
        if size > 0.0 {
            panel.bar((from, row + 0.14), (from + size, row + 0.86), Fill { color, opacity: 1.0, hatch });
            from += size;
        }
    }
    if let Some((low, high)) = bar.interval
        && high > 0.0
    {
        panel.across(row + 0.5, low, high, Stroke::plain(INK, 1.2));
    }
}

/// What the controls of each set cost: the same in all scenarios, so told once.
fn controls(groups: &[(&str, Vec<Bar<'_>>)], names: &Names, words: &Words) -> String {
    let bars = groups.iter().map(|(_, bars)| bars).max_by_key(|bars| bars.len());
    let list: Vec<String> = bars
        .into_iter()
        .flatten()
        .map(|bar| {
            let cost = bar.controls.map_or_else(|| "?".into(), |controls| yen(words, controls));
            words.say("plot-pair", &[("name", names.of("control_set", bar.set).into()), ("value", cost.into())])
        })
        .collect();
    list.join(&words.say("plot-comma", &[]))
}
