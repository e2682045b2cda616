//! Who was taken from whom: the assets that an incident reached, each once, with where it came from.
//!
//! A row is the first thing that happened to an asset: it was taken, false data reached it, it obeyed a false command, its data went out,
//! it stopped. `from_asset` is what it came from: the asset held before, the place of the data one hop back, where the service decides
//! whose command it was. Rows are in the order of the log, so a row's origin stands before it.

use yagura_sim::city::City;
use yagura_sim::ids::AssetIndex;
use yagura_sim::incident::{Fact, LogEntry};
use yagura_sim::knowledge::Catalogue;
use yagura_sim::scenario::Scenario;

use crate::tables::TreeRow;

/// The incident that is told.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The city.
    pub city: &'a City,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Id of the control set.
    pub control_set: &'a str,
    /// Parameter draw.
    pub draw: u32,
    /// Replication.
    pub replication: u32,
}

/// What happened to an asset first.
struct Reached {
    asset: AssetIndex,
    from: Option<AssetIndex>,
    step: Option<u8>,
    what: &'static str,
}

/// The rows of one incident.
#[must_use]
pub fn tree_rows(told: Told<'_>, entries: &[LogEntry]) -> Vec<TreeRow> {
    let mut known: Vec<bool> = vec![false; told.city.assets.len()];
    let mut rows = Vec::new();
    for entry in entries {
        let Some(reached) = reached(told.city, entries, entry) else { continue };
        if std::mem::replace(&mut known[reached.asset.row()], true) {
            continue;
        }
        let asset = &told.city.assets[reached.asset.row()];
        let from = reached.from.filter(|&from| from != reached.asset);
        let technique = reached
            .step
            .and_then(|step| told.scenario.steps.get(usize::from(step)))
            .map(|step| told.catalogue.techniques[step.technique.row()].id.clone());
        rows.push(TreeRow {
            city: told.city.head.id.clone(),
            scenario: told.scenario.id.clone(),
            control_set: told.control_set.to_owned(),
            parameter_draw: u64::from(told.draw),
            replication: u64::from(told.replication),
            asset: asset.id.clone(),
            from_asset: from.map_or_else(String::new, |from| told.city.assets[from.row()].id.clone()),
            time_h: entry.at.hours(),
            technique: technique.unwrap_or_default(),
            organisation: told.city.organisations[asset.operator.row()].id.clone(),
            zone: told.city.zones[asset.zone.row()].id.clone(),
            name_en: asset.name.en.clone(),
            name_ja: asset.name.ja.clone(),
            what: reached.what.to_owned(),
        });
    }
    rows
}

fn reached(city: &City, entries: &[LogEntry], entry: &LogEntry) -> Option<Reached> {
    let because = entry.because.and_then(|row| entries.get(row as usize)).map(|before| before.fact);
    let step = step_behind(entries, entry);
    let reached = |asset, from, what| Some(Reached { asset, from, step, what });
    match entry.fact {
        Fact::Seized { asset, from, administrator, anew: true, .. } => {
            reached(asset, from, if administrator { "administrator" } else { "foothold" })
        }
        Fact::Tainted { asset, origin } => {
            let hop_before = match because {
                Some(Fact::Tainted { asset: before, .. }) => before,
                _ => origin,
            };
            reached(asset, Some(hop_before), "false_data")
        }
        Fact::Commanded { asset } => {
            let decided_at = match because {
                Some(Fact::ServiceWrong { service }) => city.services[service.row()].decides_at.first().copied(),
                _ => None,
            };
            reached(asset, decided_at, "false_command")
        }
        Fact::Exfiltrated { asset, .. } => reached(asset, None, "data_out"),
        Fact::Published { asset, .. } => reached(asset, None, "published"),
        Fact::Down { asset } => reached(asset, None, "stopped"),
        _ => None,
    }
}

/// The step whose success led here, if the log says so: for what was taken its own, else that of the try behind it.
fn step_behind(entries: &[LogEntry], entry: &LogEntry) -> Option<u8> {
    match entry.fact {
        Fact::Seized { step, .. } => Some(step),
        // What came one hop on, or by a wrong decision, came by no technique.
        _ => match entry.because.and_then(|row| entries.get(row as usize))?.fact {
            Fact::Tried { step, .. } | Fact::Seized { step, .. } => Some(step),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use yagura_sim::city::AssetKind;
    use yagura_sim::city::testing::TinyCity;
    use yagura_sim::kernel::Tick;
    use yagura_sim::knowledge::testing::TinyCatalogue;
    use yagura_sim::scenario::Scenario;
    use yagura_sim::scenario::testing::TinyScenario;

    use super::*;

    #[test]
    fn every_asset_has_one_row_and_its_origin_stands_before_it() {
        let city = TinyCity::new()
            .zone("net")
            .asset("door", AssetKind::Server)
            .asset("vault", AssetKind::Server)
            .with(|records| records.zones[0].internet_facing = true)
            .build();
        let catalogue = TinyCatalogue::new().technique("enter").build();
        let scenario =
            Scenario::build(TinyScenario::new().step("in", "enter").record(), &city, &catalogue, &["harm_h"])
                .expect("a good scenario");
        let seized = |asset, from, anew| Fact::Seized {
            step: 0,
            asset: AssetIndex(asset),
            from,
            administrator: true,
            anew,
            hop: 0,
        };
        let at = |h: f64, fact| LogEntry { at: Tick::from_hours(h), fact, because: None };
        let entries = [
            at(1.0, seized(0, None, true)),
            at(2.0, seized(1, Some(AssetIndex(0)), true)),
            at(3.0, seized(0, Some(AssetIndex(1)), true)),
            at(4.0, Fact::Down { asset: AssetIndex(1) }),
        ];
        let told = Told {
            city: &city,
            catalogue: &catalogue,
            scenario: &scenario,
            control_set: "today",
            draw: 3,
            replication: 4,
        };
        let rows = tree_rows(told, &entries);
        let short: Vec<_> = rows.iter().map(|row| (row.asset.as_str(), row.from_asset.as_str(), row.time_h)).collect();
        assert_eq!(short, [("door", "", 1.0), ("vault", "door", 2.0)]);
        assert_eq!((rows[1].technique.as_str(), rows[1].what.as_str()), ("enter", "administrator"));
    }
}
