//! City + control set + parameters -> effective numbers: the only reader of controls.
//!
//! A [`Posture`] belongs to one control set and one scenario. [`Posture::begin_draw`] starts a parameter draw; rows are computed when
//! first asked for and kept for the draw, so that fresh parameters cost what an incident asks for and never the size of the city.

mod activity;
mod asked;
mod context;
mod coverage;
mod parameters;
mod step;
mod strength;
mod world;

pub use asked::Asked;
pub use context::Context;
pub use coverage::{Share, covered};
pub use parameters::Parameters;
pub use step::{Chance, Place, SignalRow, StepRow, SystemFactor, Watched, alerted_role, system_uniform};
pub use strength::{Reach, Strength, Strengths, residual, strongest_first};
pub use world::{Uncertain, WorldDraw};

use std::sync::Arc;

use crate::city::{City, OrganisationRole};
use crate::control_set::Coverage;
use crate::ids::{EffectIndex, OrganisationIndex, ParameterIndex, TechniqueIndex};
use crate::kernel::{Distribution, Key, Purpose};
use crate::knowledge::{Activity, Catalogue, DeskField, EffectUnit, Factor, ImpactTarget, Range, Role, SignalClass};
use crate::words::Words;

/// What a control set changes besides coverage.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// Parameters replaced (`--set`, claims).
    pub parameters: Vec<(ParameterIndex, Distribution)>,
    /// Magnitudes claimed.
    pub magnitudes: Vec<(EffectIndex, Range)>,
}

/// Effective numbers of one control set under one parameter draw.
pub struct Posture {
    city: Arc<City>,
    catalogue: Arc<Catalogue>,
    parameters: Parameters,
    strengths: Strengths,
    groups: Vec<u16>,
    act_effects: Vec<EffectIndex>,
    rows: Vec<Option<Arc<StepRow>>>,
    rows_computed: u64,
    delays: Vec<f64>,
    impacts: Vec<f64>,
    patches: Vec<f64>,
    site_share: f64,
    scratch: Vec<(u16, f64)>,
}

/// Staffing of a desk under a control set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Staffing {
    /// Analysts.
    pub analysts: u16,
    /// Watched day and night.
    pub round_the_clock: bool,
}

impl Posture {
    /// The posture of a set given as coverage per control of `catalogue`.
    #[must_use]
    pub fn new(
        city: Arc<City>,
        catalogue: Arc<Catalogue>,
        coverage: Vec<Option<Coverage>>,
        overrides: Overrides,
    ) -> Self {
        let mut names: Vec<(&str, &str)> =
            catalogue.effects.iter().map(|e| (e.record.mechanism.as_str(), e.record.group.as_str())).collect();
        names.sort_unstable();
        names.dedup();
        let groups = catalogue
            .effects
            .iter()
            .map(|e| {
                let name = (e.record.mechanism.as_str(), e.record.group.as_str());
                u16::try_from(names.partition_point(|n| *n < name)).unwrap_or(u16::MAX)
            })
            .collect();
        let act_effects = step::act_effects(&catalogue);
        let strengths = Strengths::new(&catalogue, coverage, overrides.magnitudes);
        let parameters = Parameters::new(catalogue.clone(), &overrides.parameters);
        Self {
            delays: vec![f64::NAN; Activity::ALL.len() * OrganisationRole::ALL.len()],
            impacts: vec![f64::NAN; ImpactTarget::ALL.len() * (catalogue.techniques.len() + 1)],
            patches: vec![f64::NAN; catalogue.techniques.len()],
            city,
            catalogue,
            parameters,
            strengths,
            groups,
            act_effects,
            rows: Vec::new(),
            rows_computed: 0,
            site_share: 0.0,
            scratch: Vec::new(),
        }
    }

    /// Starts the parameter draw with key `key`.
    pub fn begin_draw(&mut self, key: Key) {
        self.parameters.begin_draw(key);
        self.strengths.begin_draw();
        self.rows.fill(None);
        self.delays.fill(f64::NAN);
        self.impacts.fill(f64::NAN);
        self.patches.fill(f64::NAN);
        // Made ready for whoever may ask: `asked` finds out who did.
        self.parameters.set_asking(parameters::Asking::Quietly);
        activity::scale_parameters(&self.catalogue, &mut self.parameters, &mut self.strengths);
        self.site_share = self.parameters.role(Role::CoverageSiteShare, 0.0);
        self.parameters.set_asking(parameters::Asking::Marks);
    }

    /// The row of `context`, cached under `slot` (a number that the caller keeps unique per context and scenario).
    pub fn row(&mut self, slot: usize, context: &Context, success: &[Factor], signals: &[SignalClass]) -> Arc<StepRow> {
        if slot >= self.rows.len() {
            self.rows.resize(slot + 1, None);
        }
        if let Some(row) = &self.rows[slot] {
            return row.clone();
        }
        let row = Arc::new(self.compute(context, success, signals));
        self.rows[slot] = Some(row.clone());
        row
    }

    fn compute(&mut self, context: &Context, success: &[Factor], signals: &[SignalClass]) -> StepRow {
        self.rows_computed += 1;
        let mut sources = step::Sources {
            parameters: &mut self.parameters,
            strengths: &mut self.strengths,
            catalogue: &self.catalogue,
            city: &self.city,
            groups: &self.groups,
            act_effects: &self.act_effects,
        };
        StepRow::compute(context, success, signals, &mut sources)
    }

