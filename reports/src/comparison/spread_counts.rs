//! How many assets were held, reached by false data, and cut off at each time: from counts of incidents to bands.
//!
//! A count is a small whole number, so each cell keeps how often it saw which: exact quantiles in a memory that grows with the
//! largest count and not with the number of incidents.

use std::collections::BTreeMap;

use yagura_sim::city::Category;
use yagura_sim::measure::{SERIES_POINTS, SeriesKind, series_index};
use yagura_sim::words::Words as _;

use crate::tables::{ALL_CATEGORIES, SpreadRow};

/// Counts below this are kept in a list, the rare larger ones in a map.
const SMALL: usize = 1024;

/// How often each count was seen; zeros are what is left to the number of incidents.
#[derive(Clone, Debug, Default)]
struct Histogram {
    small: Vec<u32>,
    large: BTreeMap<u32, u32>,
}

impl Histogram {
    fn add(&mut self, count: u32) {
        let place = count as usize;
        if count == 0 {
        } else if place < SMALL {
            if self.small.len() <= place {
                self.small.resize(place + 1, 0);
            }
            self.small[place] += 1;
        } else {
            *self.large.entry(count).or_insert(0) += 1;
        }
    }

    /// Counts above 0 in ascending order, with how often they were seen.
    fn seen(&self) -> impl Iterator<Item = (u32, u64)> + '_ {
        let small = self.small.iter().enumerate().filter(|(_, times)| **times > 0);
        let small = small.map(|(count, times)| (u32::try_from(count).unwrap_or(u32::MAX), u64::from(*times)));
        small.chain(self.large.iter().map(|(count, times)| (*count, u64::from(*times))))
    }

    fn mean(&self, incidents: u64) -> f64 {
        let sum: u128 = self.seen().map(|(count, times)| u128::from(count) * u128::from(times)).sum();
        sum as f64 / incidents as f64
    }

    /// The smallest count that at least the share `p` of incidents does not exceed.
    fn quantile(&self, incidents: u64, p: f64) -> f64 {
        let wanted = libm::ceil(p * incidents as f64) as u64;
        let mut below = incidents - self.seen().map(|(_, times)| times).sum::<u64>();
        if below >= wanted {
            return 0.0;
        }
        for (count, times) in self.seen() {
            below += times;
            if below >= wanted {
                return f64::from(count);
            }
        }
        0.0
    }
}

/// The counts of one scenario under one control set.
#[derive(Clone, Debug)]
pub(super) struct SpreadCounts {
    incidents: u64,
    /// `(point * kinds + kind) * (categories + 1) + category`; the last category is all together.
    cells: Vec<Histogram>,
}

impl Default for SpreadCounts {
    fn default() -> Self {
        let cells = SERIES_POINTS * SeriesKind::ALL.len() * (Category::ALL.len() + 1);
        Self { incidents: 0, cells: vec![Histogram::default(); cells] }
    }
}

impl SpreadCounts {
    /// Takes the counts of one incident, laid out by [`series_index`].
    pub(super) fn push(&mut self, series: &[u32]) {
        self.incidents += 1;
        let mut cell = 0;
        for point in 0..SERIES_POINTS {
            for &kind in SeriesKind::ALL {
                let mut sum = 0;
                for &category in Category::ALL {
                    let count = series.get(series_index(point, kind, category)).copied().unwrap_or(0);
                    self.cells[cell].add(count);
                    sum += count;
                    cell += 1;
                }
                self.cells[cell].add(sum);
                cell += 1;
            }
        }
    }

    /// The rows: by category (all last), state, time.
    #[must_use]
    pub(super) fn rows(&self, (city, scenario, control_set): (&str, &str, &str), horizon_h: f64) -> Vec<SpreadRow> {
        let categories: Vec<&'static str> =
            Category::ALL.iter().map(|category| category.as_str()).chain([ALL_CATEGORIES]).collect();
        let mut rows = Vec::with_capacity(self.cells.len());
        if self.incidents == 0 {
            return rows;
        }
        for (position, category) in categories.iter().enumerate() {
            for (kind, state) in SeriesKind::ALL.iter().enumerate() {
                for point in 0..SERIES_POINTS {
                    let cell = &self.cells[(point * SeriesKind::ALL.len() + kind) * categories.len() + position];
                    rows.push(SpreadRow {
                        city: city.to_owned(),
                        scenario: scenario.to_owned(),
                        control_set: control_set.to_owned(),
                        category,
                        state: state.as_str(),
                        time_h: horizon_h * point as f64 / (SERIES_POINTS - 1) as f64,
                        n: self.incidents,
                        mean: cell.mean(self.incidents),
                        quantiles: [0.05, 0.25, 0.5, 0.75, 0.95].map(|p| cell.quantile(self.incidents, p)),
                    });
                }
            }
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_count_without_being_kept() {
        let mut histogram = Histogram::default();
        for count in [0, 0, 0, 2, 5000] {
            histogram.add(count);
        }
        // Five incidents: the median is the third smallest, 0; four fifths do not exceed 2.
        assert_eq!(histogram.quantile(5, 0.5), 0.0);
        assert_eq!(histogram.quantile(5, 0.8), 2.0);
        assert_eq!(histogram.quantile(5, 0.95), 5000.0);
        assert_eq!(histogram.mean(5), 5002.0 / 5.0);
    }

    #[test]
    fn categories_add_up_to_all_within_each_incident() {
        let mut counts = SpreadCounts::default();
        let mut series = vec![0; SERIES_POINTS * SeriesKind::ALL.len() * Category::ALL.len()];
        series[series_index(60, SeriesKind::Tainted, Category::Asset)] = 3;
        series[series_index(60, SeriesKind::Tainted, Category::CityOs)] = 4;
        counts.push(&series);
        let rows = counts.rows(("h", "s", "c"), 120.0);
        let at_end = |category: &str| {
            rows.iter()
                .find(|row| row.category == category && row.state == "tainted" && row.time_h == 120.0)
                .map(|row| row.mean)
        };
        assert_eq!((at_end("asset"), at_end("city_os"), at_end("all")), (Some(3.0), Some(4.0), Some(7.0)));
    }
}
