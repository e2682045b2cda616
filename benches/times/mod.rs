//! Times as a line of `yagura run --timing` tells them.

/// Median, least and most.
pub(crate) fn spread_of(mut times: Vec<f64>) -> String {
    times.sort_by(f64::total_cmp);
    format!("med={:.1} min={:.1} max={:.1}", times[times.len() / 2], times[0], times[times.len() - 1])
}
