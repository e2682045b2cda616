//! The designs of a plan: `[[grid]]` and `[[latin_hypercube]]`, each with its axes.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::DeValue;
use yagura_sim::experiment::MOST_POINTS;
use yagura_sim::problem::{Origin, Table};

use crate::column::Bounds;
use crate::column::Form::{Items, Number, Sections, Text, Whole};
use crate::column::{Column, optional, required};
use crate::diagnostic::{Code, Expected};
use crate::document::Section;
use crate::loaded::DocumentPlace;

/// The keys of `[[grid]]`.
pub const GRID_KEYS: &[Column] = &[
    required(
        "id",
        Text,
        "Id; its sets are called id-1, id-2 and so on.",
        "ID。対策セットは id-1、id-2 のように名付けられる。",
    ),
    optional(
        "from",
        Text,
        "Control set to start from; absent: the baseline.",
        "土台にする対策セット。なければ基準のセット。",
    ),
    required("axis", Sections(AXIS_KEYS), "What varies; written [[grid.axis]].", "変えるもの。[[grid.axis]] と書く。"),
];

/// The keys of `[[latin_hypercube]]`.
pub const LATIN_HYPERCUBE_KEYS: &[Column] = &[
    required(
        "id",
        Text,
        "Id; its sets are called id-1, id-2 and so on.",
        "ID。対策セットは id-1、id-2 のように名付けられる。",
    ),
    optional(
        "from",
        Text,
        "Control set to start from; absent: the baseline.",
        "土台にする対策セット。なければ基準のセット。",
    ),
    required("points", Whole(1, MOST_POINTS as i64), "How many sets.", "対策セットの数。"),
    required(
        "axis",
        Sections(AXIS_KEYS),
        "What varies; written [[latin_hypercube.axis]].",
        "変えるもの。[[latin_hypercube.axis]] と書く。",
    ),
];

/// The keys of an axis.
pub const AXIS_KEYS: &[Column] = &[
    optional("control", Text, "A control, whose coverage varies.", "実施割合を変える対策。"),
    optional("parameter", Text, "A parameter, held at a value.", "値を固定するパラメータ。"),
    optional("effect", Text, "An effect, whose magnitude is held at a value.", "大きさを固定する効果。"),
    optional("organisation", Text, "An organisation, of which a field varies.", "項目を変える組織。"),
    optional(
        "contract",
        Text,
        "A contract (supplier -> customer), of which a field varies.",
        "項目を変える契約(供給者 -> 顧客)。",
    ),
    optional("field", Text, "The field of the organisation or contract.", "組織または契約の項目。"),
    optional("values", Items(&[Number("", Bounds::Any), Text]), "The values.", "値の一覧。"),
    optional("low", Number("", Bounds::Any), "Lowest value, in a Latin hypercube.", "最小値(ラテン超方格)。"),
    optional("high", Number("", Bounds::Any), "Highest value, in a Latin hypercube.", "最大値(ラテン超方格)。"),
];

/// How the points of a design are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DesignKind {
    /// Every combination.
    Grid,
    /// So many, spread over the ranges.
    LatinHypercube {
        /// How many.
        points: u32,
    },
}

/// A design of control sets.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// Position.
    pub origin: Origin,
    /// Id.
    pub id: String,
    /// The set to start from; `None`: the baseline.
    pub from: Option<String>,
    /// How its points are chosen.
    pub kind: DesignKind,
    /// Its axes.
    pub axes: Vec<Axis>,
}

/// One axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Position.
    pub origin: Origin,
    /// What varies.
    pub subject: Subject,
    /// Over what.
    pub setting: Setting,
}

/// What varies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Coverage of a control.
    Control(String),
    /// A parameter.
    Parameter(String),
    /// Magnitude of an effect.
    Effect(String),
    /// A field of an organisation.
    Organisation(String, String),
    /// A field of a contract.
    Contract(String, String),
}

impl Subject {
    /// What it is called in names of sets.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Control(id) | Self::Parameter(id) | Self::Effect(id) => id.clone(),
            Self::Organisation(row, field) | Self::Contract(row, field) => format!("{row} {field}"),
        }
    }

    fn takes_words(&self) -> bool {
        matches!(self, Self::Organisation(..) | Self::Contract(..))
    }
}

/// The values of an axis.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// These, as they are written.
    Values(Vec<String>),
    /// Anything from the first to the second.
    Between(f64, f64),
}

/// Under which key a design stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Grid,
    LatinHypercube,
}

/// All designs of a plan, grids first. Each design and each axis gets a place of its own.
pub(super) fn designs(root: &Section<'_>, folder: &Path, plan: &str, places: &mut Vec<DocumentPlace>) -> Vec<Design> {
    let mut found: Vec<Design> = Vec::new();
    let grids = root.sections("grid").into_iter().map(|section| (section, Form::Grid));
    let cubes = root.sections("latin_hypercube").into_iter().map(|section| (section, Form::LatinHypercube));
    for (section, form) in grids.chain(cubes) {
        let design = design(&section, form, folder, places);
        if design.id == plan || found.iter().any(|known| known.id == design.id) {
            let expected = Expected::Form("an id that no other design and not the plan has".into());
            section.fault(Code::DuplicateId, "id", section.span("id", &design.id), &design.id, expected, None);
        }
        found.push(design);
        section.finish();
    }
    found
}

fn placed(section: &Section<'_>, places: &mut Vec<DocumentPlace>) -> Origin {
    places.push(section.place());
    Origin::new(Table::Plan, u32::try_from(places.len() - 1).unwrap_or(u32::MAX))
}

