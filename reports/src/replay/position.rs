//! Where one incident stands among many of the same question: how many went better, how many worse, for every headline measure.
//!
//! # What happens
//! Amounts are compared as they are. A delay is compared among the incidents that got in: one that did not end within the horizon is
//! longer than any other, one of an attack that never got in is shorter than any. Where more is better the order is turned round.

use serde::Serialize;
use yagura_sim::experiment::RowKey;
use yagura_sim::measure::{Better, MEASURES, MeasureKind, Row, Unit, measure_index};

use super::text::{Both, Text};
use crate::words::{Value, Words, quantity};

/// Measures that stand beside the primary one.
const HEADLINES: [&str; 8] = [
    "assets_controlled",
    "detection_delay_h",
    "containment_delay_h",
    "recovery_delay_h",
    "service_user_h_lost",
    "wrong_decision_h",
    "records_exposed",
    "loss_jpy",
];

/// One of many incidents.
#[derive(Clone, Debug, PartialEq)]
pub struct SampledRun {
    /// Parameter draw.
    pub draw: u32,
    /// Replication.
    pub replication: u32,
    /// Its measures, in the order of [`MEASURES`].
    pub values: Vec<Option<f64>>,
}

/// Many incidents of one scenario under one control set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// The incidents.
    pub runs: Vec<SampledRun>,
}

impl Sample {
    /// Takes one incident.
    pub fn push(&mut self, key: RowKey, row: &Row) {
        self.runs.push(SampledRun { draw: key.draw, replication: key.replication, values: row.values.clone() });
    }
}

/// Where an incident stands by one measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasurePosition {
    /// The measure.
    pub key: &'static str,
    /// Its name.
    pub name: Text,
    /// Its value in this incident.
    pub shown: Text,
    /// Incidents that went better.
    pub better: usize,
    /// Incidents that went the same.
    pub same: usize,
    /// Incidents that went worse.
    pub worse: usize,
    /// 0 the best, 100 the worst; those that went the same count half.
    pub percentile: f64,
    /// All that in a sentence.
    pub sentence: Text,
}

/// Where an incident stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Position {
    /// Incidents that it is held against.
    pub runs: usize,
    /// Key of the primary measure.
    pub primary: String,
    /// How the incident was chosen.
    pub chosen: Text,
    /// The primary measure, then the others.
    pub measures: Vec<MeasurePosition>,
}

/// The value by which incidents are ordered: larger is worse. See the module.
pub(super) fn badness(values: &[Option<f64>], measure: usize) -> f64 {
    let definition = &MEASURES[measure];
    let value = values.get(measure).copied().flatten();
    let entered =
        || measure_index("entered").and_then(|row| values.get(row).copied().flatten()).is_some_and(|v| v > 0.0);
    let worse_when_larger = match (definition.kind, value) {
        (_, Some(value)) => value,
        (MeasureKind::Delay { .. }, None) if entered() => f64::INFINITY,
        (MeasureKind::Delay { .. }, None) => f64::NEG_INFINITY,
        (_, None) => 0.0,
    };
    if definition.better == Better::Higher { -worse_when_larger } else { worse_when_larger }
}

/// A value as people read it; a delay that did not end says so.
#[must_use]
pub(super) fn shown(words: &Words, measure: usize, value: Option<f64>) -> String {
    let definition = &MEASURES[measure];
    match (value, definition.unit) {
        (None, _) => words.say("replay-never", &[]),
        (Some(value), Unit::Flag) => words.say(if value > 0.0 { "replay-yes" } else { "replay-no" }, &[]),
        (Some(value), unit) => quantity(words, unit, value),
    }
}

/// The name of a measure.
pub(super) fn name(words: &Words, measure: usize) -> String {
    words.say(&format!("measure-{}", MEASURES[measure].key.replace('_', "-")), &[])
}

/// The headline measures of a scenario: its primary one first.
pub(super) fn headlines(primary: &str) -> Vec<usize> {
    let keys = std::iter::once(primary).chain(HEADLINES.into_iter().filter(|key| *key != primary));
    keys.filter_map(measure_index).collect()
}

impl Position {
    /// Where the incident with `values` stands in `sample`.
    #[must_use]
    pub fn of(both: &Both, sample: &Sample, primary: &str, values: &[Option<f64>], chosen: Text) -> Self {
        let measures = headlines(primary).into_iter().map(|measure| {
            let own = badness(values, measure);
            let count = |than: std::cmp::Ordering| {
                sample.runs.iter().filter(|run| badness(&run.values, measure).total_cmp(&own) == than).count()
            };
            let better = count(std::cmp::Ordering::Less);
            let same = count(std::cmp::Ordering::Equal);
            let worse = sample.runs.len() - better - same;
            let n = sample.runs.len().max(1) as f64;
            let percentile = libm::round(1000.0 * (better as f64 + same as f64 / 2.0) / n) / 10.0;
            let value = values.get(measure).copied().flatten();
            let shown = both.text(|words| shown(words, measure, value));
            let name = both.text(|words| self::name(words, measure));
            let sentence = both.text(|words| {
                let numbers: [(&str, Value<'_>); 5] = [
                    ("measure", name.of(words.language()).into()),
                    ("value", shown.of(words.language()).into()),
                    ("worse", grouped(worse).into()),
                    ("better", grouped(better).into()),
                    ("runs", grouped(sample.runs.len()).into()),
                ];
                words.say("replay-position-sentence", &numbers)
            });
            MeasurePosition { key: MEASURES[measure].key, name, shown, better, same, worse, percentile, sentence }
        });
        Self { runs: sample.runs.len(), primary: primary.to_owned(), chosen, measures: measures.collect() }
    }
}

/// A count with its thousands apart.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A run with these values of measures, all others missing.
    pub(in crate::replay) fn run(replication: u32, known: &[(&str, f64)]) -> SampledRun {
        let mut values = vec![None; MEASURES.len()];
        for (key, value) in known {
            values[measure_index(key).expect("a measure")] = Some(*value);
        }
        SampledRun { draw: 0, replication, values }
    }

    fn position(own: &SampledRun, runs: Vec<SampledRun>, key: &str) -> MeasurePosition {
        let sample = Sample { runs };
        let position = Position::of(&Both::default(), &sample, key, &own.values, Text::default());
        position.measures.into_iter().next().expect("the primary comes first")
    }

    #[test]
    fn amounts_are_counted_and_those_alike_count_half() {
        let runs: Vec<SampledRun> = (0..10).map(|row| run(row, &[("wrong_decision_h", f64::from(row / 2))])).collect();
        // 0 0 1 1 2 2 3 3 4 4: of the ten, two are below 1, two at 1, six above.
        let found = position(&runs[2], runs.clone(), "wrong_decision_h");
        assert_eq!((found.better, found.same, found.worse, found.percentile), (2, 2, 6, 30.0));
    }

    #[test]
    fn what_was_never_noticed_is_worse_than_any_delay_and_what_never_got_in_is_better() {
        let noticed = run(0, &[("entered", 1.0), ("detection_delay_h", 5.0)]);
        let never = run(1, &[("entered", 1.0)]);
        let outside = run(2, &[("entered", 0.0)]);
        let found = position(&noticed, vec![noticed.clone(), never, outside], "detection_delay_h");
        assert_eq!((found.better, found.worse), (1, 1));
    }
}
