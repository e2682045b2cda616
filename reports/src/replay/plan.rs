//! The city to draw: its coordinates on a plan, who operates what, what hangs on what.

use serde::Serialize;
use yagura_sim::city::City;
use yagura_sim::ids::AssetIndex;
use yagura_sim::words::Words as _;

use super::text::Text;

/// Longer side of the plan, in its units.
const SIDE: f64 = 1000.0;

/// See the module.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CityPlan {
    /// Name.
    pub name: Text,
    /// The assets carry places.
    pub placed: bool,
    /// Width of the plan.
    pub width: f64,
    /// Height of the plan.
    pub height: f64,
    /// Organisations.
    pub organisations: Vec<OrganisationPlan>,
    /// Zones.
    pub zones: Vec<ZonePlan>,
    /// Assets.
    pub assets: Vec<AssetPlan>,
    /// Services.
    pub services: Vec<ServicePlan>,
    /// Datasets.
    pub datasets: Vec<DatasetPlan>,
    /// Data flows.
    pub flows: Vec<FlowPlan>,
    /// Conduits between zones.
    pub links: Vec<LinkPlan>,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrganisationPlan {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Role.
    pub role: &'static str,
    /// When its desk reads alerts.
    pub desk: &'static str,
}

/// A zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ZonePlan {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Category.
    pub category: &'static str,
    /// Who operates it.
    pub organisation: usize,
    /// Medium.
    pub medium: &'static str,
    /// Reachable from the internet.
    pub internet_facing: bool,
}

/// An asset.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AssetPlan {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Kind.
    pub kind: &'static str,
    /// Category.
    pub category: &'static str,
    /// Zone.
    pub zone: usize,
    /// Who operates it.
    pub organisation: usize,
    /// Owner.
    pub owner: usize,
    /// East, units of the plan.
    pub x: f64,
    /// South, units of the plan.
    pub y: f64,
    /// Services that need it, read it, decide at it or command it.
    pub services: Vec<usize>,
    /// Datasets that it holds.
    pub datasets: Vec<usize>,
    /// Real things that it stands for.
    pub stands_for: u32,
}

/// A service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ServicePlan {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Who provides it.
    pub organisation: usize,
    /// Users.
    pub users: u64,
    /// 1 to 5.
    pub criticality: u8,
    /// Wrong decisions can hurt.
    pub safety_relevant: bool,
}

/// A dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DatasetPlan {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Class.
    pub class: &'static str,
    /// Personal data.
    pub personal: bool,
    /// Records.
    pub records: u64,
}

/// A data flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FlowPlan {
    /// Source asset.
    pub from: usize,
    /// Sink asset.
    pub to: usize,
    /// Protected in transit.
    pub protected: bool,
}

/// A conduit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LinkPlan {
    /// Zone that may initiate.
    pub from: usize,
    /// Zone that it reaches.
    pub to: usize,
}

impl CityPlan {
    /// The plan of `city`.
    #[must_use]
    pub fn of(city: &City) -> Self {
        let (places, width, height) = places(city);
        let commanded = commanded(city);
        let assets = city.assets.iter().zip(&places).enumerate();
        Self {
            name: Text { en: city.head.name_en.clone(), ja: city.head.name_ja.clone() },
            placed: city.assets.iter().any(|asset| asset.place.is_some()),
            width,
            height,
            organisations: city
                .organisations
                .iter()
                .map(|row| OrganisationPlan {
                    id: row.id.clone(),
                    name: Text::of_name(&row.name),
                    role: row.role.as_str(),
                    desk: row.security_operations.as_str(),
                })
                .collect(),
            zones: city
                .zones
                .iter()
                .map(|row| ZonePlan {
                    id: row.id.clone(),
                    name: Text::of_name(&row.name),
                    category: row.category.as_str(),
                    organisation: row.operator.row(),
                    medium: row.medium.as_str(),
                    internet_facing: row.internet_facing,
                })
                .collect(),
            assets: assets
                .map(|(at, (row, &(x, y)))| AssetPlan {
                    id: row.id.clone(),
                    name: Text::of_name(&row.name),
                    kind: row.kind.as_str(),
                    category: row.category.as_str(),
                    zone: row.zone.row(),
                    organisation: row.operator.row(),
                    owner: row.owner.row(),
                    x,
                    y,
                    services: services_of(city, &commanded, AssetIndex::from_row(at)),
                    datasets: row.datasets.iter().map(|dataset| dataset.row()).collect(),
                    stands_for: row.stands_for,
                })
                .collect(),
            services: city
                .services
                .iter()
                .map(|row| ServicePlan {
                    id: row.id.clone(),
                    name: Text::of_name(&row.name),
                    organisation: row.provider.row(),
                    users: row.users,
                    criticality: row.criticality,
                    safety_relevant: row.safety_relevant,
                })
                .collect(),
            datasets: city
                .datasets
                .iter()
                .map(|row| DatasetPlan {
                    id: row.id.clone(),
                    name: Text::of_name(&row.name),
                    class: row.class.as_str(),
                    personal: row.personal,
                    records: row.records,
                })
                .collect(),
            flows: city
                .flows
                .iter()
                .map(|row| FlowPlan { from: row.from.row(), to: row.to.row(), protected: row.protected })
                .collect(),
            links: city
                .zones
                .iter()
                .enumerate()
                .flat_map(|(from, zone)| zone.reaches.iter().map(move |to| LinkPlan { from, to: to.row() }))
                .collect(),
        }
    }
}

