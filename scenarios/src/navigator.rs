//! The catalogue's techniques as a layer of the ATT&CK Navigator, format 4.5, on the ICS matrix.
//!
//! A technique scores the number of scenarios that play it; one that no scenario plays scores 0 and is still shown. A layer is of
//! one matrix: what is named by ids of Enterprise ATT&CK only, or by none, stands in the layer's metadata, so that nobody takes an
//! empty cell for a technique that was forgotten. The format is described in the Navigator's repository
//! (`layers/LAYERFORMATv4_5.md`).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use yagura_sim::knowledge::{CatalogueRecords, TechniqueRecord};
use yagura_sim::scenario::ScenarioRecord;

/// The lowest version of the Navigator that reads format 4.5.
const NAVIGATOR: &str = "4.9.0";
const FORMAT: &str = "4.5";
const DOMAIN: &str = "ics-attack";
/// White to a blue that also shows in grey.
const COLOURS: [&str; 2] = ["#ffffff", "#2b6cb0"];

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Layer {
    name: &'static str,
    versions: Versions,
    domain: &'static str,
    description: &'static str,
    sorting: u8,
    hide_disabled: bool,
    techniques: Vec<Cell>,
    gradient: Gradient,
    metadata: Vec<Fact>,
}

#[derive(Serialize)]
struct Versions {
    navigator: &'static str,
    layer: &'static str,
}

