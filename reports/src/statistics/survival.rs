//! Delays of which some had not ended when the horizon came: Kaplan-Meier, its median, the restricted mean.
//!
//! A delay that did not end is neither dropped (the set that detects least would look fastest) nor set to the horizon as
//! if it had ended there. Ends that make the wanted one impossible are not censoring: see [`super::cumulative_incidence`].

use super::design::StatisticsError;
use super::distribution::normal;
use super::interval::{CONFIDENCE, Interval};

/// A time, and whether it is the end or only as far as one could see.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Timed {
    /// Time from the start, not negative.
    pub time: f64,
    /// `true`: it ended then. `false`: it had not ended yet, and nothing more is known.
    pub ended: bool,
}

/// The estimate just after one time at which something ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurvivalStep {
    /// When.
    pub time: f64,
    /// How many were still under way just before.
    pub at_risk: usize,
    /// How many ended then.
    pub ended: usize,
    /// P(not ended by `time`).
    pub survival: f64,
    /// Greenwood's sum, d / (n (n - d)) over the steps so far; infinite once nobody is left.
    pub greenwood: f64,
}

impl SurvivalStep {
    /// Pointwise 95 % interval of the survival, on the log(-log) scale so that it stays within 0..1; `None` when all ended.
    ///
    /// It takes the observations as independent; for a comparison's draws it is the chance part only.
    ///
    /// Source: Kalbfleisch and Prentice (2002), The Statistical Analysis of Failure Time Data, section 1.4.
    pub fn interval(&self) -> Option<Interval> {
        if self.survival <= 0.0 || self.survival >= 1.0 {
            return None;
        }
        let log = libm::log(self.survival);
        let reach = normal::quantile(0.5 * (1.0 + CONFIDENCE)) * libm::sqrt(self.greenwood) / -log;
        Some(Interval { low: libm::exp(log * libm::exp(reach)), high: libm::exp(log * libm::exp(-reach)) })
    }
}

/// Mean of min(time, horizon).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RestrictedMean {
    /// Area under the survival curve up to the horizon.
    pub mean: f64,
    /// Variance of that estimate, by chance alone.
    pub variance: f64,
    /// Up to where.
    pub horizon: f64,
}

/// The estimated survival curve.
#[derive(Debug, Clone, PartialEq)]
pub struct KaplanMeier {
    /// Steps in ascending time, only where something ended; empty when nothing did. Before the first, survival is 1.
    pub steps: Vec<SurvivalStep>,
    ascending: Vec<f64>,
}

/// Product-limit estimate. At equal times ends come before censorings, as usual.
///
/// Source: Kaplan and Meier (1958), "Nonparametric estimation from incomplete observations", JASA 53.
///
/// # Errors
/// Empty; a time that is not finite or negative.
pub fn kaplan_meier(observations: &[Timed]) -> Result<KaplanMeier, StatisticsError> {
    let sorted = sorted_by_time(observations, |o| o.time)?;
    let mut steps = Vec::new();
    let (mut survival, mut greenwood) = (1.0, 0.0);
    for group in sorted.chunk_by(|a, b| a.0.time == b.0.time) {
        let ended = group.iter().filter(|(o, _)| o.ended).count();
        if ended == 0 {
            continue;
        }
        let at_risk = group[0].1;
        survival *= (at_risk - ended) as f64 / at_risk as f64;
        greenwood += ended as f64 / (at_risk as f64 * (at_risk - ended) as f64);
        steps.push(SurvivalStep { time: group[0].0.time, at_risk, ended, survival, greenwood });
    }
    Ok(KaplanMeier { steps, ascending: sorted.iter().map(|(o, _)| o.time).collect() })
}

impl KaplanMeier {
    /// P(not ended by `time`). Beyond the last observation it stays at its last value: nothing more was seen.
    pub fn survival_at(&self, time: f64) -> f64 {
        let passed = self.steps.partition_point(|step| step.time <= time);
        passed.checked_sub(1).map_or(1.0, |last| self.steps[last].survival)
    }

    /// How many were still under way just before `time`: the row of numbers under a plot.
    pub fn at_risk(&self, time: f64) -> usize {
        self.ascending.len() - self.ascending.partition_point(|t| *t < time)
    }

    /// First time at which at least half had ended; `None` when the curve does not come down to one half.
    pub fn median(&self) -> Option<f64> {
        self.quantile(0.5)
    }

