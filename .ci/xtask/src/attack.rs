//! `attack.csv` of the catalogue: what the published ICS matrix says of the ids that the catalogue uses.
//!
//! Reads `attack/ics-attack.json` (STIX 2, from MITRE's `cti` repository) in the folder of published inputs, which the repository
//! does not hold, and the ids in `techniques.csv` and `mitigations.csv`. Nothing is added to what is published. An id that the file
//! does not have, or has only as revoked or deprecated, is an error: it has to leave the catalogue.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::Options;
use crate::hoshimi::{list, table};

/// What to run when the committed file is stale.
const REPAIR: &str = "cargo xtask attack";
const FOLDER: &str = "scenarios/catalogue";
const HEADER: [&str; 9] =
    ["id", "kind", "name", "tactics", "mitigated_by", "iec_62443_3_3", "iec_62443_4_2", "sp_800_53", "source"];
const SOURCE: &str = "MITRE ATT&CK for ICS; STIX bundle of mitre/cti";

/// How the labels of one standard begin in the published file, without the year of an edition.
const STANDARDS: [&str; 3] = ["IEC 62443-3-3", "IEC 62443-4-2", "NIST SP 800-53 Rev. 5"];

/// Writes the table, or with `--check` compares it with what is committed. Without the published file nothing is compared.
pub(crate) fn run(root: &Path, options: &Options) -> Result<(), String> {
    let real = std::env::var_os("YAGURA_REAL_DATA").map_or_else(|| root.join("../shared/real"), PathBuf::from);
    let published = real.join("attack/ics-attack.json");
    let text = match std::fs::read_to_string(&published) {
        Ok(text) => text,
        Err(_) if options.check => {
            println!("attack: skipped: {} is not there", published.display());
            return Ok(());
        }
        Err(why) => return Err(format!("{}: {why}; YAGURA_REAL_DATA names its folder", published.display())),
    };
    let bundle: Value = serde_json::from_str(&text).map_err(|why| format!("{}: {why}", published.display()))?;
    let matrix = Matrix::of(&bundle);
    let ids = used(&root.join(FOLDER))?;
    let new = table(&HEADER, matrix.rows(&ids)?.into_iter())?;
    let path = root.join(FOLDER).join("attack.csv");
    if options.check {
        if std::fs::read_to_string(&path).ok().as_deref() != Some(new.as_str()) {
            return Err(format!("attack.csv differs from what is published; to repair: {REPAIR}"));
        }
    } else {
        std::fs::write(&path, new).map_err(|why| format!("{}: {why}", path.display()))?;
    }
    println!("attack: {} ids", ids.len());
    Ok(())
}

/// The ids of the ICS matrix in the catalogue: `T0...` of techniques, `M0...` of mitigations.
fn used(folder: &Path) -> Result<BTreeSet<String>, String> {
    let mut ids = BTreeSet::new();
    for (file, column) in [("techniques.csv", "attack_ids"), ("mitigations.csv", "mitigation")] {
        let path = folder.join(file);
        let fault = |why: &dyn std::fmt::Display| format!("{}: {why}", path.display());
        let mut reader = csv::Reader::from_path(&path).map_err(|why| fault(&why))?;
        let header = reader.headers().map_err(|why| fault(&why))?.clone();
        let at = header.iter().position(|name| name == column).ok_or_else(|| fault(&"a column is missing"))?;
        for row in reader.records() {
            let row = row.map_err(|why| fault(&why))?;
            let cells = list(row.get(at).unwrap_or_default()).into_iter();
            ids.extend(cells.filter(|id| id.starts_with("T0") || id.starts_with("M0")).map(str::to_owned));
        }
    }
    Ok(ids)
}

