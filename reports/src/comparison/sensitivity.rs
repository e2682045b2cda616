//! What the answer hangs on: which of the numbers that nobody knows exactly move a result, and which move the ranking.
//!
//! # What happens
//! A draw fixes every uncertain parameter and gives a mean of the primary measure under each set. Parameters are tried one by one: the
//! rank correlation of their values with the means says which go with the result. The strongest, at most one per ten draws, are fitted
//! together by least squares: on ranks for how strong each is, on the means themselves, along the parameter's place among the draws,
//! for what to expect at its low and at its high end and where a difference changes its sign.
//!
//! Many parameters are tried, so the strongest of them would look strong by accident: the p value is corrected for their number
//! (Bonferroni), and only where it stays below [`SIGNIFICANCE`] does a parameter *stand out*.
//!
//! # Not modelled
//! Effects of parameters together (interactions) and dependences that are not monotone, beyond what `index` shows of each alone.
//!
//! # Sources
//! Squared standardised rank regression coefficients: Helton, Johnson, Sallaberry and Storlie (2006), "Survey of sampling-based methods
//! for uncertainty and sensitivity analysis", Reliability Engineering and System Safety 91, section 6.6; Saltelli et al. (2008), Global
//! Sensitivity Analysis: The Primer, section 1.2.5. `index`: see [`variance_explained`].

use crate::statistics::{
    SIGNIFICANCE, StatisticsError, correlation, correlation_p, least_squares, quantile, ranks, sorted,
    variance_explained,
};
use crate::tables::{DifferenceRow, DrawResultRow, DrawRow, SensitivityRow, to_decide};

/// Most parameters of one result.
const MOST: usize = 20;
/// Draws for each parameter that is fitted with others.
const DRAWS_EACH: usize = 10;
/// Groups along a parameter for its own share of the variance.
const GROUPS: usize = 10;
/// Parameters that an undecided line names.
const NAMED: usize = 3;

/// What a row is about.
pub const ABOUT_MEASURE: &str = "measure";
/// What a row is about.
pub const ABOUT_RANKING: &str = "ranking";

/// A parameter with its value in each draw.
struct Drawn<'a> {
    key: &'a str,
    values: Vec<f64>,
}

/// The rows of `sensitivity.csv`; `uses` says whether a scenario uses a parameter at all. Fewer than twenty draws tell nothing.
///
/// # Errors
/// None for finite values; what a statistic refuses is handed on.
pub fn sensitivity_rows(
    results: &[DrawResultRow],
    draws: &[DrawRow],
    baseline: &str,
    uses: &dyn Fn(&str, &str) -> bool,
) -> Result<Vec<SensitivityRow>, StatisticsError> {
    let drawn = by_parameter(draws);
    let mut rows = Vec::new();
    for scenario in results.chunk_by(|a, b| a.scenario == b.scenario) {
        let used: Vec<&Drawn<'_>> = drawn.iter().filter(|one| uses(&scenario[0].scenario, one.key)).collect();
        let of_baseline: Vec<&DrawResultRow> = scenario.iter().filter(|row| row.control_set == baseline).collect();
        for set in scenario.chunk_by(|a, b| a.control_set == b.control_set) {
            let means: Vec<Option<f64>> = set.iter().map(|row| row.mean).collect();
            rows.extend(moved_by(&set[0], ("", ABOUT_MEASURE), &means, &used)?);
            if set[0].control_set != baseline && of_baseline.len() == set.len() {
                let differences: Vec<Option<f64>> =
                    set.iter().zip(&of_baseline).map(|(a, b)| Some(a.mean? - b.mean?)).collect();
                rows.extend(moved_by(&set[0], (baseline, ABOUT_RANKING), &differences, &used)?);
            }
        }
    }
    Ok(rows)
}

/// The values of each parameter in the order of the draws.
fn by_parameter(draws: &[DrawRow]) -> Vec<Drawn<'_>> {
    let Some(first) = draws.first() else { return Vec::new() };
    let of_first = draws.iter().take_while(|row| row.parameter_draw == first.parameter_draw);
    let mut drawn: Vec<Drawn<'_>> = of_first.map(|row| Drawn { key: &row.key, values: Vec::new() }).collect();
    for draw in draws.chunk_by(|a, b| a.parameter_draw == b.parameter_draw) {
        for (one, row) in drawn.iter_mut().zip(draw) {
            debug_assert_eq!(one.key, row.key, "every draw has the same parameters in the same order");
            one.values.push(row.value);
        }
    }
    drawn
}

