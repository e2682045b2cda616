//! Cost against residual risk: five-year cost across, the primary measure upwards, intervals both ways, a panel per scenario.
//!
//! A set is dominated where another one costs no more and leaves no more, going by the most likely cost and the mean.

use yagura_sim::measure::{Unit, unit_of};

use super::axis::Axis;
use super::extent;
use super::measured::named;
use super::names::{Names, in_order, plot_name};
use super::panel::{BELOW_NUMBERS, Edges, Frame, Panel};
use super::scale::Scale;
use super::sheet::{Body, Face, Glyph, Lean, Sheet, Stroke};
use super::theme::{MARGIN, Marker, NEITHER, TextSize, WIDTH};
use super::{Plot, Shown};
use crate::tables::{CostRow, DifferenceRow, Spread3, SummaryRow};
use crate::words::{Words, number, yen};

/// Panels on one plot: as many as print on one page.
const PANELS: usize = 6;
/// What is drawn upwards.
const COLUMNS: &[&str] = &["control_set", "mean", "interval_low", "interval_high"];
/// Height of a panel's frame, units.
const HIGH: f64 = 96.0;

/// One set in one scenario.
struct Point<'a> {
    set: &'a str,
    cost: Spread3,
    mean: f64,
    interval: Option<(f64, f64)>,
}

/// The plots, one per page of scenarios; none where no set has a cost or nothing is compared.
#[must_use]
pub fn cost_against_risk(
    differences: &[DifferenceRow],
    summary: &[SummaryRow],
    costs: &[CostRow],
    names: &Names,
    words: &Words,
) -> Vec<Plot> {
    let primary = primary_measures(differences);
    let sets = in_order(summary.iter().map(|row| row.control_set.as_str()));
    let totals: Vec<(&str, Spread3)> = sets.iter().filter_map(|set| Some((*set, five_years(costs, set)?))).collect();
    let panels: Vec<(&str, &str, Vec<Point<'_>>)> = primary
        .iter()
        .map(|&(scenario, measure)| (scenario, measure, points(summary, scenario, measure, &totals)))
        .filter(|(_, _, points)| !points.is_empty())
        .collect();
    let pages = panels.len().div_ceil(PANELS).max(1);
    let each = panels.len().div_ceil(pages).max(1);
    panels
        .chunks(each)
        .enumerate()
        .map(|(page, panels)| {
            let number = (page + 1).to_string();
            let name = if pages > 1 { plot_name("cost-risk", &[&number]) } else { plot_name("cost-risk", &[]) };
            let drawn = |row: &SummaryRow| {
                panels.iter().any(|(scenario, measure, points)| {
                    row.scenario == *scenario
                        && row.measure == *measure
                        && points.iter().any(|point| row.control_set == point.set)
                })
            };
            let shows = vec![
                Shown::rows("summary.csv", summary, &["scenario", "measure", "unit"], COLUMNS, drawn),
                Shown::Sums {
                    table: "costs.csv",
                    key: "control_set",
                    of: totals.iter().map(|(set, _)| (*set).to_owned()).collect(),
                    columns: &["five_year_low_jpy", "five_year_mode_jpy", "five_year_high_jpy"],
                },
            ];
            one_page((&name, shows), panels, &totals, names, words)
        })
        .collect()
}

/// The primary measure of each scenario.
pub(super) fn primary_measures(differences: &[DifferenceRow]) -> Vec<(&str, &'static str)> {
    let mut primary: Vec<(&str, &'static str)> = Vec::new();
    for row in differences.iter().filter(|row| row.primary) {
        if !primary.iter().any(|(scenario, _)| *scenario == row.scenario) {
            primary.push((&row.scenario, row.measure));
        }
    }
    primary
}

/// What a set costs in five years: the sum of its rows, so nothing for a set without controls. `None` where no control of it has a
/// price, or where there are no costs at all.
pub(super) fn five_years(costs: &[CostRow], set: &str) -> Option<Spread3> {
    let of_set: Vec<&CostRow> = costs.iter().filter(|row| row.control_set == set).collect();
    let known: Vec<Spread3> = of_set.iter().filter_map(|row| row.five_year_jpy).collect();
    if costs.is_empty() || (known.is_empty() && !of_set.is_empty()) {
        return None;
    }
    Some(known.into_iter().fold(Spread3::default(), |sum, one| Spread3 {
        low: sum.low + one.low,
        mode: sum.mode + one.mode,
        high: sum.high + one.high,
    }))
}

fn points<'a>(summary: &[SummaryRow], scenario: &str, measure: &str, totals: &[(&'a str, Spread3)]) -> Vec<Point<'a>> {
    let of = |set: &str| {
        summary.iter().find(|row| row.scenario == scenario && row.control_set == set && row.measure == measure)
    };
    totals
        .iter()
        .filter_map(|&(set, cost)| {
            let row = of(set)?;
            Some(Point { set, cost, mean: row.mean?, interval: row.interval })
        })
        .collect()
}

