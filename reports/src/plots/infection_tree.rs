//! How one incident spread from asset to asset: an indented tree in the order of time, alike siblings told as one line.

use std::collections::{BTreeMap, BTreeSet};

use super::extent;
use super::names::{Names, plot_name};
use super::plot::is_among;
use super::sheet::{Face, Lean, Sheet, Stroke};
use super::theme::{FRAME, INK, MARGIN, SOFT, TextSize, WIDTH};
use super::{Plot, Shown};
use crate::tables::TreeRow;
use crate::words::{Language, Words, hours, number};

/// Lines on the plot; what is left over is counted.
const LINES: usize = 34;
/// What it is drawn from.
const COLUMNS: &[&str] = &["asset", "from_asset", "time_h", "technique", "what", "zone", "organisation"];
/// Of alike leaves under one parent, how many are told one by one.
const ALIKE: usize = 2;
/// Height of a line, units.
const STEP: f64 = 20.0;
/// Width of the times, units.
const TIMES: f64 = 74.0;
/// Room for how it was reached at most, units.
const HOW: f64 = 236.0;
/// How far a child stands to the right of its parent, and how deep that goes.
const INDENT: f64 = 16.0;
const DEEPEST: usize = 12;

/// One line.
struct Line<'a> {
    depth: usize,
    /// Line of the parent.
    parent: Option<usize>,
    row: &'a TreeRow,
    /// How many alike ones the line stands for besides its own asset; 0: it is one asset.
    more: usize,
}

/// The plot of the incident that the table tells of one scenario; `None` where it tells none.
#[must_use]
pub fn infection_tree(table: &[TreeRow], scenario: &str, names: &Names, words: &Words) -> Option<Plot> {
    let mut rows: Vec<&TreeRow> = table.iter().filter(|row| row.scenario == scenario).collect();
    let first = *rows.first()?;
    rows.retain(|row| {
        (&row.control_set, row.parameter_draw, row.replication)
            == (&first.control_set, first.parameter_draw, first.replication)
    });
    rows.sort_by(|a, b| a.time_h.total_cmp(&b.time_h).then_with(|| a.asset.cmp(&b.asset)));
    let lines = lines(&rows);
    let title = words.say("plot-tree-title", &[("scenario", names.of("scenario", scenario).into())]);
    let mut sheet = Sheet::new(&plot_name("tree", &[scenario]), &title);
    let middle = sheet.y + TextSize::Small.line() / 2.0;
    sheet.text(MARGIN, middle, &words.say("plot-tree-time", &[]), Face::SMALL);
    sheet.text(MARGIN + TIMES, middle, &words.say("plot-tree-asset", &[]), Face::SMALL);
    let shown = &lines[..lines.len().min(LINES)];
    let widest = shown.iter().map(|line| Face::SMALL.width(&how(line.row, names, words))).fold(60.0, f64::max);
    let for_how = WIDTH - MARGIN - widest.min(HOW);
    sheet.text(for_how, middle, &words.say("plot-tree-technique", &[]), Face::SMALL);
    sheet.y += TextSize::Small.line() + 2.0;
    sheet.line(&[(MARGIN, sheet.y), (WIDTH - MARGIN, sheet.y)], Stroke::plain(FRAME, 1.0));
    sheet.y += 3.0;
    let top = sheet.y;
    for (position, line) in shown.iter().enumerate() {
        draw(&sheet, (top, for_how), position, line, names, words);
    }
    sheet.y = top + STEP * shown.len() as f64 + 6.0;
    let told: usize = shown.iter().map(|line| 1 + line.more).sum();
    let rest = rows.len().saturating_sub(told);
    let arguments = [
        ("set", names.of("control_set", &first.control_set).into()),
        ("draw", first.parameter_draw.into()),
        ("replication", first.replication.into()),
    ];
    sheet.note(&words.say("plot-tree-note", &arguments));
    if rest > 0 {
        sheet.note(&words.say("plot-tree-rest", &[("rest", number(rest as f64).into())]));
    }
    let deepest = lines.iter().map(|line| line.depth).max().unwrap_or(0);
    let arguments = [
        ("title", title.as_str().into()),
        ("count", number(rows.len() as f64).into()),
        ("entry", name(lines.first().map_or(first, |line| line.row), words).into()),
        ("depth", number(deepest as f64).into()),
    ];
    let alt = words.say("plot-tree-alt", &arguments);
    let keys = &["control_set", "parameter_draw", "replication"];
    let shows = Shown::rows("tree.csv", table, keys, COLUMNS, |row| is_among(&rows, row));
    Some(sheet.finish(vec![shows], alt))
}

