//! Where it hurts: from what services lost and organisations met in each incident to the rows of `services.csv` and
//! `organisations.csv`.
//!
//! Sums are taken in the order of the incidents' keys, so that they are the same however the work was divided. Kept are sums, and for
//! the quantile the user-hours of the incidents that cost a service any: what never happened takes no room.

use std::collections::BTreeMap;
use std::sync::Arc;

use yagura_sim::city::City;
use yagura_sim::ids::{OrganisationIndex, ServiceIndex};
use yagura_sim::measure::Row;

use crate::lists::{Ascending, List, Room, ascending};
use crate::statistics::{Ordered, StatisticsError, quantile};
use crate::tables::{OrganisationRow, ServiceRow};

#[derive(Debug)]
struct ServiceSums {
    hit: u64,
    attack: f64,
    response: f64,
    wrong_h: f64,
    jpy: f64,
    /// User-hours lost of each incident that cost any.
    user_h: List,
}

impl ServiceSums {
    fn new(room: &Room) -> Self {
        Self { hit: 0, attack: 0.0, response: 0.0, wrong_h: 0.0, jpy: 0.0, user_h: List::new(room) }
    }
}

#[derive(Clone, Debug, Default)]
struct OrganisationSums {
    reached: u64,
    controlled: u64,
    alerts: u64,
    analyst_h: f64,
    user_h: f64,
}

/// The sums of one scenario under one control set.
#[derive(Debug)]
struct PlaceSums {
    room: Room,
    incidents: u64,
    services: BTreeMap<ServiceIndex, ServiceSums>,
    organisations: BTreeMap<OrganisationIndex, OrganisationSums>,
}

impl PlaceSums {
    fn new(room: &Room) -> Self {
        Self { room: room.clone(), incidents: 0, services: BTreeMap::new(), organisations: BTreeMap::new() }
    }

    /// Takes one incident.
    fn push(&mut self, row: &Row) {
        self.incidents += 1;
        for lost in &row.services {
            let sums = self.services.entry(lost.service).or_insert_with(|| ServiceSums::new(&self.room));
            sums.hit += 1;
            sums.attack += lost.user_h_lost_attack;
            sums.response += lost.user_h_lost_response;
            sums.wrong_h += lost.wrong_decision_h;
            sums.jpy += lost.loss_jpy;
            let user_h = lost.user_h_lost_attack + lost.user_h_lost_response;
            if user_h > 0.0 {
                sums.user_h.push(user_h);
            }
        }
        for met in &row.organisations {
            let sums = self.organisations.entry(met.organisation).or_default();
            sums.reached += u64::from(met.assets_controlled > 0);
            sums.controlled += u64::from(met.assets_controlled);
            sums.alerts += u64::from(met.alerts);
            sums.analyst_h += met.analyst_h;
            sums.user_h += met.user_h_lost;
        }
    }
}

/// The places of a comparison under way.
pub struct Places {
    city: Arc<City>,
    scenarios: Vec<String>,
    sets: Vec<String>,
    /// `sums[scenario][set]`.
    sums: Vec<Vec<PlaceSums>>,
    room: Room,
}

impl Places {
    /// Nothing taken yet.
    #[must_use]
    pub fn new(city: Arc<City>, scenarios: Vec<String>, sets: Vec<String>) -> Self {
        Self::within(city, scenarios, sets, Room::memory())
    }

    /// The same with its lists in `room`.
    #[must_use]
    pub fn within(city: Arc<City>, scenarios: Vec<String>, sets: Vec<String>, room: Room) -> Self {
        let of_scenario = |_: &String| sets.iter().map(|_| PlaceSums::new(&room)).collect();
        let sums = scenarios.iter().map(of_scenario).collect();
        Self { city, scenarios, sets, sums, room }
    }

    /// Takes one incident; those of one scenario and set come in the order of their keys.
    pub fn push(&mut self, scenario: usize, set: usize, row: &Row) {
        self.sums[scenario][set].push(row);
    }

    /// The rows of both tables.
    ///
    /// # Errors
    /// Values that could not be put aside.
    pub fn finish(self) -> Result<(Vec<ServiceRow>, Vec<OrganisationRow>), StatisticsError> {
        let (mut services, mut organisations) = (Vec::new(), Vec::new());
        for (scenario, sums) in self.scenarios.iter().zip(&self.sums) {
            let (of_services, of_organisations) = rows(&self.city, scenario, &self.sets, sums)?;
            services.extend(of_services);
            organisations.extend(of_organisations);
        }
        self.room.trouble()?;
        Ok((services, organisations))
    }
}

