//! From the plan to assets: dealing over sites, names, places, weaknesses and input groups.

use super::places::{Place, to_degrees};
use super::plan::{Plan, Planned};
use super::{list, table};
use std::collections::{BTreeMap, BTreeSet};

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
    quantity: String,
    group: String,
}

/// Columns of `assets.csv`.
const HEADER: [&str; 20] = [
    "id",
    "name_ja",
    "name_en",
    "kind",
    "subtype",
    "category",
    "zone",
    "service",
    "owner",
    "operator",
    "site",
    "lat",
    "lon",
    "unlisted",
    "stands_for",
    "quantity",
    "input_group",
    "datasets",
    "tags",
    "source",
];

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
            let indoor = INDOOR.contains(&kind(planned).0);
            let at = site.position(stand_at_site[place], !indoor);
            stand_at_site[place] += 1;
            let id = asset_id(planned.naming("id"), site.short_id(), before + index + 1, total);
            let names = if planned.naming("name_ja").contains("{place}") {
                (nth_here + 1, here)
            } else {
                (before + index + 1, total)
            };
            let mut cells = cells(plan, planned)?;
            cells.insert(
                "unlisted",
                yes_no(marks.iter().any(|(tag, which)| tag == "unlisted" && which.contains(&index))),
            );
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

fn yes_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
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

/// Deals the assets of a row over its sites: a place in the plan for each.
///
/// With at least as many assets as sites every site gets its turn, again and again; with fewer they are spread evenly through the list.
fn deal(plan: &Plan, planned: &Planned) -> Result<Vec<usize>, String> {
    let mut sites = Vec::new();
    let mut districts = false;
    for word in list(planned.cell("sites")) {
        let before = sites.len();
        match word.split_once(':') {
            Some(("kind", kind)) => {
                sites.extend((0..plan.places.len()).filter(|&at| plan.places[at].kind == kind));
            }
            Some(("district", "all")) => {
                districts = true;
                continue;
            }
            _ => sites.extend((0..plan.places.len()).filter(|&at| plan.places[at].id == word)),
        }
        if sites.len() == before {
            return Err(format!("{}: no site is `{word}`", planned.key));
        }
    }
    if districts {
        // What the named sites leave over goes to the districts by population; the rest comes round to the named sites again.
        let neighbourhoods = plan.places.iter().filter(|place| place.kind == "neighbourhood").count();
        let left = planned.count.saturating_sub(sites.len()).min(neighbourhoods);
        sites.extend(by_population(plan, left));
    }
    if sites.is_empty() {
        return Err(format!("{}: no sites", planned.key));
    }
    let (count, length) = (planned.count, sites.len());
    Ok((0..count).map(|at| sites[if count < length { at * length / count } else { at % length }]).collect())
}

/// Neighbourhoods for `count` assets, each district having its share (largest remainders, ties in order of the table).
fn by_population(plan: &Plan, count: usize) -> Vec<usize> {
    let people: u64 = plan.districts.iter().map(|(_, people)| people).sum();
    let quota = |of: u64| of * count as u64;
    let mut shares: Vec<u64> = plan.districts.iter().map(|&(_, of)| quota(of) / people).collect();
    let mut by_remainder: Vec<usize> = (0..shares.len()).collect();
    by_remainder.sort_by_key(|&at| (std::cmp::Reverse(quota(plan.districts[at].1) % people), at));
    let missing = count as u64 - shares.iter().sum::<u64>();
    for &at in by_remainder.iter().take(missing as usize) {
        shares[at] += 1;
    }
    let mut found = Vec::new();
    for ((district, _), share) in plan.districts.iter().zip(shares) {
        let here: Vec<usize> = (0..plan.places.len())
            .filter(|&at| plan.places[at].kind == "neighbourhood" && plan.places[at].district == *district)
            .collect();
        let share = share as usize;
        found.extend(
            (0..share).map(|at| here[if share < here.len() { at * here.len() / share } else { at % here.len() }]),
        );
    }
    found
}

