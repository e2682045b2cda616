//! The links of a city as compressed sparse rows, for techniques that spread by themselves.
//!
//! A link holds its target and the row of its path, eight bytes together; a path holds everything that success and time of a
//! technique may depend on. Numbers stay in the posture, so one topology serves every control set and every worker.

use prefetch_index::prefetch_index;
use thiserror::Error;

use super::{City, Position};
use crate::ids::{AssetIndex, ClassIndex};
use crate::knowledge::LinkKind;
use crate::words::Words;

mod candidates;

use candidates::Candidates;

/// Most links of a topology: two GiB of them. A zone of `n` assets that all reach each other has `n * n` links.
pub const MOST_LINKS: usize = 1 << 28;

/// A link to an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// Row of the target asset.
    pub to: u32,
    /// Row of the path in [`Topology::paths`].
    pub path: u32,
}

const _: () = assert!(size_of::<Link>() == 8);

/// What links have in common that lead to the same class in the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(clippy::struct_excessive_bools, reason = "the two borders are independent of each other")]
pub struct Path {
    /// Kind of the links.
    pub kind: LinkKind,
    /// They lead into another zone.
    pub crosses_zone: bool,
    /// They leave an internet-facing zone.
    pub crosses_border: bool,
    /// Class of the target.
    pub target_class: ClassIndex,
}

/// Whether edges lead one way or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edges {
    /// From the first to the second.
    Directed,
    /// Both ways.
    Undirected,
}

/// Why a topology cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TopologyError {
    /// More than [`MOST_LINKS`]. Split the zones of the city, or spread along flows.
    #[error("more than {MOST_LINKS} links: assets of one zone all reach each other, so split large zones")]
    TooManyLinks,
    /// An edge names an asset that is not there.
    #[error("an edge leads from {from} to {to}, but there are {assets} assets")]
    NoSuchAsset {
        /// Source.
        from: u32,
        /// Target.
        to: u32,
        /// Number of assets.
        assets: usize,
    },
}

/// The links of every asset, sorted by target, then path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topology {
    offsets: Vec<u32>,
    links: Vec<Link>,
    paths: Vec<Path>,
}

impl Topology {
    /// A graph of `assets` assets of one class and one zone, each edge a link of kind `reach`. Loops and repeated edges are left
    /// out.
    ///
    /// # Errors
    /// An edge to an asset that is not there; more than [`MOST_LINKS`] links.
    ///
    /// ```
    /// use yagura_sim::city::{Edges, Topology};
    /// use yagura_sim::ids::AssetIndex;
    ///
    /// let ring = Topology::from_edges(3, [(0, 1), (1, 2), (2, 0)].into_iter(), Edges::Undirected)?;
    /// let neighbours: Vec<u32> = ring.of(AssetIndex(0)).iter().map(|link| link.to).collect();
    /// assert_eq!(neighbours, [1, 2]);
    /// # Ok::<(), yagura_sim::city::TopologyError>(())
    /// ```
    pub fn from_edges(
        assets: usize,
        edges: impl Iterator<Item = (u32, u32)>,
        direction: Edges,
    ) -> Result<Self, TopologyError> {
        let mut list: Vec<(u32, u32)> = Vec::new();
        for (from, to) in edges {
            if from as usize >= assets || to as usize >= assets {
                return Err(TopologyError::NoSuchAsset { from, to, assets });
            }
            if from == to {
                continue;
            }
            list.push((from, to));
            if direction == Edges::Undirected {
                list.push((to, from));
            }
            if list.len() > MOST_LINKS {
                return Err(TopologyError::TooManyLinks);
            }
        }
        list.sort_unstable();
        list.dedup();
        let mut rows = Rows::new(assets);
        let mut next = 0;
        for row in 0..assets {
            while let Some(&(_, to)) = list.get(next).filter(|edge| edge.0 as usize == row) {
                rows.links.push(Link { to, path: 0 });
                next += 1;
            }
            rows.close()?;
        }
        let path =
            Path { kind: LinkKind::Reach, crosses_zone: false, crosses_border: false, target_class: ClassIndex(0) };
        Ok(Self { offsets: rows.offsets, links: rows.links, paths: vec![path] })
    }