/// Whether another set costs no more and leaves no more, one of the two less.
fn dominated(point: &Point<'_>, points: &[Point<'_>]) -> bool {
    points.iter().any(|other| {
        other.cost.mode <= point.cost.mode
            && other.mean <= point.mean
            && (other.cost.mode < point.cost.mode || other.mean < point.mean)
    })
}

fn one_page(
    (name, shows): (&str, Vec<Shown>),
    panels: &[(&str, &str, Vec<Point<'_>>)],
    totals: &[(&str, Spread3)],
    names: &Names,
    words: &Words,
) -> Plot {
    let title = words.say("plot-cost-title", &[]);
    let mut sheet = Sheet::new(name, &title);
    let mut entries: Vec<(Glyph, String)> = totals
        .iter()
        .map(|(set, _)| {
            let style = names.style(set);
            (Glyph::Mark(style.marker, style.color, Body::Full), names.of("control_set", set).to_owned())
        })
        .collect();
    entries.push((Glyph::Mark(Marker::Circle, NEITHER, Body::Hollow), words.say("plot-cost-dominated", &[])));
    sheet.legend(&entries);

    let dearest = totals.iter().map(|(_, cost)| cost.high.max(cost.mode)).fold(0.0, f64::max);
    let cost_name = words.say("plot-five-year-cost", &[]);
    let cost_axis = Axis::new(words, &cost_name, Unit::Yen, Scale::from_zero(dearest), 5);
    let half = (WIDTH - 2.0 * MARGIN - 16.0) / 2.0;
    let mut hollow = 0_usize;
    let axes: Vec<Axis> = panels.iter().map(|(_, measure, points)| risk_axis(measure, points, words)).collect();
    let labels = axes.iter().map(Axis::labels_width).fold(0.0, f64::max);
    for (pair, axes) in panels.chunks(2).zip(axes.chunks(2)) {
        let face = Face::LABEL.bold();
        let heads: Vec<Vec<String>> = pair
            .iter()
            .map(|(scenario, ..)| extent::balanced(names.of("scenario", scenario), face.size.em() * 1.06, half, 2))
            .collect();
        let lines = heads.iter().map(Vec::len).max().unwrap_or(0) as f64;
        let head = (lines + 1.0) * face.size.line() + 7.0;
        for (column, ((.., points), risk)) in pair.iter().zip(axes).enumerate() {
            let from = MARGIN + (half + 16.0) * column as f64;
            let top = sheet.y + head;
            for (position, line) in heads[column].iter().enumerate() {
                let above = lines - heads[column].len() as f64;
                sheet.text(from, sheet.y + face.size.line() * (above + position as f64 + 0.5), line, face);
            }
            let title = extent::cut(&risk.title, TextSize::Label.em(), half);
            sheet.text(from, sheet.y + face.size.line() * (lines + 0.5), &title, Face::LABEL);
            let frame = Frame { left: from + labels + 6.0, top, right: from + half, bottom: top + HIGH };
            let mut panel = Panel::new(&sheet, frame, &cost_axis, risk, Edges::Both);
            for point in points {
                let color = names.style(point.set).color;
                let thin = Stroke::plain(color, 1.3);
                panel.across(point.mean, point.cost.low, point.cost.high, thin);
                if let Some((low, high)) = point.interval {
                    panel.upward(point.cost.mode, low, high, thin);
                }
            }
            for point in points {
                let style = names.style(point.set);
                let body = if dominated(point, points) { Body::Hollow } else { Body::Full };
                panel.mark(point.cost.mode, point.mean, style.marker, style.color, body);
                if body == Body::Hollow {
                    hollow += 1;
                }
            }
        }
        sheet.y += head + HIGH + BELOW_NUMBERS + 8.0;
    }
    let middle = sheet.y + TextSize::Label.line() * 0.5 - 6.0;
    sheet.text(WIDTH / 2.0, middle, &cost_axis.title, Face::LABEL.lean(Lean::Middle));
    sheet.y += TextSize::Label.line();
    sheet.note(&words.say("plot-cost-note", &[]));
    let list: Vec<String> = totals
        .iter()
        .map(|(set, cost)| {
            let arguments = [("name", names.of("control_set", set).into()), ("value", yen(words, cost.mode).into())];
            words.say("plot-pair", &arguments)
        })
        .collect();
    let arguments = [
        ("title", title.as_str().into()),
        ("costs", list.join(&words.say("plot-comma", &[])).into()),
        ("hollow", number(hollow as f64).into()),
        ("points", number(panels.iter().map(|(.., points)| points.len()).sum::<usize>() as f64).into()),
    ];
    let alt = words.say("plot-cost-alt", &arguments);
    sheet.finish(shows, alt)
}

/// The upward axis of one panel: it holds every mean and every interval.
fn risk_axis(measure: &str, points: &[Point<'_>], words: &Words) -> Axis {
    let highest = points.iter().map(|point| point.interval.map_or(point.mean, |(_, high)| high.max(point.mean)));
    let scale = Scale::from_zero(highest.fold(0.0, f64::max));
    Axis::new(words, &named(words, measure), unit_of(measure), scale, 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(set: &str, mode: Option<f64>) -> CostRow {
        CostRow {
            control_set: set.into(),
            control: "CPS.AC-1".into(),
            purchase_jpy: None,
            yearly_jpy: None,
            staff_h: None,
            five_year_jpy: mode.map(|mode| Spread3 { low: mode, mode, high: mode }),
            source: String::new(),
            claimed_by: String::new(),
            cost_unit: String::new(),
            units: None,
            coverage: None,
        }
    }

    #[test]
    fn a_set_without_controls_costs_nothing_and_one_without_prices_is_unknown() {
        let costs = [cost("a", Some(2.0)), cost("a", None), cost("a", Some(3.0)), cost("b", None)];
        let mode = |set: &str| five_years(&costs, set).map(|cost| cost.mode);
        assert_eq!((mode("a"), mode("b"), mode("none")), (Some(5.0), None, Some(0.0)));
        assert!(five_years(&[], "none").is_none());
    }

    #[test]
    fn a_set_is_dominated_by_one_that_is_no_dearer_and_leaves_less() {
        let point = |mode: f64, mean: f64| Point {
            set: "s",
            cost: Spread3 { low: mode, mode, high: mode },
            mean,
            interval: None,
        };
        let points = [point(1.0, 9.0), point(2.0, 5.0), point(2.0, 6.0), point(3.0, 5.0)];
        let found: Vec<bool> = points.iter().map(|point| dominated(point, &points)).collect();
        assert_eq!(found, [false, false, true, true]);
    }
}
