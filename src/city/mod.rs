//! `yagura city`: show one, or make one.

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
    /// Make a city folder from files of other programs (EPANET .inp, epanetCPA .cpa)
    Import(import::Arguments),
}

/// Does it.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.command {
        Command::Show(arguments) => show::execute(session, arguments),
        Command::Import(arguments) => import::execute(session, arguments),
    }
}