/// Each tag of a row with the positions that have it: `tag=0.35` marks that share, spread evenly, starting elsewhere for each tag.
fn weaknesses(planned: &Planned) -> Result<Vec<(String, BTreeSet<usize>)>, String> {
    let count = planned.count;
    let mut found = Vec::new();
    for (order, word) in list(planned.cell("known_weakness")).into_iter().enumerate() {
        let (tag, per_mille) = match word.split_once('=') {
            None => (word, 1000),
            Some((tag, share)) => (tag, per_mille(share).ok_or_else(|| format!("{}: `{word}`", planned.key))?),
        };
        let marked = (count * per_mille + 500) / 1000;
        let which = (0..marked).map(|at| ((2 * at + 1) * count / (2 * marked) + order) % count).collect();
        found.push((tag.to_owned(), which));
    }
    Ok(found)
}

/// A share such as `0.35` or `1` in thousandths.
fn per_mille(share: &str) -> Option<usize> {
    let (whole, part) = share.split_once('.').unwrap_or((share, ""));
    let whole: usize = whole.parse().ok()?;
    let value = whole * 1000 + format!("{part:0<3}").parse::<usize>().ok()?;
    (value <= 1000 && part.len() <= 3).then_some(value)
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

/// Sets quantity and group. A group that does not come to exactly n members loses its quantity: it can never vote.
fn group_inputs(plan: &Plan, assets: &mut [Asset]) -> Result<(), String> {
    let quantities: BTreeSet<&str> =
        plan.rows.iter().map(|row| row.naming("quantity")).filter(|q| !q.is_empty()).collect();
    for quantity in quantities {
        let rules: BTreeSet<usize> =
            plan.inputs.iter().filter(|rule| rule.quantity == quantity).map(|rule| rule.n).collect();
        let n = match rules.len() {
            1 => rules.into_iter().next().unwrap_or(1),
            0 => return Err(format!("no service asks for `{quantity}`")),
            _ => return Err(format!("services disagree on how many readings of `{quantity}` make a group")),
        };
        let members: Vec<usize> =
            (0..assets.len()).filter(|&at| plan.rows[assets[at].row].naming("quantity") == quantity).collect();
        let groups = groups(plan, assets, &members, n)?;
        for (name, members) in groups {
            if members.len() != n {
                continue;
            }
            for at in members {
                quantity.clone_into(&mut assets[at].quantity);
                assets[at].group.clone_from(&name);
            }
        }
    }
    if let Some(rule) = plan.inputs.iter().find(|rule| !assets.iter().any(|asset| asset.quantity == rule.quantity)) {
        return Err(format!("{}: no asset measures `{}`", rule.service, rule.quantity));
    }
    Ok(())
}

fn groups(plan: &Plan, assets: &[Asset], members: &[usize], n: usize) -> Result<BTreeMap<String, Vec<usize>>, String> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut left: Vec<usize> = members.to_vec();
    let mut made = 0;
    while let Some(&first) = left.first() {
        let asset = &assets[first];
        let site: &Place = &plan.places[asset.place];
        let naming = &plan.rows[asset.row];
        let name = match naming.naming("group_rule") {
            "own" => asset.id.clone(),
            "site" => site.id.clone(),
            "site-group" => site.group.clone(),
            "district" => site.district.clone(),
            "all" => naming.naming("group").to_owned(),
            "corridor" => format!("{}-{}", site.group, if asset.nth_here == 0 { "inbound" } else { "outbound" }),
            "nearest" => {
                // The first that has no group, with the nearest others that have none.
                left.sort_by_key(|&at| (site.distance(&plan.places[assets[at].place]), at));
                made += 1;
                let name = format!("{}-{made:02}", naming.naming("group"));
                groups.insert(name, left.drain(..n.min(left.len())).collect());
                left.sort_unstable();
                continue;
            }
            other => return Err(format!("{}: there is no group rule `{other}`", naming.key)),
        };
        groups.entry(name).or_default().push(first);
        left.remove(0);
    }
    Ok(groups)
}

/// The text of `assets.csv`.
pub(super) fn to_csv(plan: &Plan, assets: &[Asset]) -> Result<String, String> {
    table(
        &HEADER,
        assets.iter().map(|asset| {
            HEADER
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

    #[test]
    fn shares_are_read_in_thousandths() {
        assert_eq!(per_mille("0.35"), Some(350));
        assert_eq!(per_mille("1"), Some(1000));
        assert_eq!(per_mille("1.2"), None);
        assert_eq!(per_mille("x"), None);
    }
}
