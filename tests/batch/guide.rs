//! The page about batches: its plan is written, its commands run, in order.

use crate::fixture::{Place, assert_same};

#[test]
fn the_page_about_batches_does_what_it_says() {
    let page = include_str!("../../docs/src/guide/sweep.md");
    let code: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("    ")).collect();
    let commands: Vec<&str> = code.iter().copied().filter(|line| line.starts_with("yagura ")).collect();
    let plan: String = page
        .lines()
        .skip_while(|line| *line != "`plan.toml`:")
        .skip(1)
        .take_while(|line| line.is_empty() || line.starts_with("    "))
        .map(|line| format!("{}\n", line.trim_start()))
        .collect();
    let place = Place::new("batch", "guide").plan(&plan);
    assert_eq!(commands.len(), 7, "{commands:?}");
    for command in commands {
        place.call(command.trim_start_matches("yagura ")).ends(0);
    }
    assert_same(&place.files("out"), &place.files("merged"));
}
