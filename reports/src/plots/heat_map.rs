//! The verdicts at a glance: scenarios down, control sets across, in each cell the primary measure, its change and the verdict.

use plotters::style::RGBColor;
use yagura_sim::measure::unit_of;

use super::axis::Ruler;
use super::extent;
use super::measured::named;
use super::names::{Names, in_order, plot_name};
use super::sheet::{Body, Face, Fill, Glyph, Lean, Sheet, Stroke};
use super::theme::{BETTER, FRAME, INK, MARGIN, Marker, NEITHER, PAPER, SOFT, TextSize, WIDTH, WORSE};
use super::{Plot, Shown};
use crate::statistics::Verdict;
use crate::tables::DifferenceRow;
use crate::words::{Words, number, percent};

/// Scenarios on one plot: as many as print on one page.
const SCENARIOS: usize = 10;
/// Width of the scenarios' names, units: many control sets leave less.
fn names_width(columns: usize) -> f64 {
    if columns > 4 { 190.0 } else { 232.0 }
}

/// What the cells of the plot show.
const COLUMNS: &[&str] = &["control_set", "baseline", "baseline_mean", "mean", "difference", "verdict"];

/// Least height of a row, units.
const HIGH: f64 = 48.0;

/// The plots, one per page of scenarios; none where nothing is compared.
#[must_use]
pub fn heat_map(table: &[DifferenceRow], names: &Names, words: &Words) -> Vec<Plot> {
    let rows: Vec<&DifferenceRow> = table.iter().filter(|row| row.primary).collect();
    let scenarios = in_order(rows.iter().map(|row| row.scenario.as_str()));
    let sets = in_order(rows.iter().map(|row| row.control_set.as_str()));
    let pages = scenarios.chunks(SCENARIOS);
    let many = scenarios.len() > SCENARIOS;
    pages
        .enumerate()
        .map(|(page, scenarios)| {
            let number = (page + 1).to_string();
            let name = if many { plot_name("heat-map", &[&number]) } else { plot_name("heat-map", &[]) };
            let shows = Shown::rows("differences.csv", table, &["scenario", "measure", "unit"], COLUMNS, |row| {
                row.primary && scenarios.contains(&row.scenario.as_str())
            });
            one_page(&name, (&rows, shows), scenarios, &sets, names, words)
        })
        .collect()
}

fn one_page(
    name: &str,
    (rows, shows): (&[&DifferenceRow], Shown),
    scenarios: &[&str],
    sets: &[&str],
    names: &Names,
    words: &Words,
) -> Plot {
    let title = words.say("plot-heat-title", &[]);
    let mut sheet = Sheet::new(name, &title);
    sheet.legend(&[
        (Glyph::Mark(Marker::Diamond, BETTER, Body::Full), words.say("plot-heat-better", &[])),
        (Glyph::Mark(Marker::Triangle, WORSE, Body::Full), words.say("plot-heat-worse", &[])),
        (Glyph::Mark(Marker::Circle, NEITHER, Body::Hollow), words.say("verdict-not-distinguished", &[])),
        (Glyph::Mark(Marker::Cross, NEITHER, Body::Hollow), words.say("verdict-no-verdict", &[])),
    ]);
    let columns = sets.len() + 1;
    let for_names = names_width(columns);
    let wide = (WIDTH - 2.0 * MARGIN - for_names) / columns as f64;
    let left = |column: usize| MARGIN + for_names + wide * column as f64;
    heads(&mut sheet, sets, wide, &left, names, words);

    let mut verdicts = [0_usize; 3];
    for scenario in scenarios {
        let of_scenario: Vec<&DifferenceRow> = rows.iter().copied().filter(|row| row.scenario == *scenario).collect();
        let Some(first) = of_scenario.first() else { continue };
        let largest = of_scenario
            .iter()
            .flat_map(|row| [row.mean, row.baseline_mean])
            .flatten()
            .fold(0.0, |largest: f64, value| largest.max(value.abs()));
        let ruler = Ruler::new(words, unit_of(first.measure), largest);
        let head = row_head(scenario, first, for_names - 8.0, &ruler, names, words);
        let step = TextSize::Small.line() * 0.95;
        let size = (wide, HIGH.max(step * head.len() as f64 + 6.0));
        let middle = sheet.y + size.1 / 2.0;
        for (position, (line, color)) in head.iter().enumerate() {
            let y = middle + step * (position as f64 - (head.len() as f64 - 1.0) / 2.0);
            sheet.text(MARGIN, y, line, Face::SMALL.color(*color));
        }
        cell(&sheet, left(0), size, PAPER);
        let baseline = value(first.baseline_mean, &ruler, words);
        sheet.text(left(0) + wide / 2.0, middle, &baseline, Face::LABEL.lean(Lean::Middle));
        for (column, set) in sets.iter().enumerate() {
            let Some(row) = of_scenario.iter().find(|row| row.control_set == *set) else {
                cell(&sheet, left(column + 1), size, PAPER);
                continue;
            };
            compared(&sheet, left(column + 1), size, row, &ruler, words);
            verdicts[match row.verdict {
                Some(Verdict::Better) => 0,
                Some(Verdict::Worse) => 1,
                Some(Verdict::NotDistinguished | Verdict::NoVerdict) | None => 2,
            }] += 1;
        }
        sheet.y += size.1;
    }
    sheet.y += 4.0;
    sheet.note(&words.say("plot-heat-note", &[]));
    let count = |place: usize| number(verdicts[place] as f64).into();
    let arguments =
        [("title", title.as_str().into()), ("better", count(0)), ("worse", count(1)), ("undecided", count(2))];
    let alt = words.say("plot-heat-alt", &arguments);
    sheet.finish(vec![shows], alt)
}

