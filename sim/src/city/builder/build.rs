//! The builder of a city: every table in turn, every problem of every table, and the twin if there is none.

use super::directories::Directories;
use super::parts::Parts;
use super::{adjacencies, assets, contracts, datasets, flows, head, inputs, organisations, services, zones};
use crate::city::{City, CityRecords, CityRows};
use crate::directory::Directory;
use crate::findings::Findings;
use crate::ids::AssetIndex;
use crate::problem::Problem;

impl City {
    /// Builds the twin from the rows of a city folder.
    ///
    /// Ids become indices, the small languages of `services.csv` become lists of assets, conduits become a reach relation, and
    /// assets that no selector can tell apart become classes. Costs time and memory in proportion to the rows.
    ///
    /// # Errors
    /// All problems of all tables, by table and row: unknown and repeated ids, values out of range, contradictions, references
    /// that match nothing, services that need each other in a circle.
    ///
    /// ```
    /// use yagura_sim::city::{AssetKind, City, testing::TinyCity};
    ///
    /// let records = TinyCity::new().zone("field").asset("gauge", AssetKind::Sensor).records();
    /// let city = City::build(records.clone()).unwrap();
    /// assert_eq!(city.assets[0].id, "gauge");
    ///
    /// let mut wrong = records;
    /// wrong.assets[0].zone = "feild".into();
    /// let problems = City::build(wrong).unwrap_err();
    /// assert_eq!(problems[0].column, "zone");
    /// assert_eq!(problems[0].nearest.as_deref(), Some("field"));
    /// ```
    pub fn build(records: CityRecords) -> Result<Self, Vec<Problem>> {
        Self::build_from(&records, &records)
    }

    /// As [`build`](Self::build), with the assets and flows of `rows` instead of those of `records`.
    ///
    /// # Errors
    /// As [`build`](Self::build).
    pub fn build_from(records: &CityRecords, rows: &dyn CityRows) -> Result<Self, Vec<Problem>> {
        let mut findings = Findings::new();
        // What other tables ask of the assets is gathered first, so that the rows need not stay.
        let (mut ids, mut sites) = (Directory::empty("an asset"), assets::Sites::default());
        let (mut readings, mut parts) = (inputs::Readings::default(), Parts::default());
        let mut count = 0;
        rows.each_asset(&mut |record| {
            let asset = AssetIndex::from_row(count);
            ids.push(&record.id);
            sites.add(&record.site);
            readings.add(asset, record, &mut findings);
            parts.add(asset, record);
            count += 1;
        });
        let (readings, parts) = (readings.gathered(), parts.gathered());
        let find = Directories::of(records, ids.sorted(), &mut findings);

        head::check(&records.head, &mut findings);
        let organisations = organisations::build(records.organisations.clone(), &find, &mut findings);
        let contracts = contracts::build(records.contracts.clone(), &find, &mut findings);
        let mut zones = zones::build(records.zones.clone(), &records.conduits, &find, &mut findings);
        let services = services::build(records.services.clone(), &find, &readings, &parts, &mut findings);
        drop((readings, parts));
        let datasets = datasets::build(records.datasets.clone(), &find, &mut findings);
        let flows = flows::build(rows, &find, &mut findings);
        let assets = assets::build(rows, sites, &find, &mut findings);
        drop(find);
        if !findings.is_empty() {
            return Err(findings.into_problems());
        }

        // From here on every index is good.
        for (row, asset) in assets.assets.iter().enumerate() {
            zones[asset.zone.row()].assets.push(AssetIndex::from_row(row));
        }
        Ok(Self {
            flows_out: adjacencies::flows_out(count, &flows),
            flows_in: adjacencies::flows_in(count, &flows),
            needed_by: adjacencies::needed_by(count, &services),
            reading_of: adjacencies::reading_of(count, &services),
            decided_here: adjacencies::decided_here(count, &services),
            dependants: adjacencies::dependants(&services),
            supplies: adjacencies::supplies(organisations.len(), &contracts),
            opened_by: adjacencies::opened_by(zones.len(), &contracts),
            calendar: head::calendar(&records.head),
            head: records.head.clone(),
            organisations,
            contracts,
            zones,
            class_of: assets.assets.iter().map(|asset| asset.class).collect(),
            assets: assets.assets,
            classes: assets.classes,
            sites: assets.sites,
            datasets,
            flows,
            services,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::city::testing::TinyCity;
    use crate::city::{AssetKind, City};
    use crate::problem::{ProblemKind, Table};

    #[test]
    fn an_empty_city_is_a_city() {
        let city = City::build(TinyCity::new().records()).unwrap();
        assert!(city.assets.is_empty());
        assert!(city.flows_out.of(0).is_empty());
    }

    #[test]
    fn all_problems_of_all_tables_come_together_in_row_order() {
        let mut records =
            TinyCity::new().zone("field").asset("a", AssetKind::Sensor).asset("b", AssetKind::Server).records();
        records.assets[1].operator = "nobody".into();
        records.assets[0].stands_for = 0;
        records.assets[0].zone = "filed".into();
        records.zones[0].operator = "tesst".into();
        records.head.first_weekday = 9;
        let problems = City::build(records).unwrap_err();
        let seen: Vec<_> = problems.iter().map(|p| (p.origin.table, p.origin.row, p.column.as_str(), p.kind)).collect();
        assert_eq!(
            seen,
            [
                (Table::City, 0, "first_weekday", ProblemKind::OutOfRange),
                (Table::Zones, 0, "operator", ProblemKind::UnknownId),
                (Table::Assets, 0, "zone", ProblemKind::UnknownId),
                (Table::Assets, 0, "stands_for", ProblemKind::OutOfRange),
                (Table::Assets, 1, "operator", ProblemKind::UnknownId),
            ]
        );
    }

    proptest! {
        /// Whatever the references say, the builder answers.
        #[test]
        fn random_references_never_panic(
            cells in proptest::collection::vec("(a|b|s|field|asset:s/sensor|any:s/server|svc:s|id:a|ds:d|q=1/1@g|q=2/1@|[:;/=@0-9a-c]{0,6})", 14),
            number in proptest::num::f64::ANY,
        ) {
            let mut records = TinyCity::new()
                .zone("field").asset("a", AssetKind::Sensor).asset("b", AssetKind::Server)
                .dataset("d").flow("a", "b").service("s").contract("test", "test2").records();
            records.assets[0].zone.clone_from(&cells[0]);
            records.assets[0].quantity.clone_from(&cells[1]);
            records.assets[0].input_group.clone_from(&cells[2]);
            records.assets[0].lat = Some(number);
            records.assets[1].datasets = vec![cells[3].clone()];
            records.flows[0].from.clone_from(&cells[4]);
            records.flows[0].interval_s = number;
            records.contracts[0].access = vec![cells[5].clone()];
            records.contracts[0].call_out_h = Some(number);
            let service = &mut records.services[0];
            service.inputs_rule.clone_from(&cells[6]);
            service.decides_at.clone_from(&cells[7]);
            service.needs = format!("{};{}", cells[8], cells[9]);
            service.commands.clone_from(&cells[10]);
            service.fallback_capacity = number;
            records.organisations[0].alerts_to.clone_from(&cells[11]);
            records.organisations[0].office_hours.clone_from(&cells[12]);
            records.zones[0].id.clone_from(&cells[13]);
            let _ = City::build(records);
        }
    }
}
