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
use crate::shipped::{CORE, controls_on_attempts, experiment, scenario};
use crate::world::World;

/// One step on one target.
struct Attempt {
    name: String,
    /// Chance that one try works, per replication: which assets a control reaches is drawn.
    works: Vec<f64>,
    /// How many times longer it takes.
    time: f64,
}

/// Every step on every target that somebody has listed.
fn attempts(experiment: &Experiment, set: usize, draw: u32, replications: u32) -> Vec<Attempt> {
    let city = experiment.sets[set].city.clone();
    let scenario = experiment.scenarios[0].clone();
    let mut stage = experiment.stage(0, set).expect("a stage");
    stage.begin_draw(draw, parameter_key(experiment.seed, draw));
    let posture = stage.posture();
    let site_share = posture.site_share();
    let mut all = Vec::new();
    for (row, step) in scenario.steps.iter().enumerate() {
        let targets: Vec<AssetIndex> = match &step.targets {
            Targets::Assets(assets) => assets.clone(),
            Targets::Flows(flows) => flows.iter().map(|flow| city.flows[flow.row()].to).collect(),
            Targets::Held => Vec::new(),
        };
        for &asset in targets.iter().filter(|asset| !city.assets[asset.row()].unlisted).take(20) {
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
            let works = (0..replications).map(|replication| {
                let key = replication_key(experiment.seed, draw, replication);
                let chance = posture.chance(&numbers, &Place { key, city: &city, asset, site_share });
                let others: f64 = numbers.systems().iter().skip(1).map(|factor| factor.level).product();
                chance.system * others * chance.pair * chance.incident * chance.each
            });
            let name = format!("{} at {}", step.id, target.id);
            all.push(Attempt { name, works: works.collect(), time: numbers.time_factor });
        }
    }
    all
}

/// Asserts that `control` on top of `base` makes no attempt likelier, by `judge` of (before, after), and none quicker.
fn compare(
    (id, base, control, draw): (&str, &str, &str, u32),
    replications: u32,
    judge: impl Fn(&[f64], &[f64]) -> bool,
) -> Result<(), TestCaseError> {
    let raised = format!("{base},+{control}");
    let experiment = experiment(&scenario(id), &[base, &raised], 1, 1, &[]);
    let (before, after) = (attempts(&experiment, 0, draw, replications), attempts(&experiment, 1, draw, replications));
    for (a, b) in before.iter().zip(&after) {
        let mean = |works: &[f64]| works.iter().sum::<f64>() / works.len() as f64;
        prop_assert!(
            judge(&a.works, &b.works),
            "{}: {} -> {} with {}",
            a.name,
            mean(&a.works),
            mean(&b.works),
            control
        );
        prop_assert!(b.time >= a.time - 1e-12, "{}: {} x -> {} x with {}", a.name, a.time, b.time, control);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn one_more_control_makes_no_attempt_likelier_or_quicker(
        id in prop::sample::select(CORE.to_vec()),
        mut base in prop::collection::vec(prop::sample::select(controls_on_attempts()), 0..80),
        control in prop::sample::select(controls_on_attempts()),
        draw in 0..50_u32,
    ) {
        base.sort();
        base.dedup();
        base.retain(|other| *other != control);
        let base = base.iter().fold("none".to_owned(), |set, other| format!("{set},+{other}"));
        let never_above = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| *b <= a + 1e-12);
        compare((id, &base, &control, draw), 5, never_above)?;
    }

    /// Today's level stands for a mean over assets, a set's own level is drawn per asset: an asset that the raised control misses has
    /// less than the mean. Over the draws of coverage the chance does not rise.
    #[test]
    fn raising_a_control_from_today_makes_no_attempt_likelier_on_average(
        id in prop::sample::select(CORE.to_vec()),
        control in prop::sample::select(controls_on_attempts()),
        base in prop::sample::select(vec!["today-jp", "guideline-core"]),
        draw in 0..50_u32,
    ) {
        let not_above_on_average = |a: &[f64], b: &[f64]| {
            let n = a.len() as f64;
            let rises: Vec<f64> = a.iter().zip(b).map(|(a, b)| b - a).collect();
            let mean = rises.iter().sum::<f64>() / n;
            let variance = rises.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
            mean <= 4.5 * (variance / n).sqrt() + 1e-12
        };
        compare((id, base, &control, draw), 200, not_above_on_average)?;
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
