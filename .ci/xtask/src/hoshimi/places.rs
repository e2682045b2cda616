//! Places, distances and small shifts, in whole numbers: coordinates are hundred-thousandths of a degree (about a metre).

use super::plan::get;
use std::collections::BTreeMap;

/// Millimetres in a hundred-thousandth of a degree of latitude, and of longitude at this latitude.
const MM: (i64, i64) = (1110, 915);

/// Farthest that an asset may stand from its site, in millimetres.
const REACH_MM: i64 = 300_000;

/// Kinds of site at which nothing is moved: the instrument stands where the river, the gate or the pipe is.
const FIXED: &[&str] = &["gauge", "gate", "drain-station", "reservoir", "booster", "water-plant"];

/// Sixteen directions as thousandths of a unit vector (north, east).
const DIRECTIONS: [(i64, i64); 16] = [
    (1000, 0),
    (924, 383),
    (707, 707),
    (383, 924),
    (0, 1000),
    (-383, 924),
    (-707, 707),
    (-924, 383),
    (-1000, 0),
    (-924, -383),
    (-707, -707),
    (-383, -924),
    (0, -1000),
    (383, -924),
    (707, -707),
    (924, -383),
];

/// Where a kind of asset stands at its site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// In a room: on a tight lattice around the site.
    Indoor,
    /// In the open: 150 to 290 m away, in a direction that turns with each.
    Outdoor,
}

/// A row of `plan/sites.csv`.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) id: String,
    pub(super) name_ja: String,
    pub(super) name_en: String,
    pub(super) district: String,
    pub(super) kind: String,
    pub(super) group: String,
    pub(super) at: (i64, i64),
}

impl Place {
    pub(super) fn from_row(row: &BTreeMap<String, String>) -> Result<Self, String> {
        let id = get(row, "id");
        let at = (degrees(&get(row, "lat"), &id)?, degrees(&get(row, "lon"), &id)?);
        let name = |short: &str, full: &str| Some(get(row, short)).filter(|s| !s.is_empty()).unwrap_or(get(row, full));
        Ok(Self {
            name_ja: name("place_ja", "name_ja"),
            name_en: name("place_en", "name_en"),
            district: get(row, "district"),
            kind: get(row, "kind"),
            group: get(row, "group"),
            id,
            at,
        })
    }

    /// The id without the word of its kind: `gauge-miose-upper-1` is `miose-upper-1`.
    pub(super) fn short_id(&self) -> &str {
        match self.kind.as_str() {
            "gauge" | "gate" | "drain-station" => self.id.split_once('-').map_or(self.id.as_str(), |(_, rest)| rest),
            _ => &self.id,
        }
    }

    /// Square of the distance in square millimetres.
    pub(super) fn distance(&self, other: &Self) -> i64 {
        squared(self.at, other.at)
    }

    /// Where the `nth` asset (from 0) of this site stands. The first stands on the site itself.
    pub(super) fn position(&self, nth: usize, setting: Setting) -> (i64, i64) {
        if nth == 0 || FIXED.contains(&self.kind.as_str()) {
            return self.at;
        }
        let seed = nth as i64 + self.id.bytes().map(i64::from).sum::<i64>();
        let (north_mm, east_mm) = match setting {
            Setting::Indoor => {
                let (north, east) = lattice(nth);
                (north * 25_000, east * 25_000)
            }
            Setting::Outdoor => {
                // Seven is coprime to sixteen: neighbours in the order look in quite different directions.
                let (north, east) = DIRECTIONS[(seed * 7 % 16) as usize];
                let radius = 150_000 + seed * 37 % 141 * 1000;
                (north * radius / 1000, east * radius / 1000)
            }
        };
        let moved = (self.at.0 + north_mm / MM.0, self.at.1 + east_mm / MM.1);
        debug_assert!(squared(self.at, moved) <= REACH_MM * REACH_MM);
        moved
    }
}

/// The `nth` point of the square lattice around the origin, nearest first.
fn lattice(nth: usize) -> (i64, i64) {
    let mut points: Vec<(i64, i64)> = (-11..=11).flat_map(|x| (-11..=11).map(move |y| (x, y))).collect();
    points.sort_by_key(|&(x, y)| (x * x + y * y, x, y));
    points.retain(|&(x, y)| x * x + y * y <= 144);
    points[nth % points.len()]
}

fn squared(a: (i64, i64), b: (i64, i64)) -> i64 {
    let (north, east) = ((a.0 - b.0) * MM.0, (a.1 - b.1) * MM.1);
    north * north + east * east
}

/// `34.4835` as 3448350.
fn degrees(text: &str, of: &str) -> Result<i64, String> {
    let fail = || format!("`{text}` of {of} is not degrees with at most five decimals");
    let (whole, part) = text.split_once('.').ok_or_else(fail)?;
    if part.len() > 5 {
        return Err(fail());
    }
    format!("{whole}{part:0<5}").parse().map_err(|_| fail())
}

/// 3448350 as `34.48350`.
pub(super) fn to_degrees(units: i64) -> String {
    format!("{}.{:05}", units / 100_000, units % 100_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(kind: &str) -> Place {
        Place {
            id: "somewhere".to_owned(),
            name_ja: String::new(),
            name_en: String::new(),
            district: String::new(),
            kind: kind.to_owned(),
            group: String::new(),
            at: (3_448_350, 13_781_500),
        }
    }

    #[test]
    fn degrees_survive_the_way_there_and_back() {
        assert_eq!(degrees("34.4835", "x"), Ok(3_448_350));
        assert_eq!(to_degrees(3_448_350), "34.48350");
        assert!(degrees("34", "x").is_err());
        assert!(degrees("34.483512", "x").is_err());
    }

    #[test]
    fn nothing_moves_farther_than_three_hundred_metres() {
        let site = place("school");
        for nth in 0..200 {
            for setting in [Setting::Indoor, Setting::Outdoor] {
                assert!(squared(site.at, site.position(nth, setting)) <= REACH_MM * REACH_MM);
            }
        }
        assert_ne!(site.position(1, Setting::Outdoor), site.at);
    }

    #[test]
    fn no_two_in_one_room_stand_on_the_same_spot() {
        let site = place("city-hall");
        let spots: std::collections::BTreeSet<_> = (0..100).map(|nth| site.position(nth, Setting::Indoor)).collect();
        assert_eq!(spots.len(), 100);
    }

    #[test]
    fn gauges_gates_and_water_stay_on_their_site() {
        for kind in FIXED {
            assert_eq!(place(kind).position(3, Setting::Outdoor), place(kind).at);
        }
    }
}
