//! A measure: what is counted, in which unit, when it has no value.

use yagura_sim::measure::{MEASURES, MeasureKind};

use super::Explanation;
use crate::inputs;
use crate::session::Session;

/// Explains the measure `key`, if it is one.
pub(crate) fn explain(session: &Session, key: &str) -> Option<Explanation> {
    let measure = MEASURES.iter().find(|measure| measure.key == key)?;
    let missing = match measure.kind {
        MeasureKind::Amount => session.say("measure-amount", &[]),
        MeasureKind::Flag => session.say("measure-flag", &[]),
        MeasureKind::Delay { flag } => session.say("measure-delay", &[("flag", flag.into())]),
    };
    Some(
        Explanation::new("measure", measure.key, &inputs::measure_name(session, measure.key))
            .fact("definition", session.say(&format!("measure-{}-definition", measure.key.replace('_', "-")), &[]))
            .fact("family", session.words.name_of(measure.family))
            .fact("unit", session.words.name_of(measure.unit))
            .fact("better", session.words.name_of(measure.better))
            .fact("missing", missing),
    )
}
