//! Classes: assets that no selector can tell apart share one, and with it their posture.

use std::collections::BTreeMap;

use crate::city::{Asset, AssetKind, Category, Class};
use crate::ids::{ClassIndex, OrganisationIndex, ZoneIndex};

/// Fields in the order of [`Class`], so that both sort alike.
type ClassKey<'a> = (AssetKind, Category, ZoneIndex, OrganisationIndex, bool, &'a [String]);

/// Gives every asset its class; answers with the classes, sorted.
pub(super) fn assign(assets: &mut [Asset]) -> Vec<Class> {
    let mut rank_of: BTreeMap<ClassKey<'_>, usize> = BTreeMap::new();
    let provisional: Vec<usize> = assets
        .iter()
        .map(|asset| {
            let next = rank_of.len();
            *rank_of.entry(key(asset)).or_insert(next)
        })
        .collect();
    let mut final_rank = vec![0; rank_of.len()];
    let mut classes = Vec::with_capacity(rank_of.len());
    for (rank, (key, first_seen)) in rank_of.into_iter().enumerate() {
        final_rank[first_seen] = rank;
        let (kind, category, zone, operator, unlisted, tags) = key;
        classes.push(Class { kind, category, zone, operator, unlisted, tags: tags.to_vec() });
    }
    for (asset, first_seen) in assets.iter_mut().zip(provisional) {
        asset.class = ClassIndex::from_row(final_rank[first_seen]);
    }
    classes
}

fn key(asset: &Asset) -> ClassKey<'_> {
    (asset.kind, asset.category, asset.zone, asset.operator, asset.unlisted, &asset.tags)
}

#[cfg(test)]
mod tests {
    use crate::city::{AssetKind, City, testing::TinyCity};

    #[test]
    fn order_of_tags_makes_no_class_but_a_tag_does() {
        let mut records = TinyCity::new().zone("z").records();
        for (id, tags) in [("a", &["x", "y"][..]), ("b", &["y", "x", "y"]), ("c", &["x"])] {
            records = TinyCity::from(records).asset_in(id, AssetKind::Sensor, "z").records();
            records.assets.last_mut().unwrap().tags = tags.iter().map(|t| (*t).to_owned()).collect();
        }
        let city = City::build(records).unwrap();
        assert_eq!(city.assets[0].class, city.assets[1].class);
        assert_ne!(city.assets[0].class, city.assets[2].class);
        assert_eq!(city.classes.len(), 2);
    }

    #[test]
    fn classes_are_sorted_and_describe_their_assets() {
        let tiny = TinyCity::new().zone("a").zone("b").asset_in("s", AssetKind::Server, "b");
        let city = tiny.asset_in("t", AssetKind::Sensor, "b").asset_in("u", AssetKind::Sensor, "a").build();
        assert!(city.classes.is_sorted());
        for asset in &city.assets {
            let class = &city.classes[asset.class.row()];
            assert_eq!((class.kind, class.zone), (asset.kind, asset.zone));
        }
    }
}
