//! `yagura city`: show one, or make one.

mod generate;
mod import;
mod show;

use clap::{Args, Subcommand};

use crate::failure::Failure;
use crate::session::Session;

/// Arguments of `city`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// What a city holds: counts by kind, zones, services, who operates what
    Show(show::Arguments),
    /// Make a city of any size after the pattern of the shipped one
    Generate(generate::Arguments),
    /// Make a city folder from files of other programs (EPANET, epanetCPA, GraphML, GeoJSON, NGSI-LD, edge lists)
    Import(import::Arguments),
}

/// Does it.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.command {
        Command::Show(arguments) => show::execute(session, arguments),
        Command::Generate(arguments) => generate::execute(session, arguments),
        Command::Import(arguments) => import::execute(session, arguments),
    }
}
