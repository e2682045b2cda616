//! The eight tables of a city folder.
//!
//! The smallest city is `city.toml`, `organisations.csv`, `zones.csv` and `assets.csv`; a table that is not there is empty.
//! References between tables are not looked at here: the builder of the twin does that, and
//! [`Loaded::locate`](crate::Loaded::locate) finds the cell.

use yagura_sim::city::{
    AssetRecord, Category, CityRecords, ConduitRecord, ContractRecord, DataClass, DatasetRecord, Fallback, FlowRecord,
    LogAccess, Medium, OrganisationRecord, SecurityOperations, SeparationTier, ServiceRecord, ZoneRecord,
};
use yagura_sim::words::Words;

use super::columns::{ASSETS, CITY_TABLES, CONDUITS, CONTRACTS, DATASETS, FLOWS, ORGANISATIONS, SERVICES, ZONES};
use super::head::{HEAD_FILE, read_head};
use crate::diagnostic::{Code, Diagnostics, Expected};
use crate::folder::Folder;
use crate::loaded::Loaded;
use crate::row::{Row, items};
use crate::tables::FolderReader;
use crate::text::trimmed;

/// Seconds between two transfers of a flow whose row does not say: the interval only orders transfers far below an hour.
const DEFAULT_INTERVAL_S: f64 = 60.0;

/// Office hours of an organisation whose row does not say: a world without a calendar.
const ALWAYS_THERE: &str = "round the clock";

/// The city in `folder`.
pub(crate) fn read_city(folder: &Folder) -> Result<Loaded<CityRecords>, Diagnostics> {
    read_city_over(folder, None)
}

/// The city in `folder`, with the rows of `overlay` in place of those of the same key, or after them.
pub(crate) fn read_city_over(folder: &Folder, overlay: Option<&Folder>) -> Result<Loaded<CityRecords>, Diagnostics> {
    let mut reader = FolderReader::new(folder, overlay, &CITY_TABLES, &[HEAD_FILE])?;
    let head = read_head(&mut reader);
    let organisations = reader.table(&ORGANISATIONS, organisation);
    let contracts = reader.table(&CONTRACTS, contract);
    let zones = reader.table(&ZONES, zone);
    let conduits = reader.table(&CONDUITS, conduit);
    let mut assets = reader.table(&ASSETS, asset);
    let datasets = reader.table(&DATASETS, dataset);
    let flows = reader.table(&FLOWS, flow);
    let services = reader.table(&SERVICES, service);
    for asset in &mut assets {
        fill_operator(asset, &zones, &organisations);
    }
    reader.finish(head.map(|head| CityRecords {
        head,
        organisations,
        contracts,
        zones,
        conduits,
        assets,
        datasets,
        flows,
        services,
    }))
}

/// In a tiny city the operator of the zone runs and owns what stands in it. Where the zone does not exist, any organisation will
/// do: the builder then refuses the zone, and should not call the operator unknown as well.
fn fill_operator(asset: &mut AssetRecord, zones: &[ZoneRecord], organisations: &[OrganisationRecord]) {
    if asset.operator.is_empty() {
        let of_zone = zones.iter().find(|zone| zone.id == asset.zone).map(|zone| &zone.operator);
        if let Some(operator) = of_zone.or(organisations.first().map(|first| &first.id)) {
            asset.operator.clone_from(operator);
        }
    }
    if asset.owner.is_empty() {
        asset.owner.clone_from(&asset.operator);
    }
}

/// Id, Japanese and English name; a name that is blank is the id.
fn names(row: &mut Row<'_>) -> (String, String, String) {
    let id = row.text("id");
    let (ja, en) = (row.text_or("name_ja", &id), row.text_or("name_en", &id));
    (id, ja, en)
}

fn organisation(row: &mut Row<'_>) -> OrganisationRecord {
    let (id, name_ja, name_en) = names(row);
    OrganisationRecord {
        origin: row.origin,
        id,
        name_ja,
        name_en,
        role: row.word("role"),
        category: row.word_or("category", Category::Governance),
        security_operations: row.word_or("security_operations", SecurityOperations::None),
        analysts: row.whole("analysts").unwrap_or(0),
        office_hours: row.text_or("office_hours", ALWAYS_THERE),
        alerts_to: row.text("alerts_to"),
        source: row.text("source"),
    }
}

fn contract(row: &mut Row<'_>) -> ContractRecord {
    ContractRecord {
        origin: row.origin,
        supplier: row.text("supplier"),
        customer: row.text("customer"),
        kind: row.word("kind"),
        tier: row.whole("tier").unwrap_or(1),
        known_to_promoter: row.yes_no("known_to_promoter"),
        access: row.list("access"),
        may_isolate: row.list("may_isolate"),
        must_isolate: row.text("must_isolate"),
        call_out_h: row.number("call_out_h"),
        log_access: row.word_or("log_access", LogAccess::None),
        forensics: row.text("forensics"),
        who_pays: row.text("who_pays"),
        source: row.text("source"),
    }
}

