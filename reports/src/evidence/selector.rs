//! Where effects act, in words: the part of a selector that a person can point at.

use yagura_sim::city::{Asset, City};
use yagura_sim::knowledge::{DeskField, EffectRecord, EffectSelector};

use crate::words::{Language, Words};

/// Whether the selector tells assets apart at all.
pub(super) fn names_assets(selector: &EffectSelector) -> bool {
    !(selector.asset.is_empty()
        && selector.category.is_empty()
        && selector.zone.is_empty()
        && selector.operator.is_empty()
        && selector.tag.is_empty()
        && selector.medium.is_empty())
}

fn admits<T: PartialEq>(words: &[T], value: &T) -> bool {
    words.is_empty() || words.contains(value)
}

/// Whether `asset` is one of those that the selector is about.
pub(super) fn admits_asset(selector: &EffectSelector, city: &City, asset: &Asset) -> bool {
    let zone = &city.zones[asset.zone.row()];
    admits(&selector.asset, &asset.kind)
        && admits(&selector.category, &asset.category)
        && admits(&selector.zone, &zone.id)
        && admits(&selector.operator, &city.organisations[asset.operator.row()].id)
        && admits(&selector.medium, &zone.medium)
        && (selector.tag.is_empty() || selector.tag.iter().any(|tag| asset.tags.contains(tag)))
}

/// The places of all `effects` of a control, each word once: kinds of assets, zones, media, activities, signals, roles. Empty where
/// nothing narrows.
#[must_use]
pub fn place_in_words<'a>(words: &Words, city: &City, effects: impl IntoIterator<Item = &'a EffectRecord>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut add = |part: String| {
        if !part.is_empty() && !parts.contains(&part) {
            parts.push(part);
        }
    };
    for effect in effects {
        let selector = &effect.selector;
        selector.asset.iter().for_each(|&kind| add(words.name_of(kind)));
        selector.category.iter().for_each(|&category| add(words.name_of(category)));
        selector.medium.iter().for_each(|&medium| add(words.name_of(medium)));
        let zone = |id: &String| city.zones.iter().find(|zone| zone.id == *id).map(|zone| &zone.name);
        let operator = |id: &String| city.organisations.iter().find(|o| o.id == *id).map(|o| &o.name);
        let names = selector.zone.iter().filter_map(zone).chain(selector.operator.iter().filter_map(operator));
        names.for_each(|name| add(words.language().choose(&name.en, &name.ja).to_owned()));
        selector.tag.iter().for_each(|tag| add(tag.clone()));
        selector.role.iter().for_each(|&role| add(words.name_of(role)));
        selector.crosses.iter().for_each(|&crossing| add(words.name_of(crossing)));
        selector.link.iter().for_each(|&link| add(words.name_of(link)));
        selector.activity.iter().for_each(|&activity| add(words.name_of(activity)));
        selector.signal.iter().for_each(|&signal| add(words.name_of(signal)));
        if selector.desk.contains(&DeskField::Hours) || selector.desk.contains(&DeskField::Analysts) {
            add(words.say("place-desk", &[]));
        }
        if !selector.limits.is_empty() {
            add(words.say("place-other-controls", &[("n", selector.limits.len().into())]));
        }
    }
    listed(words, &parts)
}

/// `parts` with the comma of the language.
fn listed(words: &Words, parts: &[String]) -> String {
    let comma = match words.language() {
        Language::English => ", ",
        Language::Japanese => "、",
    };
    parts.join(comma)
}

#[cfg(test)]
mod tests {
    use yagura_sim::city::AssetKind;
    use yagura_sim::city::testing::TinyCity;
    use yagura_sim::knowledge::SignalClass;

    use super::*;

    #[test]
    fn a_selector_without_places_narrows_nothing() {
        let city = TinyCity::new().zone("net").asset_in("a", AssetKind::Server, "net").build();
        let mut selector = EffectSelector { signal: vec![SignalClass::Traffic], ..EffectSelector::default() };
        assert!(!names_assets(&selector));
        assert!(admits_asset(&selector, &city, &city.assets[0]));
        selector.asset = vec![AssetKind::Camera];
        assert!(names_assets(&selector));
        assert!(!admits_asset(&selector, &city, &city.assets[0]));
    }
}
