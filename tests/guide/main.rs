//! The three-asset world of the guide, as the page prints it: its files are written, its commands run, its textbook answer met.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder that is removed in the end.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The page's indented blocks, each with the line before it.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let (mut before, mut inside) = (String::new(), false);
    for line in page.lines() {
        match (line.strip_prefix("    "), blocks.last_mut()) {
            (Some(code), Some((_, block))) if inside => block.push_str(&format!("{code}\n")),
            (Some(code), _) => {
                blocks.push((before.clone(), format!("{code}\n")));
                inside = true;
            }
            (None, Some((_, block))) if inside && line.is_empty() => block.push('\n'),
            (None, _) => {
                inside = false;
                if !line.is_empty() {
                    before = line.to_owned();
                }
            }
        }
    }
    blocks
}

/// The file that a line names: the line begins with it, in backticks.
fn file(line: &str) -> Option<&str> {
    line.strip_prefix('`')?.split_once('`').map(|(name, _)| name).filter(|name| name.contains('.'))
}

/// The command lines of a block, continued lines joined.
fn commands(block: &str) -> Vec<Vec<String>> {
    let joined = block.replace("\\\n", " ");
    let words = |line: &str| line.split_whitespace().skip(1).map(String::from).collect();
    joined.lines().filter(|line| line.starts_with("yagura ")).map(words).collect()
}

fn yagura(folder: &Path, arguments: &[String]) -> Output {
    let run = Command::new(env!("CARGO_BIN_EXE_yagura")).current_dir(folder).args(arguments).output();
    run.expect("the program starts")
}

/// Mean and number of a measure under a control set.
fn summary(folder: &Path, set: &str, measure: &str) -> (f64, f64) {
    let mut table = csv::Reader::from_path(folder.join("out/summary.csv")).expect("a summary");
    let header = table.headers().expect("a header").clone();
    let at = |name: &str| header.iter().position(|column| column == name).expect("the column exists");
    let (of_set, of_measure, mean, n) = (at("control_set"), at("measure"), at("mean"), at("n"));
    let rows = table.records().map(|row| row.expect("a row"));
    let row = rows.into_iter().find(|row| &row[of_set] == set && &row[of_measure] == measure).expect("the row exists");
    (row[mean].parse().expect("a mean"), row[n].parse().expect("a number"))
}

#[test]
fn the_three_asset_world_of_the_guide_gives_the_textbook_answer() {
    let page = include_str!("../../docs/src/guide/three-assets.md");
    let folder = Folder(std::env::temp_dir().join(format!("yagura-guide-{}", std::process::id())));
    let mut ran = 0;
    for (before, block) in blocks(page) {
        if let Some(name) = file(&before) {
            let path = folder.0.join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a temporary folder");
            std::fs::write(path, block.trim_end().to_owned() + "\n").expect("a temporary file");
            continue;
        }
        for arguments in commands(&block) {
            let output = yagura(&folder.0, &arguments);
            assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
            ran += 1;
        }
    }
    assert_eq!(ran, 3, "check, run and compare");

    // Within 4.5 standard errors. One server falls with chance 0.2, k servers with 0.2^k; the variance of their number is
    // 1 x 0.2 + 3 x 0.04 + 5 x 0.008 - 0.248^2 = 0.2985.
    let (taken, n) = summary(&folder.0, "X.1", "assets_controlled");
    assert!((taken - 0.248).abs() <= 4.5 * (0.2985 / n).sqrt(), "{taken}");
    assert_eq!(summary(&folder.0, "none", "assets_controlled").0, 3.0);
    // Gamma(2, 5 h): mean 10, variance 50.
    let (end_h, n) = summary(&folder.0, "none", "attack_end_h");
    assert!((end_h - 10.0).abs() <= 4.5 * (50.0 / n).sqrt(), "{end_h}");
}
