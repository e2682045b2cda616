//! Which set leaves the least harm, and whether the evidence separates it from the others.
//!
//! One set *beats* another if it is better in at least one scenario and worse in none; verdicts are those of the tables. A set's rank
//! is one more than the number of sets that beat it: sets that nothing separates share a rank. Sets that were never compared with each
//! other are not ranked against each other, and the page says so.

use super::context::in_order;
use crate::statistics::Verdict;

/// A verdict on a set against another in one scenario.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    /// The set.
    pub(crate) set: &'a str,
    /// The other.
    pub(crate) against: &'a str,
    /// The verdict on the set.
    pub(crate) verdict: Verdict,
}

/// How two sets stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// The first is better somewhere and worse nowhere.
    Beats,
    /// The other way round.
    Beaten,
    /// Better here, worse there.
    Torn,
    /// Nothing separates them.
    NotSeparated,
    /// They were not compared.
    NotCompared,
}

/// A set's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing<'a> {
    /// The set.
    pub(crate) set: &'a str,
    /// From 1.
    pub(crate) rank: usize,
}

/// What the tables say about the question as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Finding<'a> {
    /// One set beats the baseline and nobody beats it or stands beside it.
    One {
        /// The set.
        best: &'a str,
        /// Sets that it does not beat all the same.
        beside: Vec<&'a str>,
    },
    /// Several beat the baseline, and none of them beats all others.
    Several {
        /// They.
        best: Vec<&'a str>,
        /// Whether all of them were compared with each other.
        compared: bool,
    },
    /// Better in some scenarios, worse in others.
    Torn {
        /// Those sets.
        sets: Vec<&'a str>,
    },
    /// The baseline beats every other set.
    Keep,
    /// Nothing separates any other set from the baseline.
    Nothing,
    /// One set alone was played.
    Alone,
}

/// Lines by pair.
pub(crate) struct Ranking<'a> {
    sets: Vec<&'a str>,
    baseline: &'a str,
    lines: Vec<Line<'a>>,
}

impl<'a> Ranking<'a> {
    /// A ranking of `sets` by `lines`.
    pub(crate) fn new(sets: Vec<&'a str>, baseline: &'a str, lines: Vec<Line<'a>>) -> Self {
        Self { sets, baseline, lines }
    }

    /// How `set` stands to `other`.
    pub(crate) fn relation(&self, set: &str, other: &str) -> Relation {
        let (mut better, mut worse, mut any) = (false, false, false);
        for line in &self.lines {
            let forth = line.set == set && line.against == other;
            let back = line.set == other && line.against == set;
            if !forth && !back {
                continue;
            }
            any = true;
            match line.verdict {
                Verdict::Better if forth => better = true,
                Verdict::Worse if back => better = true,
                Verdict::Better | Verdict::Worse => worse = true,
                Verdict::NotDistinguished | Verdict::NoVerdict => {}
            }
        }
        match (any, better, worse) {
            (false, ..) => Relation::NotCompared,
            (_, true, true) => Relation::Torn,
            (_, true, false) => Relation::Beats,
            (_, false, true) => Relation::Beaten,
            (_, false, false) => Relation::NotSeparated,
        }
    }

