//! The ids of one table and the rows that they name.
//!
//! A city has up to a million ids, and every reference is looked up once. Ids lie one after another in a single text; a sorted list
//! of hashes is searched from where a hash of this size should stand, so that a look-up touches few cache lines. Nothing walks the
//! list in hash order: results follow the rows.

use crate::findings::Findings;
use crate::problem::{Origin, ProblemKind};

/// Ids of a table.
pub(crate) struct Directory {
    what: &'static str,
    text: String,
    ends: Vec<usize>,
    /// (hash, row), sorted.
    by_hash: Vec<(u64, u32)>,
}

impl Directory {
    /// The ids of a table, in row order. `what` names one row in a diagnostic, with its article: `a zone`. Blank, unusable and
    /// repeated ids are problems of `column`; so are more than `most` rows, for the rows' index type holds no more.
    pub(crate) fn of<'a>(
        what: &'static str,
        column: &str,
        most: usize,
        ids: impl ExactSizeIterator<Item = (Origin, &'a str)> + Clone,
        findings: &mut Findings,
    ) -> Self {
        let mut directory = Self::of_built(what, ids.clone().map(|(_, id)| id));
        directory.check(column, most, ids, findings);
        directory.by_hash.shrink_to_fit();
        directory
    }

    /// The ids of a table that has been checked before.
    pub(crate) fn of_built<'a>(what: &'static str, ids: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let mut directory = Self::empty(what);
        directory.ends.reserve_exact(ids.len());
        directory.by_hash.reserve_exact(ids.len());
        for id in ids {
            directory.push(id);
        }
        directory.sorted()
    }

    /// No ids yet: they come one by one, by [`push`](Self::push), and can be found after [`sorted`](Self::sorted).
    pub(crate) fn empty(what: &'static str) -> Self {
        Self { what, text: String::new(), ends: Vec::new(), by_hash: Vec::new() }
    }

    /// The id of the next row.
    pub(crate) fn push(&mut self, id: &str) {
        let row = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.text.push_str(id);
        self.ends.push(self.text.len());
        self.by_hash.push((hash(id), row));
    }

    /// All ids are there: from now on they can be found.
    pub(crate) fn sorted(mut self) -> Self {
        self.by_hash.sort_unstable();
        self
    }

    /// The problems of ids whose rows are in the order of `origin`, where nobody keeps the records.
    pub(crate) fn check_rows(
        &self,
        column: &str,
        most: usize,
        origin: impl Fn(usize) -> Origin + Clone,
        findings: &mut Findings,
    ) {
        self.check(column, most, self.names().enumerate().map(|(row, id)| (origin(row), id)), findings);
    }

    fn check<'a>(
        &self,
        column: &str,
        most: usize,
        ids: impl Iterator<Item = (Origin, &'a str)> + Clone,
        findings: &mut Findings,
    ) {
        let what = self.what;
        if let Some((origin, id)) = ids.clone().nth(most) {
            findings.add(ProblemKind::OutOfRange, origin, column, id, format!("at most {most} rows in this table"));
        }
        let mut repeated = self.repeated().into_iter().peekable();
        for (row, (origin, id)) in ids.enumerate() {
            let first = repeated.next_if(|&(again, _)| again == row).map(|(_, first)| first);
            if id.is_empty() {
                findings.add(ProblemKind::Missing, origin, column, id, format!("the id of {what}"));
            } else if id.contains(|c: char| c.is_whitespace() || c.is_control() || ";,=".contains(c)) {
                let expected = "an id without blanks, `;`, `,` and `=`";
                findings.add(ProblemKind::Malformed, origin, column, id, expected);
            } else if let Some(first) = first {
                let expected = format!("an id of its own: data row {} has the same", first + 1);
                findings.add(ProblemKind::DuplicateId, origin, column, id, expected);
            }
        }
    }

    /// The rows whose id an earlier row has, each with the first that has it, in order. Equal ids have equal hashes and those stand
    /// next to each other: nothing has to be searched for.
    fn repeated(&self) -> Vec<(usize, usize)> {
        let mut repeated: Vec<(usize, usize)> = self
            .by_hash
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|equal| equal.len() > 1)
            .flat_map(|equal| {
                let rows = equal.iter().map(|&(_, row)| row as usize);
                let first = |row| rows.clone().find(|&first| self.name(first) == self.name(row)).unwrap_or(row);
                let again: Vec<_> =
                    rows.clone().map(|row| (row, first(row))).filter(|(row, first)| row != first).collect();
                again
            })
            .collect();
        repeated.sort_unstable();
        repeated
    }

    /// What a row is, with its article.
    pub(crate) fn what(&self) -> &'static str {
        self.what
    }

    /// All ids, in row order.
    pub(crate) fn names(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        (0..self.ends.len()).map(|row| self.name(row))
    }

    /// The row of `id`.
    pub(crate) fn row(&self, id: &str) -> Option<usize> {
        let wanted = hash(id);
        let list = &self.by_hash;
        // Hashes are spread evenly: so many stand below a number of this size, give or take the root of it. What is found where the
        // one sought should stand tells where it stands, give or take the root of that.
        let below = |hash: u64| ((u128::from(hash) * list.len() as u128) >> 64) as usize;
        let mut at = below(wanted);
        let found = list.get(at)?.0;
        at = if found < wanted { at + below(wanted - found) } else { at.saturating_sub(below(found - wanted)) };
        at = at.min(list.len());
        while at > 0 && list[at - 1].0 >= wanted {
            at -= 1;
        }
        while at < list.len() && list[at].0 < wanted {
            at += 1;
        }
        list[at..]
            .iter()
            .take_while(|&&(found, _)| found == wanted)
            .map(|&(_, row)| row as usize)
            .find(|&row| self.name(row) == id)
    }

    fn name(&self, row: usize) -> &str {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.text[start..self.ends[row]]
    }
}

