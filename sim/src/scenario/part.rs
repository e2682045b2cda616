//! Which part a control plays in a scenario, by what the rows say: for the matrix of risks, controls and scenarios.
//!
//! # What happens
//! An effect acts in a scenario if its selector meets one of the steps (technique, link, kind of asset, cause, signal, how readings are
//! falsified, kind of attacker), the response that follows every recognition, or a harm that the steps can do. A control whose effects
//! only widen, keep up or hold together other controls supports, where one of those acts.
//! # Reads
//! Records, never a compiled city: the words `zone`, `category`, `operator`, `role`, `tag`, `medium`, `crosses` and `class` are taken as
//! met. Play decides; this says what can be asked for.

use std::collections::BTreeSet;

use crate::city::AssetKind;
use crate::knowledge::{
    Activity, CatalogueRecords, Cause, EffectRecord, EffectSelector, ImpactTarget, LinkKind, SpoofKind,
    TechniqueEffect, TechniqueRecord,
};
use crate::words;
use crate::words::Words as _;

use super::{ScenarioRecord, StepRecord};

/// Techniques to which the checks at the receiving ends of flows are bound: see the incident's `integrity`.
const GENUINE_LIE: &str = "taint_hop";
const ALTERED: &str = "altered_hop";

words!(
    /// The part that a control plays in a scenario, weakest first.
    Part, "part" {
        /// Nothing in the catalogue simulates it.
        NotSimulated = "not_simulated",
        /// It is simulated and finds nothing to act on here.
        Nothing = "nothing",
        /// It acts on what is shown and never judged (trust).
        Shown = "shown",
        /// It widens or keeps up other controls that act.
        Supports = "supports",
        /// It acts itself.
        Acts = "acts",
    }
);

/// A scenario as selectors see it.
pub struct Played<'a> {
    catalogue: &'a CatalogueRecords,
    scenario: &'a ScenarioRecord,
    steps: Vec<(&'a StepRecord, &'a TechniqueRecord)>,
    parameters: BTreeSet<&'a str>,
    acting: BTreeSet<&'a str>,
}

impl<'a> Played<'a> {
    /// `scenario` as told with the techniques of `catalogue`.
    #[must_use]
    pub fn new(catalogue: &'a CatalogueRecords, scenario: &'a ScenarioRecord) -> Self {
        let technique = |id: &str| catalogue.techniques.iter().find(|technique| technique.id == id);
        let steps: Vec<_> =
            scenario.steps.iter().filter_map(|step| Some((step, technique(&step.technique)?))).collect();
        let mut parameters = BTreeSet::new();
        for (step, technique) in &steps {
            let success = step.success.as_ref().unwrap_or(&technique.success);
            parameters.extend(success.iter().map(|factor| factor.parameter.as_str()));
            let time = step.time.as_ref().unwrap_or(&technique.time);
            parameters.extend(time.iter().chain(&technique.race).map(String::as_str));
            parameters.insert(technique.rounds.as_str());
        }
        let mut played = Self { catalogue, scenario, steps, parameters, acting: BTreeSet::new() };
        played.acting = catalogue
            .effects
            .iter()
            .filter(|effect| played.part_of(effect) == Part::Acts)
            .map(|effect| effect.control.as_str())
            .collect();
        played
    }

    /// The part of `control`: that of its strongest effect.
    #[must_use]
    pub fn part(&self, control: &str) -> Part {
        let effects = self.catalogue.effects.iter().filter(|effect| effect.control == control);
        effects.map(|effect| self.part_of(effect)).max().unwrap_or(Part::NotSimulated)
    }

