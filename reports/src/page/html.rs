//! Text that is already HTML, and sentences with numbers in them.
//!
//! Everything that comes from a table or a Fluent file is escaped here, once; the templates print [`Html`] as it is. A sentence is
//! formatted with place holders from Unicode's private use area in place of what carries mark-up, then cut at them: a translation may
//! put a number wherever its grammar wants it.
//!
//! A piece of HTML knows where the numbers in it come from, in the order in which they stand ([`Origins`]).

use serde::Serialize;
use serde::ser::SerializeStruct as _;

use super::origins::{Origin, Origins};
use crate::words::{Value, Words};

/// HTML without anything left to escape. A template prints `html`, and `from` inside the tag around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Html {
    markup: String,
    origins: Origins,
}

impl Serialize for Html {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Html", 2)?;
        fields.serialize_field("html", &self.markup)?;
        fields.serialize_field("from", &self.origins.attributes(""))?;
        fields.end()
    }
}

impl Html {
    /// Plain text.
    pub(crate) fn text(text: &str) -> Self {
        Self::made(escaped(text))
    }

    /// Mark-up that the caller has made safe.
    pub(crate) fn made(markup: String) -> Self {
        Self { markup, origins: Origins::default() }
    }

    /// A number that comes from `origin`: one `data` element.
    pub(crate) fn from_cell(markup: String, origin: Origin) -> Self {
        Self { markup, origins: Origins::one(origin) }
    }

    /// The mark-up.
    pub(crate) fn as_str(&self) -> &str {
        &self.markup
    }

    /// Where its numbers come from.
    pub(crate) fn origins(&self) -> &Origins {
        &self.origins
    }

    /// The same with `more` behind it.
    pub(crate) fn and(mut self, more: &Self) -> Self {
        self.push(more);
        self
    }

    fn push(&mut self, more: &Self) {
        self.markup.push_str(&more.markup);
        self.origins.extend(&more.origins);
    }

    /// Inside `<element class="class">`.
    pub(crate) fn within(mut self, element: &str, class: &str) -> Self {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        self.markup = format!("<{element}{class}>{}</{element}>", self.markup);
        self
    }

    /// All of them with `between` between.
    pub(crate) fn joined(parts: &[Self], between: &str) -> Self {
        let mut all = Self::default();
        for (place, part) in parts.iter().enumerate() {
            if place > 0 {
                all.markup.push_str(between);
            }
            all.push(part);
        }
        all
    }
}

/// `text` with the five characters escaped that mean something in HTML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// First of the place holders.
const FIRST: u32 = 0xE000;

/// The message `key`, its variables filled with HTML.
pub(crate) fn sentence(words: &Words, key: &str, arguments: &[(&str, Html)]) -> Html {
    sentence_for(words, key, &[], arguments)
}

/// The same with `plain` variables beside, by which the message may select.
pub(crate) fn sentence_for(words: &Words, key: &str, plain: &[(&str, Value<'_>)], arguments: &[(&str, Html)]) -> Html {
    let holders: Vec<(&str, char)> = arguments
        .iter()
        .zip(FIRST..)
        .map(|((name, _), code)| (*name, char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)))
        .collect();
    let mut all: Vec<(&str, Value<'_>)> = plain.to_vec();
    all.extend(holders.iter().map(|(name, holder)| (*name, Value::from(holder.to_string()))));
    let text = words.say(key, &all);
    let mut out = Html::made(String::with_capacity(text.len()));
    for character in text.chars() {
        match holders.iter().position(|(_, holder)| *holder == character) {
            Some(which) => out.push(&arguments[which].1),
            None => out.markup.push_str(&escaped(character.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn what_means_something_in_html_is_escaped() {
        assert_eq!(Html::text("<b a=\"1\">R&D's").as_str(), "&lt;b a=&quot;1&quot;&gt;R&amp;D&#39;s");
    }

    #[test]
    fn a_sentence_keeps_the_markup_of_its_parts_and_escapes_the_rest() {
        let words = Words::new(Language::English);
        let low = Html::text("<1").within("b", "");
        let text = sentence(&words, "interval", &[("low", low), ("high", Html::text("2"))]);
        assert_eq!(text.as_str(), "<b>&lt;1</b> to 2");
    }
}
