//! Ids of a city from names of other programs.

use std::collections::BTreeSet;

use super::inp::{Link, LinkKind};

/// Small letters and digits, everything else a single hyphen; may come out empty.
pub(crate) fn kebab(name: &str) -> String {
    let mut id = String::new();
    for character in name.chars() {
        if character.is_ascii_alphanumeric() {
            id.push(character.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.trim_end_matches('-').to_owned()
}

/// The id for `name`; a name of which nothing remains becomes `word`, one that begins with a digit gets `word` in front.
pub(crate) fn named(word: &str, name: &str) -> String {
    match kebab(name) {
        id if id.is_empty() => word.to_owned(),
        id if id.starts_with(|c: char| c.is_ascii_digit()) => format!("{word}-{id}"),
        id => id,
    }
}

/// `v2`; networks that number their links get the kind in front: `pump-335`.
pub(crate) fn actuator_id(link: &Link) -> String {
    named(kind(link), &link.name)
}

/// `valve-v2`
pub(crate) fn service_id(link: &Link) -> String {
    let (kind, id) = (kind(link), actuator_id(link));
    if id == kind || id.starts_with(&format!("{kind}-")) { id } else { format!("{kind}-{id}") }
}

fn kind(link: &Link) -> &'static str {
    match link.kind {
        LinkKind::Pump => "pump",
        LinkKind::Valve => "valve",
        LinkKind::Pipe => "pipe",
    }
}

/// Ids that are taken. Names that differ only in what an id cannot hold are numbered.
#[derive(Default)]
pub(crate) struct Ids(BTreeSet<String>);

impl Ids {
    /// `wanted`, or the first of `wanted-2`, `wanted-3` ... that is free.
    pub(crate) fn take(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut number = 2_u32;
        while !self.0.insert(id.clone()) {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(kind: LinkKind, name: &str) -> Link {
        Link { name: name.into(), kind, from: String::new(), to: String::new() }
    }

    #[test]
    fn ids_keep_what_they_can_of_a_name() {
        for (name, id) in [("P_T2", "p-t2"), ("PLC3", "plc3"), ("~@Pump-13", "pump-13"), ("12Ù", "12"), ("水", "")] {
            assert_eq!(kebab(name), id);
        }
    }

    #[test]
    fn a_numbered_or_unspellable_link_is_called_by_its_kind() {
        let ids = |link: &Link| (actuator_id(link), service_id(link));
        assert_eq!(ids(&link(LinkKind::Valve, "V2")), ("v2".into(), "valve-v2".into()));
        assert_eq!(ids(&link(LinkKind::Pump, "335")), ("pump-335".into(), "pump-335".into()));
        assert_eq!(ids(&link(LinkKind::Pump, "~@Pump-13")), ("pump-13".into(), "pump-13".into()));
        assert_eq!(ids(&link(LinkKind::Pipe, "管")), ("pipe".into(), "pipe".into()));
    }

    #[test]
    fn names_that_become_one_id_are_told_apart() {
        let mut ids = Ids::default();
        assert_eq!([ids.take("p-1"), ids.take("p-1"), ids.take("p-1")], ["p-1", "p-1-2", "p-1-3"]);
    }
}
