//! The controls of a catalogue as an OSCAL catalog.

use serde::Serialize;
use yagura_sim::knowledge::{CatalogueRecords, ControlRecord};

use super::document::{Catalog, Control, Group, Metadata, Parameter, Part, Property, text};
use super::{NAMESPACE, OscalError, coverage_parameter, token, uuid};

#[derive(Serialize)]
struct Document {
    catalog: Catalog,
}

const TITLE: &str = "Control requirements of the catalogue";

/// What a profile may set of a control, in OSCAL's words.
const COVERAGE_LABEL: &str = "coverage";
const COVERAGE_USAGE: &str = "Share of what the control should protect that it reaches: 0 to 1, or the word today for the level of a typical municipality.";

/// The catalogue's controls as an OSCAL catalog in JSON, last modified on `date` (`2027-04-01`).
///
/// A family is a group; title and the part `statement` of class `en` are the English requirement, of class `ja` the Japanese.
/// Categories and basis are properties; why nothing is simulated is a part of its own.
///
/// # Errors
/// An id that OSCAL does not allow, or a date that is none.
pub fn oscal_catalog(catalogue: &CatalogueRecords, date: &str) -> Result<String, OscalError> {
    let mut controls = Vec::new();
    let mut groups: Vec<Group> = Vec::new();
    for record in &catalogue.controls {
        let control = control(record)?;
        if record.family.is_empty() {
            controls.push(control);
        } else if let Some(group) = groups.iter_mut().find(|group| group.id == record.family) {
            group.controls.push(control);
        } else {
            groups.push(group(record, control)?);
        }
    }
    let metadata = Metadata::new(TITLE, date, Vec::new(), "")?;
    let mut document = Document { catalog: Catalog { uuid: String::new(), metadata, controls, groups } };
    document.catalog.uuid = uuid::of_content(&text(&document));
    Ok(text(&document) + "\n")
}

fn group(record: &ControlRecord, first: Control) -> Result<Group, OscalError> {
    let named = |name: &String| if name.is_empty() { record.family.clone() } else { name.clone() };
    Ok(Group {
        id: token(&record.family)?,
        class: "family",
        title: named(&record.family_name_en),
        props: Property::all([("title-ja", record.family_name_ja.as_str())]),
        controls: vec![first],
    })
}

fn control(record: &ControlRecord) -> Result<Control, OscalError> {
    let id = token(&record.id)?;
    let mut props = Property::all([("basis", record.basis.as_str())]);
    props.extend(record.layers.iter().filter_map(|layer| Property::new("category", &layer.to_string())));
    let mut parts = Part::both("statement", None, &record.text_en, &record.text_ja);
    let (en, ja) = (&record.not_simulated_en, &record.not_simulated_ja);
    parts.extend(Part::both("not-simulated", Some(NAMESPACE), en, ja));
    Ok(Control {
        params: vec![Parameter { id: coverage_parameter(&id), label: COVERAGE_LABEL, usage: COVERAGE_USAGE }],
        title: record.text_en.clone(),
        props,
        parts,
        id,
    })
}

#[cfg(test)]
mod tests {
    use super::super::NO_DATE;
    use super::*;

    #[test]
    fn every_control_stands_in_its_family_in_both_languages() {
        let catalogue = crate::load_catalogue(None, None).unwrap().records;
        let text = oscal_catalog(&catalogue, NO_DATE).unwrap();
        let root: serde_json::Value = serde_json::from_str(&text).unwrap();
        let groups = root["catalog"]["groups"].as_array().unwrap();
        let controls: Vec<_> = groups.iter().flat_map(|group| group["controls"].as_array().unwrap()).collect();
        // 104 requirements: the guideline's own count.
        assert_eq!(controls.len(), 104);
        for (control, record) in controls.iter().zip(&catalogue.controls) {
            assert_eq!(control["id"].as_str(), Some(record.id.as_str()));
            let prose = |at: usize| control["parts"][at]["prose"].as_str();
            assert_eq!((prose(0), prose(1)), (Some(record.text_en.as_str()), Some(record.text_ja.as_str())));
        }
    }

    #[test]
    fn the_same_catalogue_gives_the_same_bytes_and_another_date_another_identifier() {
        let catalogue = crate::load_catalogue(None, None).unwrap().records;
        let of = |date| oscal_catalog(&catalogue, date).unwrap();
        assert_eq!(of(NO_DATE), of(NO_DATE));
        let uuid =
            |text: String| serde_json::from_str::<serde_json::Value>(&text).unwrap()["catalog"]["uuid"].to_string();
        assert_ne!(uuid(of(NO_DATE)), uuid(of("2027-04-01")));
    }
}
