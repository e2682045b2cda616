//! Lays Hoshimi City out: reads `scenarios/cities/hoshimi/plan/` and the tables kept by hand, writes `assets.csv` and `flows.csv`.
//!
//! Everything is whole-number arithmetic over the order of rows, so the files come out alike on every machine.

mod asset_layout;
mod dealing;
mod flow_layout;
mod input_groups;
mod places;
mod plan;

use crate::Options;
use std::path::Path;

/// What to run when the committed files are stale.
const REPAIR: &str = "cargo xtask hoshimi";

/// Writes the two tables, or with `--check` compares them with what is committed.
pub(crate) fn run(root: &Path, options: &Options) -> Result<(), String> {
    let folder = root.join("scenarios/cities/hoshimi");
    let plan = plan::Plan::read(&folder)?;
    let assets = asset_layout::lay_out(&plan)?;
    let flows = flow_layout::lay_out(&plan, &assets)?;
    let tables = [("assets.csv", asset_layout::to_csv(&plan, &assets)?), ("flows.csv", flow_layout::to_csv(&flows)?)];
    let mut stale = Vec::new();
    for (name, text) in tables {
        let path = folder.join(name);
        if options.check {
            if std::fs::read_to_string(&path).ok().as_deref() != Some(text.as_str()) {
                stale.push(name);
            }
        } else {
            std::fs::write(&path, text).map_err(|why| format!("{}: {why}", path.display()))?;
        }
    }
    if !stale.is_empty() {
        return Err(format!("{} differ from the plan; to repair: {REPAIR}", stale.join(" and ")));
    }
    println!("hoshimi: {} assets, {} flows", assets.len(), flows.len());
    Ok(())
}

/// Cells of a list, without empty ones.
pub(crate) fn list(cell: &str) -> Vec<&str> {
    cell.split(';').map(str::trim).filter(|word| !word.is_empty()).collect()
}

/// The text of a table, with `\n` at the end of lines.
pub(crate) fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<String, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).map_err(|why| why.to_string())?;
    for row in rows {
        writer.write_record(row).map_err(|why| why.to_string())?;
    }
    let bytes = writer.into_inner().map_err(|why| why.to_string())?;
    String::from_utf8(bytes).map_err(|why| why.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_tables_are_those_of_the_plan() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        run(&root, &Options { check: true }).expect(REPAIR);
    }
}
