//! One incident per scenario that stands for the others: the one to tell as a story.
//!
//! It is the median, by the primary measure under one control set, of the incidents in which the measure was not 0: half of those that
//! hurt were milder, half were worse. Where nothing hurt it is the first.

use yagura_sim::experiment::RowKey;
use yagura_sim::measure::Row;

use crate::lists::{List, Room, ascending};
use crate::statistics::{Ordered as _, StatisticsError};

/// Where an incident stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Row of the scenario.
    pub scenario: usize,
    /// Parameter draw.
    pub draw: u32,
    /// Replication.
    pub replication: u32,
}

/// The incidents of one scenario.
#[derive(Debug)]
struct Seen {
    first: Option<(u32, u32)>,
    /// Value, draw and replication of those that hurt, in the order of their keys. A number holds a draw exactly.
    hurt: [List; 3],
}

/// Finds them while incidents come.
pub struct Representatives {
    set: usize,
    primaries: Vec<usize>,
    seen: Vec<Seen>,
    room: Room,
}

impl Representatives {
    /// Under the set in row `set`; `primaries`: the row of each scenario's primary measure.
    #[must_use]
    pub fn new(set: usize, primaries: Vec<usize>) -> Self {
        Self::within(set, primaries, Room::memory())
    }

    /// The same with its lists in `room`.
    #[must_use]
    pub fn within(set: usize, primaries: Vec<usize>, room: Room) -> Self {
        let nothing = |_: &usize| Seen { first: None, hurt: [(); 3].map(|()| List::new(&room)) };
        let seen = primaries.iter().map(nothing).collect();
        Self { set, primaries, seen, room }
    }

    /// Takes one incident.
    pub fn push(&mut self, key: RowKey, row: &Row) {
        if key.set != self.set {
            return;
        }
        let seen = &mut self.seen[key.scenario];
        seen.first.get_or_insert((key.draw, key.replication));
        if let Some(value) = row.values[self.primaries[key.scenario]].filter(|value| *value != 0.0) {
            let one = [value, f64::from(key.draw), f64::from(key.replication)];
            seen.hurt.iter_mut().zip(one).for_each(|(list, number)| list.push(number));
        }
    }

    /// One per scenario that had any incident, in order.
    ///
    /// # Errors
    /// Values that could not be put aside.
    pub fn finish(self) -> Result<Vec<Place>, StatisticsError> {
        let one = |(scenario, seen): (usize, &Seen)| {
            let (draw, replication) = seen.median(&self.room).or(seen.first)?;
            Some(Place { scenario, draw, replication })
        };
        let places = self.seen.iter().enumerate().filter_map(one).collect();
        self.room.trouble()?;
        Ok(places)
    }
}

impl Seen {
    /// The lower median of those that hurt; equal values keep the order of their keys.
    fn median(&self, room: &Room) -> Option<(u32, u32)> {
        let [values, draws, replications] = &self.hurt;
        let ordered = ascending(room, values.iter());
        let place = ordered.length().checked_sub(1)? / 2;
        let median = ordered.at(place);
        let before = place - ordered.partition_point(|value| value.total_cmp(&median).is_lt());
        let equal = values.iter().enumerate().filter(|(_, value)| value.to_bits() == median.to_bits());
        let (row, _) = { equal }.nth(before)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was a u32")]
        Some((draws.at(row) as u32, replications.at(row) as u32))
    }
}

#[cfg(test)]
mod tests {
    use yagura_sim::measure::MEASURES;

    use super::*;

    fn push(into: &mut Representatives, scenario: usize, replication: u32, value: f64) {
        let values = vec![Some(value); MEASURES.len()];
        into.push(RowKey { scenario, draw: 0, replication, set: 0 }, &Row { values, ..Row::default() });
        // Another set's incidents do not count.
        let values = vec![Some(1e9); MEASURES.len()];
        into.push(RowKey { scenario, draw: 9, replication, set: 1 }, &Row { values, ..Row::default() });
    }

    #[test]
    fn it_is_the_median_of_those_that_hurt_and_the_first_where_nothing_did() {
        let mut found = Representatives::new(0, vec![0, 0]);
        for (replication, value) in [(0, 0.0), (1, 5.0), (2, 1.0), (3, 9.0), (4, 0.0)] {
            push(&mut found, 0, replication, value);
        }
        push(&mut found, 1, 0, 0.0);
        push(&mut found, 1, 1, 0.0);
        let places = found.finish().expect("lists in memory");
        // 1, 5 and 9 hurt: 5 is in the middle.
        assert_eq!(places[0], Place { scenario: 0, draw: 0, replication: 1 });
        assert_eq!(places[1], Place { scenario: 1, draw: 0, replication: 0 });
    }
}
