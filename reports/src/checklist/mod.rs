//! A control set against the guideline's control table, as documents: what is in force, where, who is responsible; then the risks with
//! the controls that they call for, and what a knock-out comparison says that a gap is worth.
//!
//! The rows are those of `checklist.csv`; this adds the risks and turns both into Markdown, a spreadsheet and a page.

mod html;
mod markdown;
mod rows;
mod spreadsheet;

pub use rows::{Checklist, Worth};

use crate::words::Words;

/// The three documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Documents {
    /// Markdown.
    pub markdown: String,
    /// Comma-separated values with a byte order mark, so that Excel takes them for what they are.
    pub spreadsheet: Vec<u8>,
    /// A page of its own.
    pub html: String,
}

impl Checklist<'_> {
    /// All three.
    ///
    /// # Errors
    /// A template that cannot be filled, which is a fault of the program.
    pub fn documents(&self, words: &Words) -> Result<Documents, crate::page::PageError> {
        Ok(Documents { markdown: self.markdown(words), spreadsheet: self.spreadsheet(words), html: self.html(words)? })
    }
}
