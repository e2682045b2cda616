//! Graphs from outside: an edge list as a city, as a folder, and the two public workloads.

use std::path::Path;

use crate::fixture::{Done, Yagura};

fn catalogue(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches").join(name).display().to_string()
}

fn line<'a>(done: &'a Done, key: &str) -> &'a str {
    done.stderr.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_else(|| panic!("{key}: {}", done.stderr))
}

#[test]
fn a_graph_is_played_alike_from_its_file_and_from_its_folder() {
    let yagura = Yagura::new("graph");
    yagura.file("path.txt", "# four in a row, and one that nothing leads to\n0 1\n1 2\n2 3\n");
    yagura.call(&["city", "import", "path.txt", "--nodes", "5", "--out", "folder"]).fine();
    let w1 = catalogue("w1");
    let told = |city: &[&str]| {
        let call =
            ["run", "--catalogue", &w1, "--scenario", "w1-lognormal-si", "--controls", "none", "--format", "csv"];
        yagura.call(&[&call, city].concat()).fine().to_owned()
    };
    let file = told(&["--city", "path.txt", "--nodes", "5"]);
    assert_eq!(file, told(&["--city", "folder"]));
    assert!(file.contains("and 3 more like it"), "three of four are taken from n0, one after the other: {file}");
}

#[test]
fn a_spread_on_a_graph_has_its_line() {
    let yagura = Yagura::new("graph-w1");
    yagura.file("ring.csv", "from,to\n0,1\n1,2\n2,3\n3,0\n");
    for (catalogue_name, scenario) in [
        ("w1", "w1-lognormal-si"),
        ("w1", "w1-exponential-si"),
        ("w1-sir", "w1-lognormal-sir"),
        ("w1-sir", "w1-exponential-sir"),
    ] {
        let catalogue = catalogue(catalogue_name);
        let call = ["run", "--city", "ring.csv", "--catalogue", &catalogue, "--scenario", scenario, "--timing"];
        let done = yagura.call(&[&call[..], &["--replications", "4"]].concat());
        done.fine();
        assert!(line(&done, "w1 n=4 edges=8 cpu_ns/edge med=").contains(" min="), "{}", done.stderr);
        let infected = line(&done, "infected_max=");
        assert!(if scenario.ends_with("-si") { infected == "4" } else { infected != "0" }, "{}", done.stderr);
    }
}

#[test]
fn the_hold_model_keeps_as_many_pending_as_it_has_nodes() {
    let yagura = Yagura::new("graph-w2");
    let w2 = catalogue("w2");
    let done =
        yagura.call(&["run", "--city", "w2", "--nodes", "50", "--catalogue", &w2, "--scenario", "w2-hold", "--timing"]);
    done.fine();
    assert!(line(&done, "w2 n=50 cpu_ns/event med=").contains(" max="), "{}", done.stderr);
    assert_eq!(line(&done, "pending_max="), "50");
}

#[test]
fn a_wrong_edge_list_is_told_by_line_and_writes_nothing() {
    let yagura = Yagura::new("graph-wrong");
    yagura.file("wrong.txt", "0 1\none two\n");
    let done = yagura.call(&["city", "import", "wrong.txt", "--out", "folder"]);
    assert_eq!(done.code, 3, "{}", done.whole());
    assert!(done.stderr.contains("wrong.txt") && done.stderr.contains("2"), "{}", done.stderr);
    assert!(!yagura.folder.join("folder").exists());
}