    /// What was asked for in all draws so far, if there is anything new since this was last called.
    pub fn asked_anew(&mut self) -> Option<Asked> {
        let anew = self.parameters.take_asked_anew() | self.strengths.take_asked_anew();
        anew.then(|| {
            let (parameters, effects) = (self.parameters.asked().to_vec(), self.strengths.asked().to_vec());
            let mut asked = Asked { parameters, effects };
            asked.close(&self.catalogue, self.strengths.coverage());
            asked
        })
    }

    /// Takes every mark of [`asked_anew`](Self::asked_anew) away. Answers that are kept for the draw are not asked for again: begin a draw
    /// after this.
    pub fn forget_asked(&mut self) {
        self.parameters.forget_asked();
        self.strengths.forget_asked();
    }

    /// How many rows were computed since the posture was made.
    #[must_use]
    pub fn rows_computed(&self) -> u64 {
        self.rows_computed
    }

    /// Share of assets whose coverage goes by site.
    #[must_use]
    pub fn site_share(&self) -> f64 {
        self.site_share
    }

    /// The chances of `row` at `place`.
    pub fn chance(&mut self, row: &StepRow, place: &Place<'_>) -> Chance {
        row.chance(place, &mut self.scratch)
    }

    /// Chance that `signal` of `row` raises an alert at `place`: (each try, once per pair).
    pub fn alert(&mut self, row: &StepRow, signal: &SignalRow, watched: Watched, place: &Place<'_>) -> (f64, f64) {
        row.alert(signal, watched, place, &mut self.scratch)
    }

    /// The parameters of the draw.
    pub fn parameters(&mut self) -> &mut Parameters {
        &mut self.parameters
    }

    /// Factor on the delay of `activity` where an organisation of `role` does it.
    pub fn delay_factor(&mut self, activity: Activity, role: OrganisationRole) -> f64 {
        let slot = activity as usize * OrganisationRole::ALL.len() + role as usize;
        if self.delays[slot].is_nan() {
            self.delays[slot] =
                activity::delay_factor(&self.catalogue, &mut self.parameters, &mut self.strengths, activity, role);
        }
        self.delays[slot]
    }

    /// Factor on the patch time against `technique`.
    pub fn patch_factor(&mut self, technique: TechniqueIndex) -> f64 {
        if self.patches[technique.row()].is_nan() {
            self.patches[technique.row()] =
                activity::patch_factor(&self.catalogue, &mut self.parameters, &mut self.strengths, technique);
        }
        self.patches[technique.row()]
    }

    /// Factor on an impact of `technique` (`None`: of the incident as a whole).
    pub fn impact_factor(&mut self, target: ImpactTarget, technique: Option<TechniqueIndex>) -> f64 {
        let slot = target as usize * (self.catalogue.techniques.len() + 1) + technique.map_or(0, |t| t.row() + 1);
        if self.impacts[slot].is_nan() {
            self.impacts[slot] =
                activity::impact_factor(&self.catalogue, &mut self.parameters, &mut self.strengths, target, technique);
        }
        self.impacts[slot]
    }

    /// The desk of `organisation` in the incident with key `key`: effects with `desk=` raise hours and analysts where they reach.
    pub fn staffing(&mut self, key: Key, organisation: OrganisationIndex) -> Staffing {
        let city = self.city.clone();
        let office = &city.organisations[organisation.row()];
        let mut staffing = Staffing {
            analysts: office.analysts,
            round_the_clock: office.security_operations == crate::city::SecurityOperations::RoundTheClock,
        };
        let catalogue = self.catalogue.clone();
        for (row, effect) in catalogue.effects.iter().enumerate() {
            let selector = &effect.record.selector;
            if selector.desk.is_empty() || !(selector.role.is_empty() || selector.role.contains(&office.role)) {
                continue;
            }
            let strength = self.strengths.of(&mut self.parameters, &catalogue, EffectIndex::from_row(row));
            // Today's level is what the city's own tables say of its desks; only a share stated by the set adds to it.
            let Reach::Share(share) = strength.reach else { continue };
            let control = crate::knowledge::address(&effect.record.control);
            if key.unit(Purpose::Staffing, u32::from(organisation.0), control, 0) >= share {
                continue;
            }
            for field in &selector.desk {
                match field {
                    DeskField::Hours => staffing.round_the_clock = true,
                    DeskField::Analysts if effect.record.unit == EffectUnit::DetectionRateMultiplier => {
                        let wanted = libm::ceil(f64::from(office.analysts.max(1)) * (1.0 + strength.covered));
                        staffing.analysts = staffing.analysts.max(wanted.min(f64::from(u16::MAX)) as u16);
                    }
                    DeskField::Analysts => {}
                }
            }
        }
        staffing
    }

    /// Mean level at which effects of `signal` on readings reach input groups: how much of the checking (and of its false alarms) there is.
    pub fn checking_level(&mut self, signal: SignalClass) -> f64 {
        let catalogue = self.catalogue.clone();
        let mut level: f64 = 0.0;
        for (row, effect) in catalogue.effects.iter().enumerate() {
            if effect.record.selector.signal.contains(&signal)
                && effect.record.exposure == crate::knowledge::ExposureUnit::PerPair
            {
                let strength = self.strengths.of(&mut self.parameters, &catalogue, EffectIndex::from_row(row));
                level = level.max(strength.reach.mean());
            }
        }
        level
    }
}
