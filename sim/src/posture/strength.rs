//! How strongly each effect acts: magnitude, upkeep, coverage.
//!
//! # What happens
//! strength on a covered asset = magnitude (as a share taken away) x its `times` parameters x upkeep. Upkeep = exp(-decay x age x D),
//! D the combined decay multipliers of the controls that keep others up, relative to today. Coverage is capped by the inventories and
//! lists (`coverage_fraction`) that say where the control could be put at all.
//!
//! A control listed with a share acts on the assets whose rank is below that share, drawn per incident. A control at *today's level*
//! acts with its mean (magnitude x level) on every asset: the figures of the world already average over those who have it and those
//! who do not, and so the reference set returns them exactly.
//!
//! # Reads
//! Effects, the control set, parameters.
//! # Draws
//! `Magnitude`, `Level` (one per control), `Without`, by the key of the parameter draw.
//! # Parameters
//! Roles `control_decay_per_year`, `control_age_years`.
//! # Sources
//! MODEL section 3; evidence README section 5.

use crate::control_set::Coverage;
use crate::ids::{ControlIndex, EffectIndex};
use crate::kernel::{Distribution, Purpose};
use crate::knowledge::{Catalogue, EffectUnit, Range, Role, address};

use super::parameters::{Asking, Parameters};

/// How far an effect reaches in a control set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reach {
    /// Acts on every asset with the mean over those who have it.
    Mean(f64),
    /// Acts in full on assets whose rank is below the share.
    Share(f64),
}

impl Reach {
    /// The mean level.
    #[must_use]
    pub fn mean(self) -> f64 {
        match self {
            Self::Mean(level) | Self::Share(level) => level,
        }
    }
}

/// One effect under one parameter draw.
#[derive(Clone, Copy, Debug)]
pub struct Strength {
    /// On a covered asset, in this set.
    pub covered: f64,
    /// Reach in this set.
    pub reach: Reach,
    /// Mean strength today; `None`: no level today is known, and then r(today) = 1.
    pub today: Option<f64>,
}

impl Strength {
    /// Mean strength in this set.
    #[must_use]
    pub fn mean(self) -> f64 {
        self.covered * self.reach.mean()
    }
}

/// Strengths of all effects, computed when first asked for.
pub struct Strengths {
    coverage: Vec<Option<Coverage>>,
    claims: Vec<(EffectIndex, Range)>,
    /// Effects that keep a control up (`decay_multiplier`), per control.
    keepers: Vec<Vec<EffectIndex>>,
    /// Effects that cap a control's coverage (`coverage_fraction`), per control.
    caps: Vec<Vec<EffectIndex>>,
    cache: Vec<Option<Strength>>,
    /// Asked for in any draw.
    asked: Vec<bool>,
    /// Marked since somebody last looked.
    asked_anew: bool,
}

pub(super) fn pert(range: Range, u: f64) -> f64 {
    Distribution::pert(range.low, range.mode, range.high).map_or(range.mode, |d| d.quantile(u))
}

impl Strengths {
    /// For a set given as coverage per control, with claimed magnitudes.
    #[must_use]
    pub fn new(catalogue: &Catalogue, coverage: Vec<Option<Coverage>>, claims: Vec<(EffectIndex, Range)>) -> Self {
        let mut keepers = vec![Vec::new(); catalogue.controls.len()];
        let mut caps = vec![Vec::new(); catalogue.controls.len()];
        for (row, effect) in catalogue.effects.iter().enumerate() {
            let list = match effect.record.unit {
                EffectUnit::DecayMultiplier => &mut keepers,
                EffectUnit::CoverageFraction => &mut caps,
                _ => continue,
            };
            for control in &effect.limits {
                list[control.row()].push(EffectIndex::from_row(row));
            }
        }
        let (cache, asked) = (vec![None; catalogue.effects.len()], vec![false; catalogue.effects.len()]);
        Self { coverage, claims, keepers, caps, cache, asked, asked_anew: false }
    }

