//! Whether the effects of a catalogue find anything in a city.
//!
//! A catalogue is read without a city, so a selector that names a zone, an operator or a tag can be looked at only when both are
//! there. Which techniques and links a scenario plays is not looked at here: an effect that no scenario meets is no mistake.

use crate::city::City;
use crate::findings::Findings;
use crate::knowledge::{Catalogue, EffectRecord, EffectSelector};
use crate::problem::{Problem, ProblemKind};

/// What the selectors of a catalogue miss in a city.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unreached {
    /// Selectors that name things of a city which this one does not have: mistakes.
    pub wrong: Vec<Problem>,
    /// Selectors of kinds, categories, media and roles that nothing here has: somebody should look.
    pub idle: Vec<Problem>,
}

/// Everything that the effects of `catalogue` miss in `city`, by row.
///
/// ```
/// use yagura_sim::city::testing::TinyCity;
/// use yagura_sim::knowledge::{Unreached, testing::TinyCatalogue, unreached};
///
/// let (catalogue, city) = (TinyCatalogue::new().build(), TinyCity::new().build());
/// assert_eq!(unreached(&catalogue, &city), Unreached::default());
/// ```
#[must_use]
pub fn unreached(catalogue: &Catalogue, city: &City) -> Unreached {
    let (mut wrong, mut idle) = (Findings::new(), Findings::new());
    for effect in &catalogue.effects {
        let record = &effect.record;
        if names_known(record, city, &mut wrong) && !is_met(&record.selector, city) {
            let own = [&record.selector.zone, &record.selector.operator, &record.selector.tag];
            let findings = if own.iter().any(|ids| !ids.is_empty()) { &mut wrong } else { &mut idle };
            let expected = "an asset of the city that fits all words of the selector";
            findings.add(ProblemKind::MatchesNothing, record.origin, "selector", &said(&record.selector), expected);
        }
    }
    Unreached { wrong: wrong.into_problems(), idle: idle.into_problems() }
}

/// Whether every id of a city is one of this city; the others are told.
fn names_known(record: &EffectRecord, city: &City, findings: &mut Findings) -> bool {
    let zones: Vec<&str> = city.zones.iter().map(|zone| zone.id.as_str()).collect();
    let operators: Vec<&str> = city.organisations.iter().map(|organisation| organisation.id.as_str()).collect();
    let mut tags: Vec<&str> = city.classes.iter().flat_map(|class| &class.tags).map(String::as_str).collect();
    tags.sort_unstable();
    tags.dedup();
    let selector = &record.selector;
    let mut known = true;
    for (ids, names, what) in [
        (&selector.zone, zones, "a zone of the city"),
        (&selector.operator, operators, "an organisation of the city"),
        (&selector.tag, tags, "a tag of an asset of the city"),
    ] {
        for id in ids.iter().filter(|id| !names.contains(&id.as_str())) {
            known = false;
            findings.unknown(record.origin, "selector", id, what, names.iter().copied());
        }
    }
    known
}

/// Whether some class of assets fits all words about targets, and some organisation the roles.
///
/// The role may be that of a supplier or of whoever responds, so it is not held against the operator of the same class.
fn is_met(selector: &EffectSelector, city: &City) -> bool {
    fn fits<T: PartialEq>(words: &[T], value: &T) -> bool {
        words.is_empty() || words.contains(value)
    }
    let role = selector.role.is_empty() || city.organisations.iter().any(|o| selector.role.contains(&o.role));
    let targets = selector.asset.is_empty()
        && selector.category.is_empty()
        && selector.medium.is_empty()
        && [&selector.zone, &selector.operator, &selector.tag].iter().all(|ids| ids.is_empty());
    role && (targets
        || city.classes.iter().any(|class| {
            let zone = &city.zones[class.zone.row()];
            fits(&selector.asset, &class.kind)
                && fits(&selector.category, &class.category)
                && fits(&selector.medium, &zone.medium)
                && fits(&selector.zone, &zone.id)
                && fits(&selector.operator, &city.organisations[class.operator.row()].id)
                && (selector.tag.is_empty() || selector.tag.iter().any(|tag| class.tags.contains(tag)))
        }))
}

/// The words about targets, as the file spells them.
fn said(selector: &EffectSelector) -> String {
    fn word<T: ToString>(name: &str, values: &[T]) -> Option<String> {
        let values: Vec<String> = values.iter().map(T::to_string).collect();
        (!values.is_empty()).then(|| format!("{name}={}", values.join(",")))
    }
    let words = [
        word("asset", &selector.asset),
        word("zone", &selector.zone),
        word("category", &selector.category),
        word("operator", &selector.operator),
        word("role", &selector.role),
        word("tag", &selector.tag),
        word("medium", &selector.medium),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::city::AssetKind;
    use crate::city::testing::TinyCity;
    use crate::knowledge::testing::TinyCatalogue;

    type Told = Vec<(ProblemKind, String)>;

    /// What is wrong and what is idle.
    fn of(selector: EffectSelector) -> (Told, Told) {
        let mut records = TinyCatalogue::new().technique("t").control("C-1").effect("C-1", "C-1/a").records();
        records.effects[0].selector = selector;
        let catalogue = Catalogue::build(records).expect("a catalogue");
        let city = TinyCity::new().zone("field").asset_in("gauge", AssetKind::Sensor, "field").build();
        let found = unreached(&catalogue, &city);
        let told = |problems: Vec<Problem>| problems.into_iter().map(|p| (p.kind, p.value)).collect();
        (told(found.wrong), told(found.idle))
    }

    #[test]
    fn what_names_nothing_of_a_city_reaches_it() {
        assert_eq!(of(EffectSelector::default()), (vec![], vec![]));
    }

    #[test]
    fn a_zone_that_the_city_does_not_have_is_a_mistake() {
        let zone = |id: &str| EffectSelector { zone: vec![id.into()], ..EffectSelector::default() };
        assert_eq!(of(zone("field")), (vec![], vec![]));
        assert_eq!(of(zone("feild")).0, [(ProblemKind::UnknownId, "feild".into())]);
    }

    #[test]
    fn words_that_nothing_fits_together_are_a_mistake_if_they_name_the_city_and_else_idle() {
        let plain = EffectSelector { asset: vec![AssetKind::Gateway], ..EffectSelector::default() };
        let named = EffectSelector { zone: vec!["field".into()], ..plain.clone() };
        assert_eq!(of(plain), (vec![], vec![(ProblemKind::MatchesNothing, "asset=gateway".into())]));
        assert_eq!(of(named).0, [(ProblemKind::MatchesNothing, "asset=gateway; zone=field".into())]);
    }
}
