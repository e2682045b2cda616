//! `parameters.csv`: units, order of the numbers, distributions.

use super::dimension::Dimension;
use super::distribution;
use crate::directory::Directory;
use crate::findings::Findings;
use crate::ids::ParameterIndex;
use crate::kernel::Distribution;
use crate::knowledge::{Parameter, ParameterRecord, ParameterUnit, address};
use crate::problem::{Origin, ProblemKind};
use crate::words::Words;

/// Parameters in file order; a row with a problem keeps its place.
pub(super) fn build(records: Vec<ParameterRecord>, findings: &mut Findings) -> Vec<Parameter> {
    records.into_iter().map(|record| parameter(record, findings)).collect()
}

fn parameter(record: ParameterRecord, findings: &mut Findings) -> Parameter {
    let origin = record.origin;
    let unit = ParameterUnit::parse(&record.unit).unwrap_or_else(|| {
        findings.unknown(origin, "unit", &record.unit, "a unit", ParameterUnit::spellings().into_iter());
        ParameterUnit::Mixed
    });
    let ordered = in_order(&record, findings);
    findings.range(origin, "ignorance_share", record.ignorance_share, 0.0, 1.0);
    if record.source.is_empty() {
        findings.add(ProblemKind::Missing, origin, "source", "", "a source, or `assumption`");
    }
    // Numbers out of order have been told already.
    let distribution = if ordered {
        distribution::read(&record.distribution, record.low, record.mode, record.high).unwrap_or_else(|expected| {
            findings.add(ProblemKind::Malformed, origin, "distribution", &record.distribution, expected);
            None
        })
    } else {
        None
    };
    if distribution.is_some() {
        bounds(&record, unit, findings);
    }
    if let Some(distribution) = distribution {
        shape_fits(&record, unit, distribution, findings);
    }
    let hash = address(&record.key);
    Parameter { unit, distribution, hash, record }
}

/// Checks `low <= mode <= high`, all finite.
fn in_order(record: &ParameterRecord, findings: &mut Findings) -> bool {
    let (low, mode, high) = (record.low, record.mode, record.high);
    for (column, value) in [("low", low), ("mode", mode), ("high", high)] {
        if !value.is_finite() {
            findings.add(ProblemKind::OutOfRange, record.origin, column, &value.to_string(), "a finite number");
            return false;
        }
    }
    if low > mode {
        findings.add(
            ProblemKind::Contradiction,
            record.origin,
            "low",
            &low.to_string(),
            format!("at most mode, {mode}"),
        );
    }
    if mode > high {
        findings.add(
            ProblemKind::Contradiction,
            record.origin,
            "high",
            &high.to_string(),
            format!("at least mode, {mode}"),
        );
    }
    low <= mode && mode <= high
}

/// Shares lie in 0..=1; nothing that is drawn in a unit of time, rate, count or money is negative.
fn bounds(record: &ParameterRecord, unit: ParameterUnit, findings: &mut Findings) {
    let (least, most) = parameter_bounds(unit);
    for (column, value) in [("low", record.low), ("mode", record.mode), ("high", record.high)] {
        findings.range(record.origin, column, value, least, most);
    }
}

/// Where the values of a unit may lie.
pub(crate) fn parameter_bounds(unit: ParameterUnit) -> (f64, f64) {
    match Dimension::of(unit) {
        Dimension::Share => (0.0, 1.0),
        Dimension::Other => (f64::MIN, f64::MAX),
        _ => (0.0, f64::MAX),
    }
}

/// A share needs a distribution that stays between 0 and 1.
fn shape_fits(record: &ParameterRecord, unit: ParameterUnit, distribution: Distribution, findings: &mut Findings) {
    let bounded = matches!(
        distribution,
        Distribution::Fixed { .. }
            | Distribution::Uniform { .. }
            | Distribution::Pert { .. }
            | Distribution::Beta { .. }
    );
    if Dimension::of(unit) == Dimension::Share && !bounded {
        let expected = format!("pert, uniform, beta or fixed: a {unit} stays between 0 and 1");
        findings.add(ProblemKind::Contradiction, record.origin, "distribution", &record.distribution, expected);
    }
}

/// Parameters for those who refer to them.
#[derive(Clone, Copy)]
pub(crate) struct KnownParameters<'a> {
    pub(crate) ids: &'a Directory,
    pub(crate) parameters: &'a [Parameter],
}

