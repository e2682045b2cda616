//! `yagura check`: everything that can be wrong with inputs, at once; nothing runs.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use yagura_scenarios::{Diagnostic, Diagnostics, Loaded};
use yagura_sim::city::{City, CityRecords};
use yagura_sim::knowledge::{Catalogue, CatalogueRecords, unreached};
use yagura_sim::measure::MEASURES;
use yagura_sim::problem::Table;
use yagura_sim::scenario::Scenario;

use crate::cli::{Format, World};
use crate::failure::Failure;
use crate::inputs;
use crate::render;
use crate::render::listing::Listing;
use crate::session::Session;
use crate::sweep::batch::Batch;

/// Arguments of `check`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Where the world comes from.
    #[command(flatten)]
    pub(crate) world: World,
    /// Scenario: a shipped name, a file, `core` or `all` (repeatable) [default: all]
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) scenario: Vec<String>,
    /// Control set: a shipped name, a file, IDs, or a set changed (repeatable) [default: all shipped]
    #[arg(long, value_name = "SET")]
    pub(crate) controls: Vec<String>,
    /// Plan file: it and everything that it names, and nothing else
    #[arg(long, value_name = "PLAN", conflicts_with_all = ["city", "catalogue", "overlay", "scenario", "controls"])]
    pub(crate) plan: Option<PathBuf>,
}

/// Checks, and prints what was checked.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    if let Some(plan) = &arguments.plan {
        return of_plan(session, plan);
    }
    let mut found = Diagnostics::default();
    let mut listing = Listing::new(&["what", "id", "rows", "verified", "oldest"]);

    let city = inputs::city(&arguments.world).map_err(|failure| gather(failure, &mut found)).ok();
    let catalogue = inputs::catalogue(&arguments.world).map_err(|failure| gather(failure, &mut found)).ok();
    let built_city = city.as_ref().and_then(|city| {
        City::build_from(&city.records, &city.records).map_err(|problems| found.append(city.locate_all(&problems))).ok()
    });
    let built_catalogue = catalogue.as_ref().and_then(|catalogue| {
        Catalogue::build(catalogue.records.clone())
            .map_err(|problems| found.append(catalogue.locate_all(&problems)))
            .ok()
    });
    if let (Some(catalogue), Some(built_catalogue), Some(built_city)) = (&catalogue, &built_catalogue, &built_city) {
        found.append(of_selectors(catalogue, built_catalogue, built_city));
    }
    if let Some(city) = &city {
        found.append(Diagnostics(city.warnings.0.clone()));
        of_city(&mut listing, city);
    }
    if let Some(catalogue) = &catalogue {
        found.append(Diagnostics(catalogue.warnings.0.clone()));
        let records = &catalogue.records;
        for (table, rows) in [
            ("controls", records.controls.len()),
            ("risks", records.risks.len()),
            ("parameters", records.parameters.len()),
            ("techniques", records.techniques.len()),
            ("effects", records.effects.len()),
            ("costs", records.costs.len()),
        ] {
            listing.push(["catalogue", table, &rows.to_string(), "", ""]);
        }
        let sets = if arguments.controls.is_empty() {
            yagura_scenarios::shipped_control_sets()
        } else {
            arguments.controls.clone()
        };
        for set in &sets {
            match inputs::control_set(set, catalogue) {
                Ok(set) => {
                    listing.push(["control set", &set.records.id, &set.records.controls.len().to_string(), "", ""]);
                    if let (Some(city), Some(catalogue)) = (&built_city, &built_catalogue) {
                        found.append(set.locate_all(&yagura_sim::control_set::check(&set.records, catalogue, city)));
                    }
                }
                Err(failure) => {
                    gather(failure, &mut found);
                }
            }
        }
    }
    let names =
        if arguments.scenario.is_empty() { vec![inputs::ALL_SCENARIOS.to_owned()] } else { arguments.scenario.clone() };
    let measures: Vec<&str> = MEASURES.iter().map(|measure| measure.key).collect();
    match inputs::scenarios_beside(&names, arguments.world.catalogue.as_deref()) {
        Ok(scenarios) => {
            for scenario in scenarios {
                listing.push(["scenario", &scenario.records.id, &scenario.records.steps.len().to_string(), "", ""]);
                if let (Some(city), Some(catalogue)) = (&built_city, &built_catalogue)
                    && let Err(problems) = Scenario::build(scenario.records.clone(), city, catalogue, &measures)
                {
                    found.append(scenario.locate_all(&problems));
                }
            }
        }
        Err(failure) => {
            gather(failure, &mut found);
        }
    }
    report(session, &listing, found)
}

