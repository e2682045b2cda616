//! Context entities as NGSI-LD, key-values or normalized.
//!
//! | In the files | In the city |
//! |---|---|
//! | entity | asset |
//! | `type` of an entity | kind and finer kind; see [`kind_of`] |
//! | `location` | its place; of a line or an area the middle of its points |
//! | attribute `ref...`, or a `Relationship` | flow: readings to what is referred to, commands to an actuator from there |

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use yagura_sim::city::AssetKind;
use yagura_sim::problem::{ProblemKind, Table};

use super::fault::{Faults, open};
use super::geometry::{decoded, first_of, place, root, text_of, word};
use super::lines::file_name;
use super::things::{Thing, Things, counted};
use super::{Assumption, Imported};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::json::{Json, Node};
use crate::text::Source;

/// Reads the entities in `paths` as one city.
///
/// # Errors
/// All diagnostics of the first file that has any.
pub fn ngsi_ld(paths: &[PathBuf]) -> Result<Imported, Diagnostics> {
    let mut entities = Entities::default();
    for path in paths {
        let source = open(path).map_err(|diagnostic| Diagnostics::from(*diagnostic))?;
        entities.file(path, &source)?;
    }
    Ok(entities.city(paths.first().map_or(Path::new("entities"), |path| path)))
}

/// Reads the entities in the bytes of one file; `path` stands for it in diagnostics.
///
/// # Errors
/// All diagnostics of the file.
pub fn ngsi_ld_bytes(path: &Path, bytes: &[u8]) -> Result<Imported, Diagnostics> {
    let mut entities = Entities::default();
    entities.file(path, &decoded(path, bytes)?)?;
    Ok(entities.city(path))
}

/// What an entity of `type` is. The names of Smart Data Models say it in their last word; what says nothing is a sensor.
fn kind_of(word: &str) -> Option<AssetKind> {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if ends(&["Observed", "Sensor", "ParkingSpot"]) {
        Some(AssetKind::Sensor)
    } else if ends(&["Group", "Feeder", "Controller", "Cabinet"]) {
        Some(AssetKind::Controller)
    } else if ends(&["Streetlight", "Valve", "Pump", "Actuator"]) {
        Some(AssetKind::Actuator)
    } else if ends(&["Camera"]) {
        Some(AssetKind::Camera)
    } else if ends(&["Gateway"]) {
        Some(AssetKind::Gateway)
    } else {
        None
    }
}

#[derive(Default)]
struct Entities {
    things: Vec<Thing>,
    rows: BTreeMap<String, usize>,
    /// Row of who refers, and to which id.
    refers: Vec<(usize, String)>,
    unknown_types: Vec<String>,
    unplaced: usize,
    in_the_middle: usize,
}

impl Entities {
    fn file(&mut self, path: &Path, source: &Arc<Source>) -> Result<(), Diagnostics> {
        let root = root(source)?;
        let mut faults = Faults::new(source);
        let one = std::slice::from_ref(&root);
        let entities = match &root.value {
            Json::List(entities) => entities.as_slice(),
            _ => one,
        };
        if entities.is_empty() {
            let expected = Expected::Form("at least one entity".into());
            return Err(Diagnostic::of_file(Code::EmptyFile, &path.display().to_string(), "", expected).into());
        }
        for entity in entities {
            self.entity(path, entity, source, &mut faults);
        }
        let found = faults.into_found();
        if found.has_errors() { Err(found) } else { Ok(()) }
    }

