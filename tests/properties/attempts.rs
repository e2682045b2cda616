//! A control never raises the chance of a single attempt, nor makes it quicker.

use proptest::prelude::*;
use yagura_sim::city::Position;
use yagura_sim::experiment::Experiment;
use yagura_sim::ids::AssetIndex;
use yagura_sim::kernel::{parameter_key, replication_key};
use yagura_sim::posture::{Context, Place};
use yagura_sim::scenario::{From, Targets};

use crate::runs::{rows, value};
use crate::settings::cases;
use crate::shipped::{CORE, controls, experiment, scenario};
use crate::world::World;

/// Chance that one try works on every target, and how many times longer it takes: per step and target.
fn attempts(experiment: &Experiment, set: usize, draw: u32) -> Vec<(String, f64, f64)> {
    let city = experiment.sets[set].city.clone();
    let scenario = experiment.scenarios[0].clone();
    let mut stage = experiment.stage(0, set).expect("a stage");
    stage.begin_draw(draw, parameter_key(experiment.seed, draw));
    let key = replication_key(experiment.seed, draw, 0);
    let posture = stage.posture();
    let site_share = posture.site_share();
    let mut all = Vec::new();
    for (row, step) in scenario.steps.iter().enumerate() {
        let targets: Vec<AssetIndex> = match &step.targets {
            Targets::Assets(assets) => assets.clone(),
            Targets::Flows(flows) => flows.iter().map(|flow| city.flows[flow.row()].to).collect(),
            Targets::Held => Vec::new(),
        };
        for &asset in targets.iter().take(20) {
            let target = &city.assets[asset.row()];
            let (from, supplier) = match &step.from {
                From::Outside => (Position::Outside, None),
                From::Organisation(o) => (Position::Organisation(*o), Some(city.organisations[o.row()].role)),
                From::Zone(zone) => (Position::Zone(*zone), None),
                From::Held => (Position::Zone(target.zone), None),
            };
            let context = Context {
                technique: step.technique,
                link: step.over,
                class: target.class,
                crosses: city.crosses(step.over, from, asset),
                supplier,
                attacker: scenario.attacker.as_ref().map(|attacker| attacker.kind),
                spoof: step.spoof,
            };
            let technique = &experiment.catalogue.techniques[step.technique.row()];
            // A slot of its own per (step, target): rows are kept by slot.
            let slot = row * city.assets.len() + asset.row();
            let numbers = posture.row(slot, &context, &step.success, &technique.signals);
            let chance = posture.chance(&numbers, &Place { key, city: &city, asset, site_share });
            let others: f64 = numbers.systems().iter().skip(1).map(|factor| factor.level).product();
            let works = chance.system * others * chance.pair * chance.incident * chance.each;
            all.push((format!("{} at {}", step.id, target.id), works, numbers.time_factor));
        }
    }
    all
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn one_more_control_makes_no_attempt_likelier_or_quicker(
        id in prop::sample::select(CORE.to_vec()),
        control in prop::sample::select(controls()),
        base in prop::sample::select(vec!["none", "today-jp", "guideline-core"]),
        draw in 0..50_u32,
    ) {
        let raised = format!("{base},+{control}");
        let experiment = experiment(&scenario(id), &[base, &raised], 1, 1, &[]);
        let (before, after) = (attempts(&experiment, 0, draw), attempts(&experiment, 1, draw));
        for ((step, works, time), (_, works_now, time_now)) in before.iter().zip(&after) {
            prop_assert!(works_now <= &(works + 1e-12), "{id}, {step}: {works} -> {works_now} with {control}");
            prop_assert!(time_now >= &(time - 1e-12), "{id}, {step}: {time} x -> {time_now} x with {control}");
        }
    }

    #[test]
    fn who_is_kept_out_without_a_control_is_kept_out_with_it(
        works in 0.05..1.0_f64,
        blocked in 0.0..1.0_f64,
        exposure in prop::sample::select(vec!["per_try", "per_pair", "per_incident", "state"]),
        unit in prop::sample::select(vec!["try", "pair", "system", "incident"]),
        rounds in 1..6_u32,
    ) {
        let world = World::new()
            .asset("a")
            .chance("take_h", "hour", 5.0, "exponential")
            .fixed("works", "probability", works)
            .fixed("rounds", "count", f64::from(rounds))
            .technique_row(&format!("take,reach,administrator,take_h,works@{unit},,rounds,,no,assumption"))
            .blocks(blocked, exposure, "take")
            .step("id = \"one\"\ntechnique = \"take\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"");
        let without = rows(&world.experiment(100), 1);
        let with = rows(&world.with_control().experiment(100), 1);
        for ((key, open), (_, guarded)) in without.iter().zip(&with) {
            let (open, guarded) = (value(open, "entered"), value(guarded, "entered"));
            prop_assert!(guarded <= open, "{key:?}: entered only with the control");
        }
    }
}
