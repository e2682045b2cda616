//! The standard normal distribution and its quantile.
//!
//! Source: M. J. Wichura, *Algorithm AS 241: The Percentage Points of the Normal Distribution*, Applied Statistics 37
//! (1988) 477-484; the version PPND16, relative accuracy about 1e-16.

#![expect(clippy::excessive_precision, reason = "coefficients as printed, so that they can be compared with the paper")]

use std::f64::consts::FRAC_1_SQRT_2;

/// Probability that a standard normal variable is at most `z`.
#[must_use]
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

/// The value below which a standard normal variable lies with probability `u`, for `u` strictly between 0 and 1.
/// Infinite at 0 and 1, NaN outside.
#[inline]
#[must_use]
pub fn normal_quantile(u: f64) -> f64 {
    let q = u - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * polynomial(r, &CENTRE_ABOVE) / polynomial(r, &CENTRE_BELOW);
    }
    tail(u, q)
}

fn tail(u: f64, q: f64) -> f64 {
    let outer = if q < 0.0 { u } else { 1.0 - u };
    if outer <= 0.0 {
        return if outer == 0.0 { f64::INFINITY.copysign(q) } else { f64::NAN };
    }
    let r = (-libm::log(outer)).sqrt();
    let z = if r <= 5.0 {
        polynomial(r - 1.6, &TAIL_ABOVE) / polynomial(r - 1.6, &TAIL_BELOW)
    } else {
        polynomial(r - 5.0, &FAR_ABOVE) / polynomial(r - 5.0, &FAR_BELOW)
    };
    z.copysign(q)
}

/// Horner's rule; the highest power comes first.
#[inline(always)]
fn polynomial(x: f64, coefficients: &[f64; 8]) -> f64 {
    coefficients.iter().fold(0.0, |sum, &coefficient| sum * x + coefficient)
}

const CENTRE_ABOVE: [f64; 8] = [
    2.509_080_928_730_122_672_7e3,
    3.343_057_558_358_812_810_5e4,
    6.726_577_092_700_870_085_3e4,
    4.592_195_393_154_987_145_7e4,
    1.373_169_376_550_946_112_5e4,
    1.971_590_950_306_551_442_7e3,
    1.331_416_678_917_843_774_5e2,
    3.387_132_872_796_366_608,
];
const CENTRE_BELOW: [f64; 8] = [
    5.226_495_278_852_854_561e3,
    2.872_908_573_572_194_267_4e4,
    3.930_789_580_009_271_061e4,
    2.121_379_430_158_659_586_7e4,
    5.394_196_021_424_751_107_7e3,
    6.871_870_074_920_579_083e2,
    4.231_333_070_160_091_125_2e1,
    1.0,
];
const TAIL_ABOVE: [f64; 8] = [
    7.745_450_142_783_414_076_4e-4,
    2.272_384_498_926_918_458_33e-2,
    2.417_807_251_774_506_117_7e-1,
    1.270_458_252_452_368_382_58,
    3.647_848_324_763_204_605_04,
    5.769_497_221_460_691_405_5,
    4.630_337_846_156_545_295_9,
    1.423_437_110_749_683_577_34,
];
const TAIL_BELOW: [f64; 8] = [
    1.050_750_071_644_416_843_24e-9,
    5.475_938_084_995_344_946e-4,
    1.519_866_656_361_645_719_66e-2,
    1.481_039_764_274_800_745_9e-1,
    6.897_673_349_851_000_045_5e-1,
    1.676_384_830_183_803_849_4,
    2.053_191_626_637_758_821_87,
    1.0,
];
const FAR_ABOVE: [f64; 8] = [
    2.010_334_399_292_288_132_65e-7,
    2.711_555_568_743_487_578_15e-5,
    1.242_660_947_388_078_438_6e-3,
    2.653_218_952_657_612_309_3e-2,
    2.965_605_718_285_048_912_3e-1,
    1.784_826_539_917_291_335_8,
    5.463_784_911_164_114_369_9,
    6.657_904_643_501_103_777_2,
];
const FAR_BELOW: [f64; 8] = [
    2.044_263_103_389_939_785_64e-15,
    1.421_511_758_316_445_888_7e-7,
    1.846_318_317_510_054_681_8e-5,
    7.868_691_311_456_132_591e-4,
    1.487_536_129_085_061_485_25e-2,
    1.369_298_809_227_358_053_1e-1,
    5.998_322_065_558_879_376_9e-1,
    1.0,
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The three check values printed with the algorithm.
    #[test]
    fn quantiles_are_those_printed_with_the_algorithm() {
        for (u, z) in
            [(0.25, -0.674_489_750_196_081_7), (0.001, -3.090_232_306_167_813_7), (1e-20, -9.262_340_089_798_408)]
        {
            assert!((normal_quantile(u) / z - 1.0).abs() < 1e-15, "{u}");
        }
    }

    /// The sums of the coefficients' digits printed in the paper guard against a slip of the pen.
    #[test]
    fn coefficients_have_the_printed_hash_sums() {
        let hash = |rows: [&[f64; 8]; 2]| -> f64 { rows.iter().flat_map(|row| row.iter()).map(|&x| mantissa(x)).sum() };
        fn mantissa(x: f64) -> f64 {
            if x == 1.0 {
                return 0.0;
            }
            let mut m = x;
            while m >= 10.0 {
                m /= 10.0;
            }
            while m < 1.0 {
                m *= 10.0;
            }
            m
        }
        assert!((hash([&CENTRE_ABOVE, &CENTRE_BELOW]) - 55.883_192_880_614_901).abs() < 1e-12);
        assert!((hash([&TAIL_ABOVE, &TAIL_BELOW]) - 49.332_065_033_016_103).abs() < 1e-12);
        assert!((hash([&FAR_ABOVE, &FAR_BELOW]) - 47.525_833_175_492_897).abs() < 1e-12);
    }

    #[test]
    fn the_quantile_undoes_the_distribution_function() {
        for step in 1..1000 {
            let u = f64::from(step) / 1000.0;
            assert!((normal_cdf(normal_quantile(u)) - u).abs() < 1e-15);
        }
    }

    #[test]
    fn the_ends_are_infinite_and_outside_is_not_a_number() {
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(normal_quantile(1.0), f64::INFINITY);
        assert!(normal_quantile(1.5).is_nan() && normal_quantile(-0.5).is_nan());
    }
}
