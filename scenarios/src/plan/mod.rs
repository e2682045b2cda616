//! Plan files: a batch of comparisons, into [`PlanRecord`].
//!
//! Names of cities, scenarios and control sets are looked up where they stand, so that a slip is told in the plan. Paths are taken from
//! the folder of the plan. What a plan asks of control sets is turned into sets by [`LoadedPlan::control_sets`].

mod design;
mod sets;

pub use design::{AXIS_KEYS, Axis, Design, DesignKind, GRID_KEYS, LATIN_HYPERCUBE_KEYS, Setting, Subject};

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeValue;
use yagura_sim::knowledge::Confidence;
use yagura_sim::problem::{Problem, Table, nearest};
use yagura_sim::words;
use yagura_sim::words::Words;

use crate::column::Bounds::{Above, Any, AtLeast};
use crate::column::Form::{Either, Expression, List, Map, Number, Section as Keys, Sections, Text, Whole, Word, YesNo};
use crate::column::{BOTH_LANGUAGES, Column, optional, required};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::document::{Section, read_document};
use crate::embedded::{DEFAULT_CITY, shipped_cities, shipped_scenarios};
use crate::folder::{Input, folder_of, read_path, text_of};
use crate::loaded::{DocumentPlace, Places};
use crate::text::Source;

words!(
    /// How the rows of `incidents.csv` are written.
    RowsForm, "form of the rows" {
        /// Not at all.
        None = "none",
        /// As comma-separated values.
        Csv = "csv",
        /// The same, packed by Zstandard.
        CsvZst = "csv.zst",
        /// As Parquet, where the program was built with it.
        Parquet = "parquet",
    }
);

/// The keys of a plan file.
pub const PLAN_KEYS: &[Column] = &[
    required("schema_version", Whole(1, 1), "Version of the format: 1.", "形式の版。1。"),
    required("id", Text, "Id in kebab-case.", "ID(英小文字とハイフン)。"),
    optional("about", Keys(BOTH_LANGUAGES), "What the plan is for: ja, en.", "計画の目的: ja、en。"),
    optional(
        "cities",
        List,
        "Cities: shipped names or folders, each a comparison of its own; absent: hoshimi.",
        "都市(同梱名またはフォルダー)。都市ごとに一つの比較になる。なければ hoshimi。",
    ),
    optional(
        "scenarios",
        List,
        "Scenarios: shipped names, files, core or all; absent: core.",
        "シナリオ(同梱名、ファイル、core、all)。なければ core。",
    ),
    optional(
        "controls",
        List,
        "Control sets: shipped names, files, ids, or a set changed; absent, without a design: as in compare.",
        "対策セット(同梱名、ファイル、ID、変更したセット)。これも grid などもなければ compare と同じ。",
    ),
    optional(
        "baseline",
        Text,
        "Control set with which the others are compared; absent: today-jp.",
        "他と比べる基準の対策セット。なければ today-jp。",
    ),
    required("draws", Whole(1, 1_000_000_000), "Parameter draws.", "パラメータの抽出回数。"),
    required("replications", Whole(1, 1_000_000_000), "Replications in each draw.", "抽出ごとの反復回数。"),
    optional("seed", Whole(0, i64::MAX), "Master seed; absent: 1.", "乱数の種。なければ 1。"),
    optional(
        "primary",
        Text,
        "Measure by which every scenario is judged, instead of what each says.",
        "すべてのシナリオの判定に使う指標(シナリオの指定の代わり)。",
    ),
    optional(
        "margin",
        Either(&[Number("", AtLeast(0.0)), Expression("margin")]),
        "A smaller difference does not matter: in the measure's unit, or \"5%\" of the baseline's mean; absent: 0.",
        "これより小さい差は問題にしない。指標の単位で、または基準の平均に対して \"5%\" のように書く。なければ 0。",
    ),
    optional(
        "horizon_d",
        Number("days", Above(0.0)),
        "Days simulated, for every scenario.",
        "すべてのシナリオでシミュレーションする日数。",
    ),
    optional(
        "catalogue",
        Text,
        "Catalogue folder instead of the shipped one.",
        "同梱の代わりに使うカタログのフォルダー。",
    ),
    optional("overlay", Text, "Folder of catalogue rows on top.", "カタログに重ねる行のフォルダー。"),
    optional("set", Map(None, &[Number("", Any)]), "Parameters fixed: key = value.", "固定するパラメータ: キー = 値。"),
    optional(
        "trust",
        Word(Confidence::spellings),
        "Effects of controls with less evidence than this do nothing; absent: all act.",
        "これより根拠の弱い対策の効果は働かない。なければすべて働く。",
    ),
    optional(
        "redact",
        YesNo,
        "Whether names and places of the city are replaced in everything written.",
        "書き出すもの全部で、都市の名前と場所を置き換えるか。",
    ),
    optional(
        "block",
        Whole(1, 1_000_000_000),
        "Pairs of draw and replication in a part file; absent: what fits.",
        "一つのパートファイルに入れる(抽出、反復)の組の数。なければ自動。",
    ),
    optional("outputs", Keys(OUTPUT_KEYS), "What is written: rows.", "書き出すもの: rows。"),
    optional(
        "grid",
        Sections(GRID_KEYS),
        "Control sets at every combination of settings; written [[grid]].",
        "設定の全組み合わせの対策セット。[[grid]] と書く。",
    ),
    optional(
        "latin_hypercube",
        Sections(LATIN_HYPERCUBE_KEYS),
        "Control sets spread over ranges of settings; written [[latin_hypercube]].",
        "設定の範囲に散らした対策セット(ラテン超方格)。[[latin_hypercube]] と書く。",
    ),
];

