//! What a control is called in a line.

use super::Words;

/// The short title of the guideline's requirement `id`; of another control, `text`: what it asks for.
#[must_use]
pub fn control_title(words: &Words, id: &str, text: &str) -> String {
    let key = format!("control-title-{}", id.to_lowercase().replace('.', "-"));
    words.find(&key, &[]).unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn titles_tell_controls_of_one_family_apart() {
        let words = Words::new(Language::English);
        let titles: Vec<String> =
            (1..=15).map(|number| control_title(&words, &format!("CPS.DS-{number}"), "?")).collect();
        assert!(!titles.contains(&"?".to_owned()), "every requirement of the family has one");
        assert!((1..titles.len()).all(|i| !titles[..i].contains(&titles[i])), "{titles:?}");
        assert_eq!(control_title(&words, "OWN-1", "Keep a dog."), "Keep a dog.");
    }
}
