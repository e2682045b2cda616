//! Points as GeoJSON.
//!
//! | In the file | In the city |
//! |---|---|
//! | feature with a point | asset |
//! | its `properties`: `name`, `kind`, `subtype` | the same of the asset |

use std::path::Path;
use std::sync::Arc;

use yagura_sim::city::AssetKind;
use yagura_sim::problem::{ProblemKind, Table};
use yagura_sim::words::Words as _;

use super::Imported;
use super::fault::{Faults, open};
use super::geometry::{decoded, first_of, place, root, text_of, word};
use super::lines::file_name;
use super::things::{Thing, Things, counted};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::json::Json;
use crate::text::Source;

/// Reads the points in `path` as a city.
///
/// # Errors
/// All diagnostics of the file.
pub fn points(path: &Path) -> Result<Imported, Diagnostics> {
    let source = open(path).map_err(|diagnostic| Diagnostics::from(*diagnostic))?;
    features(path, &source)
}

/// Reads the points in the bytes of a file; `path` stands for it in diagnostics.
///
/// # Errors
/// All diagnostics of the file.
pub fn points_bytes(path: &Path, bytes: &[u8]) -> Result<Imported, Diagnostics> {
    features(path, &decoded(path, bytes)?)
}

/// Whether the JSON in `path` says that it is GeoJSON.
#[must_use]
pub fn is_geojson(path: &Path) -> bool {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let root: Option<serde_json::Value> = serde_json::from_str(&text).ok();
    let word = root.as_ref().and_then(|root| root.get("type")).and_then(serde_json::Value::as_str);
    matches!(word, Some("FeatureCollection" | "Feature" | "Point"))
}

fn features(path: &Path, source: &Arc<Source>) -> Result<Imported, Diagnostics> {
    let root = root(source)?;
    let mut faults = Faults::new(source);
    let one = std::slice::from_ref(&root);
    let features = match (text_of(&root, "type"), root.get("features").map(|node| &node.value)) {
        (Some(("FeatureCollection", _)), Some(Json::List(features))) => features.as_slice(),
        (Some(("Feature", _)), _) => one,
        _ => {
            faults.add(ProblemKind::Malformed, first_of(source, &root), "type", "a Feature or a FeatureCollection");
            &[]
        }
    };
    let (mut things, mut others, mut unplaced, mut unkind) = (Vec::new(), 0, 0, 0);
    for (row, feature) in features.iter().enumerate() {
        let Some(geometry) = feature.get("geometry") else {
            faults.add(
                ProblemKind::Missing,
                first_of(source, feature),
                "geometry",
                "a Feature with a geometry, or null",
            );
            continue;
        };
        let point = matches!(text_of(geometry, "type"), Some(("Point", _)));
        if !point && !matches!(geometry.value, Json::Null) {
            others += 1;
            continue;
        }
        let (place, _) = place(geometry, source, &mut faults);
        unplaced += usize::from(place.is_none());
        let properties = feature.get("properties");
        let property = |keys: &[&str]| keys.iter().find_map(|key| text_of(properties?, key)).map(|(text, _)| text);
        let kind = property(&["kind"]).and_then(AssetKind::parse);
        unkind += usize::from(kind.is_none());
        let own = feature.get("id").map(|id| word(source, id).text.trim_matches('"').to_owned());
        let name = property(&["name", "name_en", "name_ja", "id", "title"]).map(str::to_owned).or(own);
        things.push(Thing {
            name: name.unwrap_or_else(|| format!("feature-{}", row + 1)),
            kind: kind.unwrap_or(AssetKind::Sensor),
            subtype: property(&["subtype"]).map(super::ids::kebab).unwrap_or_default(),
            place,
            source: file_name(path),
        });
    }
    let found = faults.into_found();
    if found.has_errors() {
        return Err(found);
    }
    // What the walk above does not look at may still be no GeoJSON.
    if let Err(error) = source.text.parse::<geojson::GeoJson>() {
        let expected = Expected::Form(format!("GeoJSON: {error}"));
        return Err(Diagnostic::of_file(Code::Syntax, &path.display().to_string(), "", expected).into());
    }
    if things.is_empty() {
        let expected = Expected::Form("at least one point".into());
        return Err(Diagnostic::of_file(Code::EmptyFile, &path.display().to_string(), "", expected).into());
    }
    let mut assumptions = Vec::new();
    let list = &mut assumptions;
    counted(
        list,
        Table::Assets,
        others,
        |n| format!("Features that are no points, left out: {n}."),
        |n| format!("点でない地物{n}件は取り込んでいません。"),
    );
    counted(
        list,
        Table::Assets,
        unplaced,
        |n| format!("Features without a geometry, their latitude and longitude left empty: {n}."),
        |n| format!("{n}件の地物に位置がないため、緯度・経度は空欄です。"),
    );
    counted(
        list,
        Table::Assets,
        unkind,
        |n| format!("Features that do not say what they are (property `kind`), taken for sensors: {n}."),
        |n| format!("種別(属性 kind)のない地物{n}件はセンサーとみなしました。"),
    );
    let title = text_of(&root, "name").map(|(name, _)| name.to_owned()).unwrap_or_default();
    Ok(Things { title, things, sends: Vec::new(), assumptions }.city(path, "point"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn map(text: &str) -> Result<Imported, Diagnostics> {
        points_bytes(Path::new("t.geojson"), text.as_bytes())
    }

    fn faults<T: std::fmt::Debug>(refused: Result<T, Diagnostics>) -> Vec<String> {
        let found = refused.expect_err("refused");
        found.iter().map(|it| format!("{} {}", it.code, it.value)).collect()
    }

    #[test]
    fn points_keep_what_their_properties_say_and_other_shapes_are_counted() {
        let text = r#"{"type": "FeatureCollection", "features": [
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": [139.7, 35.6]}, "properties": {"name": "Camera 1", "kind": "camera"}},
            {"type": "Feature", "geometry": null, "properties": null, "id": 7},
            {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}, "properties": {}}]}"#;
        let imported = map(text).unwrap();
        let assets = &imported.records.assets;
        assert_eq!((assets.len(), assets[0].kind, assets[0].id.as_str()), (2, AssetKind::Camera, "camera-1"));
        assert_eq!((assets[1].kind, assets[1].lat, assets[1].name_en.as_str()), (AssetKind::Sensor, None, "7"));
        assert!(imported.assumptions[0].en.ends_with("left out: 1."));
    }

    #[test]
    fn maps_that_are_none_are_refused() {
        assert_eq!(faults(map(r#"{"type": "Topology"}"#)), ["malformed {"]);
        let point = |coordinates: &str| {
            format!(
                r#"{{"type": "Feature", "geometry": {{"type": "Point", "coordinates": {coordinates}}}, "properties": {{}}}}"#
            )
        };
        assert_eq!(faults(map(&point("[200, 0]"))), ["out-of-range 200"]);
        assert_eq!(faults(map(&point("[1]"))), ["missing [1]"]);
        assert_eq!(faults(map(&point("\"here\""))), ["malformed \"here\""]);
        assert_eq!(faults(map(r#"{"type": "FeatureCollection", "features": []}"#)), ["empty-file "]);
    }

    proptest! {
        #[test]
        fn any_json_is_read_or_refused_but_never_a_panic(
            pieces in prop::collection::vec("(\\{|\\}|\\[|\\]|,|\"(type|id|coordinates|location|geometry|Feature|Point|refX|é)\":?|null|[0-9-]{1,3})", 0..24)
        ) {
            let _ = map(&pieces.concat());
        }
    }
}
