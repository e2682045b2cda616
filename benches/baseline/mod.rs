//! The spread model in plain Rust: what the engine is measured against.
//!
//! The same queue, draws and distributions as the engine, over `Vec`s and without any ECS. The engine's rows beside it must
//! have **these semantics**, so that both count the same events and seize the same assets:
//!
//! * The entry asset is seized at tick 0.
//! * Seizing a clean asset plans one attempt on every out-link, then its isolation. Delays are drawn when planned:
//!   [`Purpose::AttemptTime`] (entity: link, other: technique, occurrence: round) and [`Purpose::Isolate`] (entity: asset).
//! * Success is drawn on arrival: [`Purpose::Outcome`] with the same entities as the delay. An arrival at an asset that is
//!   not clean has no effect. A failure is tried again, up to `rounds` times in all, with the delay of the next round.
//! * Isolation changes the status and nothing else: attempts under way go on, also those of an isolated source.
//! * What lies past the horizon is not planned.

use yagura_sim::kernel::{
    Distribution, DistributionError, EventQueue, Key, MasterSeed, Purpose, Tick, open_unit, parameter_stream,
};

/// Out-links of all assets, one row after the other.
pub(crate) struct Graph {
    /// Row `a` is `links[first[a]..first[a + 1]]`.
    pub(crate) first: Vec<u32>,
    pub(crate) links: Vec<Link>,
}

#[derive(Clone, Copy)]
pub(crate) struct Link {
    pub(crate) to: u32,
    /// Row of [`Parameters::steps`].
    pub(crate) path: u32,
}

/// Number of path classes of a generated graph.
pub(crate) const PATHS: u32 = 16;

impl Graph {
    /// Every asset gets 4 to 8 links to assets drawn uniformly, each of a path class drawn uniformly. Reproducible by seed.
    pub(crate) fn random(assets: u32, seed: MasterSeed) -> Self {
        use rand::RngExt;
        let mut generator = parameter_stream(seed, 0);
        let (mut first, mut links) = (vec![0], Vec::new());
        for _ in 0..assets {
            for _ in 0..generator.random_range(4..=8) {
                let (to, path) = (generator.random_range(0..assets), generator.random_range(0..PATHS));
                links.push(Link { to, path });
            }
            first.push(links.len() as u32);
        }
        Self { first, links }
    }

    pub(crate) fn assets(&self) -> u32 {
        self.first.len() as u32 - 1
    }
}

/// One row for each path class.
pub(crate) struct Parameters {
    pub(crate) steps: Vec<Step>,
    pub(crate) isolation: Distribution,
    pub(crate) horizon: Tick,
}

#[derive(Clone, Copy)]
pub(crate) struct Step {
    pub(crate) chance: f64,
    pub(crate) time: Distribution,
    pub(crate) rounds: u8,
}

/// The one technique of this model.
pub(crate) const TECHNIQUE: u16 = 0;

impl Parameters {
    /// Chances rise over the path classes from 0.20 to 0.35, two rounds each, so that an asset reaches 2 to 3 others. Every
    /// other class has exponential and lognormal times; isolation is exponential.
    pub(crate) fn mixed(horizon: Tick) -> Result<Self, DistributionError> {
        let steps = (0..PATHS)
            .map(|path| {
                let time =
                    if path % 2 == 0 { Distribution::exponential(8.0)? } else { Distribution::lognormal(1.7, 0.8)? };
                Ok(Step { chance: 0.20 + 0.01 * f64::from(path), time, rounds: 2 })
            })
            .collect::<Result<_, DistributionError>>()?;
        Ok(Self { steps, isolation: Distribution::exponential(24.0)?, horizon })
    }
}

/// The asset where the incident of this key begins.
pub(crate) fn entry(graph: &Graph, key: Key) -> u32 {
    (key.unit(Purpose::TargetOrder, 0, 0, 0) * f64::from(graph.assets())) as u32
}

#[derive(Clone, Copy)]
struct State {
    #[expect(dead_code, reason = "written as the engine writes it for its measures; this model has none")]
    at: Tick,
    run: u32,
    status: Status,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Clean,
    Compromised,
    Isolated,
}

