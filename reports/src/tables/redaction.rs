//! Tables without the names of their city: for a report that is handed on from a folder that was written with names.
//!
//! Organisations, services and assets are numbered in the order in which the tables name them. A comparison that was itself made with
//! `--redact` knows more (zones, sites, inputs) and numbers them as the city's files do.

use std::collections::BTreeSet;

use yagura_sim::city::{Names, Redaction};

use super::{NameRow, Tables};

/// Begins the name of an input that lies inside the program.
const SHIPPED: &str = "shipped:";
/// Stands for what was a path.
const WITHHELD: &str = "withheld";

impl Tables {
    /// The same tables under ids and names that only count.
    #[must_use]
    pub fn redacted(mut self) -> Self {
        let redaction = redaction(&self);
        self.replace_names(&redaction);
        self.replace_ids(&redaction);
        self.replace_manifest(&redaction);
        self
    }

    fn replace_names(&mut self, redaction: &Redaction) {
        let [mut organisations, mut services] = [0, 0];
        for row in &mut self.names {
            match row.kind.as_str() {
                "city" => rename(row, "city-1".into(), ("City 1".into(), "都市1".into())),
                "organisation" => {
                    organisations += 1;
                    rename(row, redaction.organisation(&row.id), numbered(("Organisation", "組織"), organisations));
                }
                "service" => {
                    services += 1;
                    rename(row, redaction.service(&row.id), numbered(("Service", "サービス"), services));
                }
                "scenario" | "control_set" => {
                    for text in [&mut row.name_en, &mut row.name_ja, &mut row.about_en, &mut row.about_ja] {
                        *text = redaction.text(text);
                    }
                }
                _ => {}
            }
        }
        for row in &mut self.checklist {
            let who: Vec<String> = row.responsible.split(';').map(|id| redaction.organisation(id)).collect();
            row.responsible = who.join(";");
            for text in [&mut row.where_en, &mut row.where_ja, &mut row.basis_en, &mut row.basis_ja] {
                *text = redaction.text(text);
            }
        }
    }

    fn replace_ids(&mut self, redaction: &Redaction) {
        for row in &mut self.services {
            row.service = redaction.service(&row.service);
        }
        for row in &mut self.organisations {
            row.organisation = redaction.organisation(&row.organisation);
        }
        for row in &mut self.tree {
            row.asset = redaction.asset(&row.asset);
            row.from_asset = redaction.asset(&row.from_asset);
            row.organisation = redaction.organisation(&row.organisation);
            row.zone = redaction.zone(&row.zone);
            let number = row.asset.rsplit('-').next().unwrap_or_default();
            (row.name_en, row.name_ja) = (format!("Asset {number}"), format!("資産{number}"));
        }
        let cities = self
            .summary
            .iter_mut()
            .map(|row| &mut row.city)
            .chain(self.differences.iter_mut().map(|row| &mut row.city))
            .chain(self.spread.iter_mut().map(|row| &mut row.city))
            .chain(self.survival.iter_mut().map(|row| &mut row.city))
            .chain(self.delays.iter_mut().map(|row| &mut row.city))
            .chain(self.exceedance.iter_mut().map(|row| &mut row.city))
            .chain(self.worst.iter_mut().map(|row| &mut row.city))
            .chain(self.services.iter_mut().map(|row| &mut row.city))
            .chain(self.organisations.iter_mut().map(|row| &mut row.city))
            .chain(self.draw_results.iter_mut().map(|row| &mut row.city))
            .chain(self.sensitivity.iter_mut().map(|row| &mut row.city))
            .chain(self.knock_out.iter_mut().flatten().map(|row| &mut row.city))
            .chain(self.tree.iter_mut().map(|row| &mut row.city));
        cities.for_each(|city| "city-1".clone_into(city));
    }

    fn replace_manifest(&mut self, redaction: &Redaction) {
        for argument in &mut self.manifest.arguments {
            *argument = if argument.contains(['/', '\\']) { WITHHELD.to_owned() } else { redaction.text(argument) };
        }
        self.manifest.baseline = redaction.text(&self.manifest.baseline);
        for (row, input) in self.manifest.inputs.iter_mut().enumerate() {
            input.file = match input.file.strip_prefix(SHIPPED) {
                Some(_) => redaction.text(&input.file),
                None => format!("input-{}", row + 1),
            };
        }
    }
}

fn rename(row: &mut NameRow, id: String, (en, ja): (String, String)) {
    (row.id, row.name_en, row.name_ja) = (id, en, ja);
}

fn numbered((en, ja): (&str, &str), number: usize) -> (String, String) {
    (format!("{en} {number}"), format!("{ja}{number}"))
}

fn redaction(tables: &Tables) -> Redaction {
    let of_kind = |kind: &'static str| {
        let rows = tables.names.iter().filter(move |row| row.kind == kind);
        rows.map(|row| [row.id.as_str(), &row.name_en, &row.name_ja]).collect::<Vec<_>>()
    };
    let (mut assets, mut zones): (Vec<[&str; 3]>, Vec<[&str; 3]>) = (Vec::new(), Vec::new());
    let (mut known_assets, mut known_zones) = (BTreeSet::new(), BTreeSet::new());
    for row in &tables.tree {
        if known_assets.insert(row.asset.as_str()) {
            assets.push([&row.asset, &row.name_en, &row.name_ja]);
        }
        if known_zones.insert(row.zone.as_str()) {
            zones.push([&row.zone, "", ""]);
        }
    }
    Redaction::from_names(&Names {
        city: of_kind("city").first().copied().unwrap_or_default(),
        organisations: of_kind("organisation"),
        services: of_kind("service"),
        assets,
        zones,
        ..Names::default()
    })
}
