//! The pending events: a monotone radix queue with first-planned-first-out ties.
//!
//! Time only moves forward, so an item needs to be sorted only as finely as its distance from now: bucket `b` holds the
//! items whose tick differs from the last popped tick in bit `b` and in no higher one. Popping takes the lowest bucket;
//! if it holds several items, the smallest tick becomes now and the others are filed again, each strictly lower. An item
//! is therefore moved at most 64 times, in practice two or three, and always in order of memory.
//!
//! **Order.** Events of equal tick come out in the order in which they were planned. This needs no sorting: a bucket is
//! in order of planning because items are appended, and filing again keeps that order because every lower bucket is
//! empty at that moment. No item carries its number.
//!
//! **No removal.** What is void by the time it comes out is recognised and dropped by the one who pops.

use std::collections::VecDeque;

use super::tick::Tick;

/// Pending events in order of `(tick, order of planning)`.
#[derive(Debug, Clone)]
pub struct EventQueue<E> {
    /// The last popped tick; nothing pending is earlier.
    now: u64,
    /// Bit b is set when bucket b holds something.
    occupied: u64,
    len: usize,
    planned: u32,
    budget: u32,
    exhausted: bool,
    due: VecDeque<Item<E>>,
    buckets: [Vec<Item<E>>; 64],
    /// Swapped with the bucket that is being filed again, so that a warm queue allocates nothing.
    spare: Vec<Item<E>>,
}

/// Items of a bucket that are shown before they come out. Fewer have been shown with the bucket from which they came; of more,
/// the first lines fetched would be gone from the cache before the last were used.
const NEAR: std::ops::RangeInclusive<usize> = 4..=32;

/// One pending event. With an event of 16 bytes it takes 24.
#[derive(Debug, Clone, Copy)]
pub struct Item<E> {
    tick: u64,
    event: E,
}

impl<E: Copy> EventQueue<E> {
    /// An empty queue at [`Tick::ZERO`] whose budget is the largest possible, 2^32 - 1 events.
    #[must_use]
    pub fn new() -> Self {
        Self::with_budget(u32::MAX)
    }

    /// An empty queue that refuses to plan more than `budget` events between two calls of [`EventQueue::clear`]: the
    /// guard against two events that plan each other without delay.
    #[must_use]
    pub fn with_budget(budget: u32) -> Self {
        Self {
            now: 0,
            occupied: 0,
            len: 0,
            planned: 0,
            budget,
            exhausted: false,
            due: VecDeque::new(),
            buckets: [const { Vec::new() }; 64],
            spare: Vec::new(),
        }
    }

    /// Plans an event.
    ///
    /// When the budget is used up the event is dropped together with everything pending, so that the loop ends;
    /// [`EventQueue::within_budget`] then says so.
    ///
    /// # Panics
    /// If `tick` is earlier than [`EventQueue::now`]: an effect would precede its cause.
    #[inline]
    pub fn push(&mut self, tick: Tick, event: E) {
        assert!(tick.0 >= self.now, "an event was planned into the past");
        if self.planned == self.budget {
            self.exhaust();
            return;
        }
        self.planned += 1;
        self.len += 1;
        self.file(Item { tick: tick.0, event });
    }

    /// The earliest event and its time, which becomes now. Of equal times, the first planned.
    #[inline]
    pub fn pop(&mut self) -> Option<(Tick, E)> {
        self.pop_ahead(|_| {})
    }

    /// As [`pop`](Self::pop), and shows `near` what will soon come out: whoever handles events can have the memory that several
    /// of them need fetched at the same time, where each alone would wait for its own. Not every event is shown, some are shown
    /// more than once, and what it sees must not change any result.
    #[inline]
    pub fn pop_ahead(&mut self, near: impl FnMut(&E)) -> Option<(Tick, E)> {
        if let Some(item) = self.due.pop_front() {
            self.len -= 1;
            return Some((Tick(item.tick), item.event));
        }
        if self.occupied == 0 {
            return None;
        }
        self.len -= 1;
        let lowest = self.occupied.trailing_zeros() as usize;
        self.occupied &= self.occupied - 1;
        let bucket = &mut self.buckets[lowest];
        if let [only] = bucket[..] {
            bucket.clear();
            self.now = only.tick;
            return Some((Tick(only.tick), only.event));
        }
        self.advance(lowest, near);
        let first = self.due.pop_front()?;
        Some((Tick(first.tick), first.event))
    }

