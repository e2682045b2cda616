//! `yagura city import FILE... --out DIR`.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use yagura_scenarios::import::edges::{LINKS_FILE, edges, graph_city};
use yagura_scenarios::import::{self, Assumption, folder::Extra, folder::WriteError};
use yagura_sim::city::{CityRecords, Edges, Topology};
use yagura_sim::ids::AssetIndex;
use yagura_sim::words::Words as _;

use crate::failure::Failure;
use crate::folder::{Existing, Folder};
use crate::render::listing::Listing;
use crate::session::Session;

/// Arguments of `city import`.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
pub(crate) struct Arguments {
    /// A water network (EPANET .inp), and if there is one its cyber layer (epanetCPA .cpa); a graph (.graphml) or an edge list
    /// (.txt, .csv, .u32); points (.geojson); or context entities (NGSI-LD .jsonld, several allowed)
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Folder for the city
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Replace files in a folder that holds some
    #[arg(long)]
    pub(crate) force: bool,
    /// Nodes of the edge list, if the largest number in it does not tell
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..u32::MAX as i64))]
    pub(crate) nodes: Option<u32>,
    /// Edges lead one way, from the first node to the second; otherwise a link goes each way
    #[arg(long)]
    pub(crate) directed: bool,
}

/// Imports, writes the folder, prints everything that had to be assumed.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    Folder::check(&arguments.out, Existing::as_forced(arguments.force))?;
    if let [file] = arguments.files.as_slice()
        && crate::graph::is_edge_list(file)
    {
        return import_edges(session, arguments, file);
    }
    if let [file] = arguments.files.as_slice()
        && has_ending(file, &["graphml", "xml"])
    {
        return import_graph(session, arguments, file);
    }
    if arguments.files.iter().all(|file| has_ending(file, &["jsonld", "geojson", "json"])) {
        let imported = match arguments.files.as_slice() {
            [file] if has_ending(file, &["geojson"]) || import::is_geojson(file) => import::points(file)?,
            files => import::ngsi_ld(files)?,
        };
        write(&imported.records, arguments)?;
        return tell(session, arguments, &imported.records, &imported.assumptions);
    }
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
    write(&imported.records, arguments)?;
    tell(session, arguments, &imported.records, &imported.assumptions)
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|found| endings.iter().any(|ending| found.eq_ignore_ascii_case(ending)))
}

/// A graph with names and places.
fn import_graph(session: &Session, arguments: &Arguments, file: &Path) -> Result<(), Failure> {
    let graph = import::graphml(file)?;
    let records = &graph.city.records;
    let topology = Topology::from_edges(records.assets.len(), graph.links.iter().copied(), Edges::Directed)
        .map_err(|error| Failure::Usage(error.to_string()))?;
    write_with_links(records, &topology, arguments)?;
    tell(session, arguments, records, &graph.city.assumptions)
}

/// The folder with its links: both, or neither.
fn write_with_links(records: &CityRecords, topology: &Topology, arguments: &Arguments) -> Result<(), Failure> {
    let fill = |file: &mut dyn Write| write_links(file, topology);
    let links = Extra { name: LINKS_FILE, fill: &fill };
    import::folder::write_rows(records, records, &[links], &arguments.out, arguments.force).map_err(unwritten)
}

/// A graph: its nodes as assets, its links in a file of their own beside the tables.
fn import_edges(session: &Session, arguments: &Arguments, file: &Path) -> Result<(), Failure> {
    let list = edges(file, arguments.nodes)?;
    let direction = if arguments.directed { Edges::Directed } else { Edges::Undirected };
    let topology = Topology::from_edges(list.nodes as usize, list.edges.iter().copied(), direction)
        .map_err(|error| Failure::Usage(error.to_string()))?;
    let name = arguments.out.file_name().map_or("graph".into(), |name| name.to_string_lossy());
    let (records, assumptions) = graph_city(&name, list.nodes);
    write_with_links(&records, &topology, arguments)?;
    tell(session, arguments, &records, &assumptions)
}

fn write_links(file: &mut dyn Write, topology: &Topology) -> std::io::Result<()> {
    for row in 0..topology.assets() {
        let from = AssetIndex::from_row(row);
        for link in topology.of(from) {
            file.write_all(&from.0.to_le_bytes())?;
            file.write_all(&link.to.to_le_bytes())?;
        }
    }
    Ok(())
}

fn write(records: &CityRecords, arguments: &Arguments) -> Result<(), Failure> {
    import::folder::write(records, &arguments.out, arguments.force).map_err(unwritten)
}

/// Why a city folder was not written.
pub(super) fn unwritten(error: WriteError) -> Failure {
    match error {
        WriteError::NotEmpty { folder } => Failure::FolderInUse(folder),
        WriteError::InputOutput { path, error } => Failure::InputOutput { path, error },
    }
}

fn tell(
    session: &Session,
    arguments: &Arguments,
    city: &CityRecords,
    assumptions: &[Assumption],
) -> Result<(), Failure> {
    session.print(&assumed(session, assumptions)?)?;
    session.remark(&session.say(
        "import-done",
        &[
            ("out", arguments.out.display().to_string().into()),
            ("assets", city.assets.len().to_string().into()),
            ("flows", city.flows.len().to_string().into()),
            ("services", city.services.len().to_string().into()),
            ("assumptions", assumptions.len().to_string().into()),
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
