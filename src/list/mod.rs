//! `yagura list THINGS`.

mod documents;

use clap::{Args, ValueEnum};
use yagura_scenarios::navigator::attack_ids;
use yagura_scenarios::oscal::NO_DATE;
use yagura_sim::measure::MEASURES;
use yagura_sim::scenario::{Part, matrix};
use yagura_sim::words::Words as _;

use crate::cli::World;
use crate::failure::Failure;
use crate::inputs;
use crate::render::listing::Listing;
use crate::session::Session;

/// Arguments of `list`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// What to list
    pub(crate) things: Things,
    /// Control sets to list, instead of the shipped ones: a name, a file, IDs, or a set changed (repeatable)
    #[arg(long, value_name = "SET")]
    pub(crate) controls: Vec<String>,
    /// Date that a document bears, as 2027-04-01; without it, none that anybody would believe: no clock is read
    #[arg(long, value_name = "DATE", default_value = NO_DATE)]
    pub(crate) as_of: String,
    /// Where the world comes from.
    #[command(flatten)]
    pub(crate) world: World,
}

/// What can be listed.
#[derive(ValueEnum, Clone, Copy, Debug)]
pub(crate) enum Things {
    /// Shipped cities
    Cities,
    /// Shipped scenarios
    Scenarios,
    /// Control requirements
    Controls,
    /// Shipped control sets
    ControlSets,
    /// Risk rows
    Risks,
    /// Attack techniques
    Techniques,
    /// What is measured
    Measures,
    /// Numbers of the world
    Parameters,
}

/// Prints the list.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    if let Some(document) = session.document {
        return session.print(&documents::text(session, arguments, document)?);
    }
    let listing = match arguments.things {
        Things::Cities => cities(session)?,
        Things::Scenarios => scenarios(session)?,
        Things::ControlSets => control_sets(session, arguments)?,
        Things::Measures => measures(session),
        Things::Controls => controls(session, &arguments.world)?,
        Things::Risks => risks(session, &arguments.world)?,
        Things::Techniques => techniques(session, &arguments.world)?,
        Things::Parameters => parameters(session, &arguments.world)?,
    };
    session.print(&listing.render(session)?)
}

fn cities(session: &Session) -> Result<Listing, Failure> {
    let mut listing = Listing::new(&["id", "name", "population"]);
    for name in yagura_scenarios::shipped_cities() {
        let head = yagura_scenarios::load_city(&name)?.records.head;
        listing.push([head.id.as_str(), session.choose(&head.name_en, &head.name_ja), &head.population.to_string()]);
    }
    Ok(listing)
}

fn scenarios(session: &Session) -> Result<Listing, Failure> {
    let catalogue = inputs::catalogue(&World::default())?.records;
    let mut listing = Listing::new(&["id", "name", "risks", "primary_measure", "attack_ids"]);
    for loaded in inputs::scenarios(&[inputs::ALL_SCENARIOS.to_owned()])? {
        let scenario = loaded.records;
        let title = session.choose(&scenario.title_en, &scenario.title_ja);
        let ids: Vec<&str> = attack_ids(&scenario, &catalogue).into_iter().collect();
        listing.push([scenario.id.as_str(), title, &scenario.risks.join(" "), &scenario.primary, &ids.join(" ")]);
    }
    Ok(listing)
}

fn control_sets(session: &Session, arguments: &Arguments) -> Result<Listing, Failure> {
    let shipped = || (yagura_scenarios::shipped_control_sets(), World::default());
    let given = || (arguments.controls.clone(), arguments.world.clone());
    let (names, world) = if arguments.controls.is_empty() { shipped() } else { given() };
    let catalogue = inputs::catalogue(&world)?;
    let mut listing = Listing::new(&["id", "name", "controls"]);
    for name in &names {
        let set = inputs::control_set(name, &catalogue)?.records;
        listing.push([set.id.as_str(), session.choose(&set.name_en, &set.name_ja), &set.controls.len().to_string()]);
    }
    Ok(listing)
}

