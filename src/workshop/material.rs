//! Everything that a workshop is held with, loaded and built once.

use std::num::NonZeroUsize;
use std::sync::Arc;

use yagura_reports::comparison::PlannedScenario;
use yagura_scenarios::{Diagnostics, Loaded, sha256, shipped_control_sets};
use yagura_sim::city::{City, CityRecords};
use yagura_sim::control_set::{ControlSetRecord, check};
use yagura_sim::experiment::{Experiment, PreparedSet};
use yagura_sim::ids::ParameterIndex;
use yagura_sim::kernel::MasterSeed;
use yagura_sim::knowledge::{Catalogue, CatalogueRecords};
use yagura_sim::measure::{MEASURES, measure_index};
use yagura_sim::scenario::{Scenario, ScenarioRecord};

use super::basket::{self, Cost};
use super::{Arguments, cards};
use crate::failure::Failure;
use crate::inputs;
use crate::question::{Built, build, fixed_values, prepared};
use crate::session::Session;

/// Share of what the core of the guideline costs that a team may spend where nobody says otherwise: the core has to be chosen from.
const BUDGET_SHARE: f64 = 1.0 / 3.0;

/// The set from which the usual budget is taken.
const CORE_SET: &str = "guideline-core";

/// A scenario that can be played on this city.
pub(super) struct Playable {
    /// As its file tells it.
    pub(super) record: ScenarioRecord,
    /// Compiled.
    pub(super) built: Arc<Scenario>,
    /// Row of its primary measure.
    pub(super) primary: usize,
}

/// The material.
pub(super) struct Material {
    /// The city's records.
    pub(super) city: Loaded<CityRecords>,
    /// The catalogue's records.
    pub(super) catalogue: Loaded<CatalogueRecords>,
    /// The city, built.
    pub(super) built_city: Arc<City>,
    /// The catalogue, built.
    pub(super) built_catalogue: Arc<Catalogue>,
    /// What can be played, the core first.
    pub(super) scenarios: Vec<Playable>,
    /// The scenario to begin with.
    pub(super) first_scenario: String,
    /// What the city has before anybody chooses.
    pub(super) baseline: ControlSetRecord,
    /// How the command line named it.
    pub(super) baseline_expression: String,
    /// The shipped sets.
    pub(super) presets: Vec<ControlSetRecord>,
    /// What each control costs a team, in the catalogue's order.
    pub(super) prices: Vec<(String, Option<Cost>)>,
    /// What a team may spend where nobody says otherwise.
    pub(super) budget_jpy: f64,
    /// Master seed.
    pub(super) seed: u64,
    /// Parameter draws and replications.
    pub(super) size: (u32, u32),
    /// Worker threads of the simulation.
    pub(super) threads: NonZeroUsize,
    /// Hash over everything that was read.
    pub(super) inputs: String,
    /// City and cards as the page gets them.
    pub(super) cards: String,
    fixed: Vec<(ParameterIndex, f64)>,
}

