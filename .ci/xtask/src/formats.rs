//! Fills the tables of the reference pages from what readers and writers use, so that the two cannot differ.
//!
//! A page marks where a table stands:
//!
//! ```text
//! <!-- layout: zones.csv -->
//! ... generated ...
//! <!-- end -->
//! ```
//!
//! `layout` is an input (a table or the keys of a file), `columns` an output table, `measures` a family of measures.
//!
//! What layouts do not spell out (roles, words of selectors, units) is written by hand; the task fails when one is missing.

use std::path::Path;

use yagura_reports::tables::OutputTable;
use yagura_reports::words::{Language, Words as Messages};
use yagura_scenarios::column::{Bounds, Column, Form, Need};
use yagura_scenarios::layout;
use yagura_sim::knowledge::Role;
use yagura_sim::measure::{Family, MEASURES, MeasureKind};
use yagura_sim::words::Words;

use crate::Options;

/// What to run when the committed pages are stale.
const REPAIR: &str = "cargo xtask formats";
const FOLDER: &str = "docs/src";
const PAGES: &[&str] = &[
    "formats/city.md",
    "formats/catalogue.md",
    "formats/scenario.md",
    "formats/control-set.md",
    "formats/plan.md",
    "formats/outputs.md",
    "measures.md",
];
const KINDS: [&str; 3] = ["layout", "columns", "measures"];
const BEGIN: &str = "<!-- ";
const END: &str = "<!-- end -->";
/// Closed lists longer than this are described elsewhere on the page.
const LONGEST_LIST: usize = 15;

/// Writes the pages, or with `--check` compares them with what is committed.
pub(crate) fn run(root: &Path, options: &Options) -> Result<(), String> {
    let mut stale = Vec::new();
    let mut filled = 0;
    for page in PAGES {
        let path = root.join(FOLDER).join(page);
        let text = std::fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
        let (new, blocks) = fill(&text).map_err(|why| format!("{FOLDER}/{page}: {why}"))?;
        filled += blocks;
        if new == text {
            continue;
        }
        if options.check {
            stale.push(*page);
        } else {
            std::fs::write(&path, new).map_err(|why| format!("{}: {why}", path.display()))?;
        }
    }
    if !stale.is_empty() {
        return Err(format!("{} differ from what is read and written; to repair: {REPAIR}", stale.join(" and ")));
    }
    by_hand(root)?;
    println!("formats: {filled} tables");
    Ok(())
}

/// The page with every block filled anew, and how many blocks there were.
fn fill(text: &str) -> Result<(String, usize), String> {
    let mut out = String::new();
    let mut rest = text;
    let mut blocks = 0;
    while let Some(at) = rest.find(BEGIN) {
        let (before, block) = rest.split_at(at);
        let head_end = block.find(" -->").ok_or("a comment that does not end")?;
        let head = &block[BEGIN.len()..head_end];
        let end = block.find(END).ok_or_else(|| format!("no `{END}` after `{head}`"))?;
        out.push_str(before);
        out.push_str(&format!("{BEGIN}{head} -->\n{}{END}", table(head)?));
        rest = &block[end + END.len()..];
        blocks += 1;
    }
    out.push_str(rest);
    Ok((out, blocks))
}

/// The table that a page calls `head`, for example `layout: zones.csv`.
fn table(head: &str) -> Result<String, String> {
    let (kind, name) = head.split_once(": ").unwrap_or((head, ""));
    let missing = || format!("there is no {kind} `{name}`");
    match kind {
        "layout" => Ok(layout_table(layout_of(name).ok_or_else(missing)?)),
        "columns" => Ok(column_table(OutputTable::parse(name).ok_or_else(missing)?)),
        "measures" => Ok(measure_table(Family::parse(name).ok_or_else(missing)?)),
        _ => Err(format!("`{kind}` is none of {}", KINDS.join(", "))),
    }
}

fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    format!("| {} |\n", cells.join(" | "))
}

fn column_table(table: OutputTable) -> String {
    let words = Messages::new(Language::English);
    let mut text = String::from("| Column | Meaning |\n|---|---|\n");
    for column in table.columns() {
        if MEASURES.iter().any(|measure| measure.key == column) {
            // They have a page of their own.
            continue;
        }
        let meaning = table.meaning(&words, column).unwrap_or_default();
        text.push_str(&row(&[&format!("`{column}`"), &meaning]));
    }
    text
}

fn measure_table(family: Family) -> String {
    let words = Messages::new(Language::English);
    let mut text = String::from("| Key | Unit | Better | Kind | Definition |\n|---|---|---|---|---|\n");
    for measure in MEASURES.iter().filter(|measure| measure.family == family) {
        let kind = match measure.kind {
            MeasureKind::Amount => "amount".to_owned(),
            MeasureKind::Flag => "flag".to_owned(),
            MeasureKind::Delay { flag } => format!("delay, flag `{flag}`"),
        };
        let meaning = words.say(&format!("measure-{}-definition", measure.key.replace('_', "-")), &[]);
        let key = format!("`{}`", measure.key);
        text.push_str(&row(&[&key, measure.unit.as_str(), measure.better.as_str(), &kind, &meaning]));
    }
    text
}