/// The rows of one scenario: for each set every service and organisation that the scenario met under any of them, in the order of the
/// city. What it never met has no row.
fn rows(
    city: &City,
    scenario: &str,
    sets: &[String],
    sums: &[PlaceSums],
) -> Result<(Vec<ServiceRow>, Vec<OrganisationRow>), StatisticsError> {
    let mut services: Vec<ServiceIndex> = sums.iter().flat_map(|sums| sums.services.keys().copied()).collect();
    services.sort_unstable();
    services.dedup();
    let mut organisations: Vec<OrganisationIndex> =
        sums.iter().flat_map(|sums| sums.organisations.keys().copied()).collect();
    organisations.sort_unstable();
    organisations.dedup();
    let (mut of_services, mut of_organisations) = (Vec::new(), Vec::new());
    for (set, sums) in sets.iter().zip(sums) {
        let mean = |sum: f64| if sums.incidents == 0 { 0.0 } else { sum / sums.incidents as f64 };
        for &service in &services {
            let nothing = ServiceSums::new(&sums.room);
            let found = sums.services.get(&service).unwrap_or(&nothing);
            of_services.push(ServiceRow {
                city: city.head.id.clone(),
                scenario: scenario.to_owned(),
                control_set: set.clone(),
                service: city.services[service.row()].id.clone(),
                n: sums.incidents,
                share_hit: mean(found.hit as f64),
                user_h_lost_attack: mean(found.attack),
                user_h_lost_response: mean(found.response),
                wrong_decision_h: mean(found.wrong_h),
                loss_jpy: Some(mean(found.jpy)),
                p95_user_h_lost: p95(&sums.room, &found.user_h, sums.incidents)?,
            });
        }
        for &organisation in &organisations {
            let found = sums.organisations.get(&organisation).cloned().unwrap_or_default();
            of_organisations.push(OrganisationRow {
                city: city.head.id.clone(),
                scenario: scenario.to_owned(),
                control_set: set.clone(),
                organisation: city.organisations[organisation.row()].id.clone(),
                n: sums.incidents,
                share_reached: mean(found.reached as f64),
                assets_controlled: mean(found.controlled as f64),
                alerts_handled: Some(mean(found.alerts as f64)),
                analyst_h: Some(mean(found.analyst_h)),
                user_h_lost: Some(mean(found.user_h)),
            });
        }
    }
    Ok((of_services, of_organisations))
}

/// Zeros, and then numbers above 0 in ascending order.
struct AfterZeros {
    zeros: usize,
    rest: Ascending,
}

impl Ordered for AfterZeros {
    fn length(&self) -> usize {
        self.zeros + self.rest.length()
    }

    fn at(&self, place: usize) -> f64 {
        place.checked_sub(self.zeros).map_or(0.0, |place| self.rest.at(place))
    }
}

/// The 95th percentile over all `incidents`, of which only those with more than nothing are in `values`.
fn p95(room: &Room, values: &List, incidents: u64) -> Result<Option<f64>, StatisticsError> {
    if incidents == 0 {
        return Ok(None);
    }
    // Where more than 95 % lost nothing, so did the 95th percentile, and nothing needs sorting.
    if (values.len() as f64) < 0.049 * incidents as f64 {
        return Ok(Some(0.0));
    }
    let zeros = usize::try_from(incidents).unwrap_or(usize::MAX).saturating_sub(values.len());
    Ok(Some(quantile(&AfterZeros { zeros, rest: ascending(room, values.iter()) }, 0.95)?))
}

#[cfg(test)]
mod tests {
    use yagura_sim::measure::{OrganisationResult, ServiceResult};

    use super::*;

    fn incident(user_h: f64) -> Row {
        let service = ServiceResult {
            service: ServiceIndex(0),
            user_h_lost_attack: user_h,
            user_h_lost_response: 0.0,
            wrong_decision_h: 1.0,
            loss_jpy: 2.0 * user_h,
        };
        let organisation = OrganisationResult {
            organisation: OrganisationIndex(0),
            assets_controlled: 3,
            alerts: 1,
            analyst_h: 0.5,
            user_h_lost: user_h,
        };
        Row { services: vec![service], organisations: vec![organisation], ..Row::default() }
    }

    #[test]
    fn means_are_per_incident_and_incidents_that_met_nothing_count() {
        let city = yagura_sim::city::testing::TinyCity::new().service("water").build();
        let mut sums = PlaceSums::new(&Room::memory());
        sums.push(&incident(40.0));
        sums.push(&Row::default());
        let (services, organisations) =
            rows(&city, "s", &["a".into(), "b".into()], &[sums, PlaceSums::new(&Room::memory())]).expect("rows");
        // One of two incidents lost 40 user-hours: 20 on average.
        assert_eq!((services[0].share_hit, services[0].user_h_lost_attack, services[0].n), (0.5, 20.0, 2));
        assert_eq!((services[0].wrong_decision_h, services[0].loss_jpy), (0.5, Some(40.0)));
        assert_eq!((organisations[0].share_reached, organisations[0].assets_controlled), (0.5, 1.5));
        // A set without incidents still has its row, so that sets stand side by side.
        assert_eq!((services[1].control_set.as_str(), services[1].n), ("b", 0));
    }

    #[test]
    fn the_quantile_counts_the_incidents_that_lost_nothing() {
        let full: Vec<f64> = (0..100).map(|i| if i < 90 { 0.0 } else { f64::from(i) }).collect();
        let expected = quantile(&full, 0.95).expect("a quantile");
        let room = Room::memory();
        let (mut ten, mut one) = (List::new(&room), List::new(&room));
        (90..100).rev().for_each(|value| ten.push(f64::from(value)));
        one.push(7.0);
        assert_eq!(p95(&room, &ten, 100).expect("a quantile"), Some(expected));
        assert_eq!(p95(&room, &one, 100).expect("a quantile"), Some(0.0));
    }
}