    /// What was asked for in any draw.
    pub(super) fn asked(&self) -> &[bool] {
        &self.asked
    }

    /// Whether anything was marked since this was last called.
    pub(super) fn take_asked_anew(&mut self) -> bool {
        std::mem::take(&mut self.asked_anew)
    }

    /// Takes every mark away.
    pub(super) fn forget_asked(&mut self) {
        self.asked.fill(false);
        self.asked_anew = false;
    }

    /// Coverage per control.
    pub(super) fn coverage(&self) -> &[Option<Coverage>] {
        &self.coverage
    }

    /// Forgets everything: a new parameter draw begins.
    pub fn begin_draw(&mut self) {
        self.cache.fill(None);
    }

    /// Whether any list or inventory decides where `control` can be put.
    #[must_use]
    pub fn has_cap(&self, control: ControlIndex) -> bool {
        !self.caps[control.row()].is_empty()
    }

    /// Level of an effect's control (set, today), before caps.
    fn levels(&self, parameters: &Parameters, catalogue: &Catalogue, effect: EffectIndex) -> (Reach, Option<f64>) {
        let row = &catalogue.effects[effect.row()];
        let control = address(&row.record.control);
        let today =
            row.record.level_today.map(|range| pert(range, parameters.key().unit(Purpose::Level, control, 0, 0)));
        let reach = match self.coverage[row.control.row()] {
            None => Reach::Share(0.0),
            Some(Coverage::Share(share)) => Reach::Share(share),
            Some(Coverage::Today) => Reach::Mean(today.unwrap_or(0.0)),
        };
        (reach, today)
    }

    fn magnitude(&self, parameters: &Parameters, catalogue: &Catalogue, effect: EffectIndex) -> f64 {
        let row = &catalogue.effects[effect.row()];
        let claimed = self.claims.iter().find(|(e, _)| *e == effect).map(|(_, range)| *range);
        pert(claimed.unwrap_or(row.record.magnitude), parameters.key().unit(Purpose::Magnitude, row.hash, 0, 0))
    }

    /// What the lists allow for `control`: (in this set, today), each 0 to 1.
    pub fn cap(&self, parameters: &Parameters, catalogue: &Catalogue, control: ControlIndex) -> (f64, f64) {
        let mut cap = (1.0_f64, 1.0_f64);
        for &effect in &self.caps[control.row()] {
            let (reach, today) = self.levels(parameters, catalogue, effect);
            let row = &catalogue.effects[effect.row()];
            let with = self.magnitude(parameters, catalogue, effect);
            let without = row
                .record
                .without
                .map_or(with, |range| pert(range, parameters.key().unit(Purpose::Without, row.hash, 0, 0)).min(with));
            let at = |level: f64| without + (with - without) * level;
            cap.0 = cap.0.min(at(reach.mean()));
            cap.1 = cap.1.min(at(today.unwrap_or(0.0)));
        }
        cap
    }

    /// Upkeep of `control`: (in this set, today).
    fn upkeep(&self, parameters: &mut Parameters, catalogue: &Catalogue, control: ControlIndex) -> (f64, f64) {
        let decay = parameters.role(Role::ControlDecayPerYear, 0.0);
        if decay <= 0.0 {
            return (1.0, 1.0);
        }
        let age = parameters.role(Role::ControlAgeYears, 1.0);
        let delta = parameters.role(Role::OverlapDelta, 0.0);
        let (mut set, mut today) = (Vec::new(), Vec::new());
        for &effect in &self.keepers[control.row()] {
            let (reach, level) = self.levels(parameters, catalogue, effect);
            let strength = 1.0 - self.magnitude(parameters, catalogue, effect);
            set.push(strength * reach.mean());
            today.push(strength * level.unwrap_or(0.0));
        }
        // The rate of decay describes today; a set changes it by the ratio.
        let ratio = strongest_first(&mut set, delta) / strongest_first(&mut today, delta);
        (libm::exp(-decay * age * ratio), libm::exp(-decay * age))
    }

