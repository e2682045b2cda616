//! Links: what an incident can travel on, between a position and an asset.
//!
//! # What happens
//! A position is outside the city, at an organisation (its people and systems), at a place in a zone, or on an asset that is held.
//! A link from a position to an asset exists, or the step is not possible; nothing jumps.
//!
//! | link | outside | organisation | place in a zone | asset held |
//! |---|---|---|---|---|
//! | `reach` | assets in internet-facing zones | from each of its home zones | same zone, or along a conduit | same zone, or along a conduit |
//! | `administer` | - | what it operates, and what its contracts for operation or maintenance open | what an asset there administers | a workstation, jump host, account store or city-OS operation function: what the same operator has in zones that it reaches |
//! | `update` | - | what its contracts for software or maintenance open | - | a server: as its operator |
//! | `contract` | - | what any of its contracts opens, and what it operates itself | - | a workstation, server, gateway or account store: what its operator's contracts open |
//! | `feed` | - | sinks of flows from what it operates | sinks of flows from there | sinks of its flows |
//! | `near` | everything by radio or with a place | the same, of what it owns or operates or a contract opens | the same, in zones reached | same site, or same radio zone |
//! | `person` | workstations | workstations | workstations | workstations |
//! | `federate` | - | other operators' federation functions that its city OS reaches or feeds | other operators' in zones reached | from federation function to another operator's, along a flow or conduit |
//! | `host` | - | what it operates | - | itself |
//!
//! Home zones of an organisation are those that it operates and those in which it operates assets. Federation functions are the
//! city-OS functions with subtype `external-federation` or `api-gateway`. Something has a place when it has coordinates, lies in
//! a zone of places, or in a radio zone.
//!
//! # Reads
//! Zones with their conduits, assets, flows and contracts. Never a control: what a link lets through is the posture's business.
//!
//! # Not modelled
//! Purposes of conduits: a conduit for viewing carries a log-in as well as one for administration. Addresses and ports. Roaming
//! devices. An account's single rights: who administers one asset of an operator in a zone administers all of them there.
//! Distance: radio reaches the whole zone (how many sites one position reaches is a parameter, drawn during play).
//!
//! # Sources
//! The three-layer model of zones and conduits after IEC 62443; which kinds administer is an assumption.

use super::{Asset, AssetKind, City, ContractKind, Medium};
use crate::ids::{AssetIndex, OrganisationIndex, ZoneIndex};
use crate::knowledge::LinkKind;

/// Where somebody stands who tries something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Outside the city: the internet, a car on the bank, a letter box.
    Outside,
    /// An organisation: its people, its systems, and what its contracts open.
    Organisation(OrganisationIndex),
    /// A place in a zone.
    Zone(ZoneIndex),
    /// An asset that is held.
    Asset(AssetIndex),
}

/// Borders between a position and an asset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the two borders are independent of each other")]
pub struct Crosses {
    /// Another zone, over the network.
    pub zone: bool,
    /// From the internet, or out of an internet-facing zone into another.
    pub border: bool,
}

impl City {
    /// Whether zone `from` may initiate to zone `to`: the same zone, or a conduit.
    ///
    /// ```
    /// use yagura_sim::city::testing::TinyCity;
    /// use yagura_sim::ids::ZoneIndex;
    ///
    /// let city = TinyCity::new().zone("office").zone("field").conduit("office", "field").build();
    /// assert!(city.zone_reaches(ZoneIndex(0), ZoneIndex(1)));
    /// assert!(!city.zone_reaches(ZoneIndex(1), ZoneIndex(0)));
    /// ```
    #[must_use]
    pub fn zone_reaches(&self, from: ZoneIndex, to: ZoneIndex) -> bool {
        from == to || self.zones[from.row()].reaches.binary_search(&to).is_ok()
    }

