//! `flows.csv`: which asset sends what to which.

use super::directories::Directories;
use std::sync::Arc;

use crate::city::{CityRows, Flow, FlowRecord};
use crate::findings::Findings;
use crate::ids::{AssetIndex, DatasetIndex};
use crate::problem::ProblemKind;

/// Seconds in an hour.
const SECONDS_PER_HOUR: f64 = 3600.0;

/// What a flow carries: flows that carry the same mostly follow each other, and share the list.
#[derive(Default)]
struct Carried {
    names: Vec<String>,
    datasets: Arc<[DatasetIndex]>,
}

pub(super) fn build(rows: &dyn CityRows, find: &Directories, findings: &mut Findings) -> Vec<Flow> {
    let mut flows = Vec::with_capacity(rows.flows());
    let (mut carried, mut seen) = (Carried::default(), 0_usize);
    rows.each_flow(&mut |record| {
        if seen == u32::MAX as usize {
            let expected = format!("at most {} rows in this table", u32::MAX);
            findings.add(ProblemKind::OutOfRange, record.origin, "from", &record.from, expected);
        }
        seen += 1;
        flows.extend(flow(record, &mut carried, find, findings));
    });
    flows
}

fn flow(record: &FlowRecord, carried: &mut Carried, find: &Directories, findings: &mut Findings) -> Option<Flow> {
    let origin = record.origin;
    let from = findings.resolve(&find.assets, origin, "from", &record.from);
    let to = findings.resolve(&find.assets, origin, "to", &record.to);
    if from.is_some() && from == to {
        findings.add(ProblemKind::Contradiction, origin, "to", &record.to, "an asset other than the source");
    }
    // A flow without pause would taint everything behind it in no time.
    if !(record.interval_s > 0.0 && record.interval_s.is_finite()) {
        let expected = "seconds, more than 0";
        findings.add(ProblemKind::OutOfRange, origin, "interval_s", &record.interval_s.to_string(), expected);
    }
    if carried.names != record.datasets {
        let datasets = findings.resolve_all(&find.datasets, origin, "datasets", &record.datasets);
        let resolved = datasets.len() == record.datasets.len();
        carried.datasets = datasets.into_iter().map(DatasetIndex::from_row).collect();
        // Wrong names are told again for every row that has them.
        carried.names = if resolved { record.datasets.clone() } else { Vec::new() };
    }
    Some(Flow {
        from: AssetIndex::from_row(from?),
        to: AssetIndex::from_row(to?),
        datasets: Arc::clone(&carried.datasets),
        interval_h: record.interval_s / SECONDS_PER_HOUR,
        protected: record.protected,
    })
}

#[cfg(test)]
mod tests {
    use crate::city::{AssetKind, City, testing::TinyCity};
    use crate::ids::FlowIndex;
    use crate::problem::ProblemKind;

    fn tiny() -> TinyCity {
        TinyCity::new().zone("z").asset("gauge", AssetKind::Sensor).asset("broker", AssetKind::Server)
    }

    #[test]
    fn a_flow_to_a_missing_asset_names_the_nearest() {
        let problems = City::build(tiny().flow("gauge", "brokr").records()).unwrap_err();
        assert_eq!(problems[0].kind, ProblemKind::UnknownId);
        assert_eq!((problems[0].column.as_str(), problems[0].nearest.as_deref()), ("to", Some("broker")));
    }

    #[test]
    fn flows_are_found_from_both_ends_and_their_interval_is_in_hours() {
        let mut records = tiny().flow("gauge", "broker").flow("broker", "gauge").records();
        records.flows[0].interval_s = 600.0;
        let city = City::build(records).unwrap();
        assert_eq!(city.flows_out.of(0), [FlowIndex(0)]);
        assert_eq!(city.flows_in.of(0), [FlowIndex(1)]);
        assert_eq!(city.flows[0].interval_h, 1.0 / 6.0);
    }

    #[test]
    fn a_flow_to_itself_and_one_without_pause_are_refused() {
        let mut records = tiny().flow("gauge", "gauge").flow("gauge", "broker").records();
        records.flows[1].interval_s = 0.0;
        let kinds: Vec<_> = City::build(records).unwrap_err().iter().map(|p| p.kind).collect();
        assert_eq!(kinds, [ProblemKind::Contradiction, ProblemKind::OutOfRange]);
    }
}
