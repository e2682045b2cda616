//! Newton's method that cannot run away: it keeps a bracket and halves it whenever a step would leave it.

/// More steps than ever needed: the bracket of 3000 shrinks below the resolution of a double in 64 halvings.
const STEPS: u32 = 100;
/// Steps smaller than this part of the argument change nothing that matters.
const TOLERANCE: f64 = 1e-15;

/// Where an increasing function passes zero between `low` and `high`. `function` returns value and slope. Infinite values
/// are allowed: their sign moves the bracket.
pub(super) fn zero_of_increasing(
    function: impl Fn(f64) -> (f64, f64),
    (mut low, mut high): (f64, f64),
    start: f64,
) -> f64 {
    let mut x = start.clamp(low, high);
    for _ in 0..STEPS {
        let (value, slope) = function(x);
        if value > 0.0 {
            high = x;
        } else if value < 0.0 {
            low = x;
        } else {
            return x;
        }
        let newton = x - value / slope;
        // Written so that NaN and infinity fall to the halving.
        let next = if newton > low && newton < high { newton } else { low + 0.5 * (high - low) };
        let step = (next - x).abs();
        x = next;
        if step <= TOLERANCE * x.abs() {
            break;
        }
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_root_is_found() {
        let root = zero_of_increasing(|x| (x * x - 2.0, 2.0 * x), (0.0, 2.0), 1.9);
        assert!((root - std::f64::consts::SQRT_2).abs() < 1e-15);
    }

    #[test]
    fn a_function_that_throws_newton_out_is_halved() {
        // The slope vanishes at 0, where plain Newton would leave for infinity.
        let root = zero_of_increasing(|x| (x * x * x - 1.0, 3.0 * x * x), (-10.0, 10.0), 0.0);
        assert!((root - 1.0).abs() < 1e-14);
    }

    #[test]
    fn infinite_values_only_show_the_direction() {
        let root = zero_of_increasing(|x| (libm::log(x) - 1.0, 1.0 / x), (0.0, 100.0), 0.0);
        assert!((root - std::f64::consts::E).abs() < 1e-14);
    }
}
