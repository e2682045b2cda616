//! Ids and names: the pattern's, with the number of a district or an area where there is one.

use serde::Deserialize;

use super::tables::Scope;

/// Ids and names of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Naming {
    /// What comes before the numbers in an id.
    pub(super) stem: String,
    /// In the pattern there is one only, whose id has no number.
    pub(super) single: bool,
    ja: String,
    en: String,
}

/// A row of the pattern's own plan.
#[derive(Debug, Deserialize)]
pub(super) struct KindRow {
    pub(super) asset: String,
    id: String,
    name_ja: String,
    name_en: String,
}

impl Naming {
    /// As the plan of the pattern says.
    pub(super) fn of(row: &KindRow) -> Self {
        let stem = row.id.split("-{").next().unwrap_or(&row.id).to_owned();
        Self { stem, single: !row.id.contains('{'), ja: row.name_ja.clone(), en: row.name_en.clone() }
    }

    /// As an asset that the plan does not know is called: `id` ends in its number.
    pub(super) fn from_asset(id: &str, ja: &str, en: &str) -> Self {
        let stem = id.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
        Self { stem: stem.to_owned(), single: stem == id, ja: ja.to_owned(), en: en.to_owned() }
    }

    /// Japanese and English name of the assets of this part in the whole city, or in district or area `copy`.
    pub(super) fn names(&self, scope: Scope, copy: u32) -> (String, String) {
        let plain_ja = self.ja.replace("{n}号機", "").replace("{n}", "");
        let plain_en = self.en.replace("{ n}", "").replace("{n}", "");
        let (place_ja, place_en) = match scope {
            Scope::City => {
                return (tidy(&plain_ja.replace("{place}", "")), tidy(&plain_en.replace(", {place}", "")));
            }
            Scope::Area => (format!("第{copy}管区"), format!("Area {copy}")),
            Scope::District => (format!("第{copy}地区"), format!("District {copy}")),
        };
        let ja = match plain_ja.contains("{place}") {
            true => plain_ja.replace("{place}", &place_ja),
            false => format!("{place_ja} {plain_ja}"),
        };
        let en = match plain_en.contains("{place}") {
            true => plain_en.replace("{place}", &place_en),
            false => format!("{plain_en}, {place_en}"),
        };
        (tidy(&ja), tidy(&en))
    }
}

fn tidy(name: &str) -> String {
    name.trim().to_owned()
}

/// The id of copy `copy` of something: the first keeps the pattern's.
pub(super) fn copied(id: &str, copy: u32) -> String {
    if copy <= 1 { id.to_owned() } else { format!("{id}-{copy}") }
}

/// The name of a zone, an organisation or a service of district or area `copy`; the first keeps its own.
pub(super) fn copied_name(ja: &str, en: &str, scope: Scope, copy: u32) -> (String, String) {
    match (scope, copy) {
        (Scope::City, _) | (_, 0 | 1) => (ja.to_owned(), en.to_owned()),
        (Scope::Area, _) => (format!("{ja}(第{copy}管区)"), format!("{en}, Area {copy}")),
        (Scope::District, _) => (format!("{ja}(第{copy}地区)"), format!("{en}, District {copy}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn naming(id: &str, ja: &str, en: &str) -> Naming {
        Naming::of(&KindRow { asset: String::new(), id: id.into(), name_ja: ja.into(), name_en: en.into() })
    }

    #[test]
    fn a_place_in_the_name_becomes_the_district() {
        let gauge = naming("river-gauge-{site}", "{place} 水位計", "River level gauge, {place}");
        assert_eq!(gauge.stem, "river-gauge");
        let expected = ("第3地区 水位計".to_owned(), "River level gauge, District 3".to_owned());
        assert_eq!(gauge.names(Scope::District, 3), expected);
    }

    #[test]
    fn a_name_without_a_place_gets_one_and_loses_its_number() {
        let server = naming("water-scada-{n}", "水道監視制御サーバー{n}号機", "Water SCADA server{ n}");
        let expected = ("第2地区 水道監視制御サーバー".to_owned(), "Water SCADA server, District 2".to_owned());
        assert_eq!(server.names(Scope::District, 2), expected);
        assert_eq!(server.names(Scope::City, 0), ("水道監視制御サーバー".into(), "Water SCADA server".into()));
    }

    #[test]
    fn the_first_copy_keeps_its_id_and_its_name() {
        assert_eq!((copied("cam-net", 1), copied("cam-net", 12)), ("cam-net".into(), "cam-net-12".into()));
        assert_eq!(copied_name("網", "Net", Scope::District, 1), ("網".into(), "Net".into()));
    }
}
