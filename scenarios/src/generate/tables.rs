//! The tables of `generator/`.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};

/// How far a thing of the pattern reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Scope {
    /// One for the whole city.
    #[default]
    City,
    /// One for some districts.
    Area,
    /// One for each district.
    District,
}

#[derive(Debug, Deserialize)]
struct NumberRow {
    key: String,
    value: f64,
}

/// How a part grows.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Growth {
    asset: String,
    pub(super) exponent: f64,
    /// Real things per 1000 residents, where a document tells; otherwise as in the pattern.
    pub(super) real_per_1000: Option<f64>,
}

/// A network between the assets of a part.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct NetworkRow {
    /// The part, as `service/kind:subtype`.
    pub(super) asset: String,
    /// It carries what the field sends to this part; blank: it joins the assets of each district only.
    pub(super) carries_to: String,
    /// Datasets on its links; blank: everything.
    pub(super) datasets: String,
    pub(super) interval_s: f64,
    /// Share of ends that are chosen by how many ends there are already.
    pub(super) hub_share: f64,
    /// Links beyond the tree, per node.
    pub(super) loops: f64,
    /// Ends at which a node is passed over where another can be found.
    pub(super) most_ends: Option<u32>,
}

#[derive(Debug, Deserialize)]
struct ScopeRow {
    table: String,
    id: String,
    scope: Scope,
}

/// All of them.
#[derive(Debug)]
pub(super) struct Tables {
    numbers: Vec<NumberRow>,
    growth: Vec<Growth>,
    scopes: Vec<ScopeRow>,
    pub(super) networks: Vec<NetworkRow>,
}

impl Tables {
    pub(super) fn shipped() -> Result<Self, Diagnostics> {
        Ok(Self {
            numbers: rows("numbers.csv")?,
            growth: rows("growth.csv")?,
            scopes: rows("scope.csv")?,
            networks: rows("networks.csv")?,
        })
    }

    /// The number `key`; 0 if it is missing, which a test excludes.
    pub(super) fn number(&self, key: &str) -> f64 {
        self.numbers.iter().find(|row| row.key == key).map_or(0.0, |row| row.value)
    }

    /// How assets of `service`, `kind` and `subtype` grow: the most particular row counts.
    pub(super) fn growth(&self, service: &str, kind: &str, subtype: &str) -> Growth {
        let wanted = [format!("{service}/{kind}:{subtype}"), format!("*/{kind}"), "*".to_owned()];
        let found = wanted.iter().find_map(|asset| self.growth.iter().find(|row| row.asset == *asset));
        found.cloned().unwrap_or(Growth { asset: String::new(), exponent: 1.0, real_per_1000: None })
    }

    /// How far the row `id` of `table` reaches.
    pub(super) fn scope(&self, table: &str, id: &str) -> Scope {
        self.scopes.iter().find(|row| row.table == table && row.id == id).map(|row| row.scope).unwrap_or_default()
    }
}

fn rows<T: DeserializeOwned>(name: &'static str) -> Result<Vec<T>, Diagnostics> {
    let mut reader = csv::Reader::from_reader(super::table(name).as_bytes());
    reader.deserialize().collect::<Result<_, _>>().map_err(|error: csv::Error| {
        let expected = Expected::Form(error.to_string());
        Diagnostic::of_file(Code::Syntax, &format!("shipped:generator/{name}"), "", expected).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that the generator asks for.
    const ASKED: [&str; 6] = [
        "population_exponent",
        "most_districts",
        "districts_per_area",
        "district_spread",
        "fan_in_skew",
        "place_jitter",
    ];

    #[test]
    fn every_number_that_is_asked_for_is_there_and_no_other() {
        let tables = Tables::shipped().unwrap();
        let keys: Vec<&str> = tables.numbers.iter().map(|row| row.key.as_str()).collect();
        assert_eq!(keys, ASKED);
        assert!(tables.numbers.iter().all(|row| row.value > 0.0));
    }

    #[test]
    fn every_row_has_a_source_and_says_how_sure_it_is() {
        for name in ["numbers.csv", "growth.csv", "networks.csv"] {
            let mut reader = csv::Reader::from_reader(super::super::table(name).as_bytes());
            let header = reader.headers().unwrap().clone();
            let column = |wanted: &str| header.iter().position(|name| name == wanted).unwrap();
            let (unit, source, confidence) = (column("unit"), column("source"), column("confidence"));
            for row in reader.records() {
                let row = row.unwrap();
                assert!(!row[unit].is_empty() && !row[source].is_empty(), "{name}: {row:?}");
                assert!(["low", "medium", "high"].contains(&&row[confidence]), "{name}: {row:?}");
            }
        }
    }

    #[test]
    fn a_particular_row_goes_before_a_general_one() {
        let tables = Tables::shipped().unwrap();
        assert_eq!(tables.growth("traffic-signals", "controller", "signal").exponent, 0.83);
        assert_eq!(tables.growth("parking", "server", "parking").exponent, 0.3);
        assert_eq!(tables.growth("parking", "sensor", "lot-count").exponent, 1.0);
    }

    #[test]
    fn scopes_name_what_the_pattern_has() {
        let tables = Tables::shipped().unwrap();
        let pattern = crate::generate::pattern::Pattern::shipped(Tables::shipped().unwrap()).unwrap();
        let city = &pattern.city;
        for row in &tables.scopes {
            let known = match row.table.as_str() {
                "zones" => city.zones.iter().any(|zone| zone.id == row.id),
                "organisations" => city.organisations.iter().any(|organisation| organisation.id == row.id),
                "services" => city.assets.iter().any(|asset| asset.service == row.id),
                _ => false,
            };
            assert!(known, "{row:?}");
        }
    }
}
