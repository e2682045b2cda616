//! Playing what targets look at: each world once for all targets that look at the same incidents.

use std::num::NonZeroUsize;

use yagura_reports::validation::{Incident, Sample, finding};
use yagura_scenarios::{Diagnostics, load_control_set, load_world, load_world_scenario};
use yagura_sim::experiment::{Counters, Ending, Experiment};
use yagura_sim::ids::ParameterIndex;
use yagura_sim::kernel::{Distribution, MasterSeed};
use yagura_sim::knowledge::Catalogue;
use yagura_sim::validation::{Quantity, Target};

use super::Checked;
use crate::cli::Chance;
use crate::failure::Failure;
use crate::interrupt;
use crate::progress::Progress;
use crate::question::{build, fixed_values, prepared};
use crate::session::Session;

/// A parameter of the default catalogue whose distribution is replaced.
pub(super) struct Replaced {
    /// Its key.
    pub(super) key: String,
    /// What replaces it.
    pub(super) distribution: Distribution,
}

/// Plays everything that `targets` look at, and holds it against them. `replaced`: played with another parameter.
pub(super) fn check(
    session: &Session,
    targets: Vec<Target>,
    chance: &Chance,
    replaced: Option<&Replaced>,
) -> Result<Vec<Checked>, Failure> {
    let mut groups: Vec<Vec<Target>> = Vec::new();
    for target in targets {
        match groups.iter_mut().find(|group| group[0].same_play(&target)) {
            Some(group) => group.push(target),
            None => groups.push(vec![target]),
        }
    }
    let mut checked = Vec::new();
    for group in groups {
        checked.extend(group_of(session, group, chance, replaced)?);
    }
    checked.sort_by(|a, b| a.target.id.cmp(&b.target.id));
    Ok(checked)
}

/// The experiment of one group, and its catalogue.
fn experiment(
    session: &Session,
    first: &Target,
    chance: &Chance,
    replaced: Option<&Replaced>,
) -> Result<Experiment, Failure> {
    let (city, catalogue) = load_world(&first.world)?;
    let mut scenarios = Vec::new();
    for id in &first.scenarios {
        scenarios.push(load_world_scenario(&first.world, id)?);
    }
    let mut sets = Vec::new();
    for set in first.sets() {
        sets.push(load_control_set(set, &catalogue.records)?);
    }
    let mut found = Diagnostics::default();
    let built = build(&city, &city.records, None, &catalogue, &scenarios, &sets, &mut found);
    let (Some(built), false) = (built, found.has_errors()) else { return Err(found.into()) };
    let fixed = fixed_values(session, &first.set, &built.catalogue)?;
    let mut prepared: Vec<_> = sets.iter().map(|set| prepared(&set.records, &built, &fixed)).collect();
    if let Some(replaced) = replaced
        && let Some(row) = row_of(&built.catalogue, &replaced.key)
    {
        for set in &mut prepared {
            set.overrides.parameters.push((ParameterIndex::from_row(row), replaced.distribution));
        }
    }
    Ok(Experiment {
        city: built.city,
        catalogue: built.catalogue,
        scenarios: built.scenarios,
        sets: prepared,
        seed: MasterSeed(chance.seed),
        first_draw: 0,
        draws: first.draws,
        first_replication: 0,
        replications: first.replications,
        topology: None,
    })
}

fn row_of(catalogue: &Catalogue, key: &str) -> Option<usize> {
    catalogue.parameters.iter().position(|parameter| parameter.record.key == key)
}

fn group_of(
    session: &Session,
    group: Vec<Target>,
    chance: &Chance,
    replaced: Option<&Replaced>,
) -> Result<Vec<Checked>, Failure> {
    let experiment = experiment(session, &group[0], chance, replaced)?;
    let mixture = |target: &Target| {
        let row = row_of(&experiment.catalogue, &target.mixture)?;
        Some(experiment.catalogue.parameters[row].record.mode)
    };
    let mut samples: Vec<Sample> =
        group.iter().map(|target| Sample { incidents: Vec::new(), mixture: mixture(target) }).collect();
    let horizons: Vec<f64> = experiment.scenarios.iter().map(|scenario| scenario.horizon_h).collect();
    let threads = NonZeroUsize::new(chance.threads()).unwrap_or(NonZeroUsize::MIN);
    let progress = Progress::new(session, experiment.items());
    let ending = experiment.run(
        threads,
        interrupt::watch(),
        &Counters::default(),
        |done, _| progress.done(done),
        |key, row| {
            let horizon_h = horizons[key.scenario];
            for (target, sample) in group.iter().zip(&mut samples) {
                let above_0 = |among: &Quantity| among.of(row, horizon_h).is_some_and(|value| value > 0.0);
                let counts = target.among.iter().all(above_0);
                if counts && let Some(value) = target.quantity.of(row, horizon_h) {
                    let (scenario, draw, set) = (key.scenario, key.draw, key.set);
                    sample.incidents.push(Incident { scenario, draw, set, value });
                }
            }
        },
    );
    progress.finish();
    match ending {
        Ok(Ending::Complete) => {}
        Ok(Ending::Cancelled { .. }) => return Err(Failure::Interrupted(Vec::new())),
        Err(error) => return Err(Failure::Fault(error.to_string())),
    }
    Ok(group
        .into_iter()
        .zip(samples)
        .map(|(target, sample)| {
            let finding = finding(&target, &sample, MasterSeed(chance.seed));
            Checked { target, finding }
        })
        .collect())
}