    fn entity(&mut self, path: &Path, entity: &Node, source: &Arc<Source>, faults: &mut Faults<'_>) {
        let Json::Object(members) = &entity.value else {
            faults.add(ProblemKind::Malformed, word(source, entity), "", "an entity: an object with id and type");
            return;
        };
        let (id, kind) = (text_of(entity, "id"), text_of(entity, "type"));
        let (Some((id, at)), Some((type_name, _))) = (id, kind) else {
            let missing = if id.is_none() { "id" } else { "type" };
            faults.add(ProblemKind::Missing, first_of(source, entity), missing, "a text");
            return;
        };
        let row = self.things.len();
        if self.rows.insert(id.to_owned(), row).is_some() {
            faults.add(ProblemKind::DuplicateId, word(source, at), "id", "an id that no other entity has");
            return;
        }
        let known = kind_of(type_name);
        if known.is_none() && !self.unknown_types.iter().any(|other| other == type_name) {
            self.unknown_types.push(type_name.to_owned());
        }
        let location = entity.get("location").map(plain);
        let (place, middle) = match location {
            Some(geometry) => place(geometry, source, faults),
            None => (None, false),
        };
        self.unplaced += usize::from(place.is_none());
        self.in_the_middle += usize::from(middle);
        for member in members {
            let relation = matches!(text_of(&member.node, "type"), Some(("Relationship", _)));
            if relation || member.key.starts_with("ref") {
                match &plain(&member.node).value {
                    Json::Text(to) => self.refers.push((row, to.clone())),
                    Json::List(all) => self.refers.extend(all.iter().filter_map(|node| match &node.value {
                        Json::Text(to) => Some((row, to.clone())),
                        _ => None,
                    })),
                    _ => {}
                }
            }
        }
        self.things.push(Thing {
            name: short(id, type_name).to_owned(),
            kind: known.unwrap_or(AssetKind::Sensor),
            subtype: super::ids::kebab(type_name),
            place,
            source: file_name(path),
        });
    }

    fn city(self, path: &Path) -> Imported {
        let mut assumptions = vec![Assumption::new(
            Table::Assets,
            "The type of an entity tells its kind: what ends in Observed is a sensor, Group, Feeder, Controller and Cabinet are controllers, a \
             Streetlight is an actuator. Readings and states are not taken over.",
            "エンティティの型から種別を決めています(Observed はセンサー、Group・Feeder・Controller・Cabinet は制御装置、Streetlight はアクチュエーター)。\
             計測値や状態は取り込んでいません。",
        )];
        let list = &mut assumptions;
        if !self.unknown_types.is_empty() {
            let names = self.unknown_types.join(", ");
            list.push(Assumption::new(
                Table::Assets,
                format!("Entities of these types are taken for sensors: {names}."),
                format!("次の型のエンティティはセンサーとみなしました: {names}"),
            ));
        }
        counted(
            list,
            Table::Assets,
            self.unplaced,
            |n| format!("Entities without a location, their latitude and longitude left empty: {n}."),
            |n| format!("{n}個のエンティティに位置がないため、緯度・経度は空欄です。"),
        );
        counted(
            list,
            Table::Assets,
            self.in_the_middle,
            |n| format!("Entities that are lines or areas, placed in the middle of their points: {n}."),
            |n| format!("線または面で表された{n}個のエンティティは、点の中央にあるものとしました。"),
        );
        let (mut sends, mut nowhere) = (Vec::new(), 0);
        for (row, to) in &self.refers {
            match self.rows.get(to) {
                Some(&to) if to != *row => {
                    let pair = if self.things[*row].kind == AssetKind::Actuator { (to, *row) } else { (*row, to) };
                    if !sends.contains(&pair) {
                        sends.push(pair);
                    }
                }
                Some(_) => {}
                None => nowhere += 1,
            }
        }
        counted(
            list,
            Table::Flows,
            nowhere,
            |n| format!("References to entities that are not in the files, left out: {n}."),
            |n| format!("ファイルにないエンティティへの参照{n}件は取り込んでいません。"),
        );
        if !sends.is_empty() {
            list.push(Assumption::new(
                Table::Flows,
                "A reference is a flow: an actuator is told by what it refers to, everything else sends there.",
                "参照はデータの流れとみなしました。アクチュエーターは参照先から指示を受け、それ以外は参照先へ送ります。",
            ));
        }
        Things { title: String::new(), things: self.things, sends, assumptions }.city(path, "entity")
    }
}

