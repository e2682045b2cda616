//! The numbers of the world under one parameter draw.
//!
//! # What happens
//! A parameter's variance has two parts: ignorance (we do not know the number) and chance (it differs from case to case). The row's
//! `ignorance_share` s says how much is ignorance. Both parts are standard normal scores, z = sqrt(s) z_draw + sqrt(1-s) z_chance,
//! and the parameter is its quantile at Φ(z): the marginal distribution is exactly the published one, whatever s.
//!
//! # Reads
//! Distributions (with `--set` and a bid's claims), effects on parameters (`param=`, `role_param=`).
//! # Draws
//! `Parameter`, once per draw and key; the chance part is drawn by the caller.
//! # Not modelled
//! Correlation between parameters: they are drawn independently.

use std::sync::Arc;

use crate::ids::ParameterIndex;
use crate::kernel::{Distribution, Key, Purpose, normal_cdf, normal_quantile};
use crate::knowledge::{Catalogue, Role};

/// What asking for a number does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asking {
    /// It is marked as used.
    Marks,
    /// Nothing: numbers are made ready that nobody may want.
    Quietly,
}

/// Levels and samples of parameters; see the module.
pub struct Parameters {
    catalogue: Arc<Catalogue>,
    distributions: Vec<Option<Distribution>>,
    key: Key,
    /// Uniform of the draw, NaN until asked for.
    uniform: Vec<f64>,
    /// Conditional median of the draw without `factor`, NaN until asked for.
    level: Vec<f64>,
    /// What state effects of the control set multiply the parameter by.
    factor: Vec<f64>,
    /// Asked for in any draw.
    asked: Vec<bool>,
    /// Marked since somebody last looked.
    asked_anew: bool,
    asking: Asking,
}

impl Parameters {
    /// Parameters of `catalogue`, some replaced by `overrides`.
    #[must_use]
    pub fn new(catalogue: Arc<Catalogue>, overrides: &[(ParameterIndex, Distribution)]) -> Self {
        let mut distributions: Vec<_> = catalogue.parameters.iter().map(|p| p.distribution).collect();
        for &(parameter, distribution) in overrides {
            distributions[parameter.row()] = Some(distribution);
        }
        let n = distributions.len();
        Self {
            catalogue,
            distributions,
            key: Key([0, 0]),
            uniform: vec![f64::NAN; n],
            level: vec![f64::NAN; n],
            factor: vec![1.0; n],
            asked: vec![false; n],
            asked_anew: false,
            asking: Asking::Marks,
        }
    }

    fn ask(&mut self, row: usize) {
        if !self.asked[row] && self.asking == Asking::Marks {
            self.asked[row] = true;
            self.asked_anew = true;
        }
    }

    /// What asking does from now on.
    pub(super) fn set_asking(&mut self, asking: Asking) {
        self.asking = asking;
    }