fn heads(sheet: &mut Sheet, sets: &[&str], wide: f64, left: &impl Fn(usize) -> f64, names: &Names, words: &Words) {
    let face = Face::LABEL.bold().lean(Lean::Middle);
    let baseline = names.of("control_set", names.baseline());
    let mut heads: Vec<Vec<String>> = vec![extent::balanced(baseline, face.size.em() * 1.06, wide - 6.0, 3)];
    heads.extend(
        sets.iter().map(|set| extent::balanced(names.of("control_set", set), face.size.em() * 1.06, wide - 6.0, 3)),
    );
    let step = face.size.line();
    let most = heads.iter().map(Vec::len).max().unwrap_or(0) as f64;
    for (column, lines) in heads.iter().enumerate() {
        for (position, line) in lines.iter().enumerate() {
            let y = sheet.y + step * (most - lines.len() as f64 + position as f64 + 0.5);
            sheet.text(left(column) + wide / 2.0, y, line, face);
        }
    }
    sheet.y += step * most;
    let note = TextSize::Small.line();
    let baseline = words.say("plot-baseline", &[]);
    sheet.text(left(0) + wide / 2.0, sheet.y + note / 2.0, &baseline, Face::SMALL.lean(Lean::Middle));
    sheet.y += note + 2.0;
}

/// Name of the scenario and, under it, what is measured and in which unit: lines with their colours.
fn row_head(
    scenario: &str,
    row: &DifferenceRow,
    room: f64,
    ruler: &Ruler,
    names: &Names,
    words: &Words,
) -> Vec<(String, RGBColor)> {
    let measure = named(words, row.measure);
    let measure = words.say("plot-axis", &[("name", measure.into()), ("unit", ruler.unit.as_str().into())]);
    let em = TextSize::Small.em();
    let name = extent::balanced(names.of("scenario", scenario), em, room, 2);
    let measure = extent::balanced(&measure, em, room, 2);
    name.into_iter().map(|line| (line, INK)).chain(measure.into_iter().map(|line| (line, SOFT))).collect()
}

fn cell(sheet: &Sheet, left: f64, (wide, high): (f64, f64), color: RGBColor) {
    let (from, to) = ((left, sheet.y), (left + wide, sheet.y + high));
    sheet.rectangle(from, to, Fill::plain(color));
    sheet.outline(from, to, Stroke::plain(FRAME, 1.0));
}

/// A cell of a set that was compared: colour by how much it changed, mark by verdict.
fn compared(sheet: &Sheet, left: f64, (wide, high): (f64, f64), row: &DifferenceRow, ruler: &Ruler, words: &Words) {
    let change = change(row);
    let depth = change.map_or(0.5, |change| change.abs().min(1.0));
    let (color, marker, mark_color, body) = match row.verdict {
        Some(Verdict::Better) => (tint(BETTER, depth), Marker::Diamond, BETTER, Body::Full),
        Some(Verdict::Worse) => (tint(WORSE, depth), Marker::Triangle, WORSE, Body::Full),
        Some(Verdict::NotDistinguished) => (PAPER, Marker::Circle, NEITHER, Body::Hollow),
        Some(Verdict::NoVerdict) | None => (PAPER, Marker::Cross, NEITHER, Body::Hollow),
    };
    cell(sheet, left, (wide, high), color);
    let middle = left + wide / 2.0;
    sheet.text(middle, sheet.y + high / 2.0 - 9.0, &value(row.mean, ruler, words), Face::LABEL.lean(Lean::Middle));
    // Where nothing was seen, -100 % would claim what the cell above it does not.
    let seen = change.filter(|_| row.mean != Some(0.0));
    let change = seen.map(|change| signed_percent(words, change)).unwrap_or_default();
    let room = Face::SMALL.width(&change) + if change.is_empty() { 0.0 } else { 8.0 };
    let y = sheet.y + high / 2.0 + 11.0;
    sheet.mark(middle - room / 2.0, y, marker, mark_color, body);
    sheet.text(middle - room / 2.0 + 9.0, y, &change, Face::SMALL.color(INK));
}

/// Paper with `depth` of a colour: at most so much that black text reads well.
fn tint(color: RGBColor, depth: f64) -> RGBColor {
    let share = 0.10 + 0.38 * depth;
    let mix = |channel: u8| (255.0 - (255.0 - f64::from(channel)) * share).round() as u8;
    RGBColor(mix(color.0), mix(color.1), mix(color.2))
}

/// Change against the baseline as a share of it, from the two means of the row.
fn change(row: &DifferenceRow) -> Option<f64> {
    let (difference, baseline) = (row.difference?, row.baseline_mean?);
    Some(difference / baseline).filter(|share| share.is_finite())
}

/// A change with its sign. By its size, so that -99.9 % does not read as if nothing were left.
fn signed_percent(words: &Words, share: f64) -> String {
    let sign = if share < 0.0 { "−" } else { "+" };
    format!("{sign}{}", percent(words, share.abs()))
}

fn value(mean: Option<f64>, ruler: &Ruler, words: &Words) -> String {
    match mean {
        None => "–".into(),
        // Never 0: what was not seen may still be.
        Some(0.0) => words.say("none-seen", &[]),
        Some(mean) => ruler.number(mean),
    }
}
