//! Failures for people: the place underlined, what was expected, the nearest right name.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use yagura_reports::words::Words;
use yagura_scenarios::diagnostic::{Diagnostic, Diagnostics, Expected, Severity};

use super::columns::CharacterColumns;
use crate::failure::Failure;
use crate::session::{Screen, Session};

/// The failure in words; `None` where nothing is to be said.
pub(crate) fn failure(session: &Session, failure: &Failure) -> Option<String> {
    let say = |key: &str, arguments: &[_]| Some(session.say(key, arguments));
    match failure {
        Failure::Usage(sentence) | Failure::CheckFailed(sentence) | Failure::Incomplete(sentence) => {
            say("error", &[("what", sentence.as_str().into())])
        }
        Failure::TooLarge(why) => say("error-too-large", &[("why", why.as_str().into())]),
        Failure::Fault(what) => say("error-fault", &[("what", what.as_str().into())]),
        Failure::FolderInUse(path) => say("error-folder-in-use", &[("path", path.display().to_string().into())]),
        Failure::Input(found) => Some(diagnostics(session, found)),
        Failure::InputOutput { path, error } => say(
            "error-input-output",
            &[("path", path.display().to_string().into()), ("system", error.to_string().into())],
        ),
        Failure::Interrupted(kept) if kept.is_empty() => say("interrupted", &[]),
        Failure::Interrupted(kept) => {
            let files: Vec<String> = kept.iter().map(|path| path.display().to_string()).collect();
            say("interrupted-kept", &[("files", files.join(", ").into())])
        }
        Failure::ReaderGone => None,
    }
}

/// All diagnostics, one under the other, and how many there are.
pub(crate) fn diagnostics(session: &Session, found: &Diagnostics) -> String {
    let theme =
        if session.screen == Screen::Coloured { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(WIDTH).with_links(false);
    let mut text = String::new();
    for diagnostic in found {
        let report = Report::new(&session.words, diagnostic);
        if handler.render_report(&mut text, &report).is_err() {
            text.push_str(&format!("{diagnostic}\n"));
        }
    }
    let errors = found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let warnings = found.0.len() - errors;
    text.push_str(&session.say("diagnostics-count", &[("errors", errors.into()), ("warnings", warnings.into())]));
    text.push('\n');
    text
}

/// Cells in a line of a diagnostic. Not the terminal's width: a diagnostic that somebody sends on looks the same everywhere.
const WIDTH: usize = 100;

/// One diagnostic in the chosen language, as miette wants it.
#[derive(Debug)]
struct Report {
    code: String,
    severity: Severity,
    sentence: String,
    help: Option<String>,
    source: Option<CharacterColumns>,
    label: Option<(Range<usize>, String)>,
}

impl Report {
    fn new(words: &Words, diagnostic: &Diagnostic) -> Self {
        let expected = expectation(words, &diagnostic.expected);
        let sentence = sentence(words, diagnostic);
        let source = diagnostic.source.as_ref().map(|source| CharacterColumns(Arc::clone(source)));
        let help = diagnostic.nearest.as_ref().map(|name| words.say("did-you-mean", &[("name", name.as_str().into())]));
        // Without a place in a text there is no label; then the file stands before the sentence and the expectation in the help.
        match (&diagnostic.span, source) {
            (Some(span), Some(source)) => Self {
                code: diagnostic.code.to_string(),
                severity: diagnostic.severity,
                sentence,
                help,
                label: Some((span.clone(), expected.unwrap_or_default())),
                source: Some(source),
            },
            _ => Self {
                code: diagnostic.code.to_string(),
                severity: diagnostic.severity,
                // A name that is no file is the offending text already: it need not stand there twice.
                sentence: if diagnostic.file == diagnostic.value {
                    sentence
                } else {
                    format!("{}: {sentence}", place(diagnostic))
                },
                help: [expected, help].into_iter().flatten().reduce(|first, second| format!("{first}\n{second}")),
                label: None,
                source: None,
            },
        }
    }
}

fn place(diagnostic: &Diagnostic) -> String {
    match (diagnostic.line, diagnostic.column) {
        (Some(line), Some(column)) => format!("{}:{line}:{column}", diagnostic.file),
        _ => diagnostic.file.clone(),
    }
}

/// What is wrong, in the chosen language.
pub(crate) fn sentence(words: &Words, diagnostic: &Diagnostic) -> String {
    const LONGEST: usize = 80;
    let value: String = match diagnostic.value.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", &diagnostic.value[..end]),
        None => diagnostic.value.clone(),
    };
    words.say(
        &format!("diagnostic-{}", diagnostic.code),
        &[("value", value.into()), ("field", diagnostic.field.as_str().into())],
    )
}

/// What would have been right, in the chosen language.
pub(crate) fn expectation(words: &Words, expected: &Expected) -> Option<String> {
    let say = |key: &str, arguments: &[_]| Some(words.say(key, arguments));
    match expected {
        Expected::Nothing => None,
        Expected::Number { unit } if unit.is_empty() => say("expected-number", &[]),
        Expected::Number { unit } => say("expected-number-in", &[("unit", unit.as_str().into())]),
        Expected::Between { low, high } => {
            say("expected-between", &[("low", low.to_string().into()), ("high", high.to_string().into())])
        }
        Expected::AtLeast { low } => say("expected-at-least", &[("low", low.to_string().into())]),
        Expected::Above { low } => say("expected-above", &[("low", low.to_string().into())]),
        Expected::Whole => say("expected-whole", &[]),
        Expected::Ascending => say("expected-ascending", &[]),
        Expected::OneOf { words: list, .. } => say("expected-one-of", &[("words", list.join(", ").into())]),
        Expected::IdOf { what } => say("expected-id-of", &[("what", words.expected(what).into())]),
        Expected::YesOrNo => say("expected-yes-or-no", &[]),
        Expected::Cells { count } => say("expected-cells", &[("count", (*count).into())]),
        Expected::Source => say("expected-source", &[]),
        Expected::Bytes { most } => say("expected-bytes", &[("most", most.to_string().into())]),
        Expected::Form(form) => say("expected-form", &[("form", words.expected(form).into())]),
        Expected::Column { en, ja } => say("expected-form", &[("form", words.language().choose(en, ja).into())]),
        Expected::AsWritten => say("expected-as-written", &[]),
        Expected::TablesVersion { version } => say("expected-tables-version", &[("version", (*version).into())]),
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Report {}

impl miette::Diagnostic for Report {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (span, text) = self.label.as_ref()?;
        let text = (!text.is_empty()).then(|| text.clone());
        Some(Box::new(std::iter::once(LabeledSpan::new(text, span.start, span.len()))))
    }
}
