//! The ECS world of one worker, and the systems that play one incident in it.
//!
//! Assets and services are tables in dense order; the loop borrows their columns as slices once per replication. One world serves all
//! scenarios, control sets and replications of a city: what changes is the [`Stage`] put into it.

use std::sync::Arc;

use bevy_ecs::prelude::*;
use bevy_ecs::query::QueryData;
use bevy_ecs::system::SystemParam;

use crate::city::{City, Topology};
use crate::control_set::Coverage;
use crate::ids::TechniqueIndex;
use crate::kernel::{Calendar, EventQueue, Key, Phase, Purpose, Tick, replicate_schedule};
use crate::knowledge::Catalogue;
use crate::measure::{Outcome, Row, measure};
use crate::posture::{Overrides, Posture};
use crate::scenario::{From, Scenario, Step};

use super::event::SimEvent;
use super::integrity::{ALTERED_HOP, TAINT_HOP};
use super::log::IncidentLog;
use super::play::Incident;
use super::progress::Progress;
use super::spread::{Spread, SpreadLinks};
use super::state::{Exposure, ServiceState};

/// One scenario under one control set: what a world plays.
pub struct Stage {
    /// The city, with the changes that the set makes to organisations and contracts.
    pub city: Arc<City>,
    /// The catalogue.
    pub catalogue: Arc<Catalogue>,
    /// The scenario.
    pub scenario: Arc<Scenario>,
    posture: Posture,
    links: SpreadLinks,
    spread: Spread,
    /// Something acts from what is held, and not by itself: it is told from which zones.
    acts_from_zones: bool,
    taint_hop: Option<TechniqueIndex>,
    altered_hop: Option<TechniqueIndex>,
    key: Key,
    draw: Option<u32>,
}

impl Stage {
    /// Sets the stage. `topology`: links given from outside instead of the city's own (an imported graph).
    ///
    /// # Errors
    /// A self-spreading step over more links than a topology holds.
    pub fn new(
        city: Arc<City>,
        catalogue: Arc<Catalogue>,
        scenario: Arc<Scenario>,
        coverage: Vec<Option<Coverage>>,
        overrides: Overrides,
        topology: Option<&Arc<Topology>>,
    ) -> Result<Self, crate::city::TopologyError> {
        let links = SpreadLinks::new(&scenario, &city, &catalogue, topology)?;
        let spread = Spread::new(&links);
        let by_hand = |(row, step): (usize, &Step)| step.from == From::Held && !links.has(row);
        let acts_from_zones = scenario.steps.iter().enumerate().any(by_hand);
        let posture = Posture::new(city.clone(), catalogue.clone(), coverage, overrides);
        let by_id = |id| catalogue.techniques.iter().position(|t| t.id == id).map(TechniqueIndex::from_row);
        let (taint_hop, altered_hop) = (by_id(TAINT_HOP), by_id(ALTERED_HOP));
        Ok(Self {
            city,
            catalogue,
            scenario,
            posture,
            links,
            spread,
            acts_from_zones,
            taint_hop,
            altered_hop,
            key: Key([0, 0]),
            draw: None,
        })
    }

    /// Starts parameter draw `draw` (its key: `key`), unless it is the present one.
    pub fn begin_draw(&mut self, draw: u32, key: Key) {
        if self.draw != Some(draw) {
            self.draw = Some(draw);
            self.posture.begin_draw(key);
            self.spread.begin_draw();
        }
    }

    /// From here on marks anew what is asked for, as a new stage would: a block of incidents tells the same whatever was played before it.
    pub fn begin_block(&mut self) {
        self.posture.forget_asked();
        self.draw = None;
    }

    /// The posture.
    pub fn posture(&mut self) -> &mut Posture {
        &mut self.posture
    }
}

#[derive(Resource, Default)]
struct OnStage(Option<Box<Stage>>);

#[derive(Resource, Default)]
struct Run {
    stamp: u32,
    start: Tick,
    horizon: Tick,
}

#[derive(Resource, Default)]
struct Pending(EventQueue<SimEvent>);

#[derive(Resource, Default)]
struct Log(IncidentLog);

#[derive(Resource, Default)]
struct InProgress(Progress);

#[derive(Resource, Default)]
struct Measured(Row);

#[derive(QueryData)]
#[query_data(mutable, contiguous(all))]
struct AssetColumns {
    exposure: &'static mut Exposure,
}

#[derive(QueryData)]
#[query_data(mutable, contiguous(all))]
struct ServiceColumns {
    service: &'static mut ServiceState,
}

#[derive(SystemParam)]
struct Parts<'w> {
    stage: ResMut<'w, OnStage>,
    run: Res<'w, Run>,
    queue: ResMut<'w, Pending>,
    log: ResMut<'w, Log>,
    progress: ResMut<'w, InProgress>,
}

/// Next stamp; queue, log and progress are emptied.
fn begin(
    mut run: ResMut<Run>,
    mut queue: ResMut<Pending>,
    mut log: ResMut<Log>,
    mut progress: ResMut<InProgress>,
    mut stage: ResMut<OnStage>,
    mut assets: Query<&mut Exposure>,
    mut services: Query<&mut ServiceState>,
) {
    let Some(stage) = stage.0.as_mut() else { return };
    if run.stamp == u32::MAX {
        // The stamp would come round: forget every state once.
        assets.iter_mut().for_each(|mut state| *state = Exposure::default());
        services.iter_mut().for_each(|mut state| *state = ServiceState::default());
        run.stamp = 0;
    }
    run.stamp += 1;
    run.start = Calendar::time_of_year(stage.key.unit(Purpose::StartTime, 0, 0, 0)) + Calendar::YEAR;
    run.horizon = Tick::from_hours(stage.scenario.horizon_h);
    queue.0.clear();
    log.0.clear();
    progress.0.clear(stage.city.organisations.len());
    stage.spread.begin();
}