/// Services by the actuators that they command.
fn commanded(city: &City) -> Vec<(AssetIndex, usize)> {
    let of = |(row, service): (usize, &yagura_sim::city::Service)| {
        service.commands.iter().map(|asset| (*asset, row)).collect::<Vec<_>>()
    };
    let mut pairs: Vec<(AssetIndex, usize)> = city.services.iter().enumerate().flat_map(of).collect();
    pairs.sort_unstable();
    pairs
}

fn services_of(city: &City, commanded: &[(AssetIndex, usize)], asset: AssetIndex) -> Vec<usize> {
    let needs = city.needed_by.of(asset.row()).iter().map(|service| service.row());
    let reads = city.reading_of.of(asset.row()).iter().map(|reading| reading.service.row());
    let decides = city.decided_here.of(asset.row()).iter().map(|service| service.row());
    let first = commanded.partition_point(|(of, _)| *of < asset);
    let commands = commanded[first..].iter().take_while(|(of, _)| *of == asset).map(|(_, service)| *service);
    let mut services: Vec<usize> = needs.chain(reads).chain(decides).chain(commands).collect();
    services.sort_unstable();
    services.dedup();
    services
}

/// Places on the plan, its width and its height. A degree of longitude is shorter than one of latitude by the cosine of the latitude;
/// for a city that is flat enough. An asset without a place stands in the middle of its zone.
fn places(city: &City) -> (Vec<(f64, f64)>, f64, f64) {
    let known = || city.assets.iter().filter_map(|asset| asset.place);
    let (mut south, mut north) = (f64::INFINITY, f64::NEG_INFINITY);
    let (mut west, mut east) = (f64::INFINITY, f64::NEG_INFINITY);
    for (latitude, longitude) in known() {
        (south, north) = (south.min(latitude), north.max(latitude));
        (west, east) = (west.min(longitude), east.max(longitude));
    }
    if !(south <= north && west <= east) {
        return (vec![(0.0, 0.0); city.assets.len()], SIDE, SIDE * 0.6);
    }
    let narrow = libm::cos((south + north) / 2.0 * std::f64::consts::PI / 180.0).max(0.01);
    let (across, along) = ((east - west) * narrow, north - south);
    // One place, or a line: still a plan with two sides.
    let longer = across.max(along).max(1e-9);
    let unit = SIDE / longer;
    let tenth = |value: f64| libm::round(value * 10.0) / 10.0;
    let (width, height) = ((across * unit).max(SIDE * 0.3), (along * unit).max(SIDE * 0.3));
    let place = |(latitude, longitude): (f64, f64)| {
        (tenth((longitude - west) * narrow * unit), tenth((north - latitude) * unit))
    };
    let middles: Vec<(f64, f64)> = city
        .zones
        .iter()
        .map(|zone| {
            let at: Vec<(f64, f64)> =
                zone.assets.iter().filter_map(|asset| city.assets[asset.row()].place).map(place).collect();
            let n = at.len().max(1) as f64;
            let sum = at.iter().fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1));
            (tenth(sum.0 / n), tenth(sum.1 / n))
        })
        .collect();
    let of = |asset: &yagura_sim::city::Asset| asset.place.map_or(middles[asset.zone.row()], place);
    (city.assets.iter().map(of).collect(), tenth(width), tenth(height))
}

#[cfg(test)]
mod tests {
    use yagura_sim::city::AssetKind;
    use yagura_sim::city::testing::TinyCity;

    use super::*;

    fn city(places: [Option<(f64, f64)>; 3]) -> City {
        TinyCity::new()
            .zone("net")
            .asset("a", AssetKind::Server)
            .asset("b", AssetKind::Sensor)
            .asset("c", AssetKind::Sensor)
            .with(move |records| {
                for (asset, place) in records.assets.iter_mut().zip(places) {
                    (asset.lat, asset.lon) = (place.map(|place| place.0), place.map(|place| place.1));
                }
            })
            .build()
    }

    #[test]
    fn north_is_up_and_a_degree_of_longitude_is_half_as_wide_at_sixty_degrees() {
        let plan = CityPlan::of(&city([Some((60.5, 10.0)), Some((59.5, 12.0)), None]));
        // Two degrees of longitude at 60 degrees north are as wide as one of latitude is high: cos 60 degrees = 1/2.
        assert_eq!((plan.width, plan.height), (1000.0, 1000.0));
        let at: Vec<(f64, f64)> = plan.assets.iter().map(|asset| (asset.x, asset.y)).collect();
        assert_eq!(at, [(0.0, 0.0), (1000.0, 1000.0), (500.0, 500.0)]);
        assert!(plan.placed);
    }

    #[test]
    fn a_city_without_places_says_so() {
        assert!(!CityPlan::of(&city([None; 3])).placed);
    }
}