/// The part of a URN that tells entities of one type apart.
fn short<'i>(id: &'i str, type_name: &str) -> &'i str {
    let rest = id.strip_prefix("urn:ngsi-ld:").unwrap_or(id);
    let rest = rest.strip_prefix(type_name).and_then(|rest| rest.strip_prefix(':')).unwrap_or(rest);
    if rest.is_empty() { id } else { rest }
}

/// The value of a property or the object of a relationship, where the file is normalized.
fn plain(node: &Node) -> &Node {
    let form = match text_of(node, "type") {
        Some(("Property" | "GeoProperty" | "LanguageProperty", _)) => "value",
        Some(("Relationship", _)) => "object",
        _ => return node,
    };
    node.get(form).unwrap_or(node)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entities(text: &str) -> Result<Imported, Diagnostics> {
        ngsi_ld_bytes(Path::new("t.jsonld"), text.as_bytes())
    }

    fn faults<T: std::fmt::Debug>(refused: Result<T, Diagnostics>) -> Vec<String> {
        let found = refused.expect_err("refused");
        found.iter().map(|it| format!("{} {}", it.code, it.value)).collect()
    }

    #[test]
    fn key_values_and_normalized_say_the_same() {
        let short = r#"{"id": "urn:ngsi-ld:Streetlight:a", "type": "Streetlight", "location": {"type": "Point", "coordinates": [139.7, 35.6]}, "refGroup": "g"}"#;
        let long = r#"{"id": "urn:ngsi-ld:Streetlight:a", "type": "Streetlight",
            "location": {"type": "GeoProperty", "value": {"type": "Point", "coordinates": [139.7, 35.6]}},
            "refGroup": {"type": "Relationship", "object": "g"}}"#;
        let group = r#"{"id": "g", "type": "StreetlightGroup"}"#;
        let read = |light: &str| entities(&format!("[{light}, {group}]")).unwrap().records;
        assert_eq!(read(short), read(long));
        let city = read(short);
        assert_eq!(
            (city.assets[0].id.as_str(), city.assets[0].kind, city.assets[0].lat),
            ("a", AssetKind::Actuator, Some(35.6))
        );
        assert_eq!((city.flows[0].from.as_str(), city.flows[0].to.as_str()), ("g", "a"));
    }

    #[test]
    fn a_line_stands_in_its_middle_and_what_is_not_there_is_counted() {
        let text = r#"{"id": "x", "type": "Oddity", "location": {"type": "LineString", "coordinates": [[139, 35], [140, 36]]}, "refOther": ["y", "z"]}"#;
        let imported = entities(text).unwrap();
        assert_eq!((imported.records.assets[0].lat, imported.records.assets[0].lon), (Some(35.5), Some(139.5)));
        let told: Vec<&str> = imported.assumptions.iter().map(|it| it.en.as_str()).collect();
        assert!(told.contains(&"Entities of these types are taken for sensors: Oddity."), "{told:?}");
        assert!(told.contains(&"References to entities that are not in the files, left out: 2."), "{told:?}");
    }

    #[test]
    fn entities_that_are_none_are_refused_at_their_place() {
        assert_eq!(faults(entities(r#"{"type": "A"}"#)), ["missing {"]);
        assert_eq!(faults(entities("[3]")), ["malformed 3"]);
        assert_eq!(faults(entities(r#"[{"id": "a", "type": "A"}, {"id": "a", "type": "A"}]"#)), ["duplicate-id \"a\""]);
        let far = r#"{"id": "a", "type": "A", "location": {"coordinates": [0, 91]}}"#;
        assert_eq!(faults(entities(far)), ["out-of-range 91"]);
        assert_eq!(faults(entities("[]")), ["empty-file "]);
        assert!(faults(entities("{"))[0].starts_with("syntax"));
    }

    proptest! {
        #[test]
        fn any_json_is_read_or_refused_but_never_a_panic(
            pieces in prop::collection::vec("(\\{|\\}|\\[|\\]|,|\"(type|id|coordinates|location|geometry|Feature|Point|refX|é)\":?|null|[0-9-]{1,3})", 0..24)
        ) {
            let _ = entities(&pieces.concat());
        }
    }
}