    /// Whether a link of `kind` leads from `from` to asset `to`; the module says when. For an organisation or a zone this looks
    /// through classes or assets: ask once, when a scenario is compiled.
    #[must_use]
    pub fn link_exists(&self, kind: LinkKind, from: Position, to: AssetIndex) -> bool {
        let target = &self.assets[to.row()];
        match kind {
            LinkKind::Reach => match from {
                Position::Outside => self.zones[target.zone.row()].internet_facing,
                Position::Organisation(who) => self.home_reaches(who, target.zone),
                Position::Zone(zone) => self.zone_reaches(zone, target.zone),
                Position::Asset(held) => held != to && self.zone_reaches(self.assets[held.row()].zone, target.zone),
            },
            LinkKind::Administer => match from {
                Position::Outside => false,
                Position::Organisation(who) => {
                    let kinds = [ContractKind::Operation, ContractKind::Maintenance];
                    target.operator == who || self.contract_opens(who, &kinds, target.zone)
                }
                Position::Zone(zone) => self.zones[zone.row()].assets.iter().any(|&held| self.administers(held, to)),
                Position::Asset(held) => self.administers(held, to),
            },
            LinkKind::Update => match from {
                Position::Organisation(who) => self.delivers(who, target.zone),
                Position::Asset(held) => {
                    let source = &self.assets[held.row()];
                    held != to && source.kind == AssetKind::Server && self.delivers(source.operator, target.zone)
                }
                Position::Outside | Position::Zone(_) => false,
            },
            LinkKind::Contract => match from {
                Position::Organisation(who) => target.operator == who || self.any_contract_opens(who, target.zone),
                Position::Asset(held) => {
                    let source = &self.assets[held.row()];
                    held != to && works_under_contract(source) && self.any_contract_opens(source.operator, target.zone)
                }
                Position::Outside | Position::Zone(_) => false,
            },
            LinkKind::Feed => match from {
                Position::Outside => false,
                Position::Organisation(who) => self.fed_from(to, |source| source.operator == who),
                Position::Zone(zone) => self.fed_from(to, |source| source.zone == zone),
                Position::Asset(held) => self.feeds(held, to),
            },
            LinkKind::Near => match from {
                Position::Outside => self.has_place(target),
                Position::Organisation(who) => {
                    let may_be_there = target.operator == who || target.owner == who;
                    self.has_place(target) && (may_be_there || self.any_contract_opens(who, target.zone))
                }
                Position::Zone(zone) => self.has_place(target) && self.zone_reaches(zone, target.zone),
                Position::Asset(held) => held != to && self.beside(&self.assets[held.row()], target),
            },
            LinkKind::Person => target.kind == AssetKind::Workstation && from != Position::Asset(to),
            LinkKind::Federate => match from {
                Position::Outside => false,
                Position::Organisation(who) => self.city_os_federates(who, to),
                Position::Zone(zone) => {
                    let other = self.zones[zone.row()].operator != target.operator;
                    other && federates(target) && self.zone_reaches(zone, target.zone)
                }
                Position::Asset(held) => {
                    let source = &self.assets[held.row()];
                    let pair = federates(source) && federates(target) && source.operator != target.operator;
                    pair && (self.zone_reaches(source.zone, target.zone) || self.feeds(held, to))
                }
            },
            LinkKind::Host => match from {
                Position::Organisation(who) => target.operator == who,
                Position::Asset(held) => held == to,
                Position::Outside | Position::Zone(_) => false,
            },
        }
    }

    /// The borders that a link of `kind` from `from` to `to` crosses. What is near, or on the asset itself, crosses none: no
    /// firewall stands between a transmitter and a receiver. An organisation without a home zone in the city comes from outside.
    #[must_use]
    pub fn crosses(&self, kind: LinkKind, from: Position, to: AssetIndex) -> Crosses {
        if matches!(kind, LinkKind::Near | LinkKind::Host) {
            return Crosses::default();
        }
        let target = self.assets[to.row()].zone;
        let from_zone = |zone: ZoneIndex| {
            let other = zone != target;
            Crosses { zone: other, border: other && self.zones[zone.row()].internet_facing }
        };
        match from {
            Position::Outside => Crosses { zone: true, border: true },
            Position::Zone(zone) => from_zone(zone),
            Position::Asset(held) => from_zone(self.assets[held.row()].zone),
            Position::Organisation(who) => {
                let homes = self.home_zones(who);
                if homes.contains(&target) {
                    return Crosses::default();
                }
                let border = homes.is_empty() || homes.iter().any(|home| self.zones[home.row()].internet_facing);
                Crosses { zone: true, border }
            }
        }
    }