/// The keys of `[outputs]`.
pub const OUTPUT_KEYS: &[Column] = &[optional(
    "rows",
    Word(RowsForm::spellings),
    "Rows of incidents.csv; absent: csv.",
    "incidents.csv の行。なければ csv。",
)];

/// A batch of comparisons.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanRecord {
    /// Id.
    pub id: String,
    /// Cities: shipped names, or paths from the present folder.
    pub cities: Vec<String>,
    /// Scenarios, likewise.
    pub scenarios: Vec<String>,
    /// Expressions of control sets, likewise.
    pub controls: Vec<String>,
    /// The baseline, likewise; `None`: the default.
    pub baseline: Option<String>,
    /// Parameter draws.
    pub draws: u32,
    /// Replications in each.
    pub replications: u32,
    /// Master seed.
    pub seed: u64,
    /// Measure for all scenarios.
    pub primary: Option<String>,
    /// Margin, not yet understood.
    pub margin: Option<String>,
    /// Days for all scenarios.
    pub horizon_d: Option<f64>,
    /// Catalogue folder.
    pub catalogue: Option<PathBuf>,
    /// Overlay folder.
    pub overlay: Option<PathBuf>,
    /// Parameters fixed, as `KEY=VALUE`.
    pub set: Vec<String>,
    /// Effects with less evidence are idle.
    pub trust: Option<Confidence>,
    /// Names and places are replaced.
    pub redact: bool,
    /// Pairs in a part file.
    pub block: Option<u32>,
    /// Form of the rows.
    pub rows: RowsForm,
    /// Designs of control sets.
    pub designs: Vec<Design>,
}

/// A plan with the memory of where everything in it stood.
#[derive(Debug)]
pub struct LoadedPlan {
    /// The plan.
    pub records: PlanRecord,
    /// Its file.
    pub input: Input,
    places: Places,
    source: Arc<Source>,
    /// Expressions of control sets, and where each stands.
    expressions: Vec<(String, Range<usize>)>,
}

/// Loads the plan in the file at `path`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn load_plan(path: &Path) -> Result<LoadedPlan, Diagnostics> {
    let (mut out, mut inputs) = (Diagnostics::default(), Vec::new());
    match read_path(path, &mut out, &mut inputs) {
        Some(source) => read_plan(&source, &folder_of(path), inputs),
        None => Err(out),
    }
}

/// Loads a plan from bytes; `label` stands for the file in diagnostics, paths are taken from the present folder.
///
/// # Errors
/// Everything that is wrong with it.
pub fn load_plan_bytes(label: &str, bytes: &[u8]) -> Result<LoadedPlan, Diagnostics> {
    let (mut out, mut inputs) = (Diagnostics::default(), Vec::new());
    match text_of(label.to_owned(), bytes, &mut out, &mut inputs) {
        Some(source) => read_plan(&source, Path::new(""), inputs),
        None => Err(out),
    }
}