    /// Number of pending events.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing is pending.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Time of the last popped event.
    #[inline]
    #[must_use]
    pub fn now(&self) -> Tick {
        Tick(self.now)
    }

    /// Number of events planned since the last [`EventQueue::clear`].
    #[inline]
    #[must_use]
    pub fn planned(&self) -> u32 {
        self.planned
    }

    /// To be asked when [`EventQueue::pop`] has returned `None`: was that the end of the incident, or of the budget?
    ///
    /// # Errors
    /// [`BudgetExceeded`] if an event was refused. The incident is then incomplete and must not be counted.
    pub fn within_budget(&self) -> Result<(), BudgetExceeded> {
        if self.exhausted { Err(BudgetExceeded { budget: self.budget }) } else { Ok(()) }
    }

    /// Empties the queue for the next replication, back at [`Tick::ZERO`]. Costs by the occupied buckets, not by what
    /// the queue once held, and keeps the memory.
    pub fn clear(&mut self) {
        self.drop_pending();
        self.now = 0;
        self.planned = 0;
        self.exhausted = false;
    }

    #[inline]
    fn file(&mut self, item: Item<E>) {
        let difference = item.tick ^ self.now;
        if difference == 0 {
            self.due.push_back(item);
        } else {
            let bucket = 63 - difference.leading_zeros();
            self.occupied |= 1 << bucket;
            self.buckets[bucket as usize].push(item);
        }
    }

    /// Moves now to the smallest tick of bucket `lowest`, the lowest occupied one, and files its items again; shows them to
    /// `near` if they are few enough to be all near.
    fn advance(&mut self, lowest: usize, near: impl FnMut(&E)) {
        let mut items = std::mem::replace(&mut self.buckets[lowest], std::mem::take(&mut self.spare));
        if NEAR.contains(&items.len()) {
            items.iter().map(|item| &item.event).for_each(near);
        }
        self.now = items.iter().map(|item| item.tick).min().unwrap_or(self.now);
        for &item in &items {
            self.file(item);
        }
        items.clear();
        self.spare = items;
    }

    #[cold]
    fn exhaust(&mut self) {
        self.exhausted = true;
        self.drop_pending();
    }

    fn drop_pending(&mut self) {
        while self.occupied != 0 {
            self.buckets[self.occupied.trailing_zeros() as usize].clear();
            self.occupied &= self.occupied - 1;
        }
        self.due.clear();
        self.len = 0;
    }
}

impl<E: Copy> Default for EventQueue<E> {
    fn default() -> Self {
        Self::new()
    }
}

/// An incident planned more events than it may. Either two events plan each other without delay, or the incident is too
/// large for its budget; nothing of it can be used. Other replications are not affected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than {budget} events were planned in one replication")]
pub struct BudgetExceeded {
    /// The number of events that may be planned.
    pub budget: u32,
}

