//! A control set: which controls are in force, how far, and what else a bid changes.

use crate::knowledge::Range;
use crate::problem::Origin;

/// How far a control reaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Coverage {
    /// A share of what it should protect, 0 to 1.
    Share(f64),
    /// The level that a typical municipality has today: the effect's `level_today`, drawn like a parameter.
    Today,
}

/// One control in a set.
#[derive(Clone, Debug, PartialEq)]
pub struct ControlEntry {
    /// Position.
    pub origin: Origin,
    /// Control id.
    pub control: String,
    /// How far it reaches.
    pub coverage: Coverage,
    /// Why, English; for the reference set: why that is today.
    pub why_en: String,
    /// Why, Japanese.
    pub why_ja: String,
    /// Costs stated by a bid instead of the catalogue's: purchase and yearly, yen in total.
    pub cost: Option<(Range, Range)>,
    /// Who claims what is stated here.
    pub claimed_by: String,
}

/// A field of an organisation or contract that a bid changes.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// Position.
    pub origin: Origin,
    /// `organisations` or `contracts`.
    pub table: String,
    /// Id of the organisation, or `supplier -> customer` of the contract.
    pub row: String,
    /// Column.
    pub column: String,
    /// New value, spelled as in the city folder.
    pub value: String,
    /// Who claims it.
    pub claimed_by: String,
}

/// A parameter or effect magnitude that a bid states.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueClaim {
    /// Position.
    pub origin: Origin,
    /// Parameter key or effect id.
    pub key: String,
    /// Range.
    pub range: Range,
    /// Who claims it.
    pub claimed_by: String,
}

/// A control-set file, read and with `extends` resolved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ControlSetRecord {
    /// Kebab-case id; a set changed on the command line carries its expression.
    pub id: String,
    /// Japanese name.
    pub name_ja: String,
    /// English name.
    pub name_en: String,
    /// What it stands for, Japanese.
    pub about_ja: String,
    /// What it stands for, English.
    pub about_en: String,
    /// Its controls, sorted by id, each once.
    pub controls: Vec<ControlEntry>,
    /// Changed fields.
    pub changes: Vec<FieldChange>,
    /// Claimed parameters.
    pub parameters: Vec<ValueClaim>,
    /// Claimed effect magnitudes.
    pub effects: Vec<ValueClaim>,
}