fn read_plan(source: &Arc<Source>, folder: &Path, inputs: Vec<Input>) -> Result<LoadedPlan, Diagnostics> {
    let mut out = Diagnostics::default();
    let read = read_document(source, PLAN_KEYS, &mut out, |root| {
        let mut places = vec![root.place()];
        let (records, expressions) = plan(root, folder, &mut places);
        (records, expressions, places)
    });
    match (read, inputs.into_iter().next()) {
        (Some((records, expressions, rows)), Some(input)) if !out.has_errors() => {
            let mut places = Places::default();
            places.add_documents(Table::Plan, rows);
            Ok(LoadedPlan { records, input, places, source: Arc::clone(source), expressions })
        }
        _ => Err(out),
    }
}

impl LoadedPlan {
    /// The file, line and column of a problem found in the plan: row 0 is the plan itself.
    #[must_use]
    pub fn locate(&self, problem: &Problem) -> Diagnostic {
        self.places.locate(problem)
    }
}

fn plan(
    root: &Section<'_>,
    folder: &Path,
    places: &mut Vec<DocumentPlace>,
) -> (PlanRecord, Vec<(String, Range<usize>)>) {
    root.schema_version();
    let id = root.required_text("id", "an id in kebab-case");
    if let Some(about) = root.section("about") {
        let _ = (about.required_text("ja", "the text in Japanese"), about.required_text("en", "the text in English"));
        about.finish();
    }
    let count = |key: &'static str, expected: &str| {
        if !root.has(key) {
            root.fault(Code::Missing, key, root.span(key, ""), "", Expected::Form(expected.into()), None);
        }
        root.whole(key).unwrap_or(1)
    };
    let at_path = |(text, span): (String, Range<usize>)| (sets::from_folder(&text, folder), span);
    let controls: Vec<(String, Range<usize>)> = root.spanned_list("controls").into_iter().map(at_path).collect();
    let baseline = root.text("baseline");
    let baseline = (!baseline.is_empty()).then(|| at_path((baseline, root.span("baseline", ""))));
    let designs = design::designs(root, folder, &id, places);
    let path = |key: &'static str| Some(root.text(key)).filter(|text| !text.is_empty()).map(|text| folder.join(text));
    let record = PlanRecord {
        cities: cities(root, folder),
        scenarios: scenarios(root, folder),
        controls: controls.iter().map(|(text, _)| text.clone()).collect(),
        baseline: baseline.as_ref().map(|(text, _)| text.clone()),
        draws: count("draws", "how many parameter draws"),
        replications: count("replications", "how many replications in each draw"),
        seed: seed(root),
        primary: Some(root.text("primary")).filter(|text| !text.is_empty()),
        margin: margin(root),
        horizon_d: root.number("horizon_d"),
        catalogue: path("catalogue"),
        overlay: path("overlay"),
        set: fixed(root),
        trust: root.word_if("trust"),
        redact: root.yes_no("redact"),
        block: root.whole("block"),
        rows: rows(root),
        designs,
        id,
    };
    (record, controls.into_iter().chain(baseline).collect())
}

fn rows(root: &Section<'_>) -> RowsForm {
    let Some(outputs) = root.section("outputs") else { return RowsForm::Csv };
    let rows = outputs.word_if("rows").unwrap_or(RowsForm::Csv);
    outputs.finish();
    rows
}

fn seed(root: &Section<'_>) -> u64 {
    let Some(value) = root.value("seed") else { return 1 };
    let text = match value.get_ref() {
        DeValue::Integer(whole) if whole.radix() == 10 => whole.as_str(),
        _ => "",
    };
    let seed: Option<i64> = text.parse().ok();
    seed.and_then(|seed| u64::try_from(seed).ok()).unwrap_or_else(|| {
        root.fault(Code::NotANumber, "seed", value.span(), text, Expected::Whole, None);
        1
    })
}

/// A number, or a text such as `5%`.
fn margin(root: &Section<'_>) -> Option<String> {
    let value = root.value("margin")?;
    match value.get_ref() {
        DeValue::String(text) => Some(text.trim().to_owned()),
        _ => root.number_of("margin", value).map(|number| number.to_string()),
    }
}

