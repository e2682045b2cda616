//! Ranks and least squares: how a result goes with numbers that were drawn independently of each other.

use super::design::StatisticsError;
use super::distribution::student;

/// Ranks from 1; equal values share the mean of theirs.
///
/// Source: Conover (1999), Practical Nonparametric Statistics, 3rd ed., section 5.4.
#[must_use]
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut passed = 0;
    for tied in order.chunk_by(|&a, &b| values[a] == values[b]) {
        let shared = passed as f64 + (tied.len() + 1) as f64 / 2.0;
        tied.iter().for_each(|&row| ranks[row] = shared);
        passed += tied.len();
    }
    ranks
}

/// Product-moment correlation; of ranks it is Spearman's. `None` where one of the two does not vary.
#[must_use]
pub fn correlation(x: &[f64], y: &[f64]) -> Option<f64> {
    let (x, y) = (centred(x), centred(y));
    let (xx, yy) = (dot(&x, &x), dot(&y, &y));
    (xx > 0.0 && yy > 0.0).then(|| (dot(&x, &y) / libm::sqrt(xx * yy)).clamp(-1.0, 1.0))
}

/// Two-sided p value of a correlation among `n` pairs: Student t with n - 2 degrees of freedom.
///
/// Source: Conover (1999), section 5.4, for ranks; exact for normal values.
#[must_use]
pub fn correlation_p(correlation: f64, n: usize) -> f64 {
    if n < 3 {
        return 1.0;
    }
    let df = (n - 2) as f64;
    let rest = 1.0 - correlation * correlation;
    if rest <= 0.0 { 0.0 } else { student::two_sided_p(correlation * libm::sqrt(df / rest), df) }
}

/// Share of the variance of `y` between groups of equal size along `x`: epsilon squared, the correlation ratio without what groups
/// explain by accident; never below 0. `None` where `y` does not vary or a group would have fewer than two values.
///
/// It needs no straight line: any dependence of the mean on `x` counts. As an estimate of the first-order (Sobol) index from given data:
/// Plischke, Borgonovo and Smith (2013), "Global sensitivity measures from given data", European Journal of Operational Research 226;
/// the correction: Kelley (1935), "An unbiased correlation ratio measure", PNAS 21.
#[must_use]
pub fn variance_explained(x: &[f64], y: &[f64], groups: usize) -> Option<f64> {
    let n = y.len();
    if groups < 2 || n < 2 * groups {
        return None;
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| x[a].total_cmp(&x[b]));
    let y = centred(y);
    let total = dot(&y, &y);
    let between: f64 = (0..groups)
        .map(|group| {
            let rows = &order[group * n / groups..(group + 1) * n / groups];
            let sum: f64 = rows.iter().map(|&row| y[row]).sum();
            sum * sum / rows.len() as f64
        })
        .sum();
    let within = (total - between).max(0.0) / (n - groups) as f64;
    (total > 0.0).then(|| (1.0 - within * (n - 1) as f64 / total).max(0.0))
}

/// A plane through the data.
#[derive(Debug, Clone, PartialEq)]
pub struct Plane {
    /// Mean of the result: the height at the mean of every column.
    pub mean: f64,
    /// Slope along each column.
    pub slopes: Vec<f64>,
}