fn measures(session: &Session) -> Listing {
    let mut listing = Listing::new(&["id", "family", "unit", "name"]);
    for measure in MEASURES {
        let name = inputs::measure_name(session, measure.key);
        let family = session.words.name_of(measure.family);
        listing.push([measure.key, &family, measure.unit.as_str(), &name]);
    }
    listing
}

fn controls(session: &Session, world: &World) -> Result<Listing, Failure> {
    let catalogue = inputs::catalogue(world)?.records;
    let mut listing = Listing::new(&["id", "family", "effects", "requirement"]);
    for control in &catalogue.controls {
        let effects = catalogue.effects.iter().filter(|effect| effect.control == control.id).count();
        let family = session.choose(&control.family_name_en, &control.family_name_ja);
        let text = session.choose(&control.text_en, &control.text_ja);
        listing.push([control.id.as_str(), family, &effects.to_string(), text]);
    }
    Ok(listing)
}

fn risks(session: &Session, world: &World) -> Result<Listing, Failure> {
    let catalogue = inputs::catalogue(world)?.records;
    let scenarios: Vec<_> =
        inputs::scenarios(&[inputs::ALL_SCENARIOS.to_owned()])?.into_iter().map(|loaded| loaded.records).collect();
    let mut listing = Listing::new(&[
        "id",
        "category",
        "incident",
        "scenarios",
        "acting",
        "supporting",
        "elsewhere",
        "silent",
        "why",
    ]);
    for row in matrix(&catalogue, &scenarios) {
        let incident = session.choose(&row.risk.incident_en, &row.risk.incident_ja);
        let mut parts: [Vec<String>; 4] = Default::default();
        for called in &row.controls {
            let part = called.parts.iter().max();
            let (cell, text) = match part {
                Some(Part::Acts) => (0, called.control.to_owned()),
                Some(Part::Supports | Part::Shown) => (1, called.control.to_owned()),
                _ if !called.elsewhere.is_empty() => (2, format!("{} ({})", called.control, called.elsewhere[0])),
                _ => (3, called.control.to_owned()),
            };
            parts[cell].push(text);
        }
        let mut cells =
            vec![row.risk.id.clone(), row.risk.layer_category.clone(), incident.to_owned(), row.scenarios.join(" ")];
        cells.extend(parts.map(|part| part.join(" ")));
        cells.push(session.choose(&row.risk.not_played_en, &row.risk.not_played_ja).to_owned());
        listing.push(cells);
    }
    Ok(listing)
}

fn techniques(session: &Session, world: &World) -> Result<Listing, Failure> {
    let catalogue = inputs::catalogue(world)?.records;
    let mut listing = Listing::new(&["id", "name", "attack_ids", "links", "attack_check"]);
    for technique in &catalogue.techniques {
        let name = session.choose(&technique.name_en, &technique.name_ja);
        let links: Vec<&str> = technique.links.iter().map(|link| link.as_str()).collect();
        let attack_ids = technique.attack_ids.join(" ");
        listing.push([technique.id.as_str(), name, &attack_ids, &links.join(" "), &technique.attack_check]);
    }
    Ok(listing)
}

fn parameters(session: &Session, world: &World) -> Result<Listing, Failure> {
    let catalogue = inputs::catalogue(world)?.records;
    let mut listing = Listing::new(&["id", "low", "mode", "high", "unit", "confidence", "quantity"]);
    for parameter in &catalogue.parameters {
        listing.push([
            parameter.key.as_str(),
            &yagura_reports::tables::digits(parameter.low),
            &yagura_reports::tables::digits(parameter.mode),
            &yagura_reports::tables::digits(parameter.high),
            &parameter.unit,
            parameter.confidence.as_str(),
            &session.words.parameter_name(&parameter.key, &parameter.quantity),
        ]);
    }
    Ok(listing)
}
