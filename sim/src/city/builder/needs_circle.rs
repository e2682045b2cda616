//! Services that need each other in a circle: neither could ever work again once one stops.

use crate::ids::ServiceIndex;

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    Open,
    Done,
}

/// Circles among `needs` (services by row), each as the rows along it, the first repeated at the end; one for each need that closes
/// a circle, in order of rows.
pub(super) fn circles(needs: &[Vec<ServiceIndex>]) -> Vec<Vec<usize>> {
    let mut marks = vec![Mark::New; needs.len()];
    let mut found = Vec::new();
    for start in 0..needs.len() {
        if marks[start] != Mark::New {
            continue;
        }
        // Depth first, on a stack of our own: a chain of services may be as long as the table.
        let mut path = vec![(start, 0)];
        marks[start] = Mark::Open;
        while let Some((row, next)) = path.last_mut() {
            let Some(&need) = needs[*row].get(*next) else {
                marks[*row] = Mark::Done;
                path.pop();
                continue;
            };
            *next += 1;
            let need = need.row();
            match marks.get(need) {
                Some(Mark::New) => {
                    marks[need] = Mark::Open;
                    path.push((need, 0));
                }
                Some(Mark::Open) => {
                    let along = path.iter().map(|&(row, _)| row).skip_while(|&row| row != need);
                    found.push(along.chain([need]).collect());
                }
                _ => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(lists: &[&[u16]]) -> Vec<Vec<ServiceIndex>> {
        lists.iter().map(|list| list.iter().map(|&row| ServiceIndex(row)).collect()).collect()
    }

    #[test]
    fn a_diamond_is_no_circle() {
        assert!(circles(&needs(&[&[1, 2], &[3], &[3], &[]])).is_empty());
    }

    #[test]
    fn a_circle_is_told_along_its_needs() {
        assert_eq!(circles(&needs(&[&[1], &[2], &[1]])), [vec![1, 2, 1]]);
        assert_eq!(circles(&needs(&[&[0]])), [vec![0, 0]]);
    }
}
