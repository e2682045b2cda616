//! Fields of organisations and contracts that a bid changes: desks, call-out times, who may isolate.
//!
//! The rows keep their place, so indices into the city stay good, and the same draws meet the same assets in every set.

use super::{ControlSetRecord, FieldChange};
use crate::city::{City, Contract, LogAccess, Organisation, SecurityOperations};
use crate::ids::OrganisationIndex;
use crate::kernel::OfficeHours;
use crate::problem::{Problem, ProblemKind};
use crate::words::Words;

/// Columns of `organisations` that a set may change.
const OF_ORGANISATIONS: [&str; 4] = ["security_operations", "analysts", "office_hours", "alerts_to"];
/// Columns of `contracts` that a set may change.
const OF_CONTRACTS: [&str; 4] = ["may_isolate", "must_isolate", "call_out_h", "log_access"];

/// The city with the changed fields of `set`; changes that [`check`](super::check()) refuses are left out.
///
/// ```
/// use yagura_sim::city::testing::TinyCity;
/// use yagura_sim::control_set::{ControlSetRecord, FieldChange, apply_changes};
/// use yagura_sim::problem::{Origin, Table};
///
/// let city = TinyCity::new().organisation("hall").build();
/// let change = FieldChange {
///     origin: Origin::new(Table::ControlSet, 0),
///     table: "organisations".into(),
///     row: "hall".into(),
///     column: "analysts".into(),
///     value: "3".into(),
///     claimed_by: "bidder".into(),
/// };
/// let set = ControlSetRecord { changes: vec![change], ..ControlSetRecord::default() };
/// assert_eq!(apply_changes(&city, &set).organisations[1].analysts, 3);
/// ```
#[must_use]
pub fn apply_changes(city: &City, set: &ControlSetRecord) -> City {
    let mut changed = city.clone();
    let mut staff = Staff { organisations: &mut changed.organisations, contracts: &mut changed.contracts };
    for change in &set.changes {
        // Told by `check`; what is refused changes nothing.
        let _refused = staff.apply(change);
    }
    changed
}

/// The parts of a city that a set may change.
pub(super) struct Staff<'a> {
    pub(super) organisations: &'a mut [Organisation],
    pub(super) contracts: &'a mut [Contract],
}

impl Staff<'_> {
    /// Changes one field.
    pub(super) fn apply(&mut self, change: &FieldChange) -> Result<(), Box<Problem>> {
        match change.table.as_str() {
            "organisations" => self.organisation(change),
            "contracts" => self.contract(change),
            other => Err(Box::new(Problem::unknown(
                change.origin,
                "table",
                other,
                "a table that a set may change",
                ["organisations", "contracts"],
            ))),
        }
    }

    fn organisation(&mut self, change: &FieldChange) -> Result<(), Box<Problem>> {
        let row = self.find(change, "row", &change.row)?.row();
        let value = change.value.trim();
        match change.column.as_str() {
            "security_operations" => self.organisations[row].security_operations = word::<SecurityOperations>(change)?,
            "analysts" => {
                self.organisations[row].analysts =
                    value.parse().map_err(|_| malformed(change, "a whole number of people"))?;
            }
            "office_hours" => {
                self.organisations[row].hours =
                    OfficeHours::parse(value).map_err(|error| malformed(change, &error.to_string()))?;
            }
            "alerts_to" => {
                let to = self.find_if_given(change, value)?;
                if to.is_some_and(|to| to.row() == row) {
                    return Err(malformed(change, "another organisation: its own desk is what a blank means"));
                }
                self.organisations[row].alerts_to = to;
            }
            _ => return Err(no_such_column(change, OF_ORGANISATIONS)),
        }
        Ok(())
    }

    /// A city may hold several contracts between the same two: all of them change.
    fn contract(&mut self, change: &FieldChange) -> Result<(), Box<Problem>> {
        let (supplier, customer) = change.row.split_once("->").ok_or_else(|| {
            let expected = "supplier -> customer";
            Box::new(Problem::new(ProblemKind::Malformed, change.origin, "row", &change.row, expected))
        })?;
        let supplier = self.find(change, "row", supplier.trim())?;
        let customer = self.find(change, "row", customer.trim())?;
        let value = change.value.trim();
        let edit: Box<dyn Fn(&mut Contract)> = match change.column.as_str() {
            "may_isolate" => {
                let ids = value.split(';').map(str::trim).filter(|id| !id.is_empty());
                let may = ids.map(|id| self.find(change, "value", id)).collect::<Result<Vec<_>, _>>()?;
                Box::new(move |contract| contract.may_isolate.clone_from(&may))
            }
            "must_isolate" => {
                let must = self.find_if_given(change, value)?;
                Box::new(move |contract| contract.must_isolate = must)
            }
            "call_out_h" => {
                let hours = hours(change, value)?;
                Box::new(move |contract| contract.call_out_h = hours)
            }
            "log_access" => {
                let access = word::<LogAccess>(change)?;
                Box::new(move |contract| contract.log_access = access)
            }
            _ => return Err(no_such_column(change, OF_CONTRACTS)),
        };
        let mut found = false;
        for contract in self.contracts.iter_mut().filter(|c| c.supplier == supplier && c.customer == customer) {
            edit(contract);
            found = true;
        }
        if found {
            return Ok(());
        }
        let expected = "a contract of the city, as supplier -> customer";
        Err(Box::new(Problem::new(ProblemKind::MatchesNothing, change.origin, "row", &change.row, expected)))
    }

    fn find(&self, change: &FieldChange, column: &str, id: &str) -> Result<OrganisationIndex, Box<Problem>> {
        let row = self.organisations.iter().position(|organisation| organisation.id == id);
        row.map(OrganisationIndex::from_row).ok_or_else(|| {
            let names = self.organisations.iter().map(|organisation| organisation.id.as_str());
            Box::new(Problem::unknown(change.origin, column, id, "an organisation", names))
        })
    }

    fn find_if_given(&self, change: &FieldChange, id: &str) -> Result<Option<OrganisationIndex>, Box<Problem>> {
        if id.is_empty() { Ok(None) } else { self.find(change, "value", id).map(Some) }
    }
}

