//! The smallest scenario that shows a point: for tests and examples, here and in other crates.

use super::{Attacker, Boundaries, ScenarioRecord, Skill, StepFrom, StepRecord, TargetSelector};
use crate::knowledge::{AttackerKind, LinkKind};
use crate::problem::{Origin, Table};

/// A scenario in the making: id `tiny`, ten days, primary measure `harm_h`, a targeted attacker with one hand.
#[derive(Clone, Debug)]
pub struct TinyScenario {
    record: ScenarioRecord,
}

impl Default for TinyScenario {
    fn default() -> Self {
        Self::new()
    }
}

impl TinyScenario {
    /// A scenario without steps.
    #[must_use]
    pub fn new() -> Self {
        let attacker =
            Attacker { kind: AttackerKind::Targeted, skill: Skill::Medium, hands: Some(1), patience_d: 30.0 };
        let text = String::new;
        Self {
            record: ScenarioRecord {
                origin: Origin::new(Table::Scenario, 0),
                id: "tiny".into(),
                title_ja: "小さな例".into(),
                title_en: "Tiny".into(),
                briefing_ja: text(),
                briefing_en: text(),
                first_notice_ja: text(),
                first_notice_en: text(),
                facilitator_ja: text(),
                facilitator_en: text(),
                resemblance_ja: text(),
                resemblance_en: text(),
                risks: Vec::new(),
                resembles: Vec::new(),
                primary: "harm_h".into(),
                horizon_d: 10.0,
                attacker: Some(attacker),
                boundaries: Boundaries::AsContracted,
                same_chance_as: None,
                steps: Vec::new(),
                should_matter: Vec::new(),
                should_not_matter: Vec::new(),
                source: "assumption".into(),
            },
        }
    }

    /// Adds a step from outside over `reach` at every asset, waiting for nothing.
    #[must_use]
    pub fn step(mut self, id: &str, technique: &str) -> Self {
        let row = u32::try_from(self.record.steps.len()).unwrap_or(u32::MAX);
        self.record.steps.push(StepRecord {
            origin: Origin::new(Table::Scenario, row),
            id: id.into(),
            technique: technique.into(),
            over: LinkKind::Reach,
            from: StepFrom::Outside,
            at: TargetSelector::default(),
            flow: None,
            how_many: None,
            one_position: false,
            needs: Vec::new(),
            needs_any: Vec::new(),
            same_target: false,
            clock: false,
            spoof: None,
            repeat: None,
            success: None,
            time: None,
        });
        self
    }

    /// Changes the record by hand.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut ScenarioRecord)) -> Self {
        change(&mut self.record);
        self
    }

    /// The record.
    #[must_use]
    pub fn record(self) -> ScenarioRecord {
        self.record
    }
}
