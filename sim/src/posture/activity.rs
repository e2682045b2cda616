//! Delays of response and recovery, impacts, and standing levels of parameters: effects that act on no single attempt.
//!
//! Several multipliers on one delay: the strongest counts in full, the rest is discounted (MODEL section 3, rule 4). Delay =
//! parameter x m(set) / m(today); the same for impacts.

use crate::city::OrganisationRole;
use crate::ids::{EffectIndex, TechniqueIndex};
use crate::knowledge::{Activity, Catalogue, Effect, EffectUnit, ImpactTarget, Role};

use super::parameters::Parameters;
use super::strength::{Strengths, strongest_first};

/// Ratio of combined multipliers, set over today, of the effects that `admits` takes.
fn ratio(
    catalogue: &Catalogue,
    parameters: &mut Parameters,
    strengths: &mut Strengths,
    admits: impl Fn(&Effect) -> bool,
) -> f64 {
    let delta = parameters.role(Role::OverlapDelta, 0.0);
    let floor = parameters.role(Role::ResidualFloor, 0.0);
    let (mut set, mut today) = (Vec::new(), Vec::new());
    for (row, effect) in catalogue.effects.iter().enumerate() {
        if admits(effect) {
            let strength = strengths.of(parameters, catalogue, EffectIndex::from_row(row));
            set.push(strength.mean());
            today.push(strength.today.unwrap_or(0.0));
        }
    }
    if set.is_empty() {
        return 1.0;
    }
    strongest_first(&mut set, delta).max(floor) / strongest_first(&mut today, delta).max(floor)
}

fn shortens(effect: &Effect, activity: Activity) -> bool {
    effect.record.unit == EffectUnit::DefenderDelayMultiplier && effect.record.selector.activity.contains(&activity)
}

/// Factor on the delay of `activity` where an organisation of role `role` does it.
pub(super) fn delay_factor(
    catalogue: &Catalogue,
    parameters: &mut Parameters,
    strengths: &mut Strengths,
    activity: Activity,
    role: OrganisationRole,
) -> f64 {
    ratio(catalogue, parameters, strengths, |effect| {
        shortens(effect, activity)
            && (effect.record.selector.role.is_empty() || effect.record.selector.role.contains(&role))
    })
}

/// Factor on the time until a flaw that `technique` uses is patched.
pub(super) fn patch_factor(
    catalogue: &Catalogue,
    parameters: &mut Parameters,
    strengths: &mut Strengths,
    technique: TechniqueIndex,
) -> f64 {
    ratio(catalogue, parameters, strengths, |effect| {
        shortens(effect, Activity::Patch) && (effect.techniques.is_empty() || effect.techniques.contains(&technique))
    })
}

/// Factor on an impact caused by `technique`.
pub(super) fn impact_factor(
    catalogue: &Catalogue,
    parameters: &mut Parameters,
    strengths: &mut Strengths,
    target: ImpactTarget,
    technique: Option<TechniqueIndex>,
) -> f64 {
    let row = technique.map(|t| &catalogue.techniques[t.row()]);
    ratio(catalogue, parameters, strengths, |effect| {
        let s = &effect.record.selector;
        effect.record.unit == EffectUnit::ImpactMultiplier
            && s.measure.contains(&target)
            && (effect.techniques.is_empty() || technique.is_some_and(|t| effect.techniques.contains(&t)))
            && (s.effect.is_empty() || row.is_some_and(|t| s.effect.contains(&t.effect)))
            && (s.cause.is_empty() || row.is_some_and(|t| t.cause.is_some_and(|cause| s.cause.contains(&cause))))
    })
}

/// Applies the effects that multiply parameters (`param=`, `role_param=`) to `parameters` for this draw.
pub(super) fn scale_parameters(catalogue: &Catalogue, parameters: &mut Parameters, strengths: &mut Strengths) {
    let mut factors = Vec::new();
    for row in 0..catalogue.parameters.len() {
        let index = crate::ids::ParameterIndex::from_row(row);
        let is_target = |effect: &Effect| {
            effect.parameters.contains(&index)
                || effect.record.selector.role_param.iter().any(|&role| catalogue.role(role) == Some(index))
        };
        let acts = |effect: &Effect| {
            matches!(
                effect.record.unit,
                EffectUnit::RateMultiplier | EffectUnit::DefenderDelayMultiplier | EffectUnit::ImpactMultiplier
            ) && is_target(effect)
        };
        if catalogue.effects.iter().any(acts) {
            factors.push((index, ratio(catalogue, parameters, strengths, acts)));
        }
    }
    for (index, factor) in factors {
        parameters.scale(index, factor);
    }
}