impl<'a> KnownParameters<'a> {
    /// The parameter `key`, which must be drawn and measure one of `allowed`.
    pub(super) fn drawn(
        self,
        origin: Origin,
        column: &str,
        key: &str,
        allowed: &[Dimension],
        findings: &mut Findings,
    ) -> Option<ParameterIndex> {
        let row = findings.resolve(self.ids, origin, column, key)?;
        let parameter = self.parameters.get(row)?;
        if parameter.distribution.is_none() && is_data(&parameter.record.distribution) {
            let expected = "a parameter that is drawn: this one is data";
            findings.add(ProblemKind::Contradiction, origin, column, key, expected);
        }
        // A unit that could not be read has been told already.
        let unit_known = ParameterUnit::parse(&parameter.record.unit).is_some();
        if unit_known && !allowed.contains(&Dimension::of(parameter.unit)) {
            let said: Vec<&str> = allowed.iter().map(|dimension| dimension.said()).collect();
            let expected = format!("{}; this parameter is in {}", said.join(" or "), parameter.unit);
            findings.add(ProblemKind::Contradiction, origin, column, key, expected);
        }
        Some(ParameterIndex::from_row(row))
    }
}

fn is_data(distribution: &str) -> bool {
    let text = distribution.trim();
    text.starts_with("series(") || text.starts_with("fixed(")
}

#[cfg(test)]
mod tests {
    use crate::knowledge::{Catalogue, ParameterUnit, testing::TinyCatalogue};
    use crate::problem::ProblemKind;

    fn problems(unit: &str, distribution: &str, [low, mode, high]: [f64; 3]) -> Vec<(String, ProblemKind)> {
        let mut records = TinyCatalogue::new().parameter("p", unit, distribution, 0.0).records();
        let parameter = &mut records.parameters[0];
        (parameter.low, parameter.mode, parameter.high) = (low, mode, high);
        match Catalogue::build(records) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.into_iter().map(|p| (p.column, p.kind)).collect(),
        }
    }

    #[test]
    fn low_mode_and_high_stand_in_order() {
        assert_eq!(problems("hour", "pert", [2.0, 1.0, 3.0]), [("low".into(), ProblemKind::Contradiction)]);
        assert_eq!(problems("hour", "pert", [0.0, 4.0, 3.0]), [("high".into(), ProblemKind::Contradiction)]);
        assert_eq!(problems("hour", "pert", [0.0, f64::NAN, 3.0]), [("mode".into(), ProblemKind::OutOfRange)]);
    }

    #[test]
    fn a_probability_stays_between_0_and_1() {
        assert_eq!(problems("probability", "pert", [0.1, 0.5, 1.5]), [("high".into(), ProblemKind::OutOfRange)]);
        let shape = problems("probability", "lognormal(mu=-1;sigma=1)", [0.1, 0.3, 0.9]);
        assert_eq!(shape, [("distribution".into(), ProblemKind::Contradiction)]);
        assert_eq!(problems("probability", "beta(a=46;b=4)", [0.8, 0.9, 1.0]), []);
    }

    #[test]
    fn data_may_hold_what_nothing_draws() {
        assert_eq!(problems("day", "series(2023=5;2024=-1)", [-1.0, 2.0, 5.0]), []);
        assert_eq!(problems("day", "pert", [-1.0, 2.0, 5.0]), [("low".into(), ProblemKind::OutOfRange)]);
    }

    #[test]
    fn a_number_without_a_source_is_refused() {
        let mut records = TinyCatalogue::new().parameter("p", "hour", "fixed", 1.0).records();
        records.parameters[0].source.clear();
        let problems = Catalogue::build(records).unwrap_err();
        assert_eq!((problems[0].kind, problems[0].column.as_str()), (ProblemKind::Missing, "source"));
    }

    #[test]
    fn a_mistyped_unit_finds_its_name() {
        let records =
            TinyCatalogue::new().parameter("p", "huor", "fixed", 1.0).parameter("q", "day", "fixed", 1.0).records();
        let problems = Catalogue::build(records.clone()).unwrap_err();
        assert_eq!(problems[0].nearest.as_deref(), Some("hour"));
        let mut right = records;
        right.parameters[0].unit = "hour".into();
        assert_eq!(Catalogue::build(right).unwrap().parameters[0].unit, ParameterUnit::Hour);
    }
}