// The memory traffic of the loop was measured with items of this size.
const _: () = assert!(size_of::<Item<[u32; 4]>>() == 24);

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;
    use std::collections::BinaryHeap;

    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Clone, Copy)]
    enum Step {
        Push { delay: u64 },
        Pop,
        Clear,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            3 => Just(Step::Push { delay: 0 }),
            6 => (0u64..4).prop_map(|delay| Step::Push { delay }),
            4 => (0u64..5000).prop_map(|delay| Step::Push { delay }),
            3 => (0u32..62).prop_map(|bit| Step::Push { delay: 1 << bit }),
            13 => Just(Step::Pop),
            1 => Just(Step::Clear),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_order_of_popping_is_that_of_a_heap_on_tick_and_sequence(steps in prop::collection::vec(step(), 1..600)) {
            let mut queue = EventQueue::new();
            let mut heap = BinaryHeap::new();
            let (mut now, mut sequence) = (0u64, 0u32);
            for step in steps.into_iter().chain(std::iter::repeat_n(Step::Pop, 601)) {
                match step {
                    Step::Push { delay } => {
                        let tick = now.saturating_add(delay);
                        queue.push(Tick(tick), sequence);
                        heap.push(Reverse((tick, sequence)));
                        sequence += 1;
                    }
                    Step::Pop => {
                        let mut shown = Vec::new();
                        let popped = queue.pop_ahead(|&event| shown.push(event));
                        prop_assert!(shown.iter().all(|event| heap.iter().any(|Reverse((_, pending))| pending == event)));
                        let expected = heap.pop().map(|Reverse((tick, event))| (Tick(tick), event));
                        prop_assert_eq!(popped, expected);
                        if let Some((tick, _)) = expected {
                            now = tick.0;
                            prop_assert_eq!(queue.now(), tick);
                        }
                    }
                    Step::Clear => {
                        queue.clear();
                        heap.clear();
                        (now, sequence) = (0, 0);
                        prop_assert_eq!(queue.now(), Tick::ZERO);
                    }
                }
                prop_assert_eq!(queue.len(), heap.len());
                prop_assert_eq!(queue.is_empty(), heap.is_empty());
            }
        }
    }

    #[test]
    fn equal_times_come_out_in_the_order_in_which_they_were_planned() {
        let mut queue = EventQueue::new();
        for event in 0..100 {
            queue.push(Tick(7), event);
        }
        let popped: Vec<i32> = std::iter::from_fn(|| queue.pop()).map(|(_, event)| event).collect();
        assert_eq!(popped, (0..100).collect::<Vec<_>>());
    }

    /// Ticks 64 to 73 share a bucket: its ten items are shown when the first of them comes out, nine of them ahead of their time.
    #[test]
    fn what_comes_out_next_is_shown_before() {
        let mut queue = EventQueue::new();
        for event in 0..10 {
            queue.push(Tick(64 + event), event);
        }
        let mut shown = Vec::new();
        assert_eq!(queue.pop_ahead(|&event| shown.push(event)), Some((Tick(64), 0)));
        assert_eq!(shown, (0..10).collect::<Vec<_>>());
        // A bucket of many is not: most of it would be gone from the cache before it is read.
        queue.clear();
        for event in 0..60 {
            queue.push(Tick(64 + event), event);
        }
        queue.pop_ahead(|event| panic!("{event} is shown"));
    }

    #[test]
    #[should_panic(expected = "into the past")]
    fn planning_into_the_past_is_a_fault() {
        let mut queue = EventQueue::new();
        queue.push(Tick(10), ());
        queue.pop();
        queue.push(Tick(9), ());
    }

    #[test]
    fn an_endless_chain_without_delay_ends_with_the_budget() {
        let mut queue = EventQueue::with_budget(1000);
        queue.push(Tick(3), ());
        let mut popped = 0;
        while let Some((now, ())) = queue.pop() {
            popped += 1;
            queue.push(now, ());
            queue.push(now, ());
        }
        assert_eq!(queue.within_budget(), Err(BudgetExceeded { budget: 1000 }));
        assert!(popped <= 1000);
        queue.clear();
        assert_eq!(queue.within_budget(), Ok(()));
        queue.push(Tick(0), ());
        assert_eq!(queue.len(), 1);
    }

    #[test]
    fn the_last_possible_time_can_be_planned() {
        let mut queue = EventQueue::new();
        queue.push(Tick::NEVER, 'b');
        queue.push(Tick::ZERO, 'a');
        assert_eq!(queue.pop(), Some((Tick::ZERO, 'a')));
        assert_eq!(queue.pop(), Some((Tick::NEVER, 'b')));
        assert_eq!(queue.pop(), None);
    }
}