    /// Number of assets.
    #[must_use]
    pub fn assets(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Links out of `asset`.
    #[must_use]
    pub fn of(&self, asset: AssetIndex) -> &[Link] {
        &self.links[self.offsets[asset.row()] as usize..self.offsets[asset.row() + 1] as usize]
    }

    /// Asks for the memory in which it stands where the links of `asset` are, without waiting for it. Changes nothing.
    #[inline(always)]
    pub fn fetch_row(&self, asset: AssetIndex) {
        prefetch_index(&self.offsets, asset.row());
    }

    /// Asks for the memory of the links of `asset`, without waiting for it. Changes nothing.
    #[inline(always)]
    pub fn fetch_links(&self, asset: AssetIndex) {
        prefetch_index(&self.links, self.offsets[asset.row()] as usize);
    }

    /// Row of the first link of `asset` in [`links`](Self::links): the address of a link's draws counts from here.
    #[must_use]
    pub fn first(&self, asset: AssetIndex) -> u32 {
        self.offsets[asset.row()]
    }

    /// The asset that link `link` leaves; `None` if there is no such link.
    #[must_use]
    pub fn source(&self, link: u32) -> Option<AssetIndex> {
        ((link as usize) < self.links.len())
            .then(|| AssetIndex::from_row(self.offsets.partition_point(|&o| o <= link) - 1))
    }

    /// All links, by source.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// All paths, in the order in which links first took them.
    #[must_use]
    pub fn paths(&self) -> &[Path] {
        &self.paths
    }

    /// The path of `link`.
    #[must_use]
    pub fn path(&self, link: Link) -> Path {
        self.paths[link.path as usize]
    }
}

impl City {
    /// The links of `kinds` between the assets of the city, exactly those for which [`link_exists`](Self::link_exists) says so.
    /// Kind `host` adds none.
    ///
    /// # Errors
    /// [`TopologyError::TooManyLinks`].
    ///
    /// ```
    /// use yagura_sim::city::{AssetKind, testing::TinyCity};
    /// use yagura_sim::ids::AssetIndex;
    /// use yagura_sim::knowledge::LinkKind;
    ///
    /// let city = TinyCity::new().zone("field").asset("a", AssetKind::Sensor).asset("b", AssetKind::Gateway).build();
    /// let topology = city.topology(&[LinkKind::Reach])?;
    /// assert_eq!(topology.of(AssetIndex(0))[0].to, 1);
    /// # Ok::<(), yagura_sim::city::TopologyError>(())
    /// ```
    pub fn topology(&self, kinds: &[LinkKind]) -> Result<Topology, TopologyError> {
        let kinds: Vec<LinkKind> = LinkKind::ALL.iter().copied().filter(|kind| kinds.contains(kind)).collect();
        // Told before anything is allocated: most of a gigabyte would be filled first.
        if kinds.contains(&LinkKind::Reach) && Candidates::links_of_reach(self) > MOST_LINKS {
            return Err(TopologyError::TooManyLinks);
        }
        let candidates = Candidates::of(self, &kinds);
        let mut paths = Paths::new(self.classes.len());
        let mut rows = Rows::new(self.assets.len());
        let mut targets = Vec::new();
        for row in 0..self.assets.len() {
            let source = AssetIndex::from_row(row);
            for &kind in &kinds {
                targets.clear();
                candidates.push(kind, source, &mut targets);
                if rows.links.len().saturating_add(targets.len()) > MOST_LINKS {
                    return Err(TopologyError::TooManyLinks);
                }
                for &to in targets.iter().filter(|&&to| self.linked(kind, source, to)) {
                    let crosses = self.crosses(kind, Position::Asset(source), to);
                    let path = paths.row(Path {
                        kind,
                        crosses_zone: crosses.zone,
                        crosses_border: crosses.border,
                        target_class: self.assets[to.row()].class,
                    });
                    rows.links.push(Link { to: to.0, path });
                }
            }
            rows.close()?;
        }
        Ok(Topology { offsets: rows.offsets, links: rows.links, paths: paths.paths })
    }

