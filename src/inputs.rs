//! What the command line names, loaded.

use std::path::Path;

use yagura_scenarios::{
    DEFAULT_CITY, Diagnostics, Loaded, load_catalogue, load_city, load_control_set, load_scenario, shipped_scenarios,
};
use yagura_sim::city::CityRecords;
use yagura_sim::control_set::ControlSetRecord;
use yagura_sim::knowledge::{CatalogueRecords, idle_below};
use yagura_sim::scenario::ScenarioRecord;

use crate::cli::World;
use crate::failure::Failure;
use crate::session::Session;

/// The control set with which others are compared where none is named.
pub(crate) const DEFAULT_BASELINE: &str = "today-jp";

/// The control sets that are compared where none is named.
pub(crate) const DEFAULT_CONTROLS: [&str; 3] = [DEFAULT_BASELINE, "guideline-core", "guideline-full"];

/// Stands for every shipped scenario.
pub(crate) const ALL_SCENARIOS: &str = "all";

/// Stands for the scenarios of [`CORE`].
pub(crate) const CORE_SCENARIOS: &str = "core";

/// The core: together they play the risks.
pub(crate) const CORE: [&str; 10] = [
    "river-radio-spoof",
    "tampered-gateway",
    "readings-altered-in-transit",
    "maintenance-link-ransomware",
    "contractor-leak",
    "unpatched-city-os",
    "closed-data-published",
    "altered-store",
    "slow-joint-response",
    "disaster-radio-false-alarm",
];

/// The city of `world`.
pub(crate) fn city(world: &World) -> Result<Loaded<CityRecords>, Failure> {
    Ok(load_city(world.city.as_deref().unwrap_or(DEFAULT_CITY))?)
}

/// The catalogue of `world`; effects that it does not trust are idle.
pub(crate) fn catalogue(world: &World) -> Result<Loaded<CatalogueRecords>, Failure> {
    let mut catalogue = load_catalogue(world.catalogue.as_deref(), world.overlay.as_deref())?;
    if let Some(least) = world.trust {
        idle_below(&mut catalogue.records, least);
    }
    Ok(catalogue)
}

/// The scenarios that `names` stand for, each once, in the order in which they are named.
pub(crate) fn scenarios(names: &[String]) -> Result<Vec<Loaded<ScenarioRecord>>, Failure> {
    scenarios_beside(names, None)
}

/// The same where a catalogue folder may bring scenarios of its own: `NAME.toml` beside it goes before a shipped one.
pub(crate) fn scenarios_beside(
    names: &[String],
    catalogue: Option<&Path>,
) -> Result<Vec<Loaded<ScenarioRecord>>, Failure> {
    let mut found = Diagnostics::default();
    let mut scenarios: Vec<Loaded<ScenarioRecord>> = Vec::new();
    for name in names.iter().flat_map(|name| expanded(name)) {
        let own = catalogue.map(|folder| folder.with_file_name(format!("{name}.toml"))).filter(|path| path.is_file());
        match load_scenario(&own.map_or(name, |path| path.display().to_string())) {
            Ok(scenario) if scenarios.iter().any(|known| known.records.id == scenario.records.id) => {}
            Ok(scenario) => scenarios.push(scenario),
            Err(diagnostics) => found.append(diagnostics),
        }
    }
    if found.has_errors() { Err(found.into()) } else { Ok(scenarios) }
}

fn expanded(name: &str) -> Vec<String> {
    match name {
        ALL_SCENARIOS => all_in_order(),
        CORE_SCENARIOS => CORE.iter().map(|&name| name.to_owned()).collect(),
        name => vec![name.to_owned()],
    }
}

/// Every shipped scenario, the core first and in its order.
fn all_in_order() -> Vec<String> {
    let shipped = shipped_scenarios();
    let core = CORE.iter().map(|&name| name.to_owned()).filter(|name| shipped.contains(name));
    let others = shipped.iter().filter(|name| !CORE.contains(&name.as_str())).cloned();
    core.chain(others).collect()
}

/// A control set: a shipped name, a file, ids, or a set changed.
pub(crate) fn control_set(
    expression: &str,
    catalogue: &Loaded<CatalogueRecords>,
) -> Result<Loaded<ControlSetRecord>, Failure> {
    Ok(load_control_set(expression, &catalogue.records)?)
}

/// The name of a measure for people.
pub(crate) fn measure_name(session: &Session, key: &str) -> String {
    yagura_reports::summary::measure_name(&session.words, key)
}
