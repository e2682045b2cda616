//! A plan says what a command line would say.

use crate::PLAN;
use crate::fixture::{Place, assert_same};

#[test]
fn a_plan_with_one_city_gives_the_bytes_of_compare() {
    let place = Place::new("batch", "compare").plan(PLAN);
    place.call("sweep plan.toml --out swept").ends(0);
    let compared = place
        .call(
            "compare --scenario river-radio-spoof --scenario closed-data-published --controls today-jp --controls guideline-core \
             --parameter-draws 4 --replications 3 --out compared",
        )
        .ends(0);
    assert!(compared.stdout.contains("river-radio-spoof"));
    assert_same(&place.files("swept"), &place.files("compared"));
}

#[test]
fn the_shipped_plans_are_good() {
    let place = Place::new("batch", "shipped");
    let plans = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/plans");
    let mut checked = 0;
    for entry in std::fs::read_dir(plans).expect("the folder of plans") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|end| end == "toml") {
            place.call(&format!("check --plan {}", path.display())).ends(0);
            checked += 1;
        }
    }
    assert!(checked >= 3, "{checked} plans");
}

#[test]
fn a_grid_is_played_as_control_sets_with_names_that_say_where_they_stand() {
    let place = Place::new("batch", "grid").plan(
        r#"
schema_version = 1
id = "grid-of-two"
scenarios = ["river-radio-spoof"]
draws = 2
replications = 2
[[grid]]
id = "checks"
[[grid.axis]]
control = "CPS.DS-3"
values = [0.5, 1]
[[grid.axis]]
organisation = "hoshimi-digital"
field = "analysts"
values = [2]
"#,
    );
    place.call("sweep plan.toml --out out").ends(0);
    let files = place.files("out");
    let names = String::from_utf8_lossy(&files["names.csv"]).into_owned();
    assert!(names.contains("(CPS.DS-3 = 0.5, hoshimi-digital analysts = 2)"), "{names}");
    let differences = String::from_utf8_lossy(&files["differences.csv"]).into_owned();
    assert!(differences.contains(",checks-1,today-jp,") && differences.contains(",checks-2,today-jp,"));
}

#[test]
fn each_city_of_a_plan_gets_a_folder_as_compare_would_fill_it() {
    let two = PLAN.replace("draws = 4", "cities = [\"hoshimi\", \"town\"]\ndraws = 1");
    let place = Place::new("batch", "cities").plan(&two);
    let hoshimi = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/cities/hoshimi");
    let town = place.path("town");
    std::fs::create_dir(&town).expect("a folder");
    for entry in std::fs::read_dir(hoshimi).expect("the shipped city") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("text").replace("id = \"hoshimi\"", "id = \"town\"");
        std::fs::write(town.join(path.file_name().expect("a name")), text).expect("a copy");
    }
    place.call("sweep plan.toml --out swept").ends(0);
    let arguments = "--scenario river-radio-spoof --scenario closed-data-published --controls today-jp --controls guideline-core \
                     --parameter-draws 1 --replications 3";
    for city in ["hoshimi", "town"] {
        place.call(&format!("compare --city {city} {arguments} --out compared-{city}")).ends(0);
        assert_same(&place.files(&format!("swept/{city}")), &place.files(&format!("compared-{city}")));
    }
}

#[test]
fn a_dry_run_counts_and_writes_nothing() {
    let place = Place::new("batch", "dry").plan(PLAN);
    let told = place.call("sweep plan.toml --dry-run --format csv").ends(0);
    let of = |what: &str| {
        let line = told.stdout.lines().find(|line| line.starts_with(&format!("{what},"))).map(str::to_owned);
        line.unwrap_or_else(|| panic!("{what} is not told:\n{}", told.stdout))
    };
    // 2 scenarios x 2 sets x 4 draws x 3 replications; 12 pairs in parts of 2, twice.
    assert_eq!((of("incidents"), of("parts")), ("incidents,48".into(), "parts,12".into()));
    let seconds: f64 = of("seconds").split(',').nth(1).and_then(|text| text.parse().ok()).expect("a number");
    assert!(seconds > 0.0);
    assert_eq!(place.files(".").into_keys().collect::<Vec<_>>(), ["plan.toml"]);
}

#[test]
fn rows_can_be_packed_and_hold_the_same() {
    let place = Place::new("batch", "packed").plan(&format!("{PLAN}[outputs]\nrows = \"csv.zst\"\n"));
    place.call("sweep plan.toml --out packed").ends(0);
    std::fs::write(place.path("plan.toml"), PLAN).expect("a plan");
    place.call("sweep plan.toml --out plain").ends(0);
    let packed = place.files("packed");
    let unpacked = zstd::decode_all(packed["incidents.csv.zst"].as_slice()).expect("a packed table");
    assert_eq!(unpacked, place.files("plain")["incidents.csv"]);
    assert!(!packed.contains_key("incidents.csv"));
}

#[test]
fn what_is_wrong_with_a_plan_is_told_at_its_place_and_nothing_is_written() {
    let place =
        Place::new("batch", "wrong").plan(&PLAN.replace("today-jp\"", "today-jpp\"").replace("draws = 4", "draws = 0"));
    place.call("sweep plan.toml --out out").ends(3).says("is outside the range");
    std::fs::write(place.path("plan.toml"), PLAN.replace("today-jp\"", "today-jpp\"")).expect("a plan");
    place.call("sweep plan.toml --out out").ends(3).says("plan.toml:5:14").says("today-jp");
    let margin = format!("{PLAN}margin = \"a lot\"\nprimary = \"asets_controlled\"\n");
    std::fs::write(place.path("plan.toml"), margin).expect("a plan");
    place.call("check --plan plan.toml").ends(3).says("assets_controlled").says("a lot");
    assert!(!place.path("out").exists());
}
