//! How many cases, from which seed.

use std::env;
use std::str::FromStr;

use proptest::prelude::ProptestConfig;
use proptest::test_runner::RngSeed;

fn from_environment<T: FromStr>(name: &str, default: T) -> T {
    env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// `cases` cases, always the same.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases: cases * from_environment("YAGURA_PROPERTY_CASES", 1),
        rng_seed: RngSeed::Fixed(from_environment("YAGURA_PROPERTY_SEED", 7)),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
