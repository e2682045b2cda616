//! One target: where, what, and between which numbers.

use super::Quantity;
use crate::words;

words!(
    /// What agreement with a target says.
    TargetKind, "target kind" {
        /// The figures were not used to choose parameters: agreement supports the model.
        Validation = "validation",
        /// Parameters were chosen on the same figures: agreement shows consistency and predicts nothing.
        Calibration = "calibration",
    }
);

words!(
    /// How incidents are summed up.
    Statistic, "statistic" {
        /// Mean.
        Mean = "mean",
        /// Median.
        Median = "median",
        /// The quantile given as argument.
        Quantile = "quantile",
        /// Share of incidents of at least the argument.
        ShareAtLeast = "share_at_least",
        /// Share of incidents above the argument.
        ShareAbove = "share_above",
        /// Share of incidents of at most the argument.
        ShareAtMost = "share_at_most",
        /// 1 less the ratio of the mean under `controls` and under `against`.
        Reduction = "reduction",
    }
);

/// A row of the table of targets.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Id, unique: the number of the target and a letter.
    pub id: String,
    /// What agreement says.
    pub kind: TargetKind,
    /// The shipped world; blank: the default city with the shipped catalogue.
    pub world: String,
    /// Scenarios, by id.
    pub scenarios: Vec<String>,
    /// Parameter that is the weight of the first of two scenarios; blank: incidents count alike.
    pub mixture: String,
    /// Control set under which it is played.
    pub controls: String,
    /// Control set with which [`Statistic::Reduction`] compares.
    pub against: String,
    /// Parameters fixed to a value, as `key=value`.
    pub set: Vec<String>,
    /// Parameter draws.
    pub draws: u32,
    /// Replications in each.
    pub replications: u32,
    /// What is looked at in each incident.
    pub quantity: Quantity,
    /// Only incidents in which all of these are above 0.
    pub among: Vec<Quantity>,
    /// How incidents are summed up.
    pub statistic: Statistic,
    /// Argument of the statistic.
    pub at: f64,
    /// The statistic times this ..
    pub factor: f64,
    /// .. plus this is compared with the range: from the unit of the simulation to that of the source.
    pub offset: f64,
    /// Lowest value that passes.
    pub low: f64,
    /// Highest value that passes.
    pub high: f64,
    /// Unit of the range.
    pub unit: String,
    /// What it is, English.
    pub text_en: String,
    /// What it is, Japanese.
    pub text_ja: String,
    /// Source of the range.
    pub source: String,
    /// What a reader has to know, English.
    pub note_en: String,
    /// What a reader has to know, Japanese.
    pub note_ja: String,
}

impl Target {
    /// Whether two targets look at the same incidents.
    #[must_use]
    pub fn same_play(&self, other: &Self) -> bool {
        self.world == other.world
            && self.scenarios == other.scenarios
            && self.controls == other.controls
            && self.against == other.against
            && self.set == other.set
            && (self.draws, self.replications) == (other.draws, other.replications)
    }

    /// Whether `value` passes.
    #[must_use]
    pub fn is_met_by(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// The control sets that are played, the one compared with first.
    #[must_use]
    pub fn sets(&self) -> Vec<&str> {
        [self.against.as_str(), self.controls.as_str()].into_iter().filter(|set| !set.is_empty()).collect()
    }
}
