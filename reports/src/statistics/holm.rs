//! Holm's correction: of several verdicts drawn from one table, the chance that any is wrong stays below the stated one.

use super::design::{StatisticsError, check_finite};

/// Adjusted p-values, in the order of `p`: the k-th smallest times (m - k + 1), never below the one before, at most 1.
///
/// Source: Holm (1979), "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6.
///
/// # Errors
/// A p-value is not finite or lies outside 0..=1. An empty slice gives an empty answer.
pub fn holm(p: &[f64]) -> Result<Vec<f64>, StatisticsError> {
    check_finite(p)?;
    if let Some(value) = p.iter().copied().find(|p| !(0.0..=1.0).contains(p)) {
        return Err(StatisticsError::OutOfRange { what: "a p-value", value });
    }
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&i, &j| p[i].total_cmp(&p[j]));
    let mut adjusted = vec![0.0; p.len()];
    let mut floor: f64 = 0.0;
    for (rank, &index) in order.iter().enumerate() {
        floor = floor.max((p.len() - rank) as f64 * p[index]).min(1.0);
        adjusted[index] = floor;
    }
    Ok(adjusted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(a: &[f64], b: &[f64]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12)
    }

    /// The p-values of Benjamini and Hochberg (1995), J. R. Statist. Soc. B 57, section 4.1 (thrombolysis trial, 15
    /// hypotheses): familywise at 0.05 the three smallest are rejected and the fourth, 12 x 0.0095, is not.
    #[test]
    fn the_thrombolysis_trial_rejects_three() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0,
        ];
        let adjusted = holm(&p).unwrap();
        assert!(close(&adjusted[..4], &[0.0015, 0.0056, 0.0247, 0.114]));
        assert_eq!(adjusted.iter().filter(|p| **p < 0.05).count(), 3);
    }

    /// Four hypotheses, the usual textbook example: 0.01, 0.04, 0.03, 0.005; the first and the last are rejected.
    #[test]
    fn the_answer_keeps_the_order_of_the_question() {
        assert!(close(&holm(&[0.01, 0.04, 0.03, 0.005]).unwrap(), &[0.03, 0.06, 0.06, 0.02]));
    }

    #[test]
    fn what_is_no_p_value_is_refused() {
        assert_eq!(holm(&[0.2, 1.2]), Err(StatisticsError::OutOfRange { what: "a p-value", value: 1.2 }));
        assert!(holm(&[f64::NAN]).is_err());
        assert_eq!(holm(&[]), Ok(vec![]));
    }

    proptest! {
        #[test]
        fn adjusting_never_lowers_a_p_value_nor_changes_their_order(p in prop::collection::vec(0.0_f64..=1.0, 1..20)) {
            let adjusted = holm(&p).unwrap();
            for i in 0..p.len() {
                prop_assert!(adjusted[i] >= p[i] && adjusted[i] <= 1.0);
                for j in 0..p.len() {
                    prop_assert!(p[i] > p[j] || adjusted[i] <= adjusted[j]);
                }
            }
        }

        #[test]
        fn the_smallest_is_bonferroni(p in prop::collection::vec(0.0_f64..=1.0, 1..20)) {
            let least = p.iter().copied().fold(1.0, f64::min);
            let adjusted = holm(&p).unwrap().into_iter().fold(1.0, f64::min);
            prop_assert_eq!(adjusted, (least * p.len() as f64).min(1.0));
        }
    }
}
