//! Plots on the page, each with the rows that it shows.

use super::block::{Block, Cell, Heading, Sheet};
use super::context::Context;
use super::html::Html;
use super::number::sum;
use super::raw::Grid;
use crate::plots::{Plot, Shown};
use crate::tables::{OutputTable, TableRow, Tables, write_rows};
use yagura_sim::words::Words as _;

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
    let tables: Vec<Block> = plot.shows.iter().filter_map(|shown| data(context, plot, shown)).collect();
    let mut blocks = vec![Block::Figure { svg: named(plot), caption }];
    if !tables.is_empty() {
        let summary = context.sentence("page-figure-data", &[("title", Html::text(&plot.title))]);
        blocks.push(Block::Fold { summary, blocks: tables });
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

/// What the plot draws, as its file has it.
fn data(context: Context<'_>, plot: &Plot, shown: &Shown) -> Option<Block> {
    let caption = |key: &str, table: &str, n: usize, of: usize| {
        let arguments =
            [("title", plot.title.as_str().into()), ("file", table.into()), ("n", n.into()), ("of", of.into())];
        Html::text(&context.say(key, &arguments))
    };
    match shown {
        Shown::Rows { table: file, rows, of, keys, columns } => {
            let table = table_of(file)?;
            let grid = Grid::new(table, as_csv(context.tables, table)?, keys, columns)?;
            let meanings = columns.iter().map(|column| (*column, meaning(context, table, column))).collect();
            let key = if *of > rows.len() { "page-figure-table-part" } else { "page-figure-table" };
            let raw = grid.pick(caption(key, file, rows.len(), *of), meanings, rows);
            (!raw.groups.is_empty()).then_some(Block::Raw { raw })
        }
        Shown::Sums { table: file, key, of, columns } => {
            let table = table_of(file)?;
            let csv = as_csv(context.tables, table)?;
            let mut headings = vec![Heading::column(key, &meaning(context, table, key))];
            headings.extend(columns.iter().map(|column| Heading::column(column, &meaning(context, table, column))));
            let mut sheet = Sheet::new(caption("page-figure-sums", file, of.len(), of.len()), headings);
            for cell in of {
                let mut row = vec![Cell::head(Html::text(cell))];
                for column in *columns {
                    row.push(Cell::number(sum(
                        table.as_str(),
                        column,
                        (key, cell),
                        added_up(&csv, column, (key, cell))?,
                    )));
                }
                sheet.rows.push(row);
            }
            (!sheet.rows.is_empty()).then_some(Block::Table { sheet })
        }
    }
}

fn table_of(file: &str) -> Option<OutputTable> {
    OutputTable::ALL.iter().copied().find(|one| one.file_name() == file)
}

fn meaning(context: Context<'_>, table: OutputTable, column: &str) -> String {
    table.meaning(context.words, column).unwrap_or_default()
}

/// The sum of a column over the rows with this cell.
fn added_up(csv: &[u8], column: &str, (key, cell): (&str, &str)) -> Option<f64> {
    let mut reader = csv::Reader::from_reader(csv);
    let header = reader.headers().ok()?.clone();
    let place = |name: &str| header.iter().position(|one| one == name);
    let (key, column) = (place(key)?, place(column)?);
    let rows = reader.records().filter_map(Result::ok).filter(|row| row.get(key) == Some(cell));
    Some(rows.filter_map(|row| row.get(column)?.parse::<f64>().ok()).sum())
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
