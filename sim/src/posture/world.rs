//! The uncertain numbers of the world, draw by draw, as a table of values: what the results are explained by.
//!
//! Values are the world's, before any control set changes them: they are the same in all sets. A bid's claim replaces a distribution and
//! not the draw, so that even then the order of the draws is right.

use std::sync::Arc;

use crate::ids::{ControlIndex, EffectIndex, ParameterIndex};
use crate::kernel::{Distribution, Key, Purpose};
use crate::knowledge::{Catalogue, Range, address};

use super::asked::Asked;
use super::parameters::Parameters;
use super::strength::pert;

/// One number that a parameter draw fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncertain {
    /// A parameter's level.
    Parameter(ParameterIndex),
    /// The magnitude of an effect.
    Magnitude(EffectIndex),
    /// Today's level of a control, drawn once for all its effects; the effect is the first that states one.
    LevelToday(ControlIndex, EffectIndex),
    /// The level without the control, of an effect on coverage.
    Without(EffectIndex),
}

fn varies(range: Range) -> bool {
    range.low < range.high
}

/// Draws the numbers of one catalogue.
pub struct WorldDraw {
    catalogue: Arc<Catalogue>,
    parameters: Parameters,
    key: Key,
}

impl WorldDraw {
    /// The world of `catalogue`, with parameters fixed for all sets.
    #[must_use]
    pub fn new(catalogue: Arc<Catalogue>, fixed: &[(ParameterIndex, Distribution)]) -> Self {
        Self { parameters: Parameters::new(catalogue.clone(), fixed), catalogue, key: Key([0, 0]) }
    }

    /// The numbers among `asked` in which draws differ: parameters in the catalogue's order, then effects in theirs.
    #[must_use]
    pub fn uncertain(&self, asked: &Asked) -> Vec<Uncertain> {
        let mut found = Vec::new();
        for row in (0..asked.parameters.len()).filter(|&row| asked.parameters[row]) {
            let parameter = ParameterIndex::from_row(row);
            if self.parameters.is_uncertain(parameter) {
                found.push(Uncertain::Parameter(parameter));
            }
        }
        let mut levels: Vec<ControlIndex> = Vec::new();
        for row in (0..asked.effects.len()).filter(|&row| asked.effects[row]) {
            let (index, effect) = (EffectIndex::from_row(row), &self.catalogue.effects[row]);
            if varies(effect.record.magnitude) {
                found.push(Uncertain::Magnitude(index));
            }
            if effect.record.level_today.is_some_and(varies) && !levels.contains(&effect.control) {
                levels.push(effect.control);
                found.push(Uncertain::LevelToday(effect.control, index));
            }
            if effect.record.without.is_some_and(varies) {
                found.push(Uncertain::Without(index));
            }
        }
        found
    }

    /// Starts the draw with key `key`.
    pub fn begin_draw(&mut self, key: Key) {
        self.key = key;
        self.parameters.begin_draw(key);
    }

    /// The value of `number` in this draw, in its own unit.
    pub fn value(&mut self, number: Uncertain) -> f64 {
        let effect = |index: EffectIndex| &self.catalogue.effects[index.row()];
        match number {
            Uncertain::Parameter(parameter) => self.parameters.world_level(parameter),
            Uncertain::Magnitude(index) => {
                pert(effect(index).record.magnitude, self.key.unit(Purpose::Magnitude, effect(index).hash, 0, 0))
            }
            Uncertain::LevelToday(control, index) => {
                let control = address(&self.catalogue.controls[control.row()].id);
                let u = self.key.unit(Purpose::Level, control, 0, 0);
                effect(index).record.level_today.map_or(0.0, |range| pert(range, u))
            }
            Uncertain::Without(index) => {
                let u = self.key.unit(Purpose::Without, effect(index).hash, 0, 0);
                effect(index).record.without.map_or(0.0, |range| pert(range, u))
            }
        }
    }
}
