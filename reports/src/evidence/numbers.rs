//! `parameters.csv` and `draws.csv`: every number that a played scenario asked for, and what each draw made of it.
//!
//! Besides parameters and magnitudes of effects there are two more kinds of numbers that a draw fixes: today's level of a control
//! (`CPS.AC-3@today`, one draw for all effects of the control) and, for effects on coverage, the level without the control
//! (`CPS.AM-1/coverage@without`).

use std::collections::{BTreeMap, BTreeSet};

use yagura_sim::ids::ParameterIndex;
use yagura_sim::kernel::{Distribution, MasterSeed, parameter_key};
use yagura_sim::knowledge::{Confidence, Effect, Parameter, Range};
use yagura_sim::posture::{Uncertain, WorldDraw};
use yagura_sim::words::Words as _;

use super::Played;
use crate::tables::{DrawRow, ParameterRow};

/// Behind a control's id: its level today.
const TODAY: &str = "@today";
/// Behind an effect's id: the level without its control.
const WITHOUT: &str = "@without";
/// Unit of levels.
const FRACTION: &str = "fraction";

/// The numbers of a comparison.
pub struct Numbers {
    /// `parameters.csv`.
    pub rows: Vec<ParameterRow>,
    /// Keys that each scenario asked for.
    used: BTreeMap<String, BTreeSet<String>>,
}

impl Numbers {
    /// Of what was played: parameters in the catalogue's order, then effects in theirs.
    #[must_use]
    pub fn of(played: Played<'_>) -> Self {
        let catalogue = played.catalogue;
        let by_scenario: Vec<_> = (0..played.scenarios.len()).map(|scenario| played.asked_by(scenario)).collect();
        let (mut rows, mut used) = (Vec::new(), BTreeMap::new());
        for (scenario, asked) in played.scenarios.iter().zip(&by_scenario) {
            let numbers = WorldDraw::new(catalogue.clone(), &[]).uncertain(asked);
            let keys: BTreeSet<String> = numbers.into_iter().map(|number| key_of(played, number)).collect();
            used.insert(scenario.id.clone(), keys);
        }
        for (row, parameter) in catalogue.parameters.iter().enumerate() {
            let used = by_scenario.iter().filter(|asked| asked.parameters[row]).count() as u64;
            if used > 0 {
                rows.push(parameter_row(played, ParameterIndex::from_row(row), parameter, used));
            }
        }
        let mut levels: Vec<&str> = Vec::new();
        for (row, effect) in catalogue.effects.iter().enumerate() {
            let used = by_scenario.iter().filter(|asked| asked.effects[row]).count() as u64;
            if used == 0 {
                continue;
            }
            rows.push(magnitude_row(played, effect, used));
            if let Some(range) = effect.record.level_today.filter(|_| !levels.contains(&effect.record.control.as_str()))
            {
                levels.push(&effect.record.control);
                // Any effect of the control asks for its level.
                let of_control = |other: usize| catalogue.effects[other].control == effect.control;
                let used = by_scenario
                    .iter()
                    .filter(|asked| (0..asked.effects.len()).any(|other| asked.effects[other] && of_control(other)))
                    .count() as u64;
                let basis = &effect.record.level_basis;
                let confidence =
                    if basis.starts_with("assumption") { Confidence::Assumption } else { effect.record.confidence };
                rows.push(level_row(format!("{}{TODAY}", effect.record.control), range, basis, confidence, used));
            }
            if let Some(range) = effect.record.without {
                let (id, source) = (&effect.record.id, &effect.record.source);
                rows.push(level_row(format!("{id}{WITHOUT}"), range, source, effect.record.confidence, used));
            }
        }
        Self { rows, used }
    }

    /// Whether `scenario` asked for the number `key` and draws differ in it.
    #[must_use]
    pub fn uses(&self, scenario: &str, key: &str) -> bool {
        self.used.get(scenario).is_some_and(|keys| keys.contains(key))
    }
}

fn parameter_row(played: Played<'_>, index: ParameterIndex, parameter: &Parameter, used: u64) -> ParameterRow {
    let record = &parameter.record;
    let (distribution, parameter_a, parameter_b) = taken_apart(&record.distribution);
    let by_hand = played.fixed.iter().rev().find(|(fixed, _)| *fixed == index).map(|&(_, value)| value);
    let claims = played.sets.iter().flat_map(|set| &set.parameters).filter(|claim| claim.key == record.key);
    let (claimed, claimed_by) = claimed(claims);
    ParameterRow {
        key: record.key.clone(),
        unit: record.unit.clone(),
        distribution,
        low: Some(record.low),
        mode: Some(record.mode),
        high: Some(record.high),
        parameter_a,
        parameter_b,
        ignorance_share: Some(record.ignorance_share),
        source: record.source.clone(),
        confidence: record.confidence.as_str().to_owned(),
        used,
        value_set: by_hand.or(claimed),
        claimed_by,
    }
}

fn magnitude_row(played: Played<'_>, effect: &Effect, used: u64) -> ParameterRow {
    let record = &effect.record;
    let claims = played.sets.iter().flat_map(|set| &set.effects).filter(|claim| claim.key == record.id);
    let (value_set, claimed_by) = claimed(claims);
    ParameterRow {
        value_set,
        claimed_by,
        unit: record.unit.as_str().to_owned(),
        ..level_row(record.id.clone(), record.magnitude, &record.source, record.confidence, used)
    }
}

