//! The k-of-n rules of services: `quantity=k/n@scope`, with `;` between several.
//!
//! A reading is an asset with a `quantity`; readings of one quantity and one `input_group` decide together. The scope says in words
//! what a group is (a reach, a reservoir, a home).

use std::collections::BTreeMap;

use super::parts::Cell;
use crate::city::{AssetRecord, InputGroup};
use crate::findings::Findings;
use crate::ids::AssetIndex;
use crate::problem::{Problem, ProblemKind, nearest};

/// Readings by quantity and group.
#[derive(Default)]
pub(super) struct Readings {
    by_quantity: BTreeMap<String, Groups>,
    /// Readings of one quantity mostly follow each other: its groups are at hand.
    at_hand: (String, Groups),
}

type Groups = BTreeMap<String, Vec<AssetIndex>>;

impl Readings {
    /// What `asset` measures; half a statement is a problem.
    pub(super) fn add(&mut self, asset: AssetIndex, record: &AssetRecord, findings: &mut Findings) {
        match (record.quantity.as_str(), record.input_group.as_str()) {
            ("", "") => {}
            ("", _) => {
                let expected = "the quantity that is measured, for there is an input_group";
                findings.add(ProblemKind::Missing, record.origin, "quantity", "", expected);
            }
            (_, "") => {
                let expected = "the group of readings that decide together, for there is a quantity";
                findings.add(ProblemKind::Missing, record.origin, "input_group", "", expected);
            }
            (quantity, group) => {
                if self.at_hand.0 != quantity {
                    self.put_away();
                    self.at_hand = (quantity.to_owned(), self.by_quantity.remove(quantity).unwrap_or_default());
                }
                match self.at_hand.1.get_mut(group) {
                    Some(members) => members.push(asset),
                    None => {
                        self.at_hand.1.insert(group.to_owned(), vec![asset]);
                    }
                }
            }
        }
    }

    /// All readings have been added.
    pub(super) fn gathered(mut self) -> Self {
        self.put_away();
        self
    }

    fn put_away(&mut self) {
        let (quantity, groups) = std::mem::take(&mut self.at_hand);
        if !groups.is_empty() {
            self.by_quantity.insert(quantity, groups);
        }
    }

    /// The groups that the rules of `cell` read, by rule, then by name of the group.
    pub(super) fn read(&self, cell: Cell<'_>, findings: &mut Findings) -> Vec<InputGroup> {
        let mut inputs = Vec::new();
        for token in cell.text.split(';').map(str::trim).filter(|token| !token.is_empty()) {
            let Some((quantity, k, n)) = rule(token) else {
                let expected = "quantity=k/n@scope, for example river-level=2/3@reach";
                findings.add(ProblemKind::Malformed, cell.origin, cell.column, token, expected);
                continue;
            };
            if k == 0 || k > n {
                let expected = format!("k from 1 to n, here from 1 to {n}");
                findings.add(ProblemKind::Contradiction, cell.origin, cell.column, token, expected);
                continue;
            }
            self.groups(cell, token, (quantity, k, n), &mut inputs, findings);
        }
        if inputs.len() > usize::from(u16::MAX) {
            let expected = format!("at most {} groups of readings a service", u16::MAX);
            findings.add(ProblemKind::OutOfRange, cell.origin, cell.column, &inputs.len().to_string(), expected);
        }
        inputs
    }

    fn groups(
        &self,
        cell: Cell<'_>,
        token: &str,
        (quantity, k, n): (&str, u16, u16),
        inputs: &mut Vec<InputGroup>,
        findings: &mut Findings,
    ) {
        let Some(groups) = self.by_quantity.get(quantity) else {
            let expected = "a quantity (column `quantity` of assets.csv) that something measures";
            findings.push(Problem {
                nearest: nearest(quantity, self.by_quantity.keys().map(String::as_str)),
                ..Problem::new(ProblemKind::MatchesNothing, cell.origin, cell.column, token, expected)
            });
            return;
        };
        for (group, members) in groups {
            if members.len() != usize::from(n) {
                let expected = format!("{n} readings in group `{group}`; assets.csv has {}", members.len());
                findings.add(ProblemKind::Contradiction, cell.origin, cell.column, token, expected);
            }
            let (quantity, group) = (quantity.to_owned(), group.clone());
            inputs.push(InputGroup { quantity, group, k, members: members.clone() });
        }
    }
}

/// `quantity=k/n@scope`
fn rule(token: &str) -> Option<(&str, u16, u16)> {
    let (quantity, rest) = token.split_once('=')?;
    let (ratio, scope) = rest.split_once('@')?;
    let (k, n) = ratio.split_once('/')?;
    if quantity.trim().is_empty() || scope.trim().is_empty() {
        return None;
    }
    Some((quantity.trim(), k.trim().parse().ok()?, n.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use crate::city::{AssetKind, City, CityRecords, testing::TinyCity};
    use crate::problem::ProblemKind;

    fn reaches(rule: &str) -> CityRecords {
        let mut tiny = TinyCity::new().zone("z").service("watch");
        for id in ["upper-1", "lower-1", "upper-2", "lower-2"] {
            tiny = tiny.asset(id, AssetKind::Sensor);
        }
        let mut records = tiny.records();
        for asset in &mut records.assets {
            asset.quantity = "river-level".into();
            asset.input_group = asset.id.split('-').next().unwrap_or_default().into();
        }
        records.services[0].inputs_rule = rule.into();
        records
    }

    #[test]
    fn readings_are_grouped_and_know_what_they_are_read_for() {
        let city = City::build(reaches("river-level=1/2@reach")).unwrap();
        let inputs = &city.services[0].inputs;
        let groups: Vec<_> = inputs.iter().map(|i| (i.group.as_str(), i.k, i.members.len())).collect();
        assert_eq!(groups, [("lower", 1, 2), ("upper", 1, 2)]);
        assert_eq!(city.reading_of.of(0)[0].group, 1);
        assert_eq!(city.reading_of.of(1)[0].group, 0);
    }

    #[test]
    fn a_group_with_other_than_n_readings_is_a_contradiction() {
        let problems = City::build(reaches("river-level=2/3@reach")).unwrap_err();
        assert_eq!(problems.len(), 2);
        assert!(problems[0].expected.contains("`lower`; assets.csv has 2"), "{}", problems[0].expected);
    }

    #[test]
    fn more_than_all_or_none_at_all_decides_nothing() {
        for rule in ["river-level=3/2@reach", "river-level=0/2@reach"] {
            assert_eq!(City::build(reaches(rule)).unwrap_err()[0].kind, ProblemKind::Contradiction);
        }
    }

    #[test]
    fn a_quantity_that_nothing_measures_matches_nothing() {
        let problems = City::build(reaches("river-levl=1/2@reach")).unwrap_err();
        assert_eq!(
            (problems[0].kind, problems[0].nearest.as_deref()),
            (ProblemKind::MatchesNothing, Some("river-level"))
        );
    }

    #[test]
    fn a_rule_has_all_its_parts_or_is_malformed() {
        for rule in ["river-level", "river-level=1/2", "river-level=1@reach", "=1/2@reach", "river-level=a/2@reach"] {
            assert_eq!(City::build(reaches(rule)).unwrap_err()[0].kind, ProblemKind::Malformed, "{rule}");
        }
    }

    #[test]
    fn a_quantity_needs_its_group() {
        let mut records = reaches("");
        records.assets[2].input_group.clear();
        let problems = City::build(records).unwrap_err();
        assert_eq!((problems[0].kind, problems[0].column.as_str()), (ProblemKind::Missing, "input_group"));
    }
}
