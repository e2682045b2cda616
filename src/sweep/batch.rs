//! What a plan asks for: a comparison per city, each as if it had been asked for on the command line.

use std::path::Path;

use sha2::{Digest as _, Sha256};
use yagura_reports::comparison::ComparisonPlan;
use yagura_reports::statistics::Margin;
use yagura_scenarios::Diagnostics;
use yagura_scenarios::plan::{LoadedPlan, PlanRecord, RowsForm, load_plan};
use yagura_sim::experiment::Experiment;
use yagura_sim::measure::{MEASURES, measure_index};
use yagura_sim::problem::{Origin, Problem, ProblemKind, Table};

use crate::cli::{Chance, World};
use crate::compare::{self, Rows};
use crate::failure::Failure;
use crate::folder::hex;
use crate::inputs::DEFAULT_BASELINE;
use crate::question::Question;
use crate::session::Session;

/// One city of a plan: a comparison.
pub(crate) struct Comparison {
    /// What would be asked for on the command line.
    pub(crate) arguments: compare::Arguments,
    /// Everything loaded and built.
    pub(crate) question: Question,
    /// The plan of the comparison.
    pub(crate) plan: ComparisonPlan,
}

/// A plan with everything that it names loaded.
pub(crate) struct Batch {
    /// The plan.
    pub(crate) plan: LoadedPlan,
    /// Its comparisons, in the order of its cities.
    pub(crate) comparisons: Vec<Comparison>,
    /// Hash of the plan and of everything that it reads.
    pub(crate) hash: String,
}

impl Batch {
    /// Loads the plan at `path` and everything that it names.
    pub(crate) fn load(session: &Session, path: &Path, threads: Option<u16>) -> Result<Self, Failure> {
        let plan = load_plan(path)?;
        let margin = margin(&plan)?;
        let mut comparisons = Vec::with_capacity(plan.records.cities.len());
        for city in &plan.records.cities {
            let arguments = arguments(&plan.records, city, margin, threads);
            let (question, plan) = compare::prepare(session, &arguments, Some(&plan))?;
            comparisons.push(Comparison { arguments, question, plan });
        }
        let hash = hash(&plan, &comparisons);
        Ok(Self { plan, comparisons, hash })
    }

    /// Incidents in all.
    pub(crate) fn incidents(&self) -> u64 {
        let of = |experiment: &Experiment| experiment.items() * experiment.sets.len() as u64;
        self.comparisons.iter().map(|comparison| of(&comparison.question.experiment)).sum()
    }
}

/// The hash of the contents: where a file lies does not matter.
fn hash(plan: &LoadedPlan, comparisons: &[Comparison]) -> String {
    let inputs = comparisons.iter().flat_map(|comparison| &comparison.question.inputs);
    let mut contents: Vec<&str> = inputs.map(|input| input.sha256.as_str()).collect();
    contents.sort_unstable();
    contents.dedup();
    let mut all = Sha256::new();
    for content in std::iter::once(plan.input.sha256.as_str()).chain(contents) {
        all.update(content.as_bytes());
        all.update(b"\n");
    }
    hex(&all.finalize())
}

/// The margin and the primary measure, which the reader of plans cannot judge.
fn margin(plan: &LoadedPlan) -> Result<Margin, Failure> {
    let mut wrong = Diagnostics::default();
    let origin = Origin::new(Table::Plan, 0);
    if let Some(key) = plan.records.primary.as_deref().filter(|key| measure_index(key).is_none()) {
        let keys = MEASURES.iter().map(|measure| measure.key);
        wrong.push(plan.locate(&Problem::unknown(origin, "primary", key, "a measure", keys)));
    }
    let margin = plan.records.margin.as_deref().map_or(Ok(Margin::default()), str::parse::<Margin>);
    match margin {
        Ok(margin) if !wrong.has_errors() => Ok(margin),
        Ok(_) => Err(wrong.into()),
        Err(error) => {
            let text = plan.records.margin.as_deref().unwrap_or_default();
            wrong.push(plan.locate(&Problem::new(ProblemKind::Malformed, origin, "margin", text, error.to_string())));
            Err(wrong.into())
        }
    }
}

fn arguments(plan: &PlanRecord, city: &str, margin: Margin, threads: Option<u16>) -> compare::Arguments {
    let baseline = plan.baseline.clone().unwrap_or_else(|| DEFAULT_BASELINE.to_owned());
    let controls = match (plan.controls.is_empty(), plan.designs.is_empty()) {
        // A design alone is compared with its baseline.
        (true, false) => vec![baseline.clone()],
        _ => plan.controls.clone(),
    };
    compare::Arguments {
        world: World {
            city: Some(city.to_owned()),
            catalogue: plan.catalogue.clone(),
            overlay: plan.overlay.clone(),
            set: plan.set.clone(),
            trust: plan.trust,
            ..World::default()
        },
        scenario: plan.scenarios.clone(),
        controls,
        baseline,
        parameter_draws: plan.draws,
        replications: plan.replications,
        precision: None,
        max_draws: plan.draws,
        primary: plan.primary.clone(),
        margin,
        chance: Chance { seed: plan.seed, horizon: plan.horizon_d, threads },
        out: None,
        force: false,
        reproduce: None,
        rows: match plan.rows {
            RowsForm::None => Rows::None,
            RowsForm::Csv => Rows::All,
            RowsForm::CsvZst => Rows::Zst,
            RowsForm::Parquet => Rows::Parquet,
        },
        knock_out: Vec::new(),
        sensitivity: false,
        redact: plan.redact,
        timing: false,
    }
}
