//! How far it got.

use crate::city::Category;
use crate::incident::{Fact, mark};
use crate::kernel::Tick;
use crate::words::Words;

use super::Outcome;
use super::definition::{Better, Family, MeasureDefinition, MeasureKind, Unit};

const fn count(key: &'static str) -> MeasureDefinition {
    MeasureDefinition::new(key, Unit::Count, Family::Spread, Better::Lower, MeasureKind::Amount)
}

pub(super) const DEFINITIONS: &[MeasureDefinition] = &[
    count("assets_touched"),
    count("assets_controlled"),
    MeasureDefinition::new("assets_controlled_share", Unit::Share, Family::Spread, Better::Lower, MeasureKind::Amount),
    count("assets_controlled_governance"),
    count("assets_controlled_service"),
    count("assets_controlled_city_os"),
    count("assets_controlled_asset"),
    count("assets_tainted"),
    count("assets_isolated"),
    count("organisations_reached"),
    count("zones_reached"),
    count("datasets_tainted"),
    count("furthest_hop"),
    count("peak_controlled"),
    MeasureDefinition::new(
        "time_to_half_h",
        Unit::Hours,
        Family::Spread,
        Better::Higher,
        MeasureKind::Delay { flag: "entered" },
    ),
    count("assets_stopped"),
];

fn push_if_other<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if list.last() != Some(&item) {
        list.push(item);
    }
}

pub(super) fn fold(outcome: &mut Outcome<'_>, values: &mut Vec<Option<f64>>) {
    let city = outcome.city;
    let (mut controlled, mut tainted) = (0_u32, 0_u32);
    let mut by_category = [0_u32; Category::ALL.len()];
    let (mut organisations, mut zones, mut datasets) = (Vec::new(), Vec::new(), Vec::new());
    let mut furthest = 0;
    for &asset in &outcome.progress.touched {
        let state = outcome.look(asset);
        if state.marks & mark::WAS_HELD != 0 {
            let class = city.class(asset);
            controlled += 1;
            by_category[class.category as usize] += 1;
            // Neighbours are taken one after the other: most are in the zone of the last.
            push_if_other(&mut organisations, class.operator);
            push_if_other(&mut zones, class.zone);
            furthest = furthest.max(state.hop);
        }
        if state.marks & mark::TAINTED != 0 {
            tainted += 1;
        }
    }
    let (mut isolated, mut held, mut peak, mut first) = (0_u32, 0_i64, 0_i64, None);
    let mut taken = 0_usize;
    let mut stopped = 0_u32;
    for entry in outcome.log.entries() {
        match entry.fact {
            Fact::Seized { anew: true, .. } => {
                first.get_or_insert(entry.at);
                held += 1;
                peak = peak.max(held);
                taken += 1;
            }
            Fact::Isolated { was_held, .. } => {
                isolated += 1;
                held -= i64::from(was_held);
            }
            Fact::Cleaned { .. } => held -= 1,
            Fact::Down { .. } => stopped += 1,
            Fact::Tainted { origin, .. } => datasets.extend_from_slice(&city.assets[origin.row()].datasets),
            _ => {}
        }
    }
    datasets.sort_unstable();
    datasets.dedup();
    organisations.sort_unstable();
    organisations.dedup();
    zones.sort_unstable();
    zones.dedup();
    let half = outcome
        .log
        .entries()
        .iter()
        .filter(|entry| matches!(entry.fact, Fact::Seized { anew: true, .. }))
        .nth(taken.saturating_sub(1) / 2)
        .map(|entry| entry.at);
    let real = |n: u32| Some(f64::from(n));
    values.extend([
        Some(outcome.progress.touched.len() as f64),
        real(controlled),
        Some(if city.assets.is_empty() { 0.0 } else { f64::from(controlled) / city.assets.len() as f64 }),
        real(by_category[Category::Governance as usize]),
        real(by_category[Category::Service as usize]),
        real(by_category[Category::CityOs as usize]),
        real(by_category[Category::Asset as usize]),
        real(tainted),
        real(isolated),
        Some(organisations.len() as f64),
        Some(zones.len() as f64),
        Some(datasets.len() as f64),
        Some(f64::from(furthest)),
        Some(peak as f64),
        half.zip(first).map(|(half, first): (Tick, Tick)| half.since(first).hours()),
        real(stopped),
    ]);
}
