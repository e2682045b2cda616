//! What a control set costs one city, control by control.
//!
//! The catalogue states a cost per unit (per site, per supplier, ...), the city how many units it has, the control set which share is
//! covered: cost = cost per unit x units x share. A bid states totals of its own instead. Five years are the purchase and five
//! yearly amounts, lows with lows and highs with highs; staff hours stay hours, because what an hour costs is the city's to say.
//!
//! Where the number of units or the share is unknown, the amounts are missing and never 0.

use yagura_sim::city::CityHead;
use yagura_sim::control_set::{ControlEntry, ControlSetRecord, Coverage};
use yagura_sim::knowledge::{CostRecord, EffectRecord, Range};

use crate::tables::{CostRow, Spread3};

/// Years over which a control set is paid: the term that municipal system contracts usually have.
pub const YEARS: f64 = 5.0;

/// Cost unit of amounts that a bid states as totals.
const TOTAL: &str = "total";

/// The rows of all `sets`, set by set, controls sorted by id.
#[must_use]
pub fn cost_rows<'a>(
    sets: impl IntoIterator<Item = &'a ControlSetRecord>,
    head: &CityHead,
    costs: &[CostRecord],
    effects: &[EffectRecord],
) -> Vec<CostRow> {
    let mut rows = Vec::new();
    for set in sets {
        let mut entries: Vec<&ControlEntry> = set.controls.iter().collect();
        entries.sort_by(|a, b| a.control.cmp(&b.control));
        for entry in entries {
            rows.extend(rows_of(&set.id, entry, head, costs, effects));
        }
    }
    rows
}

fn rows_of(
    set: &str,
    entry: &ControlEntry,
    head: &CityHead,
    costs: &[CostRecord],
    effects: &[EffectRecord],
) -> Vec<CostRow> {
    let coverage = match entry.coverage {
        Coverage::Share(share) => Some(share),
        Coverage::Today => today(&entry.control, effects),
    };
    if let Some((purchase, yearly)) = entry.cost {
        let (purchase, yearly) = (scaled(purchase, 1.0), scaled(yearly, 1.0));
        return vec![CostRow {
            control_set: set.to_owned(),
            control: entry.control.clone(),
            purchase_jpy: Some(purchase),
            yearly_jpy: Some(yearly),
            staff_h: None,
            five_year_jpy: Some(over_years(purchase, yearly)),
            source: if entry.claimed_by.is_empty() { set.to_owned() } else { entry.claimed_by.clone() },
            claimed_by: entry.claimed_by.clone(),
            cost_unit: TOTAL.into(),
            units: None,
            coverage,
        }];
    }
    let known: Vec<&CostRecord> = costs.iter().filter(|cost| cost.control == entry.control).collect();
    if known.is_empty() {
        return vec![CostRow {
            control_set: set.to_owned(),
            control: entry.control.clone(),
            purchase_jpy: None,
            yearly_jpy: None,
            staff_h: None,
            five_year_jpy: None,
            source: String::new(),
            claimed_by: entry.claimed_by.clone(),
            cost_unit: String::new(),
            units: None,
            coverage,
        }];
    }
    let row = |cost: &CostRecord| {
        let units = head.cost_units.iter().find(|(unit, _)| unit == &cost.unit).map(|&(_, count)| count);
        let factor = units.zip(coverage).map(|(units, coverage)| units * coverage);
        let amount = |range: Range| factor.map(|factor| scaled(range, factor));
        let (purchase, yearly) = (amount(cost.purchase_jpy), amount(cost.yearly_jpy));
        CostRow {
            control_set: set.to_owned(),
            control: entry.control.clone(),
            purchase_jpy: purchase,
            yearly_jpy: yearly,
            staff_h: cost.staff_h.and_then(amount),
            five_year_jpy: purchase.zip(yearly).map(|(purchase, yearly)| over_years(purchase, yearly)),
            source: cost.source.clone(),
            claimed_by: entry.claimed_by.clone(),
            cost_unit: cost.unit.clone(),
            units,
            coverage,
        }
    };
    known.into_iter().map(row).collect()
}

