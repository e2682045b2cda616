//! What a selector of an effect is held against: one technique on one class of targets over one link.

use crate::city::{City, Crosses, OrganisationRole};
use crate::ids::{ClassIndex, TechniqueIndex};
use crate::knowledge::{AttackerKind, Catalogue, Crossing, Effect, LinkKind, SignalClass, SpoofKind};

/// Everything that an effect on an act may depend on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Context {
    /// The technique.
    pub technique: TechniqueIndex,
    /// The link.
    pub link: LinkKind,
    /// Class of the target.
    pub class: ClassIndex,
    /// Borders between source and target.
    pub crosses: Crosses,
    /// Role of the supplier whose position is used, if any.
    pub supplier: Option<OrganisationRole>,
    /// Kind of attacker, if there is one.
    pub attacker: Option<AttackerKind>,
    /// How readings are falsified.
    pub spoof: Option<SpoofKind>,
}

fn admits<T: PartialEq>(words: &[T], value: &T) -> bool {
    words.is_empty() || words.contains(value)
}

impl Context {
    /// Whether `effect` acts on this act. A signal is asked for by [`admits_signal`](Self::admits_signal) besides.
    #[must_use]
    pub fn admits(&self, effect: &Effect, city: &City, catalogue: &Catalogue) -> bool {
        let selector = &effect.record.selector;
        let class = &city.classes[self.class.row()];
        let zone = &city.zones[class.zone.row()];
        let technique = &catalogue.techniques[self.technique.row()];
        let operator = &city.organisations[class.operator.row()];
        admits(&effect.techniques, &self.technique)
            && admits(&selector.link, &self.link)
            && admits(&selector.asset, &class.kind)
            && admits(&selector.category, &class.category)
            && admits(&selector.medium, &zone.medium)
            && admits(&selector.effect, &technique.effect)
            && (selector.zone.is_empty() || selector.zone.contains(&zone.id))
            && (selector.operator.is_empty() || selector.operator.contains(&operator.id))
            && (selector.role.is_empty()
                || selector.role.contains(&operator.role)
                || self.supplier.is_some_and(|role| selector.role.contains(&role)))
            && (selector.tag.is_empty() || selector.tag.iter().any(|tag| class.tags.contains(tag)))
            && (selector.cause.is_empty() || technique.cause.is_some_and(|cause| selector.cause.contains(&cause)))
            && (selector.attacker.is_empty() || self.attacker.is_some_and(|kind| selector.attacker.contains(&kind)))
            && (selector.spoof.is_empty() || self.spoof.is_some_and(|kind| selector.spoof.contains(&kind)))
            && selector.crosses.iter().all(|crossing| match crossing {
                Crossing::Zone => self.crosses.zone,
                Crossing::InternetBorder => self.crosses.border,
            })
    }

    /// Whether `effect` watches for `signal`; a selector without signals watches for all.
    #[must_use]
    pub fn admits_signal(effect: &Effect, signal: SignalClass) -> bool {
        admits(&effect.record.selector.signal, &signal)
    }
}
