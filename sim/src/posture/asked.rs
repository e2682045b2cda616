//! Which numbers an experiment really used.
//!
//! Parameters and effects are asked for lazily, so what was asked for is what the results rest on. A mark stays over parameter draws.
//! What an answer was kept for is the same whoever asked first, so the union over all incidents does not depend on who played them.

use crate::control_set::Coverage;
use crate::ids::{ControlIndex, ParameterIndex};
use crate::knowledge::{Catalogue, Role};

/// Marks over the parameters and the effects of a catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Parameters, in the catalogue's order.
    pub parameters: Vec<bool>,
    /// Effects whose magnitude (and level, if it has one) was asked for, in the catalogue's order.
    pub effects: Vec<bool>,
}

impl Asked {
    /// Nothing asked of a catalogue with so many rows.
    #[must_use]
    pub fn nothing(catalogue: &Catalogue) -> Self {
        Self { parameters: vec![false; catalogue.parameters.len()], effects: vec![false; catalogue.effects.len()] }
    }

    /// Whether anything that `control` does was asked for; `None`: it does nothing that is simulated. Without a control of which nothing was
    /// asked, every incident is the same.
    #[must_use]
    pub fn of_control(&self, catalogue: &Catalogue, control: ControlIndex) -> Option<bool> {
        let mut effects = (0..self.effects.len()).filter(|&row| catalogue.effects[row].control == control).peekable();
        effects.peek()?;
        Some(effects.any(|row| self.effects[row]))
    }

    /// Adds what `other` marks.
    pub fn merge(&mut self, other: &Self) {
        let union = |mine: &mut Vec<bool>, theirs: &[bool]| {
            if mine.len() < theirs.len() {
                mine.resize(theirs.len(), false);
            }
            mine.iter_mut().zip(theirs).for_each(|(mine, &theirs)| *mine |= theirs);
        };
        union(&mut self.parameters, &other.parameters);
        union(&mut self.effects, &other.effects);
    }

    /// Marks what the marked ones are made of in a set with `coverage`: effects that multiply a parameter, lists that cap a control,
    /// controls that keep it up, parameters that scale a magnitude.
    pub(super) fn close(&mut self, catalogue: &Catalogue, coverage: &[Option<Coverage>]) {
        let mut open = true;
        while open {
            open = false;
            for row in 0..self.effects.len() {
                if !self.effects[row] && acts(catalogue, coverage, row) && self.is_needed(catalogue, row) {
                    self.effects[row] = true;
                    open = true;
                }
            }
            for row in 0..self.effects.len() {
                if self.effects[row] {
                    for &(parameter, _) in &catalogue.effects[row].times {
                        open |= !std::mem::replace(&mut self.parameters[parameter.row()], true);
                    }
                }
            }
        }
        let mut roles = Vec::new();
        if self.effects.contains(&true) {
            roles.extend([Role::OverlapDelta, Role::ResidualFloor, Role::ControlDecayPerYear, Role::ControlAgeYears]);
        }
        let partly = |row: usize| {
            let control = catalogue.effects[row].control;
            matches!(coverage[control.row()], Some(Coverage::Share(share)) if share > 0.0 && share < 1.0)
        };
        if (0..self.effects.len()).any(|row| self.effects[row] && partly(row)) {
            roles.push(Role::CoverageSiteShare);
        }
        for parameter in roles.into_iter().filter_map(|role| catalogue.role(role)) {
            self.parameters[parameter.row()] = true;
        }
    }

    /// Whether a marked number rests on the effect in `row`.
    fn is_needed(&self, catalogue: &Catalogue, row: usize) -> bool {
        let effect = &catalogue.effects[row];
        let of_parameter = |parameter: &ParameterIndex| self.parameters[parameter.row()];
        let of_role = |&role: &Role| catalogue.role(role).is_some_and(|parameter| of_parameter(&parameter));
        let of_control = |control: &ControlIndex| {
            (0..self.effects.len()).any(|other| self.effects[other] && catalogue.effects[other].control == *control)
        };
        effect.parameters.iter().any(of_parameter)
            || effect.record.selector.role_param.iter().any(of_role)
            || effect.limits.iter().any(of_control)
    }
}

/// Whether the magnitude of the effect in `row` can matter: the set has its control, or today's level does not say that nobody has.
pub(super) fn acts(catalogue: &Catalogue, coverage: &[Option<Coverage>], row: usize) -> bool {
    let effect = &catalogue.effects[row];
    effect.record.level_today.is_some()
        || effect.record.without.is_some()
        || matches!(coverage[effect.control.row()], Some(Coverage::Share(share)) if share > 0.0)
}
