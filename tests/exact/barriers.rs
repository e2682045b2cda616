//! Independent barriers: chances multiply, whatever the unit in which they are drawn.

use crate::world::{World, assert_share};

#[test]
fn independent_barriers_multiply() {
    let n = 20_000;
    let rows = World::new()
        .asset("a")
        .fixed("hour", "hour", 1.0)
        .fixed("one", "count", 1.0)
        .fixed("system_open", "probability", 0.7)
        .fixed("pair_open", "probability", 0.6)
        .fixed("try_works", "probability", 0.5)
        .technique_row(
            "take,reach,administrator,hour,system_open@system;pair_open@pair;try_works@try,,one,,no,assumption",
        )
        .blocks(0.25, "per_pair", "take")
        .with_control()
        .step("id = \"one\"\ntechnique = \"take\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"")
        .play(n);
    let taken = rows.all("entered").iter().filter(|x| **x == 1.0).count();
    assert_share(taken, n as usize, 0.7 * 0.6 * 0.5 * 0.75);
}
