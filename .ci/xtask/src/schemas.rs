//! Writes the JSON Schemas of the TOML files from the layouts that the readers read by.

use std::path::Path;

use yagura_scenarios::schema::DOCUMENTS;

use crate::Options;

/// What to run when the committed schemas are stale.
const REPAIR: &str = "cargo xtask schemas";
/// Inside the book, so that it is published with it.
const FOLDER: &str = "docs/src/schemas";

/// Writes the schemas, or with `--check` compares them with what is committed.
pub(crate) fn run(root: &Path, options: &Options) -> Result<(), String> {
    let folder = root.join(FOLDER);
    let mut stale = Vec::new();
    for document in DOCUMENTS {
        let name = format!("{}.schema.json", document.name);
        let path = folder.join(&name);
        let text = serde_json::to_string_pretty(&document.schema()).map_err(|why| why.to_string())? + "\n";
        if std::fs::read_to_string(&path).is_ok_and(|committed| committed == text) {
            continue;
        }
        if options.check {
            stale.push(name);
        } else {
            std::fs::create_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
            std::fs::write(&path, text).map_err(|why| format!("{}: {why}", path.display()))?;
        }
    }
    if !stale.is_empty() {
        return Err(format!("{} differ from what is read; to repair: {REPAIR}", stale.join(" and ")));
    }
    println!("schemas: {} kinds of files", DOCUMENTS.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_schemas_say_what_the_readers_read() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        run(&root, &Options { check: true }).expect(REPAIR);
    }
}