    /// The places, best first; sets of one rank in the order in which they were played.
    pub(crate) fn standings(&self) -> Vec<Standing<'a>> {
        let beaten = |set: &str| self.sets.iter().filter(|one| self.relation(one, set) == Relation::Beats).count();
        let mut standings: Vec<Standing<'a>> =
            self.sets.iter().map(|&set| Standing { set, rank: 1 + beaten(set) }).collect();
        standings.sort_by_key(|standing| standing.rank);
        standings
    }

    /// The answer.
    pub(crate) fn finding(&self) -> Finding<'a> {
        if self.sets.len() < 2 {
            return Finding::Alone;
        }
        let others = || self.sets.iter().copied().filter(|set| *set != self.baseline);
        let winners: Vec<&str> = others().filter(|set| self.relation(set, self.baseline) == Relation::Beats).collect();
        if winners.is_empty() {
            let torn: Vec<&str> = others().filter(|set| self.relation(set, self.baseline) == Relation::Torn).collect();
            return match torn.is_empty() {
                false => Finding::Torn { sets: torn },
                true if others().all(|set| self.relation(set, self.baseline) == Relation::Beaten) => Finding::Keep,
                true => Finding::Nothing,
            };
        }
        let best = |set: &&str| winners.iter().all(|other| self.relation(other, set) != Relation::Beats);
        let mut top: Vec<&str> = winners.iter().copied().filter(best).collect();
        // A ring of three, each beating the next: none is best.
        if top.is_empty() {
            top.clone_from(&winners);
        }
        if let [best] = top[..] {
            let beside = others().filter(|set| *set != best && self.relation(best, set) != Relation::Beats).collect();
            return Finding::One { best, beside };
        }
        let known = |a: &str, b: &str| a == b || self.relation(a, b) != Relation::NotCompared;
        let compared = top.iter().all(|a| top.iter().all(|b| known(a, b)));
        Finding::Several { best: in_order(top.into_iter()), compared }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Verdict::{Better, NoVerdict, NotDistinguished, Worse};

    fn ranking<'a>(sets: &[&'a str], lines: &[(&'a str, &'a str, Verdict)]) -> Ranking<'a> {
        let lines = lines.iter().map(|&(set, against, verdict)| Line { set, against, verdict }).collect();
        Ranking::new(sets.to_vec(), "today", lines)
    }

    #[test]
    fn the_set_that_beats_all_others_is_the_answer() {
        let ranking = ranking(
            &["today", "a", "b"],
            &[("a", "today", Better), ("a", "today", NotDistinguished), ("b", "today", Better), ("b", "a", Worse)],
        );
        assert_eq!(ranking.finding(), Finding::One { best: "a", beside: vec![] });
        let ranks: Vec<(&str, usize)> = ranking.standings().iter().map(|one| (one.set, one.rank)).collect();
        assert_eq!(ranks, [("a", 1), ("b", 2), ("today", 3)]);
    }

    #[test]
    fn sets_that_nothing_separates_share_the_first_place_and_both_are_named() {
        let all = [("a", "today", Better), ("b", "today", Better), ("a", "b", NotDistinguished)];
        let ranking = ranking(&["today", "a", "b"], &all);
        assert_eq!(ranking.finding(), Finding::Several { best: vec!["a", "b"], compared: true });
        assert_eq!(ranking.standings().iter().map(|one| one.rank).collect::<Vec<_>>(), [1, 1, 3]);
    }

    #[test]
    fn sets_that_were_only_compared_with_the_baseline_are_said_not_to_be_compared() {
        let ranking = ranking(&["today", "a", "b"], &[("a", "today", Better), ("b", "today", Better)]);
        assert_eq!(ranking.finding(), Finding::Several { best: vec!["a", "b"], compared: false });
    }

    #[test]
    fn better_here_and_worse_there_is_not_an_answer() {
        let ranking = ranking(&["today", "a"], &[("a", "today", Better), ("a", "today", Worse)]);
        assert_eq!(ranking.finding(), Finding::Torn { sets: vec!["a"] });
    }

    #[test]
    fn where_nothing_is_decided_the_data_cannot_say() {
        let undecided = ranking(&["today", "a"], &[("a", "today", NotDistinguished), ("a", "today", NoVerdict)]);
        assert_eq!(undecided.finding(), Finding::Nothing);
        assert_eq!(ranking(&["today", "a"], &[("a", "today", Worse)]).finding(), Finding::Keep);
        assert_eq!(ranking(&["today"], &[]).finding(), Finding::Alone);
    }

    #[test]
    fn three_sets_that_beat_each_other_in_a_ring_have_no_best() {
        let mut lines = vec![("a", "b", Better), ("b", "c", Better), ("c", "a", Better)];
        lines.extend(["a", "b", "c"].map(|set| (set, "today", Better)));
        let ranking = ranking(&["today", "a", "b", "c"], &lines);
        assert_eq!(ranking.finding(), Finding::Several { best: vec!["a", "b", "c"], compared: true });
    }
}
