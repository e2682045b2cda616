//! Input groups: the readings among which a service counts k of n.

use super::asset_layout::Asset;
use super::plan::Plan;
use std::collections::{BTreeMap, BTreeSet};

/// Sets quantity and group. A group that does not come to exactly n members loses its quantity: it can never vote.
pub(super) fn group_inputs(plan: &Plan, assets: &mut [Asset]) -> Result<(), String> {
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
        let site = &plan.places[asset.place];
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