    /// The zones that `who` operates and those in which it operates assets, in order.
    #[must_use]
    pub fn home_zones(&self, who: OrganisationIndex) -> Vec<ZoneIndex> {
        let operated = self.zones.iter().enumerate().filter(|(_, zone)| zone.operator == who);
        let mut homes: Vec<ZoneIndex> = operated.map(|(row, _)| ZoneIndex::from_row(row)).collect();
        homes.extend(self.classes.iter().filter(|class| class.operator == who).map(|class| class.zone));
        homes.sort_unstable();
        homes.dedup();
        homes
    }

    fn home_reaches(&self, who: OrganisationIndex, to: ZoneIndex) -> bool {
        let zones = self.zones.iter().enumerate();
        let operated = zones.filter(|(_, zone)| zone.operator == who).map(|(row, _)| ZoneIndex::from_row(row));
        let occupied = self.classes.iter().filter(|class| class.operator == who).map(|class| class.zone);
        operated.chain(occupied).any(|home| self.zone_reaches(home, to))
    }

    fn contract_opens(&self, who: OrganisationIndex, kinds: &[ContractKind], zone: ZoneIndex) -> bool {
        self.supplies.of(who.row()).iter().any(|contract| {
            let contract = &self.contracts[contract.row()];
            kinds.contains(&contract.kind) && contract.access.contains(&zone)
        })
    }

    fn any_contract_opens(&self, who: OrganisationIndex, zone: ZoneIndex) -> bool {
        self.supplies.of(who.row()).iter().any(|contract| self.contracts[contract.row()].access.contains(&zone))
    }

    fn delivers(&self, who: OrganisationIndex, zone: ZoneIndex) -> bool {
        self.contract_opens(who, &[ContractKind::SoftwareUpdate, ContractKind::Maintenance], zone)
    }

    fn administers(&self, held: AssetIndex, to: AssetIndex) -> bool {
        let (source, target) = (&self.assets[held.row()], &self.assets[to.row()]);
        held != to
            && source.operator == target.operator
            && can_administer(source)
            && self.zone_reaches(source.zone, target.zone)
    }

    pub(super) fn feeds(&self, held: AssetIndex, to: AssetIndex) -> bool {
        self.flows_out.of(held.row()).iter().any(|flow| self.flows[flow.row()].to == to)
    }

    fn fed_from(&self, to: AssetIndex, source: impl Fn(&Asset) -> bool) -> bool {
        let flows = self.flows_in.of(to.row()).iter();
        flows.map(|flow| &self.assets[self.flows[flow.row()].from.row()]).any(source)
    }

    fn has_place(&self, asset: &Asset) -> bool {
        let medium = self.zones[asset.zone.row()].medium;
        asset.place.is_some() || matches!(medium, Medium::Wireless | Medium::Place)
    }

    /// Whether two assets stand at one site. The nameless site is no place that two assets could share.
    #[must_use]
    pub fn at_one_site(&self, one: AssetIndex, other: AssetIndex) -> bool {
        one == other || self.share_a_site(&self.assets[one.row()], &self.assets[other.row()])
    }

    fn share_a_site(&self, one: &Asset, other: &Asset) -> bool {
        one.site == other.site && !self.sites[one.site.row()].is_empty()
    }

    fn beside(&self, one: &Asset, other: &Asset) -> bool {
        let same_site = self.share_a_site(one, other);
        let same_radio = one.zone == other.zone && self.zones[one.zone.row()].medium == Medium::Wireless;
        same_site || same_radio
    }

    fn city_os_federates(&self, who: OrganisationIndex, to: AssetIndex) -> bool {
        let target = &self.assets[to.row()];
        if !federates(target) || target.operator == who {
            return false;
        }
        let own = self.classes.iter().filter(|class| class.operator == who && class.kind == AssetKind::CityOsFunction);
        own.map(|class| class.zone).any(|zone| self.zone_reaches(zone, target.zone))
            || self.fed_from(to, |source| source.operator == who && federates(source))
    }
}

