//! `manifest.json`: from what, with what and how long; enough to run the same again.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

/// An input by its content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InputHash {
    /// The file as it was named; `shipped:...` for those inside the program.
    pub file: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// An output by its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputHash {
    /// Name of the file in the folder.
    pub file: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// How much was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Scenarios.
    pub scenarios: u64,
    /// Control sets.
    pub control_sets: u64,
    /// Parameter draws.
    pub parameter_draws: u64,
    /// Replications per draw.
    pub replications: u64,
    /// Incidents played.
    pub incidents: u64,
}

/// The manifest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the tables' columns.
    pub schema_version: u32,
    /// Version of Yagura.
    pub version: String,
    /// The compiler that built it.
    pub toolchain: String,
    /// Master seed.
    pub seed: u64,
    /// Arguments as given, the program's name left out.
    pub arguments: Vec<String>,
    /// Control sets in the order in which they were played.
    pub control_sets: Vec<String>,
    /// The one with which the others were compared, as it was named.
    pub baseline: String,
    /// Scenarios in order.
    pub scenarios: Vec<String>,
    /// Parameters changed on the command line, `KEY=VALUE`.
    pub set: Vec<String>,
    /// Effects with less evidence than this did nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trust: Option<String>,
    /// Horizon given for all scenarios, in days.
    pub horizon_d: Option<f64>,
    /// The plan file, if one asked for the comparison.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<InputHash>,
    /// Every input.
    pub inputs: Vec<InputHash>,
    /// Every table.
    pub outputs: Vec<OutputHash>,
    /// How much.
    pub counts: Counts,
    /// Worker threads; no result depends on them.
    pub threads: u64,
    /// Seconds from start to end.
    pub wall_time_s: f64,
}

impl Manifest {
    /// Writes it as indented JSON with a line feed at the end.
    pub fn write(&self, mut into: impl Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut into, self)?;
        into.write_all(b"\n")
    }
}
