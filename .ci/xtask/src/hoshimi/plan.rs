//! The tables that the layout reads.

use super::list;
use super::places::Place;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A row of a table, cell by column name.
type Row = BTreeMap<String, String>;

/// A row of `plan/asset_plan.csv` together with its row of `plan/kinds.csv`.
pub(super) struct Planned {
    /// `service/kind:subtype`.
    pub(super) key: String,
    pub(super) cells: Row,
    pub(super) naming: Row,
    pub(super) count: usize,
}

impl Planned {
    pub(super) fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    pub(super) fn naming(&self, column: &str) -> &str {
        self.naming.get(column).map_or("", String::as_str)
    }
}

/// `quantity=k/n@scope` of a service.
pub(super) struct InputRule {
    pub(super) service: String,
    pub(super) quantity: String,
    pub(super) n: usize,
}

/// An explicit restriction of a flow, `plan/flow_rules.csv`.
pub(super) struct FlowRule {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) datasets: BTreeSet<String>,
}

/// All that the layout reads.
pub(super) struct Plan {
    pub(super) rows: Vec<Planned>,
    pub(super) places: Vec<Place>,
    /// District and people, in the order of the table.
    pub(super) districts: Vec<(String, u64)>,
    /// Zone and category.
    pub(super) zones: BTreeMap<String, String>,
    pub(super) conduits: BTreeSet<(String, String)>,
    pub(super) inputs: Vec<InputRule>,
    /// Keys at which a service decides, with the datasets that the service names as needs.
    pub(super) deciders: Vec<(String, String, BTreeSet<String>)>,
    /// Holder and its rule, by dataset in the order of the table.
    pub(super) holders: Vec<(String, BTreeMap<String, String>)>,
    pub(super) flow_rules: Vec<FlowRule>,
}

impl Plan {
    pub(super) fn read(folder: &Path) -> Result<Self, String> {
        let naming: BTreeMap<String, Row> =
            rows(&folder.join("plan/kinds.csv"))?.into_iter().map(|row| (get(&row, "asset"), row)).collect();
        let mut planned = Vec::new();
        for cells in rows(&folder.join("plan/asset_plan.csv"))? {
            let key = format!("{}/{}", get(&cells, "service"), get(&cells, "kind"));
            let naming = naming.get(&key).cloned().ok_or_else(|| format!("plan/kinds.csv has no row for {key}"))?;
            let count = number(&get(&cells, "count"), &key)?;
            planned.push(Planned { key, cells, naming, count });
        }
        let places = rows(&folder.join("plan/sites.csv"))?.iter().map(Place::from_row).collect::<Result<_, _>>()?;
        let mut districts = Vec::new();
        for row in rows(&folder.join("plan/districts.csv"))? {
            districts.push((get(&row, "id"), number(&get(&row, "people"), "people")? as u64));
        }
        let zones = rows(&folder.join("zones.csv"))?.iter().map(|row| (get(row, "id"), get(row, "category"))).collect();
        let conduits =
            rows(&folder.join("conduits.csv"))?.iter().map(|row| (get(row, "from"), get(row, "to"))).collect();
        let (inputs, deciders) = services(&rows(&folder.join("services.csv"))?)?;
        let holders = rows(&folder.join("datasets.csv"))?
            .iter()
            .map(|row| {
                let rules = get(row, "holders_and_rules");
                let rules = list(&rules).into_iter().filter_map(|pair| pair.split_once('='));
                (get(row, "id"), rules.map(|(who, rule)| (who.to_owned(), rule.to_owned())).collect())
            })
            .collect();
        let flow_rules = rows(&folder.join("plan/flow_rules.csv"))?
            .iter()
            .map(|row| FlowRule {
                from: get(row, "from"),
                to: get(row, "to"),
                datasets: list(&get(row, "datasets")).into_iter().map(str::to_owned).collect(),
            })
            .collect();
        Ok(Self { rows: planned, places, districts, zones, conduits, inputs, deciders, holders, flow_rules })
    }

    /// `holder:ORGANISATION` becomes the datasets that it holds; other words are datasets already.
    pub(super) fn datasets_of(&self, cell: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for word in list(cell) {
            match word.strip_prefix("holder:") {
                Some(holder) => found.extend(
                    self.holders.iter().filter(|(_, rules)| rules.contains_key(holder)).map(|(id, _)| id.clone()),
                ),
                None => {
                    found.insert(word.to_owned());
                }
            }
        }
        found
    }

    /// `;` between datasets, in the order of `datasets.csv`.
    pub(super) fn cell_of(&self, datasets: &BTreeSet<String>) -> String {
        let ordered: Vec<&str> =
            self.holders.iter().map(|(id, _)| id.as_str()).filter(|id| datasets.contains(*id)).collect();
        ordered.join(";")
    }
}

type Services = (Vec<InputRule>, Vec<(String, String, BTreeSet<String>)>);

fn services(table: &[Row]) -> Result<Services, String> {
    let mut inputs = Vec::new();
    let mut deciders = Vec::new();
    for row in table {
        let id = get(row, "id");
        for rule in list(&get(row, "inputs_rule")) {
            let parts = rule.split_once('=').and_then(|(quantity, rest)| {
                let (_, n) = rest.split_once('@')?.0.split_once('/')?;
                Some((quantity, n))
            });
            let (quantity, n) = parts.ok_or_else(|| format!("{id}: `{rule}` is not quantity=k/n@scope"))?;
            inputs.push(InputRule { service: id.clone(), quantity: quantity.to_owned(), n: number(n, rule)? });
        }
        let needs = get(row, "needs");
        let needs: BTreeSet<String> =
            list(&needs).iter().filter_map(|need| need.strip_prefix("ds:")).map(str::to_owned).collect();
        for place in list(&get(row, "decides_at")) {
            let key = place.strip_prefix("asset:").ok_or_else(|| format!("{id}: `{place}` is not an asset"))?;
            deciders.push((id.clone(), key.to_owned(), needs.clone()));
        }
    }
    Ok((inputs, deciders))
}

fn rows(path: &Path) -> Result<Vec<Row>, String> {
    let fail = |why: csv::Error| format!("{}: {why}", path.display());
    let mut reader = csv::Reader::from_path(path).map_err(fail)?;
    reader.deserialize::<Row>().map(|row| row.map_err(fail)).collect()
}

/// The cell of a column; a column that is not there reads as empty.
pub(super) fn get(row: &Row, column: &str) -> String {
    row.get(column).cloned().unwrap_or_default()
}

fn number(text: &str, of: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("`{text}` of {of} is not a whole number"))
}