/// Workstations, jump hosts, account stores and the operation function of a city OS.
pub(super) fn can_administer(asset: &Asset) -> bool {
    match asset.kind {
        AssetKind::Workstation | AssetKind::AccountStore => true,
        AssetKind::CityOsFunction => asset.subtype == "operation" || is_jump_host(asset),
        AssetKind::Server | AssetKind::Gateway => is_jump_host(asset),
        _ => false,
    }
}

fn is_jump_host(asset: &Asset) -> bool {
    asset.subtype.starts_with("jump")
}

/// What a supplier's people work with.
pub(super) fn works_under_contract(asset: &Asset) -> bool {
    matches!(asset.kind, AssetKind::Workstation | AssetKind::Server | AssetKind::Gateway | AssetKind::AccountStore)
}

/// Functions through which one city OS speaks to another.
pub(super) fn federates(asset: &Asset) -> bool {
    asset.kind == AssetKind::CityOsFunction && matches!(asset.subtype.as_str(), "external-federation" | "api-gateway")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::city::testing::TinyCity;

    const OUTSIDE: Position = Position::Outside;

    fn at(row: usize) -> Position {
        Position::Asset(AssetIndex::from_row(row))
    }

    fn who(row: usize) -> Position {
        Position::Organisation(OrganisationIndex::from_row(row))
    }

    /// office (a workstation, a server) -> field (a sensor, a controller); cloud faces the internet (a server).
    fn town() -> TinyCity {
        TinyCity::new()
            .zone("office")
            .asset("desk", AssetKind::Workstation)
            .asset("files", AssetKind::Server)
            .zone("field")
            .asset("gauge", AssetKind::Sensor)
            .asset("plc", AssetKind::Controller)
            .zone("cloud")
            .asset("portal", AssetKind::Server)
            .conduit("office", "field")
            .with(|city| city.zones[2].internet_facing = true)
    }

    fn reached(city: &City, kind: LinkKind, from: Position) -> Vec<&str> {
        let rows = 0..city.assets.len();
        rows.filter(|&row| city.link_exists(kind, from, AssetIndex::from_row(row)))
            .map(|row| city.assets[row].id.as_str())
            .collect()
    }

    #[test]
    fn the_internet_reaches_only_what_faces_it() {
        assert_eq!(reached(&town().build(), LinkKind::Reach, OUTSIDE), ["portal"]);
    }

    #[test]
    fn an_asset_reaches_its_zone_and_along_conduits_one_way() {
        let city = town().build();
        assert_eq!(reached(&city, LinkKind::Reach, at(0)), ["files", "gauge", "plc"]);
        assert_eq!(reached(&city, LinkKind::Reach, at(2)), ["plc"]);
        assert_eq!(reached(&city, LinkKind::Reach, Position::Zone(ZoneIndex(1))), ["gauge", "plc"]);
    }

    #[test]
    fn a_supplier_comes_as_far_as_its_contracts_open() {
        let city = town().organisation("vendor").contract("vendor", "test").opening("field").build();
        assert_eq!(reached(&city, LinkKind::Contract, who(1)), ["gauge", "plc"]);
        assert_eq!(reached(&city, LinkKind::Administer, who(1)), ["gauge", "plc"]);
        assert_eq!(reached(&city, LinkKind::Update, who(1)), ["gauge", "plc"]);
        assert!(reached(&city, LinkKind::Contract, OUTSIDE).is_empty());
        let without = town().organisation("vendor").contract("vendor", "test").build();
        assert!(reached(&without, LinkKind::Contract, who(1)).is_empty());
    }

    #[test]
    fn a_suppliers_own_systems_are_its_position_and_lead_on() {
        let tiny = town().organisation("vendor").contract("vendor", "test").opening("field").zone("workshop");
        let city = tiny
            .asset("laptop", AssetKind::Workstation)
            .asset("lamp", AssetKind::Sensor)
            .with(|city| {
                for asset in &mut city.assets[5..] {
                    asset.operator = "vendor".into();
                }
            })
            .build();
        assert_eq!(reached(&city, LinkKind::Contract, who(1)), ["gauge", "plc", "laptop", "lamp"]);
        assert_eq!(reached(&city, LinkKind::Contract, at(5)), ["gauge", "plc"]);
        assert!(reached(&city, LinkKind::Contract, at(6)).is_empty());
    }

    #[test]
    fn administering_needs_an_administrators_machine_the_same_operator_and_a_way() {
        let tiny = town().organisation("other");
        let city = tiny.clone().build();
        assert_eq!(reached(&city, LinkKind::Administer, at(0)), ["files", "gauge", "plc"]);
        assert!(reached(&city, LinkKind::Administer, at(1)).is_empty());
        assert_eq!(
            reached(&city, LinkKind::Administer, Position::Zone(ZoneIndex(0))),
            ["desk", "files", "gauge", "plc"][1..]
        );
        let city = tiny.with(|city| city.assets[3].operator = "other".into()).build();
        assert_eq!(reached(&city, LinkKind::Administer, at(0)), ["files", "gauge"]);
    }

    #[test]
    fn a_flow_is_a_link_from_source_to_sink_only() {
        let city = town().flow("gauge", "portal").build();
        assert_eq!(reached(&city, LinkKind::Feed, at(2)), ["portal"]);
        assert!(reached(&city, LinkKind::Feed, at(4)).is_empty());
        assert_eq!(reached(&city, LinkKind::Feed, Position::Zone(ZoneIndex(1))), ["portal"]);
        assert_eq!(reached(&city, LinkKind::Feed, who(0)), ["portal"]);
    }

    #[test]
    fn near_is_what_has_a_place_or_a_radio() {
        let tiny = town().with(|city| {
            city.zones[1].medium = Medium::Wireless;
            (city.assets[1].lat, city.assets[1].lon) = (Some(34.5), Some(137.8));
            city.assets[1].site = "desk".into();
        });
        let city = tiny.build();
        assert_eq!(reached(&city, LinkKind::Near, OUTSIDE), ["files", "gauge", "plc"]);
        assert_eq!(reached(&city, LinkKind::Near, at(0)), ["files"]);
        assert_eq!(reached(&city, LinkKind::Near, at(2)), ["plc"]);
    }

    #[test]
    fn mail_reaches_workstations_and_nothing_else() {
        assert_eq!(reached(&town().build(), LinkKind::Person, OUTSIDE), ["desk"]);
    }

    #[test]
    fn city_oses_federate_across_operators_only() {
        let os = |tiny: TinyCity, id: &str, zone: &str| {
            tiny.asset_in(id, AssetKind::CityOsFunction, zone).with(|city| {
                if let Some(asset) = city.assets.last_mut() {
                    asset.subtype = "external-federation".into();
                }
            })
        };
        let tiny = os(os(os(town(), "ours", "cloud"), "ours-too", "cloud"), "theirs", "field");
        let tiny = tiny.organisation("neighbour").with(|city| city.assets[7].operator = "neighbour".into());
        let without = tiny.clone().build();
        assert!(reached(&without, LinkKind::Federate, at(5)).is_empty());
        let city = tiny.clone().conduit("cloud", "field").build();
        assert_eq!(reached(&city, LinkKind::Federate, at(5)), ["theirs"]);
        assert_eq!(reached(&city, LinkKind::Federate, who(0)), ["theirs"]);
        assert!(reached(&city, LinkKind::Federate, who(1)).is_empty());
        let fed = tiny.flow("ours", "theirs").build();
        assert_eq!(reached(&fed, LinkKind::Federate, at(5)), ["theirs"]);
    }

    #[test]
    fn borders_are_crossed_over_the_network_only() {
        let city = town().conduit("cloud", "office").organisation("stranger").build();
        let desk = AssetIndex(0);
        assert_eq!(city.crosses(LinkKind::Reach, at(1), desk), Crosses { zone: false, border: false });
        assert_eq!(city.crosses(LinkKind::Reach, at(2), desk), Crosses { zone: true, border: false });
        assert_eq!(city.crosses(LinkKind::Reach, at(4), desk), Crosses { zone: true, border: true });
        assert_eq!(city.crosses(LinkKind::Person, OUTSIDE, desk), Crosses { zone: true, border: true });
        assert_eq!(city.crosses(LinkKind::Near, OUTSIDE, desk), Crosses::default());
        assert_eq!(city.crosses(LinkKind::Contract, who(1), desk), Crosses { zone: true, border: true });
        assert_eq!(city.crosses(LinkKind::Contract, who(0), desk), Crosses::default());
    }
}
