//! ATT&CK beside the catalogue: which published mitigation asks for the same as a control, and what the published matrix says of
//! the ids that are used. Nothing of it is simulated; it leads from a control to the labels by which others know it.

use crate::problem::Origin;
use crate::words;

words!(
    /// What an object of ATT&CK is.
    AttackKind, "kind of ATT&CK object" {
        /// Something that an attacker does.
        Technique = "technique",
        /// Something that is done against it.
        Mitigation = "mitigation",
    }
);

/// `mitigations.csv`: a control and an ATT&CK mitigation that asks for the same, or for a part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct MitigationRecord {
    /// Position.
    pub origin: Origin,
    /// Control.
    pub control: String,
    /// ATT&CK id of the mitigation, such as `M0932`.
    pub mitigation: String,
    /// Why the two are thought to ask for the same.
    pub basis: String,
    /// Who says so.
    pub source: String,
}

/// `attack.csv`: an object of the published ICS matrix, as published.
#[derive(Clone, Debug, PartialEq)]
pub struct AttackRecord {
    /// Position.
    pub origin: Origin,
    /// ATT&CK id, such as `T0856` or `M0932`.
    pub id: String,
    /// What it is.
    pub kind: AttackKind,
    /// Its published name.
    pub name: String,
    /// Tactics of a technique, by their short names.
    pub tactics: Vec<String>,
    /// Published mitigations of a technique.
    pub mitigated_by: Vec<String>,
    /// System requirements of IEC 62443-3-3, such as `SR 1.7`.
    pub iec_62443_3_3: Vec<String>,
    /// Component requirements of IEC 62443-4-2, such as `CR 1.7`.
    pub iec_62443_4_2: Vec<String>,
    /// Controls of NIST SP 800-53 rev. 5, such as `IA-2`.
    pub sp_800_53: Vec<String>,
    /// Where it was published.
    pub source: String,
}

impl AttackRecord {
    /// Standard and clause of every label, for example `("IEC 62443-3-3", "SR 1.7")`.
    pub fn labels(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let standards = [
            ("IEC 62443-3-3", &self.iec_62443_3_3),
            ("IEC 62443-4-2", &self.iec_62443_4_2),
            ("SP 800-53 r5", &self.sp_800_53),
        ];
        standards
            .into_iter()
            .flat_map(|(standard, clauses)| clauses.iter().map(move |clause| (standard, clause.as_str())))
    }
}

/// Both tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttackTables {
    /// `mitigations.csv`
    pub mitigations: Vec<MitigationRecord>,
    /// `attack.csv`
    pub objects: Vec<AttackRecord>,
}

impl AttackTables {
    /// What is published about `id`, if it is in the table.
    #[must_use]
    pub fn object(&self, id: &str) -> Option<&AttackRecord> {
        self.objects.iter().find(|object| object.id == id)
    }

    /// The mitigations that ask for the same as `control`, in the order of the table, each with what is published about it.
    ///
    /// ```
    /// use yagura_sim::knowledge::AttackTables;
    ///
    /// assert_eq!(AttackTables::default().mitigations_of("CPS.AC-6").count(), 0);
    /// ```
    pub fn mitigations_of<'a>(
        &'a self,
        control: &'a str,
    ) -> impl Iterator<Item = (&'a MitigationRecord, &'a AttackRecord)> {
        self.mitigations
            .iter()
            .filter(move |row| row.control == control)
            .filter_map(|row| Some((row, self.object(&row.mitigation)?)))
    }

    /// The controls that ask for the same as the mitigation `id`, in the order of the table.
    pub fn controls_of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a str> {
        self.mitigations.iter().filter(move |row| row.mitigation == id).map(|row| row.control.as_str())
    }
}