/// A plan is good if everything that it would play can be built.
fn of_plan(session: &Session, path: &Path) -> Result<(), Failure> {
    let batch = Batch::load(session, path, None)?;
    let mut listing = Listing::new(&["what", "id", "rows"]);
    for comparison in &batch.comparisons {
        let question = &comparison.question;
        listing.push(["city", &comparison.plan.city, &question.city.records.assets.len().to_string()]);
        for scenario in &question.experiment.scenarios {
            listing.push(["scenario", &scenario.id, &scenario.steps.len().to_string()]);
        }
        for set in &question.sets {
            listing.push(["control set", &set.records.id, &set.records.controls.len().to_string()]);
        }
    }
    report(session, &listing, Diagnostics::default())
}

/// Keeps the diagnostics of a failure for later, so that all are shown together.
fn gather(failure: Failure, found: &mut Diagnostics) {
    match failure {
        Failure::Input(diagnostics) => found.append(*diagnostics),
        other => found.push(Diagnostic::of_file(
            yagura_scenarios::Code::UnreadableFile,
            "",
            format!("{other:?}"),
            yagura_scenarios::Expected::Nothing,
        )),
    }
}

/// Effects that find nothing in the city. That a shipped row finds nothing is no mistake of whoever describes a small city.
fn of_selectors(loaded: &Loaded<CatalogueRecords>, catalogue: &Catalogue, city: &City) -> Diagnostics {
    let found = unreached(catalogue, city);
    let mut told = loaded.locate_all(&found.wrong);
    let idle = loaded.locate_all(&found.idle).0.into_iter().filter(|d| !d.file.starts_with("shipped:"));
    told.0.extend(idle.map(Diagnostic::warning));
    told
}

/// Rows of the city's tables: how many, how many verified, and how old the oldest is.
fn of_city(listing: &mut Listing, city: &Loaded<CityRecords>) {
    let records = &city.records;
    for (table, rows) in [
        (Table::Organisations, records.organisations.len()),
        (Table::Contracts, records.contracts.len()),
        (Table::Zones, records.zones.len()),
        (Table::Conduits, records.conduits.len()),
        (Table::Assets, records.assets.len()),
        (Table::Datasets, records.datasets.len()),
        (Table::Flows, records.flows.len()),
        (Table::Services, records.services.len()),
    ] {
        let verified = city.column(table, "verified").into_iter().flatten().filter(|cell| cell != "no").count();
        let oldest = city.column(table, "as_of").into_iter().flatten().min().unwrap_or_default();
        listing.push(["city", &table.to_string(), &rows.to_string(), &verified.to_string(), &oldest]);
    }
}

fn report(session: &Session, listing: &Listing, found: Diagnostics) -> Result<(), Failure> {
    if session.format == Format::Json {
        let object = json!({ "checked": listing.json(), "diagnostics": render::diagnostics_as_json(session, &found) });
        session.print(&format!("{object:#}\n"))?;
    }
    if found.has_errors() {
        return Err(found.into());
    }
    if session.format != Format::Json {
        session.print(&listing.render(session)?)?;
        if !found.0.is_empty() {
            session.complain(render::diagnostics_for_people(session, &found).trim_end());
        }
    }
    Ok(())
}
