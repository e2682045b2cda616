//! The whole output folder, read back and checked: everything that the page and the plots are made from.
//!
//! Nothing here opens a file: [`Tables::read`] is given a function that answers with the bytes of a name. The manifest knows the hash of
//! every table, so a table that was changed, or that another run left there, is refused instead of shown.

use sha2::{Digest as _, Sha256};

use super::read::{TextFault, read_rows};
use super::{
    ChecklistRow, CostRow, DelayRow, DifferenceRow, DrawResultRow, DrawRow, ExceedanceRow, KnockOutRow, Manifest,
    NameRow, OrganisationRow, ParameterRow, SCHEMA_VERSION, SensitivityRow, ServiceRow, SpreadRow, SummaryRow,
    SurvivalRow, TableRow, TraceabilityRow, TreeRow, ValueRow, WorstRow,
};

/// The name of the manifest's file.
pub const MANIFEST: &str = "manifest.json";

/// All tables of one comparison but the rows of its incidents.
#[derive(Clone, Debug, PartialEq)]
pub struct Tables {
    /// `manifest.json`.
    pub manifest: Manifest,
    /// `names.csv`.
    pub names: Vec<NameRow>,
    /// `summary.csv`.
    pub summary: Vec<SummaryRow>,
    /// `differences.csv`.
    pub differences: Vec<DifferenceRow>,
    /// `costs.csv`.
    pub costs: Vec<CostRow>,
    /// `spread.csv`.
    pub spread: Vec<SpreadRow>,
    /// `survival.csv`.
    pub survival: Vec<SurvivalRow>,
    /// `delays.csv`.
    pub delays: Vec<DelayRow>,
    /// `exceedance.csv`.
    pub exceedance: Vec<ExceedanceRow>,
    /// `worst.csv`.
    pub worst: Vec<WorstRow>,
    /// `services.csv`.
    pub services: Vec<ServiceRow>,
    /// `organisations.csv`.
    pub organisations: Vec<OrganisationRow>,
    /// `parameters.csv`.
    pub parameters: Vec<ParameterRow>,
    /// `draws.csv`.
    pub draws: Vec<DrawRow>,
    /// `draw_results.csv`.
    pub draw_results: Vec<DrawResultRow>,
    /// `sensitivity.csv`.
    pub sensitivity: Vec<SensitivityRow>,
    /// `traceability.csv`.
    pub traceability: Vec<TraceabilityRow>,
    /// `checklist.csv`.
    pub checklist: Vec<ChecklistRow>,
    /// `knock_out.csv`; `None`: not asked for.
    pub knock_out: Option<Vec<KnockOutRow>>,
    /// `tree.csv`.
    pub tree: Vec<TreeRow>,
    /// `value.csv`.
    pub value: Vec<ValueRow>,
}

/// What is wrong with an output folder.
#[derive(Debug)]
pub struct FolderFault {
    /// The file.
    pub file: String,
    /// What is wrong with it.
    pub kind: FaultKind,
}

/// What is wrong with a file of an output folder.
#[derive(Debug)]
pub enum FaultKind {
    /// It could not be read.
    InputOutput(std::io::Error),
    /// It is not there.
    Missing,
    /// The manifest does not list it: the run did not write it.
    NotListed,
    /// The manifest is no manifest; why.
    NoManifest(String),
    /// The manifest is of another version of the tables than this program reads.
    SchemaVersion {
        /// Its version.
        found: u64,
    },
    /// Its bytes are not those that the run wrote, and its text shows where.
    Text(TextFault),
    /// Its bytes are not those that the run wrote.
    Changed,
    /// It belongs to another run: it speaks of something that the manifest does not know.
    OtherRun {
        /// What: the scenario or control set.
        id: String,
    },
}

/// Reads a file by its name; `None`: there is no such file.
pub type ReadFile<'a> = dyn Fn(&str) -> std::io::Result<Option<Vec<u8>>> + 'a;

