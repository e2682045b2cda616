//! Ends that exclude one another: noticed by the city, told by somebody else, over before anyone noticed.
//!
//! One minus Kaplan-Meier, with the other ends as censored, would answer "if the others did not exist". Here the question is
//! how many really end each way.

use super::design::StatisticsError;
use super::survival::sorted_by_time;

/// How an observation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The horizon came first.
    Censored,
    /// By this cause, counted from 0.
    Cause(usize),
}

/// When and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ending {
    /// Time from the start, not negative.
    pub time: f64,
    /// How it ended then.
    pub end: End,
}

/// Just after one time at which something ended.
#[derive(Debug, Clone, PartialEq)]
pub struct CauseStep {
    /// When.
    pub time: f64,
    /// How many were still under way just before.
    pub at_risk: usize,
    /// How many ended then, by cause.
    pub ended: Vec<usize>,
    /// P(ended by `time`, by this cause), per cause.
    pub incidence: Vec<f64>,
    /// P(not ended at all by `time`).
    pub survival: f64,
}

/// Cumulative incidence of every cause.
#[derive(Debug, Clone, PartialEq)]
pub struct CumulativeIncidence {
    /// Steps in ascending time, only where something ended. Before the first, every incidence is 0.
    pub steps: Vec<CauseStep>,
    last_seen: f64,
}

/// The estimate as time goes by.
#[derive(Debug, Clone, PartialEq)]
pub struct RunningIncidence {
    /// P(ended so far, by this cause), per cause.
    pub incidence: Vec<f64>,
    /// P(not ended at all so far).
    pub survival: f64,
    /// How many are still under way.
    pub at_risk: usize,
}

impl RunningIncidence {
    /// Before anything ended, with `at_risk` under way.
    pub fn new(causes: usize, at_risk: usize) -> Self {
        Self { incidence: vec![0.0; causes], survival: 1.0, at_risk }
    }

    /// Passes the next time at which `ended` ended, by cause, and `censored` more are seen no longer. Whether anything ended.
    pub fn pass(&mut self, ended: &[usize], censored: usize) -> bool {
        let total: usize = ended.iter().sum();
        if total > 0 {
            for (incidence, ended) in self.incidence.iter_mut().zip(ended) {
                *incidence += self.survival * *ended as f64 / self.at_risk as f64;
            }
            self.survival *= (self.at_risk - total) as f64 / self.at_risk as f64;
        }
        self.at_risk -= total + censored;
        total > 0
    }
}

/// Aalen-Johansen estimate for `causes` competing ends: I_k grows at each time by S(just before) d_k / n.
///
/// Source: Aalen and Johansen (1978), Scandinavian Journal of Statistics 5; as in Putter, Fiocco and Geskus (2007),
/// "Tutorial in biostatistics: competing risks and multi-state models", Statistics in Medicine 26, section 3.
///
/// # Errors
/// Empty; a time that is not finite or negative; a cause that is not below `causes`.
pub fn cumulative_incidence(endings: &[Ending], causes: usize) -> Result<CumulativeIncidence, StatisticsError> {
    let sorted = sorted_by_time(endings, |ending| ending.time)?;
    let mut steps = Vec::new();
    let mut running = RunningIncidence::new(causes, sorted.len());
    for group in sorted.chunk_by(|a, b| a.0.time == b.0.time) {
        let mut ended = vec![0; causes];
        for (ending, _) in group {
            if let End::Cause(cause) = ending.end {
                let count = ended
                    .get_mut(cause)
                    .ok_or(StatisticsError::OutOfRange { what: "the number of a cause", value: cause as f64 })?;
                *count += 1;
            }
        }
        let at_risk = running.at_risk;
        if running.pass(&ended, group.len() - ended.iter().sum::<usize>()) {
            let (incidence, survival) = (running.incidence.clone(), running.survival);
            steps.push(CauseStep { time: group[0].0.time, at_risk, ended, incidence, survival });
        }
    }
    Ok(CumulativeIncidence { steps, last_seen: sorted.last().map_or(0.0, |(ending, _)| ending.time) })
}

impl CumulativeIncidence {
    /// P(ended by `time`, by `cause`); 0 for a cause that does not exist.
    pub fn at(&self, time: f64, cause: usize) -> f64 {
        let passed = self.steps.partition_point(|step| step.time <= time);
        passed.checked_sub(1).and_then(|last| self.steps[last].incidence.get(cause)).copied().unwrap_or(0.0)
    }

    /// Variance of [`at`](CumulativeIncidence::at) by the delta method, by chance alone.
    ///
    /// Source: Marubini and Valsecchi (1995), Analysing Survival Data from Clinical Trials and Observational Studies,
    /// section 10.3; the same as Pintilie (2006), Competing Risks, equation 4.2.
    pub fn variance_at(&self, time: f64, cause: usize) -> f64 {
        let reached = self.at(time, cause);
        let mut before = 1.0;
        let mut variance = 0.0;
        for step in self.steps.iter().take_while(|step| step.time <= time) {
            let n = step.at_risk as f64;
            let all: usize = step.ended.iter().sum();
            let all = all as f64;
            let (own, so_far) = match (step.ended.get(cause), step.incidence.get(cause)) {
                (Some(own), Some(so_far)) => (*own as f64, *so_far),
                _ => return 0.0,
            };
            let still_to_come = reached - so_far;
            // When the last ones end together nothing is still to come, and the first term is 0 x infinity: it is 0.
            if n > all {
                variance += still_to_come * still_to_come * all / (n * (n - all));
            }
            variance += before * before * own * (n - own) / (n * n * n);
            variance -= 2.0 * still_to_come * before * own / (n * n);
            before = step.survival;
        }
        variance.max(0.0)
    }

