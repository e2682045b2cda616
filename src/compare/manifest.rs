//! `manifest.json` of a comparison.

use yagura_reports::tables::{Counts, InputHash, Manifest, OutputTable, SCHEMA_VERSION};
use yagura_sim::words::Words as _;

use super::Arguments;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::question::Question;
use crate::redact;

/// Writes it, with the plan file if it was one that asked: the last file of the folder, so that a folder with a manifest is whole. Tables
/// that an earlier run left in the folder go before that.
pub(crate) fn write(
    folder: &mut Folder,
    arguments: &Arguments,
    question: &Question,
    plan: Option<InputHash>,
    wall_time_s: f64,
) -> Result<(), Failure> {
    let older =
        OutputTable::ALL.iter().flat_map(|table| ["csv", "csv.zst", "parquet"].map(|end| format!("{table}.{end}")));
    folder.remove_unwritten(older)?;
    let experiment = &question.experiment;
    let (scenarios, sets) = (experiment.scenarios.len() as u64, experiment.sets.len() as u64);
    let manifest = Manifest {
        schema_version: SCHEMA_VERSION,
        version: env!("CARGO_PKG_VERSION").into(),
        toolchain: env!("YAGURA_TOOLCHAIN").into(),
        seed: arguments.chance.seed,
        arguments: std::env::args().skip(1).map(|argument| shown(question, &argument)).collect(),
        control_sets: experiment.sets.iter().map(|set| set.id.clone()).collect(),
        baseline: shown(question, &arguments.baseline),
        scenarios: experiment.scenarios.iter().map(|scenario| scenario.id.clone()).collect(),
        set: arguments.world.set.clone(),
        trust: arguments.world.trust.map(|least| least.to_string()),
        horizon_d: arguments.chance.horizon,
        plan: plan.map(|plan| InputHash { file: shown(question, &plan.file), ..plan }),
        inputs: question
            .inputs
            .iter()
            .map(|input| InputHash { file: input.file.clone(), sha256: input.sha256.clone() })
            .collect(),
        outputs: folder.outputs().to_vec(),
        counts: Counts {
            scenarios,
            control_sets: sets,
            parameter_draws: u64::from(experiment.draws),
            replications: u64::from(experiment.replications),
            incidents: experiment.items() * sets,
        },
        threads: question.threads.get() as u64,
        wall_time_s,
    };
    folder.write("manifest.json", |file| manifest.write(file))
}

/// An argument as the manifest may show it.
fn shown(question: &Question, argument: &str) -> String {
    match &question.redaction {
        Some(redaction) => redact::argument(redaction, argument),
        None => argument.to_owned(),
    }
}
