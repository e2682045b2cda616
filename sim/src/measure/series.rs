//! Counts over time: assets held, reached by false data, and cut off, by category, at equally spaced times from 0 to the horizon.

use crate::city::Category;
use crate::ids::AssetIndex;
use crate::incident::Fact;
use crate::kernel::Tick;
use crate::words;
use crate::words::Words;

use super::Outcome;

/// Times at which counts are taken. 61 make a smooth curve at half a page and divide days into hours for usual horizons.
pub const SERIES_POINTS: usize = 61;

words!(
    /// What is counted over time.
    SeriesKind, "series" {
        /// Held by the attacker.
        Compromised = "compromised",
        /// Reached by false data.
        Tainted = "tainted",
        /// Cut off by the response.
        Isolated = "isolated",
    }
);

/// Position of a count in [`Row::series`](super::Row).
#[must_use]
pub fn series_index(point: usize, kind: SeriesKind, category: Category) -> usize {
    (point * SeriesKind::ALL.len() + kind as usize) * Category::ALL.len() + category as usize
}

/// First point at or after `at`, for points `step` apart.
fn point(at: Tick, step: u64) -> usize {
    if step == 0 { 0 } else { at.0.div_ceil(step) as usize }
}

pub(super) fn fold(outcome: &Outcome<'_>, series: &mut Vec<u32>) {
    let width = SeriesKind::ALL.len() * Category::ALL.len();
    series.clear();
    series.resize(SERIES_POINTS * width, 0);
    let category = |asset: AssetIndex| outcome.city.class(asset).category;
    let step = outcome.horizon.0 / (SERIES_POINTS as u64 - 1);
    // Counts are stepped with wrapping arithmetic and summed at the end.
    let mut pairs: Vec<(AssetIndex, AssetIndex)> = Vec::new();
    let mut change = |at: Tick, kind: SeriesKind, asset: AssetIndex, by: i32| {
        let point = point(at, step);
        if point < SERIES_POINTS {
            let cell = &mut series[series_index(point, kind, category(asset))];
            *cell = cell.wrapping_add_signed(by);
        }
    };
    for entry in outcome.log.entries() {
        match entry.fact {
            Fact::Seized { asset, anew: true, .. } => change(entry.at, SeriesKind::Compromised, asset, 1),
            Fact::Cleaned { asset } => change(entry.at, SeriesKind::Compromised, asset, -1),
            Fact::Isolated { asset, was_held } => {
                change(entry.at, SeriesKind::Compromised, asset, -i32::from(was_held));
                change(entry.at, SeriesKind::Isolated, asset, 1);
            }
            Fact::Restored { asset, .. } => change(entry.at, SeriesKind::Isolated, asset, -1),
            Fact::Tainted { asset, origin } => {
                if !pairs.iter().any(|(a, _)| *a == asset) {
                    change(entry.at, SeriesKind::Tainted, asset, 1);
                }
                pairs.push((asset, origin));
            }
            Fact::TaintCleared { origin } => {
                let gone: Vec<AssetIndex> = pairs.iter().filter(|(_, o)| *o == origin).map(|(a, _)| *a).collect();
                pairs.retain(|(_, o)| *o != origin);
                for asset in gone {
                    if !pairs.iter().any(|(a, _)| *a == asset) {
                        change(entry.at, SeriesKind::Tainted, asset, -1);
                    }
                }
            }
            _ => {}
        }
    }
    let mut points = series.chunks_exact_mut(width);
    let Some(mut before) = points.next() else { return };
    for here in points {
        for (count, &so_far) in here.iter_mut().zip(&*before) {
            *count = count.wrapping_add(so_far);
        }
        before = here;
    }
}
