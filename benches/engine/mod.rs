//! The same spread model through the engine: a made-up city, catalogue and scenario, played by the twin in its ECS world.

use std::sync::Arc;

use yagura_sim::city::testing::TinyCity;
use yagura_sim::city::{AssetKind, City, Edges, Topology};
use yagura_sim::incident::{Stage, Twin};
use yagura_sim::kernel::{Key, MasterSeed, Tick, parameter_key};
use yagura_sim::knowledge::testing::TinyCatalogue;
use yagura_sim::knowledge::{Role, SuccessFactor, SuccessUnit, address};
use yagura_sim::posture::Overrides;
use yagura_sim::scenario::testing::TinyScenario;
use yagura_sim::scenario::{Scenario, StepFrom};

use crate::baseline::{Graph, LAWS};

/// Id of the self-spreading step: its hash is the address of its draws.
const STEP: &str = "spread";

/// Address of the step's draws.
pub(crate) fn step_address() -> u32 {
    address(STEP)
}

/// A twin with its stage set.
pub(crate) struct Engine {
    twin: Twin,
    stage: Option<Box<Stage>>,
    scenario: u32,
    horizon: Tick,
}

impl Engine {
    /// The model of the baseline on `graph`.
    pub(crate) fn new(graph: &Graph, horizon: Tick) -> Self {
        Self::with(graph, horizon, Twin::new)
    }

    /// The same without measures: the loop, with what it writes down.
    pub(crate) fn unmeasured(graph: &Graph, horizon: Tick) -> Self {
        Self::with(graph, horizon, Twin::unmeasured)
    }

    fn with(graph: &Graph, horizon: Tick, twin: fn(&City) -> Twin) -> Self {
        let (chance, hours, rounds, clean) = LAWS;
        let catalogue = TinyCatalogue::new()
            .parameter("chance", "probability", "fixed", chance)
            .parameter("try_h", "hour", "exponential", hours)
            .parameter("rounds", "count", "fixed", f64::from(rounds))
            .parameter("clean_h", "hour", "exponential", clean)
            .role(Role::NaturalCleanH, "clean_h")
            .technique("enter")
            .technique("worm")
            .with_technique(|worm| {
                worm.self_spreading = true;
                worm.time = vec!["try_h".into()];
                worm.rounds = "rounds".into();
                let (parameter, unit) = ("chance".into(), SuccessUnit::Try);
                worm.success = vec![SuccessFactor { parameter, complement: false, unit }];
            })
            .build();
        let mut records = TinyCity::new().zone("net").asset("a", AssetKind::Server).records();
        records.zones[0].internet_facing = true;
        let asset = records.assets[0].clone();
        records.assets = (0..graph.assets())
            .map(|i| {
                let mut asset = asset.clone();
                asset.id = format!("a{i}");
                asset.site = "one".into();
                asset
            })
            .collect();
        let city = City::build(records).expect("the made-up city is good");
        let record = TinyScenario::new()
            .step("enter", "enter")
            .step(STEP, "worm")
            .with(|scenario| {
                scenario.horizon_d = horizon.hours() / 24.0;
                scenario.steps[0].at.id = vec!["a0".into()];
                scenario.steps[1].from = StepFrom::Held;
                scenario.steps[1].needs = vec!["enter".into()];
                scenario.primary = "assets_controlled".into();
                // The attacker's patience is an event, too, and no part of the model of the baseline.
                if let Some(attacker) = &mut scenario.attacker {
                    attacker.patience_d = 2.0 * scenario.horizon_d;
                }
            })
            .record();
        let scenario =
            Scenario::build(record, &city, &catalogue, &["assets_controlled"]).expect("the made-up scenario is good");
        let topology = Topology::from_edges(graph.assets() as usize, graph.edges(), Edges::Directed)
            .expect("a graph of that size");
        let city = Arc::new(city);
        let mut twin = twin(&city);
        let (chance, horizon) = (scenario.chance, Tick::from_hours(scenario.horizon_h));
        let coverage = vec![None; catalogue.controls.len()];
        let mut stage = Stage::new(
            city,
            Arc::new(catalogue),
            Arc::new(scenario),
            coverage,
            Overrides::default(),
            Some(&Arc::new(topology)),
        )
        .expect("the topology is given");
        stage.begin_draw(0, parameter_key(MasterSeed(1), 0));
        let mut stage = Some(Box::new(stage));
        twin.incident(&mut stage, Key([0, 0]));
        Self { twin, stage, scenario: chance, horizon }
    }

    /// The horizon in ticks, as the scenario's days give it.
    pub(crate) fn horizon(&self) -> Tick {
        self.horizon
    }

    /// The key that an incident plays with when it is given `key`.
    pub(crate) fn mixed(&self, key: Key) -> Key {
        Key([key.0[0], key.0[1] ^ self.scenario])
    }

    /// Plays one replication; events of the entry apart, as the baseline counts them, and assets taken.
    pub(crate) fn run(&mut self, key: Key) -> (u64, u64) {
        self.twin.incident(&mut self.stage, key);
        let progress = self.twin.progress();
        // The entry itself is one event here; in the baseline it is none.
        (progress.tally.events - 1, progress.taken.len() as u64)
    }
}