/// The parameters that go with `result`, the strongest first.
fn moved_by(
    of: &DrawResultRow,
    (baseline, about): (&str, &str),
    result: &[Option<f64>],
    drawn: &[&Drawn<'_>],
) -> Result<Vec<SensitivityRow>, StatisticsError> {
    let there: Vec<usize> = (0..result.len()).filter(|&draw| result[draw].is_some()).collect();
    let y: Vec<f64> = result.iter().copied().flatten().collect();
    let most = MOST.min(y.len() / DRAWS_EACH);
    if most < 2 {
        return Ok(Vec::new());
    }
    let y_ranks = ranks(&y);
    let mut tried: Vec<Tried<'_>> = Vec::new();
    for one in drawn {
        let values: Vec<f64> = there.iter().filter_map(|&draw| one.values.get(draw).copied()).collect();
        if values.len() != y.len() {
            continue;
        }
        let ranks = ranks(&values);
        if let Some(rho) = correlation(&ranks, &y_ranks) {
            tried.push(Tried { key: one.key, values, ranks, rho });
        }
    }
    let screened = tried.len() as f64;
    // Stable: of equally strong ones the first in the catalogue's order stays first.
    tried.sort_by(|a, b| (b.rho * b.rho).total_cmp(&(a.rho * a.rho)));
    tried.truncate(most);
    let columns: Vec<Vec<f64>> = tried.iter().map(|one| one.ranks.clone()).collect();
    let (Some(on_ranks), Some(on_result)) = (least_squares(&columns, &y_ranks)?, least_squares(&columns, &y)?) else {
        return Ok(Vec::new());
    };
    let n = y.len() as f64;
    let mut rows = Vec::with_capacity(tried.len());
    for (place, one) in tried.iter().enumerate() {
        let strength = on_ranks.slopes[place] * spread(&one.ranks) / spread(&y_ranks);
        // Ranks run from 1 to n with mean (n + 1) / 2; the 5th percentile stands 0.45 n below that.
        let (slope, reach) = (on_result.slopes[place], 0.45 * n);
        let crossing = (slope != 0.0).then(|| (n + 1.0) / 2.0 - on_result.mean / slope);
        let break_even = match crossing {
            Some(rank) if about == ABOUT_RANKING && (1.0..=n).contains(&rank) => {
                Some(quantile(&sorted(&one.values)?, (rank - 1.0) / (n - 1.0))?)
            }
            _ => None,
        };
        rows.push(SensitivityRow {
            city: of.city.clone(),
            scenario: of.scenario.clone(),
            control_set: of.control_set.clone(),
            baseline: baseline.into(),
            measure: of.measure,
            key: one.key.into(),
            about: about.into(),
            index: variance_explained(&one.values, &y, GROUPS),
            index_rank: Some(strength * strength),
            slope_low: Some(on_result.mean - slope * reach),
            slope_high: Some(on_result.mean + slope * reach),
            break_even,
            rank: 0,
            p_adjusted: Some((correlation_p(one.rho, y.len()) * screened).min(1.0)),
        });
    }
    rows.sort_by(|a, b| b.index_rank.unwrap_or(0.0).total_cmp(&a.index_rank.unwrap_or(0.0)));
    rows.iter_mut().zip(1..).for_each(|(row, rank)| row.rank = rank);
    Ok(rows)
}

struct Tried<'a> {
    key: &'a str,
    values: Vec<f64>,
    ranks: Vec<f64>,
    rho: f64,
}

/// Standard deviation, up to the factor that all columns of one length share.
fn spread(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    libm::sqrt(values.iter().map(|value| (value - mean) * (value - mean)).sum())
}