    /// Techniques of the scenario that `effect` meets, each once, in order of steps.
    #[must_use]
    pub fn techniques_met(&self, effect: &EffectRecord) -> Vec<&'a str> {
        let mut met = Vec::new();
        for (step, technique) in &self.steps {
            if self.meets(&effect.selector, step, technique) && !met.contains(&technique.id.as_str()) {
                met.push(technique.id.as_str());
            }
        }
        met
    }

    fn part_of(&self, effect: &EffectRecord) -> Part {
        let selector = &effect.selector;
        if !selector.limits.is_empty() {
            let supported = |id: &String| id == "all" || self.acting.contains(id.as_str());
            return if selector.limits.iter().any(supported) { Part::Supports } else { Part::Nothing };
        }
        if selector.measure == [ImpactTarget::Trust] {
            return Part::Shown;
        }
        let parameter = |key: &String| self.parameters.contains(key.as_str());
        let met = if !selector.param.is_empty() {
            selector.param.iter().any(parameter)
        } else if !selector.role_param.is_empty() || !selector.desk.is_empty() {
            true
        } else if !selector.activity.is_empty() {
            selector.activity.iter().any(|&activity| self.happens(activity, selector))
        } else if !selector.measure.is_empty() {
            selector.measure.iter().any(|&measure| self.harms(measure, selector))
        } else {
            self.steps.iter().any(|(step, technique)| self.meets(selector, step, technique))
        };
        if met { Part::Acts } else { Part::Nothing }
    }

    /// Whether the selector meets this step.
    fn meets(&self, selector: &EffectSelector, step: &StepRecord, technique: &TechniqueRecord) -> bool {
        let names = |id: &str| selector.technique.iter().any(|name| name == id);
        let own = selector.technique.is_empty() || names(&technique.id);
        let hop = (names(ALTERED) && alters(step, technique))
            || (names(GENUINE_LIE) && falsifies(technique) && !alters(step, technique));
        let link = selector.link.is_empty() || selector.link.contains(&step.over);
        let asset = selector.asset.is_empty() || aims_at(step, &selector.asset);
        let effect = selector.effect.is_empty() || selector.effect.contains(&technique.effect);
        let cause = selector.cause.is_empty() || technique.cause.is_some_and(|cause| selector.cause.contains(&cause));
        let signal = selector.signal.is_empty() || technique.signals.iter().any(|s| selector.signal.contains(s));
        let spoof = selector.spoof.is_empty() || spoof_of(step, technique).is_some_and(|s| selector.spoof.contains(&s));
        let attacker = selector.attacker.is_empty()
            || self.scenario.attacker.as_ref().is_some_and(|a| selector.attacker.contains(&a.kind));
        // What is checked at the end of a flow is checked at its sink, whatever the step aimed at.
        cause && signal && spoof && attacker && ((own && link && asset && effect) || hop)
    }

    /// Whether an activity of response or recovery takes place that the selector's techniques do not rule out.
    fn happens(&self, activity: Activity, selector: &EffectSelector) -> bool {
        use TechniqueEffect::{Administrator, Command, Disrupt, Encrypt, Foothold, Publish};
        let any = |effects: &[TechniqueEffect]| self.steps.iter().any(|(_, t)| effects.contains(&t.effect));
        match activity {
            Activity::Patch => self.steps.iter().any(|(step, technique)| {
                technique.race.iter().any(|key| !key.is_empty()) && self.meets(selector, step, technique)
            }),
            Activity::Restore | Activity::Rebuild => any(&[Foothold, Administrator, Encrypt, Disrupt]),
            Activity::Replace => {
                let visited = |(step, technique): &(&StepRecord, &TechniqueRecord)| {
                    aims_at(step, &FIELD) || technique.cause == Some(Cause::Hazard)
                };
                self.steps.iter().any(visited) || any(&[Command])
            }
            Activity::Reconnect => self.scenario.attacker.is_some(),
            Activity::DataRepair => self.steps.iter().any(|(_, technique)| falsifies(technique)),
            Activity::TakeDown => any(&[Publish]),
            _ => true,
        }
    }

    /// Whether a harm that the selector scales can come about.
    fn harms(&self, measure: ImpactTarget, selector: &EffectSelector) -> bool {
        use TechniqueEffect::{Command, Disrupt, Encrypt, Exfiltrate, Publish};
        let any = |harmful: &dyn Fn(&TechniqueRecord) -> bool| {
            self.steps.iter().any(|(step, technique)| harmful(technique) && self.meets(selector, step, technique))
        };
        let narrows = !(selector.technique.is_empty() && selector.effect.is_empty() && selector.cause.is_empty());
        match measure {
            // What the response stops is lost in any scenario.
            ImpactTarget::ServiceUserHours if !narrows => true,
            ImpactTarget::ServiceUserHours | ImpactTarget::ResidualDamage => {
                any(&|technique| matches!(technique.effect, Disrupt | Encrypt))
            }
            ImpactTarget::RecordsExposed => any(&|technique| matches!(technique.effect, Exfiltrate | Publish)),
            ImpactTarget::WrongDecisionHours => any(&falsifies),
            ImpactTarget::UnsafeCommands => any(&|technique| technique.effect == Command),
            ImpactTarget::Trust => false,
        }
    }
}

/// Devices that a crew visits.
const FIELD: [AssetKind; 3] = [AssetKind::Sensor, AssetKind::Actuator, AssetKind::Camera];

fn falsifies(technique: &TechniqueRecord) -> bool {
    matches!(technique.effect, TechniqueEffect::Spoof | TechniqueEffect::AlterStore)
}

/// Data altered on their way or where they lay, against the lie of a genuine sender.
fn alters(step: &StepRecord, technique: &TechniqueRecord) -> bool {
    technique.effect == TechniqueEffect::AlterStore
        || (technique.effect == TechniqueEffect::Spoof && (step.flow.is_some() || step.over == LinkKind::Feed))
}

/// How a step falsifies readings; where it does not say: a constant offset.
fn spoof_of(step: &StepRecord, technique: &TechniqueRecord) -> Option<SpoofKind> {
    falsifies(technique).then(|| step.spoof.unwrap_or(SpoofKind::Offset))
}

