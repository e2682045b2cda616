//! Plots on the page, each with the rows that it shows.

use super::block::{Block, Cell, Heading, Sheet};
use super::context::Context;
use super::html::Html;
use super::number::At;
use crate::plots::Plot;
use crate::tables::{OutputTable, TableRow, Tables, write_rows};
use crate::words::{Value, number};
use yagura_sim::words::Words as _;

/// Rows of a figure's data that stand on the page; the file has them all.
const ROWS: usize = 8;

/// Where a plot stands, by the beginning of its name.
const PLACES: &[(&str, &str)] = &[
    ("cost", "cost"),
    ("heat", "heat"),
    ("loss", "loss"),
    ("exceedance", "exceedance"),
    ("tree", "tree"),
    ("tornado", "tornado"),
    ("knock", "knock"),
];

/// Where `plot` stands; those that nobody placed stand with the courses over time.
fn place(plot: &Plot) -> &'static str {
    PLACES.iter().find(|(start, _)| plot.name.starts_with(start)).map_or("time", |(_, place)| place)
}

/// The plots of one place; several are folded away but the first.
pub(crate) fn figures(context: Context<'_>, plots: &[Plot], here: &str) -> Vec<Block> {
    let mine: Vec<&Plot> = plots.iter().filter(|plot| place(plot) == here).collect();
    let folded = mine.len() > 2;
    mine.into_iter()
        .flat_map(|plot| {
            let blocks = figure(context, plot);
            if folded { vec![Block::Fold { summary: Html::text(&plot.title), blocks }] } else { blocks }
        })
        .collect()
}

fn figure(context: Context<'_>, plot: &Plot) -> Vec<Block> {
    let caption = Html::text(&plot.alt);
    let mut blocks = vec![Block::Figure { svg: named(plot), caption }];
    if let Some(sheet) = data(context, plot) {
        let summary = context.sentence("page-figure-data", &[("title", Html::text(&plot.title))]);
        blocks.push(Block::Fold { summary, blocks: vec![Block::Table { sheet }] });
    }
    blocks
}

/// The picture with a name for those who do not see it.
fn named(plot: &Plot) -> Html {
    let start = plot.svg.find("<svg").unwrap_or(0);
    let svg = &plot.svg[start..];
    if svg.contains("role=\"img\"") {
        return Html::made(svg.to_owned());
    }
    let label = Html::text(&plot.title);
    Html::made(svg.replacen("<svg", &format!("<svg role=\"img\" aria-label=\"{}\"", label.as_str()), 1))
}

/// The rows of the table that the plot shows, thinned where they are many.
fn data(context: Context<'_>, plot: &Plot) -> Option<Sheet> {
    let table = plot.table.strip_suffix(".csv").unwrap_or(plot.table);
    let table = OutputTable::ALL.iter().copied().find(|one| one.as_str() == table)?;
    let text = as_csv(context.tables, table)?;
    let mut reader = csv::Reader::from_reader(text.as_slice());
    let header = reader.headers().ok()?.clone();
    let column = |name: &str| header.iter().position(|one| one == name);
    let filter: Vec<(usize, &str)> =
        plot.filter.iter().filter_map(|(name, value)| Some((column(name)?, value.as_str()))).collect();
    let rows: Vec<(usize, csv::StringRecord)> = reader
        .records()
        .enumerate()
        .filter_map(|(index, row)| Some((index, row.ok()?)))
        .filter(|(_, row)| filter.iter().all(|(place, value)| row.get(*place) == Some(*value)))
        .collect();
    // A column that says the same in every row says nothing here; the caption and the file do.
    let says = |place: usize| {
        rows.len() < 2 || rows.iter().any(|(_, row)| row.get(place) != rows.first().and_then(|(_, one)| one.get(place)))
    };
    let columns: Vec<usize> = (0..header.len()).filter(|place| says(*place)).collect();
    let every = rows.len().div_ceil(ROWS).max(1);
    let shown = rows.len().div_ceil(every);
    let size = |n: usize| -> Value<'_> { n.into() };
    let caption = context.say(
        "page-figure-table",
        &[
            ("title", plot.title.as_str().into()),
            ("file", plot.table.into()),
            ("shown", size(shown)),
            ("all", size(rows.len())),
        ],
    );
    let headings = columns
        .iter()
        .map(|&place| {
            let name = header.get(place).unwrap_or_default();
            Heading::column(name, &table.meaning(context.words, name).unwrap_or_default())
        })
        .collect();
    let mut sheet = Sheet::new(Html::text(&caption), headings);
    if columns.len() > 9 {
        sheet = sheet.wide();
    }
    for (index, row) in rows.iter().step_by(every) {
        let at = At::new(table.as_str(), *index);
        sheet.rows.push(
            columns
                .iter()
                .map(|&place| {
                    let (name, raw) = (header.get(place).unwrap_or_default(), row.get(place).unwrap_or_default());
                    match raw.parse::<f64>() {
                        Ok(value) if raw.len() < 20 => Cell::number(at.cell(name, raw, &number(value))),
                        _ => Cell::text(Html::text(raw)),
                    }
                })
                .collect(),
        );
    }
    (!sheet.rows.is_empty()).then_some(sheet)
}

/// The table as its file has it.
fn as_csv(tables: &Tables, table: OutputTable) -> Option<Vec<u8>> {
    fn csv<R: TableRow>(rows: &[R]) -> Option<Vec<u8>> {
        write_rows(Vec::new(), rows).ok()
    }
    match table {
        OutputTable::Summary => csv(&tables.summary),
        OutputTable::Differences => csv(&tables.differences),
        OutputTable::Costs => csv(&tables.costs),
        OutputTable::Spread => csv(&tables.spread),
        OutputTable::Survival => csv(&tables.survival),
        OutputTable::Delays => csv(&tables.delays),
        OutputTable::Exceedance => csv(&tables.exceedance),
        OutputTable::Worst => csv(&tables.worst),
        OutputTable::Services => csv(&tables.services),
        OutputTable::Organisations => csv(&tables.organisations),
        OutputTable::Sensitivity => csv(&tables.sensitivity),
        OutputTable::KnockOut => csv(tables.knock_out.as_deref()?),
        OutputTable::Tree => csv(&tables.tree),
        OutputTable::Value => csv(&tables.value),
        _ => None,
    }
}
