//! Designs of many control sets: where in a space of settings the sets stand.
//!
//! # What happens
//! A grid takes every combination, the last axis running fastest. A Latin hypercube cuts each axis into as many equal strata as there are
//! points and puts one point into each stratum of each axis, at a random place inside it; the axes are shuffled independently.
//!
//! # Draws
//! [`Purpose::Design`], under the key of parameter draw 0: entity the hash of the axis, other the hash of the design, occurrence
//! 2p for the rank of point p and 2p + 1 for its place inside the stratum. An axis added, or a design added, leaves the others as they were.
//!
//! # Sources
//! McKay, Beckman and Conover (1979), A Comparison of Three Methods for Selecting Values of Input Variables, Technometrics 21(2).

use crate::kernel::{MasterSeed, Purpose, parameter_key};
use crate::knowledge::address;

/// Most points of one design: more sets than that are no comparison that anybody reads.
pub const MOST_POINTS: usize = 10_000;

/// Every combination of one value per axis, as rows of the values; `lengths` says how many values each axis has. Nothing where an axis has
/// none; one empty point without axes.
///
/// ```
/// use yagura_sim::experiment::grid;
///
/// assert_eq!(grid(&[2, 2]), [[0, 0], [0, 1], [1, 0], [1, 1]]);
/// ```
#[must_use]
pub fn grid(lengths: &[usize]) -> Vec<Vec<usize>> {
    let mut points = vec![Vec::new()];
    for &length in lengths {
        points = points
            .iter()
            .flat_map(|point: &Vec<usize>| (0..length).map(move |value| [point.as_slice(), &[value]].concat()))
            .collect();
    }
    points
}

/// `points` points of the unit cube, one coordinate per axis, each in [0, 1). The axes are named so that each has its own draws.
#[must_use]
pub fn latin_hypercube(seed: MasterSeed, design: &str, axes: &[&str], points: usize) -> Vec<Vec<f64>> {
    let key = parameter_key(seed, 0);
    let mut found = vec![Vec::with_capacity(axes.len()); points];
    for axis in axes {
        let draw = |occurrence: usize| {
            let occurrence = u32::try_from(occurrence).unwrap_or(u32::MAX);
            key.unit(Purpose::Design, address(axis), address(design), occurrence)
        };
        let mut order: Vec<(f64, usize)> = (0..points).map(|point| (draw(2 * point), point)).collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for (stratum, (_, point)) in order.into_iter().enumerate() {
            found[point].push((stratum as f64 + draw(2 * point + 1)) / points as f64);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latin_hypercube_has_one_point_in_each_stratum_of_each_axis() {
        let points = latin_hypercube(MasterSeed(7), "d", &["a", "b", "c"], 40);
        for axis in 0..3 {
            let mut strata: Vec<usize> = points.iter().map(|point| (point[axis] * 40.0) as usize).collect();
            strata.sort_unstable();
            assert_eq!(strata, (0..40).collect::<Vec<_>>());
        }
    }

    #[test]
    fn axes_are_shuffled_independently() {
        // Under independence Spearman's correlation of 400 points has sd 1/sqrt(399) = 0.05; 0.2 is four of them.
        let points = latin_hypercube(MasterSeed(1), "d", &["a", "b"], 400);
        let mean = |f: &dyn Fn(&Vec<f64>) -> f64| points.iter().map(f).sum::<f64>() / 400.0;
        let covariance = mean(&|p| (p[0] - 0.5) * (p[1] - 0.5));
        assert!((covariance * 12.0).abs() < 0.2, "{covariance}");
    }

    #[test]
    fn another_axis_leaves_the_others_as_they_were() {
        let two = latin_hypercube(MasterSeed(3), "d", &["a", "b"], 9);
        let three = latin_hypercube(MasterSeed(3), "d", &["a", "new", "b"], 9);
        for (two, three) in two.iter().zip(&three) {
            assert_eq!((two[0], two[1]), (three[0], three[2]));
        }
    }

    #[test]
    fn a_grid_without_axes_is_one_point_and_one_without_values_none() {
        assert_eq!(grid(&[]), [Vec::<usize>::new()]);
        assert!(grid(&[2, 0]).is_empty());
        assert_eq!(grid(&[3, 2, 2]).len(), 12);
    }
}