    /// As [`link_exists`](Self::link_exists); candidates of `reach` are links already, unless they are the source itself.
    fn linked(&self, kind: LinkKind, source: AssetIndex, to: AssetIndex) -> bool {
        if kind == LinkKind::Reach { source != to } else { self.link_exists(kind, Position::Asset(source), to) }
    }
}

/// Rows in the making.
struct Rows {
    offsets: Vec<u32>,
    links: Vec<Link>,
}

impl Rows {
    fn new(assets: usize) -> Self {
        let mut offsets = Vec::with_capacity(assets + 1);
        offsets.push(0);
        Self { offsets, links: Vec::new() }
    }

    /// Ends the row of one asset: sorts its links, each once.
    fn close(&mut self) -> Result<(), TopologyError> {
        let start = self.offsets[self.offsets.len() - 1] as usize;
        self.links[start..].sort_unstable();
        let mut kept = start;
        for at in start..self.links.len() {
            if at == start || self.links[at] != self.links[kept - 1] {
                self.links[kept] = self.links[at];
                kept += 1;
            }
        }
        self.links.truncate(kept);
        if kept > MOST_LINKS {
            return Err(TopologyError::TooManyLinks);
        }
        self.offsets.push(u32::try_from(kept).map_err(|_| TopologyError::TooManyLinks)?);
        Ok(())
    }
}

/// Paths and their rows, found by place: kind, borders and class make the place.
struct Paths {
    classes: usize,
    rows: Vec<u32>,
    paths: Vec<Path>,
}

impl Paths {
    const NONE: u32 = u32::MAX;

    fn new(classes: usize) -> Self {
        Self { classes, rows: vec![Self::NONE; LinkKind::ALL.len() * 4 * classes], paths: Vec::new() }
    }

