//! A city as the cells of its tables: one value for each column of the readers' layout, in its order.

use yagura_sim::city::{
    AssetRecord, CityRecords, CityRows, ConduitRecord, ContractRecord, DatasetRecord, FlowRecord, OrganisationRecord,
    ServiceRecord, ZoneRecord,
};

use crate::column::TableLayout;
use crate::layout::{ASSETS, CONDUITS, CONTRACTS, DATASETS, FLOWS, ORGANISATIONS, SERVICES, ZONES};

/// Calls what it is given for every row of a table.
pub(super) type Fill<'a> = dyn Fn(&mut dyn FnMut(&[String])) + 'a;

/// Every table of `city`, with the assets and flows of `rows`.
pub(super) fn tables<'a>(city: &'a CityRecords, rows: &'a dyn CityRows) -> Vec<(&'static TableLayout, Box<Fill<'a>>)> {
    vec![
        (&ORGANISATIONS, each(&city.organisations, organisation)),
        (&CONTRACTS, each(&city.contracts, contract)),
        (&ZONES, each(&city.zones, zone)),
        (&CONDUITS, each(&city.conduits, conduit)),
        (&DATASETS, each(&city.datasets, dataset)),
        (&SERVICES, each(&city.services, service)),
        (&ASSETS, Box::new(|row| rows.each_asset(&mut |it| row(&asset(it))))),
        (&FLOWS, Box::new(|row| rows.each_flow(&mut |it| row(&flow(it))))),
    ]
}

fn each<'a, T>(rows: &'a [T], cells: fn(&T) -> Vec<String>) -> Box<Fill<'a>> {
    Box::new(move |row| rows.iter().for_each(|it| row(&cells(it))))
}

fn organisation(it: &OrganisationRecord) -> Vec<String> {
    vec![
        it.id.clone(),
        it.name_ja.clone(),
        it.name_en.clone(),
        it.role.to_string(),
        it.category.to_string(),
        it.security_operations.to_string(),
        it.analysts.to_string(),
        it.office_hours.clone(),
        it.alerts_to.clone(),
        it.source.clone(),
    ]
}

fn contract(it: &ContractRecord) -> Vec<String> {
    vec![
        it.supplier.clone(),
        it.customer.clone(),
        it.kind.to_string(),
        it.tier.to_string(),
        yes_no(it.known_to_promoter),
        it.access.join(";"),
        it.may_isolate.join(";"),
        it.must_isolate.clone(),
        number(it.call_out_h),
        it.log_access.to_string(),
        it.forensics.clone(),
        it.who_pays.clone(),
        it.source.clone(),
    ]
}

fn zone(it: &ZoneRecord) -> Vec<String> {
    vec![
        it.id.clone(),
        it.name_ja.clone(),
        it.name_en.clone(),
        it.category.to_string(),
        it.operator.clone(),
        it.medium.to_string(),
        yes_no(it.internet_facing),
        it.separation_tier.to_string(),
        it.source.clone(),
    ]
}

fn conduit(it: &ConduitRecord) -> Vec<String> {
    vec![it.from.clone(), it.to.clone(), it.purpose.clone(), it.source.clone()]
}

fn dataset(it: &DatasetRecord) -> Vec<String> {
    let holders = it.holders_and_rules.iter().map(|(holder, rule)| format!("{holder}={rule}"));
    vec![
        it.id.clone(),
        it.name_ja.clone(),
        it.name_en.clone(),
        it.class.to_string(),
        yes_no(it.personal),
        it.records.to_string(),
        it.people.map_or_else(String::new, |people| people.to_string()),
        it.people_of.clone(),
        it.steward.clone(),
        holders.collect::<Vec<_>>().join(";"),
        it.source.clone(),
    ]
}

fn service(it: &ServiceRecord) -> Vec<String> {
    vec![
        it.id.clone(),
        it.name_ja.clone(),
        it.name_en.clone(),
        it.provider.clone(),
        it.users.to_string(),
        yes_no(it.safety_relevant),
        it.criticality.to_string(),
        it.inputs_rule.clone(),
        it.decides_at.clone(),
        it.needs.clone(),
        it.commands.clone(),
        yes_no(it.interlock),
        it.fallback.to_string(),
        it.fallback_capacity.to_string(),
        it.switch_time_min.to_string(),
        it.jpy_per_user_hour.to_string(),
        it.source.clone(),
    ]
}

fn asset(it: &AssetRecord) -> Vec<String> {
    vec![
        it.id.clone(),
        it.name_ja.clone(),
        it.name_en.clone(),
        it.kind.to_string(),
        it.subtype.clone(),
        it.category.to_string(),
        it.zone.clone(),
        it.service.clone(),
        it.owner.clone(),
        it.operator.clone(),
        it.site.clone(),
        number(it.lat),
        number(it.lon),
        yes_no(it.unlisted),
        it.stands_for.to_string(),
        it.quantity.clone(),
        it.input_group.clone(),
        it.datasets.join(";"),
        it.tags.join(";"),
        it.source.clone(),
    ]
}

fn flow(it: &FlowRecord) -> Vec<String> {
    vec![
        it.from.clone(),
        it.to.clone(),
        it.datasets.join(";"),
        it.interval_s.to_string(),
        yes_no(it.protected),
        it.source.clone(),
    ]
}

#[expect(clippy::fn_params_excessive_bools, reason = "it spells a bool")]
fn yes_no(value: bool) -> String {
    if value { "yes" } else { "no" }.to_owned()
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
