//! What is measured: one file a family, each with its definitions and its fold over the incident.
//!
//! [`MEASURES`] is the one place that spells measures: columns of `incidents.csv`, rows of `summary.csv`, the data dictionary and
//! `explain` all come from it. A measure that does not apply or did not happen is `None`, never 0 and never the horizon; a flag beside
//! it says which.

mod by_part;
mod definition;
mod harm;
mod series;
mod spread;
mod time;

pub use by_part::{OrganisationResult, ServiceResult};
pub use definition::{Better, Family, MeasureDefinition, MeasureKind, Unit};
pub use series::{SERIES_POINTS, SeriesKind, series_index};

use crate::city::City;
use crate::ids::{AssetIndex, ServiceIndex};
use crate::incident::{Exposure, IncidentLog, Progress, ServiceState};
use crate::kernel::Tick;
use crate::knowledge::Catalogue;
use crate::posture::Posture;
use crate::scenario::Scenario;

/// An incident that has been played, to be measured.
pub struct Outcome<'a> {
    /// The city.
    pub city: &'a City,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The posture: impacts and prices.
    pub posture: &'a mut Posture,
    /// The log.
    pub log: &'a IncidentLog,
    /// What was kept track of.
    pub progress: &'a Progress,
    /// Stamp of the run.
    pub run: u32,
    /// End of the simulated time.
    pub horizon: Tick,
    /// States of assets, by row; stale ones have another stamp.
    pub exposure: &'a [Exposure],
    /// States of services, by row.
    pub service: &'a [ServiceState],
}

impl Outcome<'_> {
    /// Final state of `asset`.
    #[must_use]
    pub fn look(&self, asset: AssetIndex) -> Exposure {
        let state = self.exposure[asset.row()];
        if state.run == self.run { state } else { Exposure::default() }
    }

    /// Services that the incident touched, with their books closed.
    pub fn services(&self) -> impl Iterator<Item = (ServiceIndex, ServiceState)> + '_ {
        let touched = |(row, state): (usize, &ServiceState)| (ServiceIndex::from_row(row), *state);
        self.service.iter().enumerate().filter(|(_, s)| s.run == self.run).map(touched)
    }
}

/// The result of one incident.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// One value per entry of [`MEASURES`]; `None`: an empty cell.
    pub values: Vec<Option<f64>>,
    /// Counts over time, see [`series_index`].
    pub series: Vec<u32>,
    /// What services lost, those that lost nothing left out.
    pub services: Vec<ServiceResult>,
    /// What organisations met, those that the incident never reached left out.
    pub organisations: Vec<OrganisationResult>,
}

/// All measures, in column order.
pub static MEASURES: &[MeasureDefinition] = &definition::concatenated();

/// The row of a measure's key.
#[must_use]
pub fn measure_index(key: &str) -> Option<usize> {
    MEASURES.iter().position(|measure| measure.key == key)
}

/// The unit of the measure `key`; of what is no measure, a count.
#[must_use]
pub fn unit_of(key: &str) -> Unit {
    measure_index(key).map_or(Unit::Count, |row| MEASURES[row].unit)
}

/// Measures `outcome` into `row`.
pub fn measure(mut outcome: Outcome<'_>, row: &mut Row) {
    row.values.clear();
    spread::fold(&mut outcome, &mut row.values);
    time::fold(&mut outcome, &mut row.values);
    harm::fold(&mut outcome, &mut row.values, &mut row.services);
    debug_assert_eq!(row.values.len(), MEASURES.len());
    series::fold(&outcome, &mut row.series);
    by_part::fold(&outcome, &row.services, &mut row.organisations);
}

#[cfg(test)]
mod tests {
    use super::{MEASURES, MeasureKind, measure_index};

    #[test]
    fn keys_are_unique_and_every_delay_has_its_flag() {
        for (row, measure) in MEASURES.iter().enumerate() {
            assert_eq!(measure_index(measure.key), Some(row), "{} is spelled twice", measure.key);
            if let MeasureKind::Delay { flag } = measure.kind {
                let flag = measure_index(flag).expect("the flag of a delay is a measure");
                assert_eq!(MEASURES[flag].kind, MeasureKind::Flag);
            }
        }
    }
}
