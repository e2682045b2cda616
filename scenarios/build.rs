//! Rebuilds the crate when a shipped file is added: `include_dir` alone would notice changed files only.

fn main() {
    for folder in ["attacks", "catalogue", "cities", "control-sets", "generator", "validation", "worlds"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
