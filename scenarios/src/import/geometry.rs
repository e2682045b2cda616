//! What files of context entities and of points have in common: JSON that tells of places.

use std::path::Path;
use std::sync::Arc;

use yagura_sim::problem::ProblemKind;

use super::fault::Faults;
use super::lines::Word;
use crate::diagnostic::Diagnostics;
use crate::json::{Json, Node, read_json};
use crate::text::Source;

pub(super) fn decoded(path: &Path, bytes: &[u8]) -> Result<Arc<Source>, Diagnostics> {
    crate::text::decode(&path.display().to_string(), bytes).map_err(|diagnostic| Diagnostics::from(*diagnostic))
}

/// The root of a JSON file, or what is wrong with it.
pub(super) fn root(source: &Arc<Source>) -> Result<Node, Diagnostics> {
    let mut out = Diagnostics::default();
    match read_json(source, &mut out) {
        Some(root) if !out.has_errors() => Ok(root),
        _ => Err(out),
    }
}

pub(super) fn text_of<'n>(node: &'n Node, key: &str) -> Option<(&'n str, &'n Node)> {
    let found = node.get(key)?;
    match &found.value {
        Json::Text(text) if !text.trim().is_empty() => Some((text.trim(), found)),
        _ => None,
    }
}

pub(super) fn word<'s>(source: &'s Source, node: &Node) -> Word<'s> {
    Word { text: source.text.get(node.span.clone()).unwrap_or_default(), start: node.span.start }
}

/// The first byte of what is too long to show.
pub(super) fn first_of<'s>(source: &'s Source, node: &Node) -> Word<'s> {
    Word { text: source.text.get(node.span.start..node.span.start + 1).unwrap_or_default(), start: node.span.start }
}

/// Latitude and longitude of a geometry, and whether they are the middle of several points. None where it is empty or wrong.
pub(super) fn place(geometry: &Node, source: &Arc<Source>, faults: &mut Faults<'_>) -> (Option<(f64, f64)>, bool) {
    if matches!(geometry.value, Json::Null) {
        return (None, false);
    }
    let Some(coordinates) = geometry.get("coordinates") else {
        faults.add(ProblemKind::Missing, first_of(source, geometry), "coordinates", "a geometry with coordinates");
        return (None, false);
    };
    let mut points = Vec::new();
    let good = gather(coordinates, source, faults, &mut points);
    if !good || points.is_empty() {
        if good {
            faults.add(ProblemKind::Missing, word(source, coordinates), "coordinates", "longitude and latitude");
        }
        return (None, false);
    }
    #[allow(clippy::cast_precision_loss, reason = "a file holds fewer points than 2^53")]
    let count = points.len() as f64;
    let sum = points.iter().fold((0.0, 0.0), |sum, point: &(f64, f64)| (sum.0 + point.0, sum.1 + point.1));
    (Some((sum.0 / count, sum.1 / count)), points.len() > 1)
}

/// All points below `node`, as latitude and longitude; false where something else stands there.
fn gather(node: &Node, source: &Arc<Source>, faults: &mut Faults<'_>, points: &mut Vec<(f64, f64)>) -> bool {
    let Json::List(items) = &node.value else {
        faults.add(
            ProblemKind::Malformed,
            word(source, node),
            "coordinates",
            "longitude and latitude, or a list of such",
        );
        return false;
    };
    if !items.iter().any(|item| matches!(item.value, Json::Number)) {
        return items.iter().all(|item| gather(item, source, faults, points));
    }
    let mut degrees = [0.0; 2];
    for (at, (name, most)) in [("longitude", 180.0), ("latitude", 90.0)].into_iter().enumerate() {
        let Some(item) = items.get(at) else {
            faults.add(ProblemKind::Missing, word(source, node), name, "longitude and latitude");
            return false;
        };
        let number = match item.value {
            Json::Number => word(source, item).text.parse::<f64>().ok().filter(|number| number.is_finite()),
            _ => None,
        };
        match number {
            Some(number) if number.abs() <= most => degrees[at] = number,
            found => {
                let kind = if found.is_some() { ProblemKind::OutOfRange } else { ProblemKind::Malformed };
                faults.add(kind, word(source, item), name, &format!("degrees from {} to {most}", -most));
                return false;
            }
        }
    }
    points.push((degrees[1], degrees[0]));
    true
}
