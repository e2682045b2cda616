//! The same work done twice.

use std::fs;
use std::process::Stdio;

use crate::fixture::{assert_same, done};
use crate::{place, undisturbed};

#[test]
fn the_same_shard_twice_at_once_is_harmless() {
    let place = place("at-once");
    let whole = undisturbed(&place);
    let start = || {
        let mut command = place.command("sweep plan.toml --out work --shard 0/2");
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
    };
    let running = [start(), start(), start()];
    for child in running {
        done(&child.wait_with_output().expect("it ends")).ends(0);
    }
    place.call("sweep plan.toml --out work --shard 1/2").ends(0);
    place.call("merge work --out merged").ends(0);
    assert_same(&place.files("merged"), &whole);
    let temporary = place.files("work").into_keys().filter(|name| name.contains("/.")).count();
    assert_eq!(temporary, 0, "nothing temporary stays");
    println!("faults: 1 shard run 3 times at once; merged right");
}

#[test]
fn a_finished_shard_does_nothing_again() {
    let place = place("finished");
    place.call("sweep plan.toml --out work --shard 0/2").ends(0);
    let times = || {
        let modified = |path: &std::path::PathBuf| fs::metadata(path).and_then(|data| data.modified()).expect("a time");
        place.parts("work").iter().map(modified).collect::<Vec<_>>()
    };
    let before = times();
    place.call("sweep plan.toml --out work --shard 0/2").ends(0);
    assert_eq!(times(), before);
}

#[test]
fn a_folder_with_something_else_in_it_is_refused() {
    let place = place("in-use");
    fs::create_dir(place.path("out")).expect("a folder");
    fs::write(place.path("out/mine.txt"), "mine").expect("a file");
    place.call("sweep plan.toml --out out").ends(2);
    place.call("sweep plan.toml --out out --shard 0/2").ends(2);
    place.call("sweep plan.toml --out out --resume").ends(2);
    place.call("merge out --out merged").ends(2).says("holds no parts");
    // What is finished is finished: going on changes nothing.
    place.call("sweep plan.toml --out whole").ends(0);
    let before = place.files("whole");
    place.call("sweep plan.toml --out whole --resume").ends(0);
    assert!(place.files("whole") == before);
    assert_eq!(fs::read_to_string(place.path("out/mine.txt")).expect("still there"), "mine");
}