    /// The strength of `effect` under this draw.
    pub fn of(&mut self, parameters: &mut Parameters, catalogue: &Catalogue, effect: EffectIndex) -> Strength {
        if !self.asked[effect.row()]
            && parameters.asking() == Asking::Marks
            && super::asked::acts(catalogue, &self.coverage, effect.row())
        {
            self.asked[effect.row()] = true;
            self.asked_anew = true;
        }
        if let Some(strength) = self.cache[effect.row()] {
            return strength;
        }
        let row = &catalogue.effects[effect.row()];
        let magnitude = self.magnitude(parameters, catalogue, effect);
        let mut taken = match row.record.unit {
            EffectUnit::ProbabilityBlocked | EffectUnit::DetectionProbabilityPerEvent => magnitude,
            EffectUnit::RateMultiplier
            | EffectUnit::ImpactMultiplier
            | EffectUnit::DefenderDelayMultiplier
            | EffectUnit::DecayMultiplier => 1.0 - magnitude,
            EffectUnit::AttackerDelayMultiplier | EffectUnit::DetectionRateMultiplier => magnitude - 1.0,
            EffectUnit::CoverageFraction => magnitude,
        };
        for &(parameter, complement) in &row.times {
            let level = parameters.level(parameter);
            taken *= if complement { 1.0 - level } else { level };
        }
        let (upkeep_set, upkeep_today) = self.upkeep(parameters, catalogue, row.control);
        let (reach, level_today) = self.levels(parameters, catalogue, effect);
        let (cap_set, cap_today) = self.cap(parameters, catalogue, row.control);
        let reach = match reach {
            Reach::Mean(level) => Reach::Mean(level.min(cap_set)),
            Reach::Share(share) => Reach::Share(share.min(cap_set)),
        };
        let strength = Strength {
            covered: taken * upkeep_set,
            reach,
            today: level_today.map(|level| taken * upkeep_today * level.min(cap_today)),
        };
        self.cache[effect.row()] = Some(strength);
        strength
    }
}

/// Residual of effects on one cause: the strongest counts in full, each further one as 1 - delta x strength.
#[must_use]
pub fn strongest_first(strengths: &mut [f64], delta: f64) -> f64 {
    strengths.sort_by(|a, b| b.total_cmp(a));
    let mut residual = 1.0;
    for (i, &strength) in strengths.iter().enumerate() {
        residual *= if i == 0 { 1.0 - strength } else { 1.0 - delta * strength };
    }
    residual
}

/// Residual of strengths in several groups: combined inside a group, multiplied between groups, never below `floor`.
#[must_use]
pub fn residual(strengths: &mut [(u16, f64)], delta: f64, floor: f64) -> f64 {
    strengths.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    let mut residual = 1.0;
    let mut group = None;
    for &(g, strength) in strengths.iter() {
        residual *= if group == Some(g) { 1.0 - delta * strength } else { 1.0 - strength };
        group = Some(g);
    }
    residual.max(floor).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::{residual, strongest_first};

    #[test]
    fn the_strongest_counts_in_full_and_the_others_are_discounted() {
        // (1 - 0.8) x (1 - 0.3 x 0.5), whatever the order.
        let expected = 0.2 * 0.85;
        assert!((strongest_first(&mut [0.5, 0.8], 0.3) - expected).abs() < 1e-15);
        assert!((residual(&mut [(1, 0.5), (1, 0.8)], 0.3, 0.0) - expected).abs() < 1e-15);
    }

    #[test]
    fn groups_multiply_and_the_floor_holds() {
        assert!((residual(&mut [(1, 0.5), (2, 0.8)], 0.3, 0.0) - 0.1).abs() < 1e-15);
        assert!((residual(&mut [(1, 0.5), (2, 0.8)], 0.3, 0.25) - 0.25).abs() < 1e-15);
    }
}
