//! The statistics against independent implementations: `reference/README.md` says which, and how the values were made.

use std::collections::BTreeSet;

use yagura_reports::statistics::distribution::{beta, binomial, normal, student};
use yagura_reports::statistics::{
    BOOTSTRAP_RESAMPLES, Clusters, Design, Direction, End, Ending, KaplanMeier, Timed, bootstrap_mean, clopper_pearson,
    cumulative_incidence, holm, kaplan_meier, paired_difference, paired_difference_where_both, quantile,
    quantile_interval, rank_stability, sorted, variance_split, wilson,
};

const REFERENCE: &str = include_str!("reference/reference.csv");
const INPUTS: &str = include_str!("reference/reference_inputs.csv");

/// Both sides compute in double precision by different formulas: ten digits are asked of every value.
const TOLERANCE: f64 = 1e-10;

const COMPARISON: Design = Design { draws: 12, replications: 8 };

struct Row {
    function: String,
    case: String,
    part: String,
    value: f64,
}

impl Row {
    /// The numbers of the case, in order.
    fn arguments(&self) -> Vec<f64> {
        self.case.split(' ').map(|number| number.parse().expect("a case of numbers")).collect()
    }

    #[track_caller]
    fn expects(&self, found: f64) {
        let scale = self.value.abs().max(1e-3);
        assert!(
            (found - self.value).abs() <= TOLERANCE * scale,
            "{} ({}) {}: expected {:e}, found {found:e}",
            self.function,
            self.case,
            self.part,
            self.value,
        );
    }
}

fn rows() -> Vec<Row> {
    csv::Reader::from_reader(REFERENCE.as_bytes())
        .records()
        .map(|record| {
            let record = record.expect("a record");
            Row {
                function: record[0].to_owned(),
                case: record[1].to_owned(),
                part: record[2].to_owned(),
                value: record[3].parse().expect("a value"),
            }
        })
        .collect()
}

/// The rows of one function; a test over none of them would prove nothing.
#[track_caller]
fn rows_of(function: &str) -> Vec<Row> {
    let found: Vec<Row> = rows().into_iter().filter(|row| row.function == function).collect();
    assert!(!found.is_empty(), "no reference for {function}");
    found
}

fn input(case: &str, column: &str) -> Vec<f64> {
    csv::Reader::from_reader(INPUTS.as_bytes())
        .records()
        .map(|record| record.expect("a record"))
        .find(|record| &record[0] == case && &record[1] == column)
        .expect("an input of that name")[2]
        .split(' ')
        .map(|number| number.parse().expect("a number"))
        .collect()
}

fn comparison() -> (Vec<f64>, Vec<f64>) {
    (input("compare", "set"), input("compare", "baseline"))
}

fn differences() -> Clusters {
    let (set, baseline) = comparison();
    Clusters::of_differences(&set, &baseline, COMPARISON).expect("a comparison")
}

#[test]
fn the_laws_agree_with_scipy() {
    for row in rows_of("normal_quantile") {
        row.expects(normal::quantile(row.arguments()[0]));
    }
    for row in rows_of("normal_cdf") {
        row.expects(normal::cdf(row.arguments()[0]));
    }
    for row in rows_of("student_quantile") {
        let arguments = row.arguments();
        row.expects(student::quantile(arguments[0], arguments[1]));
    }
    for row in rows_of("student_two_sided_p") {
        let arguments = row.arguments();
        row.expects(student::two_sided_p(arguments[0], arguments[1]));
    }
    for row in rows_of("beta_cdf") {
        let arguments = row.arguments();
        row.expects(beta::cdf(arguments[0], arguments[1], arguments[2]));
    }
    for row in rows_of("beta_quantile") {
        let arguments = row.arguments();
        row.expects(beta::quantile(arguments[0], arguments[1], arguments[2]));
    }
    for row in rows_of("binomial_cdf") {
        let arguments = row.arguments();
        row.expects(binomial::cdf(arguments[0] as usize, arguments[1] as usize, arguments[2]));
    }
}

#[test]
fn intervals_of_shares_agree_with_statsmodels() {
    for (function, method) in [("clopper_pearson", clopper_pearson as fn(_, _) -> _), ("wilson", wilson)] {
        for row in rows_of(function) {
            let arguments = row.arguments();
            let interval = method(arguments[0] as usize, arguments[1] as usize).expect("possible counts");
            row.expects(if row.part == "low" { interval.low } else { interval.high });
        }
    }
}

#[test]
fn holm_agrees_with_statsmodels() {
    let adjusted = holm(&input("holm", "p")).expect("p-values");
    for row in rows_of("holm") {
        row.expects(adjusted[row.part.parse::<usize>().expect("an index")]);
    }
}

#[test]
fn the_paired_difference_is_scipys_t_test_on_draw_means() {
    let (set, baseline) = comparison();
    let found = paired_difference(&set, &baseline, COMPARISON).expect("a comparison");
    let interval = found.interval.expect("twelve draws have an interval");
    for row in rows_of("paired") {
        row.expects(match row.part.as_str() {
            "difference" => found.difference,
            "p" => found.p_value.expect("twelve draws have a p-value"),
            "low" => interval.low,
            "high" => interval.high,
            "n_discordant" => found.n_discordant as f64,
            part => panic!("no such part: {part}"),
        });
    }
}

