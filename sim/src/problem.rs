//! What is wrong with an input, before anybody knows in which file it stood.
//!
//! The builders of this crate never see files. A record carries an [`Origin`], a builder answers with [`Problem`]s that name
//! origin and column, and the reader that made the record turns both into file, line and column.

use crate::words;

words!(
    /// A table of a city folder or of a catalogue; the spelling is the file's name.
    Table, "table" {
        /// `city.toml`
        City = "city.toml",
        /// `organisations.csv`
        Organisations = "organisations.csv",
        /// `contracts.csv`
        Contracts = "contracts.csv",
        /// `zones.csv`
        Zones = "zones.csv",
        /// `conduits.csv`
        Conduits = "conduits.csv",
        /// `assets.csv`
        Assets = "assets.csv",
        /// `datasets.csv`
        Datasets = "datasets.csv",
        /// `flows.csv`
        Flows = "flows.csv",
        /// `services.csv`
        Services = "services.csv",
        /// `controls.csv`
        Controls = "controls.csv",
        /// `risks.csv`
        Risks = "risks.csv",
        /// `parameters.csv`
        Parameters = "parameters.csv",
        /// `roles.csv`
        Roles = "roles.csv",
        /// `techniques.csv`
        Techniques = "techniques.csv",
        /// `effects.csv`
        Effects = "effects.csv",
        /// `costs.csv`
        Costs = "costs.csv",
        /// `incidents.csv`
        Incidents = "incidents.csv",
        /// `mitigations.csv`
        Mitigations = "mitigations.csv",
        /// `attack.csv`
        Attack = "attack.csv",
        /// A scenario file.
        Scenario = "scenario",
        /// A control-set file.
        ControlSet = "control set",
        /// A plan file.
        Plan = "plan",
    }
);

/// Where a record came from: its table and its position in it (data rows from 0; for TOML files the reader's own numbering).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The table.
    pub table: Table,
    /// The row.
    pub row: u32,
}

impl Origin {
    /// Row `row` of `table`.
    #[must_use]
    pub fn new(table: Table, row: u32) -> Self {
        Self { table, row }
    }
}

words!(
    /// The kind of a problem; the spelling is the stable code of the diagnostic.
    ProblemKind, "problem" {
        /// A reference to something that does not exist.
        UnknownId = "unknown-id",
        /// Two rows with the same id.
        DuplicateId = "duplicate-id",
        /// A value outside its range.
        OutOfRange = "out-of-range",
        /// Values that contradict each other.
        Contradiction = "contradiction",
        /// A circle where none may be.
        Cycle = "cycle",
        /// A selector that selects nothing here.
        MatchesNothing = "matches-nothing",
        /// A text that does not have the expected form.
        Malformed = "malformed",
        /// Something required that is not there.
        Missing = "missing",
    }
);

/// One thing that is wrong, addressed by row and column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its kind.
    pub kind: ProblemKind,
    /// The row.
    pub origin: Origin,
    /// The column (or TOML key path) as spelled in the file.
    pub column: String,
    /// The offending text: the whole cell, or the part of it.
    pub value: String,
    /// What was expected, in words.
    pub expected: String,
    /// The nearest right name, where a name was wrong.
    pub nearest: Option<String>,
}

impl Problem {
    /// A problem of `kind` with `value` in `column` of the row at `origin`; `expected` says what would have been right.
    #[must_use]
    pub fn new(kind: ProblemKind, origin: Origin, column: &str, value: &str, expected: impl Into<String>) -> Self {
        Self { kind, origin, column: column.into(), value: value.into(), expected: expected.into(), nearest: None }
    }

    /// An unknown name, with the nearest of `names` if one is near.
    pub fn unknown<'a>(
        origin: Origin,
        column: &str,
        value: &str,
        what: &str,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let nearest = nearest(value, names);
        Self { nearest, ..Self::new(ProblemKind::UnknownId, origin, column, value, format!("the id of {what}")) }
    }
}

/// The name of `names` nearest to `value`, if it is near enough to be a likely slip (Jaro-Winkler at least 0.7); ties go to the
/// first.
pub fn nearest<'a>(value: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut best: Option<(f64, &str)> = None;
    for name in names {
        let score = strsim::jaro_winkler(value, name);
        if score >= 0.7 && best.is_none_or(|(b, _)| score > b) {
            best = Some((score, name));
        }
    }
    best.map(|(_, name)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_name_and_nonsense_finds_none() {
        assert_eq!(nearest("gatweay", ["sensor", "gateway"]), Some("gateway".into()));
        assert_eq!(nearest("zzz", ["sensor", "gateway"]), None);
    }
}
