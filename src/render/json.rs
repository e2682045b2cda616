//! Failures for programs: one JSON object.

use serde_json::{Value, json};
use yagura_scenarios::diagnostic::Diagnostics;

use super::human;
use crate::failure::Failure;
use crate::session::Session;

/// The failure as an object with its exit code; `None` where nothing is to be said.
pub(crate) fn failure(session: &Session, failure: &Failure) -> Option<String> {
    let object = match failure {
        Failure::Input(found) => json!({ "exit": failure.exit().code(), "diagnostics": diagnostics(session, found) }),
        _ => json!({ "exit": failure.exit().code(), "message": human::failure(session, failure)? }),
    };
    Some(object.to_string())
}

/// The diagnostics as an array; besides what the reader knows, the sentence in the chosen language.
pub(crate) fn diagnostics(session: &Session, found: &Diagnostics) -> Value {
    let all = found.iter().map(|diagnostic| {
        let mut object = serde_json::to_value(diagnostic).unwrap_or_default();
        if let Some(fields) = object.as_object_mut() {
            fields.insert("sentence".into(), human::sentence(&session.words, diagnostic).into());
        }
        object
    });
    Value::Array(all.collect())
}