/// FNV-1a, finished so that the high bits are spread evenly too.
pub(crate) fn hash(id: &str) -> u64 {
    let hash = id
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::problem::Table;

    fn directory(ids: &[String], most: usize) -> (Directory, Vec<crate::problem::Problem>) {
        let mut findings = Findings::new();
        let rows = ids.iter().enumerate().map(|(row, id)| (Origin::new(Table::Zones, row as u32), id.as_str()));
        let directory = Directory::of("a zone", "id", most, rows, &mut findings);
        (directory, findings.into_problems())
    }

    #[test]
    fn the_second_of_two_equal_ids_is_the_problem() {
        let (directory, problems) = directory(&["a", "b", "a"].map(String::from), 9);
        assert_eq!(directory.row("a"), Some(0));
        assert_eq!(problems.len(), 1);
        assert_eq!((problems[0].kind, problems[0].origin.row), (ProblemKind::DuplicateId, 2));
    }

    #[test]
    fn a_table_longer_than_its_index_is_refused_at_the_first_row_too_many() {
        let (_, problems) = directory(&["a", "b", "c"].map(String::from), 2);
        assert_eq!((problems[0].kind, problems[0].origin.row), (ProblemKind::OutOfRange, 2));
    }

    #[test]
    fn blanks_and_separators_make_no_id() {
        let (_, problems) = directory(&["", "a b", "a;b", "河川-1"].map(String::from), 9);
        let kinds: Vec<_> = problems.iter().map(|p| p.kind).collect();
        assert_eq!(kinds, [ProblemKind::Missing, ProblemKind::Malformed, ProblemKind::Malformed]);
    }

    /// So many that the first guess is tens of places off.
    #[test]
    fn ids_of_a_long_table_are_found() {
        let ids: Vec<String> = (0..20_000).map(|row| format!("a{row}")).collect();
        let directory = Directory::of_built("an asset", ids.iter().map(String::as_str));
        assert!(ids.iter().enumerate().all(|(row, id)| directory.row(id) == Some(row)));
        assert_eq!(directory.row("a20000"), None);
        assert!(directory.repeated().is_empty());
    }

    proptest! {
        #[test]
        fn every_id_is_found_in_its_first_row_and_no_other_is(ids in proptest::collection::vec("[a-d]{1,3}", 0..60), other in "[a-e]{1,4}") {
            let (directory, _) = directory(&ids, usize::MAX);
            let first = |id| ids.iter().position(|x| x == id);
            for id in ids.iter().chain([&other]) {
                prop_assert_eq!(directory.row(id), first(id));
            }
            let again = (0..ids.len()).filter_map(|row| first(&ids[row]).filter(|&first| first != row).map(|first| (row, first)));
            prop_assert_eq!(directory.repeated(), again.collect::<Vec<_>>());
        }
    }
}