    fn row(&mut self, path: Path) -> u32 {
        let borders = 2 * usize::from(path.crosses_zone) + usize::from(path.crosses_border);
        let place = (path.kind as usize * 4 + borders) * self.classes + path.target_class.row();
        if self.rows[place] == Self::NONE {
            self.rows[place] = u32::try_from(self.paths.len()).unwrap_or(Self::NONE);
            self.paths.push(path);
        }
        self.rows[place]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::city::testing::TinyCity;
    use crate::city::{AssetKind, ContractKind, Medium};

    fn kinds_of_assets() -> impl Strategy<Value = AssetKind> {
        proptest::sample::select(AssetKind::ALL)
    }

    prop_compose! {
        /// A city of three zones and two organisations with random assets, conduits, flows and one contract.
        fn town()(
            assets in proptest::collection::vec((kinds_of_assets(), 0..3_usize, 0..2_usize, 0..3_usize, any::<bool>()), 0..9),
            conduits in proptest::collection::vec((0..3_usize, 0..3_usize), 0..5),
            flows in proptest::collection::vec((0..9_usize, 0..9_usize), 0..8),
            opened in 0..3_usize,
            radio in 0..3_usize,
        ) -> City {
            let zone = |row: usize| format!("z{row}");
            let who = ["test", "vendor"];
            let mut tiny = TinyCity::new().organisation("vendor").zone("z0").zone("z1").zone("z2");
            for (row, &(kind, at, operator, site, federating)) in assets.iter().enumerate() {
                tiny = tiny.asset_in(&format!("a{row}"), kind, &zone(at)).with(|city| {
                    if let Some(asset) = city.assets.last_mut() {
                        asset.operator = who[operator].into();
                        asset.site = ["", "quay", "hall"][site].into();
                        asset.subtype = if federating { "api-gateway" } else { "jump" }.into();
                    }
                });
            }
            for &(from, to) in conduits.iter().filter(|(from, to)| from != to) {
                tiny = tiny.conduit(&zone(from), &zone(to));
            }
            let there = |row: usize| row < assets.len();
            for &(from, to) in flows.iter().filter(|&&(from, to)| from != to && there(from) && there(to)) {
                tiny = tiny.flow(&format!("a{from}"), &format!("a{to}"));
            }
            tiny.contract("vendor", "test").opening(&zone(opened)).with(|city| {
                city.zones[radio].medium = Medium::Wireless;
                city.zones[opened].internet_facing = true;
                city.contracts[0].kind = ContractKind::SoftwareUpdate;
            }).build()
        }
    }

    proptest! {
        #[test]
        fn the_rows_hold_exactly_the_links_that_exist(city in town()) {
            let topology = city.topology(LinkKind::ALL).unwrap();
            prop_assert_eq!(topology.assets(), city.assets.len());
            for from in (0..city.assets.len()).map(AssetIndex::from_row) {
                let mut expected = Vec::new();
                for to in (0..city.assets.len()).map(AssetIndex::from_row) {
                    for &kind in LinkKind::ALL.iter().filter(|&&kind| kind != LinkKind::Host) {
                        if city.link_exists(kind, Position::Asset(from), to) {
                            let crosses = city.crosses(kind, Position::Asset(from), to);
                            expected.push((to.0, kind, crosses.zone, crosses.border, city.assets[to.row()].class));
                        }
                    }
                }
                let mut found: Vec<_> = topology.of(from).iter().map(|&link| {
                    let path = topology.path(link);
                    (link.to, path.kind, path.crosses_zone, path.crosses_border, path.target_class)
                }).collect();
                prop_assert!(topology.of(from).is_sorted());
                found.sort_unstable();
                prop_assert_eq!(found, expected);
            }
        }

        #[test]
        fn edges_become_sorted_rows_with_rising_offsets(edges in proptest::collection::vec((0..20_u32, 0..20_u32), 0..80)) {
            let topology = Topology::from_edges(20, edges.iter().copied(), Edges::Undirected).unwrap();
            let mut seen = 0;
            for asset in (0..20).map(AssetIndex) {
                prop_assert_eq!(topology.first(asset) as usize, seen);
                seen += topology.of(asset).len();
                let rows: Vec<u32> = (0..20)
                    .filter(|&to| to != asset.0 && (edges.contains(&(asset.0, to)) || edges.contains(&(to, asset.0))))
                    .collect();
                let found: Vec<u32> = topology.of(asset).iter().map(|link| link.to).collect();
                prop_assert_eq!(found, rows);
            }
            prop_assert_eq!(seen, topology.links().len());
        }
    }

    #[test]
    fn an_edge_to_nowhere_is_refused() {
        let error = Topology::from_edges(2, [(0, 2)].into_iter(), Edges::Directed).unwrap_err();
        assert_eq!(error, TopologyError::NoSuchAsset { from: 0, to: 2, assets: 2 });
    }

    #[test]
    fn assets_of_one_class_share_their_paths() {
        let mut tiny = TinyCity::new().zone("z");
        for row in 0..10 {
            tiny = tiny.asset(&format!("a{row}"), AssetKind::Sensor);
        }
        let topology = tiny.build().topology(&[LinkKind::Reach]).unwrap();
        assert_eq!((topology.links().len(), topology.paths().len()), (90, 1));
    }

    #[test]
    fn a_zone_too_large_to_spread_in_is_refused_before_memory_runs_out() {
        // One asset more than the root of MOST_LINKS.
        let mut records = TinyCity::new().zone("z").asset("a", AssetKind::Sensor).records();
        let asset = records.assets.remove(0);
        records.assets = (0..(1 << 14) + 2)
            .map(|row| {
                let mut asset = asset.clone();
                asset.id = format!("a{row}");
                asset.site = String::new();
                asset
            })
            .collect();
        let city = City::build(records).unwrap();
        assert!(city.zones[0].assets.len() > 1 << 14);
        assert_eq!(Candidates::links_of_reach(&city), (1 << 14) * (1 << 14) + 3 * (1 << 14) + 2);
        assert_eq!(city.topology(&[LinkKind::Reach]), Err(TopologyError::TooManyLinks));
    }
}