fn zone(row: &mut Row<'_>) -> ZoneRecord {
    let (id, name_ja, name_en) = names(row);
    ZoneRecord {
        origin: row.origin,
        id,
        name_ja,
        name_en,
        category: row.word_or("category", Category::Asset),
        operator: row.text("operator"),
        medium: row.word_or("medium", Medium::Wired),
        internet_facing: row.yes_no("internet_facing"),
        separation_tier: row.word_or("separation_tier", SeparationTier::Outside),
        source: row.text("source"),
    }
}

fn conduit(row: &mut Row<'_>) -> ConduitRecord {
    ConduitRecord {
        origin: row.origin,
        from: row.text("from"),
        to: row.text("to"),
        purpose: row.text("purpose"),
        source: row.text("source"),
    }
}

fn asset(row: &mut Row<'_>) -> AssetRecord {
    let (id, name_ja, name_en) = names(row);
    AssetRecord {
        origin: row.origin,
        id,
        name_ja,
        name_en,
        kind: row.word("kind"),
        subtype: row.text("subtype"),
        category: row.word_or("category", Category::Asset),
        zone: row.text("zone"),
        service: row.text("service"),
        owner: row.text("owner"),
        operator: row.text("operator"),
        site: row.text("site"),
        lat: row.number("lat"),
        lon: row.number("lon"),
        unlisted: row.yes_no("unlisted"),
        stands_for: row.whole("stands_for").unwrap_or(1),
        quantity: row.text("quantity"),
        input_group: row.text("input_group"),
        datasets: row.list("datasets"),
        tags: row.list("tags"),
        source: row.text("source"),
    }
}

fn dataset(row: &mut Row<'_>) -> DatasetRecord {
    let (id, name_ja, name_en) = names(row);
    DatasetRecord {
        origin: row.origin,
        id,
        name_ja,
        name_en,
        class: row.word("class"),
        personal: row.yes_no("personal"),
        records: row.whole::<i64>("records").map_or(0, i64::unsigned_abs),
        people: row.whole::<i64>("people").map(i64::unsigned_abs),
        people_of: row.text("people_of"),
        steward: row.text("steward"),
        holders_and_rules: holders_and_rules(row),
        source: row.text("source"),
    }
}

/// `organisation=open|limited|closed`, `;` between several.
fn holders_and_rules(row: &mut Row<'_>) -> Vec<(String, DataClass)> {
    const COLUMN: &str = "holders_and_rules";
    let cell = row.text(COLUMN);
    let mut holders = Vec::new();
    for item in items(&cell) {
        let Some((holder, rule)) = item.split_once('=') else {
            row.fault(Code::Malformed, COLUMN, item, Expected::Form("organisation=class".into()), None);
            continue;
        };
        let (holder, rule) = (trimmed(holder), trimmed(rule));
        match DataClass::parse(rule) {
            Some(class) => holders.push((holder.to_owned(), class)),
            None => {
                let nearest = yagura_sim::problem::nearest(rule, DataClass::spellings());
                row.fault(Code::UnknownWord, COLUMN, rule, Expected::word::<DataClass>(), nearest);
            }
        }
    }
    holders
}

fn flow(row: &mut Row<'_>) -> FlowRecord {
    FlowRecord {
        origin: row.origin,
        from: row.text("from"),
        to: row.text("to"),
        datasets: row.list("datasets"),
        interval_s: row.number("interval_s").unwrap_or(DEFAULT_INTERVAL_S),
        protected: row.yes_no("protected"),
        source: row.text("source"),
    }
}

fn service(row: &mut Row<'_>) -> ServiceRecord {
    let (id, name_ja, name_en) = names(row);
    ServiceRecord {
        origin: row.origin,
        id,
        name_ja,
        name_en,
        provider: row.text("provider"),
        users: row.whole::<i64>("users").map_or(0, i64::unsigned_abs),
        safety_relevant: row.yes_no("safety_relevant"),
        criticality: row.whole("criticality").unwrap_or(1),
        inputs_rule: row.text("inputs_rule"),
        decides_at: row.text("decides_at"),
        needs: row.text("needs"),
        commands: row.text("commands"),
        interlock: row.yes_no("interlock"),
        fallback: row.word_or("fallback", Fallback::None),
        fallback_capacity: row.number("fallback_capacity").unwrap_or(0.0),
        switch_time_min: row.number("switch_time_min").unwrap_or(0.0),
        jpy_per_user_hour: row.number("jpy_per_user_hour").unwrap_or(0.0),
        source: row.text("source"),
    }
}
