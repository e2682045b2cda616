//! From the plan to assets: ids, names, places and the cells of their rows.

use super::dealing::{deal, weaknesses};
use super::input_groups::group_inputs;
use super::places::{Setting, to_degrees};
use super::plan::{Plan, Planned};
use super::table;
use std::collections::BTreeMap;
use yagura_scenarios::layout::ASSETS;

/// Kinds that stand in a room: they are set close around the site.
const INDOOR: &[&str] =
    &["workstation", "server", "city_os_function", "service_application", "account_store", "log_store", "backup"];

/// A row of `assets.csv`, with what the flows need to know.
pub(super) struct Asset {
    pub(super) id: String,
    pub(super) name_ja: String,
    pub(super) name_en: String,
    /// Position of its row in the plan.
    pub(super) row: usize,
    /// Position of its site in the plan.
    pub(super) place: usize,
    /// Which one at its site among those of its row, from 0.
    pub(super) nth_here: usize,
    pub(super) zone: String,
    at: (i64, i64),
    cells: BTreeMap<&'static str, String>,
    /// What it measures for a service; empty until its group is known.
    pub(super) quantity: String,
    pub(super) group: String,
}

/// All assets, in the order of the plan.
pub(super) fn lay_out(plan: &Plan) -> Result<Vec<Asset>, String> {
    let mut assets: Vec<Asset> = Vec::new();
    let mut stand_at_site = vec![0usize; plan.places.len()];
    for (row, planned) in plan.rows.iter().enumerate() {
        let places = deal(plan, planned)?;
        // Rows that share a key (gates of two owners) are numbered through.
        let total: usize = plan.rows.iter().filter(|other| other.key == planned.key).map(|other| other.count).sum();
        let before: usize =
            plan.rows[..row].iter().filter(|other| other.key == planned.key).map(|other| other.count).sum();
        let marks = weaknesses(planned)?;
        for (index, &place) in places.iter().enumerate() {
            let nth_here = places[..index].iter().filter(|&&other| other == place).count();
            let here = places.iter().filter(|&&other| other == place).count();
            let site = &plan.places[place];
            let setting = if INDOOR.contains(&kind(planned).0) { Setting::Indoor } else { Setting::Outdoor };
            let at = site.position(stand_at_site[place], setting);
            stand_at_site[place] += 1;
            let id = asset_id(planned.naming("id"), site.short_id(), before + index + 1, total);
            let names = if planned.naming("name_ja").contains("{place}") {
                (nth_here + 1, here)
            } else {
                (before + index + 1, total)
            };
            let mut cells = cells(plan, planned)?;
            let unlisted = marks.iter().any(|(tag, which)| tag == "unlisted" && which.contains(&index));
            cells.insert("unlisted", if unlisted { "yes" } else { "no" }.to_owned());
            let tags: Vec<&str> = marks
                .iter()
                .filter(|(tag, which)| tag != "unlisted" && which.contains(&index))
                .map(|(tag, _)| tag.as_str())
                .collect();
            cells.insert("tags", tags.join(";"));
            assets.push(Asset {
                name_ja: fill(planned.naming("name_ja"), &site.name_ja, names),
                name_en: fill(planned.naming("name_en"), &site.name_en, names),
                quantity: String::new(),
                group: String::new(),
                zone: planned.cell("zone").to_owned(),
                id,
                row,
                place,
                nth_here,
                at,
                cells,
            });
        }
    }
    group_inputs(plan, &mut assets)?;
    Ok(assets)
}

/// Kind and subtype.
fn kind(planned: &Planned) -> (&str, &str) {
    planned.cell("kind").split_once(':').unwrap_or((planned.cell("kind"), ""))
}

/// Cells that are alike in all assets of a row.
fn cells(plan: &Plan, planned: &Planned) -> Result<BTreeMap<&'static str, String>, String> {
    let (kind, subtype) = kind(planned);
    let zone = planned.cell("zone");
    let category = match kind {
        "city_os_function" => "city_os",
        "service_application" => "service",
        _ => plan.zones.get(zone).ok_or_else(|| format!("{}: there is no zone `{zone}`", planned.key))?,
    };
    let mut held = plan.datasets_of(planned.cell("dataset"));
    held.extend(plan.datasets_of(planned.naming("holds")));
    held.extend(plan.datasets_of(planned.naming("sets")));
    let mut cells = BTreeMap::from([
        ("kind", kind.to_owned()),
        ("subtype", subtype.to_owned()),
        ("category", category.to_owned()),
        ("stands_for", planned.naming("stands_for").to_owned()),
        ("datasets", plan.cell_of(&held)),
    ]);
    for column in ["service", "owner", "operator", "source"] {
        cells.insert(column, planned.cell(column).to_owned());
    }
    Ok(cells)
}

/// `{site}` and `{n}` in a pattern for ids; the number goes where there is only one.
fn asset_id(pattern: &str, site: &str, number: usize, total: usize) -> String {
    let number = match total {
        1 => String::new(),
        2..=9 => number.to_string(),
        _ => format!("{number:02}"),
    };
    pattern.replace("{site}", site).replace("{n}", &number).trim_end_matches('-').to_owned()
}

/// `{place}`, `{n}` and `{ n}` (with a space before it) in a pattern for names.
fn fill(pattern: &str, place: &str, (number, of): (usize, usize)) -> String {
    let bare = if of > 1 { number.to_string() } else { String::new() };
    let spaced = if of > 1 { format!(" {number}") } else { String::new() };
    pattern.replace("{place}", place).replace("{ n}", &spaced).replace("{n}", &bare)
}

/// The text of `assets.csv`.
pub(super) fn to_csv(plan: &Plan, assets: &[Asset]) -> Result<String, String> {
    let header: Vec<&str> = ASSETS.columns.iter().map(|column| column.name).collect();
    table(
        &header,
        assets.iter().map(|asset| {
            header
                .iter()
                .map(|&column| match column {
                    "id" => asset.id.clone(),
                    "name_ja" => asset.name_ja.clone(),
                    "name_en" => asset.name_en.clone(),
                    "zone" => asset.zone.clone(),
                    "site" => plan.places[asset.place].id.clone(),
                    "lat" => to_degrees(asset.at.0),
                    "lon" => to_degrees(asset.at.1),
                    "quantity" => asset.quantity.clone(),
                    "input_group" => asset.group.clone(),
                    other => asset.cells.get(other).cloned().unwrap_or_default(),
                })
                .collect()
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lose_the_number_where_there_is_only_one() {
        assert_eq!(asset_id("siren-{n}", "x", 7, 90), "siren-07");
        assert_eq!(asset_id("os-broker-{n}", "x", 2, 3), "os-broker-2");
        assert_eq!(asset_id("siren-console-{n}", "x", 1, 1), "siren-console");
        assert_eq!(asset_id("river-gauge-{site}", "miose-upper-1", 1, 12), "river-gauge-miose-upper-1");
    }

    #[test]
    fn names_are_numbered_only_among_several() {
        assert_eq!(fill("Rain gauge{ n}, {place}", "Hidani", (1, 1)), "Rain gauge, Hidani");
        assert_eq!(fill("{place} 雨量計{n}", "灯谷", (2, 2)), "灯谷 雨量計2");
    }
}