    /// First time at which the share `p` had ended.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        // A curve that should read exactly 1 - p after several products may be off in the last bits.
        const ROUNDING: f64 = 1e-12;
        self.steps.iter().find(|step| step.survival <= 1.0 - p + ROUNDING).map(|step| step.time)
    }

    /// Mean time up to `horizon`, with its variance: sum over steps of A^2 d / (n (n - d)), A the area from the step to the
    /// horizon.
    ///
    /// Source: Klein and Moeschberger (2003), Survival Analysis, 2nd ed., equations 4.5.1 and 4.5.2.
    ///
    /// # Errors
    /// `horizon` not positive, or beyond the last observation while some had not ended: the curve is unknown there.
    pub fn restricted_mean(&self, horizon: f64) -> Result<RestrictedMean, StatisticsError> {
        let last = self.ascending.last().copied().ok_or(StatisticsError::Empty)?;
        let unknown_tail = horizon > last && self.steps.last().is_none_or(|step| step.survival > 0.0);
        if !horizon.is_finite() || horizon <= 0.0 || unknown_tail {
            return Err(StatisticsError::OutOfRange { what: "the horizon of a restricted mean", value: horizon });
        }
        let inside = &self.steps[..self.steps.partition_point(|step| step.time <= horizon)];
        // Backwards, so that the area from each step on is at hand when the step is reached.
        let (mut area, mut variance, mut until) = (0.0, 0.0, horizon);
        for step in inside.iter().rev() {
            area += step.survival * (until - step.time);
            until = step.time;
            if step.at_risk > step.ended {
                let (n, d) = (step.at_risk as f64, step.ended as f64);
                variance += area * area * d / (n * (n - d));
            }
        }
        Ok(RestrictedMean { mean: area + until, variance, horizon })
    }
}

/// Each delay up to the horizon, min(time, horizon), as plain values whose mean is the restricted mean.
///
/// Only because nothing but the horizon censors: then this is exact, and the values can be paired and clustered like any
/// other measure ([`super::paired_difference`], [`super::clustered_mean`]).
///
/// # Errors
/// A negative or non-finite time; an observation censored before the horizon, whose value nobody knows.
pub fn restricted_times(observations: &[Timed], horizon: f64) -> Result<Vec<f64>, StatisticsError> {
    check_time("the horizon of a restricted mean", horizon)?;
    observations
        .iter()
        .map(|observation| {
            check_time("a time", observation.time)?;
            if !observation.ended && observation.time < horizon {
                return Err(StatisticsError::OutOfRange {
                    what: "a time that was censored before the horizon",
                    value: observation.time,
                });
            }
            Ok(observation.time.min(horizon))
        })
        .collect()
}

/// Ascending in time, each with the number still under way at its time (equal times share the first one's).
pub(super) fn sorted_by_time<T: Copy>(
    observations: &[T],
    time: impl Fn(&T) -> f64,
) -> Result<Vec<(T, usize)>, StatisticsError> {
    if observations.is_empty() {
        return Err(StatisticsError::Empty);
    }
    for observation in observations {
        check_time("a time", time(observation))?;
    }
    let mut sorted = observations.to_vec();
    // Stable: equal times keep the given order.
    sorted.sort_by(|a, b| time(a).total_cmp(&time(b)));
    let n = sorted.len();
    Ok(sorted.into_iter().enumerate().map(|(passed, observation)| (observation, n - passed)).collect())
}

