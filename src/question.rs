//! What is to be played: the inputs named on the command line, loaded, built against each other, and everything that is wrong with
//! any of them told together.

use std::num::NonZeroUsize;
use std::sync::Arc;

use yagura_scenarios::generate::{self, GeneratedCity};
use yagura_scenarios::plan::LoadedPlan;
use yagura_scenarios::{Diagnostics, Input, Loaded};
use yagura_sim::city::{City, CityRecords, CityRows, Redaction};
use yagura_sim::control_set::{ControlSetRecord, apply_changes, check};
use yagura_sim::experiment::{Experiment, PreparedSet};
use yagura_sim::ids::ParameterIndex;
use yagura_sim::kernel::MasterSeed;
use yagura_sim::knowledge::{Catalogue, CatalogueRecords, unreached};
use yagura_sim::measure::MEASURES;
use yagura_sim::problem::nearest;
use yagura_sim::scenario::{Scenario, ScenarioRecord};

use crate::cli::{Chance, World};
use crate::failure::Failure;
use crate::graph::{self, Graph, Workload};
use crate::inputs;
use crate::session::Session;
use crate::timing::{Spent, Stopwatch};

/// What the command line asks for.
pub(crate) struct Asked<'a> {
    /// Where the world comes from.
    pub(crate) world: &'a World,
    /// Names of scenarios.
    pub(crate) scenarios: Vec<String>,
    /// Expressions of control sets.
    pub(crate) controls: Vec<String>,
    /// The plan in which they stand, and the baseline of its designs, if it is one that asks.
    pub(crate) plan: Option<(&'a LoadedPlan, &'a str)>,
    /// Parameter draws and replications: first and count of each.
    pub(crate) draws: (u32, u32),
    /// First replication and how many.
    pub(crate) replications: (u32, u32),
    /// Seed and horizon.
    pub(crate) chance: &'a Chance,
}

/// Everything loaded and built.
pub(crate) struct Question {
    /// The city's records.
    pub(crate) city: Loaded<CityRecords>,
    /// The catalogue's records.
    pub(crate) catalogue: Loaded<CatalogueRecords>,
    /// The control sets' records, in order.
    pub(crate) sets: Vec<Loaded<ControlSetRecord>>,
    /// What the simulation is given.
    pub(crate) experiment: Experiment,
    /// Parameters that the command line fixed.
    pub(crate) fixed: Vec<(ParameterIndex, f64)>,
    /// Worker threads.
    pub(crate) threads: NonZeroUsize,
    /// Every file that was read, with its hash, each once.
    pub(crate) inputs: Vec<Input>,
    /// The files of each scenario.
    pub(crate) scenario_inputs: Vec<Vec<Input>>,
    /// With `--redact`: what replaced the names of the city.
    pub(crate) redaction: Option<Redaction>,
    /// The public workload that it is, if its links are given one by one.
    pub(crate) workload: Option<Workload>,
    /// What loading took.
    pub(crate) loading: Spent,
    /// What building took.
    pub(crate) building: Spent,
}

/// Loads and builds what is asked for.
pub(crate) fn question(session: &Session, asked: &Asked<'_>) -> Result<Question, Failure> {
    let watch = Stopwatch::start();
    let mut found = Diagnostics::default();
    let mut links = None;
    let mut made: Option<GeneratedCity> = None;
    let city = match graph::city(asked.world)? {
        Some((records, graph)) => {
            links = Some(graph);
            Some(records)
        }
        None => match generated(asked.world) {
            Some(loaded) => keep(loaded, &mut found)?.map(|(records, rows)| {
                made = Some(rows);
                records
            }),
            None => keep(inputs::city(asked.world), &mut found)?,
        },
    };
    if let (None, Some(city)) = (&links, &city) {
        links = graph::of_folder(asked.world, city.records.assets.len())?;
    }
    let catalogue = keep(inputs::catalogue(asked.world), &mut found)?;
    let scenarios = keep(inputs::scenarios_beside(&asked.scenarios, asked.world.catalogue.as_deref()), &mut found)?;
    let mut sets: Vec<Loaded<ControlSetRecord>> = Vec::new();
    if let Some(catalogue) = &catalogue {
        for expression in &asked.controls {
            let loaded = match asked.plan {
                Some((plan, _)) => plan.control_set(expression, &catalogue.records).map_err(Failure::from),
                None => inputs::control_set(expression, catalogue),
            };
            if let Some(set) = keep(loaded, &mut found)?
                && !sets.iter().any(|known| known.records.id == set.records.id)
            {
                sets.push(set);
            }
        }
        if let Some((plan, baseline)) = asked.plan {
            let designed = plan.control_sets(baseline, &catalogue.records).map_err(Failure::from);
            sets.extend(keep(designed, &mut found)?.into_iter().flatten());
        }
    }
    let loading = watch.stop();
    let watch = Stopwatch::start();
    let (Some(city), Some(catalogue), Some(mut scenarios)) = (city, catalogue, scenarios) else {
        return Err(found.into());
    };
    if let Some(days) = asked.chance.horizon {
        for scenario in &mut scenarios {
            scenario.records.horizon_d = days;
        }
    }
    let rows: &dyn CityRows = made.as_ref().map_or(&city.records, |made| made);
    let built = build(&city, rows, links.as_ref(), &catalogue, &scenarios, &sets, &mut found);
    let (Some(built), false) = (built, found.has_errors()) else { return Err(found.into()) };
    let fixed = fixed_values(session, &asked.world.set, &built.catalogue)?;
    let prepared = sets.iter().map(|set| prepared(&set.records, &built, &fixed)).collect();
    let mut files: Vec<Input> = Vec::new();
    files.extend(city.inputs.iter().cloned());
    files.extend(links.as_ref().and_then(Graph::input));
    files.extend(catalogue.inputs.iter().cloned());
    files.extend(scenarios.iter().flat_map(|scenario| scenario.inputs.iter().cloned()));
    files.extend(sets.iter().flat_map(|set| set.inputs.iter().cloned()));
    files.sort();
    files.dedup();
    let topology = links.as_ref().map(Graph::topology).transpose()?;
    let topology = topology.map(Arc::new);
    let workload = links.map(|graph| graph.workload);
    let experiment = Experiment {
        city: built.city,
        catalogue: built.catalogue,
        scenarios: built.scenarios,
        sets: prepared,
        seed: MasterSeed(asked.chance.seed),
        first_draw: asked.draws.0,
        draws: asked.draws.1,
        first_replication: asked.replications.0,
        replications: asked.replications.1,
        topology,
    };
    let threads = NonZeroUsize::new(asked.chance.threads()).unwrap_or(NonZeroUsize::MIN);
    let scenario_inputs = scenarios.into_iter().map(|scenario| scenario.inputs).collect();
    Ok(Question {
        city,
        catalogue,
        sets,
        experiment,
        fixed,
        threads,
        inputs: files,
        scenario_inputs,
        redaction: None,
        workload,
        loading,
        building: watch.stop(),
    })
}

