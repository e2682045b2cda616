//! A mistake without an attacker: what is public by mistake is copied until somebody notices and it is taken down.

use crate::compared::{N, assert_always, assert_grows};
use crate::world::{Rows, World};

struct Publication {
    notice_h: f64,
    take_down_h: f64,
    copied_first_day: f64,
}

const USUAL: Publication = Publication { notice_h: 200.0, take_down_h: 10.0, copied_first_day: 0.05 };

fn published(p: &Publication) -> Rows {
    World::new()
        .mistake()
        .horizon_d(100.0)
        .dataset_row("outings,closed,yes,1000,city")
        .asset_in("portal", "service_application", "net", "", "")
        .asset_row("db,server,net,,,,outings")
        .role_exponential("publication_notice_h", p.notice_h)
        .role_exponential("take_down_h", p.take_down_h)
        .role_fixed("copied_first_day", "fraction", p.copied_first_day)
        .fixed("hour", "hour", 1.0)
        .mistake_row("put_online,host,publish,hour,,,,,no,policy_mismatch")
        .step("id = \"one\"\ntechnique = \"put_online\"\nover = \"host\"\nfrom = \"org:city\"\nat = \"id=db\"")
        .play(N)
}

#[test]
fn the_later_it_is_noticed_the_more_is_copied() {
    assert_grows(&published(&USUAL), &published(&Publication { notice_h: 600.0, ..USUAL }), "records_exposed", 300);
}

#[test]
fn the_longer_it_takes_to_take_down_the_more_is_copied() {
    assert_grows(&published(&USUAL), &published(&Publication { take_down_h: 100.0, ..USUAL }), "records_exposed", 300);
}

#[test]
fn the_more_is_copied_in_a_day_the_more_is_exposed() {
    let often = published(&Publication { copied_first_day: 0.5, ..USUAL });
    assert_grows(&published(&USUAL), &often, "records_exposed", 300);
    // All of it at once: nothing helps any more but not publishing.
    assert_always(&published(&Publication { copied_first_day: 1.0, ..USUAL }), "records_exposed", 1000.0);
}

#[test]
fn what_is_noticed_at_once_and_taken_down_at_once_exposes_nothing() {
    let at_once = published(&Publication { notice_h: 1e-9, take_down_h: 1e-9, ..USUAL });
    assert_always(&at_once, "records_exposed", 0.0);
}
