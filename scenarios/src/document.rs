//! TOML files whose every value knows its place.
//!
//! A [`Section`] is asked for typed values like a [`Row`](crate::row::Row): what does not fit is written down and replaced by a
//! default. Which keys there are, and what each may hold, stands in the [`Column`]s that the section is read by: the JSON Schemas and
//! the documentation are made from the same. The file is walked as a tree of spanned values and not through serde's derive, which stops
//! at the first mistake.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use yagura_sim::knowledge::Range as Magnitude;
use yagura_sim::problem::nearest;
use yagura_sim::words::Words;

use crate::column::{Bounds, Column, Form, Need};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::loaded::DocumentPlace;
use crate::number::parse_number;
use crate::row::expected_bounds;
use crate::text::Source;

/// Reads `source` as one TOML document with the keys `keys` and hands its root to `read`. Nothing is returned if the text is no TOML: what was read
/// of it would only repeat the syntax error in other words.
pub(crate) fn read_document<T>(
    source: &Arc<Source>,
    keys: &'static [Column],
    out: &mut Diagnostics,
    read: impl FnOnce(&Section<'_>) -> T,
) -> Option<T> {
    let (root, errors) = DeTable::parse_recoverable(&source.text);
    if !errors.is_empty() {
        for error in errors {
            let span = source.clipped(error.span().unwrap_or(0..0));
            let code = if error.message().contains("duplicate key") { Code::DuplicateId } else { Code::Syntax };
            let value = match code {
                Code::DuplicateId => source.text[span.clone()].trim_matches('"').to_owned(),
                _ => error.message().to_owned(),
            };
            out.push(Diagnostic::at(code, source, span, "", value, Expected::Nothing));
        }
        return None;
    }
    let found = RefCell::new(Diagnostics::default());
    let section = Section {
        source,
        table: root.get_ref(),
        layout: Layout::Keys(keys),
        span: 0..source.text.len(),
        path: String::new(),
        asked: RefCell::default(),
        out: &found,
    };
    let value = read(&section);
    section.finish();
    let mut found = found.into_inner();
    found.sort_since(0);
    out.append(found);
    Some(value)
}

/// Which keys a section has.
#[derive(Clone, Copy)]
enum Layout {
    /// These.
    Keys(&'static [Column]),
    /// Ids; each value is any one of these forms.
    Ids(Option<fn() -> Vec<&'static str>>, &'static [Form]),
}

/// One table of a TOML document.
pub(crate) struct Section<'a> {
    source: &'a Arc<Source>,
    table: &'a DeTable<'a>,
    layout: Layout,
    span: Range<usize>,
    /// Keys that lead here, with a point behind; empty at the root.
    path: String,
    asked: RefCell<Vec<&'static str>>,
    out: &'a RefCell<Diagnostics>,
}

impl<'a> Section<'a> {
    /// What is declared of `key`.
    fn column(&self, key: &str) -> Option<&'static Column> {
        match self.layout {
            Layout::Keys(keys) => keys.iter().find(|column| column.name == key),
            Layout::Ids(..) => None,
        }
    }

    /// What stands under `key`.
    fn form(&self, key: &str) -> Form {
        match self.layout {
            Layout::Ids(_, forms) => Form::Either(forms),
            Layout::Keys(_) => {
                let column = self.column(key);
                debug_assert!(column.is_some(), "key {}{key} is not declared", self.path);
                column.map_or(Form::Text, |column| column.form)
            }
        }
    }

    fn is_required(&self, key: &str) -> bool {
        self.column(key).is_some_and(|column| column.need == Need::Required)
    }

    /// The text that the section stands in.
    pub(crate) fn source(&self) -> &Arc<Source> {
        self.source
    }

    /// Where the section and its values stand.
    pub(crate) fn place(&self) -> DocumentPlace {
        let mut keys = Vec::new();
        collect(self.table, "", &mut keys);
        DocumentPlace { source: Arc::clone(self.source), whole: self.head(), keys }
    }

    /// The part of the section to point at: its first line.
    fn head(&self) -> Range<usize> {
        let span = self.source.clipped(self.span.clone());
        let first = self.source.text[span.clone()].find(['\n', '\r']).map_or(span.end, |at| span.start + at);
        span.start..first
    }

    /// Writes down that `span` is wrong.
    pub(crate) fn fault(
        &self,
        code: Code,
        key: &str,
        span: Range<usize>,
        value: &str,
        expected: Expected,
        nearest: Option<String>,
    ) {
        let field = format!("{}{key}", self.path);
        let span = self.source.clipped(span);
        let diagnostic = Diagnostic::at(code, self.source, span, &field, value, expected).nearest_is(nearest);
        self.out.borrow_mut().push(diagnostic);
    }

    fn find(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        debug_assert!(self.column(key).is_some(), "key {}{key} is not declared", self.path);
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    /// The value of `key`, written down as missing if it is not there.
    fn needed(&self, key: &'static str, expected: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        debug_assert!(self.is_required(key), "key {}{key} is declared as one that may be left out", self.path);
        let value = self.find(key);
        if value.is_none() {
            self.fault(Code::Missing, key, self.head(), "", Expected::Form(expected.into()), None);
        }
        value
    }

    fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: Expected) {
        let found = format!("{} {}", article(value.get_ref().type_str()), value.get_ref().type_str());
        self.fault(Code::WrongType, key, value.span(), &found, expected, None);
    }

    /// The raw value of `key`, if it is there.
    pub(crate) fn value(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.find(key)
    }

    /// Whether `key` is there.
    pub(crate) fn has(&self, key: &'static str) -> bool {
        self.find(key).is_some()
    }

    /// Bytes of the value of `key`, narrowed to `part`.
    pub(crate) fn span(&self, key: &str, part: &str) -> Range<usize> {
        let span = self.table.get(key).map_or_else(|| self.head(), |value| value.span());
        crate::sheet::narrowed(&self.source.text, self.source.clipped(span), part)
    }

    fn string(&self, key: &str, value: &'a Spanned<DeValue<'a>>) -> Option<Cow<'a, str>> {
        match value.get_ref() {
            DeValue::String(text) => Some(Cow::Borrowed(text.as_ref().trim())),
            _ => {
                self.wrong_type(key, value, Expected::Form("text in quotation marks".into()));
                None
            }
        }
    }

    /// A text; empty if absent.
    pub(crate) fn text(&self, key: &'static str) -> String {
        debug_assert!(
            matches!(self.form(key), Form::Text | Form::Cell | Form::Source | Form::Expression(_)),
            "key {}{key} is declared as something else than a text",
            self.path
        );
        self.find(key).and_then(|value| self.string(key, value)).unwrap_or_default().into_owned()
    }

    /// A text that must be there and not be blank.
    pub(crate) fn required_text(&self, key: &'static str, expected: &str) -> String {
        let Some(value) = self.needed(key, expected) else { return String::new() };
        let text = self.string(key, value);
        if text.as_deref() == Some("") {
            self.fault(Code::Missing, key, value.span(), "", Expected::Form(expected.into()), None);
        }
        text.unwrap_or_default().into_owned()
    }

    /// Where the numbers come from.
    pub(crate) fn required_source(&self) -> String {
        let text = self.text("source");
        if text.is_empty() {
            self.fault(Code::MissingSource, "source", self.head(), "", Expected::Source, None);
        }
        text
    }

    /// Several texts; one text alone counts as a list of one.
    pub(crate) fn list(&self, key: &'static str) -> Vec<String> {
        match self.find(key) {
            None => Vec::new(),
            Some(value) => match value.get_ref() {
                DeValue::Array(items) => {
                    items.iter().filter_map(|item| self.string(key, item)).map(Cow::into_owned).collect()
                }
                _ => self.string(key, value).map(Cow::into_owned).into_iter().collect(),
            },
        }
    }

    /// The same with the place of each text.
    pub(crate) fn spanned_list(&self, key: &'static str) -> Vec<(String, Range<usize>)> {
        let Some(value) = self.find(key) else { return Vec::new() };
        let text = |item: &'a Spanned<DeValue<'a>>| Some((self.string(key, item)?.into_owned(), item.span()));
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(text).collect(),
            _ => text(value).into_iter().collect(),
        }
    }

    /// The items of an array, whatever they are.
    pub(crate) fn items(&self, key: &'static str) -> Vec<&'a Spanned<DeValue<'a>>> {
        match self.find(key) {
            None => Vec::new(),
            Some(value) => match value.get_ref() {
                DeValue::Array(items) => items.iter().collect(),
                _ => {
                    self.wrong_type(key, value, Expected::Form("a list in square brackets".into()));
                    Vec::new()
                }
            },
        }
    }

    /// `true` or `false`; absent: false.
    pub(crate) fn yes_no(&self, key: &'static str) -> bool {
        match self.find(key) {
            None => false,
            Some(value) => value.get_ref().as_bool().unwrap_or_else(|| {
                self.wrong_type(key, value, Expected::Form("true or false".into()));
                false
            }),
        }
    }

    /// A number, if it is there.
    pub(crate) fn number(&self, key: &'static str) -> Option<f64> {
        let value = self.find(key)?;
        self.number_of(key, value)
    }

    /// A number that must be there.
    pub(crate) fn required_number(&self, key: &'static str, expected: &str) -> Option<f64> {
        let value = self.needed(key, expected)?;
        self.number_of(key, value)
    }

    /// The number in `value`, which stands under `key`.
    pub(crate) fn number_of(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<f64> {
        let bounds = self.form(key).bounds();
        debug_assert!(bounds.is_some(), "key {}{key} is declared without a number", self.path);
        self.number_within(key, value, bounds.unwrap_or(Bounds::Any))
    }

    /// The same where the rest of the section says which numbers are allowed.
    pub(crate) fn number_within(&self, key: &str, value: &Spanned<DeValue<'_>>, bounds: Bounds) -> Option<f64> {
        let text = match value.get_ref() {
            DeValue::Integer(whole) if whole.radix() == 10 => whole.as_str(),
            DeValue::Float(float) => float.as_str(),
            _ => {
                self.wrong_type(key, value, Expected::Number { unit: String::new() });
                return None;
            }
        };
        let Ok(number) = parse_number(text) else {
            self.fault(Code::NotANumber, key, value.span(), text, expected_bounds(bounds), None);
            return None;
        };
        if !bounds.hold(number) {
            self.fault(Code::OutOfRange, key, value.span(), text, expected_bounds(bounds), None);
            return None;
        }
        Some(number)
    }

    /// A whole number, if it is there.
    pub(crate) fn whole(&self, key: &'static str) -> Option<u32> {
        let value = self.find(key)?;
        self.whole_of(key, value)
    }

    /// The whole number in `value`, which stands under `key`.
    pub(crate) fn whole_of(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<u32> {
        let declared = self.form(key).whole();
        debug_assert!(declared.is_some(), "key {}{key} is declared without a whole number", self.path);
        let (low, high) = declared.unwrap_or((0, 0));
        let most = i64::from(u32::MAX);
        #[expect(clippy::cast_precision_loss, reason = "within u32 by the clamps")]
        let bounds = Bounds::Between(low.clamp(0, most) as f64, high.clamp(0, most) as f64);
        let number = self.number_within(key, value, bounds)?;
        if number.fract() != 0.0 {
            self.fault(Code::NotANumber, key, value.span(), &number.to_string(), Expected::Whole, None);
            return None;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within u32 by the bounds above")]
        Some(number as u32)
    }

    /// The word in `value`, which stands under `key` and may be something else than a word.
    pub(crate) fn word_of(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<&'static str> {
        let DeValue::String(text) = value.get_ref() else { return None };
        let words = self.form(key).words();
        debug_assert!(words.is_some(), "key {}{key} is declared without words", self.path);
        let words = words.unwrap_or_default();
        words.into_iter().find(|word| *word == text.trim())
    }

    /// A word of a vocabulary, if it is there.
    pub(crate) fn word_if<W: Words>(&self, key: &'static str) -> Option<W> {
        debug_assert_eq!(self.form(key).words(), Some(W::spellings()), "words of {}{key}", self.path);
        let value = self.find(key)?;
        let text = self.string(key, value)?;
        let word = W::parse(&text);
        if word.is_none() {
            let near = nearest(&text, W::spellings());
            self.fault(Code::UnknownWord, key, self.span(key, &text), &text, Expected::word::<W>(), near);
        }
        word
    }

    /// A word of a vocabulary that must be there.
    pub(crate) fn required_word<W: Words>(&self, key: &'static str) -> W {
        debug_assert!(self.is_required(key), "key {}{key} is declared as one that may be left out", self.path);
        if self.table.get(key).is_none() {
            self.fault(Code::Missing, key, self.head(), "", Expected::word::<W>(), None);
        }
        self.word_if(key).unwrap_or(W::ALL[0])
    }

    /// `[low, mode, high]` or one number, if it is there.
    pub(crate) fn magnitude(&self, key: &'static str) -> Option<Magnitude> {
        let value = self.find(key)?;
        let DeValue::Array(items) = value.get_ref() else {
            return self.number_of(key, value).map(|n| Magnitude { low: n, mode: n, high: n });
        };
        let numbers: Vec<f64> = items.iter().filter_map(|item| self.number_of(key, item)).collect();
        let &[low, mode, high] = numbers.as_slice() else {
            if numbers.len() == items.len() {
                let found = format!("a list of {}", items.len());
                let expected = Expected::Form("[low, mode, high]".into());
                self.fault(Code::WrongType, key, value.span(), &found, expected, None);
            }
            return None;
        };
        self.ordered(key, value.span(), Magnitude { low, mode, high })
    }

    /// The range if low <= mode <= high; otherwise it is written down.
    pub(crate) fn ordered(&self, key: &str, span: Range<usize>, range: Magnitude) -> Option<Magnitude> {
        if range.low <= range.mode && range.mode <= range.high {
            return Some(range);
        }
        let found = format!("{}, {}, {}", range.low, range.mode, range.high);
        self.fault(Code::RangeOrder, key, span, &found, Expected::Ascending, None);
        None
    }

    /// The section under `key`, if it is there.
    pub(crate) fn section(&self, key: &'static str) -> Option<Section<'a>> {
        let value = self.find(key)?;
        self.section_of(key, value)
    }

    fn section_of(&self, key: &str, value: &'a Spanned<DeValue<'a>>) -> Option<Section<'a>> {
        match value.get_ref() {
            DeValue::Table(table) => {
                let layout = self.form(key).find(|form| match form {
                    Form::Section(keys) | Form::Sections(keys) => Some(Layout::Keys(keys)),
                    Form::Map(ids, forms) => Some(Layout::Ids(ids, forms)),
                    _ => None,
                });
                debug_assert!(layout.is_some(), "key {}{key} is declared without a section", self.path);
                Some(Section {
                    source: self.source,
                    table,
                    layout: layout?,
                    span: value.span(),
                    path: format!("{}{key}.", self.path),
                    asked: RefCell::default(),
                    out: self.out,
                })
            }
            _ => {
                self.wrong_type(key, value, Expected::Form(format!("a section [{key}]")));
                None
            }
        }
    }

    /// The sections of `[[key]]`.
    pub(crate) fn sections(&self, key: &'static str) -> Vec<Section<'a>> {
        self.items(key).into_iter().filter_map(|item| self.section_of(key, item)).collect()
    }

    /// The sections of `[[key]]`, of which there has to be one.
    pub(crate) fn required_sections(&self, key: &'static str, expected: &str) -> Vec<Section<'a>> {
        let Some(value) = self.needed(key, expected) else { return Vec::new() };
        if value.get_ref().as_array().is_some_and(|items| items.is_empty()) {
            self.fault(Code::Missing, key, value.span(), "", Expected::Form(expected.into()), None);
        }
        self.sections(key)
    }

    /// Every key of this section with its place and value, for sections whose keys are ids.
    pub(crate) fn entries(&self) -> Vec<Entry<'a>> {
        let entry = |(key, value): (&'a Spanned<Cow<'a, str>>, &'a Spanned<DeValue<'a>>)| Entry {
            key: key.get_ref().as_ref(),
            key_span: key.span(),
            value,
        };
        let mut entries: Vec<_> = self.table.iter().map(entry).collect();
        entries.sort_by_key(|entry| entry.key_span.start);
        entries
    }

    /// The section that is the value of `entry`.
    pub(crate) fn section_at(&self, entry: &Entry<'a>) -> Option<Section<'a>> {
        self.section_of(entry.key, entry.value)
    }

    /// Writes down every key that is not declared.
    pub(crate) fn finish(&self) {
        let words: Vec<&str> = match self.layout {
            Layout::Keys(keys) => keys.iter().map(|column| column.name).collect(),
            Layout::Ids(Some(ids), _) => ids(),
            Layout::Ids(None, _) => return,
        };
        #[cfg(debug_assertions)]
        if let Layout::Keys(keys) = self.layout {
            let asked = self.asked.borrow();
            let unread = keys.iter().find(|column| !asked.contains(&column.name));
            assert!(unread.is_none(), "{}: {unread:?} is declared and never read", self.path);
        }
        for entry in self.entries() {
            if !words.contains(&entry.key) {
                let mut known: Vec<String> = words.iter().map(|&key| key.to_owned()).collect();
                known.sort();
                let near = nearest(entry.key, words.iter().copied());
                let expected = Expected::OneOf { what: "the keys".into(), words: known };
                self.fault(Code::UnknownKey, entry.key, entry.key_span.clone(), entry.key, expected, near);
            }
        }
    }

    /// The version of the format, which must be 1.
    pub(crate) fn schema_version(&self) {
        let expected = || Expected::OneOf { what: "the versions".into(), words: vec!["1".into()] };
        match self.find("schema_version") {
            None => self.fault(Code::Missing, "schema_version", self.head(), "", expected(), None),
            Some(value) => match value.get_ref() {
                DeValue::Integer(version) if version.as_str() == "1" => {}
                DeValue::Integer(version) => {
                    let version = version.as_str();
                    self.fault(Code::SchemaVersion, "schema_version", value.span(), version, expected(), None);
                }
                _ => self.wrong_type("schema_version", value, Expected::Whole),
            },
        }
    }
}

/// One key of a section with its value.
pub(crate) struct Entry<'a> {
    pub(crate) key: &'a str,
    pub(crate) key_span: Range<usize>,
    pub(crate) value: &'a Spanned<DeValue<'a>>,
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// Every value below `table` with the keys that lead to it.
fn collect(table: &DeTable<'_>, path: &str, keys: &mut Vec<(String, Range<usize>)>) {
    for (key, value) in table.iter() {
        let path = format!("{path}{}", key.get_ref());
        if let DeValue::Table(inner) = value.get_ref() {
            collect(inner, &format!("{path}."), keys);
        }
        keys.push((path, value.span()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::{optional, required};
    use yagura_sim::scenario::Skill;

    const KEYS: &[Column] = &[
        required("id", Form::Text, "Id.", "ID。"),
        optional("skill", Form::Word(Skill::spellings), "Skill.", "技量。"),
        optional("share", Form::Number("", Bounds::Between(0.0, 1.0)), "Share.", "割合。"),
        optional("name", Form::Text, "Name.", "名称。"),
        optional("range", Form::Magnitude("", Bounds::Any), "Range.", "範囲。"),
    ];

    fn read(text: &str, read: impl FnOnce(&Section<'_>)) -> Vec<String> {
        let mut out = Diagnostics::default();
        read_document(&Arc::new(Source::new("t.toml", text)), KEYS, &mut out, read);
        out.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn all_mistakes_of_a_document_are_found_in_one_pass() {
        let faults = read("skil = 'x'\nskill = 'hihg'\nshare = 2\nname = 3\nrange = [3, 2, 1]\n", |root| {
            root.word_if::<Skill>("skill");
            root.number("share");
            root.text("name");
            root.magnitude("range");
            root.required_text("id", "an id");
        });
        assert_eq!(
            faults,
            [
                "t.toml:1:1: error[missing]: `id` is missing; expected an id",
                "t.toml:1:1: error[unknown-key]: key `skil` is not known here; expected one of the keys: id, name, range, \
                 share, skill; did you mean `skill`?",
                "t.toml:2:10: error[unknown-word]: `hihg` is not a word that `skill` knows; expected one of skill: low, \
                 medium, high; did you mean `high`?",
                "t.toml:3:9: error[out-of-range]: 2 is outside the range of `share`; expected a number from 0 to 1",
                "t.toml:4:8: error[wrong-type]: `name` is an integer; expected text in quotation marks",
                "t.toml:5:9: error[range-order]: 3, 2, 1 is out of order; expected low <= mode <= high",
            ]
        );
    }

    #[test]
    fn a_document_that_is_no_toml_says_where() {
        let faults = read("a = 1\nb = = 2\n", |_| {});
        assert!(faults[0].starts_with("t.toml:2:"), "{faults:?}");
    }
}
