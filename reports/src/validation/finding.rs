//! What came out for one target.

use yagura_sim::kernel::{MasterSeed, Purpose, parameter_key};
use yagura_sim::validation::Target;

use super::Sample;
use crate::statistics::{CONFIDENCE, quantile, sorted};

/// Resamples of an interval: enough for its ends to hold two digits, which is what a target has.
const RESAMPLES: u32 = 400;

/// What came out for one target, in the unit of its range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// Incidents that count.
    pub incidents: usize,
    /// The simulated value; `None` where no incident counts.
    pub value: Option<f64>,
    /// 95 % interval of the value; `None` for a single draw.
    pub interval: Option<(f64, f64)>,
    /// Whether the value lies in the target's range.
    pub met: bool,
}

/// Holds `sample` against `target`. The interval's random numbers come from `seed`.
#[must_use]
pub fn finding(target: &Target, sample: &Sample, seed: MasterSeed) -> Finding {
    let scaled = |value: f64| value * target.factor + target.offset;
    let value = sample.statistic(target.statistic, target.at, &|_| 1.0).map(scaled);
    Finding {
        incidents: sample.incidents.len(),
        value,
        interval: value.and_then(|_| interval(target, sample, seed)).map(|(low, high)| {
            let (low, high) = (scaled(low), scaled(high));
            (low.min(high), low.max(high))
        }),
        met: value.is_some_and(|value| target.is_met_by(value)),
    }
}

fn interval(target: &Target, sample: &Sample, seed: MasterSeed) -> Option<(f64, f64)> {
    let draws = sample.draws();
    if draws.len() < 2 {
        return None;
    }
    let mut values = Vec::with_capacity(RESAMPLES as usize);
    for resample in 0..RESAMPLES {
        let key = parameter_key(seed, resample);
        let mut times = vec![0.0; draws.len()];
        for place in 0..draws.len() {
            let u = key.unit(Purpose::Resample, place as u32, 0, 0);
            times[((u * draws.len() as f64) as usize).min(draws.len() - 1)] += 1.0;
        }
        let of = |draw: u32| draws.binary_search(&draw).map_or(0.0, |row| times[row]);
        values.extend(sample.statistic(target.statistic, target.at, &of));
    }
    let ascending = sorted(&values).ok()?;
    let tail = 0.5 * (1.0 - CONFIDENCE);
    Some((quantile(&ascending, tail).ok()?, quantile(&ascending, 1.0 - tail).ok()?))
}

#[cfg(test)]
mod tests {
    use super::super::Incident;
    use super::*;
    use yagura_sim::validation::{Quantity, Statistic, TargetKind};

    fn target(low: f64, high: f64) -> Target {
        Target {
            id: "T".into(),
            kind: TargetKind::Validation,
            world: String::new(),
            scenarios: vec!["s".into()],
            mixture: String::new(),
            controls: "none".into(),
            against: String::new(),
            set: Vec::new(),
            draws: 40,
            replications: 1,
            quantity: Quantity::parse("detection_delay_h").unwrap(),
            among: Vec::new(),
            statistic: Statistic::Median,
            at: 0.0,
            factor: 1.0 / 24.0,
            offset: 1.0,
            low,
            high,
            unit: "d".into(),
            text_en: String::new(),
            text_ja: String::new(),
            source: String::new(),
            note_en: String::new(),
            note_ja: String::new(),
        }
    }

    fn hours() -> Sample {
        let incidents = (0..41).map(|draw| Incident { scenario: 0, draw, set: 0, value: 24.0 * f64::from(draw) });
        Sample { incidents: incidents.collect(), mixture: None }
    }

    #[test]
    fn a_target_is_met_by_its_range_in_its_own_unit() {
        // Median 20 days, and one more by the offset.
        let found = finding(&target(21.0, 22.0), &hours(), MasterSeed(1));
        assert_eq!((found.value, found.met), (Some(21.0), true));
        let (low, high) = found.interval.unwrap();
        assert!(low < 21.0 && 21.0 < high && high - low < 30.0, "{low} to {high}");
        assert!(!finding(&target(0.0, 20.9), &hours(), MasterSeed(1)).met);
    }

    #[test]
    fn what_nothing_counts_for_is_not_met() {
        let found = finding(&target(0.0, 100.0), &Sample::default(), MasterSeed(1));
        assert_eq!((found.value, found.interval, found.met), (None, None, false));
    }
}