#[test]
fn draws_of_unequal_size_agree_with_the_cluster_robust_covariance_of_statsmodels() {
    let (set, baseline) = comparison();
    let both = |of: &[f64]| -> Vec<Option<f64>> {
        of.iter().zip(set.iter().zip(&baseline)).map(|(v, (a, b))| (*a > 0.0 && *b > 0.0).then_some(*v)).collect()
    };
    let found = paired_difference_where_both(&both(&set), &both(&baseline), COMPARISON).expect("a comparison");
    let interval = found.interval.expect("twelve draws have an interval");
    for row in rows_of("paired_where_both") {
        row.expects(match row.part.as_str() {
            "n" => found.n as f64,
            "difference" => found.difference,
            "standard_error" => found.standard_error.expect("twelve draws have a standard error"),
            "p" => found.p_value.expect("twelve draws have a p-value"),
            "low" => interval.low,
            "high" => interval.high,
            part => panic!("no such part: {part}"),
        });
    }
}

#[test]
fn chance_and_ignorance_agree_with_scipys_analysis_of_variance() {
    let split = variance_split(&differences()).expect("a split");
    for row in rows_of("variance_split") {
        row.expects(match row.part.as_str() {
            "f" => split.f,
            "within" => split.within,
            "between" => split.between,
            part => panic!("no such part: {part}"),
        });
    }
}

/// The grid of the reference has an error of its own, of the order of its squared spacing: six digits are asked.
#[test]
fn rank_stability_is_what_integrating_the_posterior_gives() {
    let found = rank_stability(&differences(), Direction::LowerIsBetter).expect("twelve draws");
    for row in rows_of("rank_stability") {
        assert!((found.value - row.value).abs() < 1e-6, "expected {}, found {}", row.value, found.value);
    }
}

#[test]
fn quantiles_agree_with_numpy_and_their_ranks_with_scipy() {
    let ascending = sorted(&comparison().1).expect("a sample");
    for row in rows_of("quantile") {
        row.expects(quantile(&ascending, row.arguments()[0]).expect("a quantile"));
    }
    for row in rows_of("quantile_ranks") {
        let arguments = row.arguments();
        let ranks: Vec<f64> = (1..=arguments[1] as u32).map(f64::from).collect();
        let found = quantile_interval(&ranks, arguments[0]).expect("a quantile");
        // The reference writes -1 where there is no such rank.
        row.expects(if row.part == "low" { found.low } else { found.high }.unwrap_or(-1.0));
    }
}

/// Ends of 2,000 resamples scatter by sqrt(0.025 x 0.975 / 2000) / phi(1.96) = 0.060 standard errors of the mean in a
/// normal tail and by about twice that in the long one of this sample: four times the latter is half a standard error.
#[test]
fn the_bootstrap_agrees_with_scipys_within_its_resampling_error() {
    let uniform = |i: usize| {
        // Weyl's sequence hashed (splitmix64): addressed, as the keyed draws of a comparison are.
        let mut z = (i as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    };
    let found = bootstrap_mean(&differences(), BOOTSTRAP_RESAMPLES, uniform).expect("draws").expect("an interval");
    let rows = rows_of("bootstrap");
    let value = |part: &str| rows.iter().find(|row| row.part == part).expect("a part").value;
    let tolerance = 0.5 * value("standard_error");
    assert!((found.low - value("low")).abs() < tolerance, "{found:?}");
    assert!((found.high - value("high")).abs() < tolerance, "{found:?}");
}

fn delays() -> Vec<Ending> {
    input("delays", "time")
        .into_iter()
        .zip(input("delays", "cause"))
        .map(|(time, cause)| Ending {
            time,
            end: if cause == 0.0 { End::Censored } else { End::Cause(cause as usize - 1) },
        })
        .collect()
}

fn curve() -> KaplanMeier {
    let timed: Vec<Timed> = delays().iter().map(|d| Timed { time: d.time, ended: d.end != End::Censored }).collect();
    kaplan_meier(&timed).expect("delays")
}

#[test]
fn the_survival_curve_agrees_with_lifelines() {
    let curve = curve();
    for row in rows_of("kaplan_meier") {
        if row.part == "time" {
            row.expects(curve.median().expect("half of the delays ended"));
            continue;
        }
        let time = row.arguments()[0];
        let step = curve.steps.iter().rfind(|step| step.time <= time).expect("a step before");
        let interval = step.interval().expect("an interval");
        row.expects(match row.part.as_str() {
            "survival" => curve.survival_at(time),
            "low" => interval.low,
            "high" => interval.high,
            "at_risk" => curve.at_risk(time) as f64,
            part => panic!("no such part: {part}"),
        });
    }
}

#[test]
fn the_restricted_mean_agrees_with_lifelines_and_its_variance_with_the_double_integral() {
    let found = curve().restricted_mean(40.0).expect("a horizon within sight");
    for row in rows_of("restricted_mean") {
        row.expects(if row.part == "mean" { found.mean } else { found.variance });
    }
}

#[test]
fn cumulative_incidence_and_its_variance_agree_with_lifelines() {
    let incidence = cumulative_incidence(&delays(), 2).expect("delays");
    for row in rows_of("cumulative_incidence") {
        let arguments = row.arguments();
        let (time, cause) = (arguments[0], arguments[1] as usize);
        row.expects(if row.part == "incidence" {
            incidence.at(time, cause)
        } else {
            incidence.variance_at(time, cause)
        });
    }
}

#[test]
fn no_reference_lies_unused() {
    let source = include_str!("statistics.rs");
    let functions: BTreeSet<String> = rows().into_iter().map(|row| row.function).collect();
    for function in functions {
        // `clopper_pearson` and `wilson` are read in a loop over names, all others by name.
        assert!(source.contains(&format!("\"{function}\"")), "no test reads the reference for {function}");
    }
}