fn check_time(what: &'static str, time: f64) -> Result<(), StatisticsError> {
    if time.is_finite() && time >= 0.0 { Ok(()) } else { Err(StatisticsError::OutOfRange { what, value: time }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ended(time: f64) -> Timed {
        Timed { time, ended: true }
    }

    fn open(time: f64) -> Timed {
        Timed { time, ended: false }
    }

    /// Remission of the 21 children on 6-mercaptopurine, Freireich et al. (1963), Blood 21.
    fn mercaptopurine() -> Vec<Timed> {
        let mut children: Vec<Timed> = [6.0, 6.0, 6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0].map(ended).to_vec();
        children.extend([6.0, 9.0, 10.0, 11.0, 17.0, 19.0, 20.0, 25.0, 32.0, 32.0, 34.0, 35.0].map(open));
        children
    }

    /// Klein and Moeschberger (2003), table 4.1A: S = 0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448, standard error at 23
    /// weeks 0.135; example 4.2: mean restricted to 35 weeks 23.287, standard error 2.83; median 23 weeks.
    #[test]
    fn the_leukaemia_remissions_come_out() {
        let curve = kaplan_meier(&mercaptopurine()).unwrap();
        let survival: Vec<f64> = curve.steps.iter().map(|step| step.survival).collect();
        let table = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448];
        assert!(survival.len() == 7 && survival.iter().zip(table).all(|(s, t)| (s - t).abs() < 5.1e-4), "{survival:?}");
        let last = curve.steps[6];
        assert!((last.survival * libm::sqrt(last.greenwood) - 0.135).abs() < 5e-4);
        assert_eq!(curve.median(), Some(23.0));
        let restricted = curve.restricted_mean(35.0).unwrap();
        assert!((restricted.mean - 23.287).abs() < 5e-4, "{restricted:?}");
        assert!((libm::sqrt(restricted.variance) - 2.83).abs() < 5e-3);
        assert_eq!((curve.at_risk(6.0), curve.at_risk(23.0), curve.at_risk(35.1)), (21, 6, 0));
    }

    #[test]
    fn a_curve_that_stays_high_has_no_median() {
        let curve = kaplan_meier(&[ended(1.0), open(9.0), open(9.0)]).unwrap();
        assert_eq!((curve.median(), curve.survival_at(0.5)), (None, 1.0));
        assert!((curve.survival_at(9.0) - 2.0 / 3.0).abs() < 1e-15);
    }

    #[test]
    fn what_was_not_seen_is_not_averaged() {
        let curve = kaplan_meier(&[ended(1.0), open(9.0)]).unwrap();
        assert!(curve.restricted_mean(9.5).is_err() && curve.restricted_mean(0.0).is_err());
        assert_eq!(curve.restricted_mean(9.0).unwrap().mean, 5.0);
        assert!(restricted_times(&[open(5.0)], 9.0).is_err());
        assert!(kaplan_meier(&[ended(f64::NAN)]).is_err() && kaplan_meier(&[open(-1.0)]).is_err());
        assert_eq!(kaplan_meier(&[]), Err(StatisticsError::Empty));
    }

    #[test]
    fn nothing_ended_is_a_flat_curve_and_the_whole_horizon() {
        let curve = kaplan_meier(&[open(4.0), open(4.0)]).unwrap();
        assert!(curve.steps.is_empty());
        assert_eq!(curve.restricted_mean(4.0), Ok(RestrictedMean { mean: 4.0, variance: 0.0, horizon: 4.0 }));
    }

    proptest! {
        #[test]
        fn where_only_the_horizon_censors_the_area_is_the_mean_of_the_cut_times(
            times in prop::collection::vec(0.0_f64..20.0, 2..40),
        ) {
            let horizon = 10.0;
            let seen: Vec<Timed> = times.iter().map(|t| if *t <= horizon { ended(*t) } else { open(horizon) }).collect();
            prop_assume!(seen.iter().any(|o| !o.ended));
            let cut = restricted_times(&seen, horizon).unwrap();
            let mean = cut.iter().sum::<f64>() / cut.len() as f64;
            let area = kaplan_meier(&seen).unwrap().restricted_mean(horizon).unwrap();
            prop_assert!((area.mean - mean).abs() < 1e-10);
            // Without earlier censoring the variance is the plain one with divisor n^2.
            let plain = cut.iter().map(|t| (t - mean) * (t - mean)).sum::<f64>() / (cut.len() * cut.len()) as f64;
            prop_assert!((area.variance - plain).abs() < 1e-9 * plain.max(1e-3));
        }

        #[test]
        fn the_curve_only_falls_and_its_interval_holds_it(
            times in prop::collection::vec((0.0_f64..20.0, prop::bool::ANY), 1..40),
        ) {
            let curve = kaplan_meier(&times.iter().map(|(time, ended)| Timed { time: *time, ended: *ended }).collect::<Vec<_>>()).unwrap();
            let mut before = 1.0;
            for step in &curve.steps {
                prop_assert!(step.survival < before && step.survival >= 0.0);
                prop_assert!(step.interval().is_none_or(|interval| interval.contains(step.survival)));
                before = step.survival;
            }
        }
    }
}