impl Tables {
    /// Reads and checks the folder behind `read`.
    ///
    /// # Errors
    /// The first fault, in the order of the tables.
    pub fn read(read: &ReadFile<'_>) -> Result<Self, FolderFault> {
        let folder = Reading { read, manifest: manifest(read)? };
        Ok(Self {
            names: folder.rows()?,
            summary: folder.rows()?,
            differences: folder.rows()?,
            costs: folder.rows()?,
            spread: folder.rows()?,
            survival: folder.rows()?,
            delays: folder.rows()?,
            exceedance: folder.rows()?,
            worst: folder.rows()?,
            services: folder.rows()?,
            organisations: folder.rows()?,
            parameters: folder.rows()?,
            draws: folder.rows()?,
            draw_results: folder.rows()?,
            sensitivity: folder.rows()?,
            traceability: folder.rows()?,
            checklist: folder.rows()?,
            knock_out: folder.rows_if_asked_for()?,
            tree: folder.rows()?,
            value: folder.rows()?,
            manifest: folder.manifest,
        })
    }
}

fn fault(file: &str, kind: FaultKind) -> FolderFault {
    FolderFault { file: file.to_owned(), kind }
}

fn bytes_of(read: &ReadFile<'_>, file: &str) -> Result<Vec<u8>, FolderFault> {
    read(file)
        .map_err(|error| fault(file, FaultKind::InputOutput(error)))?
        .ok_or_else(|| fault(file, FaultKind::Missing))
}

fn manifest(read: &ReadFile<'_>) -> Result<Manifest, FolderFault> {
    let bytes = bytes_of(read, MANIFEST)?;
    let no_manifest = |error: serde_json::Error| fault(MANIFEST, FaultKind::NoManifest(error.to_string()));
    // The version first: a manifest of another version may lack what this one needs.
    let value: serde_json::Value = serde_json::from_slice(&bytes).map_err(no_manifest)?;
    match value.get("schema_version").and_then(serde_json::Value::as_u64) {
        Some(version) if version != u64::from(SCHEMA_VERSION) => {
            Err(fault(MANIFEST, FaultKind::SchemaVersion { found: version }))
        }
        _ => serde_json::from_value(value).map_err(no_manifest),
    }
}

struct Reading<'a> {
    read: &'a ReadFile<'a>,
    manifest: Manifest,
}

impl Reading<'_> {
    fn rows<R: TableRow>(&self) -> Result<Vec<R>, FolderFault> {
        self.rows_if_asked_for()?.ok_or_else(|| fault(&R::TABLE.file_name(), FaultKind::NotListed))
    }

    /// The rows of a table that not every run writes.
    fn rows_if_asked_for<R: TableRow>(&self) -> Result<Option<Vec<R>>, FolderFault> {
        let file = R::TABLE.file_name();
        let Some(written) = self.manifest.outputs.iter().find(|output| output.file == file) else {
            // One that lies there all the same is another run's.
            let there = (self.read)(&file).map_err(|error| fault(&file, FaultKind::InputOutput(error)))?.is_some();
            return if there { Err(fault(&file, FaultKind::Changed)) } else { Ok(None) };
        };
        let bytes = bytes_of(self.read, &file)?;
        let rows = read_rows(&bytes).map_err(|text| fault(&file, FaultKind::Text(text)))?;
        if hash(&bytes) == written.sha256 {
            return Ok(Some(rows));
        }
        Err(fault(&file, self.stranger(&bytes).map_or(FaultKind::Changed, |id| FaultKind::OtherRun { id })))
    }

    /// A scenario or control set in the table that the manifest does not know.
    fn stranger(&self, bytes: &[u8]) -> Option<String> {
        let mut reader = csv::Reader::from_reader(bytes);
        let header = reader.headers().ok()?.clone();
        let place = |column: &str| header.iter().position(|name| name == column);
        let known =
            [(place("scenario"), &self.manifest.scenarios), (place("control_set"), &self.manifest.control_sets)];
        reader.records().flatten().find_map(|record| {
            known.iter().find_map(|(place, known)| {
                let id = record.get((*place)?).filter(|id| !id.is_empty())?;
                (!known.iter().any(|one| one == id)).then(|| id.to_owned())
            })
        })
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