/// What was loaded; diagnostics are kept for later, other failures end the work.
fn keep<T>(loaded: Result<T, Failure>, found: &mut Diagnostics) -> Result<Option<T>, Failure> {
    match loaded {
        Ok(loaded) => Ok(Some(loaded)),
        Err(Failure::Input(diagnostics)) => {
            found.append(*diagnostics);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// City, catalogue and scenarios, built against each other.
pub(crate) struct Built {
    /// The city.
    pub(crate) city: Arc<City>,
    /// The catalogue.
    pub(crate) catalogue: Arc<Catalogue>,
    /// The scenarios, in order.
    pub(crate) scenarios: Vec<Arc<Scenario>>,
}

/// The generated city that `world` names, if it names one: without the assets and flows, which are made when they are asked for.
fn generated(world: &World) -> Option<Result<(Loaded<CityRecords>, GeneratedCity), Failure>> {
    generate::load(world.city.as_deref()?).map(|loaded| loaded.map_err(Failure::from))
}

/// Builds everything against each other, with the assets and flows of `rows`; problems are located in the files and added to `found`.
pub(crate) fn build(
    city: &Loaded<CityRecords>,
    rows: &dyn CityRows,
    links: Option<&Graph>,
    catalogue: &Loaded<CatalogueRecords>,
    scenarios: &[Loaded<ScenarioRecord>],
    sets: &[Loaded<ControlSetRecord>],
    found: &mut Diagnostics,
) -> Option<Built> {
    let built_city = City::build_from(&city.records, rows).map_err(|problems| found.append(city.locate_all(&problems)));
    let built_catalogue =
        Catalogue::build(catalogue.records.clone()).map_err(|problems| found.append(catalogue.locate_all(&problems)));
    let (mut built_city, built_catalogue) = (built_city.ok()?, built_catalogue.ok()?);
    found.append(catalogue.locate_all(&unreached(&built_catalogue, &built_city).wrong));
    if let Some(graph) = links.filter(|graph| graph.alone) {
        built_city = built_city.of_copies(graph.nodes());
    }
    for set in sets {
        found.append(set.locate_all(&check(&set.records, &built_catalogue, &built_city)));
    }
    let measures: Vec<&str> = MEASURES.iter().map(|measure| measure.key).collect();
    let mut built_scenarios = Vec::with_capacity(scenarios.len());
    for scenario in scenarios {
        match Scenario::build(scenario.records.clone(), &built_city, &built_catalogue, &measures) {
            Ok(built) => built_scenarios.push(Arc::new(built)),
            Err(problems) => found.append(scenario.locate_all(&problems)),
        }
    }
    Some(Built { city: Arc::new(built_city), catalogue: Arc::new(built_catalogue), scenarios: built_scenarios })
}

/// A set that changes nothing of the city shares it.
pub(crate) fn prepared(set: &ControlSetRecord, built: &Built, fixed: &[(ParameterIndex, f64)]) -> PreparedSet {
    let city = if set.changes.is_empty() { built.city.clone() } else { Arc::new(apply_changes(&built.city, set)) };
    PreparedSet::new(set, city, &built.catalogue, fixed)
}

/// The parameters that `--set KEY=VALUE` fixes.
pub(crate) fn fixed_values(
    session: &Session,
    texts: &[String],
    catalogue: &Catalogue,
) -> Result<Vec<(ParameterIndex, f64)>, Failure> {
    let mut fixed = Vec::new();
    for text in texts {
        let usage = |key: &str| Failure::Usage(session.say(key, &[("text", text.as_str().into())]));
        let (key, value) = text.split_once('=').ok_or_else(|| usage("set-form"))?;
        let value: f64 =
            value.trim().parse().ok().filter(|value: &f64| value.is_finite()).ok_or_else(|| usage("set-form"))?;
        let key = key.trim();
        let Some(row) = catalogue.parameters.iter().position(|parameter| parameter.record.key == key) else {
            let near = nearest(key, catalogue.parameters.iter().map(|parameter| parameter.record.key.as_str()));
            return Err(unknown(session, key, near));
        };
        fixed.push((ParameterIndex::from_row(row), value));
    }
    Ok(fixed)
}

/// A name on the command line that nothing carries.
pub(crate) fn unknown(session: &Session, id: &str, near: Option<String>) -> Failure {
    Failure::Usage(match near {
        Some(name) => session.say("unknown-id-near", &[("id", id.into()), ("name", name.into())]),
        None => session.say("unknown-id", &[("id", id.into())]),
    })
}
