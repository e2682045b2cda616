//! `yagura city import FILE... --out DIR`.

use std::path::PathBuf;

use clap::Args;
use yagura_scenarios::import::{self, Assumption, folder::WriteError};
use yagura_sim::words::Words as _;

use crate::failure::Failure;
use crate::folder::{Existing, Folder};
use crate::render::listing::Listing;
use crate::session::Session;

/// Arguments of `city import`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// A water network (EPANET .inp), and if there is one its cyber layer (epanetCPA .cpa)
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Folder for the city
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Replace files in a folder that holds some
    #[arg(long)]
    pub(crate) force: bool,
}

/// Imports, writes the folder, prints everything that had to be assumed.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    Folder::check(&arguments.out, Existing::as_forced(arguments.force))?;
    let with = |wanted: &str| -> Vec<&PathBuf> {
        let matches = |path: &&PathBuf| path.extension().is_some_and(|found| found.eq_ignore_ascii_case(wanted));
        arguments.files.iter().filter(matches).collect()
    };
    let (networks, layers) = (with("inp"), with("cpa"));
    let known = networks.len() + layers.len() == arguments.files.len();
    let ([network], [] | [_], true) = (networks.as_slice(), layers.as_slice(), known) else {
        return Err(Failure::Usage(session.say("import-files", &[])));
    };
    let imported = import::water(network, layers.first().map(|path| path.as_path()))?;
    import::folder::write(&imported.records, &arguments.out, arguments.force).map_err(|error| match error {
        WriteError::NotEmpty { folder } => Failure::FolderInUse(folder),
        WriteError::InputOutput { path, error } => Failure::InputOutput { path, error },
    })?;
    session.print(&assumed(session, &imported.assumptions)?)?;
    let city = &imported.records;
    session.remark(&session.say(
        "import-done",
        &[
            ("out", arguments.out.display().to_string().into()),
            ("assets", city.assets.len().to_string().into()),
            ("flows", city.flows.len().to_string().into()),
            ("services", city.services.len().to_string().into()),
            ("assumptions", imported.assumptions.len().to_string().into()),
        ],
    ));
    Ok(())
}

fn assumed(session: &Session, assumptions: &[Assumption]) -> Result<String, Failure> {
    let mut listing = Listing::new(&["table", "assumption"]);
    for assumption in assumptions {
        listing.push([assumption.table.as_str(), session.choose(&assumption.en, &assumption.ja)]);
    }
    listing.render(session)
}
