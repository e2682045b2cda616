//! What a comparison gathers beside its measures, and the tables made of it: where it hurts, what the results rest on, one incident told.

use yagura_reports::comparison::{ComparisonPlan, Places, Representatives};
use yagura_reports::evidence::{Numbers, Played, draw_rows, name_rows, requirement_rows, traceability_rows};
use yagura_reports::story::{Told, tree_rows};
use yagura_reports::tables::TreeRow;
use yagura_sim::control_set::ControlSetRecord;
use yagura_sim::experiment::{Counters, Experiment, RowKey};
use yagura_sim::measure::Row;

use super::play::table;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::question::Question;
use crate::session::Session;

/// What is gathered while incidents are played.
pub(crate) struct Gathered {
    /// Which numbers were asked for.
    pub(crate) counters: Counters,
    places: Places,
    representatives: Representatives,
    baseline: usize,
}

impl Gathered {
    /// Nothing yet, of a comparison after `plan`.
    pub(crate) fn new(question: &Question, plan: &ComparisonPlan) -> Self {
        let scenarios: Vec<String> = plan.scenarios.iter().map(|scenario| scenario.id.clone()).collect();
        let primaries = plan.scenarios.iter().map(|scenario| scenario.primary).collect();
        Self {
            counters: Counters::default(),
            places: Places::new(question.experiment.city.clone(), scenarios, plan.control_sets.clone()),
            representatives: Representatives::new(plan.baseline, primaries),
            baseline: plan.baseline,
        }
    }

    /// Takes one incident.
    pub(crate) fn push(&mut self, key: RowKey, row: &Row) {
        self.places.push(key.scenario, key.set, row);
        self.representatives.push(key, row);
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
        let sets: Vec<&ControlSetRecord> = question.sets.iter().map(|set| &set.records).collect();
        let asked = self.counters.asked(experiment);
        let played = Played {
            city: &experiment.city,
            catalogue: &experiment.catalogue,
            scenarios: &experiment.scenarios,
            sets: &sets,
            asked: &asked,
            fixed: &question.fixed,
        };
        let numbers = Numbers::of(played);
        table(folder, &name_rows(played, &question.city.records.head, &numbers.rows))?;
        table(folder, &numbers.rows)?;
        table(folder, &draw_rows(played, experiment.seed, (experiment.first_draw, plan.draws)))?;
        table(folder, &traceability_rows(played))?;
        table(folder, &requirement_rows(&experiment.city, &experiment.catalogue, sets.iter().copied()))?;
        let (services, organisations) = self.places.finish().map_err(|error| Failure::Fault(error.to_string()))?;
        table(folder, &services)?;
        table(folder, &organisations)?;
        table(folder, &trees(experiment, self.representatives, self.baseline)?)?;
        if knock_out.is_empty() {
            return Ok(());
        }
        table(folder, &super::knock_out::play(session, question, plan, knock_out, &asked)?)
    }
}

/// Plays one incident of each scenario again, under the baseline, and says who was taken from whom.
fn trees(experiment: &Experiment, representatives: Representatives, baseline: usize) -> Result<Vec<TreeRow>, Failure> {
    let mut rows = Vec::new();
    for place in representatives.finish() {
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
