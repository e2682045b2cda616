//! The shards of a plan, merged, give the bytes of one sweep.

use crate::PLAN;
use crate::fixture::{Place, assert_same, done};

#[test]
fn shards_that_run_at_once_and_are_merged_give_the_bytes_of_one_sweep() {
    let place = Place::new("batch", "shards").plan(PLAN);
    // Five shards of twelve pairs: uneven, and cut in the middle of a draw.
    let running: Vec<_> = (0..5)
        .map(|index| {
            let mut command = place.command(&format!("sweep plan.toml --out work --shard {index}/5 --threads 1"));
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
            command.spawn().expect("the program starts")
        })
        .collect();
    for child in running {
        done(&child.wait_with_output().expect("it ends")).ends(0);
    }
    place.call("merge work --out merged").ends(0);
    place.call("sweep plan.toml --out whole").ends(0);
    assert_same(&place.files("merged"), &place.files("whole"));
    assert!(!place.path("whole/parts").exists(), "what is joined needs no parts");
    assert!(!place.parts("work").is_empty(), "merging leaves the parts alone");
}

#[test]
fn a_schedulers_variables_name_the_shard() {
    let place = Place::new("batch", "variables").plan(PLAN);
    let cases = [
        [("YAGURA_SHARD_INDEX", "0"), ("YAGURA_SHARD_COUNT", "3")],
        [("SLURM_ARRAY_TASK_ID", "1"), ("YAGURA_SHARD_COUNT", "3")],
        [("JOB_COMPLETION_INDEX", "2"), ("YAGURA_SHARD_COUNT", "3")],
    ];
    for variables in cases {
        let output = place.command("sweep plan.toml --out work").envs(variables).output().expect("the program starts");
        done(&output).ends(0);
    }
    place.call("merge work --out merged").ends(0);
    place.call("sweep plan.toml --out whole").ends(0);
    assert_same(&place.files("merged"), &place.files("whole"));
}

#[test]
fn more_shards_than_pairs_is_no_mistake() {
    let place = Place::new("batch", "many").plan(&PLAN.replace("draws = 4", "draws = 1"));
    for index in 0..5 {
        place.call(&format!("sweep plan.toml --out work --shard {index}/5")).ends(0);
    }
    place.call("merge work --out merged").ends(0);
    place.call("sweep plan.toml --out whole").ends(0);
    assert_same(&place.files("merged"), &place.files("whole"));
}
