//! Bad input: every case gets diagnostics with file, line and column, all of a file together, and never a panic.
//!
//! A case is a folder of `fixtures/bad-input`, laid over a copy of the smallest world. The snapshots show what a person is told.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use yagura_scenarios::{
    Code, Diagnostic, Diagnostics, Loaded, load_catalogue, load_city, load_control_set, load_scenario,
};
use yagura_sim::city::City;
use yagura_sim::control_set;
use yagura_sim::knowledge::{Catalogue, unreached};
use yagura_sim::problem::Problem;
use yagura_sim::scenario::Scenario;

const MEASURES: [&str; 1] = ["compromised_assets"];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// A folder of its own for one case: the smallest world with the files of `case` on top.
struct World {
    folder: PathBuf,
}

impl World {
    fn smallest(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bad-input").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        copy(&fixtures().join("smallest-world"), &folder);
        Self { folder }
    }

    fn with_case(case: &str) -> Self {
        let world = Self::smallest(case);
        copy(&fixtures().join("bad-input").join(case), &world.folder);
        remove_marked(&world.folder);
        world
    }

    fn with_file(self, name: &str, bytes: &[u8]) -> Self {
        fs::write(self.folder.join(name), bytes).unwrap();
        self
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    /// Reads and builds everything, as `yagura check` does, and gathers what is wrong.
    fn wrong(&self) -> Diagnostics {
        let mut wrong = Diagnostics::default();
        let city = kept(load_city(&self.path("city")), &mut wrong);
        let city = city.and_then(|loaded| built(&loaded, City::build(loaded.records.clone()), &mut wrong));
        let catalogue = kept(load_catalogue(Some(&self.folder.join("catalogue")), None), &mut wrong);
        // A case may bring its control set as an OSCAL profile.
        let profile = self.folder.join("profile.json").exists();
        let set = self.path(if profile { "profile.json" } else { "controls.toml" });
        let set = catalogue.as_ref().and_then(|loaded| kept(load_control_set(&set, &loaded.records), &mut wrong));
        let catalogue = catalogue
            .and_then(|loaded| Some((built(&loaded, Catalogue::build(loaded.records.clone()), &mut wrong)?, loaded)));
        let scenario = kept(load_scenario(&self.path("scenario.toml")), &mut wrong);
        if let (Some(city), Some((catalogue, loaded))) = (&city, &catalogue) {
            wrong.append(loaded.locate_all(&unreached(catalogue, city).wrong));
            if let Some(loaded) = scenario {
                let record = loaded.records.clone();
                built(&loaded, Scenario::build(record, city, catalogue, &MEASURES), &mut wrong);
            }
            if let Some(loaded) = set {
                wrong.append(loaded.locate_all(&control_set::check(&loaded.records, catalogue, city)));
            }
        }
        wrong
    }

    /// What a person is told: message, line of the file, the wrong part underlined.
    fn told(&self) -> String {
        let mut told = String::new();
        for diagnostic in &self.wrong() {
            let line = diagnostic.to_string().replace(&self.path(""), "");
            writeln!(told, "{line}\n{}", underlined(diagnostic)).unwrap();
        }
        told
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// `zones.csv.absent` takes `zones.csv` out of the world.
fn remove_marked(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            remove_marked(&path);
        } else if path.extension().is_some_and(|end| end == "absent") {
            fs::remove_file(path.with_extension("")).unwrap();
            fs::remove_file(&path).unwrap();
        }
    }
}

fn kept<T>(loaded: Result<Loaded<T>, Diagnostics>, wrong: &mut Diagnostics) -> Option<Loaded<T>> {
    match loaded {
        Ok(loaded) => {
            wrong.append(loaded.warnings.clone());
            Some(loaded)
        }
        Err(diagnostics) => {
            wrong.append(diagnostics);
            None
        }
    }
}

fn built<T, B>(loaded: &Loaded<T>, built: Result<B, Vec<Problem>>, wrong: &mut Diagnostics) -> Option<B> {
    built.map_err(|problems| wrong.append(loaded.locate_all(&problems))).ok()
}

fn underlined(diagnostic: &Diagnostic) -> String {
    let (Some(source), Some(span), Some(line)) = (&diagnostic.source, &diagnostic.span, diagnostic.line) else {
        return String::new();
    };
    let whole = source.line(line);
    let end = span.end.min(whole.end).max(span.start);
    let before = source.text[whole.start..span.start].chars().count();
    let marked = source.text[span.start..end].chars().count().max(1);
    format!("  | {}\n  | {}{}\n", &source.text[whole], " ".repeat(before), "^".repeat(marked))
}

#[test]
fn the_smallest_world_is_fine() {
    let world = World::smallest("fine");
    assert_eq!(world.told(), "");
    let city = load_city(&world.path("city")).unwrap().records;
    assert_eq!((city.assets.len(), city.assets[0].operator.as_str()), (3, "hall"));
    let catalogue = load_catalogue(Some(&world.folder.join("catalogue")), None).unwrap().records;
    // The one control is known from its effect.
    assert_eq!(catalogue.controls[0].id, "LOCK-1");
}

#[test]
fn every_case_is_told_as_its_snapshot_says() {
    let mut cases: Vec<_> =
        fs::read_dir(fixtures().join("bad-input")).unwrap().map(|e| e.unwrap().file_name()).collect();
    cases.sort();
    assert!(cases.len() >= 40);
    for case in cases {
        let case = case.to_string_lossy().into_owned();
        let world = World::with_case(&case);
        assert!(world.wrong().has_errors(), "{case} has no error");
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(case.as_str(), world.told());
        });
    }
}

