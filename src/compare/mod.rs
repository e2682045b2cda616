//! `yagura compare`: the main job.

mod evidence;
mod knock_out;
pub(crate) mod manifest;
#[cfg(feature = "parquet")]
mod parquet;
mod play;
mod precision;
pub(crate) mod report;
mod reproduce;
mod rows;

pub(crate) use play::{Taking, write};

use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, ValueEnum};
use yagura_reports::comparison::{ComparisonPlan, Outcome, PlannedScenario};
use yagura_reports::costs::cost_rows;
use yagura_reports::statistics::{Margin, Precision};
use yagura_reports::tables::CostRow;
use yagura_scenarios::plan::LoadedPlan;
use yagura_sim::measure::{MEASURES, measure_index};
use yagura_sim::problem::nearest;

use crate::cli::{Chance, World};
use crate::failure::Failure;
use crate::folder::{Existing, Folder};
use crate::inputs;
use crate::question::{Asked, Question, question, unknown};
use crate::redact;
use crate::session::Session;
use crate::timing::{self, Spent, Stopwatch};

/// Arguments of `compare`.
#[derive(Args, Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
pub(crate) struct Arguments {
    /// Where the world comes from.
    #[command(flatten)]
    pub(crate) world: World,
    /// Scenario: a shipped name, a file, `core` or `all` (repeatable) [default: core]
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) scenario: Vec<String>,
    /// Control set (repeatable): a shipped name, a file, IDs such as CPS.AC-3,CPS.DS-3, or a set changed such as
    /// today-jp,+CPS.AC-3,-CPS.DS-3 [default: today-jp, guideline-core, guideline-full]
    #[arg(long, value_name = "SET")]
    pub(crate) controls: Vec<String>,
    /// Control set with which the others are compared
    #[arg(long, default_value = inputs::DEFAULT_BASELINE, value_name = "SET")]
    pub(crate) baseline: String,
    /// Parameter draws: each fixes every uncertain parameter, the same in all control sets
    #[arg(long, default_value_t = 200, value_name = "D", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) parameter_draws: u32,
    /// Replications in each draw: they vary chance
    #[arg(long, default_value_t = 50, value_name = "R", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) replications: u32,
    /// Add parameter draws until the half width of every primary measure's 95 % interval is at most this share of its mean; starts from
    /// --parameter-draws
    #[arg(long, value_name = "PERCENT")]
    pub(crate) precision: Option<Precision>,
    /// Most parameter draws that --precision asks for
    #[arg(long, default_value_t = 2000, value_name = "D", value_parser = clap::value_parser!(u32).range(1..), requires = "precision")]
    pub(crate) max_draws: u32,
    /// Measure by which every scenario is judged, instead of what each scenario says
    #[arg(long, value_name = "MEASURE")]
    pub(crate) primary: Option<String>,
    /// A smaller difference does not matter: in the measure's unit, or with % of the baseline's mean
    #[arg(long, default_value = "0", value_name = "AMOUNT")]
    pub(crate) margin: Margin,
    /// Chance and time.
    #[command(flatten)]
    pub(crate) chance: Chance,
    /// Folder for the tables; without it only the answer is printed
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Replace files in a folder that holds some
    #[arg(long)]
    pub(crate) force: bool,
    /// Run the comparison of a manifest.json again and compare every table; exit 1 if one differs
    #[arg(long, value_name = "MANIFEST", exclusive = true)]
    pub(crate) reproduce: Option<PathBuf>,
    /// Rows of incidents.csv
    #[arg(long, default_value = "all", value_name = "ROWS")]
    pub(crate) rows: Rows,
    /// Play each set again without each of its controls in turn: up to as many more sets as it has controls, for every set but the
    /// baseline or for the SET named (repeatable). Controls of which nothing was asked are not played: without them nothing changes
    #[arg(long, value_name = "SET", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub(crate) knock_out: Vec<String>,
    /// Print, after the verdicts, which parameters move each judged measure and which move the ranking, with the values at which it turns
    #[arg(long)]
    pub(crate) sensitivity: bool,
    /// Replace the names and places of the city in everything that is written
    #[arg(long)]
    pub(crate) redact: bool,
    /// Print what it took as key=value lines on standard error, after the results
    #[arg(long)]
    pub(crate) timing: bool,
}

/// Which rows of `incidents.csv` are written.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    /// One per incident
    All,
    /// None: the table is left out
    None,
    /// One per incident, packed: incidents.csv.zst
    Zst,
    /// One per incident, as incidents.parquet; only in a program that was built with it
    Parquet,
}