/// Least squares of `y` on `columns` and a constant, by Cholesky's decomposition of the normal equations of centred columns. `None`
/// where the columns do not determine the slopes.
///
/// Source: Golub and Van Loan (2013), Matrix Computations, 4th ed., section 5.3.2.
///
/// # Errors
/// Empty; a column of another length.
pub fn least_squares(columns: &[Vec<f64>], y: &[f64]) -> Result<Option<Plane>, StatisticsError> {
    let n = y.len();
    if n == 0 {
        return Err(StatisticsError::Empty);
    }
    if let Some(other) = columns.iter().find(|column| column.len() != n) {
        return Err(StatisticsError::Shape { expected: n, found: other.len() });
    }
    let mean = y.iter().sum::<f64>() / n as f64;
    let y = centred(y);
    let columns: Vec<Vec<f64>> = columns.iter().map(|column| centred(column)).collect();
    let size = columns.len();
    // The lower triangle, row by row, and the solution of L z = X'y as it grows.
    let mut lower = vec![vec![0.0; size]; size];
    let mut forward = vec![0.0; size];
    for i in 0..size {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| lower[i][k] * lower[j][k]).sum();
            let own = dot(&columns[i], &columns[j]) - known;
            if i == j {
                // What is left of a column after those before it; nothing but rounding means that it is one of them.
                if own <= 1e-10 * dot(&columns[i], &columns[i]) {
                    return Ok(None);
                }
                lower[i][i] = libm::sqrt(own);
            } else {
                lower[i][j] = own / lower[j][j];
            }
        }
        let known: f64 = (0..i).map(|k| lower[i][k] * forward[k]).sum();
        forward[i] = (dot(&columns[i], &y) - known) / lower[i][i];
    }
    let mut slopes = vec![0.0; size];
    for i in (0..size).rev() {
        let known: f64 = (i + 1..size).map(|k| lower[k][i] * slopes[k]).sum();
        slopes[i] = (forward[i] - known) / lower[i][i];
    }
    Ok(Some(Plane { mean, slopes }))
}

fn centred(values: &[f64]) -> Vec<f64> {
    let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
    values.iter().map(|value| value - mean).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_their_ranks() {
        assert_eq!(ranks(&[30.0, 10.0, 20.0, 10.0]), [4.0, 1.5, 3.0, 1.5]);
    }

    /// Without ties Spearman's coefficient is 1 - 6 sum d^2 / (n (n^2 - 1)): the differences of ranks are -1, 1, -1, -1, 2, sum of squares
    /// 8, so 1 - 48 / 120 = 0.6; t = 0.6 sqrt(3 / 0.64) = 1.299038 with 3 degrees of freedom, p = 0.284757 (R: cor.test).
    #[test]
    fn spearman_by_hand() {
        let (x, y) = ([1.0, 2.0, 3.0, 4.0, 5.0], [20.0, 10.0, 40.0, 50.0, 30.0]);
        let rho = correlation(&ranks(&x), &ranks(&y)).expect("both vary");
        assert!((rho - 0.6).abs() < 1e-12, "{rho}");
        assert!((correlation_p(rho, 5) - 0.284_757).abs() < 1e-6, "{}", correlation_p(rho, 5));
        assert_eq!(correlation(&x, &[1.0; 5]), None);
    }

    /// y = 7 + 2 a - 3 b exactly: the plane is found.
    #[test]
    fn an_exact_plane_is_found() -> Result<(), StatisticsError> {
        let (a, b) = (vec![0.0, 1.0, 2.0, 3.0, 4.0], vec![1.0, 0.0, 4.0, 2.0, 3.0]);
        let y: Vec<f64> = a.iter().zip(&b).map(|(a, b)| 7.0 + 2.0 * a - 3.0 * b).collect();
        let plane = least_squares(&[a.clone(), b], &y)?.expect("determined");
        assert!((plane.slopes[0] - 2.0).abs() < 1e-12 && (plane.slopes[1] + 3.0).abs() < 1e-12, "{plane:?}");
        assert_eq!(plane.mean, 5.0);
        assert_eq!(least_squares(&[a.clone(), a], &y)?, None, "the same column twice determines nothing");
        Ok(())
    }

    /// Groups (1, 3), (5, 7): means 2 and 6 around 4, between 2 x 4 + 2 x 4 = 16, total 9 + 1 + 1 + 9 = 20, within 4 with 2 degrees of
    /// freedom; 1 - (4 / 2) / (20 / 3) = 0.7.
    #[test]
    fn explained_variance_by_hand() {
        let share = variance_explained(&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 5.0, 7.0], 2).expect("y varies");
        assert!((share - 0.7).abs() < 1e-12, "{share}");
        assert_eq!(variance_explained(&[1.0, 2.0, 3.0, 4.0], &[5.0, -5.0, 5.0, -5.0], 2), Some(0.0));
    }
}
