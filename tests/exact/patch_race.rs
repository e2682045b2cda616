//! The race between exploit and patch: exponential times with means a and b; the flaw is open with chance b / (a + b), and always for
//! the share of flaws without a patch and of assets never patched.

use crate::world::{World, assert_share};

#[test]
fn a_flaw_is_open_if_its_patch_comes_later_than_its_exploit() {
    let (exploit, patch, zero_day, never, n) = (20.0, 60.0, 0.1, 0.2, 20_000);
    let rows = World::new()
        .asset("a")
        .fixed("hour", "hour", 1.0)
        .chance("exploit_d", "day", exploit, "exponential")
        .chance("patch_d", "day", patch, "exponential")
        .fixed("zero_day", "probability", zero_day)
        .fixed("never", "probability", never)
        .technique_row("exploit,reach,foothold,hour,,exploit_d;patch_d;zero_day;never,,,no,assumption")
        .step("id = \"one\"\ntechnique = \"exploit\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"")
        .play(n);
    let race = patch / (exploit + patch);
    let expected = 1.0 - (1.0 - zero_day) * (1.0 - never) * (1.0 - race);
    let taken = rows.all("entered").iter().filter(|x| **x == 1.0).count();
    assert_share(taken, n as usize, expected);
}