fn fixed(root: &Section<'_>) -> Vec<String> {
    let Some(section) = root.section("set") else { return Vec::new() };
    let number = |value: &Spanned<DeValue<'_>>, key: &str| section.number_of(key, value);
    let entries = section.entries();
    entries.iter().filter_map(|entry| Some(format!("{}={}", entry.key, number(entry.value, entry.key)?))).collect()
}

fn cities(root: &Section<'_>, folder: &Path) -> Vec<String> {
    let named = root.spanned_list("cities");
    if named.is_empty() {
        return vec![DEFAULT_CITY.into()];
    }
    let shipped = shipped_cities();
    let expected = "a shipped city, or a folder of tables";
    // `generate:N:SEED` makes a city; that it does is checked by whoever makes it.
    let city = |(name, span): (String, Range<usize>)| match name.starts_with("generate:") {
        true => name,
        false => looked_up(root, "cities", (name, span), &shipped, expected, folder),
    };
    named.into_iter().map(city).collect()
}

fn scenarios(root: &Section<'_>, folder: &Path) -> Vec<String> {
    let named = root.spanned_list("scenarios");
    let mut known = shipped_scenarios();
    known.extend(["core".into(), "all".into()]);
    let expected = "a shipped scenario, a TOML file, core or all";
    named.into_iter().map(|name| looked_up(root, "scenarios", name, &known, expected, folder)).collect()
}

/// The name itself if it is `known`, otherwise the path from `folder`; what is neither is written down.
fn looked_up(
    root: &Section<'_>,
    key: &str,
    (name, span): (String, Range<usize>),
    known: &[String],
    expected: &str,
    folder: &Path,
) -> String {
    if known.contains(&name) {
        return name;
    }
    let path = folder.join(&name);
    if !path.exists() {
        let near = nearest(&name, known.iter().map(String::as_str));
        root.fault(Code::UnknownName, key, span, &name, Expected::Form(expected.into()), near);
    }
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        match load_plan_bytes("plan.toml", text.as_bytes()) {
            Ok(_) => Vec::new(),
            Err(wrong) => wrong.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn what_a_plan_leaves_out_is_what_compare_takes() {
        let text = "schema_version = 1\nid = 'p'\ndraws = 4\nreplications = 3\n";
        let plan = load_plan_bytes("plan.toml", text.as_bytes()).expect("a plan").records;
        assert_eq!((plan.cities, plan.seed, plan.rows), (vec!["hoshimi".to_owned()], 1, RowsForm::Csv));
        assert!(plan.scenarios.is_empty() && plan.controls.is_empty() && plan.baseline.is_none());
    }

    #[test]
    fn every_slip_is_told_at_its_place_with_the_nearest_name() {
        let text = "schema_version = 1\nid = 'p'\ncities = ['hoshimo']\nscenarios = ['core', 'slow-joint-respons']\n\
                    draws = 0\nreplicatons = 3\n[outputs]\nrows = 'csvv'\n";
        assert_eq!(
            faults(text),
            [
                "plan.toml:1:1: error[missing]: `replications` is missing; expected how many replications in each draw",
                "plan.toml:3:11: error[unknown-name]: `hoshimo` is neither shipped nor a path that exists; expected a shipped city, or a folder of tables; did \
                 you mean `hoshimi`?",
                "plan.toml:4:22: error[unknown-name]: `slow-joint-respons` is neither shipped nor a path that exists; expected a shipped scenario, a TOML file, \
                 core or all; did you mean `slow-joint-response`?",
                "plan.toml:5:9: error[out-of-range]: 0 is outside the range of `draws`; expected a number from 1 to 1000000000",
                "plan.toml:6:1: error[unknown-key]: key `replicatons` is not known here; expected one of the keys: about, baseline, \
                 block, catalogue, cities, controls, draws, grid, horizon_d, id, latin_hypercube, margin, outputs, overlay, primary, \
                 redact, replications, scenarios, schema_version, seed, set, trust; did you mean `replications`?",
                "plan.toml:8:9: error[unknown-word]: `csvv` is not a word that `outputs.rows` knows; expected one of form of the \
                 rows: none, csv, csv.zst, parquet; did you mean `csv`?",
            ]
        );
    }
}
