//! Commands as the documentation shows them, each with its whole output. `TRYCMD=overwrite cargo test --test cli console` renews them.

#[test]
fn what_is_shown_is_what_comes() {
    trycmd::TestCases::new().env("LC_ALL", "C").case("tests/cli/console/*.md").case("docs/src/guide/standards.md");
}
