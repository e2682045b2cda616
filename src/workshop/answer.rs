//! What the server says when it refuses: a status, a code for programs, and a sentence in both languages for people.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use yagura_reports::words::Language;

use super::words::page_words;

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Refusal {
    /// The request cannot be understood; what is wrong with it, for whoever wrote the client.
    Malformed(String),
    /// A value that the workshop does not allow: the rest of the message's key.
    Unfit(&'static str),
    /// Only the facilitator may do this.
    FacilitatorOnly,
    /// Only the team itself may do this, or everybody at the debrief.
    OtherTeam,
    /// The browser did not say who it is, or is nobody that this workshop knows.
    Unknown,
    /// The page was asked for under a name that is not this machine's.
    Host,
    /// There is nothing under this name.
    NotFound,
    /// Another method is wanted.
    Method,
    /// It does not go together with where the workshop stands: the rest of the message's key.
    Conflict(&'static str),
    /// More bytes than any request needs.
    TooLarge,
    /// The rest of the request did not come in time.
    TooSlow,
    /// Too much at once.
    Busy,
    /// The change could not be saved.
    NotSaved(String),
    /// The program is at fault.
    Fault(String),
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Self::Malformed(_) | Self::Unfit(_) => StatusCode::BAD_REQUEST,
            Self::FacilitatorOnly | Self::OtherTeam | Self::Unknown | Self::Host => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Busy => StatusCode::TOO_MANY_REQUESTS,
            Self::NotSaved(_) | Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The code: the rest of the key of its message.
    pub(super) fn code(&self) -> &str {
        match self {
            Self::Malformed(_) => "malformed",
            Self::Unfit(code) | Self::Conflict(code) => code,
            Self::FacilitatorOnly => "facilitator-only",
            Self::OtherTeam => "other-team",
            Self::Unknown => "unknown",
            Self::Host => "host",
            Self::NotFound => "not-found",
            Self::Method => "method",
            Self::TooLarge => "too-large",
            Self::TooSlow => "too-slow",
            Self::Busy => "busy",
            Self::NotSaved(_) => "not-saved",
            Self::Fault(_) => "fault",
        }
    }

    fn detail(&self) -> &str {
        match self {
            Self::Malformed(detail) | Self::NotSaved(detail) | Self::Fault(detail) => detail,
            _ => "",
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let key = format!("workshop-refused-{}", self.code());
        let said = |language| page_words(language).get(&key).cloned().unwrap_or_else(|| key.clone());
        let body = json!({
            "code": self.code(),
            "en": said(Language::English),
            "ja": said(Language::Japanese),
            "detail": self.detail(),
        });
        (self.status(), Json(body)).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_its_sentence_in_both_languages() {
        let unfit = ["name", "scenario", "control", "number", "words", "organisation", "budget", "basket-size"];
        let conflict = ["name-taken", "room-full", "closed", "over-budget", "not-yet", "not-run"];
        let all = [
            Refusal::Malformed(String::new()),
            Refusal::FacilitatorOnly,
            Refusal::OtherTeam,
            Refusal::Unknown,
            Refusal::Host,
            Refusal::NotFound,
            Refusal::Method,
            Refusal::TooLarge,
            Refusal::TooSlow,
            Refusal::Busy,
            Refusal::NotSaved(String::new()),
            Refusal::Fault(String::new()),
        ];
        let codes = all.iter().map(|refusal| refusal.code().to_owned());
        for code in codes.chain(unfit.iter().chain(&conflict).map(|code| (*code).to_owned())) {
            for language in Language::ALL {
                let key = format!("workshop-refused-{code}");
                assert!(page_words(language).contains_key(&key), "{key} in {}", language.code());
            }
        }
    }
}
