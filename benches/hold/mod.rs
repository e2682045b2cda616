//! The hold model: a pending set of fixed size from which the earliest item is taken and planned again, later by an
//! exponential step. The steps come from a table, so that only the queue is measured.

use yagura_sim::kernel::{Delay, Distribution, EventQueue, Key, Purpose, Tick};

/// An event of 12 bytes, as in the engine.
pub(crate) type Event = [u32; 3];

/// 4096 exponential steps with a mean of one hour.
pub(crate) fn steps() -> Vec<Delay> {
    let law = Distribution::exponential(1.0).expect("a valid mean");
    (0..4096).map(|step| Delay::from_hours(law.quantile(Key([3, 5]).unit(Purpose::AttemptTime, step, 0, 0)))).collect()
}

pub(crate) struct Radix {
    queue: EventQueue<Event>,
    steps: Vec<Delay>,
    next: usize,
}

impl Radix {
    pub(crate) fn new(pending: u32) -> Self {
        let (mut queue, steps) = (EventQueue::new(), steps());
        for index in 0..pending {
            queue.push(Tick::ZERO + steps[index as usize % steps.len()], [index; 3]);
        }
        Self { queue, steps, next: 0 }
    }

    #[inline]
    pub(crate) fn hold(&mut self) {
        if let Some((now, event)) = self.queue.pop() {
            self.queue.push(now + self.steps[self.next % 4096], event);
            self.next += 1;
        }
    }
}
