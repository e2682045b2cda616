//! `roles.csv`: which parameter plays which role.

use super::dimension::Dimension;
use super::parameters::KnownParameters;
use crate::findings::Findings;
use crate::ids::ParameterIndex;
use crate::knowledge::{Role, RoleRecord};
use crate::problem::ProblemKind;
use crate::words::Words;

/// The parameter of every role, in the order of the roles' words.
pub(super) fn build(
    records: &[RoleRecord],
    known: KnownParameters<'_>,
    findings: &mut Findings,
) -> Vec<Option<ParameterIndex>> {
    let mut roles = vec![None; Role::ALL.len()];
    let mut named = vec![false; Role::ALL.len()];
    for record in records {
        let origin = record.origin;
        let role = record.role as usize;
        if std::mem::replace(&mut named[role], true) {
            findings.add(ProblemKind::DuplicateId, origin, "role", record.role.as_str(), "one parameter for each role");
        }
        roles[role] = known.drawn(origin, "parameter", &record.parameter, &[Dimension::of_role(record.role)], findings);
    }
    roles
}

#[cfg(test)]
mod tests {
    use crate::knowledge::{Catalogue, Role, testing::TinyCatalogue};
    use crate::problem::ProblemKind;

    #[test]
    fn a_time_in_any_unit_plays_a_role_in_hours_and_a_share_does_not() {
        let tiny = TinyCatalogue::new().parameter("triage_minutes", "minute", "fixed", 12.0);
        let tiny = tiny.parameter("dismissed", "probability", "fixed", 0.1);
        let catalogue = Catalogue::build(tiny.clone().role(Role::TriageH, "triage_minutes").records()).unwrap();
        assert_eq!(catalogue.role(Role::TriageH).map(|p| p.row()), Some(0));
        assert_eq!(catalogue.role(Role::RestoreH), None);
        let problems = Catalogue::build(tiny.role(Role::TriageH, "dismissed").records()).unwrap_err();
        assert_eq!((problems[0].kind, problems[0].column.as_str()), (ProblemKind::Contradiction, "parameter"));
    }

    #[test]
    fn one_role_is_played_by_one_parameter() {
        let tiny = TinyCatalogue::new().parameter("a", "hour", "fixed", 1.0);
        let problems = Catalogue::build(tiny.role(Role::TriageH, "a").role(Role::TriageH, "a").records()).unwrap_err();
        assert_eq!((problems[0].kind, problems[0].origin.row), (ProblemKind::DuplicateId, 1));
    }

    #[test]
    fn data_plays_no_role() {
        let tiny = TinyCatalogue::new().parameter("a", "hour", "series(2020=1)", 1.0).role(Role::TriageH, "a");
        assert_eq!(Catalogue::build(tiny.records()).unwrap_err()[0].kind, ProblemKind::Contradiction);
    }
}
