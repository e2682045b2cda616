//! The column `distribution` of `parameters.csv`.
//!
//! | text | reads | means |
//! |---|---|---|
//! | `pert` | low, mode, high | the usual PERT |
//! | `uniform` | low, high | |
//! | `exponential` | mode | the mean |
//! | `fixed` | mode | always that value |
//! | `lognormal(mu=..;sigma=..)` | | of the natural logarithm, in the row's own unit |
//! | `weibull(k=..;lambda=..)` | | shape and scale |
//! | `gamma(k=..;theta=..)` | | shape and scale |
//! | `beta(a=..;b=..)` | | |
//! | `series(..)`, `fixed(..)` | | data that is never drawn |

use crate::kernel::Distribution;

/// The texts, for diagnostics.
const EXPECTED: &str = "pert, uniform, exponential, fixed, lognormal(mu=..;sigma=..), weibull(k=..;lambda=..), \
                        gamma(k=..;theta=..), beta(a=..;b=..), series(..) or fixed(..)";

/// Reads `text` with the numbers of its row. `Ok(None)`: data that is never drawn.
///
/// # Errors
/// What would have been right, in words.
pub(super) fn read(text: &str, low: f64, mode: f64, high: f64) -> Result<Option<Distribution>, String> {
    let text = text.trim();
    let made = match text {
        "pert" => Distribution::pert(low, mode, high),
        "uniform" => Distribution::uniform(low, high),
        "exponential" => Distribution::exponential(mode),
        "fixed" => Distribution::fixed(mode),
        _ => {
            let (name, inside) = text
                .split_once('(')
                .and_then(|(name, rest)| Some((name.trim(), rest.strip_suffix(')')?)))
                .ok_or_else(|| EXPECTED.to_owned())?;
            match name {
                "series" | "fixed" => return Ok(None),
                "lognormal" => arguments(inside, ["mu", "sigma"]).map(|[mu, sigma]| Distribution::lognormal(mu, sigma)),
                "weibull" => arguments(inside, ["k", "lambda"]).map(|[k, lambda]| Distribution::weibull(k, lambda)),
                "gamma" => arguments(inside, ["k", "theta"]).map(|[k, theta]| Distribution::gamma(k, theta)),
                "beta" => arguments(inside, ["a", "b"]).map(|[a, b]| Distribution::beta(a, b)),
                _ => None,
            }
            .ok_or_else(|| EXPECTED.to_owned())?
        }
    };
    made.map(Some).map_err(|error| error.to_string())
}

/// `name=number;name=number`, in this order.
fn arguments(inside: &str, names: [&str; 2]) -> Option<[f64; 2]> {
    let (first, second) = inside.split_once(';')?;
    let value = |text: &str, name: &str| -> Option<f64> {
        let (found, number) = text.split_once('=')?;
        if found.trim() == name { number.trim().parse().ok() } else { None }
    };
    Some([value(first, names[0])?, value(second, names[1])?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(text: &str, [low, mode, high]: [f64; 3]) -> f64 {
        read(text, low, mode, high).unwrap().unwrap().mean()
    }

    /// Means from the textbook: (low + 4 mode + high) / 6; the middle; the mean itself; k theta; a / (a + b).
    #[test]
    fn every_text_has_the_mean_that_it_says() {
        assert_eq!(mean("pert", [0.0, 1.0, 8.0]), 2.0);
        assert_eq!(mean("uniform", [2.0, 3.0, 6.0]), 4.0);
        assert_eq!(mean("exponential", [0.0, 3.0, 9.0]), 3.0);
        assert_eq!(mean("fixed", [3.0, 3.0, 3.0]), 3.0);
        assert_eq!(mean("gamma(k=2;theta=3)", [0.0; 3]), 6.0);
        assert_eq!(mean("beta(a=1; b=3)", [0.0; 3]), 0.25);
        assert_eq!(mean("weibull(k=1;lambda=5)", [0.0; 3]), 5.0);
        // Median exp(2.3979) = 11.
        let dwell = read("lognormal(mu=2.3979;sigma=2.0)", 0.4, 11.0, 295.0).unwrap().unwrap();
        assert!((dwell.quantile(0.5) - 11.0).abs() < 1e-3);
    }

    #[test]
    fn data_is_no_distribution() {
        assert_eq!(read("series(2011=416;2014=205)", 0.0, 0.0, 0.0), Ok(None));
        assert_eq!(read("fixed(mdr=0.025;edr=0.167)", 0.0, 0.0, 0.0), Ok(None));
    }

    #[test]
    fn what_is_no_distribution_is_told_apart_from_wrong_numbers() {
        for text in ["", "normal", "lognormal", "lognormal(mu=1)", "lognormal(sigma=1;mu=2)", "beta(a=1;b=x)", "pert("]
        {
            assert_eq!(read(text, 0.0, 0.5, 1.0), Err(EXPECTED.to_owned()), "{text}");
        }
        let error = read("lognormal(mu=1;sigma=-1)", 0.0, 0.5, 1.0).unwrap_err();
        assert!(error.contains("sigma"), "{error}");
    }
}
