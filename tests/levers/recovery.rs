//! Coming back: backups, rebuilding, crews, the root cause first.

use crate::compared::{N, assert_always, assert_equal, assert_grows, assert_mean_grows};
use crate::world::{Rows, World};

/// Something of kind `kind` is taken, seen at once and isolated at once.
fn taken(kind: &str) -> World {
    World::new()
        .horizon_d(400.0)
        .desk(1)
        .asset_in("a", kind, "net", "", "")
        .fixed("hour", "hour", 1.0)
        .role_fixed("alerted_process", "probability", 1.0)
        .role_exponential("restore_h", 10.0)
        .role_exponential("field_visit_h", 60.0)
        .technique_row("enter,reach,administrator,hour,,,,process,no,assumption")
        .step("id = \"one\"\ntechnique = \"enter\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"")
}

fn backed_up(exists: f64, works: f64) -> Rows {
    taken("server")
        .role_fixed("backup_exists", "probability", exists)
        .role_fixed("restore_works", "probability", works)
        .role_fixed("rebuild_h", "hour", 300.0)
        .play(N)
}

#[test]
fn without_a_backup_a_server_is_built_anew() {
    assert_grows(&backed_up(1.0, 1.0), &backed_up(0.0, 1.0), "recovery_delay_h", N as usize);
    assert_always(&backed_up(0.0, 1.0), "recovery_delay_h", 300.0);
    // One that cannot be restored is none.
    assert_equal(&backed_up(0.0, 1.0), &backed_up(1.0, 0.0), "recovery_delay_h");
}

#[test]
fn the_more_backups_exist_and_work_the_sooner_the_city_recovers() {
    assert_grows(&backed_up(0.9, 1.0), &backed_up(0.3, 1.0), "recovery_delay_h", 100);
    assert_grows(&backed_up(1.0, 0.9), &backed_up(1.0, 0.3), "recovery_delay_h", 100);
}

#[test]
fn a_destroyed_backup_is_none() {
    let with = |destroyed: bool| {
        let world = taken("server")
            .role_fixed("rebuild_h", "hour", 300.0)
            .role_fixed("alert_delay_h", "hour", 5.0)
            .technique_row("wipe,host,destroy_backup,hour,,,,,no,assumption");
        if !destroyed {
            return world.play(N);
        }
        world
            .step(
                "id = \"two\"\ntechnique = \"wipe\"\nover = \"host\"\nfrom = \"held\"\nat = \"id=a\"\nneeds = [\"one\"]",
            )
            .play(N)
    };
    assert_grows(&with(false), &with(true), "recovery_delay_h", N as usize / 2);
}

#[test]
fn a_field_device_waits_for_its_crew() {
    let with = |hours: f64| {
        let world = World::new().horizon_d(400.0).desk(1).asset_in("a", "camera", "net", "", "");
        world
            .fixed("hour", "hour", 1.0)
            .role_fixed("alerted_process", "probability", 1.0)
            .role_exponential("field_visit_h", hours)
            .technique_row("enter,reach,administrator,hour,,,,process,no,assumption")
            .step("id = \"one\"\ntechnique = \"enter\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"")
            .play(N)
    };
    assert_grows(&with(5.0), &with(100.0), "recovery_delay_h", N as usize);
    // A server needs no crew: 10 h to restore against 60 h for the visit.
    assert_mean_grows(&taken("server").play(N), &taken("camera").play(N), "recovery_delay_h", 40.0);
}

#[test]
fn nothing_is_restored_before_the_root_cause_is_known() {
    let with = |hours| taken("server").role_exponential("root_cause_h", hours).play(N);
    let (soon, late) = (with(5.0), with(200.0));
    assert_grows(&soon, &late, "recovery_delay_h", N as usize - 20);
    assert_equal(&soon, &late, "containment_delay_h");
}
