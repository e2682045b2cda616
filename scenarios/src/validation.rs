//! The worlds and targets by which the simulation is held against the real one, embedded into the program.
//!
//! `worlds/NAME/` holds `city/`, and either `catalogue/`, which stands for itself, or `overlay/`, whose rows lie on top of the shipped
//! catalogue; its scenarios are the TOML files beside them. `validation/targets.csv` says what has to come out, `validation/calibrated.csv` which
//! parameters were chosen so that some of it does.

use include_dir::{Dir, include_dir};
use yagura_sim::city::CityRecords;
use yagura_sim::knowledge::CatalogueRecords;
use yagura_sim::problem::nearest;
use yagura_sim::scenario::ScenarioRecord;
use yagura_sim::validation::{Quantity, Statistic, Target, TargetKind};
use yagura_sim::words::Words;

use crate::catalogue::read_catalogue;
use crate::city::read_city;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::embedded::{CATALOGUE, load_catalogue, load_city, load_scenario};
use crate::folder::{Folder, name_of, text_of};
use crate::loaded::Loaded;
use crate::scenario::read_scenario;

static WORLDS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/worlds");
const TARGETS: &str = include_str!("../validation/targets.csv");
const CALIBRATED: &str = include_str!("../validation/calibrated.csv");

/// The shipped worlds that have a city of their own, sorted.
#[must_use]
pub fn shipped_worlds() -> Vec<String> {
    let whole = WORLDS.dirs().filter(|dir| part(dir, "city").is_some());
    let mut names: Vec<String> = whole.filter_map(|dir| name_of(dir.path())).collect();
    names.sort();
    names
}

fn part(world: &'static Dir<'static>, name: &str) -> Option<&'static Dir<'static>> {
    world.dirs().find(|dir| name_of(dir.path()).as_deref() == Some(name))
}

fn world(name: &str) -> Result<&'static Dir<'static>, Diagnostics> {
    WORLDS.dirs().find(|dir| name_of(dir.path()).as_deref() == Some(name)).ok_or_else(|| {
        let near = nearest(name, shipped_worlds().iter().map(String::as_str));
        let expected = Expected::Form("a shipped world".into());
        Diagnostic::of_file(Code::UnknownName, name, name, expected).nearest_is(near).into()
    })
}

/// City and catalogue of a shipped world; blank: the default city and the shipped catalogue.
///
/// # Errors
/// No such world; whatever is wrong with its files.
pub fn load_world(name: &str) -> Result<(Loaded<CityRecords>, Loaded<CatalogueRecords>), Diagnostics> {
    if name.is_empty() {
        return Ok((load_city(crate::DEFAULT_CITY)?, load_catalogue(None, None)?));
    }
    let dir = world(name)?;
    let shipped = |part: &'static Dir<'static>, what: &str| Folder::Shipped(part, format!("worlds/{name}/{what}"));
    let missing = || Diagnostic::of_file(Code::UnknownName, name, "city", Expected::Form("a folder `city`".into()));
    let city = read_city(&shipped(part(dir, "city").ok_or_else(|| Diagnostics::from(missing()))?, "city"))?;
    let catalogue = match (part(dir, "catalogue"), part(dir, "overlay")) {
        (Some(own), _) => read_catalogue(&shipped(own, "catalogue"), None)?,
        (None, overlay) => {
            let overlay = overlay.map(|overlay| shipped(overlay, "overlay"));
            read_catalogue(&Folder::Shipped(&CATALOGUE, "catalogue".into()), overlay.as_ref())?
        }
    };
    Ok((city, catalogue))
}

/// A scenario of a shipped world; of a blank world: a shipped scenario.
///
/// # Errors
/// No such scenario; whatever is wrong with its file.
pub fn load_world_scenario(world_name: &str, id: &str) -> Result<Loaded<ScenarioRecord>, Diagnostics> {
    if world_name.is_empty() {
        return load_scenario(id);
    }
    let file_name = format!("{id}.toml");
    let label = format!("shipped:worlds/{world_name}/{file_name}");
    let file = world(world_name)?.files().find(|file| name_of(file.path()).as_deref() == Some(&file_name));
    let Some(file) = file else {
        let expected = Expected::Form("a scenario of this world".into());
        return Err(Diagnostic::of_file(Code::UnknownName, &label, id, expected).into());
    };
    let (mut out, mut inputs) = (Diagnostics::default(), Vec::new());
    match text_of(label, file.contents(), &mut out, &mut inputs) {
        Some(source) => read_scenario(&source, inputs),
        None => Err(out),
    }
}

/// A parameter that is chosen so that some targets come out: `yagura validate --calibrate` searches it again.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibrated {
    /// Key of the parameter.
    pub parameter: String,
    /// Targets whose figures it is chosen by.
    pub targets: Vec<String>,
    /// Factors on the present value that are tried, rising.
    pub factors: Vec<f64>,
}

/// The targets, in order.
///
/// # Errors
/// A row that cannot be read: a fault of the shipped file.
pub fn validation_targets() -> Result<Vec<Target>, Diagnostics> {
    rows("targets.csv", TARGETS)?.iter().map(|row| target(row).map_err(|why| row.wrong(&why))).collect()
}