impl Material {
    /// Loads and builds what the arguments name.
    pub(super) fn load(session: &Session, arguments: &Arguments) -> Result<Self, Failure> {
        let city = inputs::city(&arguments.world)?;
        let catalogue = inputs::catalogue(&arguments.world)?;
        let baseline = inputs::control_set(&arguments.baseline, &catalogue)?;
        let named =
            inputs::scenarios_beside(std::slice::from_ref(&arguments.scenario), arguments.world.catalogue.as_deref())?;
        let mut found = Diagnostics::default();
        let sets = [baseline];
        let built = build(&city, &city.records, None, &catalogue, &named, &sets, &mut found);
        let (Some(built), false) = (built, found.has_errors()) else { return Err(found.into()) };
        let [baseline] = sets;
        let first_scenario = built.scenarios[0].id.clone();
        let mut read: Vec<_> = [&city.inputs, &catalogue.inputs, &baseline.inputs].into_iter().flatten().collect();
        let shipped = inputs::scenarios(&[inputs::ALL_SCENARIOS.to_owned()])?;
        let own = named.iter().filter(|one| !shipped.iter().any(|other| other.records.id == one.records.id));
        let mut scenarios = Vec::new();
        for loaded in own.chain(&shipped) {
            let mut record = loaded.records.clone();
            if let Some(days) = arguments.chance.horizon {
                record.horizon_d = days;
            }
            if let Some(playable) = playable(record, &built) {
                read.extend(&loaded.inputs);
                scenarios.push(playable);
            }
        }
        let mut read: Vec<String> = read.iter().map(|input| format!("{} {}\n", input.file, input.sha256)).collect();
        read.push(format!("{:?} {:?} {:?}\n", arguments.world.set, arguments.world.trust, arguments.chance.horizon));
        let mut material = Self {
            fixed: fixed_values(session, &arguments.world.set, &built.catalogue)?,
            presets: presets(&catalogue, &built)?,
            built_city: built.city,
            built_catalogue: built.catalogue,
            city,
            catalogue,
            scenarios,
            first_scenario,
            baseline: baseline.records,
            baseline_expression: arguments.baseline.clone(),
            prices: Vec::new(),
            budget_jpy: 0.0,
            seed: arguments.chance.seed,
            size: (arguments.parameter_draws, arguments.replications),
            threads: NonZeroUsize::new(arguments.chance.threads()).unwrap_or(NonZeroUsize::MIN),
            inputs: sha256(read.concat().as_bytes()),
            cards: String::new(),
        };
        material.prices = basket::prices(&material)?;
        material.budget_jpy = arguments.budget.unwrap_or_else(|| usual_budget(&material));
        material.cards = cards::cards(&material).to_string();
        Ok(material)
    }

    /// The scenario with this id.
    pub(super) fn scenario(&self, id: &str) -> Option<&Playable> {
        self.scenarios.iter().find(|scenario| scenario.record.id == id)
    }

    /// The scenario as a comparison plans it.
    pub(super) fn planned(&self, scenario: &Playable) -> PlannedScenario {
        PlannedScenario {
            id: scenario.record.id.clone(),
            primary: scenario.primary,
            horizon_h: scenario.built.horizon_h,
        }
    }

    /// A control set, ready to be played.
    pub(super) fn prepared(&self, set: &ControlSetRecord) -> PreparedSet {
        let built =
            Built { city: self.built_city.clone(), catalogue: self.built_catalogue.clone(), scenarios: Vec::new() };
        prepared(set, &built, &self.fixed)
    }

    /// `sets` under `scenario`, in the size of the workshop.
    pub(super) fn experiment(&self, scenario: &Playable, sets: Vec<PreparedSet>) -> Experiment {
        Experiment {
            city: self.built_city.clone(),
            catalogue: self.built_catalogue.clone(),
            scenarios: vec![scenario.built.clone()],
            sets,
            seed: MasterSeed(self.seed),
            first_draw: 0,
            draws: self.size.0,
            first_replication: 0,
            replications: self.size.1,
            topology: None,
        }
    }
}

/// The scenario on this city; `None` if it does not fit, as shipped ones may not fit a city of one's own.
fn playable(record: ScenarioRecord, built: &Built) -> Option<Playable> {
    let measures: Vec<&str> = MEASURES.iter().map(|measure| measure.key).collect();
    let scenario = Scenario::build(record.clone(), &built.city, &built.catalogue, &measures).ok()?;
    let primary = measure_index(&scenario.primary)?;
    Some(Playable { record, built: Arc::new(scenario), primary })
}

/// The shipped sets that fit this catalogue and this city.
fn presets(catalogue: &Loaded<CatalogueRecords>, built: &Built) -> Result<Vec<ControlSetRecord>, Failure> {
    let mut fit = Vec::new();
    for name in shipped_control_sets() {
        match inputs::control_set(&name, catalogue) {
            Ok(set) if check(&set.records, &built.catalogue, &built.city).is_empty() => fit.push(set.records),
            Ok(_) | Err(Failure::Input(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(fit)
}

/// A third of what the core costs, in whole millions; of everything there is where no core fits.
fn usual_budget(material: &Material) -> f64 {
    let ids: Vec<String> = match material.presets.iter().find(|set| set.id == CORE_SET) {
        Some(core) => cards::in_full(core),
        None => material.prices.iter().map(|(id, _)| id.clone()).collect(),
    };
    let [_, mode, _] = basket::cost(material, &ids);
    (mode * BUDGET_SHARE / 1e6).round().max(1.0) * 1e6
}
