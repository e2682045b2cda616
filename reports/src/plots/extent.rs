//! How wide a text will be, and how it breaks into lines: estimated, because the viewer's own face renders it.
//!
//! Wide characters are one em in every Japanese face. Latin ones vary; the widths here are those of Noto Sans, a tenth wider, so that
//! a wider face still fits.

use unicode_width::UnicodeWidthChar as _;

/// Characters that do not begin a line in Japanese.
const NOT_FIRST: &str = "、。，．・：；！？）」』】〕］｝ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ%)],.;:!?～";

/// Characters that do not end one.
const NOT_LAST: &str = "（「『【〔［｛([";

/// Estimated width of `text` at a face of `em`.
pub(super) fn width(text: &str, em: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * em
}

/// Width of one character, ems.
fn advance(c: char) -> f64 {
    match c.width() {
        None | Some(0) => 0.0,
        Some(2) => 1.0,
        Some(_) => match c {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.3,
            'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' => 0.42,
            'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.98,
            'A'..='Z' => 0.74,
            '\u{80}'.. => 0.8,
            _ => 0.62,
        },
    }
}

/// `text` cut to `room` with an ellipsis, if it is longer.
pub(super) fn cut(text: &str, em: f64, room: f64) -> String {
    if width(text, em) <= room {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = em;
    for c in text.chars() {
        used += advance(c) * em;
        if used > room {
            break;
        }
        out.push(c);
    }
    let mut out = out.trim_end().to_owned();
    out.push('…');
    out
}

/// The same, the lines about equally long: a heading with one letter on its last line reads badly.
pub(super) fn balanced(text: &str, em: f64, room: f64, most: usize) -> Vec<String> {
    let widest = lines(text, em, room, most);
    let mut best = widest.clone();
    let longest = pieces(text).into_iter().map(|piece| width(piece.trim_end(), em)).fold(0.0, f64::max);
    for step in 1..20 {
        let narrow = room * (1.0 - f64::from(step) * 0.04);
        // No word is broken for the sake of balance.
        if narrow < longest {
            break;
        }
        let narrower = lines(text, em, narrow, most);
        if narrower.len() != widest.len() || narrower.concat().contains('…') {
            break;
        }
        best = narrower;
    }
    best
}

/// `text` as at most `most` lines of `room`; what is left over is cut.
pub(super) fn lines(text: &str, em: f64, room: f64, most: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    // A word that is wider than a line breaks anywhere.
    let mut pieces = pieces(text)
        .into_iter()
        .flat_map(|piece| if width(piece, em) > room { characters(piece) } else { vec![piece] })
        .peekable();
    while let Some(piece) = pieces.next() {
        let fits = width(line.trim_start(), em) + width(piece.trim_end(), em) <= room;
        if !fits && !line.trim().is_empty() {
            if out.len() + 1 >= most {
                line.push_str(piece);
                line.extend(pieces);
                break;
            }
            out.push(line.trim().to_owned());
            line.clear();
        }
        line.push_str(piece);
    }
    if !line.trim().is_empty() {
        out.push(cut(line.trim(), em, room));
    }
    out
}

fn characters(text: &str) -> Vec<&str> {
    text.char_indices().map(|(at, c)| &text[at..at + c.len_utf8()]).collect()
}

/// The pieces between which a line may break: words with their blanks, words in katakana, other wide characters one by one with the
/// punctuation that belongs to them.
fn pieces(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let breaks = before.is_some_and(|before| {
            let wide = |c: char| c.width() == Some(2);
            let stays = NOT_FIRST.contains(c)
                || NOT_LAST.contains(before)
                || c == ' '
                || (is_katakana(before) && is_katakana(c));
            !stays && (before == ' ' || wide(before) || wide(c))
        });
        if breaks {
            cuts.push(at);
        }
        before = Some(c);
    }
    cuts.push(text.len());
    cuts.windows(2).map(|ends| &text[ends[0]..ends[1]]).collect()
}

fn is_katakana(c: char) -> bool {
    ('\u{30a0}'..='\u{30ff}').contains(&c) && c != '・'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_is_an_em_a_character() {
        assert_eq!(width("検知遅延", 10.0), 40.0);
    }

    #[test]
    fn english_breaks_between_words_and_japanese_between_characters() {
        assert_eq!(lines("one two three", 10.0, 50.0, 3), ["one two", "three"]);
        assert_eq!(lines("河川水位のなりすまし", 10.0, 50.0, 3), ["河川水位の", "なりすまし"]);
    }

    #[test]
    fn a_word_in_katakana_stays_whole_where_it_fits() {
        assert_eq!(lines("新しいデータ", 10.0, 50.0, 3), ["新しい", "データ"]);
        assert_eq!(lines("データストア", 10.0, 40.0, 3), ["データス", "トア"]);
    }

    #[test]
    fn no_line_begins_with_a_full_stop() {
        assert_eq!(lines("あいうえお。かき", 10.0, 50.0, 3), ["あいうえ", "お。かき"]);
    }

    #[test]
    fn a_heading_has_no_single_letter_on_its_last_line() {
        assert_eq!(balanced("現在の日本の自治体", 10.0, 80.0, 2), ["現在の日本", "の自治体"]);
        assert_eq!(balanced("short", 10.0, 80.0, 2), ["short"]);
        assert_eq!(balanced("ガイドラインの核", 10.0, 75.0, 2), ["ガイドライン", "の核"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(lines("あいうえおかきくけこさしすせそ", 10.0, 50.0, 2), ["あいうえお", "かきくけ…"]);
        assert!(width(&cut("unbreakable-long-word", 10.0, 60.0), 10.0) <= 60.0);
        assert_eq!(cut("ok", 10.0, 60.0), "ok");
    }
}
