//! Lays out the assets of the worlds under `scenarios/worlds/`: every row of `plan.csv` becomes so many rows of `city/assets.csv`.

use crate::Options;
use std::collections::BTreeMap;
use std::path::Path;

/// What to run when the committed files are stale.
const REPAIR: &str = "cargo xtask worlds";

/// Columns of `city/assets.csv`; `plan.csv` has them too, and `count`.
const HEADER: [&str; 14] = [
    "id",
    "name_ja",
    "name_en",
    "kind",
    "subtype",
    "category",
    "zone",
    "service",
    "operator",
    "site",
    "stands_for",
    "datasets",
    "tags",
    "source",
];

/// Writes the tables, or with `--check` compares them with what is committed.
pub(crate) fn run(root: &Path, options: &Options) -> Result<(), String> {
    let folder = root.join("scenarios/worlds");
    let fail = |path: &Path, why: std::io::Error| format!("{}: {why}", path.display());
    let mut worlds: Vec<_> = std::fs::read_dir(&folder)
        .map_err(|why| fail(&folder, why))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.join("plan.csv").exists())
        .collect();
    worlds.sort();
    let mut stale = Vec::new();
    for world in &worlds {
        let text = assets(&world.join("plan.csv"))?;
        let path = world.join("city/assets.csv");
        if options.check {
            if std::fs::read_to_string(&path).ok().as_deref() != Some(text.as_str()) {
                stale.push(path.display().to_string());
            }
        } else {
            std::fs::write(&path, text).map_err(|why| fail(&path, why))?;
        }
    }
    if stale.is_empty() { Ok(()) } else { Err(format!("{} stale; to repair: {REPAIR}", stale.join(" and "))) }
}

/// The text of `assets.csv`: `{n}` in ids and names is the number within the row, from 1.
fn assets(plan: &Path) -> Result<String, String> {
    let fail = |why: csv::Error| format!("{}: {why}", plan.display());
    let mut reader = csv::Reader::from_path(plan).map_err(fail)?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER).map_err(fail)?;
    for row in reader.deserialize::<BTreeMap<String, String>>() {
        let row = row.map_err(fail)?;
        let count: usize = row
            .get("count")
            .and_then(|count| count.parse().ok())
            .ok_or_else(|| format!("{}: a count is missing", plan.display()))?;
        let digits = count.to_string().len();
        for number in 1..=count {
            let number = format!("{number:0digits$}");
            let cell = |column: &str| row.get(column).map_or(String::new(), |cell| cell.replace("{n}", &number));
            writer.write_record(HEADER.map(cell)).map_err(fail)?;
        }
    }
    let bytes = writer.into_inner().map_err(|why| why.to_string())?;
    String::from_utf8(bytes).map_err(|why| why.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_assets_are_those_of_the_plans() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        run(&root, &Options { check: true }).expect(REPAIR);
    }
}
