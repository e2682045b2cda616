//! Which incident to play: by the quantile of its harm, never by its seed.
//!
//! # What happens
//! Incidents in which the attack (or the mistake) got in are put in order of the primary measure; the one at the wanted quantile is taken.
//! Where many are alike there, a near miss is the one of them in which the attacker touched most: so far, and yet nothing came of it.

use yagura_sim::measure::measure_index;

use super::position::{Sample, SampledRun, badness};

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wanted {
    /// The middle one.
    Typical,
    /// One that only one in twenty exceeds.
    Bad,
    /// One that went off lightly, as one in twenty does.
    NearMiss,
    /// The one at a quantile, 0 to 1.
    Quantile(f64),
}

impl Wanted {
    /// The quantile of the primary measure.
    #[must_use]
    pub fn quantile(self) -> f64 {
        match self {
            Self::Typical => 0.5,
            Self::Bad => 0.95,
            Self::NearMiss => 0.05,
            Self::Quantile(quantile) => quantile.clamp(0.0, 1.0),
        }
    }

    /// Message that says how it was chosen.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Typical => "replay-chosen-typical",
            Self::Bad => "replay-chosen-bad",
            Self::NearMiss => "replay-chosen-near-miss",
            Self::Quantile(_) => "replay-chosen-quantile",
        }
    }
}

impl std::str::FromStr for Wanted {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "typical" => Ok(Self::Typical),
            "bad" => Ok(Self::Bad),
            "near-miss" => Ok(Self::NearMiss),
            number => match number.parse::<f64>() {
                Ok(quantile) if (0.0..=1.0).contains(&quantile) => Ok(Self::Quantile(quantile)),
                _ => Err("typical, bad, near-miss or a number from 0 to 1 is expected"),
            },
        }
    }
}

/// The incident that was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Parameter draw.
    pub draw: u32,
    /// Replication.
    pub replication: u32,
    /// Among so many incidents that got in (or all, if none did).
    pub among: usize,
}

/// The incident of `sample` that is wanted, by the measure `primary`; `None` if there is none at all.
#[must_use]
pub fn choose(sample: &Sample, primary: &str, wanted: Wanted) -> Option<Choice> {
    let (primary, entered, touched) =
        (measure_index(primary)?, measure_index("entered")?, measure_index("assets_touched")?);
    let value = |run: &SampledRun, measure: usize| run.values.get(measure).copied().flatten().unwrap_or(0.0);
    let mut runs: Vec<&SampledRun> = sample.runs.iter().filter(|run| value(run, entered) > 0.0).collect();
    if runs.is_empty() {
        runs = sample.runs.iter().collect();
    }
    let badness = |run: &SampledRun| badness(&run.values, primary);
    runs.sort_by(|a, b| badness(a).total_cmp(&badness(b)).then((a.draw, a.replication).cmp(&(b.draw, b.replication))));
    let last = runs.len().checked_sub(1)?;
    let at = runs[libm::round(wanted.quantile() * last as f64) as usize];
    let chosen = match wanted {
        Wanted::NearMiss => {
            let alike = runs.iter().filter(|run| badness(run).total_cmp(&badness(at)).is_eq());
            // The first of those that come furthest: `max_by` would take the last.
            alike.fold(
                at,
                |best, run| {
                    if best == at || value(run, touched) > value(best, touched) { run } else { best }
                },
            )
        }
        _ => at,
    };
    Some(Choice { draw: chosen.draw, replication: chosen.replication, among: runs.len() })
}

#[cfg(test)]
mod tests {
    use super::super::position::tests::run;
    use super::*;

    fn sample() -> Sample {
        // 0 to 20 hours, and five that never got in.
        let inside = (0..21).map(|row| run(row, &[("entered", 1.0), ("wrong_decision_h", f64::from(row))]));
        let outside = (21..26).map(|row| run(row, &[("entered", 0.0), ("wrong_decision_h", 0.0)]));
        Sample { runs: inside.chain(outside).collect() }
    }

    #[test]
    fn the_middle_the_worst_twentieth_and_the_lightest_are_found_by_rank() {
        let found = |wanted| choose(&sample(), "wrong_decision_h", wanted).map(|choice| choice.replication);
        // 21 values 0 to 20: the median is 10, the 95 % quantile 19, the 5 % quantile 1.
        assert_eq!(found(Wanted::Typical), Some(10));
        assert_eq!(found(Wanted::Bad), Some(19));
        assert_eq!(found(Wanted::NearMiss), Some(1));
        assert_eq!(found(Wanted::Quantile(1.0)), Some(20));
    }

    #[test]
    fn a_near_miss_among_many_without_harm_is_the_one_that_came_furthest() {
        let near = |row, touched| run(row, &[("entered", 1.0), ("wrong_decision_h", 0.0), ("assets_touched", touched)]);
        let sample = Sample { runs: vec![near(0, 1.0), near(1, 7.0), near(2, 7.0), near(3, 2.0)] };
        let found = choose(&sample, "wrong_decision_h", Wanted::NearMiss);
        assert_eq!(found, Some(Choice { draw: 0, replication: 1, among: 4 }));
    }

    #[test]
    fn words_and_numbers_are_understood_and_nothing_else() {
        assert_eq!("near-miss".parse(), Ok(Wanted::NearMiss));
        assert_eq!("0.9".parse(), Ok(Wanted::Quantile(0.9)));
        assert!("1.5".parse::<Wanted>().is_err() && "worst".parse::<Wanted>().is_err());
    }
}
