//! Writes a city as the folder of spreadsheets that the readers read.
//!
//! Every table has the columns of its record and an empty `note`, ready to be filled in. Tables begin with a byte-order mark: without
//! one, spreadsheet programs in Japan take UTF-8 for CP932.
//!
//! The folder appears whole or not at all: it is written under a temporary name beside its place and renamed. Over an existing city,
//! which has to be asked for, the files are renamed one by one, and other files of that folder stay as they are.

use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use yagura_sim::city::{CityHead, CityRecords, CityRows};
use yagura_sim::problem::Table;
use yagura_sim::words::Words;

use super::tables::{Fill, tables};
use crate::column::TableLayout;

/// Why no folder was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// There are files in the folder, and overwriting was not asked for. Nothing was touched.
    #[error("{} is not empty", folder.display())]
    NotEmpty {
        /// The folder.
        folder: PathBuf,
    },
    /// The disk refused. What was there before is still there; with `force`, some of its files may be the new ones.
    #[error("cannot write {}: {error}", path.display())]
    InputOutput {
        /// What could not be written.
        path: PathBuf,
        /// What the system said.
        #[source]
        error: io::Error,
    },
}

/// Writes `city` as the folder `to`; `force` allows `to` to hold files already.
///
/// # Errors
/// [`WriteError::NotEmpty`] without `force`; [`WriteError::InputOutput`].
#[expect(clippy::fn_params_excessive_bools, reason = "the program's --force, under its own name")]
pub fn write(city: &CityRecords, to: &Path, force: bool) -> Result<(), WriteError> {
    write_rows(city, city, &[], to, force)
}

/// A file of the folder that is no table.
pub struct Extra<'a> {
    /// Its name.
    pub name: &'static str,
    /// Writes it.
    pub fill: &'a dyn Fn(&mut dyn io::Write) -> io::Result<()>,
}

/// As [`write()`], with the assets and flows of `rows` instead of those of `city`, which go to the disk one by one, and with files that are
/// no tables.
///
/// # Errors
/// As [`write()`].
#[expect(clippy::fn_params_excessive_bools, reason = "the program's --force, under its own name")]
pub fn write_rows(
    city: &CityRecords,
    rows: &dyn CityRows,
    extras: &[Extra<'_>],
    to: &Path,
    force: bool,
) -> Result<(), WriteError> {
    let filled = holds_something(to)?;
    if filled && !force {
        return Err(WriteError::NotEmpty { folder: to.to_owned() });
    }
    let temporary = beside(to);
    let written = write_files(city, rows, extras, &temporary).and_then(|files| match filled {
        true => put_into(&temporary, to, &files),
        false => put_at(&temporary, to),
    });
    if written.is_err() {
        // What is wrong has been said already; that the temporary folder stays as well would only hide it.
        let _ = fs::remove_dir_all(&temporary);
    }
    written
}

fn holds_something(folder: &Path) -> Result<bool, WriteError> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_some()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(failed(folder)(error)),
    }
}

/// A name beside `to`, on the same disk, that no other process uses.
fn beside(to: &Path) -> PathBuf {
    let name = to.file_name().map_or_else(|| "city".into(), |name| name.to_string_lossy());
    to.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

fn write_files(
    city: &CityRecords,
    rows: &dyn CityRows,
    extras: &[Extra<'_>],
    folder: &Path,
) -> Result<Vec<&'static str>, WriteError> {
    fs::create_dir_all(folder).map_err(failed(folder))?;
    let path = folder.join(Table::City.as_str());
    fs::write(&path, head(&city.head)).map_err(failed(&path))?;
    let mut written = vec![Table::City.as_str()];
    for (layout, fill) in tables(city, rows) {
        let path = folder.join(layout.table.as_str());
        write_table(&path, layout, &*fill).map_err(failed(&path))?;
        written.push(layout.table.as_str());
    }
    for extra in extras {
        let path = folder.join(extra.name);
        let filled = fs::File::create(&path).map(BufWriter::new).and_then(|mut file| {
            (extra.fill)(&mut file)?;
            file.flush()
        });
        filled.map_err(failed(&path))?;
        written.push(extra.name);
    }
    Ok(written)
}

/// One table, row by row: a large city is never held as text.
fn write_table(path: &Path, layout: &TableLayout, fill: &Fill<'_>) -> io::Result<()> {
    let mut file = BufWriter::new(fs::File::create(path)?);
    file.write_all("\u{feff}".as_bytes())?;
    let mut lines = csv::Writer::from_writer(file);
    lines.write_record(layout.columns.iter().map(|column| column.name).chain(["note"]))?;
    let mut outcome = Ok(());
    fill(&mut |cells| {
        debug_assert_eq!(cells.len(), layout.columns.len(), "{} has a cell for each column", layout.table);
        if outcome.is_ok() {
            outcome = lines.write_record(cells.iter().map(String::as_str).chain([""]));
        }
    });
    outcome?;
    lines.flush()
}

/// Moves `files` into `to`, which holds others.
fn put_into(temporary: &Path, to: &Path, files: &[&str]) -> Result<(), WriteError> {
    for name in files {
        fs::rename(temporary.join(name), to.join(name)).map_err(failed(&to.join(name)))?;
    }
    fs::remove_dir(temporary).map_err(failed(temporary))
}

/// Moves the whole folder to where nothing is but perhaps an empty folder; not every system renames over one.
fn put_at(temporary: &Path, to: &Path) -> Result<(), WriteError> {
    match fs::remove_dir(to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(to)(error)),
        _ => {}
    }
    fs::rename(temporary, to).map_err(failed(to))
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |error| WriteError::InputOutput { path, error }
}

