//! The effective numbers of one act: chance by unit of exposure, time, signals and race.
//!
//! # What happens
//! A row is computed when a context is first asked for in a parameter draw and kept for the draw. Effective chance = parameter x
//! r(set) / r(today). What a ratio above 1 adds to a factor that is already certain spills over to the next finer unit (system, then
//! pair, then try), so that the chance of the whole step is the parameter's times the ratio, capped at 1.
//! Where a technique's success has a factor per system, effects per pair act on that factor: one system is open or it is not, and the
//! same fact is not counted twice.
//!
//! # Reads
//! Effects of mechanism prevent, limit, slow and detect that no parameter, activity or measure binds elsewhere.
//! # Sources
//! MODEL section 3.

use crate::city::City;
use crate::ids::{AssetIndex, ControlIndex, EffectIndex};
use crate::kernel::{Key, Purpose};
use crate::knowledge::{Catalogue, EffectUnit, ExposureUnit, Mechanism, Role, SignalClass, SuccessUnit, address};

use super::context::Context;
use super::coverage::{Share, covered};
use super::parameters::Parameters;
use super::strength::{Reach, Strengths, residual};

/// A factor of success drawn once per system (zone).
#[derive(Clone, Copy, Debug)]
pub struct SystemFactor {
    /// Address of its draw: hash of the parameter's key (and 1 for the complement).
    pub address: u32,
    /// Level.
    pub level: f64,
}

/// An effect that reaches only a share of the assets.
#[derive(Clone, Copy, Debug)]
struct Partial {
    reach: Share,
    strength: f64,
    group: u16,
}

/// Effects of one unit of exposure: those that act everywhere and those that reach a share.
#[derive(Clone, Debug, Default)]
struct Barrier {
    everywhere: Vec<(u16, f64)>,
    partial: Vec<Partial>,
    /// Residual when no partial effect reaches the asset.
    open: f64,
    /// Residual today.
    today: f64,
}

impl Barrier {
    fn close(&mut self, today: &mut [(u16, f64)], delta: f64, floor: f64) {
        self.open = residual(&mut self.everywhere, delta, floor);
        self.today = residual(today, delta, floor);
    }

    /// Residual of this set on `asset`.
    fn residual(&self, place: &Place<'_>, scratch: &mut Vec<(u16, f64)>, delta: f64, floor: f64) -> f64 {
        if self.partial.is_empty() {
            return self.open;
        }
        scratch.clear();
        scratch.extend_from_slice(&self.everywhere);
        for p in &self.partial {
            if covered(place.key, place.city, place.asset, p.reach, place.site_share) {
                scratch.push((p.group, p.strength));
            }
        }
        residual(scratch, delta, floor)
    }
}

/// Where an act takes place.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// Key of the replication.
    pub key: Key,
    /// The city.
    pub city: &'a City,
    /// The target.
    pub asset: AssetIndex,
    /// Share of assets whose coverage goes by site.
    pub site_share: f64,
}

/// Chance that one signal raises an alert.
#[derive(Clone, Debug)]
pub struct SignalRow {
    /// Class.
    pub class: SignalClass,
    /// What the catalogue says of today, odds multipliers applied; `None`: only controls notice.
    base: Option<f64>,
    per_try: Barrier,
    per_pair: Barrier,
}

/// Numbers of one context.
#[derive(Clone, Debug)]
pub struct StepRow {
    system: Vec<SystemFactor>,
    base_try: f64,
    base_pair: f64,
    base_incident: f64,
    per_try: Barrier,
    per_pair: Barrier,
    per_incident: Barrier,
    /// Factor on the attacker's time.
    pub time_factor: f64,
    signals: Vec<SignalRow>,
    delta: f64,
    floor: f64,
}

/// The chances of one act on one asset.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// Threshold of the first system factor after controls (1 if there is none); the others stand in [`StepRow::systems`].
    pub system: f64,
    /// Once per target and technique.
    pub pair: f64,
    /// Once per incident.
    pub incident: f64,
    /// Each try.
    pub each: f64,
}

