//! `--redact`: names and places are replaced before anything is played, so that nothing written can hold one.

use std::path::Path;
use std::sync::Arc;

use yagura_scenarios::Input;
use yagura_sim::city::{City, Redaction};

use crate::question::Question;

/// Stands for what was a path.
const WITHHELD: &str = "withheld";
/// Begins the name of an input that lies inside the program.
const SHIPPED: &str = "shipped:";

/// Replaces the names and places of the question's city everywhere. Every number stays what it is.
pub(crate) fn redact(question: &mut Question) {
    let redaction = Redaction::of(&question.city.records);
    let experiment = &mut question.experiment;
    let redacted = Arc::new(redaction.city(&experiment.city));
    for (prepared, set) in experiment.sets.iter_mut().zip(&mut question.sets) {
        let shared = Arc::ptr_eq(&prepared.city, &experiment.city);
        prepared.city = if shared { redacted.clone() } else { Arc::<City>::new(redaction.city(&prepared.city)) };
        // What is shipped with the program names no user's city.
        if !is_shipped(&set.inputs) {
            set.records = redaction.control_set(&set.records);
            prepared.id.clone_from(&set.records.id);
        }
    }
    experiment.city = redacted;
    experiment.catalogue = Arc::new(redaction.catalogue(&experiment.catalogue));
    for (scenario, inputs) in experiment.scenarios.iter_mut().zip(&question.scenario_inputs) {
        if !is_shipped(inputs) {
            *scenario = Arc::new(redaction.scenario(scenario));
        }
    }
    let of_city = |file: &str| question.city.inputs.iter().any(|input| input.file == file);
    for (row, input) in question.inputs.iter_mut().enumerate() {
        let name = Path::new(&input.file).file_name().map(|name| redaction.text(&name.to_string_lossy()));
        input.file = match (of_city(&input.file), input.file.starts_with(SHIPPED)) {
            (true, _) => format!("city-1/{}", name.unwrap_or_default()),
            (false, true) => input.file.clone(),
            (false, false) => format!("input-{}", row + 1),
        };
    }
    question.city.records = redaction.records(&question.city.records);
    question.redaction = Some(redaction);
}

fn is_shipped(inputs: &[Input]) -> bool {
    inputs.iter().all(|input| input.file.starts_with(SHIPPED))
}

/// One argument of the command line as the manifest may show it: names replaced, paths withheld.
pub(crate) fn argument(redaction: &Redaction, argument: &str) -> String {
    if let Some((option, value)) = argument.split_once('=').filter(|(option, _)| option.starts_with("--")) {
        return format!("{option}={}", self::argument(redaction, value));
    }
    let is_path = argument.contains(['/', '\\']) || Path::new(argument).exists();
    if is_path { WITHHELD.to_owned() } else { redaction.text(argument) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_among_the_arguments_is_withheld() {
        let city = yagura_sim::city::testing::TinyCity::new().records();
        let redaction = Redaction::of(&city);
        assert_eq!(argument(&redaction, "--city=towns/tiny"), "--city=withheld");
        assert_eq!(argument(&redaction, "tiny"), "city-1");
        assert_eq!(argument(&redaction, "--threads"), "--threads");
    }
}
