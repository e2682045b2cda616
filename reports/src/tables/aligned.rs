//! A table as aligned text, for terminals.

use unicode_width::UnicodeWidthStr as _;

/// Which way the cells of a column lean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lean {
    /// Texts.
    Left,
    /// Numbers.
    Right,
}

/// Columns as wide as their widest cell, counted in terminal cells: a Japanese character takes two. Columns without a lean of their
/// own lean left.
#[must_use]
pub fn aligned(headings: &[String], leans: &[Lean], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = headings.iter().map(|heading| heading.width()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let mut text = String::new();
    for row in std::iter::once(headings).chain(rows.iter().map(Vec::as_slice)) {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let blank = std::iter::repeat_n(' ', width - cell.width());
            match leans.get(column) {
                Some(Lean::Right) => {
                    line.extend(blank);
                    line.push_str(cell);
                }
                Some(Lean::Left) | None => {
                    line.push_str(cell);
                    line.extend(blank);
                }
            }
            line.push_str("  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Lean, aligned};

    #[test]
    fn japanese_characters_take_two_cells() {
        let rows = [vec!["星見市".into(), "1".into()], vec!["a".into(), "20".into()]];
        let text = aligned(&["都市".into(), "n".into()], &[Lean::Left, Lean::Right], &rows);
        assert_eq!(text, "都市     n\n星見市   1\na       20\n");
    }
}