fn is_act_effect(effect: &crate::knowledge::Effect) -> bool {
    let s = &effect.record.selector;
    s.activity.is_empty()
        && s.measure.is_empty()
        && s.limits.is_empty()
        && s.param.is_empty()
        && s.role_param.is_empty()
        && s.desk.is_empty()
}

/// The role that carries today's chance of an alert per signal class.
#[must_use]
pub fn alerted_role(signal: SignalClass) -> Role {
    match signal {
        SignalClass::LoginFailure => Role::AlertedLoginFailure,
        SignalClass::NewPeer => Role::AlertedNewPeer,
        SignalClass::Process => Role::AlertedProcess,
        SignalClass::ConfigChange => Role::AlertedConfigChange,
        SignalClass::DataAnomaly => Role::AlertedDataAnomaly,
        SignalClass::Traffic => Role::AlertedTraffic,
        SignalClass::Exfiltration => Role::AlertedExfiltration,
        SignalClass::Encryption => Role::AlertedEncryption,
        SignalClass::Physical => Role::AlertedPhysical,
        SignalClass::Mail => Role::AlertedMail,
        SignalClass::WrongOutput => Role::AlertedWrongOutput,
        SignalClass::PolicyDeviation => Role::AlertedPolicyDeviation,
    }
}

/// What rows are computed from.
pub(super) struct Sources<'a> {
    /// Parameters of the draw.
    pub parameters: &'a mut Parameters,
    /// Strengths of the draw.
    pub strengths: &'a mut Strengths,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The city.
    pub city: &'a City,
    /// Group of each effect.
    pub groups: &'a [u16],
    /// Effects that act on acts, in order.
    pub act_effects: &'a [EffectIndex],
}

/// The effects that [`StepRow::compute`] looks at.
#[must_use]
pub(super) fn act_effects(catalogue: &Catalogue) -> Vec<EffectIndex> {
    (0..catalogue.effects.len())
        .filter(|&row| is_act_effect(&catalogue.effects[row]))
        .map(EffectIndex::from_row)
        .collect()
}

struct Gathered {
    barrier: Barrier,
    today: Vec<(u16, f64)>,
}

impl Gathered {
    fn new() -> Self {
        Self { barrier: Barrier::default(), today: Vec::new() }
    }

    fn add(&mut self, sources: &mut Sources<'_>, index: EffectIndex) {
        let control: ControlIndex = sources.catalogue.effects[index.row()].control;
        let strength = sources.strengths.of(sources.parameters, sources.catalogue, index);
        let group = sources.groups[index.row()];
        if let Some(today) = strength.today {
            self.today.push((group, today));
        }
        match strength.reach {
            Reach::Mean(level) => self.barrier.everywhere.push((group, strength.covered * level)),
            Reach::Share(share) if share >= 1.0 => self.barrier.everywhere.push((group, strength.covered)),
            Reach::Share(share) if share > 0.0 => self.barrier.partial.push(Partial {
                reach: Share {
                    control: address(&sources.catalogue.controls[control.row()].id),
                    share,
                    listed_only: sources.strengths.has_cap(control),
                },
                strength: strength.covered,
                group,
            }),
            Reach::Share(_) => {}
        }
    }

    fn close(mut self, delta: f64, floor: f64) -> Barrier {
        self.barrier.close(&mut self.today, delta, floor);
        self.barrier
    }
}

