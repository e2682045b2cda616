//! The shipped data, and the one door through which every input is loaded: a shipped name or a path.
//!
//! A shipped name wins over a path of the same name; `./hoshimi` is always the folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use yagura_sim::city::CityRecords;
use yagura_sim::control_set::ControlSetRecord;
use yagura_sim::knowledge::CatalogueRecords;
use yagura_sim::problem::nearest;
use yagura_sim::scenario::ScenarioRecord;

use crate::catalogue::read_catalogue;
use crate::city::{read_city, read_city_over};
use crate::control_set::{read_control_set, read_control_set_text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::folder::{Folder, Input, folder_of, name_of, read_path, text_of};
use crate::generate;
use crate::loaded::Loaded;
use crate::scenario::read_scenario;
use crate::text::Source;

static CITIES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/cities");
static ATTACKS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/attacks");
pub(crate) static CATALOGUE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/catalogue");
pub(crate) static GENERATOR: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/generator");
pub(crate) static CONTROL_SETS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/control-sets");

/// The city that is used when none is named.
pub const DEFAULT_CITY: &str = "hoshimi";

/// The shipped cities, sorted.
#[must_use]
pub fn shipped_cities() -> Vec<String> {
    let mut names: Vec<String> = CITIES.dirs().filter_map(|dir| name_of(dir.path())).collect();
    names.sort();
    names
}

/// The shipped scenarios, sorted.
#[must_use]
pub fn shipped_scenarios() -> Vec<String> {
    toml_names(&ATTACKS)
}

/// The shipped control sets, sorted.
#[must_use]
pub fn shipped_control_sets() -> Vec<String> {
    toml_names(&CONTROL_SETS)
}

fn toml_names(dir: &Dir<'_>) -> Vec<String> {
    let stem = |name: String| name.strip_suffix(".toml").map(String::from);
    let mut names: Vec<String> = dir.files().filter_map(|file| name_of(file.path())).filter_map(stem).collect();
    names.sort();
    names
}

/// The pattern of generated cities: the default city and what the generator adds to it.
pub(crate) fn pattern_city() -> Result<Loaded<CityRecords>, Diagnostics> {
    let shipped = |dir: Option<&'static Dir<'static>>, label: &str| match dir {
        Some(dir) => Ok(Folder::Shipped(dir, label.to_owned())),
        None => Err(Diagnostics::from(unknown_name(label, "a shipped folder", &[]))),
    };
    let base = shipped(CITIES.get_dir(DEFAULT_CITY), "cities/hoshimi")?;
    let added = shipped(GENERATOR.get_dir("pattern"), "generator/pattern")?;
    read_city_over(&base, Some(&added))
}

/// Every folder that a generated city depends on.
pub(crate) fn generator_folders() -> Vec<&'static Dir<'static>> {
    let city = CITIES.get_dir(DEFAULT_CITY);
    let plan = CITIES.get_dir(format!("{DEFAULT_CITY}/plan"));
    [city, plan, Some(&GENERATOR), GENERATOR.get_dir("pattern")].into_iter().flatten().collect()
}

/// Loads a city: a shipped name, a folder, or a generated one (`generate:SIZE:SEED`).
///
/// # Errors
/// Everything that is wrong with its files.
pub fn load_city(name_or_path: &str) -> Result<Loaded<CityRecords>, Diagnostics> {
    if let Some(made) = generate::load(name_or_path) {
        let (loaded, made) = made?;
        return Ok(Loaded { records: made.records(), ..loaded });
    }
    let names = shipped_cities();
    let folder = match CITIES.dirs().find(|dir| name_of(dir.path()).as_deref() == Some(name_or_path)) {
        Some(dir) => Folder::Shipped(dir, format!("cities/{name_or_path}")),
        None if Path::new(name_or_path).exists() => Folder::Disk(PathBuf::from(name_or_path)),
        None => return Err(unknown_name(name_or_path, "a shipped city, or a folder of tables", &names).into()),
    };
    read_city(&folder)
}

/// Loads a city from files in memory, as (name, bytes); `label` stands for the folder in diagnostics.
///
/// # Errors
/// Everything that is wrong with its files.
pub fn load_city_files(label: &str, files: Vec<(String, Vec<u8>)>) -> Result<Loaded<CityRecords>, Diagnostics> {
    read_city(&Folder::Memory(label.to_owned(), files.into_iter().collect()))
}

/// Loads the shipped catalogue, or the one in `folder` instead of it; rows of `overlay` replace rows with the same id, or are
/// added.
///
/// # Errors
/// Everything that is wrong with its files.
pub fn load_catalogue(folder: Option<&Path>, overlay: Option<&Path>) -> Result<Loaded<CatalogueRecords>, Diagnostics> {
    let disk = |path: &Path| Folder::Disk(path.to_path_buf());
    let base = folder.map_or(Folder::Shipped(&CATALOGUE, "catalogue".into()), disk);
    read_catalogue(&base, overlay.map(disk).as_ref())
}

/// Loads a catalogue from files in memory, as (name, bytes); `label` stands for the folder in diagnostics.
///
/// # Errors
/// Everything that is wrong with its files.
pub fn load_catalogue_files(
    label: &str,
    files: Vec<(String, Vec<u8>)>,
) -> Result<Loaded<CatalogueRecords>, Diagnostics> {
    read_catalogue(&Folder::Memory(label.to_owned(), files.into_iter().collect()), None)
}

/// Loads a scenario: a shipped name or a file.
///
/// # Errors
/// Everything that is wrong with the file.
pub fn load_scenario(name_or_path: &str) -> Result<Loaded<ScenarioRecord>, Diagnostics> {
    let (mut out, mut inputs) = (Diagnostics::default(), Vec::new());
    match open_file(&ATTACKS, "attacks", name_or_path, None, &mut out, &mut inputs) {
        Some((source, _)) => read_scenario(&source, inputs),
        None => Err(out),
    }
}

/// Loads a scenario from bytes; `label` stands for the file in diagnostics.
///
/// # Errors
/// Everything that is wrong with it.
pub fn load_scenario_bytes(label: &str, bytes: &[u8]) -> Result<Loaded<ScenarioRecord>, Diagnostics> {
    let (mut out, mut inputs) = (Diagnostics::default(), Vec::new());
    match text_of(label.to_owned(), bytes, &mut out, &mut inputs) {
        Some(source) => read_scenario(&source, inputs),
        None => Err(out),
    }
}

/// Loads a control set: a shipped name, a file, ids (`CPS.AC-3,CPS.DS-3`), or a set changed (`today-jp,+CPS.AC-3,-CPS.DS-3`).
/// Its controls have to be those of `catalogue`.
///
/// # Errors
/// Everything that is wrong with the expression or with the files that it names.
pub fn load_control_set(
    expression: &str,
    catalogue: &CatalogueRecords,
) -> Result<Loaded<ControlSetRecord>, Diagnostics> {
    read_control_set(expression, catalogue)
}

/// Loads a control set from the bytes of a file; `label` stands for the file in diagnostics.
///
/// # Errors
/// Everything that is wrong with it or with the sets that it extends.
pub fn load_control_set_bytes(
    label: &str,
    bytes: &[u8],
    catalogue: &CatalogueRecords,
) -> Result<Loaded<ControlSetRecord>, Diagnostics> {
    let (mut out, mut inputs) = (Diagnostics::default(), Vec::new());
    match text_of(label.to_owned(), bytes, &mut out, &mut inputs) {
        Some(source) => read_control_set_text(&source, catalogue),
        None => Err(out),
    }
}

/// The text of a shipped TOML file or of one on the disk, and the folder of the latter. Paths are taken from `from`.
pub(crate) fn open_file(
    dir: &'static Dir<'static>,
    label: &str,
    name: &str,
    from: Option<&Path>,
    out: &mut Diagnostics,
    inputs: &mut Vec<Input>,
) -> Option<(Arc<Source>, Option<PathBuf>)> {
    let file_name = format!("{name}.toml");
    if let Some(file) = dir.files().find(|file| name_of(file.path()).as_deref() == Some(&file_name)) {
        let source = text_of(format!("shipped:{label}/{file_name}"), file.contents(), out, inputs)?;
        return Some((source, None));
    }
    let path = from.map_or_else(|| PathBuf::from(name), |folder| folder.join(name));
    if !path.exists() {
        out.push(unknown_name(name, "a shipped name, or a TOML file", &toml_names(dir)));
        return None;
    }
    let source = read_path(&path, out, inputs)?;
    Some((source, Some(folder_of(&path))))
}

fn unknown_name(name: &str, expected: &str, names: &[String]) -> Diagnostic {
    let near = nearest(name, names.iter().map(String::as_str));
    Diagnostic::of_file(Code::UnknownName, name, name, Expected::Form(expected.into())).nearest_is(near)
}