/// Plays, writes, answers.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    if let Some(manifest) = &arguments.reproduce {
        return reproduce::reproduce(session, manifest);
    }
    if let Some(out) = &arguments.out {
        Folder::check(out, Existing::as_forced(arguments.force))?;
    }
    let began = Instant::now();
    let work = work(session, arguments, || {
        arguments.out.as_ref().map(|out| Folder::open(out, Existing::as_forced(arguments.force))).transpose()
    })?;
    let Work { question, plan, outcome, gathered, costs, folder, run } = work;
    let timing = arguments.timing.then(|| timing::lines(&question, run, &gathered.counters));
    let hangs_on = arguments.sensitivity.then(|| gathered.hangs_on());
    if let Some(mut folder) = folder {
        play::write(&mut folder, &outcome, &costs)?;
        gathered.write(session, &mut folder, &question, &plan, &arguments.knock_out)?;
        manifest::write(&mut folder, arguments, &question, None, began.elapsed().as_secs_f64())?;
        if let Some(out) = &arguments.out {
            // From the tables as they lie there and from nothing else, as `yagura report` does it.
            crate::report::write(&mut folder, &session.words, &crate::report::read(out)?)?;
        }
    }
    report::print(session, arguments, &question, &outcome, (&costs, hangs_on.as_ref()))?;
    if let Some(lines) = timing {
        timing::print(session, lines);
    }
    Ok(())
}

/// A comparison that was played, and the folder that already holds its rows.
struct Work {
    question: Question,
    plan: ComparisonPlan,
    outcome: Outcome,
    gathered: evidence::Gathered,
    costs: Vec<CostRow>,
    folder: Option<Folder>,
    /// What playing took.
    run: Spent,
}

/// Loads, then opens the folder (bad input leaves no folder behind), then plays.
fn work(
    session: &Session,
    arguments: &Arguments,
    open: impl FnOnce() -> Result<Option<Folder>, Failure>,
) -> Result<Work, Failure> {
    let (mut question, mut plan) = prepare(session, arguments, None)?;
    let known = |set: &&String| set.is_empty() || plan.control_sets.contains(set);
    if let Some(set) = arguments.knock_out.iter().find(|set| !known(set)) {
        return Err(unknown(session, set, nearest(set, plan.control_sets.iter().map(String::as_str))));
    }
    if let Some(wanted) = arguments.precision {
        plan.draws = precision::draws_needed(session, &question, &plan, wanted, arguments.max_draws)?;
        question.experiment.draws = plan.draws;
    }
    let catalogue = &question.catalogue.records;
    let sets = question.sets.iter().map(|set| &set.records);
    let costs = cost_rows(sets, &question.city.records.head, &catalogue.costs, &catalogue.effects);
    let mut folder = open()?;
    let watch = Stopwatch::start();
    let (mut outcome, mut gathered) = play::play(session, &question, plan.clone(), folder.as_mut(), arguments.rows)?;
    let run = watch.stop();
    gathered.explain(&question, &plan, &mut outcome)?;
    Ok(Work { question, plan, outcome, gathered, costs, folder, run })
}

/// Loads what is asked for, on the command line or by `plan`.
pub(crate) fn prepare(
    session: &Session,
    arguments: &Arguments,
    plan: Option<&LoadedPlan>,
) -> Result<(Question, ComparisonPlan), Failure> {
    rows::check(session, arguments.rows)?;
    let mut question = ask(session, arguments, plan)?;
    if arguments.redact {
        redact::redact(&mut question);
    }
    let plan = self::plan(session, arguments, &question)?;
    Ok((question, plan))
}

fn ask(session: &Session, arguments: &Arguments, plan: Option<&LoadedPlan>) -> Result<Question, Failure> {
    let scenarios = match arguments.scenario.as_slice() {
        [] => vec![inputs::CORE_SCENARIOS.to_owned()],
        named => named.to_vec(),
    };
    let mut controls = match arguments.controls.as_slice() {
        [] => inputs::DEFAULT_CONTROLS.map(String::from).to_vec(),
        named => named.to_vec(),
    };
    if !controls.contains(&arguments.baseline) {
        controls.insert(0, arguments.baseline.clone());
    }
    let asked = Asked {
        world: &arguments.world,
        scenarios,
        controls,
        plan: plan.map(|plan| (plan, arguments.baseline.as_str())),
        draws: (0, arguments.parameter_draws),
        replications: (0, arguments.replications),
        chance: &arguments.chance,
    };
    question(session, &asked)
}

fn plan(session: &Session, arguments: &Arguments, question: &Question) -> Result<ComparisonPlan, Failure> {
    let experiment = &question.experiment;
    let primary_of = |key: &str| {
        measure_index(key)
            .ok_or_else(|| unknown(session, key, nearest(key, MEASURES.iter().map(|measure| measure.key))))
    };
    let scenarios = experiment.scenarios.iter().map(|scenario| {
        let key = arguments.primary.as_deref().unwrap_or(&scenario.primary);
        Ok(PlannedScenario { id: scenario.id.clone(), primary: primary_of(key)?, horizon_h: scenario.horizon_h })
    });
    // A file's set has the id that the file gives it, not its path: the expression was put into the list as it stands.
    let named: Vec<String> = experiment.sets.iter().map(|set| set.id.clone()).collect();
    let baseline = inputs::control_set(&arguments.baseline, &question.catalogue)?.records.id;
    let redacted = question.redaction.as_ref().map(|redaction| redaction.text(&baseline));
    let is_baseline = |id: &String| *id == baseline || redacted.as_ref() == Some(id);
    Ok(ComparisonPlan {
        city: question.city.records.head.id.clone(),
        scenarios: scenarios.collect::<Result<_, Failure>>()?,
        baseline: named.iter().position(is_baseline).unwrap_or(0),
        control_sets: named,
        draws: arguments.parameter_draws,
        replications: arguments.replications,
        margin: arguments.margin,
    })
}
