//! However the work is divided, the rows are the same: by threads, by shards, in fresh worlds or used ones.

use proptest::prelude::*;
use yagura_sim::experiment::{Experiment, RowKey};
use yagura_sim::measure::Row;

use crate::runs::{differing, rows};
use crate::settings::cases;
use crate::shipped::{experiment, scenario};
use crate::tiny::tiny;

fn same(a: &[(RowKey, Row)], b: &[(RowKey, Row)]) -> Result<(), TestCaseError> {
    prop_assert_eq!(a.len(), b.len());
    for ((key_a, row_a), (key_b, row_b)) in a.iter().zip(b) {
        prop_assert_eq!(key_a, key_b);
        prop_assert!(differing(row_a, row_b).is_empty(), "{:?} differ in {:?}", key_a, differing(row_a, row_b));
    }
    Ok(())
}

/// The rows of `whole`, computed as two shards: replications before `cut` and from it on.
fn in_two_shards(whole: &Experiment, cut: u32) -> Vec<(RowKey, Row)> {
    let mut first = whole.clone();
    first.replications = cut;
    let mut second = whole.clone();
    second.first_replication += cut;
    second.replications -= cut;
    let mut all = rows(&first, 1);
    all.extend(rows(&second, 1));
    all.sort_by_key(|(key, _)| *key);
    all
}

fn in_fresh_worlds(experiment: &Experiment) -> Result<(), TestCaseError> {
    for (key, row) in rows(experiment, 1) {
        let fresh = experiment
            .play_one(key.scenario, key.set, key.draw, key.replication)
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        let other = differing(fresh.row(), &row);
        prop_assert!(other.is_empty(), "{:?}: a used world differs in {:?}", key, other);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(15))]

    #[test]
    fn a_small_world_gives_the_same_rows_however_it_is_divided(tiny in tiny(), cut in 1..12_u32) {
        let experiment = tiny.world().experiment(12);
        let whole = rows(&experiment, 1);
        same(&whole, &rows(&experiment, 2))?;
        same(&whole, &rows(&experiment, 5))?;
        same(&whole, &in_two_shards(&experiment, cut))?;
        in_fresh_worlds(&experiment)?;
    }
}

#[test]
fn the_shipped_city_gives_the_same_rows_however_it_is_divided() {
    for id in ["tampered-gateway", "maintenance-link-ransomware", "closed-data-published"] {
        let experiment = experiment(&scenario(id), &["today-jp", "guideline-full"], 4, 5, &[]);
        let whole = rows(&experiment, 1);
        let all = [
            same(&whole, &rows(&experiment, 2)),
            same(&whole, &rows(&experiment, 5)),
            same(&whole, &in_two_shards(&experiment, 2)),
            in_fresh_worlds(&experiment),
        ];
        for end in all {
            end.unwrap_or_else(|error| panic!("{id}: {error}"));
        }
        // By parameter draws too.
        let (mut first, mut second) = (experiment.clone(), experiment.clone());
        first.draws = 1;
        (second.first_draw, second.draws) = (1, 3);
        let mut halves = rows(&first, 1);
        halves.extend(rows(&second, 1));
        same(&whole, &halves).unwrap_or_else(|error| panic!("{id}: {error}"));
    }
}