#[test]
fn a_line_of_10_mb_is_refused_by_its_number() {
    let long = format!("id,kind,zone,source\n{}\n", "x".repeat(10_000_000));
    let wrong = World::smallest("long-line").with_file("city/assets.csv", long.as_bytes()).wrong();
    let told: Vec<_> = wrong.iter().map(|d| (d.code, d.line)).collect();
    assert_eq!(told, [(Code::LineTooLong, Some(2))]);
}

#[test]
fn a_file_where_a_folder_belongs_is_an_unreadable_folder() {
    let world = World::smallest("no-folder");
    let wrong = load_city(&world.path("scenario.toml")).unwrap_err();
    assert_eq!(wrong.0[0].code, Code::UnreadableFolder);
    assert!(wrong.is_input_output());
}

#[test]
fn a_folder_where_a_file_belongs_is_an_unreadable_file() {
    let world = World::smallest("no-file");
    assert_eq!(load_scenario(&world.path("city")).unwrap_err().0[0].code, Code::UnreadableFile);
}

#[test]
fn what_is_neither_shipped_nor_a_path_gets_the_nearest_shipped_name() {
    let wrong = load_city("hosimi").unwrap_err();
    assert_eq!((wrong.0[0].code, wrong.0[0].nearest.as_deref()), (Code::UnknownName, Some("hoshimi")));
    assert_eq!(load_scenario("river-radio-spoff").unwrap_err().0[0].nearest.as_deref(), Some("river-radio-spoof"));
}

#[test]
fn excel_in_japan_is_understood_cp932_full_width_digits_and_thousands() {
    let text = "id,name_ja,kind,zone,lat,stands_for,source\r\n\
                gauge,水位計,sensor,field,３４．５,\"1,200\",assumption\r\n,,,,,,\r\n";
    let (cp932, _, _) = encoding_rs::SHIFT_JIS.encode(text);
    let world = World::smallest("cp932").with_file("city/assets.csv", &cp932);
    let assets = load_city(&world.path("city")).unwrap_or_else(|wrong| panic!("{wrong}")).records.assets;
    assert_eq!(assets.len(), 1);
    assert_eq!((assets[0].name_ja.as_str(), assets[0].lat, assets[0].stands_for), ("水位計", Some(34.5), 1200));
}