fn level_row(key: String, range: Range, source: &str, confidence: Confidence, used: u64) -> ParameterRow {
    ParameterRow {
        key,
        unit: FRACTION.to_owned(),
        distribution: "pert".to_owned(),
        low: Some(range.low),
        mode: Some(range.mode),
        high: Some(range.high),
        parameter_a: None,
        parameter_b: None,
        ignorance_share: Some(1.0),
        source: source.to_owned(),
        confidence: confidence.as_str().to_owned(),
        used,
        value_set: None,
        claimed_by: String::new(),
    }
}

/// What bids state: the most likely value of the last claim, and everybody who claims something.
fn claimed<'a>(claims: impl Iterator<Item = &'a yagura_sim::control_set::ValueClaim>) -> (Option<f64>, String) {
    let (mut value, mut by) = (None, Vec::new());
    for claim in claims {
        value = Some(claim.range.mode);
        if !by.contains(&claim.claimed_by.as_str()) {
            by.push(claim.claimed_by.as_str());
        }
    }
    (value, by.join(";"))
}

/// `lognormal(mu=2.4;sigma=2.0)` as its name and its two numbers.
fn taken_apart(distribution: &str) -> (String, Option<f64>, Option<f64>) {
    let Some((name, inside)) = distribution.split_once('(') else { return (distribution.to_owned(), None, None) };
    if name == "series" {
        return (distribution.to_owned(), None, None);
    }
    let mut numbers = inside
        .trim_end_matches(')')
        .split(';')
        .map(|part| part.split_once('=').map_or(part, |(_, number)| number).trim().parse::<f64>().ok());
    (name.to_owned(), numbers.next().flatten(), numbers.next().flatten())
}

/// The rows of `draws.csv`: what each of `draws` (first, how many) makes of every number in which draws differ, by draw and then in
/// the order of `parameters.csv`.
///
/// The values are the world's, before any control set changes them. What `--set` fixed differs in no draw and has no row.
#[must_use]
pub fn draw_rows(played: Played<'_>, seed: MasterSeed, (first, count): (u32, u32)) -> Vec<DrawRow> {
    let fixed: Vec<(ParameterIndex, Distribution)> = played
        .fixed
        .iter()
        .filter_map(|&(parameter, value)| Distribution::fixed(value).ok().map(|fixed| (parameter, fixed)))
        .collect();
    let mut world = WorldDraw::new(played.catalogue.clone(), &fixed);
    let numbers: Vec<(Uncertain, String)> =
        world.uncertain(&played.asked_by_any()).into_iter().map(|number| (number, key_of(played, number))).collect();
    let mut rows = Vec::with_capacity(numbers.len() * count as usize);
    for draw in first..first + count {
        world.begin_draw(parameter_key(seed, draw));
        for (number, key) in &numbers {
            rows.push(DrawRow { parameter_draw: u64::from(draw), key: key.clone(), value: world.value(*number) });
        }
    }
    rows
}

fn key_of(played: Played<'_>, number: Uncertain) -> String {
    let catalogue = played.catalogue;
    match number {
        Uncertain::Parameter(parameter) => catalogue.parameters[parameter.row()].record.key.clone(),
        Uncertain::Magnitude(effect) => catalogue.effects[effect.row()].record.id.clone(),
        Uncertain::LevelToday(control, _) => format!("{}{TODAY}", catalogue.controls[control.row()].id),
        Uncertain::Without(effect) => format!("{}{WITHOUT}", catalogue.effects[effect.row()].record.id),
    }
}

/// What a key of `parameters.csv` that is no parameter's is about: the effect's unit, or a level.
pub(super) enum Meant<'a> {
    /// The magnitude of an effect.
    Magnitude(&'a str),
    /// Today's level of a control.
    Today(&'a str),
    /// The level without the control of an effect.
    Without(&'a str),
}

/// What `key` means.
pub(super) fn meant(key: &str) -> Meant<'_> {
    if let Some(control) = key.strip_suffix(TODAY) {
        Meant::Today(control)
    } else if let Some(effect) = key.strip_suffix(WITHOUT) {
        Meant::Without(effect)
    } else {
        Meant::Magnitude(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distribution_is_a_name_and_its_numbers() {
        assert_eq!(taken_apart("pert"), ("pert".into(), None, None));
        assert_eq!(taken_apart("lognormal(mu=2.3979;sigma=2.0)"), ("lognormal".into(), Some(2.3979), Some(2.0)));
        assert_eq!(taken_apart("series(1;2)"), ("series(1;2)".into(), None, None));
    }

    #[test]
    fn a_key_says_what_it_is_about() {
        assert!(matches!(meant("CPS.AC-3@today"), Meant::Today("CPS.AC-3")));
        assert!(matches!(meant("CPS.AM-1/coverage@without"), Meant::Without("CPS.AM-1/coverage")));
        assert!(matches!(meant("CPS.AM-1/coverage"), Meant::Magnitude("CPS.AM-1/coverage")));
    }
}
