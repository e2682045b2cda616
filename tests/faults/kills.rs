//! Killed at random moments, a sweep loses at most what it was doing.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::fixture::{Place, assert_same};
use crate::{place, undisturbed};

const KILLS: u32 = 12;

/// Starts a sweep and kills it after `wait`; whether it was still running.
fn killed(place: &Place, arguments: &str, wait: Duration) -> bool {
    let mut command = place.command(arguments);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    std::thread::sleep(wait);
    let running = child.try_wait().expect("a process to ask").is_none();
    // On Unix this is SIGKILL.
    let _ = child.kill();
    let _ = child.wait();
    running
}

#[test]
fn killed_at_random_moments_and_resumed_a_sweep_ends_with_the_bytes_of_an_undisturbed_one() {
    let place = place("kills");
    let began = Instant::now();
    let whole = undisturbed(&place);
    let took = began.elapsed();
    let mut state = 20_261_125_u64;
    // Knuth's multiplier; the upper bits are good enough to choose moments.
    let mut share = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        0.05 + 1.05 * (state >> 40) as f64 / (1_u64 << 24) as f64
    };
    let (mut kills, mut rounds) = (0, 0);
    while kills < KILLS {
        rounds += 1;
        let out = format!("out-{rounds}");
        // Later and later, so that every part of the work is hit: loading, playing, joining, tidying up.
        while kills < KILLS {
            let wait = took.mul_f64(share());
            let resume = if place.path(&out).exists() { "--resume" } else { "" };
            if !killed(&place, &format!("sweep plan.toml --out {out} {resume}"), wait) {
                break;
            }
            kills += 1;
        }
        if place.path(&out).exists() {
            place.call(&format!("sweep plan.toml --out {out} --resume")).ends(0);
            assert_same(&place.files(&out), &whole);
        }
    }
    println!("faults: killed {kills} times at random moments in {rounds} sweeps; every one ended with the right bytes");
}

#[test]
fn a_killed_shard_that_is_run_again_goes_on_by_itself() {
    let place = place("killed-shard");
    let whole = undisturbed(&place);
    place.call("sweep plan.toml --out work --shard 1/2").ends(0);
    let began = Instant::now();
    place.call("sweep plan.toml --out other --shard 0/2").ends(0);
    let took = began.elapsed();
    let mut kills = 0;
    for part in 3..7 {
        kills +=
            u32::from(killed(&place, "sweep plan.toml --out work --shard 0/2", took.mul_f64(f64::from(part) / 8.0)));
    }
    place.call("sweep plan.toml --out work --shard 0/2").ends(0);
    place.call("merge work --out merged").ends(0);
    assert_same(&place.files("merged"), &whole);
    println!("faults: a shard killed {kills} times; the merge had the right bytes");
}

#[cfg(unix)]
#[test]
fn after_ctrl_c_finished_parts_are_kept_and_a_resumed_sweep_ends_right() {
    let place = place("ctrl-c");
    let whole = undisturbed(&place);
    let mut long = place.command("sweep long.toml --out out --threads 1");
    let text = crate::PLAN.replace("draws = 6", "draws = 100000");
    std::fs::write(place.path("long.toml"), text).expect("a plan");
    let child = long.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    // Until a part is there, in whatever build.
    for _ in 0..600 {
        if place.path("out/parts/0-of-1").exists() && !place.parts("out").is_empty() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let status = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(status.expect("kill runs").success());
    let done = crate::fixture::done(&child.wait_with_output().expect("it ends")).ends(130);
    assert!(done.stderr.contains("parts"), "{}", done.stderr);
    assert!(!place.parts("out").is_empty());
    // Of another plan they are refused; of the same they are gone on with.
    place.call("sweep plan.toml --out out --resume").ends(2).says("parts of another plan");
    place.call("sweep plan.toml --out out --force").ends(0);
    assert_same(&place.files("out"), &whole);
    println!("faults: interrupted once; parts kept, another plan refused, --force started again");
}
