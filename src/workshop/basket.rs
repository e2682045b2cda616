//! Baskets: which controls a team buys on top of what the city has, and what that costs.

use yagura_reports::costs::cost_rows;
use yagura_reports::tables::CostRow;
use yagura_sim::control_set::ControlSetRecord;

use super::answer::Refusal;
use super::material::Material;
use crate::failure::Failure;
use crate::inputs;

/// No basket needs more: the guideline's table has 104 requirements.
const MOST_CONTROLS: usize = 150;

/// The basket as it is kept: every control exists, each stands once, sorted.
pub(super) fn tidy(material: &Material, controls: &[String]) -> Result<Vec<String>, Refusal> {
    if controls.len() > MOST_CONTROLS {
        return Err(Refusal::Unfit("basket-size"));
    }
    let mut basket = controls.to_vec();
    basket.sort();
    basket.dedup();
    let known = |id: &String| material.catalogue.records.controls.iter().any(|control| control.id == *id);
    if basket.iter().all(known) { Ok(basket) } else { Err(Refusal::Unfit("control")) }
}

/// The expression of the basket, as `--controls` takes it.
pub(super) fn expression(material: &Material, basket: &[String]) -> String {
    let mut expression = material.baseline_expression.clone();
    for control in basket {
        expression.push_str(",+");
        expression.push_str(control);
    }
    expression
}

/// The basket as a control set.
pub(super) fn record(material: &Material, basket: &[String]) -> Result<ControlSetRecord, Failure> {
    Ok(inputs::control_set(&expression(material, basket), &material.catalogue)?.records)
}

/// Low, most likely and high.
pub(super) type Cost = [f64; 3];

/// What the set costs in five years; controls without a price count as nothing and are told apart elsewhere.
fn five_years(material: &Material, set: &ControlSetRecord) -> Vec<CostRow> {
    let catalogue = &material.catalogue.records;
    cost_rows([set], &material.city.records.head, &catalogue.costs, &catalogue.effects)
}

/// What each control of the catalogue costs a team: full coverage, less what the city pays for it already. `None` where nobody knows.
pub(super) fn prices(material: &Material) -> Result<Vec<(String, Option<Cost>)>, Failure> {
    let ids: Vec<String> = material.catalogue.records.controls.iter().map(|control| control.id.clone()).collect();
    let all = five_years(material, &record(material, &ids)?);
    let now = five_years(material, &material.baseline);
    let of = |rows: &[CostRow], id: &str| -> Option<Cost> {
        let known: Vec<_> = rows.iter().filter(|row| row.control == id).map(|row| row.five_year_jpy).collect();
        if known.is_empty() || known.iter().any(Option::is_none) {
            return None;
        }
        let sum = |pick: fn(&yagura_reports::tables::Spread3) -> f64| known.iter().flatten().map(pick).sum();
        Some([sum(|cost| cost.low), sum(|cost| cost.mode), sum(|cost| cost.high)])
    };
    let price = |id: &String| {
        let (full, now) = (of(&all, id), of(&now, id).unwrap_or_default());
        (id.clone(), full.map(|full| [0, 1, 2].map(|i| (full[i] - now[i]).max(0.0))))
    };
    Ok(ids.iter().map(price).collect())
}

/// What the basket costs on top of what the city pays already.
pub(super) fn cost(material: &Material, basket: &[String]) -> Cost {
    let mut total = Cost::default();
    for (id, price) in &material.prices {
        if let (true, Some(price)) = (basket.contains(id), price) {
            (0..3).for_each(|i| total[i] += price[i]);
        }
    }
    total
}
