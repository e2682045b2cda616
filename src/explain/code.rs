//! The code of a diagnostic.

use yagura_scenarios::diagnostic::Code;
use yagura_sim::words::Words as _;

use super::Explanation;
use crate::session::Session;

/// Explains the diagnostic code `id`, if it is one.
pub(crate) fn explain(session: &Session, id: &str) -> Option<Explanation> {
    let code = Code::parse(id)?;
    let sentence = session.say(&format!("diagnostic-{code}"), &[("value", "...".into()), ("field", "...".into())]);
    Some(Explanation::new("code", code.as_str(), &sentence))
}

/// Every code.
pub(crate) fn names() -> impl Iterator<Item = String> {
    Code::ALL.iter().map(|code| code.to_string())
}
