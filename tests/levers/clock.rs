//! A step by the clock: what it does, it does so long after the entry.

use crate::compared::{N, assert_always};
use crate::world::{Rows, World};

fn encrypted_after(hours: f64) -> Rows {
    World::new()
        .horizon_d(10.0)
        .asset("a")
        .service_on("counter", 30, "id:a")
        .fixed("hour", "hour", 1.0)
        .fixed("until_h", "hour", hours)
        .technique("enter", "administrator", "hour", "")
        .technique_row("lock,host,encrypt,until_h,,,,,no,assumption")
        .step("id = \"one\"\ntechnique = \"enter\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"")
        .step("id = \"two\"\ntechnique = \"lock\"\nover = \"host\"\nfrom = \"held\"\nat = \"id=a\"\nneeds = [\"one\"]\nclock = true")
        .play(N)
}

#[test]
fn the_later_the_clock_step_the_less_is_lost() {
    // 30 users for 240 h, less the hour of the entry and the clock.
    assert_always(&encrypted_after(10.0), "service_user_h_lost_attack", 30.0 * (240.0 - 1.0 - 10.0));
    assert_always(&encrypted_after(100.0), "service_user_h_lost_attack", 30.0 * (240.0 - 1.0 - 100.0));
    // Beyond the horizon it never happens.
    assert_always(&encrypted_after(300.0), "service_user_h_lost_attack", 0.0);
}
