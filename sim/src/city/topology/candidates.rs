//! Which assets are worth asking whether a link leads to them.

use crate::city::reach::{can_administer, federates, works_under_contract};
use crate::city::{AssetKind, City};
use crate::ids::{AssetIndex, ZoneIndex};
use crate::knowledge::LinkKind;

/// Assets among which the targets of a link must be, so that not every pair has to be asked.
pub(super) struct Candidates<'a> {
    city: &'a City,
    workstations: Vec<AssetIndex>,
    federating: Vec<AssetIndex>,
    by_site: Vec<Vec<AssetIndex>>,
}

impl<'a> Candidates<'a> {
    /// Of the kinds that will be asked for.
    pub(super) fn of(city: &'a City, kinds: &[LinkKind]) -> Self {
        let mut by_site = vec![Vec::new(); if kinds.contains(&LinkKind::Near) { city.sites.len() } else { 0 }];
        let (mut workstations, mut federating) = (Vec::new(), Vec::new());
        for (row, asset) in city.assets.iter().enumerate() {
            let index = AssetIndex::from_row(row);
            if asset.kind == AssetKind::Workstation {
                workstations.push(index);
            }
            if federates(asset) {
                federating.push(index);
            }
            // The nameless site is no place.
            if let Some(site) = by_site.get_mut(asset.site.row()).filter(|_| !city.sites[asset.site.row()].is_empty()) {
                site.push(index);
            }
        }
        Self { city, workstations, federating, by_site }
    }

    /// Number of links of kind `reach`.
    pub(super) fn links_of_reach(city: &City) -> usize {
        let zones = city.zones.iter().map(|zone| {
            let reached: usize = zone.reaches.iter().map(|to| city.zones[to.row()].assets.len()).sum();
            zone.assets.len().saturating_mul((reached + zone.assets.len()).saturating_sub(1))
        });
        zones.fold(0, usize::saturating_add)
    }

    /// Adds the assets to which links of `kind` may lead from `from`; some come twice.
    pub(super) fn push(&self, kind: LinkKind, from: AssetIndex, targets: &mut Vec<AssetIndex>) {
        let city = self.city;
        let source = &city.assets[from.row()];
        match kind {
            LinkKind::Reach => self.reached(source.zone, targets),
            LinkKind::Administer if can_administer(source) => self.reached(source.zone, targets),
            LinkKind::Feed => {
                targets.extend(city.flows_out.of(from.row()).iter().map(|flow| city.flows[flow.row()].to));
            }
            LinkKind::Near => {
                targets.extend(&self.by_site[source.site.row()]);
                targets.extend(&city.zones[source.zone.row()].assets);
            }
            LinkKind::Person => targets.extend(&self.workstations),
            LinkKind::Federate if federates(source) => targets.extend(&self.federating),
            LinkKind::Update | LinkKind::Contract if works_under_contract(source) => {
                let mut zones: Vec<ZoneIndex> = Vec::new();
                for contract in city.supplies.of(source.operator.row()) {
                    zones.extend(&city.contracts[contract.row()].access);
                }
                zones.sort_unstable();
                zones.dedup();
                for zone in zones {
                    targets.extend(&city.zones[zone.row()].assets);
                }
            }
            LinkKind::Administer | LinkKind::Federate | LinkKind::Update | LinkKind::Contract | LinkKind::Host => {}
        }
    }

    fn reached(&self, zone: ZoneIndex, targets: &mut Vec<AssetIndex>) {
        let from = &self.city.zones[zone.row()];
        targets.extend(&from.assets);
        for to in &from.reaches {
            targets.extend(&self.city.zones[to.row()].assets);
        }
    }
}
