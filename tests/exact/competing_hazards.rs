//! Competing hazards: an outsider who notices at rate a against an attacker who needs an exponential time of rate b.

use crate::world::{World, assert_mean, assert_share};

#[test]
fn the_first_of_two_exponential_times_wins_in_proportion_to_its_rate() {
    let (notice, attack, n) = (0.2, 0.5, 20_000);
    let rows = World::new()
        .asset("a")
        .asset("b")
        .fixed("at_once", "hour", 0.0)
        .chance("second_h", "hour", 1.0 / attack, "exponential")
        .fixed("notice", "per_hour", notice)
        .role("outsider_notice_per_h", "notice")
        .technique("enter", "administrator", "at_once", "")
        .technique("take", "administrator", "second_h", "")
        .step("id = \"one\"\ntechnique = \"enter\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"")
        .step("id = \"two\"\ntechnique = \"take\"\nover = \"reach\"\nfrom = \"held\"\nat = \"id=b\"\nneeds = [\"one\"]")
        .play(n);
    // Without delays of response a notice ends the attack at once.
    let both = rows.all("assets_controlled").iter().filter(|x| **x == 2.0).count();
    assert_share(both, n as usize, attack / (attack + notice));
    // The notice itself is exponential with its own rate: nothing else detects.
    assert_mean(&rows.all("detection_delay_h"), 1.0 / notice);
}
