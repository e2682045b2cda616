//! What if the effects that are least sure did nothing at all?
//!
//! A question for a sceptic: leave out every effect whose evidence is less than a given one, for all control sets alike, today's
//! included, and see which verdicts are left. The effect's row stays and keeps its unit and its exposure; its magnitude becomes the one
//! that changes nothing: 0 for a chance, 1 for a multiplier, and for a share that a list makes reachable the level without the list.
//! The magnitudes that a bidder claims stand in the control set and are not touched.

use super::{CatalogueRecords, Confidence, EffectRecord, EffectUnit, Range};

/// Makes every effect of `records` idle whose confidence is less than `least`; returns how many those are.
pub fn idle_below(records: &mut CatalogueRecords, least: Confidence) -> usize {
    // Confidence is declared from the surest down.
    let doubted = records.effects.iter_mut().filter(|effect| effect.confidence > least);
    doubted.map(|effect| effect.magnitude = idle(effect)).count()
}

/// The magnitude with which an effect changes nothing.
fn idle(effect: &EffectRecord) -> Range {
    let fixed = |value| Range { low: value, mode: value, high: value };
    match effect.unit {
        EffectUnit::ProbabilityBlocked | EffectUnit::DetectionProbabilityPerEvent => fixed(0.0),
        EffectUnit::RateMultiplier
        | EffectUnit::ImpactMultiplier
        | EffectUnit::DefenderDelayMultiplier
        | EffectUnit::AttackerDelayMultiplier
        | EffectUnit::DetectionRateMultiplier
        | EffectUnit::DecayMultiplier => fixed(1.0),
        // Without a level of its own a list makes no difference already.
        EffectUnit::CoverageFraction => effect.without.unwrap_or(effect.magnitude),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::magnitude_bounds;
    use crate::knowledge::testing::TinyCatalogue;
    use crate::words::Words as _;

    fn with(unit: EffectUnit, confidence: Confidence) -> CatalogueRecords {
        let mut records = TinyCatalogue::new().control("CPS.AC-1").effect("CPS.AC-1", "CPS.AC-1/all").records();
        let effect = &mut records.effects[0];
        (effect.unit, effect.confidence) = (unit, confidence);
        effect.magnitude = Range { low: 0.7, mode: 0.8, high: 0.9 };
        effect.without = (unit == EffectUnit::CoverageFraction).then_some(Range { low: 0.1, mode: 0.2, high: 0.3 });
        records
    }

    #[test]
    fn only_what_is_less_sure_is_idle() {
        for (confidence, expected) in
            [(Confidence::Strong, 0), (Confidence::Moderate, 0), (Confidence::Weak, 1), (Confidence::Assumption, 1)]
        {
            let mut records = with(EffectUnit::ProbabilityBlocked, confidence);
            assert_eq!(idle_below(&mut records, Confidence::Moderate), expected, "{confidence}");
            assert_eq!(records.effects[0].magnitude.mode, if expected == 1 { 0.0 } else { 0.8 });
        }
    }

    #[test]
    fn an_idle_magnitude_is_one_that_a_row_may_have() {
        for &unit in EffectUnit::ALL {
            let mut records = with(unit, Confidence::Assumption);
            idle_below(&mut records, Confidence::Weak);
            let (least, most) = magnitude_bounds(unit);
            let Range { low, mode, high } = records.effects[0].magnitude;
            assert!(least <= low && low <= mode && mode <= high && high <= most, "{unit}");
        }
        let mut list = with(EffectUnit::CoverageFraction, Confidence::Assumption);
        idle_below(&mut list, Confidence::Weak);
        assert_eq!(Some(list.effects[0].magnitude), list.effects[0].without);
    }
}
