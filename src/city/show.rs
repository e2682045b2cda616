//! `yagura city show`.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};
use serde_json::{Map, Value};
use yagura_reports::words::number;
use yagura_sim::city::{AssetKind, CityRecords, Redaction};
use yagura_sim::words::Words as _;

use crate::cli::{Format, World};
use crate::failure::Failure;
use crate::inputs;
use crate::render::listing::Listing;
use crate::session::Session;

/// Arguments of `city show`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Where the world comes from.
    #[command(flatten)]
    pub(crate) world: World,
    /// What of it
    #[arg(long, default_value = "all", value_name = "PART")]
    pub(crate) part: Part,
    /// Replace the names and places of the city
    #[arg(long)]
    pub(crate) redact: bool,
}

/// A part of the city.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Everything
    All,
    /// Assets by kind
    Kinds,
    /// Organisations and what they operate
    Organisations,
    /// Zones
    Zones,
    /// Services
    Services,
}

/// Prints it.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    let mut city = inputs::city(&arguments.world)?.records;
    if arguments.redact {
        city = Redaction::of(&city).records(&city);
    }
    let parts: [(Part, &str, Listing); 4] = [
        (Part::Kinds, "kinds", kinds(session, &city)),
        (Part::Organisations, "organisations", organisations(session, &city)),
        (Part::Zones, "zones", zones(session, &city)),
        (Part::Services, "services", services(session, &city)),
    ];
    if let Some((_, _, listing)) = parts.iter().find(|(part, ..)| *part == arguments.part) {
        return session.print(&listing.render(session)?);
    }
    let text = match session.format {
        Format::Human => {
            let mut text = head(session, &city);
            for (_, name, listing) in &parts {
                text.push_str(&format!(
                    "\n{}\n{}",
                    session.say(&format!("city-{name}"), &[]),
                    listing.render(session)?
                ));
            }
            text
        }
        Format::Json => {
            let object: Map<String, Value> =
                parts.iter().map(|(_, name, listing)| ((*name).to_owned(), listing.json())).collect();
            format!("{:#}\n", Value::Object(object))
        }
        Format::Csv => return Err(Failure::Usage(session.say("city-csv-part", &[]))),
    };
    session.print(&text)
}

fn head(session: &Session, city: &CityRecords) -> String {
    let name = session.choose(&city.head.name_en, &city.head.name_ja);
    let things: u64 = city.assets.iter().map(|asset| u64::from(asset.stands_for)).sum();
    #[allow(clippy::cast_precision_loss, reason = "shown with three digits")]
    let things = number(things as f64);
    session.say(
        "city-head",
        &[
            ("name", name.into()),
            ("id", city.head.id.as_str().into()),
            ("population", city.head.population.to_string().into()),
            ("organisations", city.organisations.len().to_string().into()),
            ("contracts", city.contracts.len().to_string().into()),
            ("zones", city.zones.len().to_string().into()),
            ("conduits", city.conduits.len().to_string().into()),
            ("assets", city.assets.len().to_string().into()),
            ("things", things.into()),
            ("datasets", city.datasets.len().to_string().into()),
            ("flows", city.flows.len().to_string().into()),
            ("services", city.services.len().to_string().into()),
        ],
    ) + "\n"
}

fn kinds(session: &Session, city: &CityRecords) -> Listing {
    let mut listing = Listing::new(&["id", "name", "assets", "unlisted"]);
    for &kind in AssetKind::ALL {
        let of_kind = || city.assets.iter().filter(|asset| asset.kind == kind);
        let unlisted = of_kind().filter(|asset| asset.unlisted).count();
        let count = of_kind().count();
        if count > 0 {
            listing.push([kind.as_str(), &session.words.name_of(kind), &count.to_string(), &unlisted.to_string()]);
        }
    }
    listing
}

/// How many of `ids` each id is.
fn counted<'a>(ids: impl Iterator<Item = &'a String>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for id in ids {
        *counts.entry(id.as_str()).or_insert(0) += 1;
    }
    counts
}

fn organisations(session: &Session, city: &CityRecords) -> Listing {
    let operates = counted(city.assets.iter().map(|asset| &asset.operator));
    let owns = counted(city.assets.iter().map(|asset| &asset.owner));
    let provides = counted(city.services.iter().map(|service| &service.provider));
    let of = |counts: &BTreeMap<&str, usize>, id: &str| counts.get(id).copied().unwrap_or(0).to_string();
    let mut listing = Listing::new(&["id", "name", "role", "desk", "owns", "operates", "provides"]);
    for organisation in &city.organisations {
        let id = organisation.id.as_str();
        listing.push([
            id,
            session.choose(&organisation.name_en, &organisation.name_ja),
            &session.words.name_of(organisation.role),
            &session.words.name_of(organisation.security_operations),
            &of(&owns, id),
            &of(&operates, id),
            &of(&provides, id),
        ]);
    }
    listing
}

fn zones(session: &Session, city: &CityRecords) -> Listing {
    let assets = counted(city.assets.iter().map(|asset| &asset.zone));
    let mut listing = Listing::new(&["id", "name", "category", "medium", "tier", "operator", "internet", "assets"]);
    for zone in &city.zones {
        let internet = session.say(if zone.internet_facing { "yes" } else { "no" }, &[]);
        listing.push([
            zone.id.as_str(),
            session.choose(&zone.name_en, &zone.name_ja),
            &session.words.name_of(zone.category),
            &session.words.name_of(zone.medium),
            &session.words.name_of(zone.separation_tier),
            &zone.operator,
            &internet,
            &assets.get(zone.id.as_str()).copied().unwrap_or(0).to_string(),
        ]);
    }
    listing
}

fn services(session: &Session, city: &CityRecords) -> Listing {
    let mut listing = Listing::new(&["id", "name", "provider", "users", "criticality", "safety", "fallback"]);
    for service in &city.services {
        let safety = session.say(if service.safety_relevant { "yes" } else { "no" }, &[]);
        listing.push([
            service.id.as_str(),
            session.choose(&service.name_en, &service.name_ja),
            &service.provider,
            &service.users.to_string(),
            &service.criticality.to_string(),
            &safety,
            &session.words.name_of(service.fallback),
        ]);
    }
    listing
}
