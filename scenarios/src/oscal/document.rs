//! The part of OSCAL's catalog and profile that is written. Names and order are those of the published JSON schema; what is
//! empty is left out, because the schema allows no empty list.

use serde::Serialize;

use super::{NAMESPACE, OSCAL_VERSION, OscalError, moment, uuid};

/// What is true of a document as a whole.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Metadata {
    title: String,
    last_modified: String,
    version: String,
    oscal_version: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    props: Vec<Property>,
    #[serde(skip_serializing_if = "String::is_empty")]
    remarks: String,
}

impl Metadata {
    /// `title` must not be empty. Its version is that of the program whose data it is.
    pub(super) fn new(title: &str, date: &str, props: Vec<Property>, remarks: &str) -> Result<Self, OscalError> {
        Ok(Self {
            title: title.to_owned(),
            last_modified: moment(date)?,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            oscal_version: OSCAL_VERSION,
            props,
            remarks: remarks.to_owned(),
        })
    }
}

/// A named value in Yagura's namespace.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Property {
    name: String,
    ns: &'static str,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<String>,
}

/// Stands as the value of a property whose text OSCAL does not take as a value; the text is in the remarks then.
const IN_REMARKS: &str = "-";

impl Property {
    /// `None` for an empty text: OSCAL has no empty value, and absent means empty when it is read.
    pub(super) fn new(name: &str, text: &str) -> Option<Self> {
        // OSCAL: one line, no space at either end.
        let is_value =
            text.trim() == text && !text.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'));
        let (value, remarks) = if is_value { (text, None) } else { (IN_REMARKS, Some(text.to_owned())) };
        let property = Self { name: name.to_owned(), ns: NAMESPACE, value: value.to_owned(), remarks };
        (!text.is_empty()).then_some(property)
    }

    /// The same for several: those with a text.
    pub(super) fn all<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Self> {
        pairs.into_iter().filter_map(|(name, text)| Self::new(name, text)).collect()
    }
}

/// A piece of prose.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Part {
    name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ns: Option<&'static str>,
    class: &'static str,
    prose: String,
}

impl Part {
    /// The English and the Japanese of one text; what is empty is left out. `ns` is absent for names that OSCAL knows.
    pub(super) fn both(name: &'static str, ns: Option<&'static str>, en: &str, ja: &str) -> Vec<Self> {
        let part = |(class, prose): (&'static str, &str)| Self { name, ns, class, prose: prose.to_owned() };
        [("en", en), ("ja", ja)].into_iter().filter(|(_, prose)| !prose.is_empty()).map(part).collect()
    }
}

/// A catalog.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Catalog {
    pub(super) uuid: String,
    pub(super) metadata: Metadata,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) controls: Vec<Control>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) groups: Vec<Group>,
}

/// Controls of one family.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Group {
    pub(super) id: String,
    pub(super) class: &'static str,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) props: Vec<Property>,
    pub(super) controls: Vec<Control>,
}

/// One control.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Control {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) params: Vec<Parameter>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) props: Vec<Property>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) parts: Vec<Part>,
}

/// A parameter of a control that a profile may set.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Parameter {
    pub(super) id: String,
    pub(super) label: &'static str,
    pub(super) usage: &'static str,
}

/// A profile.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Profile {
    pub(super) uuid: String,
    pub(super) metadata: Metadata,
    pub(super) imports: Vec<Import>,
    pub(super) merge: Merge,
    #[serde(skip_serializing_if = "Modify::is_empty")]
    pub(super) modify: Modify,
    #[serde(skip_serializing_if = "BackMatter::is_empty")]
    pub(super) back_matter: BackMatter,
}

/// Which controls a profile takes from where.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Import {
    pub(super) href: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) include_all: Option<Everything>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) include_controls: Vec<WithIds>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) exclude_controls: Vec<WithIds>,
}

/// The empty object that stands for all.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Everything {}

/// Controls by their ids.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct WithIds {
    pub(super) with_ids: Vec<String>,
}

/// Keep the catalog's groups.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Merge {
    pub(super) as_is: bool,
}

/// What a profile sets and adds.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Modify {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) set_parameters: Vec<SetParameter>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) alters: Vec<Alter>,
}

impl Modify {
    fn is_empty(&self) -> bool {
        self.set_parameters.is_empty() && self.alters.is_empty()
    }
}

/// The value of a parameter.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct SetParameter {
    pub(super) param_id: String,
    pub(super) values: [String; 1],
}

/// What is added to a control.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Alter {
    pub(super) control_id: String,
    pub(super) adds: [Add; 1],
}

/// Properties and prose at the end of a control.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Add {
    pub(super) position: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) props: Vec<Property>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) parts: Vec<Part>,
}

/// What is referred to.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct BackMatter {
    pub(super) resources: Vec<Resource>,
}

impl BackMatter {
    fn is_empty(&self) -> bool {
        self.resources.is_empty()
    }
}

/// Something that belongs to the profile and to no single control of it: a claim, a changed field.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Resource {
    pub(super) uuid: String,
    pub(super) title: String,
    pub(super) props: Vec<Property>,
}

impl Resource {
    /// `place` tells resources of the same content apart.
    pub(super) fn new(title: String, place: usize, props: Vec<Property>) -> Self {
        let mut resource = Self { uuid: String::new(), title, props };
        resource.uuid = uuid::of_content(&format!("{place}\n{}", text(&resource)));
        resource
    }
}

/// As JSON. Serialising plain structs of texts cannot fail.
pub(super) fn text<T: Serialize>(document: &T) -> String {
    serde_json::to_string_pretty(document).unwrap_or_default()
}
