//! Numbers in ascending order, however many: sorted runs, merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{List, Room};
use crate::statistics::Ordered;

/// Numbers in ascending order.
#[derive(Debug)]
pub struct Ascending(Form);

#[derive(Debug)]
enum Form {
    Memory(Vec<f64>),
    List(List),
}

/// A number whose order is that of [`f64::total_cmp`].
#[derive(Clone, Copy, PartialEq)]
struct Total(f64);

impl Eq for Total {}

impl PartialOrd for Total {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Total {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// `values`, which are numbers, in ascending order: in memory where they are few, else in `room`.
#[must_use]
pub fn ascending(room: &Room, values: impl IntoIterator<Item = f64>) -> Ascending {
    let mut values = values.into_iter();
    let mut runs: Vec<List> = Vec::new();
    loop {
        // Numbers that are equal by their total order are the same bits: it does not matter which comes first.
        let mut run: Vec<f64> = values.by_ref().take(room.run()).collect();
        run.sort_unstable_by(f64::total_cmp);
        if run.len() < room.run() && runs.is_empty() {
            return Ascending(Form::Memory(run));
        }
        let last = run.len() < room.run();
        let mut list = List::new(room);
        run.into_iter().for_each(|value| list.push(value));
        runs.push(list);
        if last {
            return Ascending(Form::List(merged(room, &runs)));
        }
    }
}

fn merged(room: &Room, runs: &[List]) -> List {
    let mut all = List::new(room);
    let mut rest: Vec<_> = runs.iter().map(List::iter).collect();
    let first = rest.iter_mut().enumerate().filter_map(|(run, rest)| Some(Reverse((Total(rest.next()?), run))));
    let mut heap: BinaryHeap<Reverse<(Total, usize)>> = first.collect();
    while let Some(mut least) = heap.peek_mut() {
        let Reverse((Total(value), run)) = *least;
        all.push(value);
        match rest[run].next() {
            Some(next) => *least = Reverse((Total(next), run)),
            None => {
                std::collections::binary_heap::PeekMut::pop(least);
            }
        }
    }
    all
}

impl Ascending {
    /// The numbers in ascending order, from the one at `place` on.
    pub fn iter_from(&self, place: usize) -> Box<dyn Iterator<Item = f64> + '_> {
        match &self.0 {
            Form::Memory(values) => Box::new(values[place.min(values.len())..].iter().copied()),
            Form::List(list) => Box::new(list.iter_from(place)),
        }
    }

    /// How many at the beginning fulfil a condition that, once false, stays false.
    pub fn partition_point(&self, holds: impl Fn(f64) -> bool) -> usize {
        if let Form::Memory(values) = &self.0 {
            return values.partition_point(|&value| holds(value));
        }
        let (mut low, mut high) = (0, self.length());
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(self.at(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

impl Ordered for Ascending {
    fn length(&self) -> usize {
        match &self.0 {
            Form::Memory(values) => values.len(),
            Form::List(list) => list.len(),
        }
    }

    fn at(&self, place: usize) -> f64 {
        match &self.0 {
            Form::Memory(values) => values[place],
            Form::List(list) => list.at(place),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn merged_runs_are_what_sorting_gives(
            values in prop::collection::vec(prop_oneof![Just(0.0), Just(-0.0), -3.0_f64..3.0, any::<i8>().prop_map(f64::from)], 0..200),
            run in 2_usize..40,
        ) {
            let room = Room::on(Cursor::new(Vec::new()), 3, run);
            let found = ascending(&room, values.iter().copied());
            let mut expected = values;
            expected.sort_by(f64::total_cmp);
            let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(bits(&found.iter_from(0).collect::<Vec<_>>()), bits(&expected));
            prop_assert_eq!(found.length(), expected.len());
            prop_assert_eq!(found.partition_point(|value| value < 1.0), expected.partition_point(|value| *value < 1.0));
            if let Some(last) = expected.len().checked_sub(1) {
                prop_assert_eq!(found.at(last), expected[last]);
                prop_assert_eq!(found.iter_from(last).count(), 1);
            }
        }
    }
}