#[derive(Serialize)]
struct Cell {
    #[serde(rename = "techniqueID")]
    technique_id: String,
    score: usize,
    enabled: bool,
    comment: String,
    metadata: Vec<Fact>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Gradient {
    colors: [&'static str; 2],
    min_value: usize,
    max_value: usize,
}

#[derive(Serialize)]
struct Fact {
    name: String,
    value: String,
}

impl Fact {
    fn new(name: &str, value: impl Into<String>) -> Self {
        Self { name: name.to_owned(), value: value.into() }
    }
}

/// Whether `id` is one of the ICS matrix: `T0` and three digits.
#[must_use]
pub fn is_ics(id: &str) -> bool {
    id.strip_prefix("T0").is_some_and(|rest| rest.len() == 3 && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The ATT&CK ids of a scenario: those of the techniques of its steps, each once, in order.
#[must_use]
pub fn attack_ids<'a>(scenario: &ScenarioRecord, catalogue: &'a CatalogueRecords) -> BTreeSet<&'a str> {
    let played = |technique: &&TechniqueRecord| scenario.steps.iter().any(|step| step.technique == technique.id);
    catalogue.techniques.iter().filter(played).flat_map(|technique| &technique.attack_ids).map(String::as_str).collect()
}

/// The layer in JSON. Its words are English, as the matrix is; a technique is called by its name in the catalogue in both
/// languages.
#[must_use]
pub fn navigator_layer(catalogue: &CatalogueRecords, scenarios: &[ScenarioRecord]) -> String {
    let mut by_id: BTreeMap<&str, Vec<&TechniqueRecord>> = BTreeMap::new();
    for technique in &catalogue.techniques {
        for id in technique.attack_ids.iter().filter(|id| is_ics(id)) {
            by_id.entry(id).or_default().push(technique);
        }
    }
    let techniques: Vec<Cell> = by_id.iter().map(|(id, techniques)| cell(id, techniques, scenarios)).collect();
    let most = techniques.iter().map(|cell| cell.score).max().unwrap_or(0);
    let layer = Layer {
        name: "Yagura: techniques played",
        versions: Versions { navigator: NAVIGATOR, layer: FORMAT },
        domain: DOMAIN,
        description: "Score: how many scenarios play the technique. 0: in the catalogue, played by none.",
        sorting: 3,
        hide_disabled: false,
        techniques,
        // The format wants an upper end above the lower one.
        gradient: Gradient { colors: COLOURS, min_value: 0, max_value: most.max(1) },
        metadata: elsewhere(catalogue),
    };
    // Serialising plain structs of texts and numbers cannot fail.
    serde_json::to_string_pretty(&layer).unwrap_or_default() + "\n"
}

fn cell(id: &str, techniques: &[&TechniqueRecord], scenarios: &[ScenarioRecord]) -> Cell {
    let plays = |scenario: &&ScenarioRecord| {
        scenario.steps.iter().any(|step| techniques.iter().any(|technique| technique.id == step.technique))
    };
    let playing: Vec<&str> = scenarios.iter().filter(plays).map(|scenario| scenario.id.as_str()).collect();
    let comment: Vec<String> =
        techniques.iter().map(|technique| format!("{} / {}", technique.name_en, technique.name_ja)).collect();
    let mut metadata: Vec<Fact> =
        techniques.iter().map(|technique| Fact::new("technique", technique.id.as_str())).collect();
    metadata.extend(playing.iter().map(|&scenario| Fact::new("scenario", scenario)));
    Cell { technique_id: id.to_owned(), score: playing.len(), enabled: true, comment: comment.join("\n"), metadata }
}

/// What has no cell in this matrix.
fn elsewhere(catalogue: &CatalogueRecords) -> Vec<Fact> {
    let outside = catalogue.techniques.iter().filter(|technique| !technique.attack_ids.iter().any(|id| is_ics(id)));
    outside
        .map(|technique| {
            let ids = technique.attack_ids.join(" ");
            let text = match ids.as_str() {
                "" => "no ATT&CK id".to_owned(),
                ids => format!("{ids} ({})", technique.attack_check),
            };
            Fact::new(&technique.id, text)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn layer() -> Value {
        let catalogue = crate::load_catalogue(None, None).unwrap().records;
        let names = crate::shipped_scenarios();
        let scenarios: Vec<_> = names.iter().map(|name| crate::load_scenario(name).unwrap().records).collect();
        serde_json::from_str(&navigator_layer(&catalogue, &scenarios)).unwrap()
    }

    /// The required fields of the format's property tables, and their types.
    #[test]
    fn the_layer_is_one_of_format_4_5() {
        let layer = layer();
        assert!(layer["name"].is_string() && layer["description"].is_string());
        assert_eq!((layer["versions"]["layer"].as_str(), layer["domain"].as_str()), (Some("4.5"), Some("ics-attack")));
        assert!(layer["versions"]["navigator"].is_string());
        let gradient = &layer["gradient"];
        assert!(gradient["colors"].as_array().unwrap().len() >= 2);
        let (low, high) = (gradient["minValue"].as_u64().unwrap(), gradient["maxValue"].as_u64().unwrap());
        assert!(low < high);
        for technique in layer["techniques"].as_array().unwrap() {
            assert!(is_ics(technique["techniqueID"].as_str().unwrap()));
            assert!(technique["score"].as_u64().unwrap() <= high);
            assert!(technique["enabled"].is_boolean() && technique["comment"].is_string());
        }
        let facts = layer["techniques"].as_array().unwrap().iter().flat_map(|t| t["metadata"].as_array().unwrap());
        for fact in facts.chain(layer["metadata"].as_array().unwrap()) {
            assert!(fact["name"].is_string() && fact["value"].is_string() && fact.as_object().unwrap().len() == 2);
        }
    }

    #[test]
    fn every_technique_has_a_cell_or_stands_outside_the_matrix() {
        let catalogue = crate::load_catalogue(None, None).unwrap().records;
        let layer = layer();
        let cells = layer["techniques"].as_array().unwrap().iter().flat_map(|t| t["metadata"].as_array().unwrap());
        let inside: BTreeSet<&str> =
            cells.filter(|fact| fact["name"] == "technique").map(|fact| fact["value"].as_str().unwrap()).collect();
        let outside: BTreeSet<&str> =
            layer["metadata"].as_array().unwrap().iter().map(|fact| fact["name"].as_str().unwrap()).collect();
        let all: BTreeSet<&str> = catalogue.techniques.iter().map(|technique| technique.id.as_str()).collect();
        assert_eq!(inside.union(&outside).copied().collect::<BTreeSet<_>>(), all);
        assert!(inside.is_disjoint(&outside));
    }
}