/// The live objects of the published file, and which mitigations meet which technique.
struct Matrix<'a> {
    objects: BTreeMap<&'a str, &'a Value>,
    mitigated_by: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Matrix<'a> {
    fn of(bundle: &'a Value) -> Self {
        let all: Vec<&Value> = bundle["objects"].as_array().into_iter().flatten().collect();
        let live: Vec<&Value> = all.into_iter().filter(|object| is_live(object)).collect();
        let is_kind = |object: &&&Value| matches!(object["type"].as_str(), Some("attack-pattern" | "course-of-action"));
        let named: Vec<(&str, &Value)> =
            live.iter().filter(is_kind).filter_map(|object| Some((attack_id(object)?, *object))).collect();
        let by_reference: BTreeMap<&str, &str> =
            named.iter().filter_map(|(id, object)| Some((object["id"].as_str()?, *id))).collect();
        let mut mitigated_by: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for link in live.iter().filter(|object| object["relationship_type"] == "mitigates") {
            let end = |key: &str| link[key].as_str().and_then(|reference| by_reference.get(reference).copied());
            if let (Some(mitigation), Some(technique)) = (end("source_ref"), end("target_ref")) {
                mitigated_by.entry(technique).or_default().insert(mitigation);
            }
        }
        Self { objects: named.into_iter().collect(), mitigated_by }
    }

    fn rows(&self, ids: &BTreeSet<String>) -> Result<Vec<Vec<String>>, String> {
        let gone: Vec<&str> = ids.iter().map(String::as_str).filter(|id| !self.objects.contains_key(id)).collect();
        if !gone.is_empty() {
            return Err(format!("not in the published matrix, or revoked or deprecated there: {}", gone.join(", ")));
        }
        Ok(ids.iter().filter_map(|id| Some(self.row(id, self.objects.get(id.as_str())?))).collect())
    }

    fn row(&self, id: &str, object: &Value) -> Vec<String> {
        let kind = if object["type"] == "attack-pattern" { "technique" } else { "mitigation" };
        let phases = object["kill_chain_phases"].as_array().into_iter().flatten();
        let tactics: Vec<&str> = phases.filter_map(|phase| phase["phase_name"].as_str()).collect();
        let mitigated_by: Vec<&str> = self.mitigated_by.get(id).into_iter().flatten().copied().collect();
        let name = object["name"].as_str().unwrap_or_default();
        let mut row = vec![id.to_owned(), kind.to_owned(), name.to_owned(), tactics.join(";"), mitigated_by.join(";")];
        row.extend(STANDARDS.map(|standard| clauses(object, standard)));
        row.push(SOURCE.to_owned());
        row
    }
}

fn is_live(object: &Value) -> bool {
    let set = |key: &str| object[key].as_bool().unwrap_or(false);
    !set("revoked") && !set("x_mitre_deprecated")
}

fn attack_id(object: &Value) -> Option<&str> {
    let references = object["external_references"].as_array()?;
    references.iter().find(|reference| reference["source_name"] == "mitre-attack")?["external_id"].as_str()
}

/// The clauses of `standard` among the labels: `IEC 62443-3-3:2013 - SR 2.1` is `SR 2.1`; one label may name several.
fn clauses(object: &Value, standard: &str) -> String {
    let labels = object["labels"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let of_standard = labels.filter_map(|label| {
        let (name, clauses) = label.split_once(" - ")?;
        (name.split(':').next() == Some(standard)).then_some(clauses)
    });
    let clauses: Vec<&str> = of_standard.flat_map(|clauses| clauses.split(';')).map(str::trim).collect();
    clauses.join(";")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_committed_table_is_what_is_published() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        run(&root, &Options { check: true }).expect(REPAIR);
    }

    fn bundle(state: &str) -> Value {
        let reference =
            |id: &str| json!([{ "source_name": "other" }, { "source_name": "mitre-attack", "external_id": id }]);
        json!({ "objects": [
            { "type": "attack-pattern", "id": "a", "name": "Spoofing", "external_references": reference("T0001"),
              "kill_chain_phases": [{ "phase_name": "evasion" }], "revoked": state == "revoked" },
            { "type": "course-of-action", "id": "m", "name": "Seals", "external_references": reference("M0001"),
              "labels": ["IEC 62443-3-3:2013 - SR 3.1", "NIST SP 800-53 Rev. 5 - SC-8; SC-23", "NIST SP 800-53 Rev. 4 - SC-1"] },
            { "type": "relationship", "relationship_type": "mitigates", "source_ref": "m", "target_ref": "a" },
        ]})
    }

    #[test]
    fn a_row_holds_what_is_published_and_nothing_else() {
        let ids = ["M0001", "T0001"].map(String::from).into();
        let bundle = bundle("live");
        let rows = Matrix::of(&bundle).rows(&ids).expect("both are live");
        assert_eq!(rows[0], ["M0001", "mitigation", "Seals", "", "", "SR 3.1", "", "SC-8;SC-23", SOURCE]);
        assert_eq!(rows[1], ["T0001", "technique", "Spoofing", "evasion", "M0001", "", "", "", SOURCE]);
    }

    #[test]
    fn an_id_that_was_revoked_has_to_leave() {
        let ids = ["T0001"].map(String::from).into();
        let why = Matrix::of(&bundle("revoked")).rows(&ids).unwrap_err();
        assert!(why.ends_with("T0001"), "{why}");
    }
}
