//! A control set as an OSCAL profile of the catalog beside it.

use serde::Serialize;
use yagura_sim::control_set::{ControlEntry, ControlSetRecord, Coverage, FieldChange, ValueClaim};
use yagura_sim::knowledge::{CatalogueRecords, Range};

use super::document::{
    Add, Alter, BackMatter, Everything, Import, Merge, Metadata, Modify, Part, Profile, Property, Resource,
    SetParameter, WithIds, text,
};
use super::{CATALOG_FILE, NAMESPACE, OscalError, coverage_parameter, token, uuid};

#[derive(Serialize)]
struct Document {
    profile: Profile,
}

/// `set` as an OSCAL profile in JSON, last modified on `date` (`2027-04-01`). What it extends is resolved: the profile stands
/// alone beside the catalog of `catalogue`.
///
/// # Errors
/// An id that OSCAL does not allow, or a date that is none.
pub fn oscal_profile(set: &ControlSetRecord, catalogue: &CatalogueRecords, date: &str) -> Result<String, OscalError> {
    let with_ids = set.controls.iter().map(|entry| token(&entry.control)).collect::<Result<Vec<_>, _>>()?;
    let import = if with_ids.is_empty() {
        none_of(catalogue)?
    } else {
        let include_controls = vec![WithIds { with_ids }];
        Import { href: CATALOG_FILE, include_all: None, include_controls, exclude_controls: Vec::new() }
    };
    let title = [&set.name_en, &set.id].into_iter().find(|text| !text.is_empty()).map_or("-", String::as_str);
    let props = Property::all([
        ("id", set.id.as_str()),
        ("name-en", &set.name_en),
        ("name-ja", &set.name_ja),
        ("about-en", &set.about_en),
        ("about-ja", &set.about_ja),
    ]);
    let modify = Modify {
        set_parameters: set.controls.iter().map(parameter).collect(),
        alters: set.controls.iter().filter_map(alter).collect(),
    };
    let profile = Profile {
        uuid: String::new(),
        metadata: Metadata::new(&title.replace(char::is_control, " "), date, props, "")?,
        imports: vec![import],
        merge: Merge { as_is: true },
        modify,
        back_matter: BackMatter { resources: resources(set) },
    };
    let mut document = Document { profile };
    document.profile.uuid = uuid::of_content(&text(&document));
    Ok(text(&document) + "\n")
}

/// No control at all. OSCAL allows no empty list of ids, so everything is taken and everything left out.
fn none_of(catalogue: &CatalogueRecords) -> Result<Import, OscalError> {
    let with_ids = catalogue.controls.iter().map(|control| token(&control.id)).collect::<Result<Vec<_>, _>>()?;
    let exclude_controls = if with_ids.is_empty() { Vec::new() } else { vec![WithIds { with_ids }] };
    Ok(Import { href: CATALOG_FILE, include_all: Some(Everything {}), include_controls: Vec::new(), exclude_controls })
}

fn parameter(entry: &ControlEntry) -> SetParameter {
    let value = match entry.coverage {
        Coverage::Share(share) => share.to_string(),
        Coverage::Today => "today".to_owned(),
    };
    SetParameter { param_id: coverage_parameter(&entry.control), values: [value] }
}

/// Why, what it costs, and who says so; nothing for an entry that says nothing of that.
fn alter(entry: &ControlEntry) -> Option<Alter> {
    let mut props = Vec::new();
    if let Some((purchase, yearly)) = entry.cost {
        props.extend(range("purchase-jpy-", purchase));
        props.extend(range("yearly-jpy-", yearly));
    }
    props.extend(Property::new("claimed-by", &entry.claimed_by));
    let parts = Part::both("rationale", Some(NAMESPACE), &entry.why_en, &entry.why_ja);
    let add = Add { position: "ending", props, parts };
    let says = !add.props.is_empty() || !add.parts.is_empty();
    says.then(|| Alter { control_id: entry.control.clone(), adds: [add] })
}

fn range(prefix: &str, range: Range) -> Vec<Property> {
    let ends = [("low", range.low), ("mode", range.mode), ("high", range.high)];
    ends.into_iter().filter_map(|(end, value)| Property::new(&format!("{prefix}{end}"), &value.to_string())).collect()
}

/// Claims and changed fields, in the order of the set.
fn resources(set: &ControlSetRecord) -> Vec<Resource> {
    let mut resources = Vec::new();
    for change in &set.changes {
        resources.push(changed(change, resources.len()));
    }
    for (kind, claims) in [("parameter", &set.parameters), ("effect", &set.effects)] {
        for claim in claims {
            resources.push(claimed(kind, claim, resources.len()));
        }
    }
    resources
}

fn changed(change: &FieldChange, place: usize) -> Resource {
    let props = Property::all([
        ("kind", "change"),
        ("table", &change.table),
        ("row", &change.row),
        ("column", &change.column),
        ("value", &change.value),
        ("claimed-by", &change.claimed_by),
    ]);
    Resource::new(format!("Changed: {} of {} in {}", change.column, change.row, change.table), place, props)
}

fn claimed(kind: &str, claim: &ValueClaim, place: usize) -> Resource {
    let mut props = Property::all([("kind", kind), ("key", &claim.key)]);
    props.extend(range("", claim.range));
    props.extend(Property::new("claimed-by", &claim.claimed_by));
    Resource::new(format!("Claimed: {kind} {}", claim.key), place, props)
}