/// The columns or keys of the input that a page calls `name`.
fn layout_of(name: &str) -> Option<&'static [Column]> {
    let tables = layout::CITY_TABLES.iter().chain(&layout::CATALOGUE_TABLES);
    tables.filter(|table| table.table.as_str() == name).map(|table| table.columns).next().or(match name {
        "city.toml" => Some(layout::CITY_HEAD),
        "scenario" => Some(layout::SCENARIO_KEYS),
        "attacker" => Some(layout::ATTACKER_KEYS),
        "boundaries" => Some(layout::BOUNDARY_KEYS),
        "step" => Some(layout::STEP_KEYS),
        "flow" => Some(layout::FLOW_KEYS),
        "control set" => Some(layout::CONTROL_SET_KEYS),
        "control" => Some(layout::ENTRY_KEYS),
        "change" => Some(layout::CHANGE_KEYS),
        "parameter" => Some(layout::PARAMETER_KEYS),
        "effect" => Some(layout::EFFECT_KEYS),
        "plan" => Some(layout::PLAN_KEYS),
        "outputs" => Some(layout::OUTPUT_KEYS),
        "grid" => Some(layout::GRID_KEYS),
        "latin hypercube" => Some(layout::LATIN_HYPERCUBE_KEYS),
        "axis" => Some(layout::AXIS_KEYS),
        _ => None,
    })
}

fn layout_table(columns: &[Column]) -> String {
    let mut text = String::from("| Name | Form | Meaning |\n|---|---|---|\n");
    for column in columns {
        let name = match column.need {
            Need::Required => format!("**`{}`**", column.name),
            Need::Optional => format!("`{}`", column.name),
        };
        text.push_str(&row(&[&name, &form(column.form), column.en]));
    }
    text
}

fn form(form: Form) -> String {
    match form {
        Form::Text | Form::Cell | Form::Expression(_) => "text".into(),
        Form::Source => "source".into(),
        Form::List => "list".into(),
        Form::YesNo => "yes or no".into(),
        Form::Date => "date".into(),
        Form::Section(_) | Form::Map(..) => "section".into(),
        Form::Sections(_) => "sections".into(),
        Form::Magnitude(unit, bounds) => {
            format!("{}, or [low, mode, high]", self::form(Form::Number(unit, bounds)))
        }
        Form::Either(forms) => forms.iter().map(|one| self::form(*one)).collect::<Vec<_>>().join(", or "),
        Form::Items(forms) => {
            format!("list; each {}", forms.iter().map(|one| self::form(*one)).collect::<Vec<_>>().join(", or "))
        }
        Form::Whole(low, high) if low == high => low.to_string(),
        Form::Whole(low, high) => format!("whole, {low} to {high}"),
        Form::Number(unit, bounds) => {
            let bounds = match bounds {
                Bounds::Any => String::new(),
                Bounds::Between(low, high) => format!("{low} to {high}"),
                Bounds::AtLeast(low) => format!("at least {low}"),
                Bounds::Above(low) => format!("above {low}"),
            };
            let parts = ["number", unit, &bounds];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
        Form::Word(words) => list(&words(), "one word of the list below"),
        Form::Words(words) => format!("several of {}", list(&words(), "the list below")),
    }
}

fn list(words: &[&str], long: &str) -> String {
    if words.len() > LONGEST_LIST {
        return long.into();
    }
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Every word of the lists that are written by hand stands on the page that should have it.
fn by_hand(root: &Path) -> Result<(), String> {
    let expected = [
        ("formats/catalogue.md", Role::spellings()),
        ("formats/catalogue.md", layout::EFFECT_WORDS.to_vec()),
        ("formats/catalogue.md", layout::PARAMETER_UNITS.to_vec()),
        ("formats/scenario.md", layout::TARGET_WORDS.to_vec()),
    ];
    let mut missing = Vec::new();
    for (page, words) in expected {
        let path = root.join(FOLDER).join(page);
        let text = std::fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
        let absent = words.into_iter().filter(|word| !text.contains(&format!("`{word}`")));
        missing.extend(absent.map(|word| format!("{page} lacks `{word}`")));
    }
    if missing.is_empty() { Ok(()) } else { Err(missing.join("; ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_pages_say_what_the_readers_read() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        run(&root, &Options { check: true }).expect(REPAIR);
    }

    #[test]
    fn a_block_is_replaced_and_what_stands_around_it_is_kept() {
        let (page, blocks) = fill("before\n<!-- layout: conduits.csv -->\nold\n<!-- end -->\nafter\n").expect("a page");
        assert_eq!(blocks, 1);
        assert!(
            page.starts_with("before\n<!-- layout: conduits.csv -->\n| Name |")
                && page.ends_with("<!-- end -->\nafter\n")
        );
        assert!(page.contains("| **`from`** | text |") && !page.contains("old"));
        assert_eq!(fill(&page).expect("the same page").0, page);
    }

    #[test]
    fn an_unknown_table_is_told() {
        assert_eq!(fill("<!-- layout: towns.csv --><!-- end -->").unwrap_err(), "there is no layout `towns.csv`");
        assert_eq!(
            fill("<!-- tables: all --><!-- end -->").unwrap_err(),
            "`tables` is none of layout, columns, measures"
        );
    }
}
