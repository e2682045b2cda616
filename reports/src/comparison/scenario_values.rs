//! All values of one scenario: per control set and measure a slice with one value a cell, draw by draw.

/// The values.
pub(super) struct ScenarioValues {
    /// `columns[set * measures + measure][cell]`
    columns: Vec<Vec<Option<f64>>>,
    measures: usize,
    filled: usize,
    wanted: usize,
}

impl ScenarioValues {
    /// Room for `sets` x `measures` x `cells`.
    pub(super) fn new(sets: usize, measures: usize, cells: usize) -> Self {
        Self { columns: vec![vec![None; cells]; sets * measures], measures, filled: 0, wanted: sets * cells }
    }

    /// The measures of one incident.
    pub(super) fn put(&mut self, set: usize, cell: usize, values: &[Option<f64>]) {
        for (measure, &value) in values.iter().enumerate() {
            self.columns[set * self.measures + measure][cell] = value;
        }
        self.filled += 1;
    }

    /// Every cell of every set was put.
    pub(super) fn is_complete(&self) -> bool {
        self.filled == self.wanted
    }

    /// All values of `measure` under `set`.
    pub(super) fn of(&self, set: usize, measure: usize) -> &[Option<f64>] {
        &self.columns[set * self.measures + measure]
    }

    /// Forgets them and keeps the room.
    pub(super) fn clear(&mut self) {
        self.filled = 0;
        for column in &mut self.columns {
            column.fill(None);
        }
    }
}