/// The share that is covered today, as far as an effect of the control says: the largest mean of its levels.
pub(crate) fn today<'a>(control: &str, effects: impl IntoIterator<Item = &'a EffectRecord>) -> Option<f64> {
    // Mean of the usual PERT.
    let mean = |range: Range| (range.low + 4.0 * range.mode + range.high) / 6.0;
    let levels = effects.into_iter().filter(|effect| effect.control == control).filter_map(|effect| effect.level_today);
    levels.map(mean).reduce(f64::max)
}

fn scaled(range: Range, factor: f64) -> Spread3 {
    Spread3 { low: range.low * factor, mode: range.mode * factor, high: range.high * factor }
}

fn over_years(purchase: Spread3, yearly: Spread3) -> Spread3 {
    Spread3 {
        low: purchase.low + YEARS * yearly.low,
        mode: purchase.mode + YEARS * yearly.mode,
        high: purchase.high + YEARS * yearly.high,
    }
}

/// Five years of a whole set; `None` where not one of its controls has a known cost.
#[must_use]
pub fn five_years(rows: &[CostRow], set: &str) -> Option<Spread3> {
    let known = rows.iter().filter(|row| row.control_set == set).filter_map(|row| row.five_year_jpy);
    known.reduce(|sum, cost| Spread3 {
        low: sum.low + cost.low,
        mode: sum.mode + cost.mode,
        high: sum.high + cost.high,
    })
}

#[cfg(test)]
mod tests {
    use yagura_sim::problem::{Origin, Table};

    use super::*;

    fn head(units: &[(&str, f64)]) -> CityHead {
        CityHead {
            id: "c".into(),
            name_ja: String::new(),
            name_en: String::new(),
            population: 1,
            holidays: Vec::new(),
            first_weekday: 0,
            cost_units: units.iter().map(|&(unit, count)| (unit.to_owned(), count)).collect(),
            source: "assumption".into(),
        }
    }

    fn set(coverage: Coverage, cost: Option<(Range, Range)>) -> ControlSetRecord {
        let entry = ControlEntry {
            origin: Origin::new(Table::ControlSet, 0),
            control: "CPS.AC-3".into(),
            coverage,
            why_en: String::new(),
            why_ja: String::new(),
            cost,
            claimed_by: String::new(),
        };
        ControlSetRecord { id: "s".into(), controls: vec![entry], ..ControlSetRecord::default() }
    }

    fn range(low: f64, mode: f64, high: f64) -> Range {
        Range { low, mode, high }
    }

    fn cost() -> CostRecord {
        CostRecord {
            origin: Origin::new(Table::Costs, 0),
            control: "CPS.AC-3".into(),
            unit: "per_site".into(),
            purchase_jpy: range(100.0, 200.0, 300.0),
            yearly_jpy: range(10.0, 20.0, 30.0),
            staff_h: None,
            source: "assumption".into(),
        }
    }

    #[test]
    fn cost_is_per_unit_times_units_times_coverage() {
        let rows = cost_rows([&set(Coverage::Share(0.5), None)], &head(&[("per_site", 4.0)]), &[cost()], &[]);
        // 200 x 4 x 0.5 = 400, and five times 20 x 4 x 0.5 = 40.
        assert_eq!(rows[0].five_year_jpy.map(|range| range.mode), Some(600.0));
        assert_eq!(five_years(&rows, "s").map(|range| range.high), Some(900.0));
    }

    #[test]
    fn an_unknown_number_of_units_leaves_the_amounts_missing() {
        let rows = cost_rows([&set(Coverage::Share(1.0), None)], &head(&[]), &[cost()], &[]);
        assert_eq!(rows[0].five_year_jpy, None);
        assert_eq!(five_years(&rows, "s"), None);
    }

    #[test]
    fn a_bid_states_totals_that_no_unit_multiplies() {
        let bid = set(Coverage::Share(0.5), Some((range(1.0, 2.0, 3.0), range(0.0, 1.0, 2.0))));
        let rows = cost_rows([&bid], &head(&[("per_site", 4.0)]), &[cost()], &[]);
        assert_eq!(rows[0].five_year_jpy, Some(Spread3 { low: 1.0, mode: 7.0, high: 13.0 }));
    }
}
