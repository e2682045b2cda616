//! Lists as documents of other programs: controls as an OSCAL catalog, a control set as an OSCAL profile, techniques as a layer of
//! the ATT&CK Navigator.

use yagura_scenarios::navigator::navigator_layer;
use yagura_scenarios::oscal::{OscalError, oscal_catalog, oscal_profile};

use super::{Arguments, Things};
use crate::cli::Document;
use crate::failure::Failure;
use crate::inputs;
use crate::session::Session;

/// The document, or that there is none of these things.
pub(super) fn text(session: &Session, arguments: &Arguments, document: Document) -> Result<String, Failure> {
    match (document, arguments.things) {
        (Document::Oscal, Things::Controls) => {
            let catalogue = inputs::catalogue(&arguments.world)?.records;
            oscal_catalog(&catalogue, &arguments.as_of).map_err(|error| refused(session, &error))
        }
        (Document::Oscal, Things::ControlSets) => {
            // A profile is one document: a list of sets is none.
            let [expression] = arguments.controls.as_slice() else {
                return Err(Failure::Usage(session.say("format-one-set", &[])));
            };
            let catalogue = inputs::catalogue(&arguments.world)?;
            let set = inputs::control_set(expression, &catalogue)?.records;
            oscal_profile(&set, &catalogue.records, &arguments.as_of).map_err(|error| refused(session, &error))
        }
        (Document::Navigator, Things::Techniques) => {
            let catalogue = inputs::catalogue(&arguments.world)?.records;
            let scenarios = inputs::scenarios(&[inputs::ALL_SCENARIOS.to_owned()])?;
            let scenarios: Vec<_> = scenarios.into_iter().map(|scenario| scenario.records).collect();
            Ok(navigator_layer(&catalogue, &scenarios))
        }
        _ => Err(Failure::Usage(session.say("format-not-here", &[]))),
    }
}

fn refused(session: &Session, error: &OscalError) -> Failure {
    Failure::Usage(match error {
        OscalError::NotAToken(id) => session.say("oscal-no-identifier", &[("id", id.as_str().into())]),
        OscalError::NotADate(text) => session.say("oscal-no-date", &[("text", text.as_str().into())]),
    })
}
