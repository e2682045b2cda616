//! `yagura workshop`: a local web page on which a room of people chooses controls, predicts, runs, replays and debriefs.
//!
//! [`room`] holds the state of the workshop and the only way to change it, [`queue`] the runs that wait for one worker thread, [`api`]
//! what the page may ask for, [`server`] the socket. The page is plain ES modules under `page/`, embedded into the program.

mod answer;
mod api;
mod basket;
mod cards;
mod drawn;
mod material;
mod outcome;
mod pack;
mod patience;
mod played;
mod queue;
mod replays;
mod room;
mod secret;
mod server;
mod shelf;
mod state;
#[cfg(test)]
mod tests;
mod view;
mod words;

use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use yagura_reports::words::Language;

use crate::cli::{Chance, World};
use crate::failure::Failure;
use crate::folder::{Existing, Folder};
use crate::inputs;
use crate::interrupt;
use crate::session::Session;
use material::Material;
use room::Room;

/// Most incidents that one basket may be played for: a laptop answers in a minute.
const MOST_INCIDENTS: u32 = 20_000;

/// The port where none is given. Nothing is registered under it.
const DEFAULT_PORT: u16 = 8732;

/// Arguments of `workshop`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Where the world comes from.
    #[command(flatten)]
    pub(crate) world: World,
    /// Scenario to begin with: a shipped name or a file; the facilitator may pick another on the page
    #[arg(long, default_value = inputs::CORE[0], value_name = "NAME|FILE")]
    pub(crate) scenario: String,
    /// Control set that the city has before anybody chooses
    #[arg(long, default_value = inputs::DEFAULT_BASELINE, value_name = "SET")]
    pub(crate) baseline: String,
    /// What a team may spend in five years, yen [default: a third of what the core of the guideline costs]
    #[arg(long, value_name = "YEN", value_parser = crate::cli::positive)]
    pub(crate) budget: Option<f64>,
    /// Parameter draws of each basket
    #[arg(long, default_value_t = 200, value_name = "D", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_INCIDENTS)))]
    pub(crate) parameter_draws: u32,
    /// Replications in each draw; a basket is played for at most 20,000 incidents
    #[arg(long, default_value_t = 10, value_name = "R", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_INCIDENTS)))]
    pub(crate) replications: u32,
    /// Chance and time.
    #[command(flatten)]
    pub(crate) chance: Chance,
    /// Port of the page; 0 takes any that is free
    #[arg(long, default_value_t = DEFAULT_PORT, value_name = "PORT")]
    pub(crate) port: u16,
    /// Let other machines in the room join, over the network; an address listens on that one only
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, require_equals = true, default_missing_value = "0.0.0.0")]
    pub(crate) listen: Option<IpAddr>,
    /// File that keeps the workshop: opened if it is there, saved after each change
    #[arg(long, value_name = "FILE")]
    pub(crate) state: Option<PathBuf>,
    /// Open no page: write the facilitator's pack of the scenario into this folder, in both languages
    #[arg(long, value_name = "DIR", conflicts_with_all = ["state", "port", "listen"])]
    pub(crate) pack: Option<PathBuf>,
    /// With --pack: write into a folder that holds something
    #[arg(long, requires = "pack")]
    pub(crate) force: bool,
}

/// Opens the room and serves it until Ctrl-C.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    if arguments.parameter_draws.saturating_mul(arguments.replications) > MOST_INCIDENTS {
        return Err(Failure::Usage(session.say("workshop-said-too-many", &[("most", MOST_INCIDENTS.into())])));
    }
    if let Some(out) = &arguments.pack {
        return write_pack(session, arguments, out);
    }
    let material = Material::load(session, arguments)?;
    let room = Arc::new(Room::open(session, arguments, material)?);
    let address = SocketAddr::new(arguments.listen.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)), arguments.port);
    server::serve(session, &room, address)
}

/// Plays today's city and writes the pack.
fn write_pack(session: &Session, arguments: &Arguments, out: &std::path::Path) -> Result<(), Failure> {
    Folder::check(out, Existing::as_forced(arguments.force))?;
    let material = Material::load(session, arguments)?;
    let scenario = material.scenario(&material.first_scenario).ok_or_else(|| Failure::Fault("no scenario".into()))?;
    let played =
        played::play(&material, scenario, &[], interrupt::watch(), &|_, _| {}).map_err(|stopped| match stopped {
            played::Stopped::Cancelled => Failure::Interrupted(Vec::new()),
            played::Stopped::Fault(what) => Failure::Fault(what),
        })?;
    let played = Arc::new(played);
    let mut folder = Folder::open(out, Existing::as_forced(arguments.force))?;
    for language in Language::ALL {
        let html =
            pack::pack(&material, scenario, material.budget_jpy, played.clone(), language).map_err(Failure::Fault)?;
        folder.write(&format!("pack-{}.html", language.code()), |file| file.write_all(html.as_bytes()))?;
    }
    let said = [("count", Language::ALL.len().into()), ("out", out.display().to_string().into())];
    session.print(&format!("{}\n", session.say("report-written", &said)))
}
