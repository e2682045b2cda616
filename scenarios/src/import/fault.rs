//! Gathers what is wrong with one file, so that all of it is told at once.

use std::path::Path;
use std::sync::Arc;

use yagura_sim::problem::ProblemKind;

use super::lines::{Word, utf_8};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::text::{Source, decode};

/// A file with more mistakes than this is another file than its author thinks: searching a large network for a near name once per
/// line would then take long and help nobody.
const MOST_WITH_NEAREST: usize = 100;

/// The diagnostics of one file.
pub(crate) struct Faults<'a> {
    source: &'a Arc<Source>,
    found: Diagnostics,
}

impl<'a> Faults<'a> {
    /// None yet in `source`.
    pub(crate) fn new(source: &'a Arc<Source>) -> Self {
        Self { source, found: Diagnostics::default() }
    }

    /// `word` is wrong in the way of `kind`; `expected` says what would be right.
    pub(crate) fn add(&mut self, kind: ProblemKind, word: Word<'_>, field: &str, expected: &str) {
        let (span, value) = (word.start..word.start + word.text.len(), word.text.trim());
        let expected = Expected::Form(expected.to_owned());
        self.found.push(Diagnostic::at(Code::from(kind), self.source, span, field, value, expected));
    }

    /// `word` names nothing; `near` finds the nearest right name.
    pub(crate) fn unknown(
        &mut self,
        word: Word<'_>,
        field: &str,
        expected: &str,
        near: impl FnOnce() -> Option<String>,
    ) {
        self.add(ProblemKind::UnknownId, word, field, expected);
        let few = self.found.0.len() <= MOST_WITH_NEAREST;
        if let Some(last) = self.found.0.pop() {
            self.found.push(if few { last.nearest_is(near()) } else { last });
        }
    }

    /// What was found, in the order of the file: sections are read in an order of their own.
    pub(crate) fn into_found(mut self) -> Diagnostics {
        self.found.0.sort_by_key(|diagnostic| diagnostic.span.as_ref().map(|span| span.start));
        self.found
    }
}

/// The text of `path`, in whatever encoding; see [`lines`](super::lines).
///
/// # Errors
/// The file does not exist, cannot be read, is empty or is no text.
pub(crate) fn open(path: &Path) -> Result<Arc<Source>, Box<Diagnostic>> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| {
        let code = if error.kind() == std::io::ErrorKind::NotFound { Code::MissingFile } else { Code::UnreadableFile };
        Box::new(Diagnostic::of_file(code, &name, error.to_string(), Expected::Nothing))
    })?;
    decode(&name, &utf_8(&bytes))
}
