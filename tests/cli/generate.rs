//! Generated cities: in memory, as a folder, and played.

use crate::fixture::Yagura;

/// A small comparison of the core scenarios on `city`; its incidents.
fn incidents(yagura: &Yagura, city: &str, out: &str) -> String {
    let sizes = ["--parameter-draws", "2", "--replications", "2"];
    let call = ["compare", "--city", city, "--scenario", "core", "--controls", "guideline-core", "--out", out];
    yagura.call(&[&call[..], &sizes].concat()).fine();
    yagura.read(&format!("{out}/incidents.csv"))
}

#[test]
fn a_generated_city_plays_alike_from_memory_and_from_its_folder() {
    let yagura = Yagura::new("generate-folder");
    let told = yagura.call(&["city", "generate", "--assets", "600", "--seed", "1", "--out", "town", "--format", "csv"]);
    assert!(told.fine().contains("assets,600\n"), "{}", told.stdout);
    assert_eq!(yagura.names("town").len(), 9);
    let memory = incidents(&yagura, "generate:600:1", "a");
    assert_eq!(memory, incidents(&yagura, "town", "b"));
    assert!(memory.lines().count() > 40);
}

#[test]
fn every_shipped_scenario_finds_what_it_names_in_a_generated_city() {
    let yagura = Yagura::new("generate-check");
    // `check` builds all shipped scenarios against the city.
    for city in ["generate:600:1", "generate:10000:1"] {
        yagura.call(&["check", "--city", city]).fine();
    }
    let play = ["compare", "--city", "generate:10000:1", "--scenario", "all", "--controls", "today-jp"];
    let sizes = ["--parameter-draws", "1", "--replications", "1", "--out", "out"];
    yagura.call(&[&play[..], &sizes].concat()).fine();
}

#[test]
fn the_same_size_and_seed_give_the_same_files() {
    let yagura = Yagura::new("generate-again");
    for out in ["a", "b"] {
        yagura.call(&["city", "generate", "--assets", "1000", "--seed", "7", "--out", out]).fine();
    }
    for name in yagura.names("a") {
        assert_eq!(yagura.read(&format!("a/{name}")), yagura.read(&format!("b/{name}")), "{name}");
    }
}

#[test]
fn sizes_and_names_that_are_none_are_refused() {
    let yagura = Yagura::new("generate-refused");
    assert_eq!(yagura.call(&["city", "generate", "--assets", "59", "--out", "x"]).code, 2);
    for city in ["generate:59:1", "generate:600", "generate:many:1"] {
        let done = yagura.call(&["run", "--city", city]);
        assert_eq!(done.code, 3, "{city}: {}", done.stderr);
    }
    yagura.file("town/notes.txt", "mine");
    assert_eq!(yagura.call(&["city", "generate", "--assets", "60", "--out", "town"]).code, 2, "a folder in use");
    assert_eq!(yagura.names("town"), ["notes.txt"]);
}

#[test]
fn the_commands_of_the_page_work() {
    let yagura = Yagura::new("generate-page");
    let page = include_str!("../../docs/src/guide/generated-cities.md");
    let calls: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("    yagura ")).collect();
    assert_eq!(calls.len(), 3);
    for call in calls {
        yagura.call(&call.split_whitespace().collect::<Vec<_>>()).fine();
    }
}