/// The calibrated parameters, in order.
///
/// # Errors
/// A row that cannot be read: a fault of the shipped file.
pub fn calibrated_parameters() -> Result<Vec<Calibrated>, Diagnostics> {
    let calibrated = |row: &Cells| {
        let factors: Result<Vec<f64>, String> = list(row.text("factors")).iter().map(|text| number(text)).collect();
        Ok(Calibrated {
            parameter: row.text("parameter").to_owned(),
            targets: list(row.text("targets")),
            factors: factors?,
        })
    };
    rows("calibrated.csv", CALIBRATED)?
        .iter()
        .map(|row| calibrated(row).map_err(|why: String| row.wrong(&why)))
        .collect()
}

fn target(row: &Cells) -> Result<Target, String> {
    let text = |column: &str| row.text(column).to_owned();
    let or = |column: &str, default: f64| match row.text(column) {
        "" => Ok(default),
        cell => number(cell),
    };
    let quantity = |cell: &str| Quantity::parse(cell).map_err(|error| error.to_string());
    Ok(Target {
        id: text("id"),
        kind: word::<TargetKind>(row.text("kind"))?,
        world: text("world"),
        scenarios: list(row.text("scenarios")),
        mixture: text("mixture"),
        controls: text("controls"),
        against: text("against"),
        set: list(row.text("set")),
        draws: or("draws", 1.0)? as u32,
        replications: or("replications", 1.0)? as u32,
        quantity: quantity(row.text("quantity"))?,
        among: list(row.text("among")).iter().map(|cell| quantity(cell)).collect::<Result<_, _>>()?,
        statistic: word::<Statistic>(row.text("statistic"))?,
        at: or("at", 0.0)?,
        factor: or("factor", 1.0)?,
        offset: or("offset", 0.0)?,
        low: or("low", f64::NEG_INFINITY)?,
        high: or("high", f64::INFINITY)?,
        unit: text("unit"),
        text_en: text("text_en"),
        text_ja: text("text_ja"),
        source: text("source"),
        note_en: text("note_en"),
        note_ja: text("note_ja"),
    })
}

fn word<W: Words>(text: &str) -> Result<W, String> {
    W::parse(text).ok_or_else(|| format!("`{text}` is no {}", W::WHAT))
}

fn number(text: &str) -> Result<f64, String> {
    text.trim().parse().map_err(|_| format!("`{text}` is no number"))
}

fn list(cell: &str) -> Vec<String> {
    cell.split(';').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// One row of a shipped table: column and cell.
struct Cells {
    file: &'static str,
    line: usize,
    cells: Vec<(String, String)>,
}

impl Cells {
    fn text(&self, column: &str) -> &str {
        self.cells.iter().find(|(name, _)| name == column).map_or("", |(_, cell)| cell)
    }

    fn wrong(&self, why: &str) -> Diagnostics {
        let label = format!("shipped:validation/{}", self.file);
        let expected = Expected::Form(format!("{why} (row {})", self.line));
        Diagnostic::of_file(Code::UnreadableFile, &label, self.text("id"), expected).into()
    }
}

fn rows(file: &'static str, text: &str) -> Result<Vec<Cells>, Diagnostics> {
    let broken = |why: csv::Error| Cells { file, line: 0, cells: Vec::new() }.wrong(&why.to_string());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().map_err(broken)?.iter().map(str::to_owned).collect();
    reader
        .records()
        .enumerate()
        .map(|(row, record)| {
            let record = record.map_err(broken)?;
            let cells = header.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
            Ok(Cells { file, line: row + 2, cells })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_target_can_be_played_and_ids_are_unique() {
        let targets = validation_targets().expect("the shipped targets are good");
        let ids: BTreeSet<&str> = targets.iter().map(|target| target.id.as_str()).collect();
        assert_eq!(ids.len(), targets.len());
        for target in &targets {
            let (_, catalogue) = load_world(&target.world).expect(&target.id);
            for scenario in &target.scenarios {
                load_world_scenario(&target.world, scenario).expect(&target.id);
            }
            for set in target.sets() {
                crate::load_control_set(set, &catalogue.records).expect(&target.id);
            }
            let keys = target.set.iter().filter_map(|set| set.split_once('=')).map(|(key, _)| key);
            for key in keys.chain([target.mixture.as_str()]).filter(|key| !key.is_empty()) {
                assert!(catalogue.records.parameters.iter().any(|p| p.key == key), "{}: {key}", target.id);
            }
            assert!(target.low <= target.high && !target.source.is_empty(), "{}", target.id);
            assert_eq!(target.statistic == Statistic::Reduction, !target.against.is_empty(), "{}", target.id);
        }
    }

    #[test]
    fn what_is_calibrated_names_calibration_targets_and_holds_its_present_value() {
        let targets = validation_targets().expect("the shipped targets are good");
        for calibrated in calibrated_parameters().expect("the shipped table is good") {
            for id in &calibrated.targets {
                let target = targets.iter().find(|target| target.id == *id).expect(id);
                assert_eq!(target.kind, TargetKind::Calibration, "{id}");
            }
            assert!(calibrated.factors.contains(&1.0), "{}", calibrated.parameter);
            assert!(calibrated.factors.is_sorted(), "{}", calibrated.parameter);
        }
    }

    #[test]
    fn every_world_builds() {
        for name in shipped_worlds() {
            let (city, catalogue) = load_world(&name).expect(&name);
            yagura_sim::city::City::build(city.records).expect(&name);
            yagura_sim::knowledge::Catalogue::build(catalogue.records).expect(&name);
        }
    }
}
