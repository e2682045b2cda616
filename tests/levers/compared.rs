//! Two worlds, the same seed: how a measure moved.

use crate::world::Rows;

/// Incidents per world. Levers are strong; a few hundred pairs show every one of them.
pub(crate) const N: u32 = 400;

/// Pairs of values, `None` where it did not happen.
fn pairs(a: &Rows, b: &Rows, measure: &str) -> Vec<(Option<f64>, Option<f64>)> {
    a.column(measure).into_iter().zip(b.column(measure)).collect()
}

/// Asserts that `measure` is larger in `more`: smaller in no incident in which both have it, and larger in at least `least`.
#[track_caller]
pub(crate) fn assert_grows(less: &Rows, more: &Rows, measure: &str, least: usize) {
    let both: Vec<(f64, f64)> = pairs(less, more, measure).into_iter().filter_map(|(a, b)| a.zip(b)).collect();
    let fell = both.iter().filter(|(a, b)| b < a).count();
    let grew = both.iter().filter(|(a, b)| b > a).count();
    assert!(fell == 0 && grew >= least, "{measure}: grew in {grew}, fell in {fell} of {} pairs", both.len());
}

/// Asserts that the mean of `measure` over all incidents is at least `by` larger in `more`: for changes that touch what is drawn, so
/// that single pairs may go either way.
#[track_caller]
pub(crate) fn assert_mean_grows(less: &Rows, more: &Rows, measure: &str, by: f64) {
    let mean = |rows: &Rows| {
        let values = rows.present(measure);
        assert!(!values.is_empty(), "{measure} has no value");
        values.iter().sum::<f64>() / values.len() as f64
    };
    let (less, more) = (mean(less), mean(more));
    assert!(more - less >= by, "{measure}: {less} and {more}");
}

/// Asserts that `measure` is the same in every incident.
#[track_caller]
pub(crate) fn assert_equal(a: &Rows, b: &Rows, measure: &str) {
    assert_eq!(a.column(measure), b.column(measure), "{measure}");
}

/// Asserts that `measure` has the value `expected` in every incident.
#[track_caller]
pub(crate) fn assert_always(rows: &Rows, measure: &str, expected: f64) {
    for value in rows.all(measure) {
        assert!((value - expected).abs() < 1e-6, "{measure} is {value}, not {expected}");
    }
}
