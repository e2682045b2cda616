//! `yagura city generate --assets N --seed S --out DIR`.

use std::path::PathBuf;

use clap::Args;
use yagura_scenarios::generate::{GeneratedCity, SIZES};
use yagura_scenarios::import;
use yagura_sim::city::CityRows as _;

use crate::cli::DEFAULT_SEED;
use crate::failure::Failure;
use crate::folder::{Existing, Folder};
use crate::render::listing::Listing;
use crate::session::Session;

/// Arguments of `city generate`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Assets of the city
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(i64::from(SIZES.0)..=i64::from(SIZES.1)))]
    pub(crate) assets: u32,
    /// Seed: the same size and seed give the same city
    #[arg(long, default_value_t = DEFAULT_SEED, value_name = "NUMBER")]
    pub(crate) seed: u64,
    /// Folder for the city
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Replace files in a folder that holds some
    #[arg(long)]
    pub(crate) force: bool,
}

/// Makes the city, writes the folder, prints what there is of each.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    Folder::check(&arguments.out, Existing::as_forced(arguments.force))?;
    let made = GeneratedCity::new(arguments.assets, arguments.seed)?;
    let city = made.skeleton();
    import::folder::write_rows(city, &made, &[], &arguments.out, arguments.force).map_err(super::import::unwritten)?;
    let mut flows = 0;
    made.each_flow(&mut |_| flows += 1);
    let mut listing = Listing::new(&["table", "rows"]);
    for (table, rows) in [
        ("organisations", city.organisations.len()),
        ("contracts", city.contracts.len()),
        ("zones", city.zones.len()),
        ("conduits", city.conduits.len()),
        ("assets", made.assets()),
        ("datasets", city.datasets.len()),
        ("flows", flows),
        ("services", city.services.len()),
    ] {
        listing.push([table.to_owned(), rows.to_string()]);
    }
    session.print(&listing.render(session)?)
}
