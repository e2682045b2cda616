//! What a comparison gathers beside its measures, and the tables made of it: where it hurts, what the results rest on, one incident told.

use yagura_reports::comparison::{
    ComparisonPlan, Outcome, Places, Representatives, name_what_turns_the_ranking, sensitivity_rows,
};
use yagura_reports::evidence::{Numbers, Played, draw_rows, name_rows, requirement_rows, traceability_rows};
use yagura_reports::lists::Room;
use yagura_reports::story::{Told, tree_rows};
use yagura_reports::tables::{DrawRow, ParameterRow, SensitivityRow, TreeRow};
use yagura_sim::control_set::ControlSetRecord;
use yagura_sim::experiment::{Counters, Experiment, RowKey};
use yagura_sim::measure::Row;
use yagura_sim::posture::Asked;

use super::play::table;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::question::Question;
use crate::session::Session;

/// What the results hang on.
pub(crate) struct HangsOn {
    /// Rows of `sensitivity.csv`.
    pub(crate) rows: Vec<SensitivityRow>,
    /// Rows of `parameters.csv`.
    pub(crate) parameters: Vec<ParameterRow>,
}

/// What is gathered while incidents are played.
pub(crate) struct Gathered {
    /// Which numbers were asked for.
    pub(crate) counters: Counters,
    places: Places,
    representatives: Representatives,
    baseline: usize,
    numbers: Option<Numbers>,
    draws: Vec<DrawRow>,
    sensitivity: Vec<SensitivityRow>,
}

impl Gathered {
    /// Nothing yet, of a comparison after `plan`; lists go into `room`.
    pub(crate) fn new(question: &Question, plan: &ComparisonPlan, room: &Room) -> Self {
        let scenarios: Vec<String> = plan.scenarios.iter().map(|scenario| scenario.id.clone()).collect();
        let primaries = plan.scenarios.iter().map(|scenario| scenario.primary).collect();
        Self {
            counters: Counters::default(),
            places: Places::within(
                question.experiment.city.clone(),
                scenarios,
                plan.control_sets.clone(),
                room.clone(),
            ),
            representatives: Representatives::within(plan.baseline, primaries, room.clone()),
            baseline: plan.baseline,
            numbers: None,
            draws: Vec::new(),
            sensitivity: Vec::new(),
        }
    }

    /// Takes one incident.
    pub(crate) fn push(&mut self, key: RowKey, row: &Row) {
        self.places.push(key.scenario, key.set, row);
        self.representatives.push(key, row);
    }

    /// Once everything is played: which numbers were used, what the draws made of them, and what the results hang on. Undecided lines
    /// of `outcome` are told the numbers that turn their ranking.
    pub(crate) fn explain(
        &mut self,
        question: &Question,
        plan: &ComparisonPlan,
        outcome: &mut Outcome,
    ) -> Result<(), Failure> {
        let experiment = &question.experiment;
        let (sets, asked) = (sets(question), self.counters.asked(experiment));
        let played = played(question, &sets, &asked);
        let numbers = Numbers::of(played);
        self.draws = draw_rows(played, experiment.seed, (experiment.first_draw, plan.draws));
        let baseline = &plan.control_sets[plan.baseline];
        let uses = |scenario: &str, key: &str| numbers.uses(scenario, key);
        self.sensitivity = sensitivity_rows(&outcome.draw_results, &self.draws, baseline, &uses)
            .map_err(|error| Failure::Fault(error.to_string()))?;
        name_what_turns_the_ranking(&mut outcome.differences, &self.sensitivity);
        self.numbers = Some(numbers);
        Ok(())
    }

    /// What the results hang on: rows of `sensitivity.csv`, and the parameters that give their units.
    pub(crate) fn hangs_on(&self) -> HangsOn {
        HangsOn {
            rows: self.sensitivity.clone(),
            parameters: self.numbers.as_ref().map_or_else(Vec::new, |numbers| numbers.rows.clone()),
        }
    }

    /// Writes the tables. `knock_out`: what `--knock-out` names.
    pub(crate) fn write(
        self,
        session: &Session,
        folder: &mut Folder,
        question: &Question,
        plan: &ComparisonPlan,
        knock_out: &[String],
    ) -> Result<(), Failure> {
        let experiment = &question.experiment;
        let (sets, asked) = (sets(question), self.counters.asked(experiment));
        let played = played(question, &sets, &asked);
        let numbers = self.numbers.map_or_else(Vec::new, |numbers| numbers.rows);
        table(folder, &name_rows(played, &question.city.records.head, &numbers))?;
        table(folder, &numbers)?;
        table(folder, &self.draws)?;
        table(folder, &self.sensitivity)?;
        table(folder, &traceability_rows(played))?;
        table(folder, &requirement_rows(&experiment.city, &experiment.catalogue, sets.iter().copied()))?;
        let (services, organisations) = self.places.finish()?;
        table(folder, &services)?;
        table(folder, &organisations)?;
        table(folder, &trees(experiment, self.representatives, self.baseline)?)?;
        if knock_out.is_empty() {
            return Ok(());
        }
        table(folder, &super::knock_out::play(session, question, plan, knock_out, &asked)?)
    }
}

fn sets(question: &Question) -> Vec<&ControlSetRecord> {
    question.sets.iter().map(|set| &set.records).collect()
}

fn played<'a>(question: &'a Question, sets: &'a [&'a ControlSetRecord], asked: &'a [Vec<Asked>]) -> Played<'a> {
    let experiment = &question.experiment;
    Played {
        city: &experiment.city,
        catalogue: &experiment.catalogue,
        scenarios: &experiment.scenarios,
        sets,
        asked,
        fixed: &question.fixed,
    }
}

/// Plays one incident of each scenario again, under the baseline, and says who was taken from whom.
fn trees(experiment: &Experiment, representatives: Representatives, baseline: usize) -> Result<Vec<TreeRow>, Failure> {
    let mut rows = Vec::new();
    for place in representatives.finish()? {
        let twin = experiment
            .play_one(place.scenario, baseline, place.draw, place.replication)
            .map_err(|error| Failure::Fault(error.to_string()))?;
        let told = Told {
            city: &experiment.city,
            catalogue: &experiment.catalogue,
            scenario: &experiment.scenarios[place.scenario],
            control_set: &experiment.sets[baseline].id,
            draw: place.draw,
            replication: place.replication,
        };
        rows.extend(tree_rows(told, twin.log().entries()));
    }
    Ok(rows)
}
