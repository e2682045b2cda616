//! A series of exponential steps: after the first, two more with mean m each; the attack ends Gamma(2, m) later.

use crate::world::{World, assert_mean};

#[test]
fn a_series_of_exponential_steps_is_a_gamma() {
    let m = 5.0;
    let rows = World::new()
        .asset("a")
        .asset("b")
        .asset("c")
        .chance("step_h", "hour", m, "exponential")
        .technique("take", "administrator", "step_h", "")
        .step("id = \"one\"\ntechnique = \"take\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"")
        .step("id = \"two\"\ntechnique = \"take\"\nover = \"reach\"\nfrom = \"held\"\nat = \"id=b\"\nneeds = [\"one\"]")
        .step(
            "id = \"three\"\ntechnique = \"take\"\nover = \"reach\"\nfrom = \"held\"\nat = \"id=c\"\nneeds = [\"two\"]",
        )
        .play(20_000);
    let ends = rows.all("attack_end_h");
    assert_mean(&ends, 2.0 * m);
    // Second moment of Gamma(2, m): 6 m^2.
    let squares: Vec<f64> = ends.iter().map(|x| x * x).collect();
    assert_mean(&squares, 6.0 * m * m);
    // Survival at its mean: P(X > 2m) = 3 e^-2.
    let late = ends.iter().filter(|x| **x > 2.0 * m).count();
    crate::world::assert_share(late, ends.len(), 3.0 * (-2.0_f64).exp());
}
