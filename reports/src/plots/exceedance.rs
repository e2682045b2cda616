//! How often it gets how bad: the share of incidents with a value or more, for the primary measure and the loss.

use super::axis::Axis;
use super::measured::named;
use super::names::{Names, in_order};
use super::panel::{BELOW, Edges, Frame, Panel};
use super::scale::{Scale, ten_below};
use super::sheet::{Face, Glyph, Sheet, Stroke};
use super::theme::{MARGIN, TextSize, WIDTH};
use super::{Plot, Shown};
use crate::tables::ExceedanceRow;
use crate::words::{Words, percent, quantity};
use yagura_sim::measure::{Unit, unit_of};

/// Height of a panel's frame, units.
const HIGH: f64 = 180.0;

/// The plot of one scenario, a panel per measure; `None` where it has no curve.
#[must_use]
pub fn exceedance(table: &[ExceedanceRow], scenario: &str, names: &Names, words: &Words) -> Option<Plot> {
    let rows: Vec<&ExceedanceRow> = table.iter().filter(|row| row.scenario == scenario).collect();
    let seen = |measure: &&str| rows.iter().any(|row| row.measure == *measure && row.value > 0.0 && row.share > 0.0);
    let measures: Vec<&str> =
        in_order(rows.iter().map(|row| row.measure)).into_iter().filter(|measure| seen(measure)).take(2).collect();
    if measures.is_empty() {
        return None;
    }
    let mut sets = in_order(rows.iter().map(|row| row.control_set.as_str()));
    sets.retain(|set| names.draws(set));
    let title = words.say("plot-exceedance-title", &[("scenario", names.of("scenario", scenario).into())]);
    let mut sheet = Sheet::new(&names.plot_name("exceedance", &[scenario]), &title);
    let entries: Vec<(Glyph, String)> = sets
        .iter()
        .map(|set| (Glyph::Line(Stroke::of_set(names.style(set))), names.of("control_set", set).to_owned()))
        .collect();
    sheet.legend(&entries);

    let rarest = rows.iter().filter(|row| row.share > 0.0).map(|row| row.share).fold(1.0, f64::min);
    let share = Scale::Log { from: ten_below(rarest).min(0.1), to: 1.0 };
    let share = Axis::new(words, &words.say("plot-exceedance-share", &[]), Unit::Share, share, 5);
    sheet.text(MARGIN, sheet.y + TextSize::Label.line() / 2.0, &share.title, Face::LABEL);
    sheet.y += TextSize::Label.line() + 6.0;
    let (count, labels) = (measures.len() as f64, share.labels_width() + 6.0);
    let each = (WIDTH - 2.0 * MARGIN - 18.0 * (count - 1.0)) / count;
    let mut told = Vec::new();
    let mut by_tens = false;
    for (column, measure) in measures.iter().enumerate() {
        let from = MARGIN + (each + 18.0) * column as f64;
        let right = from + each - 6.0;
        let frame = Frame { left: from + labels, top: sheet.y, right, bottom: sheet.y + HIGH };
        let of_measure: Vec<&ExceedanceRow> = rows.iter().copied().filter(|row| row.measure == *measure).collect();
        let axis = value_axis(measure, &of_measure, words);
        by_tens |= axis.scale.is_even_near_zero();
        let mut panel = Panel::new(&sheet, frame, &axis, &share, Edges::Both).shows(measure);
        for set in &sets {
            let curve: Vec<&ExceedanceRow> = of_measure.iter().copied().filter(|row| row.control_set == *set).collect();
            panel.line(&stairs(&curve), Stroke::of_set(names.style(set)));
            told.extend(in_words(measure, set, &curve, names, words));
        }
        panel.title_below(&axis.title);
    }
    sheet.y += HIGH + BELOW + 4.0;
    sheet.note(&words.say("plot-exceedance-note", &[]));
    if by_tens {
        sheet.note(&words.say("plot-note-near-zero", &[]));
    }
    let list = told.join(&words.say("plot-semicolon", &[]));
    let alt = words.say("plot-exceedance-alt", &[("title", title.as_str().into()), ("list", list.into())]);
    let shows = Shown::rows("exceedance.csv", table, &["measure", "control_set"], &["value", "share"], |row| {
        row.scenario == scenario && measures.contains(&row.measure) && row.share > 0.0 && names.draws(&row.control_set)
    });
    Some(sheet.finish(vec![shows], alt))
}

/// By tens where half of the incidents of a curve that have any value lie far below the largest.
fn value_axis(measure: &str, rows: &[&ExceedanceRow], words: &Words) -> Axis {
    let largest = rows.iter().map(|row| row.value).fold(0.0, f64::max);
    let sets = in_order(rows.iter().map(|row| row.control_set.as_str()));
    let halves = sets.iter().filter_map(|set| {
        let positive = || rows.iter().filter(|row| row.control_set == *set && row.value > 0.0 && row.share > 0.0);
        let most = positive().map(|row| row.share).fold(0.0, f64::max);
        positive().filter(|row| row.share <= most / 2.0).map(|row| row.value).min_by(f64::total_cmp)
    });
    let typical = halves.fold(f64::INFINITY, f64::min);
    let scale = Scale::from_zero_by_tens(if typical.is_finite() { typical } else { largest }, largest);
    Axis::new(words, &named(words, measure), unit_of(measure), scale, 4)
}

/// Level at the share of a value up to that value, then down to the next share.
fn stairs(rows: &[&ExceedanceRow]) -> Vec<(f64, f64)> {
    let mut line = Vec::new();
    let mut from = 0.0;
    for row in rows.iter().filter(|row| row.share > 0.0) {
        line.push((from, row.share));
        line.push((row.value, row.share));
        from = row.value;
    }
    if let Some(&(last, _)) = line.last() {
        line.push((last, 0.0));
    }
    line
}

fn in_words(measure: &str, set: &str, rows: &[&ExceedanceRow], names: &Names, words: &Words) -> Option<String> {
    // The value that the worst tenth of incidents reaches or passes; where fewer have any, what these reach.
    let any = |row: &&&ExceedanceRow| row.value > 0.0 && row.share > 0.0;
    let row = rows.iter().rev().find(|row| row.share >= 0.1 && any(row)).or_else(|| rows.iter().find(any))?;
    let arguments = [
        ("measure", named(words, measure).into()),
        ("set", names.of("control_set", set).into()),
        ("share", percent(words, row.share).into()),
        ("value", quantity(words, unit_of(measure), row.value).into()),
    ];
    Some(words.say("plot-exceedance-curve", &arguments))
}
