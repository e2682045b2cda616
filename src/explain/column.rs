//! A column of an output table: `mean`, or `summary.mean` for the one of one table; or a table as a whole.

use yagura_reports::tables::OutputTable;
use yagura_sim::measure::MEASURES;
use yagura_sim::words::Words as _;

use super::Explanation;
use crate::session::Session;

/// Explains the table `id`, or every column `id`. A measure's column is the measure's own business.
pub(crate) fn explain(session: &Session, id: &str) -> Vec<Explanation> {
    let name = id.strip_suffix(".csv").unwrap_or(id);
    if let Some(table) = OutputTable::parse(name) {
        return vec![whole(session, table)];
    }
    let (only, column) = match id.split_once('.') {
        Some((table, column)) => (Some(table), column),
        None => (None, id),
    };
    if only.is_none() && MEASURES.iter().any(|measure| measure.key == column) {
        return Vec::new();
    }
    OutputTable::ALL
        .iter()
        .filter(|table| only.is_none_or(|only| only == table.as_str()))
        .filter_map(|table| {
            let meaning = table.meaning(&session.words, column)?;
            Some(Explanation::new("column", &format!("{table}.{column}"), &meaning))
        })
        .collect()
}

fn whole(session: &Session, table: OutputTable) -> Explanation {
    let columns: Vec<String> = table
        .columns()
        .into_iter()
        .map(|column| format!("{column}  {}", table.meaning(&session.words, column).unwrap_or_default()))
        .collect();
    Explanation::new("table", &table.file_name(), &table.about(&session.words)).fact("columns", columns.join("\n"))
}

/// Every name that can be asked for.
pub(crate) fn names() -> impl Iterator<Item = String> {
    OutputTable::ALL
        .iter()
        .flat_map(|table| table.columns().into_iter().map(String::from).chain(std::iter::once(table.file_name())))
}