#[test]
fn an_overlay_replaces_and_adds_rows_of_a_catalogue() {
    let world = World::smallest("overlay");
    let over = world.folder.join("over");
    fs::create_dir_all(&over).unwrap();
    let rows =
        "key,unit,distribution,mode,source\nbreak_in_h,hour,fixed,5,assumption\nextra_h,hour,fixed,1,assumption\n";
    fs::write(over.join("parameters.csv"), rows).unwrap();
    let loaded = load_catalogue(Some(&world.folder.join("catalogue")), Some(&over)).unwrap();
    let told: Vec<_> = loaded.records.parameters.iter().map(|p| (p.key.as_str(), p.mode)).collect();
    assert_eq!(told, [("break_in_h", 5.0), ("extra_h", 1.0)]);
    // Both files are in the manifest.
    let files = loaded.inputs.iter().filter(|input| input.file.ends_with("parameters.csv")).count();
    assert_eq!(files, 2);
}

mod expressions {
    //! What may stand behind `--controls`.

    use super::*;
    use yagura_sim::control_set::{ControlSetRecord, Coverage};
    use yagura_sim::knowledge::CatalogueRecords;

    fn catalogue() -> CatalogueRecords {
        load_catalogue(None, None).unwrap().records
    }

    fn read(expression: &str) -> ControlSetRecord {
        load_control_set(expression, &catalogue()).unwrap_or_else(|wrong| panic!("{wrong}")).records
    }

    fn coverage(set: &ControlSetRecord, id: &str) -> Option<Coverage> {
        set.controls.iter().find(|entry| entry.control == id).map(|entry| entry.coverage)
    }

    #[test]
    fn ids_alone_are_a_set_of_full_coverage() {
        let set = read("CPS.AC-3, CPS.DS-3=0.5");
        assert_eq!(set.controls.len(), 2);
        assert_eq!(coverage(&set, "CPS.AC-3"), Some(Coverage::Share(1.0)));
        assert_eq!(coverage(&set, "CPS.DS-3"), Some(Coverage::Share(0.5)));
        assert_eq!(set.id, "CPS.AC-3, CPS.DS-3=0.5");
    }

    #[test]
    fn a_shipped_set_can_be_changed() {
        let before = read("today-jp");
        let set = read("today-jp,+CPS.AC-3,-CPS.DS-3");
        assert_eq!(coverage(&before, "CPS.AC-3"), Some(Coverage::Today));
        assert_eq!(coverage(&set, "CPS.AC-3"), Some(Coverage::Share(1.0)));
        assert_eq!(coverage(&set, "CPS.DS-3"), None);
        assert_eq!(set.id, "today-jp,+CPS.AC-3,-CPS.DS-3");
    }

    #[test]
    fn a_set_that_extends_another_holds_its_controls_too() {
        let (today, core) = (read("today-jp"), read("guideline-core"));
        for entry in &today.controls {
            assert!(coverage(&core, &entry.control).is_some(), "{}", entry.control);
        }
    }

    #[test]
    fn a_misspelt_id_or_set_is_pointed_at_inside_the_expression() {
        let wrong = load_control_set("today-jp,+CPS.AC-33,-CPS.XX-1", &catalogue()).unwrap_err();
        let told: Vec<_> = wrong.iter().map(|d| (d.code, d.column, d.nearest.is_some())).collect();
        assert_eq!(told, [(Code::UnknownId, Some(11), true), (Code::UnknownId, Some(22), true)]);
        let wrong = load_control_set("todya-jp,+CPS.AC-3", &catalogue()).unwrap_err();
        assert_eq!((wrong.0[0].code, wrong.0[0].nearest.as_deref()), (Code::UnknownName, Some("today-jp")));
        for (expression, code) in [("", Code::Missing), ("today-jp,+CPS.AC-3=2", Code::OutOfRange)] {
            assert_eq!(load_control_set(expression, &catalogue()).unwrap_err().0[0].code, code);
        }
    }
}