fn design(section: &Section<'_>, form: Form, folder: &Path, places: &mut Vec<DocumentPlace>) -> Design {
    let origin = placed(section, places);
    let id = section.required_text("id", "an id in kebab-case");
    let from = Some(section.text("from")).filter(|text| !text.is_empty());
    let kind = if form == Form::Grid {
        DesignKind::Grid
    } else {
        if !section.has("points") {
            let expected = Expected::Form("how many control sets".into());
            section.fault(Code::Missing, "points", section.span("points", ""), "", expected, None);
        }
        DesignKind::LatinHypercube { points: section.whole("points").unwrap_or(1) }
    };
    let axes: Vec<Axis> = section
        .required_sections("axis", "at least one axis")
        .iter()
        .map(|axis| self::axis(axis, form, places))
        .collect();
    let size = axes.iter().try_fold(1_usize, |size, axis| match (&axis.setting, form) {
        (Setting::Values(values), Form::Grid) => size.checked_mul(values.len()),
        _ => Some(size),
    });
    if size.is_none_or(|size| size > MOST_POINTS) {
        let expected = Expected::Form(format!("at most {MOST_POINTS} combinations"));
        section.fault(Code::OutOfRange, "axis", section.span("axis", ""), "", expected, None);
    }
    let from = from.map(|text| super::sets::from_folder(&text, folder));
    Design { origin, id, from, kind, axes }
}

fn axis(section: &Section<'_>, form: Form, places: &mut Vec<DocumentPlace>) -> Axis {
    let origin = placed(section, places);
    let subject = subject(section);
    let setting = setting(section, &subject, form);
    section.finish();
    Axis { origin, subject, setting }
}

fn subject(section: &Section<'_>) -> Subject {
    let texts: Vec<(&str, String)> = ["control", "parameter", "effect", "organisation", "contract"]
        .into_iter()
        .map(|key| (key, section.text(key)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let [(key, text)] = texts.as_slice() else {
        let expected = Expected::Form("one of control, parameter, effect, organisation and contract".into());
        let (code, key, value) = match texts.get(1) {
            Some((key, text)) => (Code::Contradiction, *key, text.as_str()),
            None => (Code::Missing, "control", ""),
        };
        section.fault(code, key, section.span(key, value), value, expected, None);
        let _ = section.text("field");
        return Subject::Control(String::new());
    };
    let text = text.clone();
    let field = section.text("field");
    let of_a_row = matches!(*key, "organisation" | "contract");
    if of_a_row && field.is_empty() {
        let expected = Expected::Form("the field that varies".into());
        section.fault(Code::Missing, "field", section.span("field", ""), "", expected, None);
    } else if !of_a_row && !field.is_empty() {
        let expected = Expected::Form("a field only of an organisation or a contract".into());
        section.fault(Code::Contradiction, "field", section.span("field", &field), &field, expected, None);
    }
    match *key {
        "organisation" => Subject::Organisation(text, field),
        "contract" => Subject::Contract(text, field),
        "parameter" => Subject::Parameter(text),
        "effect" => Subject::Effect(text),
        _ => Subject::Control(text),
    }
}

fn setting(section: &Section<'_>, subject: &Subject, form: Form) -> Setting {
    let values = values(section, subject);
    let bounds = if matches!(subject, Subject::Control(_)) { Bounds::Between(0.0, 1.0) } else { Bounds::Any };
    let end = |key| section.value(key).and_then(|value| section.number_within(key, value, bounds));
    let (low, high) = (end("low"), end("high"));
    match (values, low, high) {
        (Some(values), None, None) => Setting::Values(values),
        (None, Some(low), Some(high)) if form != Form::Grid && low <= high => Setting::Between(low, high),
        (None, Some(low), Some(high)) if form != Form::Grid => {
            let expected = Expected::Form("low <= high".into());
            section.fault(Code::RangeOrder, "low", section.span("low", ""), &format!("{low}, {high}"), expected, None);
            Setting::Between(high, low)
        }
        _ => {
            let expected = if form == Form::Grid { "values" } else { "values, or low and high" };
            let key = if section.has("low") { "low" } else { "values" };
            section.fault(Code::Missing, "values", section.span(key, ""), "", Expected::Form(expected.into()), None);
            Setting::Values(Vec::new())
        }
    }
}

/// The items of `values`, each as it is written.
fn values(section: &Section<'_>, subject: &Subject) -> Option<Vec<String>> {
    if !section.has("values") {
        return None;
    }
    let items = section.items("values");
    if items.is_empty() {
        let expected = Expected::Form("at least one value".into());
        section.fault(Code::Missing, "values", section.span("values", ""), "", expected, None);
    }
    Some(items.into_iter().map(|item| value(section, subject, item)).collect())
}

fn value(section: &Section<'_>, subject: &Subject, item: &Spanned<DeValue<'_>>) -> String {
    match item.get_ref() {
        DeValue::String(text) if subject.takes_words() => text.trim().to_owned(),
        DeValue::String(text) if matches!(subject, Subject::Control(_)) && text.trim() == "today" => "today".into(),
        DeValue::String(text) => {
            let span: Range<usize> = item.span();
            section.fault(Code::WrongType, "values", span, text, Expected::Number { unit: String::new() }, None);
            String::new()
        }
        _ => {
            let bounds = if matches!(subject, Subject::Control(_)) { Bounds::Between(0.0, 1.0) } else { Bounds::Any };
            section.number_within("values", item, bounds).map_or_else(String::new, |number| number.to_string())
        }
    }
}
