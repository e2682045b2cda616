//! How failures and listings look: one file per form.

mod columns;
mod human;
mod json;
pub(crate) mod listing;

use crate::cli::Format;
use crate::failure::Failure;
use crate::session::Session;

/// Says on standard error why the work was not done.
pub(crate) fn failure(session: &Session, failure: &Failure) {
    let text = match session.format {
        Format::Json => json::failure(session, failure),
        Format::Human | Format::Csv => human::failure(session, failure),
    };
    if let Some(text) = text {
        session.complain(text.trim_end());
    }
}

pub(crate) use human::diagnostics as diagnostics_for_people;
pub(crate) use json::diagnostics as diagnostics_as_json;
