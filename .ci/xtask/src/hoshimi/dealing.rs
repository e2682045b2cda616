//! Dealing: which sites the assets of a row go to, and which of them have a weakness.

use super::list;
use super::plan::{Plan, Planned};
use std::collections::BTreeSet;

/// Deals the assets of a row over its sites: a place in the plan for each.
///
/// With at least as many assets as sites every site gets its turn, again and again; with fewer they are spread evenly through the list.
pub(super) fn deal(plan: &Plan, planned: &Planned) -> Result<Vec<usize>, String> {
    let mut sites = Vec::new();
    let mut districts = false;
    for word in list(planned.cell("sites")) {
        let before = sites.len();
        match word.split_once(':') {
            Some(("kind", kind)) => {
                sites.extend((0..plan.places.len()).filter(|&at| plan.places[at].kind == kind));
            }
            Some(("district", "all")) => {
                districts = true;
                continue;
            }
            _ => sites.extend((0..plan.places.len()).filter(|&at| plan.places[at].id == word)),
        }
        if sites.len() == before {
            return Err(format!("{}: no site is `{word}`", planned.key));
        }
    }
    if districts {
        // What the named sites leave over goes to the districts by population; the rest comes round to the named sites again.
        let neighbourhoods = plan.places.iter().filter(|place| place.kind == "neighbourhood").count();
        let left = planned.count.saturating_sub(sites.len()).min(neighbourhoods);
        sites.extend(by_population(plan, left));
    }
    if sites.is_empty() {
        return Err(format!("{}: no sites", planned.key));
    }
    let (count, length) = (planned.count, sites.len());
    Ok((0..count).map(|at| sites[if count < length { at * length / count } else { at % length }]).collect())
}

/// Neighbourhoods for `count` assets, each district having its share (largest remainders, ties in order of the table).
fn by_population(plan: &Plan, count: usize) -> Vec<usize> {
    let people: u64 = plan.districts.iter().map(|(_, people)| people).sum();
    let quota = |of: u64| of * count as u64;
    let mut shares: Vec<u64> = plan.districts.iter().map(|&(_, of)| quota(of) / people).collect();
    let mut by_remainder: Vec<usize> = (0..shares.len()).collect();
    by_remainder.sort_by_key(|&at| (std::cmp::Reverse(quota(plan.districts[at].1) % people), at));
    let missing = count as u64 - shares.iter().sum::<u64>();
    for &at in by_remainder.iter().take(missing as usize) {
        shares[at] += 1;
    }
    let mut found = Vec::new();
    for ((district, _), share) in plan.districts.iter().zip(shares) {
        let here: Vec<usize> = (0..plan.places.len())
            .filter(|&at| plan.places[at].kind == "neighbourhood" && plan.places[at].district == *district)
            .collect();
        let share = share as usize;
        found.extend(
            (0..share).map(|at| here[if share < here.len() { at * here.len() / share } else { at % here.len() }]),
        );
    }
    found
}

/// Each tag of a row with the positions that have it: `tag=0.35` marks that share, spread evenly, starting elsewhere for each tag.
pub(super) fn weaknesses(planned: &Planned) -> Result<Vec<(String, BTreeSet<usize>)>, String> {
    let count = planned.count;
    let mut found = Vec::new();
    for (order, word) in list(planned.cell("known_weakness")).into_iter().enumerate() {
        let (tag, per_mille) = match word.split_once('=') {
            None => (word, 1000),
            Some((tag, share)) => (tag, per_mille(share).ok_or_else(|| format!("{}: `{word}`", planned.key))?),
        };
        let marked = (count * per_mille + 500) / 1000;
        let which = (0..marked).map(|at| ((2 * at + 1) * count / (2 * marked) + order) % count).collect();
        found.push((tag.to_owned(), which));
    }
    Ok(found)
}

/// A share such as `0.35` or `1` in thousandths.
fn per_mille(share: &str) -> Option<usize> {
    let (whole, part) = share.split_once('.').unwrap_or((share, ""));
    let whole: usize = whole.parse().ok()?;
    let value = whole * 1000 + format!("{part:0<3}").parse::<usize>().ok()?;
    (value <= 1000 && part.len() <= 3).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn row(count: usize, known_weakness: &str) -> Planned {
        let cells = BTreeMap::from([("known_weakness".to_owned(), known_weakness.to_owned())]);
        Planned { key: "a/sensor".to_owned(), cells, naming: BTreeMap::new(), count }
    }

    #[test]
    fn a_share_marks_the_rounded_number_and_a_bare_tag_marks_all() {
        let marks = weaknesses(&row(28, "default-credentials=0.35;unlisted=0.15;late-patch")).expect("a valid row");
        // 28 x 0.35 = 9.8 and 28 x 0.15 = 4.2
        let counts: Vec<usize> = marks.iter().map(|(_, which)| which.len()).collect();
        assert_eq!(counts, [10, 4, 28]);
    }

    #[test]
    fn a_share_is_spread_and_not_taken_from_the_front() {
        let marks = weaknesses(&row(30, "unlisted=0.1")).expect("a valid row");
        assert_eq!(marks[0].1, BTreeSet::from([5, 15, 25]));
    }

    #[test]
    fn a_share_above_one_is_refused() {
        assert!(weaknesses(&row(5, "unlisted=1.2")).is_err());
        assert_eq!(per_mille("0.35"), Some(350));
        assert_eq!(per_mille("x"), None);
    }
}