/// Names in every undecided line that no number of runs would decide the parameters that stand out in turning its ranking.
pub fn name_what_turns_the_ranking(differences: &mut [DifferenceRow], sensitivity: &[SensitivityRow]) {
    for row in differences.iter_mut().filter(|row| row.undecided.is_some()) {
        let same = |one: &&SensitivityRow| {
            one.about == ABOUT_RANKING && one.scenario == row.scenario && one.control_set == row.control_set
        };
        let stands_out = |one: &&SensitivityRow| one.p_adjusted.is_some_and(|p| p < SIGNIFICANCE);
        let movers = sensitivity.iter().filter(same).filter(stands_out).take(NAMED).map(|one| one.key.clone());
        row.to_decide = to_decide(row.undecided, &movers.collect::<Vec<_>>());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAWS: u64 = 100;

    /// A number in 0..1 that has nothing to do with another one: multiples of the golden ratio and of other irrationals.
    fn scattered(draw: u64, step: f64) -> f64 {
        let place = draw as f64 * step;
        place - libm::floor(place)
    }

    fn steps() -> [(&'static str, f64); 4] {
        [
            ("strong", 0.618_033_988_7),
            ("weak", 0.414_213_562_4),
            ("idle", 0.732_050_807_6),
            ("elsewhere", 0.236_067_977_5),
        ]
    }

    fn drawn() -> Vec<DrawRow> {
        let row = |draw, (key, step): (&str, f64)| DrawRow {
            parameter_draw: draw,
            key: key.into(),
            value: 10.0 * scattered(draw, step),
        };
        (0..DRAWS).flat_map(|draw| steps().map(|one| row(draw, one))).collect()
    }

    fn results() -> Vec<DrawResultRow> {
        let mean = |set: &str, draw: u64| match set {
            "today" => 20.0,
            // 15 - 4 s + w above today, with s and w from 0 to 10.
            _ => 20.0 + 15.0 - 4.0 * 10.0 * scattered(draw, 0.618_033_988_7) + 10.0 * scattered(draw, 0.414_213_562_4),
        };
        let row = |set: &str, draw: u64| DrawResultRow {
            city: "c".into(),
            scenario: "s".into(),
            control_set: set.into(),
            parameter_draw: draw,
            measure: "wrong_decision_h",
            n: 10,
            mean: Some(mean(set, draw)),
            sd: Some(1.0),
        };
        ["today", "core"].into_iter().flat_map(|set| (0..DRAWS).map(move |draw| row(set, draw))).collect()
    }

    fn rows() -> Vec<SensitivityRow> {
        sensitivity_rows(&results(), &drawn(), "today", &|_, key| key != "elsewhere").expect("finite")
    }

    #[test]
    fn the_parameter_that_moves_the_result_most_stands_first_and_an_idle_one_does_not_stand_out() {
        let rows = rows();
        let ranking: Vec<&SensitivityRow> = rows.iter().filter(|row| row.about == ABOUT_RANKING).collect();
        let keys: Vec<&str> = ranking.iter().map(|row| row.key.as_str()).collect();
        assert_eq!(keys, ["strong", "weak", "idle"], "the scenario does not use the fourth");
        let p = |row: &SensitivityRow| row.p_adjusted.expect("a p value");
        assert!(p(ranking[0]) < 1e-6 && p(ranking[2]) > 0.5, "{ranking:?}");
        // Variances 16 to 1: the shares are 16/17 and 1/17 of all.
        assert!((ranking[0].index.expect("an index") - 16.0 / 17.0).abs() < 0.05, "{ranking:?}");
        assert!((ranking[0].index_rank.expect("an index") - 16.0 / 17.0).abs() < 0.05, "{ranking:?}");
        assert!(!rows.iter().any(|row| row.control_set == "today"), "what does not vary hangs on nothing");
    }

    /// The difference is 15 - 4 s + w with s, w in 0..10: with w at its mean, 5, it is 0 at s = 5. At the 5th and 95th percentile of s, 0.5
    /// and 9.5, it is 18 and -18.
    #[test]
    fn the_break_even_value_is_where_the_expected_difference_changes_its_sign() {
        let rows = rows();
        let strong = rows.iter().find(|row| row.about == ABOUT_RANKING && row.key == "strong").expect("a row");
        let near = |value: Option<f64>, wanted: f64| (value.expect("a value") - wanted).abs() < 0.5;
        assert!(near(strong.break_even, 5.0), "{strong:?}");
        assert!(near(strong.slope_low, 18.0) && near(strong.slope_high, -18.0), "{strong:?}");
        let weak = rows.iter().find(|row| row.about == ABOUT_RANKING && row.key == "weak").expect("a row");
        // With s at its mean the difference is w - 5: 0 at w = 5.
        assert!((weak.break_even.expect("a value") - 5.0).abs() < 1.0, "{weak:?}");
        assert!(rows.iter().filter(|row| row.about == ABOUT_MEASURE).all(|row| row.break_even.is_none()));
    }

    #[test]
    fn few_draws_tell_nothing() -> Result<(), StatisticsError> {
        let few: Vec<DrawResultRow> = results().into_iter().filter(|row| row.parameter_draw < 12).collect();
        assert!(sensitivity_rows(&few, &drawn(), "today", &|_, _| true)?.is_empty());
        Ok(())
    }
}
