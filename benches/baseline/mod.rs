//! The spread model in plain Rust: what the engine is measured against.
//!
//! The same queue, draws and distributions as the engine, over `Vec`s and without any ECS. The engine's rows beside it must
//! have **these semantics**, so that both count the same events and seize the same assets:
//!
//! * The entry asset 0 is seized at tick 0.
//! * Seizing a clean asset draws when it will be cleaned ([`Purpose::Clean`]; entity: asset) and plans one attempt on every out-link
//!   to a clean asset that would arrive before. Delays are drawn when planned: [`Purpose::AttemptTime`] (entity: link, other: the
//!   step's address, occurrence: round).
//! * Success is drawn on arrival: [`Purpose::Outcome`] with the same entities as the delay. An arrival at an asset that is
//!   not clean has no effect. A failure is tried again, up to `rounds` times in all, with the delay of the next round.
//! * Cleaning changes the status and nothing else; what was cleaned is not seized again.
//! * What lies past the horizon is not planned.

use prefetch_index::prefetch_index;
use yagura_sim::kernel::{
    DelayLaw, Distribution, DistributionError, EventQueue, Key, MasterSeed, Purpose, Tick, open_unit, parameter_stream,
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

impl Graph {
    /// Every asset gets up to 4 to 8 links to assets drawn uniformly; loops and repeats are left out, links are sorted by target.
    /// Reproducible by seed.
    pub(crate) fn random(assets: u32, seed: MasterSeed) -> Self {
        use rand::RngExt;
        let mut generator = parameter_stream(seed, 0);
        let (mut first, mut links) = (vec![0], Vec::new());
        let mut row = Vec::new();
        for asset in 0..assets {
            row.clear();
            row.extend((0..generator.random_range(4..=8)).map(|_| generator.random_range(0..assets)));
            row.sort_unstable();
            row.dedup();
            links.extend(row.iter().filter(|to| **to != asset).map(|&to| Link { to, path: 0 }));
            first.push(links.len() as u32);
        }
        Self { first, links }
    }

    /// The links as pairs, in order.
    pub(crate) fn edges(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (0..self.assets()).flat_map(|from| {
            let row = self.first[from as usize] as usize..self.first[from as usize + 1] as usize;
            self.links[row].iter().map(move |link| (from, link.to))
        })
    }

    pub(crate) fn assets(&self) -> u32 {
        self.first.len() as u32 - 1
    }
}

/// One row for each path class.
pub(crate) struct Parameters {
    pub(crate) steps: Vec<Step>,
    pub(crate) cleaning: DelayLaw,
    pub(crate) horizon: Tick,
    pub(crate) address: u32,
}

pub(crate) struct Step {
    pub(crate) chance: f64,
    pub(crate) time: DelayLaw,
    pub(crate) rounds: u8,
}

/// What the model reads, the same for the engine's catalogue: chance of a try, mean hours of a try, tries, mean hours until cleaned.
pub(crate) const LAWS: (f64, f64, u8, f64) = (0.27, 8.0, 2, 24.0);

impl Parameters {
    /// An asset reaches 2 to 3 others at first; times are exponential. `address` is that of the engine's step.
    pub(crate) fn new(horizon: Tick, address: u32) -> Result<Self, DistributionError> {
        let (chance, hours, rounds, clean) = LAWS;
        let law = |hours| Distribution::exponential(hours).map(|law| DelayLaw::new(law, 1.0));
        Ok(Self { steps: vec![Step { chance, time: law(hours)?, rounds }], cleaning: law(clean)?, horizon, address })
    }
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
    Cleaned,
}

#[derive(Clone, Copy)]
enum Event {
    Attempt { link: u32, to: u32, step: u8, round: u8 },
    Clean { asset: u32 },
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
    pub(crate) fn run(&mut self, graph: &Graph, parameters: &mut Parameters, key: Key) -> (u64, u64) {
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
        incident.seize(Tick::ZERO, 0);
        let mut events = 0;
        // As in the engine: what several arrivals will read is fetched together.
        let fetch = |state: &[State], event: &Event| {
            if let Event::Attempt { link, to, .. } = *event {
                prefetch_index(state, to as usize);
                prefetch_index(&graph.links, link as usize);
                prefetch_index(&graph.links, graph.first[to as usize] as usize);
            }
        };
        while let Some((now, event)) = incident.queue.pop_ahead(|event| fetch(incident.state, event)) {
            events += 1;
            match event {
                Event::Attempt { link, to, step, round } => incident.attempt(now, link, to, step, round),
                Event::Clean { asset } => incident.clean(asset),
            }
        }
        (events, incident.compromised)
    }
}

struct Incident<'a> {
    graph: &'a Graph,
    parameters: &'a mut Parameters,
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

    fn attempt(&mut self, now: Tick, link: u32, to: u32, step: u8, round: u8) {
        if self.state(to).status != Status::Clean {
            return;
        }
        let row = &self.parameters.steps[self.graph.links[link as usize].path as usize];
        let (chance, rounds) = (row.chance, row.rounds);
        let mut outcome = self.key.draws(Purpose::Outcome, link, self.parameters.address, round.into());
        if open_unit(&mut outcome) < chance {
            self.seize(now, to);
        } else if round + 1 < rounds {
            self.attempt_later(now, link, to, step, round + 1, self.parameters.horizon);
        }
    }

    fn seize(&mut self, now: Tick, asset: u32) {
        let run = self.run;
        *self.state(asset) = State { at: now, run, status: Status::Compromised };
        self.compromised += 1;
        let u = self.key.unit(Purpose::Clean, asset, 0, 0);
        let cleaned = self.parameters.cleaning.within(u, self.parameters.horizon.since(now)).map(|delay| now + delay);
        if let Some(cleaned) = cleaned {
            self.queue.push(cleaned, Event::Clean { asset });
        }
        let until = cleaned.unwrap_or(self.parameters.horizon);
        let graph = self.graph;
        let mut first = graph.first[asset as usize];
        for some in graph.links[first as usize..graph.first[asset as usize + 1] as usize].chunks(64) {
            // As in the engine: all targets are looked at before any number is drawn.
            let mut clean = 0_u64;
            for (n, link) in some.iter().enumerate() {
                prefetch_index(&graph.first, link.to as usize);
                let state = &self.state[link.to as usize];
                clean |= u64::from((state.run != run) | (state.status == Status::Clean)) << n;
            }
            while clean != 0 {
                let n = clean.trailing_zeros();
                clean &= clean - 1;
                self.attempt_later(now, first + n, some[n as usize].to, 0, 0, until);
            }
            first += some.len() as u32;
        }
    }

    #[inline]
    fn attempt_later(&mut self, now: Tick, link: u32, to: u32, step: u8, round: u8, until: Tick) {
        let row = &mut self.parameters.steps[self.graph.links[link as usize].path as usize];
        let u = self.key.unit(Purpose::AttemptTime, link, self.parameters.address, round.into());
        if let Some(delay) = row.time.within(u, until.since(now)) {
            self.queue.push(now + delay, Event::Attempt { link, to, step, round });
        }
    }

    fn clean(&mut self, asset: u32) {
        let state = self.state(asset);
        if state.status == Status::Compromised {
            state.status = Status::Cleaned;
        }
    }
}
