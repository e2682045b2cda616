//! Diffs and keyframes: what each event changes, and now and then the whole state.
//!
//! A keyframe is written once as much has changed since the last one as the state holds, and no sooner than after [`LEAST`] changes:
//! all keyframes together are then no larger than all diffs, and going to any event costs at most about two states.

use serde::Serialize;
use yagura_sim::incident::LogEntry;

use super::cells::Cells;
use super::changes::State;

/// Fewest changes between two keyframes: as cheap to play as one keyframe is to find.
const LEAST: usize = 512;

/// Changes of cells: event `e` writes `value[i]` into `cell[i]` for `start[e] <= i < start[e + 1]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diffs {
    /// Where the changes of each event begin; one entry more than events.
    pub start: Vec<u32>,
    /// Cells.
    pub cell: Vec<u32>,
    /// What they become.
    pub value: Vec<i32>,
}

/// The whole state after an event: the cells that are not 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Keyframe {
    /// The event.
    pub event: usize,
    /// Cells.
    pub cell: Vec<u32>,
    /// What they hold.
    pub value: Vec<i32>,
}

/// The diffs and keyframes of a log.
#[must_use]
pub(super) fn build(cells: Cells, entries: &[LogEntry]) -> (Diffs, Vec<Keyframe>) {
    let mut state = State::new(cells);
    let (mut diffs, mut keyframes) = (Diffs { start: vec![0], ..Diffs::default() }, Vec::new());
    let mut since = 0;
    for (event, entry) in entries.iter().enumerate() {
        let changed = state.take(&entry.fact);
        since += changed.len();
        for &(cell, value) in changed {
            diffs.cell.push(cell);
            diffs.value.push(value);
        }
        diffs.start.push(diffs.cell.len() as u32);
        if since >= LEAST.max(state.busy()) {
            since = 0;
            let busy = state.value().iter().enumerate().filter(|(_, value)| **value != 0);
            let (cell, value) = busy.map(|(cell, value)| (cell as u32, *value)).unzip();
            keyframes.push(Keyframe { event, cell, value });
        }
    }
    (diffs, keyframes)
}

/// The state after `event`, from the last keyframe before it: what the page does.
#[must_use]
pub fn state_after(cells: Cells, diffs: &Diffs, keyframes: &[Keyframe], event: usize) -> Vec<i32> {
    let mut state = vec![0; cells.size];
    let frames = keyframes.partition_point(|frame| frame.event <= event);
    let mut next = 0;
    if let Some(frame) = frames.checked_sub(1).and_then(|last| keyframes.get(last)) {
        for (cell, value) in frame.cell.iter().zip(&frame.value) {
            state[*cell as usize] = *value;
        }
        next = frame.event + 1;
    }
    let (from, to) = (diffs.start[next] as usize, diffs.start[event + 1] as usize);
    for (cell, value) in diffs.cell[from..to].iter().zip(&diffs.value[from..to]) {
        state[*cell as usize] = *value;
    }
    state
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::replay::testing::{cells_of, entries};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn from_a_keyframe_and_from_the_start_the_state_is_the_same(log in entries(3000, 700), asked in 0usize..3000) {
            let cells = cells_of(700);
            let (diffs, keyframes) = build(cells, &log);
            prop_assert!(!keyframes.is_empty(), "the log is long enough to have one");
            let event = asked % log.len();
            prop_assert_eq!(
                state_after(cells, &diffs, &keyframes, event),
                state_after(cells, &diffs, &[], event)
            );
            let mut state = State::new(cells);
            for entry in &log[..=event] {
                state.take(&entry.fact);
            }
            prop_assert_eq!(state_after(cells, &diffs, &keyframes, event), state.value());
        }

        #[test]
        fn keyframes_are_no_larger_than_diffs(log in entries(3000, 700)) {
            let (diffs, keyframes) = build(cells_of(700), &log);
            let in_keyframes: usize = keyframes.iter().map(|frame| frame.cell.len()).sum();
            prop_assert!(in_keyframes <= diffs.cell.len());
        }
    }
}
