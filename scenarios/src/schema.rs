//! JSON Schemas (draft 2020-12) of the TOML files, for editors: made from the layouts that the readers read by.
//!
//! A schema knows keys, forms, ranges and closed lists of words. What needs more than one key, another file or the catalogue (a step that
//! names a technique, a range that does not rise) only a reader sees.

use serde_json::{Map, Value, json};

use crate::column::{Bounds, Column, Form, Need};
use crate::layout::{CITY_HEAD, CONTROL_SET_KEYS, PLAN_KEYS, SCENARIO_KEYS};

/// The language of the schemas.
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A kind of TOML file.
#[derive(Clone, Copy, Debug)]
pub struct Document {
    /// What its schema is called.
    pub name: &'static str,
    /// What it is, in English.
    pub en: &'static str,
    /// What it is, in Japanese.
    pub ja: &'static str,
    /// Its keys.
    pub keys: &'static [Column],
}

/// Every kind of TOML file that is read.
pub const DOCUMENTS: [Document; 4] = [
    Document {
        name: "city",
        en: "Head of a city folder (city.toml).",
        ja: "都市フォルダーの city.toml。",
        keys: CITY_HEAD,
    },
    Document { name: "scenario", en: "Scenario file.", ja: "シナリオファイル。", keys: SCENARIO_KEYS },
    Document {
        name: "control-set", en: "Control-set file.", ja: "対策セットファイル。", keys: CONTROL_SET_KEYS
    },
    Document { name: "plan", en: "Plan file for sweep.", ja: "sweep の計画ファイル。", keys: PLAN_KEYS },
];

impl Document {
    /// The schema.
    #[must_use]
    pub fn schema(&self) -> Value {
        let mut schema = section(self.keys);
        schema.insert("$schema".into(), DRAFT.into());
        schema.insert("$id".into(), format!("urn:yagura:schema:{}:1", self.name).into());
        schema.insert("title".into(), format!("Yagura {}", self.name).into());
        schema.insert("description".into(), both(self.en, self.ja).into());
        let mut schema = Value::Object(schema);
        // The same bytes whether or not some crate of the build asks for objects in the order of insertion.
        schema.sort_all_objects();
        schema
    }
}

/// Editors show it beside the key: Japanese readers and English readers look at the same file.
fn both(en: &str, ja: &str) -> String {
    format!("{en}\n{ja}")
}

fn section(keys: &[Column]) -> Map<String, Value> {
    let properties: Map<String, Value> = keys.iter().map(|column| (column.name.into(), key(column))).collect();
    let required = keys.iter().filter(|column| column.need == Need::Required);
    let required: Vec<&str> = required.map(|column| column.name).collect();
    let mut schema = Map::new();
    schema.insert("type".into(), "object".into());
    schema.insert("properties".into(), Value::Object(properties));
    schema.insert("additionalProperties".into(), false.into());
    if !required.is_empty() {
        schema.insert("required".into(), required.into());
    }
    schema
}

fn key(column: &Column) -> Value {
    let mut value = form(column.form, column.need);
    if let Value::Object(schema) = &mut value {
        schema.insert("description".into(), both(column.en, column.ja).into());
    }
    value
}

fn text(need: Need) -> Value {
    match need {
        // Blank counts as absent.
        Need::Required => json!({ "type": "string", "pattern": "\\S" }),
        Need::Optional => json!({ "type": "string" }),
    }
}

fn number(bounds: Bounds) -> Value {
    match bounds {
        Bounds::Any => json!({ "type": "number" }),
        Bounds::Between(low, high) => json!({ "type": "number", "minimum": plain(low), "maximum": plain(high) }),
        Bounds::AtLeast(low) => json!({ "type": "number", "minimum": plain(low) }),
        Bounds::Above(low) => json!({ "type": "number", "exclusiveMinimum": plain(low) }),
    }
}

/// A whole bound without a point behind it.
fn plain(bound: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "a small whole number")]
    if bound.fract() == 0.0 && bound.abs() < 1e15 { json!(bound as i64) } else { json!(bound) }
}

fn any(forms: &[Form]) -> Value {
    match forms {
        [one] => form(*one, Need::Optional),
        _ => json!({ "anyOf": forms.iter().map(|one| form(*one, Need::Optional)).collect::<Vec<_>>() }),
    }
}

fn form(what: Form, need: Need) -> Value {
    match what {
        Form::Text | Form::Source | Form::Expression(_) | Form::Date => text(need),
        Form::Cell => text(Need::Optional),
        // One alone counts as a list of one.
        Form::List | Form::Words(_) => {
            json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] })
        }
        Form::YesNo => json!({ "type": "boolean" }),
        Form::Number(_, bounds) => number(bounds),
        Form::Whole(low, high) if low == high => json!({ "const": low }),
        Form::Whole(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Form::Word(words) => json!({ "enum": words() }),
        Form::Magnitude(_, bounds) => {
            let one = number(bounds);
            json!({ "anyOf": [one, { "type": "array", "items": one, "minItems": 3, "maxItems": 3 }] })
        }
        Form::Either(forms) => any(forms),
        Form::Items(forms) => json!({ "type": "array", "items": any(forms) }),
        Form::Section(keys) => Value::Object(section(keys)),
        Form::Sections(keys) => match need {
            Need::Required => json!({ "type": "array", "items": section(keys), "minItems": 1 }),
            Need::Optional => json!({ "type": "array", "items": section(keys) }),
        },
        Form::Map(None, forms) => json!({ "type": "object", "additionalProperties": any(forms) }),
        Form::Map(Some(ids), forms) => {
            let any = any(forms);
            let properties: Map<String, Value> = ids().into_iter().map(|id| (id.into(), any.clone())).collect();
            json!({ "type": "object", "properties": properties, "additionalProperties": false })
        }
    }
}
