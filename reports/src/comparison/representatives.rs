//! One incident per scenario that stands for the others: the one to tell as a story.
//!
//! It is the median, by the primary measure under one control set, of the incidents in which the measure was not 0: half of those that
//! hurt were milder, half were worse. Where nothing hurt it is the first.

use yagura_sim::experiment::RowKey;
use yagura_sim::measure::Row;

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
#[derive(Clone, Debug, Default)]
struct Seen {
    first: Option<(u32, u32)>,
    /// Value, draw and replication of those that hurt.
    hurt: Vec<(f64, u32, u32)>,
}

/// Finds them while incidents come.
pub struct Representatives {
    set: usize,
    primaries: Vec<usize>,
    seen: Vec<Seen>,
}

impl Representatives {
    /// Under the set in row `set`; `primaries`: the row of each scenario's primary measure.
    #[must_use]
    pub fn new(set: usize, primaries: Vec<usize>) -> Self {
        let seen = vec![Seen::default(); primaries.len()];
        Self { set, primaries, seen }
    }

    /// Takes one incident.
    pub fn push(&mut self, key: RowKey, row: &Row) {
        if key.set != self.set {
            return;
        }
        let seen = &mut self.seen[key.scenario];
        seen.first.get_or_insert((key.draw, key.replication));
        if let Some(value) = row.values[self.primaries[key.scenario]].filter(|value| *value != 0.0) {
            seen.hurt.push((value, key.draw, key.replication));
        }
    }

    /// One per scenario that had any incident, in order.
    #[must_use]
    pub fn finish(self) -> Vec<Place> {
        let one = |(scenario, mut seen): (usize, Seen)| {
            // Equal values keep the order of their keys.
            seen.hurt.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
            let median = seen.hurt.get(seen.hurt.len().saturating_sub(1) / 2).map(|&(_, draw, r)| (draw, r));
            let (draw, replication) = median.or(seen.first)?;
            Some(Place { scenario, draw, replication })
        };
        self.seen.into_iter().enumerate().filter_map(one).collect()
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
        let places = found.finish();
        // 1, 5 and 9 hurt: 5 is in the middle.
        assert_eq!(places[0], Place { scenario: 0, draw: 0, replication: 1 });
        assert_eq!(places[1], Place { scenario: 1, draw: 0, replication: 0 });
    }
}