fn head(head: &CityHead) -> String {
    let mut root = toml::Table::new();
    root.insert("schema_version".into(), toml::Value::Integer(1));
    root.insert("id".into(), head.id.clone().into());
    root.insert("name_ja".into(), head.name_ja.clone().into());
    root.insert("name_en".into(), head.name_en.clone().into());
    root.insert("population".into(), toml::Value::Integer(head.population.into()));
    let holidays = head.holidays.iter().map(|&day| toml::Value::Integer(day.into())).collect();
    root.insert("holidays".into(), toml::Value::Array(holidays));
    root.insert("first_weekday".into(), toml::Value::Integer(head.first_weekday.into()));
    root.insert("source".into(), head.source.clone().into());
    if !head.cost_units.is_empty() {
        let units = head.cost_units.iter().map(|(unit, count)| (unit.clone(), toml::Value::Float(*count)));
        root.insert("cost_units".into(), toml::Value::Table(units.collect()));
    }
    root.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::water;

    fn city() -> CityRecords {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
        water(&fixtures.join("works.inp"), Some(&fixtures.join("works.cpa"))).unwrap().records
    }

    /// A folder of its own for one test, gone when the test is over.
    struct Place(PathBuf);

    impl Place {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("yagura-folder-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn names(&self) -> Vec<String> {
            let names = fs::read_dir(&self.0).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
            let mut names: Vec<_> = names.collect();
            names.sort();
            names
        }
    }

    impl Drop for Place {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_city_is_nine_files_and_nothing_is_left_beside_it() {
        let place = Place::new("new");
        write(&city(), &place.0.join("town"), false).unwrap();
        assert_eq!(place.names(), ["town"]);
        let written = Place(place.0.join("town"));
        let files = [
            "assets.csv",
            "city.toml",
            "conduits.csv",
            "contracts.csv",
            "datasets.csv",
            "flows.csv",
            "organisations.csv",
            "services.csv",
            "zones.csv",
        ];
        assert_eq!(written.names(), files);
        let flows = fs::read_to_string(written.0.join("flows.csv")).unwrap();
        let first: Vec<_> = flows.lines().take(2).collect();
        let expected = [
            "\u{feff}from,to,datasets,interval_s,protected,source,note",
            "p-hill,north,p-hill,300,no,works.cpa [CYBERNODES],",
        ];
        assert_eq!(first, expected);
    }

    #[test]
    fn a_folder_that_holds_something_is_left_alone_unless_told_otherwise() {
        let place = Place::new("full");
        fs::write(place.0.join("city.toml"), "mine").unwrap();
        fs::write(place.0.join("letter.txt"), "mine").unwrap();
        assert!(matches!(write(&city(), &place.0, false), Err(WriteError::NotEmpty { .. })));
        assert_eq!(fs::read_to_string(place.0.join("city.toml")).unwrap(), "mine");
        assert_eq!(place.names(), ["city.toml", "letter.txt"]);

        write(&city(), &place.0, true).unwrap();
        assert!(fs::read_to_string(place.0.join("city.toml")).unwrap().contains("schema_version = 1"));
        assert_eq!(fs::read_to_string(place.0.join("letter.txt")).unwrap(), "mine");
        assert_eq!(place.names().len(), 10);
    }

    #[test]
    fn an_empty_folder_is_filled() {
        let place = Place::new("empty");
        write(&city(), &place.0, false).unwrap();
        assert_eq!(place.names().len(), 9);
    }

    #[test]
    fn where_nothing_can_be_written_nothing_is_and_the_place_is_named() {
        let place = Place::new("file");
        fs::write(place.0.join("town"), "a file in the way").unwrap();
        let refused = write(&city(), &place.0.join("town"), true).unwrap_err();
        assert!(refused.to_string().contains("town"), "{refused}");
        assert_eq!(place.names(), ["town"]);
    }
}
