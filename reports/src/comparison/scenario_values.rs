//! All values of one scenario: per control set and measure a list with one value an incident, draw by draw.
//!
//! The lists grow as incidents come, so that a comparison that is stopped early never took the room of a whole one: 8 bytes a value. Where
//! they lie, in memory or on a file, is for whoever makes the comparison to say.

use crate::lists::{List, Room};

/// The values.
pub(super) struct ScenarioValues {
    /// `columns[set * measures + measure]`; what is missing is no number.
    columns: Vec<List>,
    measures: usize,
    filled: usize,
    wanted: usize,
    room: Room,
}

impl ScenarioValues {
    /// For `sets` x `measures` x `cells`, in `room`.
    pub(super) fn new(sets: usize, measures: usize, cells: usize, room: Room) -> Self {
        let columns = (0..sets * measures).map(|_| List::new(&room)).collect();
        Self { columns, measures, filled: 0, wanted: sets * cells, room }
    }

    /// Where they lie, and where more may be put for a while.
    pub(super) fn room(&self) -> &Room {
        &self.room
    }

    /// The measures of the next incident under `set`; `cell` is its place, for incidents come in order.
    pub(super) fn put(&mut self, set: usize, cell: usize, values: &[Option<f64>]) {
        for (measure, &value) in values.iter().enumerate() {
            let column = &mut self.columns[set * self.measures + measure];
            debug_assert_eq!(column.len(), cell, "incidents come in the order of their keys");
            column.push(value.unwrap_or(f64::NAN));
        }
        self.filled += 1;
    }

    /// Every incident of every set was put.
    pub(super) fn is_complete(&self) -> bool {
        self.filled == self.wanted
    }

    /// All values of `measure` under `set`, draw by draw.
    pub(super) fn of(&self, set: usize, measure: usize) -> impl Iterator<Item = Option<f64>> + '_ {
        self.columns[set * self.measures + measure].iter().map(|value| (!value.is_nan()).then_some(value))
    }

    /// Those that are there.
    pub(super) fn present(&self, set: usize, measure: usize) -> impl Iterator<Item = f64> + '_ {
        self.of(set, measure).flatten()
    }

    /// Forgets them and keeps the room.
    pub(super) fn clear(&mut self) {
        self.filled = 0;
        self.columns.iter_mut().for_each(List::clear);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_value_stays_missing() {
        let mut values = ScenarioValues::new(1, 2, 2, Room::memory());
        values.put(0, 0, &[Some(1.0), None]);
        values.put(0, 1, &[Some(0.0), Some(2.0)]);
        assert!(values.is_complete());
        assert_eq!(values.of(0, 0).collect::<Vec<_>>(), [Some(1.0), Some(0.0)]);
        assert_eq!(values.of(0, 1).collect::<Vec<_>>(), [None, Some(2.0)]);
        assert_eq!(values.present(0, 1).collect::<Vec<_>>(), [2.0]);
    }
}