impl StepRow {
    /// Computes the row of `context`, for success factors `success` (a technique's or a step's own).
    pub(super) fn compute(
        context: &Context,
        success: &[crate::knowledge::Factor],
        signals: &[SignalClass],
        sources: &mut Sources<'_>,
    ) -> Self {
        let delta = sources.parameters.role(Role::OverlapDelta, 0.0);
        let floor = sources.parameters.role(Role::ResidualFloor, 0.0);
        let (mut base_try, mut base_pair, mut base_incident) = (1.0, 1.0, 1.0);
        let mut system = Vec::new();
        for factor in success {
            let level = sources.parameters.level(factor.parameter);
            let level = if factor.complement { 1.0 - level } else { level };
            match factor.unit {
                SuccessUnit::Try => base_try *= level,
                SuccessUnit::Pair => base_pair *= level,
                SuccessUnit::Incident => base_incident *= level,
                SuccessUnit::System => system.push(SystemFactor {
                    address: sources.catalogue.parameters[factor.parameter.row()]
                        .hash
                        .wrapping_add(u32::from(factor.complement)),
                    level,
                }),
            }
        }
        let (mut per_try, mut per_pair, mut per_incident) = (Gathered::new(), Gathered::new(), Gathered::new());
        let (mut slow_set, mut slow_today) = (Vec::new(), Vec::new());
        let mut watchers = Vec::new();
        for &index in sources.act_effects {
            let effect = &sources.catalogue.effects[index.row()];
            if !context.admits(effect, sources.city, sources.catalogue) {
                continue;
            }
            let into = match (effect.record.mechanism, effect.record.unit) {
                (Mechanism::Detect, _) => {
                    watchers.push(index);
                    continue;
                }
                (_, EffectUnit::AttackerDelayMultiplier) => {
                    let strength = sources.strengths.of(sources.parameters, sources.catalogue, index);
                    slow_set.push(strength.mean());
                    slow_today.push(strength.today.unwrap_or(0.0));
                    continue;
                }
                // A block or a rate needs a technique, an effect or a cause to act on: without, it would act on everything.
                (_, EffectUnit::ProbabilityBlocked | EffectUnit::RateMultiplier)
                    if !effect.techniques.is_empty()
                        || !effect.record.selector.effect.is_empty()
                        || !effect.record.selector.cause.is_empty()
                        || !effect.record.selector.link.is_empty() =>
                {
                    match effect.record.exposure {
                        ExposureUnit::PerTry => &mut per_try,
                        ExposureUnit::PerPair | ExposureUnit::State => &mut per_pair,
                        ExposureUnit::PerIncident => &mut per_incident,
                    }
                }
                _ => continue,
            };
            into.add(sources, index);
        }
        let signals =
            signals.iter().map(|&class| SignalRow::compute(class, &watchers, sources, delta, floor)).collect();
        Self {
            system,
            base_try,
            base_pair,
            base_incident,
            per_try: per_try.close(delta, floor),
            per_pair: per_pair.close(delta, floor),
            per_incident: per_incident.close(delta, floor),
            time_factor: lengthened(&mut slow_set, delta) / lengthened(&mut slow_today, delta),
            signals,
            delta,
            floor,
        }
    }

    /// Factors drawn once per system; the threshold of the first is [`Chance::system`].
    #[must_use]
    pub fn systems(&self) -> &[SystemFactor] {
        &self.system
    }

    /// Whether the numbers are the same on every asset of the class.
    #[must_use]
    pub fn is_uniform(&self) -> bool {
        self.per_try.partial.is_empty() && self.per_pair.partial.is_empty() && self.per_incident.partial.is_empty()
    }

    /// The chances on the asset at `place`.
    #[must_use]
    pub fn chance(&self, place: &Place<'_>, scratch: &mut Vec<(u16, f64)>) -> Chance {
        let mut ratio = |barrier: &Barrier| barrier.residual(place, scratch, self.delta, self.floor) / barrier.today;
        let pair_ratio = ratio(&self.per_pair);
        let mut each = self.base_try * ratio(&self.per_try);
        let mut incident = self.base_incident * ratio(&self.per_incident);
        let (mut system, mut pair) = (1.0, self.base_pair);
        match self.system.first() {
            Some(first) => system = first.level * pair_ratio,
            None => pair *= pair_ratio,
        }
        if system > 1.0 {
            pair *= system;
            system = 1.0;
        }
        if pair > 1.0 {
            each *= pair;
            pair = 1.0;
        }
        if incident > 1.0 {
            each *= incident;
            incident = 1.0;
        }
        Chance { system, pair, incident, each: each.min(1.0) }
    }

