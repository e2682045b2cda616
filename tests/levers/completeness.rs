//! No role without a lever: a number that moves nothing is either not read or not tested.

use std::fs;
use std::path::Path;

use yagura_sim::knowledge::Role;
use yagura_sim::words::Words as _;

#[test]
fn every_role_of_the_model_is_moved_by_some_test() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut text = String::new();
    for folder in ["levers", "exact"] {
        for entry in fs::read_dir(tests.join(folder)).expect("the folder of the tests") {
            text += &fs::read_to_string(entry.expect("an entry").path()).expect("a file of the tests");
        }
    }
    let moved = |role: &Role| text.contains(&format!("\"{}\"", role.as_str())) || role.as_str().starts_with("alerted_");
    let still: Vec<&str> = Role::ALL.iter().filter(|role| !moved(role)).map(|role| role.as_str()).collect();
    assert!(still.is_empty(), "no test moves {still:?}");
}
