//! The pages about files and measures say what the program says.

use std::fs;
use std::path::Path;

use yagura_reports::tables::OutputTable;
use yagura_reports::words::{Language, Words};
use yagura_sim::measure::MEASURES;
use yagura_sim::words::Words as _;

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/src").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_column_stands_in_the_page_of_outputs_with_its_meaning() {
    let (words, page) = (Words::new(Language::English), page("formats/outputs.md"));
    for &table in OutputTable::ALL {
        for column in
            table.columns().into_iter().filter(|column| !MEASURES.iter().any(|measure| measure.key == *column))
        {
            let line = format!("| `{column}` | {} |", table.meaning(&words, column).unwrap_or_default());
            assert!(page.contains(&line), "{table}: this line is missing in docs/src/formats/outputs.md:\n{line}");
        }
    }
}

#[test]
fn every_target_stands_in_the_page_of_the_worlds_facts() {
    let page = page("world.md");
    for target in yagura_scenarios::validation_targets().expect("the shipped targets are good") {
        let line = format!("| {} | {} | {} |", target.id, target.kind, target.text_en);
        assert!(page.contains(&line), "this line is missing in docs/src/world.md:\n{line}");
    }
}

#[test]
fn every_measure_stands_in_the_page_of_measures() {
    let page = page("measures.md");
    for measure in MEASURES {
        assert!(page.contains(&format!("`{}`", measure.key)), "{} is missing in docs/src/measures.md", measure.key);
    }
}
