//! The binomial law, by its identity with the beta law (DLMF 8.17.5).

use super::beta;

/// P(X <= k) for X ~ Binomial(n, p).
pub fn cdf(k: usize, n: usize, p: f64) -> f64 {
    if k >= n { 1.0 } else { beta::cdf(1.0 - p, (n - k) as f64, k as f64 + 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten fair coins: 1, 10, 45, ... of 1024.
    #[test]
    fn ten_coins_come_out() {
        for (k, ways) in [(0, 1.0), (1, 11.0), (2, 56.0), (9, 1023.0), (10, 1024.0)] {
            assert!((cdf(k, 10, 0.5) - ways / 1024.0).abs() < 1e-15);
        }
    }
}
