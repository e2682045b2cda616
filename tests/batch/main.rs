//! Batches: however a plan is cut, played and joined, the bytes are those of one comparison.

mod fixture;
mod guide;
mod plan;
mod shards;

/// Two scenarios under two sets, in enough parts to be cut: 12 pairs in parts of 2.
pub(crate) const PLAN: &str = r#"
schema_version = 1
id = "two-scenarios"
scenarios = ["river-radio-spoof", "closed-data-published"]
controls = ["today-jp", "guideline-core"]
draws = 4
replications = 3
block = 2
"#;