/// Whether a step may aim at one of these kinds: at `at`, or for flows at where they end.
fn aims_at(step: &StepRecord, kinds: &[AssetKind]) -> bool {
    let named = step.flow.as_ref().map_or(&step.at.kind, |(_, to)| &to.kind);
    let kind = |text: &String| AssetKind::parse(text.split(':').next().unwrap_or(text));
    named.is_empty() || named.iter().filter_map(kind).any(|kind| kinds.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{SignalClass, testing::TinyCatalogue};
    use crate::scenario::testing::TinyScenario;

    /// A catalogue with control C-1 whose one effect has this selector, and technique `t` that leaves a signal of a process.
    fn part(selector: EffectSelector, change: impl FnOnce(&mut StepRecord, &mut TechniqueRecord)) -> Part {
        let mut records = TinyCatalogue::new().technique("t").control("C-1").effect("C-1", "C-1/a").records();
        records.effects[0].selector = selector;
        records.techniques[0].signals = vec![SignalClass::Process];
        let mut scenario = TinyScenario::new().step("s", "t").record();
        change(&mut scenario.steps[0], &mut records.techniques[0]);
        Played::new(&records, &scenario).part("C-1")
    }

    fn technique(id: &str) -> EffectSelector {
        EffectSelector { technique: vec![id.into()], ..EffectSelector::default() }
    }

    #[test]
    fn an_effect_acts_on_the_techniques_that_it_names() {
        assert_eq!(part(technique("t"), |_, _| {}), Part::Acts);
        assert_eq!(part(technique("u"), |_, _| {}), Part::Nothing);
        let sensors = EffectSelector { asset: vec![AssetKind::Sensor], ..technique("t") };
        assert_eq!(part(sensors.clone(), |step, _| step.at.kind = vec!["server".into()]), Part::Nothing);
        assert_eq!(part(sensors, |step, _| step.at.kind = vec!["sensor:rain".into()]), Part::Acts);
    }

    #[test]
    fn a_check_at_the_receiving_end_tells_a_lie_from_an_alteration() {
        let altered = |step: &mut StepRecord, technique: &mut TechniqueRecord| {
            technique.effect = TechniqueEffect::AlterStore;
            step.at.kind = vec!["server".into()];
        };
        let lie = |_: &mut StepRecord, technique: &mut TechniqueRecord| technique.effect = TechniqueEffect::Spoof;
        assert_eq!(part(technique("altered_hop"), altered), Part::Acts);
        assert_eq!(part(technique("altered_hop"), lie), Part::Nothing);
        assert_eq!(part(technique("taint_hop"), lie), Part::Acts);
        assert_eq!(part(technique("taint_hop"), altered), Part::Nothing);
    }

    #[test]
    fn an_upkeep_supports_only_what_acts() {
        let mut records = TinyCatalogue::new()
            .technique("t")
            .control("C-1")
            .effect("C-1", "C-1/a")
            .control("C-2")
            .effect("C-2", "C-2/a")
            .control("C-3")
            .records();
        let scenario = TinyScenario::new().step("s", "t").record();
        records.effects[0].selector = technique("t");
        records.effects[1].selector = EffectSelector { limits: vec!["C-1".into()], ..EffectSelector::default() };
        let parts = |records: &CatalogueRecords| {
            let played = Played::new(records, &scenario);
            ["C-1", "C-2", "C-3"].map(|control| played.part(control))
        };
        assert_eq!(parts(&records), [Part::Acts, Part::Supports, Part::NotSimulated]);
        records.effects[0].selector = technique("u");
        assert_eq!(parts(&records), [Part::Nothing, Part::Nothing, Part::NotSimulated]);
    }

    #[test]
    fn deciding_happens_in_every_response_and_patching_only_where_there_is_a_race() {
        let activity = |activity| EffectSelector { activity: vec![activity], ..EffectSelector::default() };
        assert_eq!(part(activity(Activity::Decide), |_, _| {}), Part::Acts);
        assert_eq!(part(activity(Activity::Patch), |_, _| {}), Part::Nothing);
        let race = |_: &mut StepRecord, technique: &mut TechniqueRecord| technique.race = vec!["found".into()];
        assert_eq!(part(activity(Activity::Patch), race), Part::Acts);
    }

    #[test]
    fn trust_is_shown_and_harm_needs_somebody_who_does_it() {
        let measure = |measure| EffectSelector { measure: vec![measure], ..EffectSelector::default() };
        assert_eq!(part(measure(ImpactTarget::Trust), |_, _| {}), Part::Shown);
        assert_eq!(part(measure(ImpactTarget::RecordsExposed), |_, _| {}), Part::Nothing);
        let takes =
            |_: &mut StepRecord, technique: &mut TechniqueRecord| technique.effect = TechniqueEffect::Exfiltrate;
        assert_eq!(part(measure(ImpactTarget::RecordsExposed), takes), Part::Acts);
    }
}