#[derive(Clone, Copy)]
enum Event {
    Attempt { link: u32, to: u32, technique: u16, round: u8 },
    Isolate { asset: u32 },
}

// As in the engine, or the comparison says nothing.
const _: () = assert!(size_of::<Link>() == 8 && size_of::<State>() == 16 && size_of::<Event>() == 12);

/// What is kept from one replication to the next: a state counts only if its stamp is the current run.
pub(crate) struct Baseline {
    state: Vec<State>,
    queue: EventQueue<Event>,
    run: u32,
}

impl Baseline {
    pub(crate) fn new(graph: &Graph) -> Self {
        let clean = State { at: Tick::ZERO, run: 0, status: Status::Clean };
        Self { state: vec![clean; graph.assets() as usize], queue: EventQueue::new(), run: 0 }
    }

    /// Plays one replication; returns the number of events that came out of the queue and of assets seized.
    pub(crate) fn run(&mut self, graph: &Graph, parameters: &Parameters, key: Key) -> (u64, u64) {
        self.run += 1;
        self.queue.clear();
        let mut incident = Incident {
            graph,
            parameters,
            key,
            run: self.run,
            state: &mut self.state,
            queue: &mut self.queue,
            compromised: 0,
        };
        incident.seize(Tick::ZERO, entry(graph, key));
        let mut events = 0;
        while let Some((now, event)) = incident.queue.pop() {
            events += 1;
            match event {
                Event::Attempt { link, to, technique, round } => incident.attempt(now, link, to, technique, round),
                Event::Isolate { asset } => incident.isolate(asset),
            }
        }
        (events, incident.compromised)
    }
}

struct Incident<'a> {
    graph: &'a Graph,
    parameters: &'a Parameters,
    key: Key,
    run: u32,
    state: &'a mut [State],
    queue: &'a mut EventQueue<Event>,
    compromised: u64,
}

impl Incident<'_> {
    fn state(&mut self, asset: u32) -> &mut State {
        let state = &mut self.state[asset as usize];
        if state.run != self.run {
            *state = State { at: Tick::ZERO, run: self.run, status: Status::Clean };
        }
        state
    }

    fn attempt(&mut self, now: Tick, link: u32, to: u32, technique: u16, round: u8) {
        if self.state(to).status != Status::Clean {
            return;
        }
        let step = self.parameters.steps[self.graph.links[link as usize].path as usize];
        let mut outcome = self.key.draws(Purpose::Outcome, link, technique.into(), round.into());
        if open_unit(&mut outcome) < step.chance {
            self.seize(now, to);
        } else if round + 1 < step.rounds {
            self.attempt_later(now, link, to, technique, round + 1);
        }
    }

    fn seize(&mut self, now: Tick, asset: u32) {
        let run = self.run;
        *self.state(asset) = State { at: now, run, status: Status::Compromised };
        self.compromised += 1;
        for link in self.graph.first[asset as usize]..self.graph.first[asset as usize + 1] {
            self.attempt_later(now, link, self.graph.links[link as usize].to, TECHNIQUE, 0);
        }
        let delay = self.parameters.isolation.quantile(self.key.unit(Purpose::Isolate, asset, 0, 0));
        self.plan(now.plus_hours(delay), Event::Isolate { asset });
    }

    fn attempt_later(&mut self, now: Tick, link: u32, to: u32, technique: u16, round: u8) {
        let step = &self.parameters.steps[self.graph.links[link as usize].path as usize];
        let delay = step.time.quantile(self.key.unit(Purpose::AttemptTime, link, technique.into(), round.into()));
        self.plan(now.plus_hours(delay), Event::Attempt { link, to, technique, round });
    }

    fn isolate(&mut self, asset: u32) {
        let state = self.state(asset);
        if state.status == Status::Compromised {
            state.status = Status::Isolated;
        }
    }

    fn plan(&mut self, at: Tick, event: Event) {
        if at <= self.parameters.horizon {
            self.queue.push(at, event);
        }
    }
}
