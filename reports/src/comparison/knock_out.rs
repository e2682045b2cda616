//! What one control is worth in its set: the set without it, paired with the set itself.
//!
//! A control of which the incidents asked nothing needs no play: without it every byte is the same. Its row says so with 0 pairs and a
//! difference of exactly 0. Verdicts are corrected together over all controls and scenarios of one set.

use yagura_sim::measure::MEASURES;

use super::estimates::{self, Pending};
use super::plan::ComparisonPlan;
use crate::statistics::{IntervalKind, StatisticsError};
use crate::tables::{DifferenceRow, KnockOutRow};

/// The knock-outs of one set, scenario by scenario.
pub struct KnockOut {
    plan: ComparisonPlan,
    set: String,
    pending: Vec<Pending>,
    /// Scenario and control of what needed no play.
    untouched: Vec<(usize, String)>,
}

impl KnockOut {
    /// Of the set `set` in a comparison after `plan`.
    #[must_use]
    pub fn new(plan: &ComparisonPlan, set: &str) -> Self {
        Self { plan: plan.clone(), set: set.to_owned(), pending: Vec::new(), untouched: Vec::new() }
    }

    /// In the scenario in row `scenario`, incidents ask nothing of `control`.
    pub fn untouched(&mut self, scenario: usize, control: &str) {
        self.untouched.push((scenario, control.to_owned()));
    }

    /// Takes one scenario: the primary measure of each incident under the set, then under the set without each of `controls`.
    ///
    /// # Errors
    /// What a statistic refuses.
    pub fn push(
        &mut self,
        scenario: usize,
        controls: &[String],
        values: &[Vec<Option<f64>>],
    ) -> Result<(), StatisticsError> {
        let Some((of_set, without)) = values.split_first() else { return Ok(()) };
        let measure = self.plan.scenarios[scenario].primary;
        // For the estimates the set is the baseline and the controls are the names of the sets.
        let mut plan = self.plan.clone();
        plan.control_sets = std::iter::once(self.set.clone()).chain(controls.iter().cloned()).collect();
        plan.baseline = 0;
        for (row, values) in without.iter().enumerate() {
            let place = (scenario, row + 1, measure);
            let pairs = values.iter().copied().zip(of_set.iter().copied());
            self.pending.push(estimates::pending(&plan, place, &MEASURES[measure], pairs)?);
        }
        Ok(())
    }

    /// The rows: scenarios in order, controls as they were pushed, then those that needed no play.
    ///
    /// # Errors
    /// What a statistic refuses.
    pub fn finish(self) -> Result<Vec<KnockOutRow>, StatisticsError> {
        let Self { plan, set, pending, untouched } = self;
        let played = estimates::decide_all(&plan, pending)?;
        let mut rows = Vec::with_capacity(played.len() + untouched.len());
        for (row, scenario) in plan.scenarios.iter().enumerate() {
            let of_scenario = played.iter().filter(|one| one.scenario == scenario.id);
            rows.extend(of_scenario.map(|one| row_of(&set, one)));
            let untouched = untouched.iter().filter(|(of, _)| *of == row);
            rows.extend(untouched.map(|(_, control)| KnockOutRow {
                city: plan.city.clone(),
                scenario: scenario.id.clone(),
                control_set: set.clone(),
                control: control.clone(),
                measure: MEASURES[scenario.primary].key,
                n: 0,
                n_discordant: 0,
                difference: Some(0.0),
                interval_low: None,
                interval_high: None,
                interval_kind: IntervalKind::None,
                rank_stability: None,
                verdict: None,
            }));
        }
        Ok(rows)
    }
}

fn row_of(set: &str, one: &DifferenceRow) -> KnockOutRow {
    KnockOutRow {
        city: one.city.clone(),
        scenario: one.scenario.clone(),
        control_set: set.to_owned(),
        control: one.control_set.clone(),
        measure: one.measure,
        n: one.n,
        n_discordant: one.n_discordant,
        difference: one.difference,
        interval_low: one.interval.map(|(low, _)| low),
        interval_high: one.interval.map(|(_, high)| high),
        interval_kind: one.interval_kind,
        // Of the set without the control being worse: the share in which the control is worth something.
        rank_stability: one.rank_stability.map(|better| 1.0 - better),
        verdict: one.verdict,
    }
}

#[cfg(test)]
mod tests {
    use yagura_sim::measure::measure_index;

    use super::*;
    use crate::comparison::PlannedScenario;
    use crate::statistics::{Margin, Verdict};

    #[test]
    fn a_set_that_is_worse_without_a_control_says_what_the_control_is_worth() -> Result<(), StatisticsError> {
        let primary = measure_index("wrong_decision_h").expect("a measure");
        let plan = ComparisonPlan {
            city: "c".into(),
            scenarios: vec![PlannedScenario { id: "s".into(), primary, horizon_h: 100.0 }],
            control_sets: vec!["today".into(), "full".into()],
            baseline: 0,
            draws: 20,
            replications: 10,
            margin: Margin::default(),
        };
        let mut knock_out = KnockOut::new(&plan, "full");
        let harm = |extra: f64| (0..200).map(|i| Some(f64::from(i % 7) + extra)).collect::<Vec<_>>();
        knock_out.push(0, &["X.1".into(), "X.2".into()], &[harm(0.0), harm(3.0), harm(0.0)])?;
        knock_out.untouched(0, "X.3");
        let rows = knock_out.finish()?;
        let of = |control: &str| rows.iter().find(|row| row.control == control).expect("a row");
        // Without X.1 every incident costs 3 hours more.
        assert_eq!((of("X.1").difference, of("X.1").verdict), (Some(3.0), Some(Verdict::Worse)));
        assert!(of("X.1").rank_stability.is_some_and(|share| share > 0.99), "{:?}", of("X.1"));
        assert_eq!((of("X.2").n_discordant, of("X.2").verdict), (0, Some(Verdict::NoVerdict)));
        assert_eq!((of("X.3").n, of("X.3").difference, of("X.3").verdict), (0, Some(0.0), None));
        assert!(rows.iter().all(|row| row.control_set == "full"));
        Ok(())
    }
}
