//! Incidents, weighted, in their draws; and the statistics over them.

use yagura_sim::validation::Statistic;

/// One incident that counts for a target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Incident {
    /// Row of the scenario in the target.
    pub scenario: usize,
    /// Parameter draw.
    pub draw: u32,
    /// Row of the control set in the target.
    pub set: usize,
    /// The quantity.
    pub value: f64,
}

/// Incidents of one target.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// All incidents.
    pub incidents: Vec<Incident>,
    /// Weight of the first of two scenarios.
    pub mixture: Option<f64>,
}

impl Sample {
    /// Draws that have an incident, in order.
    pub(super) fn draws(&self) -> Vec<u32> {
        let mut draws: Vec<u32> = self.incidents.iter().map(|incident| incident.draw).collect();
        draws.sort_unstable();
        draws.dedup();
        draws
    }

    /// `statistic` over the incidents, each counted `times(draw)` times; `None` where nothing counts.
    pub(super) fn statistic(&self, statistic: Statistic, at: f64, times: &dyn Fn(u32) -> f64) -> Option<f64> {
        if statistic == Statistic::Reduction {
            let (against, controls) = (self.values(0, times), self.values(1, times));
            let base = mean(&against)?;
            return (base > 0.0).then(|| mean(&controls).map(|mean| 1.0 - mean / base)).flatten();
        }
        let mut values = self.values(0, times);
        let share = |keep: &dyn Fn(f64) -> bool, values: &[(f64, f64)]| {
            let kept: Vec<(f64, f64)> = values.iter().map(|&(v, w)| (f64::from(u8::from(keep(v))), w)).collect();
            mean(&kept)
        };
        match statistic {
            Statistic::Mean => mean(&values),
            Statistic::Median => quantile(&mut values, 0.5),
            Statistic::Quantile => quantile(&mut values, at),
            Statistic::ShareAtLeast => share(&|v| v >= at, &values),
            Statistic::ShareAbove => share(&|v| v > at, &values),
            Statistic::ShareAtMost => share(&|v| v <= at, &values),
            Statistic::Reduction => None,
        }
    }

    /// Values and weights of the incidents under control set `set`.
    fn values(&self, set: usize, times: &dyn Fn(u32) -> f64) -> Vec<(f64, f64)> {
        let of_set = || self.incidents.iter().filter(|incident| incident.set == set);
        let mut counted = [0.0_f64; 2];
        for incident in of_set() {
            counted[incident.scenario.min(1)] += times(incident.draw);
        }
        let weight = |incident: &Incident| {
            let times = times(incident.draw);
            match self.mixture {
                Some(first) => {
                    let share = if incident.scenario == 0 { first } else { 1.0 - first };
                    times * share / counted[incident.scenario.min(1)].max(f64::MIN_POSITIVE)
                }
                None => times,
            }
        };
        of_set().map(|incident| (incident.value, weight(incident))).filter(|(_, weight)| *weight > 0.0).collect()
    }
}

fn mean(values: &[(f64, f64)]) -> Option<f64> {
    let weights: f64 = values.iter().map(|(_, weight)| weight).sum();
    (weights > 0.0).then(|| values.iter().map(|(value, weight)| value * weight).sum::<f64>() / weights)
}

/// The smallest value up to which at least the share `p` of the weight lies.
fn quantile(values: &mut [(f64, f64)], p: f64) -> Option<f64> {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: f64 = values.iter().map(|(_, weight)| weight).sum();
    let mut sum = 0.0;
    for &(value, weight) in values.iter() {
        sum += weight;
        if sum >= p * total * (1.0 - 1e-12) {
            return Some(value);
        }
    }
    values.last().map(|(value, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incident(scenario: usize, set: usize, value: f64) -> Incident {
        Incident { scenario, draw: 0, set, value }
    }

    fn once(_: u32) -> f64 {
        1.0
    }

    #[test]
    fn a_mixture_weighs_scenarios_and_not_incidents() {
        // Three incidents of the first scenario at 1, one of the second at 5: with equal weight of the scenarios the mean is 3.
        let mut incidents = vec![incident(0, 0, 1.0); 3];
        incidents.push(incident(1, 0, 5.0));
        let sample = Sample { incidents, mixture: Some(0.5) };
        let mean = sample.statistic(Statistic::Mean, 0.0, &once).unwrap();
        assert!((mean - 3.0).abs() < 1e-12, "{mean}");
    }

    #[test]
    fn a_reduction_is_one_less_the_ratio_of_the_means() {
        let incidents = vec![incident(0, 0, 1.0), incident(0, 0, 1.0), incident(0, 1, 1.0), incident(0, 1, 0.0)];
        let sample = Sample { incidents, mixture: None };
        assert_eq!(sample.statistic(Statistic::Reduction, 0.0, &once), Some(0.5));
    }

    #[test]
    fn medians_and_shares_are_those_of_the_values() {
        let incidents = [1.0, 2.0, 3.0, 4.0, 10.0].map(|value| incident(0, 0, value)).to_vec();
        let sample = Sample { incidents, mixture: None };
        let of = |statistic, at| sample.statistic(statistic, at, &once).unwrap();
        assert_eq!(of(Statistic::Median, 0.0), 3.0);
        assert_eq!(of(Statistic::Quantile, 0.9), 10.0);
        assert_eq!((of(Statistic::ShareAtLeast, 3.0), of(Statistic::ShareAbove, 3.0)), (0.6, 0.4));
        assert_eq!(of(Statistic::ShareAtMost, 3.0), 0.6);
    }

    #[test]
    fn nothing_that_counts_has_no_statistic() {
        assert_eq!(Sample::default().statistic(Statistic::Mean, 0.0, &once), None);
    }
}
