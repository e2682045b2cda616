//! `effects.csv`: how controls act.

use super::dimension::Dimension;
use super::directories::CatalogueIds;
use super::parameters::KnownParameters;
use super::selectors;
use crate::findings::Findings;
use crate::ids::ControlIndex;
use crate::knowledge::{Effect, EffectRecord, EffectUnit, Range, address};
use crate::problem::{Origin, ProblemKind};

pub(super) fn build(
    records: Vec<EffectRecord>,
    ids: &CatalogueIds,
    known: KnownParameters<'_>,
    findings: &mut Findings,
) -> Vec<Effect> {
    let mut technical: Vec<ControlIndex> = records
        .iter()
        .filter(|record| selectors::is_technical(record))
        .filter_map(|record| ids.controls.row(&record.control).map(ControlIndex::from_row))
        .collect();
    technical.sort_unstable();
    technical.dedup();
    records.into_iter().filter_map(|record| effect(record, &technical, ids, known, findings)).collect()
}

fn effect(
    record: EffectRecord,
    technical: &[ControlIndex],
    ids: &CatalogueIds,
    known: KnownParameters<'_>,
    findings: &mut Findings,
) -> Option<Effect> {
    let origin = record.origin;
    let control = findings.resolve(&ids.controls, origin, "control", &record.control).map(ControlIndex::from_row);
    ranges(&record, findings);
    if record.source.is_empty() {
        findings.add(ProblemKind::Missing, origin, "source", "", "a source, or `assumption`");
    }
    let techniques = selectors::techniques(&record, ids, findings);
    let limits = selectors::limits(&record, technical, control, ids, findings);
    let parameters = selectors::parameters(&record, ids, findings);
    let shifts_others = matches!(record.unit, EffectUnit::CoverageFraction | EffectUnit::DecayMultiplier);
    let shifts_nothing =
        record.selector.limits.is_empty() && record.selector.role_param.is_empty() && parameters.is_empty();
    if shifts_others && shifts_nothing {
        let expected = format!("limits=.., for {} shifts other controls", record.unit);
        findings.add(ProblemKind::Missing, origin, "selector", "", expected);
    }
    let mut times = Vec::new();
    for scaling in &record.times {
        let allowed: &[Dimension] =
            if scaling.complement { &[Dimension::Share] } else { &[Dimension::Share, Dimension::Factor] };
        if let Some(parameter) = known.drawn(origin, "times", &scaling.parameter, allowed, findings) {
            times.push((parameter, scaling.complement));
        }
    }
    findings.resolve_all(&ids.parameters, origin, "parameter_keys", &record.parameter_keys);
    let hash = address(&record.id);
    Some(Effect { control: control?, techniques, limits, parameters, times, hash, record })
}

fn ranges(record: &EffectRecord, findings: &mut Findings) {
    let origin = record.origin;
    let (least, most) = magnitude_bounds(record.unit);
    check_range(origin, ["low", "mode", "high"], record.magnitude, least, most, findings);
    if let Some(level) = record.level_today {
        check_range(origin, ["level_low", "level_mode", "level_high"], level, 0.0, 1.0, findings);
    }
    if let Some(without) = record.without {
        check_range(origin, ["without_low", "without_mode", "without_high"], without, 0.0, 1.0, findings);
        if record.unit != EffectUnit::CoverageFraction {
            let expected = format!("blank, for the unit is {}", record.unit);
            findings.add(ProblemKind::Contradiction, origin, "without_mode", &without.mode.to_string(), expected);
        }
    }
}

/// Where a magnitude of this unit may lie: multipliers that help the defender by being large start at 1, all else is a share.
pub(crate) fn magnitude_bounds(unit: EffectUnit) -> (f64, f64) {
    match unit {
        EffectUnit::AttackerDelayMultiplier | EffectUnit::DetectionRateMultiplier => (1.0, f64::MAX),
        _ => (0.0, 1.0),
    }
}

