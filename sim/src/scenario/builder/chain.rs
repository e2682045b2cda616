//! What steps wait for.
//!
//! A step can begin once all of its `needs` and one of its `needs_any` have succeeded. Steps that can never begin wait for each
//! other in a circle. A circle that some other step opens, as an alternative in `needs_any`, is none.

use crate::directory::Directory;
use crate::findings::Findings;
use crate::knowledge::address;
use crate::problem::ProblemKind;
use crate::scenario::{ScenarioRecord, StepRecord};

/// Rows of the steps that a step waits for.
#[derive(Clone, Debug, Default)]
pub(super) struct Waits {
    pub(super) needs: Vec<usize>,
    pub(super) needs_any: Vec<usize>,
}

pub(super) fn waits(record: &ScenarioRecord, findings: &mut Findings) -> Vec<Waits> {
    let rows = record.steps.iter().map(|step| (step.origin, step.id.as_str()));
    let ids = Directory::of("a step", "id", usize::MAX, rows, findings);
    addresses(&record.steps, findings);
    let mut all_named = true;
    let mut waits = Vec::with_capacity(record.steps.len());
    for step in &record.steps {
        let needs = findings.resolve_all(&ids, step.origin, "needs", &step.needs);
        let needs_any = findings.resolve_all(&ids, step.origin, "needs_any", &step.needs_any);
        all_named &= needs.len() == step.needs.len() && needs_any.len() == step.needs_any.len();
        waits.push(Waits { needs, needs_any });
    }
    // A need that names nothing has been told; what follows from it would only repeat that.
    if all_named {
        circles(&record.steps, &waits, findings);
    }
    waits
}

fn circles(steps: &[StepRecord], waits: &[Waits], findings: &mut Findings) {
    let mut can_begin = vec![false; steps.len()];
    loop {
        let before = can_begin.iter().filter(|&&can| can).count();
        for (row, wait) in waits.iter().enumerate() {
            let any = wait.needs_any.is_empty() || wait.needs_any.iter().any(|&need| can_begin[need]);
            can_begin[row] = any && wait.needs.iter().all(|&need| can_begin[need]);
        }
        if can_begin.iter().filter(|&&can| can).count() == before {
            break;
        }
    }
    for (step, _) in steps.iter().zip(&can_begin).filter(|(_, can)| !**can) {
        let column = if step.needs.is_empty() { "needs_any" } else { "needs" };
        let value = if step.needs.is_empty() { step.needs_any.join(", ") } else { step.needs.join(", ") };
        let expected = "steps that can succeed before this one: these wait for each other in a circle";
        findings.add(ProblemKind::Cycle, step.origin, column, &value, expected);
    }
}

/// Draws of a step are addressed by the hash of its id.
fn addresses(steps: &[StepRecord], findings: &mut Findings) {
    for (row, step) in steps.iter().enumerate() {
        let twin = steps[..row].iter().find(|other| other.id != step.id && address(&other.id) == address(&step.id));
        if let Some(twin) = twin {
            let expected = format!("another spelling: its draws would share their address with those of {}", twin.id);
            findings.add(ProblemKind::DuplicateId, step.origin, "id", &step.id, expected);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::city::{AssetKind, testing::TinyCity};
    use crate::knowledge::testing::TinyCatalogue;
    use crate::problem::ProblemKind;
    use crate::scenario::{Scenario, testing::TinyScenario};

    /// Builds steps a, b, c with these needs and alternatives; answers with what is wrong.
    fn found(needs: [&[&str]; 3], any: [&[&str]; 3]) -> Vec<(u32, String, ProblemKind)> {
        let city = TinyCity::new().zone("z").asset("x", AssetKind::Server).with(|c| c.zones[0].internet_facing = true);
        let mut record = TinyScenario::new().step("a", "t").step("b", "t").step("c", "t").record();
        let texts = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        for (row, step) in record.steps.iter_mut().enumerate() {
            (step.needs, step.needs_any) = (texts(needs[row]), texts(any[row]));
        }
        let catalogue = TinyCatalogue::new().technique("t").build();
        match Scenario::build(record, &city.build(), &catalogue, &["harm_h"]) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.into_iter().map(|p| (p.origin.row, p.column, p.kind)).collect(),
        }
    }

    #[test]
    fn steps_that_wait_for_each_other_never_begin() {
        let circle = found([&["b"], &["a"], &[]], [&[], &[], &[]]);
        assert_eq!(circle, [(0, "needs".into(), ProblemKind::Cycle), (1, "needs".into(), ProblemKind::Cycle)]);
        assert_eq!(found([&["a"], &[], &[]], [&[], &[], &[]]), [(0, "needs".into(), ProblemKind::Cycle)]);
    }

    #[test]
    fn an_alternative_opens_a_circle() {
        assert_eq!(found([&["b"], &[], &[]], [&[], &["a", "c"], &[]]), []);
    }

    #[test]
    fn a_need_names_a_step() {
        assert_eq!(found([&[], &["aa"], &[]], [&[], &[], &[]]), [(1, "needs".into(), ProblemKind::UnknownId)]);
    }
}