    /// Mean time up to `horizon` by which the cause comes before it: the area under its incidence. Summed over causes it is
    /// horizon minus restricted mean.
    ///
    /// Source: Andersen (2013), "Decomposition of number of life years lost according to causes of death", Statistics in
    /// Medicine 32.
    ///
    /// # Errors
    /// `horizon` not positive, or beyond the last observation while some had not ended.
    pub fn restricted_time_lost(&self, horizon: f64, cause: usize) -> Result<f64, StatisticsError> {
        let all_ended = self.steps.last().is_some_and(|step| step.survival <= 0.0);
        if !horizon.is_finite() || horizon <= 0.0 || (horizon > self.last_seen && !all_ended) {
            return Err(StatisticsError::OutOfRange { what: "the horizon of a time lost", value: horizon });
        }
        let (mut area, mut since, mut height) = (0.0, 0.0, 0.0);
        for step in self.steps.iter().take_while(|step| step.time < horizon) {
            area += height * (step.time - since);
            since = step.time;
            height = step.incidence.get(cause).copied().unwrap_or(0.0);
        }
        Ok(area + height * (horizon - since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Timed, kaplan_meier};
    use proptest::prelude::*;

    fn ending(time: f64, end: End) -> Ending {
        Ending { time, end }
    }

    /// By hand: five incidents; noticed at 1, over at 2, lost from sight at 3, noticed at 4 and at 5.
    /// S: 4/5, 3/5, 3/10, 0. Noticed: 1/5, 1/5, 1/5 + 3/5 x 1/2 = 1/2, 1/2 + 3/10 = 4/5; over: 1/5.
    #[test]
    fn five_incidents_by_hand() {
        let seen = [
            ending(1.0, End::Cause(0)),
            ending(2.0, End::Cause(1)),
            ending(3.0, End::Censored),
            ending(4.0, End::Cause(0)),
            ending(5.0, End::Cause(0)),
        ];
        let incidence = cumulative_incidence(&seen, 2).unwrap();
        for (time, noticed, over) in
            [(0.5, 0.0, 0.0), (1.0, 0.2, 0.0), (3.0, 0.2, 0.2), (4.0, 0.5, 0.2), (9.0, 0.8, 0.2)]
        {
            assert!((incidence.at(time, 0) - noticed).abs() < 1e-15, "{time}");
            assert!((incidence.at(time, 1) - over).abs() < 1e-15, "{time}");
        }
        // 0.2 x (4 - 1) + 0.5 x (5 - 4) = 1.1; over: 0.2 x 3 = 0.6; not ended: 1 + 0.8 + 0.6 x 2 + 0.3 = 3.3.
        assert!((incidence.restricted_time_lost(5.0, 0).unwrap() - 1.1).abs() < 1e-15);
        assert!((incidence.restricted_time_lost(5.0, 1).unwrap() - 0.6).abs() < 1e-15);
    }

    #[test]
    fn an_unknown_cause_and_bad_times_are_refused() {
        assert!(cumulative_incidence(&[ending(1.0, End::Cause(2))], 2).is_err());
        assert!(cumulative_incidence(&[ending(f64::NAN, End::Censored)], 2).is_err());
        assert_eq!(cumulative_incidence(&[], 2), Err(StatisticsError::Empty));
        let open = cumulative_incidence(&[ending(1.0, End::Cause(0)), ending(2.0, End::Censored)], 1).unwrap();
        assert!(open.restricted_time_lost(3.0, 0).is_err());
    }

    fn endings() -> impl Strategy<Value = Vec<Ending>> {
        prop::collection::vec((0_u32..15, 0_usize..3), 2..40).prop_map(|all| {
            all.into_iter()
                .map(|(time, end)| ending(f64::from(time), if end == 2 { End::Censored } else { End::Cause(end) }))
                .collect()
        })
    }

    proptest! {
        #[test]
        fn incidences_and_survival_add_up_to_one(endings in endings()) {
            for step in cumulative_incidence(&endings, 2).unwrap().steps {
                prop_assert!((step.incidence.iter().sum::<f64>() + step.survival - 1.0).abs() < 1e-12);
            }
        }

        #[test]
        fn a_single_cause_is_one_minus_kaplan_meier(endings in endings()) {
            let timed: Vec<Timed> = endings.iter().map(|e| Timed { time: e.time, ended: e.end != End::Censored }).collect();
            let merged: Vec<Ending> = endings
                .iter()
                .map(|e| ending(e.time, if e.end == End::Censored { End::Censored } else { End::Cause(0) }))
                .collect();
            let (curve, incidence) = (kaplan_meier(&timed).unwrap(), cumulative_incidence(&merged, 1).unwrap());
            for step in &curve.steps {
                prop_assert!((incidence.at(step.time, 0) + step.survival - 1.0).abs() < 1e-12);
                // And Greenwood's variance, where it exists.
                if step.survival > 0.0 {
                    let greenwood = step.survival * step.survival * step.greenwood;
                    prop_assert!((incidence.variance_at(step.time, 0) - greenwood).abs() < 1e-12);
                }
            }
        }

        #[test]
        fn without_censoring_the_variance_is_binomial(times in prop::collection::vec((0.0_f64..9.0, 0_usize..2), 3..30)) {
            let endings: Vec<Ending> = times.iter().map(|(time, cause)| ending(*time, End::Cause(*cause))).collect();
            let incidence = cumulative_incidence(&endings, 2).unwrap();
            let n = endings.len() as f64;
            let share = times.iter().filter(|(time, cause)| *time <= 6.0 && *cause == 0).count() as f64 / n;
            prop_assert!((incidence.at(6.0, 0) - share).abs() < 1e-12);
            prop_assert!((incidence.variance_at(6.0, 0) - share * (1.0 - share) / n).abs() < 1e-12);
        }
    }
}