fn draw(sheet: &Sheet, (top, for_how): (f64, f64), position: usize, line: &Line<'_>, names: &Names, words: &Words) {
    let y = top + STEP * (position as f64 + 0.5);
    let x = |depth: usize| MARGIN + TIMES + INDENT * depth.min(DEEPEST) as f64;
    let time = extent::cut(&hours(words, line.row.time_h), TextSize::Small.em(), TIMES - 14.0);
    sheet.text(MARGIN + TIMES - 12.0, y, &time, Face::SMALL.lean(Lean::End));
    if let Some(parent) = line.parent {
        let (from, to) = (x(line.depth.saturating_sub(1)) + 4.0, x(line.depth));
        let branch = Stroke::plain(FRAME, 1.3);
        sheet.line(&[(from, top + STEP * (parent as f64 + 0.5) + 8.0), (from, y), (to, y)], branch);
    }
    let at = x(line.depth) + 4.0;
    let room = for_how - 10.0 - at;
    let face = Face::LABEL.color(if line.more > 0 { SOFT } else { INK });
    let asset = name(line.row, words);
    let text = if line.more > 0 {
        words.say("plot-tree-more", &[("count", number(line.more as f64 + 1.0).into()), ("asset", asset.into())])
    } else {
        asset.to_owned()
    };
    sheet.text(at, y, &extent::cut(&text, face.size.em(), room), face);
    let how = extent::cut(&how(line.row, names, words), TextSize::Small.em(), WIDTH - 4.0 - for_how);
    sheet.text(for_how, y, &how, Face::SMALL);
}

/// By which technique; where there was none, as false data need none to move on, what happened.
fn how(row: &TreeRow, names: &Names, words: &Words) -> String {
    if row.technique.is_empty() {
        let key = format!("plot-tree-what-{}", row.what.replace('_', "-"));
        return words.find(&key, &[]).unwrap_or_else(|| row.what.clone());
    }
    names.of("technique", &row.technique).to_owned()
}

fn name<'a>(row: &'a TreeRow, words: &Words) -> &'a str {
    let name = match words.language() {
        Language::English => &row.name_en,
        Language::Japanese => &row.name_ja,
    };
    if name.is_empty() { &row.asset } else { name }
}

/// The rows as lines, parents before their children, children in order of time. A row whose parent is not in the table is a root; a
/// circle, which only a broken table can hold, is cut.
fn lines<'a>(rows: &[&'a TreeRow]) -> Vec<Line<'a>> {
    let known: BTreeSet<&str> = rows.iter().map(|row| row.asset.as_str()).collect();
    let mut children: BTreeMap<&str, Vec<&TreeRow>> = BTreeMap::new();
    for row in rows {
        let parent = if known.contains(row.from_asset.as_str()) && row.from_asset != row.asset {
            row.from_asset.as_str()
        } else {
            ""
        };
        children.entry(parent).or_default().push(row);
    }
    let mut lines = Vec::new();
    let mut seen = BTreeSet::new();
    // What is still to be told, the next on top: a row, its depth, its parent's line, and how many alike it stands for.
    let mut open: Vec<(&TreeRow, usize, Option<usize>, usize)> = Vec::new();
    for (row, more) in grouped(children.get("").map_or(&[][..], Vec::as_slice), &children).into_iter().rev() {
        open.push((row, 0, None, more));
    }
    while let Some((row, depth, parent, more)) = open.pop() {
        if !seen.insert(row.asset.as_str()) {
            continue;
        }
        let at = lines.len();
        lines.push(Line { depth, parent, row, more });
        let below = children.get(row.asset.as_str()).map_or(&[][..], Vec::as_slice);
        for (child, more) in grouped(below, &children).into_iter().rev() {
            open.push((child, depth + 1, Some(at), more));
        }
    }
    lines
}

/// Siblings, alike leaves beyond the first few as one: reached in the same way, in the same zone.
fn grouped<'a>(siblings: &[&'a TreeRow], children: &BTreeMap<&str, Vec<&'a TreeRow>>) -> Vec<(&'a TreeRow, usize)> {
    let is_leaf = |row: &TreeRow| !children.contains_key(row.asset.as_str());
    let alike = |row: &'a TreeRow| (row.technique.as_str(), row.what.as_str(), row.zone.as_str());
    let mut seen: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    for row in siblings.iter().filter(|row| is_leaf(row)) {
        *seen.entry(alike(row)).or_insert(0) += 1;
    }
    let mut told: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    let mut out = Vec::new();
    for row in siblings {
        if !is_leaf(row) {
            out.push((*row, 0));
            continue;
        }
        let key = alike(row);
        let count = seen.get(&key).copied().unwrap_or(1);
        let place = told.entry(key).or_insert(0);
        // One left over is told by itself: "and 1 more" would need the same line.
        if *place < ALIKE || count <= ALIKE + 1 {
            out.push((*row, 0));
        } else if *place == ALIKE {
            out.push((*row, count - ALIKE - 1));
        }
        *place += 1;
    }
    out
}