    /// What asking does now.
    pub(super) fn asking(&self) -> Asking {
        self.asking
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

    /// The parameter as the world has it in this draw: its level before controls, in its own unit, chance at its median.
    pub fn world_level(&mut self, parameter: ParameterIndex) -> f64 {
        self.raw(parameter.row(), 0.5)
    }

    /// Whether draws differ in it.
    #[must_use]
    pub fn is_uncertain(&self, parameter: ParameterIndex) -> bool {
        let row = parameter.row();
        let fixed = matches!(self.distributions[row], None | Some(Distribution::Fixed { .. }));
        !fixed && self.catalogue.parameters[row].record.ignorance_share > 0.0
    }

    /// Starts the draw whose key is `key`: forgets everything drawn and every factor.
    pub fn begin_draw(&mut self, key: Key) {
        self.key = key;
        self.uniform.fill(f64::NAN);
        self.level.fill(f64::NAN);
        self.factor.fill(1.0);
    }

    /// Multiplies `parameter` by what a state effect makes of it, for this draw.
    pub fn scale(&mut self, parameter: ParameterIndex, factor: f64) {
        self.factor[parameter.row()] *= factor;
    }

    /// The key of the draw.
    #[must_use]
    pub fn key(&self) -> Key {
        self.key
    }

    fn uniform(&mut self, row: usize) -> f64 {
        if self.uniform[row].is_nan() {
            self.uniform[row] = self.key.unit(Purpose::Parameter, self.catalogue.parameters[row].hash, 0, 0);
        }
        self.uniform[row]
    }

    /// The parameter as a standing level, in its own unit: what the draw fixes, chance at its median. Chances are capped at 1.
    pub fn level(&mut self, parameter: ParameterIndex) -> f64 {
        let row = parameter.row();
        self.ask(row);
        if self.level[row].is_nan() {
            self.level[row] = self.raw(row, 0.5);
        }
        self.capped(row, self.level[row] * self.factor[row])
    }

    /// One case of the parameter, in its own unit; `u` is the case's own uniform.
    pub fn sample(&mut self, parameter: ParameterIndex, u: f64) -> f64 {
        let row = parameter.row();
        self.ask(row);
        let raw = self.raw(row, u);
        self.capped(row, raw * self.factor[row])
    }

    fn raw(&mut self, row: usize, u: f64) -> f64 {
        let Some(distribution) = self.distributions[row] else { return 0.0 };
        if let Distribution::Fixed { .. } = distribution {
            return distribution.quantile(0.5);
        }
        let share = self.catalogue.parameters[row].record.ignorance_share;
        if share >= 1.0 {
            let u_draw = self.uniform(row);
            distribution.quantile(u_draw)
        } else if share <= 0.0 {
            distribution.quantile(u)
        } else {
            let z_draw = normal_quantile(self.uniform(row));
            let z = libm::sqrt(share) * z_draw + libm::sqrt(1.0 - share) * normal_quantile(u);
            match distribution {
                // Saves the way through Φ and back.
                Distribution::Lognormal { mu, sigma } => libm::exp(mu + sigma * z),
                other => other.quantile(normal_cdf(z).clamp(1e-15, 1.0 - 1e-15)),
            }
        }
    }

    fn capped(&self, row: usize, value: f64) -> f64 {
        use crate::knowledge::ParameterUnit::{Fraction, Probability};
        match self.catalogue.parameters[row].unit {
            Probability | Fraction => value.clamp(0.0, 1.0),
            _ => value,
        }
    }

    /// One case in hours: durations are converted, rates are inverted (a rate of 0 never happens: infinity).
    pub fn sample_h(&mut self, parameter: ParameterIndex, u: f64) -> f64 {
        let unit = self.catalogue.parameters[parameter.row()].unit;
        let value = self.sample(parameter, u);
        match (unit.hours(), unit.per_hour()) {
            (Some(hours), _) => value * hours,
            (None, Some(per_hour)) => {
                let rate = value * per_hour;
                if rate > 0.0 { 1.0 / rate } else { f64::INFINITY }
            }
            (None, None) => value,
        }
    }

    /// The parameter's time in hours as (distribution, factor), where nothing but chance is in it and no draw fixes a part.
    pub fn closed_form_h(&mut self, parameter: ParameterIndex) -> Option<(Distribution, f64)> {
        let row = parameter.row();
        self.ask(row);
        let entry = &self.catalogue.parameters[row];
        let hours = entry.unit.hours()?;
        let distribution = self.distributions[row]?;
        let fixed = matches!(distribution, Distribution::Fixed { .. });
        (fixed || entry.record.ignorance_share <= 0.0).then_some((distribution, hours * self.factor[row]))
    }

    /// The level as a rate per hour.
    pub fn level_per_h(&mut self, parameter: ParameterIndex) -> f64 {
        let per_hour = self.catalogue.parameters[parameter.row()].unit.per_hour().unwrap_or(1.0);
        self.level(parameter) * per_hour
    }

    /// Level of the parameter that plays `role`, in its own unit, or `absent`.
    pub fn role(&mut self, role: Role, absent: f64) -> f64 {
        self.catalogue.role(role).map_or(absent, |parameter| self.level(parameter))
    }

    /// One case, in hours, of the parameter that plays `role`; `None` if this world has none.
    pub fn role_h(&mut self, role: Role, u: f64) -> Option<f64> {
        self.catalogue.role(role).map(|parameter| self.sample_h(parameter, u))
    }

    /// Rate per hour of the parameter that plays `role`; 0 if this world has none.
    pub fn role_per_h(&mut self, role: Role) -> f64 {
        self.catalogue.role(role).map_or(0.0, |parameter| self.level_per_h(parameter))
    }

    /// The catalogue.
    #[must_use]
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.catalogue
    }
}