/// Hours, or a blank for what is not agreed.
fn hours(change: &FieldChange, value: &str) -> Result<Option<f64>, Box<Problem>> {
    if value.is_empty() {
        return Ok(None);
    }
    let hours = value.parse().ok().filter(|hours: &f64| hours.is_finite() && *hours >= 0.0);
    hours.map(Some).ok_or_else(|| malformed(change, "hours, at least 0, or blank for not agreed"))
}

fn word<W: Words>(change: &FieldChange) -> Result<W, Box<Problem>> {
    W::parse(change.value.trim()).ok_or_else(|| {
        let what = format!("a value of {}", W::WHAT);
        Box::new(Problem::unknown(change.origin, "value", &change.value, &what, W::spellings()))
    })
}

fn malformed(change: &FieldChange, expected: &str) -> Box<Problem> {
    Box::new(Problem::new(ProblemKind::Malformed, change.origin, "value", &change.value, expected))
}

fn no_such_column(change: &FieldChange, columns: [&str; 4]) -> Box<Problem> {
    let what = format!("a column of {} that a set may change ({})", change.table, columns.join(", "));
    Box::new(Problem::unknown(change.origin, "column", &change.column, &what, columns))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::city::testing::TinyCity;
    use crate::problem::{Origin, Table};

    fn set(changes: &[[&str; 4]]) -> ControlSetRecord {
        let change = |&[table, row, column, value]: &[&str; 4]| FieldChange {
            origin: Origin::new(Table::ControlSet, 0),
            table: table.into(),
            row: row.into(),
            column: column.into(),
            value: value.into(),
            claimed_by: "bidder".into(),
        };
        ControlSetRecord { changes: changes.iter().map(change).collect(), ..ControlSetRecord::default() }
    }

    fn city() -> City {
        TinyCity::new().organisation("hall").organisation("vendor").contract("vendor", "hall").build()
    }

    #[test]
    fn every_field_that_a_bid_may_change_changes() {
        let set = set(&[
            ["organisations", "hall", "security_operations", "round_the_clock"],
            ["organisations", "hall", "analysts", "4"],
            ["organisations", "hall", "office_hours", "round the clock"],
            ["organisations", "hall", "alerts_to", "vendor"],
            ["contracts", "vendor -> hall", "may_isolate", "hall; vendor"],
            ["contracts", "vendor->hall", "must_isolate", "vendor"],
            ["contracts", "vendor->hall", "call_out_h", "2.5"],
            ["contracts", "vendor->hall", "log_access", "full"],
        ]);
        let changed = apply_changes(&city(), &set);
        let (hall, contract) = (&changed.organisations[1], &changed.contracts[0]);
        assert_eq!((hall.security_operations, hall.analysts), (SecurityOperations::RoundTheClock, 4));
        assert_eq!(hall.hours, OfficeHours::parse("round the clock").unwrap());
        assert_eq!(hall.alerts_to, Some(OrganisationIndex(2)));
        assert_eq!(contract.may_isolate, [OrganisationIndex(1), OrganisationIndex(2)]);
        assert_eq!(contract.must_isolate, Some(OrganisationIndex(2)));
        assert_eq!((contract.call_out_h, contract.log_access), (Some(2.5), LogAccess::Full));
    }

    #[test]
    fn a_blank_takes_an_agreement_away() {
        let agreed = apply_changes(&city(), &set(&[["contracts", "vendor->hall", "call_out_h", "2"]]));
        let blank = apply_changes(&agreed, &set(&[["contracts", "vendor->hall", "call_out_h", ""]]));
        assert_eq!((agreed.contracts[0].call_out_h, blank.contracts[0].call_out_h), (Some(2.0), None));
    }

    #[test]
    fn what_is_refused_says_which_cell_and_why() {
        let cases = [
            (["organisation", "hall", "analysts", "1"], "table", Some("organisations")),
            (["organisations", "hal", "analysts", "1"], "row", Some("hall")),
            (["organisations", "hall", "analyst", "1"], "column", Some("analysts")),
            (["organisations", "hall", "analysts", "many"], "value", None),
            (["organisations", "hall", "alerts_to", "hall"], "value", None),
            (["contracts", "hall -> vendor", "call_out_h", "1"], "row", None),
            (["contracts", "vendor", "call_out_h", "1"], "row", None),
            (["contracts", "vendor -> hall", "call_out_h", "-1"], "value", None),
            (["contracts", "vendor -> hall", "log_access", "ful"], "value", Some("full")),
        ];
        for (change, column, nearest) in cases {
            let mut city = city();
            let mut staff = Staff { organisations: &mut city.organisations, contracts: &mut city.contracts };
            let problem = staff.apply(&set(&[change]).changes[0]).unwrap_err();
            assert_eq!((problem.column.as_str(), problem.nearest.as_deref()), (column, nearest), "{change:?}");
        }
    }
}