/// Checks that the ends of `range` lie in `least..=most` and stand in order.
pub(crate) fn check_range(
    origin: Origin,
    columns: [&str; 3],
    range: Range,
    least: f64,
    most: f64,
    findings: &mut Findings,
) {
    let values = [range.low, range.mode, range.high];
    for (column, value) in columns.into_iter().zip(values) {
        findings.range(origin, column, value, least, most);
    }
    if range.low > range.mode {
        let expected = format!("at most {}, {}", columns[1], range.mode);
        findings.add(ProblemKind::Contradiction, origin, columns[0], &range.low.to_string(), expected);
    }
    if range.mode > range.high {
        let expected = format!("at least {}, {}", columns[1], range.mode);
        findings.add(ProblemKind::Contradiction, origin, columns[2], &range.high.to_string(), expected);
    }
}

#[cfg(test)]
mod tests {
    use crate::knowledge::{
        Catalogue, CatalogueRecords, EffectUnit, ExposureUnit, Mechanism, Range, Scaling, testing::TinyCatalogue,
    };
    use crate::problem::ProblemKind;

    fn tiny() -> CatalogueRecords {
        TinyCatalogue::new()
            .parameter("p", "probability", "fixed", 0.5)
            .technique("t")
            .control("C-1")
            .control("C-2")
            .control("C-3")
            .effect("C-1", "C-1/a")
            .effect("C-2", "C-2/a")
            .effect("C-3", "C-3/a")
            .records()
    }

    fn columns(records: CatalogueRecords) -> Vec<(ProblemKind, String)> {
        Catalogue::build(records).unwrap_err().into_iter().map(|p| (p.kind, p.column)).collect()
    }

    #[test]
    fn all_limits_every_control_that_acts_on_attempts_but_not_itself() {
        let mut records = tiny();
        records.effects[0].unit = EffectUnit::CoverageFraction;
        records.effects[0].selector.limits = vec!["all".into()];
        records.effects[1].mechanism = Mechanism::Detect;
        records.effects[2].mechanism = Mechanism::Recover;
        let effect = &Catalogue::build(records).unwrap().effects[0];
        assert_eq!(effect.limits.iter().map(|c| c.row()).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn a_magnitude_lies_where_its_unit_says() {
        let mut records = tiny();
        records.effects[0].magnitude = Range { low: 0.2, mode: 0.5, high: 1.2 };
        records.effects[1].unit = EffectUnit::AttackerDelayMultiplier;
        records.effects[1].magnitude = Range { low: 0.5, mode: 2.0, high: 9.0 };
        records.effects[2].magnitude = Range { low: 0.6, mode: 0.5, high: 0.4 };
        assert_eq!(
            columns(records),
            [
                (ProblemKind::OutOfRange, "high".into()),
                (ProblemKind::OutOfRange, "low".into()),
                (ProblemKind::Contradiction, "low".into()),
                (ProblemKind::Contradiction, "high".into()),
            ]
        );
    }

    #[test]
    fn references_of_an_effect_are_followed() {
        let mut records = tiny();
        let effect = &mut records.effects[0];
        effect.selector.technique = vec!["tt".into()];
        effect.selector.limits = vec!["C-9".into()];
        effect.times = vec![Scaling { parameter: "q".into(), complement: true }];
        effect.parameter_keys = vec!["r".into()];
        assert!(columns(records).iter().all(|(kind, _)| *kind == ProblemKind::UnknownId));
    }

    #[test]
    fn only_a_standing_level_multiplies_a_parameter() {
        let mut records = tiny();
        records.effects[0].selector.param = vec!["p".into()];
        records.effects[0].exposure = ExposureUnit::PerTry;
        assert_eq!(columns(records.clone()), [(ProblemKind::Contradiction, "selector".into())]);
        records.effects[0].exposure = ExposureUnit::State;
        assert_eq!(Catalogue::build(records).unwrap().effects[0].parameters.len(), 1);
    }

    #[test]
    fn coverage_that_covers_nothing_is_missing_its_limits() {
        let mut records = tiny();
        records.effects[0].unit = EffectUnit::CoverageFraction;
        assert_eq!(columns(records), [(ProblemKind::Missing, "selector".into())]);
    }
}