    /// The signals of a try.
    #[must_use]
    pub fn signals(&self) -> &[SignalRow] {
        &self.signals
    }

    /// Chance that one `signal` on the asset at `place` raises an alert: (each try anew, once per pair).
    #[must_use]
    pub fn alert(
        &self,
        signal: &SignalRow,
        watched: Watched,
        place: &Place<'_>,
        scratch: &mut Vec<(u16, f64)>,
    ) -> (f64, f64) {
        let per_try = signal.per_try.residual(place, scratch, self.delta, 0.0);
        let base = signal.base.filter(|_| watched == Watched::ByItsOperator);
        let each = match base {
            Some(base) if signal.per_try.today > 0.0 => 1.0 - ((1.0 - base) * per_try / signal.per_try.today).min(1.0),
            Some(base) => base,
            None => 1.0 - per_try,
        };
        (each, 1.0 - signal.per_pair.residual(place, scratch, self.delta, 0.0))
    }
}

/// Who reads the alerts about an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watched {
    /// The operator's own desk: the world's figures of such estates hold, and controls change them.
    ByItsOperator,
    /// Another organisation's desk: it sees what controls send it, nothing else.
    ByAnother,
}

impl SignalRow {
    fn compute(
        class: SignalClass,
        watchers: &[EffectIndex],
        sources: &mut Sources<'_>,
        delta: f64,
        _floor: f64,
    ) -> Self {
        let (mut per_try, mut per_pair) = (Gathered::new(), Gathered::new());
        let (mut odds_set, mut odds_today) = (Vec::new(), Vec::new());
        for &index in watchers {
            let effect = &sources.catalogue.effects[index.row()];
            if !Context::admits_signal(effect, class) {
                continue;
            }
            match effect.record.unit {
                EffectUnit::DetectionRateMultiplier => {
                    let strength = sources.strengths.of(sources.parameters, sources.catalogue, index);
                    odds_set.push(strength.mean());
                    odds_today.push(strength.today.unwrap_or(0.0));
                }
                EffectUnit::DetectionProbabilityPerEvent if effect.record.exposure == ExposureUnit::PerPair => {
                    per_pair.add(sources, index);
                }
                EffectUnit::DetectionProbabilityPerEvent => per_try.add(sources, index),
                _ => {}
            }
        }
        let base = sources.catalogue.role(alerted_role(class)).map(|parameter| {
            let p = sources.parameters.level(parameter);
            let ratio = lengthened(&mut odds_set, delta) / lengthened(&mut odds_today, delta);
            // Multiplied are the odds, so that the chance stays below 1.
            p * ratio / (1.0 - p + p * ratio)
        });
        // Monitors are independent chances: they do not share a floor with barriers.
        Self { class, base, per_try: per_try.close(delta, 0.0), per_pair: per_pair.close(delta, 0.0) }
    }
}

/// Multipliers of at least 1 on one quantity: the strongest counts in full, the rest is discounted by delta.
fn lengthened(extra: &mut [f64], delta: f64) -> f64 {
    extra.sort_by(|a, b| b.total_cmp(a));
    let mut factor = 1.0;
    for (i, &e) in extra.iter().enumerate() {
        factor *= if i == 0 { 1.0 + e } else { 1.0 + delta * e };
    }
    factor
}

/// The uniform that decides a system factor for the zone of a target; one for all assets of the zone.
#[must_use]
pub fn system_uniform(key: Key, zone: u16, factor: SystemFactor) -> f64 {
    key.unit(Purpose::SystemBarrier, u32::from(zone), factor.address, 0)
}