/// The scenario's first acts, then the loop.
fn play(mut assets: Query<AssetColumns>, mut services: Query<ServiceColumns>, mut parts: Parts) {
    // Each table is dense and alone: its column is one slice.
    let mut tables = assets.contiguous_iter_mut().into_iter().flatten();
    let Some(mut columns) = tables.next() else { return };
    let mut service_tables = services.contiguous_iter_mut().into_iter().flatten();
    let mut none: [ServiceState; 0] = [];
    let mut service_columns = service_tables.next();
    let service = match service_columns.as_mut() {
        Some(columns) => columns.service.bypass_change_detection(),
        None => &mut none[..],
    };
    let Some(stage) = parts.stage.0.as_mut() else { return };
    let stage = &mut **stage;
    let horizon = parts.run.horizon;
    let mut incident = Incident {
        city: &stage.city,
        catalogue: &stage.catalogue,
        scenario: &stage.scenario,
        posture: &mut stage.posture,
        spread_links: &stage.links,
        spread: &mut stage.spread,
        acts_from_zones: stage.acts_from_zones,
        key: stage.key,
        run: parts.run.stamp,
        taint_hop: stage.taint_hop,
        altered_hop: stage.altered_hop,
        start: parts.run.start,
        horizon,
        exposure: columns.exposure.bypass_change_detection(),
        service,
        queue: &mut parts.queue.0,
        log: &mut parts.log.0,
        progress: &mut parts.progress.0,
    };
    incident.enter();
    incident.play();
    incident.close_services(horizon);
}

/// Measures read the log and what was touched.
fn measured(
    mut assets: Query<AssetColumns>,
    mut services: Query<ServiceColumns>,
    mut parts: Parts,
    mut result: ResMut<Measured>,
) {
    let Some(columns) = assets.contiguous_iter_mut().into_iter().flatten().next() else { return };
    let service_columns = services.contiguous_iter_mut().into_iter().flatten().next();
    let Some(stage) = parts.stage.0.as_mut() else { return };
    let stage = &mut **stage;
    let outcome = Outcome {
        city: &stage.city,
        catalogue: &stage.catalogue,
        scenario: &stage.scenario,
        posture: &mut stage.posture,
        log: &parts.log.0,
        progress: &parts.progress.0,
        run: parts.run.stamp,
        horizon: parts.run.horizon,
        exposure: &columns.exposure,
        service: service_columns.as_ref().map_or(&[][..], |columns| &columns.service),
    };
    measure(outcome, &mut result.0);
}

/// A world with its schedule: plays incidents one after another.
pub struct Twin {
    world: World,
    schedule: Schedule,
}

impl Twin {
    /// A world for cities with the assets and services of `city`.
    #[must_use]
    pub fn new(city: &City) -> Self {
        let mut twin = Self::unmeasured(city);
        twin.schedule.add_systems(measured.in_set(Phase::Measure));
        twin
    }

    /// The same without measures, for those who only read the log: [`row`](Self::row) stays empty.
    #[must_use]
    pub fn unmeasured(city: &City) -> Self {
        let mut world = World::new();
        world.init_resource::<OnStage>();
        world.init_resource::<Run>();
        world.init_resource::<Pending>();
        world.init_resource::<Log>();
        world.init_resource::<InProgress>();
        world.init_resource::<Measured>();
        // One batch a kind of thing: table row i is row i of the city.
        let _ = world.spawn_batch(vec![Exposure::default(); city.assets.len()]);
        let _ = world.spawn_batch(vec![ServiceState::default(); city.services.len()]);
        let mut schedule = replicate_schedule();
        schedule.add_systems((begin.in_set(Phase::Begin), play.in_set(Phase::Run)));
        Self { world, schedule }
    }

    /// Plays `stage` with the replication's key; the stage comes back as it was, apart from rows computed on the way.
    pub fn incident(&mut self, stage: &mut Option<Box<Stage>>, key: Key) {
        if let Some(stage) = stage.as_mut() {
            stage.key = Key([key.0[0], key.0[1] ^ stage.scenario.chance]);
        }
        std::mem::swap(&mut self.world.resource_mut::<OnStage>().0, stage);
        self.schedule.run(&mut self.world);
        std::mem::swap(&mut self.world.resource_mut::<OnStage>().0, stage);
    }

    /// The measures of the last incident.
    #[must_use]
    pub fn row(&self) -> &Row {
        &self.world.resource::<Measured>().0
    }

    /// The log of the last incident.
    #[must_use]
    pub fn log(&self) -> &IncidentLog {
        &self.world.resource::<Log>().0
    }

    /// What the last incident kept track of.
    #[must_use]
    pub fn progress(&self) -> &Progress {
        &self.world.resource::<InProgress>().0
    }

    /// When in the calendar the last incident began.
    #[must_use]
    pub fn start(&self) -> Tick {
        self.world.resource::<Run>().start
    }
}
