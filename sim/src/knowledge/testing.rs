//! The smallest catalogue that shows a point: for tests and examples, here and in other crates.

use super::{Catalogue, CatalogueRecords, Confidence, ControlRecord, CostRecord, EffectRecord, EffectUnit};
use super::{EffectSelector, TechniqueRecord};
use super::{ExposureUnit, LinkKind, Mechanism, ParameterRecord, Range, RiskRecord, Role, RoleRecord, TechniqueEffect};
use crate::problem::{Origin, Table};

/// A catalogue in the making. Every verb adds one row with harmless values; what a test is about is then set on the records.
#[derive(Clone, Debug, Default)]
pub struct TinyCatalogue {
    records: CatalogueRecords,
}

impl From<CatalogueRecords> for TinyCatalogue {
    fn from(records: CatalogueRecords) -> Self {
        Self { records }
    }
}

fn row<T>(table: Table, rows: &[T]) -> Origin {
    Origin::new(table, u32::try_from(rows.len()).unwrap_or(u32::MAX))
}

impl TinyCatalogue {
    /// A catalogue with nothing in it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a parameter whose low, mode and high are all `value`; all of its variance is chance.
    #[must_use]
    pub fn parameter(mut self, key: &str, unit: &str, distribution: &str, value: f64) -> Self {
        let origin = row(Table::Parameters, &self.records.parameters);
        self.records.parameters.push(ParameterRecord {
            origin,
            key: key.into(),
            topic: "test".into(),
            quantity: key.into(),
            unit: unit.into(),
            low: value,
            mode: value,
            high: value,
            distribution: distribution.into(),
            ignorance_share: 0.0,
            source: "assumption".into(),
            year: String::new(),
            url_or_reference: String::new(),
            confidence: Confidence::Assumption,
            basis: "assumption".into(),
            note: String::new(),
        });
        self
    }

    /// Lets `parameter` play `role`.
    #[must_use]
    pub fn role(mut self, role: Role, parameter: &str) -> Self {
        let origin = row(Table::Roles, &self.records.roles);
        self.records.roles.push(RoleRecord { origin, role, parameter: parameter.into(), note: String::new() });
        self
    }

    /// Adds a technique over `reach` that takes no time, always works, gains administrator rights and leaves no signal.
    #[must_use]
    pub fn technique(mut self, id: &str) -> Self {
        let origin = row(Table::Techniques, &self.records.techniques);
        self.records.techniques.push(TechniqueRecord {
            origin,
            id: id.into(),
            name_ja: id.into(),
            name_en: id.into(),
            attack_ids: Vec::new(),
            attack_check: "none".into(),
            links: vec![LinkKind::Reach],
            needs: String::new(),
            effect: TechniqueEffect::Administrator,
            time: Vec::new(),
            success: Vec::new(),
            race: Vec::new(),
            rounds: String::new(),
            signals: Vec::new(),
            self_spreading: false,
            cause: None,
            source: "assumption".into(),
            confidence: Confidence::Assumption,
            note: String::new(),
        });
        self
    }

    /// Changes the last technique.
    #[must_use]
    pub fn with_technique(mut self, change: impl FnOnce(&mut TechniqueRecord)) -> Self {
        if let Some(technique) = self.records.techniques.last_mut() {
            change(technique);
        }
        self
    }

    /// Adds a control.
    #[must_use]
    pub fn control(mut self, id: &str) -> Self {
        let origin = row(Table::Controls, &self.records.controls);
        self.records.controls.push(ControlRecord {
            origin,
            id: id.into(),
            family: "T".into(),
            family_name_ja: "試験".into(),
            family_name_en: "Test".into(),
            text_en: id.into(),
            text_ja: id.into(),
            layers: Vec::new(),
            basis: "assumption".into(),
            not_simulated_en: String::new(),
            not_simulated_ja: String::new(),
        });
        self
    }

    /// Adds an effect that blocks half of all attempts, drawn once per pair, with no level today.
    #[must_use]
    pub fn effect(mut self, control: &str, id: &str) -> Self {
        let origin = row(Table::Effects, &self.records.effects);
        self.records.effects.push(EffectRecord {
            origin,
            id: id.into(),
            control: control.into(),
            mechanism: Mechanism::Prevent,
            acts_on_en: "every attempt".into(),
            acts_on_ja: "すべての試み".into(),
            group: id.into(),
            magnitude: Range { low: 0.5, mode: 0.5, high: 0.5 },
            unit: EffectUnit::ProbabilityBlocked,
            exposure: ExposureUnit::PerPair,
            level_today: None,
            level_basis: String::new(),
            without: None,
            selector: EffectSelector::default(),
            times: Vec::new(),
            parameter_keys: Vec::new(),
            source: "assumption".into(),
            confidence: Confidence::Assumption,
            note: String::new(),
        });
        self
    }

    /// Changes the last effect.
    #[must_use]
    pub fn with_effect(mut self, change: impl FnOnce(&mut EffectRecord)) -> Self {
        if let Some(effect) = self.records.effects.last_mut() {
            change(effect);
        }
        self
    }

    /// Adds a risk that calls for nothing yet.
    #[must_use]
    pub fn risk(mut self, id: &str) -> Self {
        let origin = row(Table::Risks, &self.records.risks);
        self.records.risks.push(RiskRecord {
            origin,
            id: id.into(),
            layer_category: "cross".into(),
            incident_ja: id.into(),
            incident_en: id.into(),
            threat_en: id.into(),
            vulnerability_en: id.into(),
            controls: Vec::new(),
            not_played_en: String::new(),
            not_played_ja: String::new(),
            basis: "assumption".into(),
            source: "assumption".into(),
        });
        self
    }

    /// Adds a cost of one yen to buy and one yen a year, per organisation.
    #[must_use]
    pub fn cost(mut self, control: &str) -> Self {
        let origin = row(Table::Costs, &self.records.costs);
        let one = Range { low: 1.0, mode: 1.0, high: 1.0 };
        self.records.costs.push(CostRecord {
            origin,
            control: control.into(),
            unit: "per_organisation".into(),
            purchase_jpy: one,
            yearly_jpy: one,
            staff_h: None,
            source: "assumption".into(),
        });
        self
    }

    /// The rows.
    #[must_use]
    pub fn records(self) -> CatalogueRecords {
        self.records
    }

    /// The catalogue.
    ///
    /// # Panics
    /// If the rows do not make a catalogue: a mistake in the test that uses them.
    #[must_use]
    #[expect(clippy::panic, reason = "for tests: a catalogue that cannot be built is the test's own mistake")]
    pub fn build(self) -> Catalogue {
        Catalogue::build(self.records).unwrap_or_else(|problems| panic!("not a catalogue: {problems:#?}"))
    }
}
