//! How the program talks in this call: language, format, and where results and remarks go.
//!
//! Results go to standard output; progress, remarks and errors to standard error, and remarks only where a person watches.

use std::io::{self, IsTerminal as _, Write as _};

use yagura_reports::words::{Language, Value, Words};

use crate::cli::{Document, Format, Global};
use crate::failure::Failure;

/// What standard error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Screen {
    /// No terminal: nobody watches.
    Unwatched,
    /// A terminal, without colours.
    Plain,
    /// A terminal with colours.
    Coloured,
}

/// The manner of one call.
pub(crate) struct Session {
    /// The messages in the chosen language.
    pub(crate) words: Words,
    /// The chosen format of results.
    pub(crate) format: Format,
    /// The document of another program that is wanted instead of a result.
    pub(crate) document: Option<Document>,
    /// What standard error is.
    pub(crate) screen: Screen,
}

impl Session {
    /// As the options and the environment want it.
    pub(crate) fn new(global: &Global) -> Self {
        let language = global.lang.map_or_else(|| Language::of_locale(&locale()), Language::from);
        // https://no-color.org: any value but the empty one.
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let screen = match (io::stderr().is_terminal(), no_colour) {
            (false, _) => Screen::Unwatched,
            (true, true) => Screen::Plain,
            (true, false) => Screen::Coloured,
        };
        Self { words: Words::new(language), format: global.format.format(), document: global.format.document(), screen }
    }

    /// Whether somebody watches standard error.
    pub(crate) fn is_watched(&self) -> bool {
        self.screen != Screen::Unwatched
    }

    /// A message.
    pub(crate) fn say(&self, key: &str, arguments: &[(&str, Value<'_>)]) -> String {
        self.words.say(key, arguments)
    }

    /// The English or the Japanese of two texts.
    pub(crate) fn choose<'a>(&self, english: &'a str, japanese: &'a str) -> &'a str {
        self.words.language().choose(english, japanese)
    }

    /// Prints a result.
    pub(crate) fn print(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::printing)
    }

    /// Says something on standard error, if a person watches.
    pub(crate) fn remark(&self, text: &str) {
        if self.is_watched() {
            self.complain(text);
        }
    }

    /// Says something on standard error. If even that fails there is nobody left to tell.
    pub(crate) fn complain(&self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{text}");
    }
}

/// The locale of messages, in the order in which POSIX looks for it.
fn locale() -> String {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default()
}
