//! A graph from an edge list: one pair of node numbers a line, from 0, or pairs of little-endian `u32`.
//!
//! Every node is an asset of one kind in one zone, and an edge is a link. Text may part the numbers by blanks, tabs, commas or semicolons;
//! blank lines and lines that begin with `#` or `%` say nothing, and a first line of a `.csv` file that holds no number is its header.
//! What ends in `.u32` is binary.

use std::path::Path;

use yagura_sim::city::{
    AssetKind, AssetRecord, Category, CityHead, CityRecords, Medium, OrganisationRecord, OrganisationRole,
    SecurityOperations, SeparationTier, ZoneRecord,
};
use yagura_sim::problem::{Origin, Table};

use super::Assumption;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::folder::{Input, sha256};
use crate::loaded::Loaded;
use crate::text::Source;

/// The file of a city folder that holds its links where they are given one by one: pairs of little-endian `u32`, source first.
pub const LINKS_FILE: &str = "links.u32";

/// More wrong lines than these help nobody.
const MOST_FAULTS: usize = 20;

/// A graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdgeList {
    /// Number of nodes.
    pub nodes: u32,
    /// Edges, in the order of the file.
    pub edges: Vec<(u32, u32)>,
    /// The file.
    pub input: Input,
}

/// Reads the edge list `path`. Without `nodes` there are as many as the largest number asks for.
///
/// # Errors
/// A file that cannot be read, a line that is no pair, a node beyond `nodes`, half a pair at the end, or nothing at all.
pub fn edges(path: &Path, nodes: Option<u32>) -> Result<EdgeList, Diagnostics> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| {
        let code = if error.kind() == std::io::ErrorKind::NotFound { Code::MissingFile } else { Code::UnreadableFile };
        Diagnostics::from(Diagnostic::of_file(code, &name, error.to_string(), Expected::Nothing))
    })?;
    let input = Input { file: name.clone(), sha256: sha256(&bytes) };
    let binary = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("u32"));
    let most = nodes.unwrap_or(u32::MAX);
    let edges = if binary { pairs(&bytes, &name, most)? } else { lines(&bytes, &name, most)? };
    let largest = edges.iter().map(|&(from, to)| from.max(to)).max();
    let Some(nodes) = nodes.or_else(|| largest.map(|largest| largest + 1)) else {
        let expected = Expected::Form("at least one edge, or the number of nodes".into());
        return Err(Diagnostic::of_file(Code::EmptyFile, &name, "", expected).into());
    };
    Ok(EdgeList { nodes, edges, input })
}

fn pairs(bytes: &[u8], name: &str, nodes: u32) -> Result<Vec<(u32, u32)>, Diagnostics> {
    let (whole, rest) = bytes.as_chunks::<8>();
    let refuse = |value: String, expected: String| {
        Diagnostics::from(Diagnostic::of_file(Code::OutOfRange, name, value, Expected::Form(expected)))
    };
    if !rest.is_empty() {
        return Err(refuse(format!("{} bytes", bytes.len()), "pairs of four bytes each".into()));
    }
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |number, &byte| number << 8 | u32::from(byte));
    let edges: Vec<(u32, u32)> = whole.iter().map(|pair| (number(&pair[..4]), number(&pair[4..]))).collect();
    match edges.iter().position(|&(from, to)| from.max(to) >= nodes) {
        Some(row) => Err(refuse(format!("{:?} in pair {row}", edges[row]), below(nodes))),
        None => Ok(edges),
    }
}

fn below(nodes: u32) -> String {
    format!("node numbers from 0 to {}", nodes.saturating_sub(1))
}

fn lines(bytes: &[u8], name: &str, nodes: u32) -> Result<Vec<(u32, u32)>, Diagnostics> {
    let mut edges = Vec::with_capacity(bytes.len() / 12);
    let mut faults = Vec::new();
    let mut start = 0;
    for line in bytes.split(|&byte| byte == b'\n') {
        let text = line.trim_ascii();
        let silent = text.is_empty() || text[0] == b'#' || text[0] == b'%';
        let header = start == 0 && !silent && !text.iter().any(u8::is_ascii_digit);
        if !silent && !header {
            match pair(text) {
                Some((from, to)) if from.max(to) < nodes => edges.push((from, to)),
                found => faults.push((start..start + line.len(), found.is_some())),
            }
        }
        if faults.len() >= MOST_FAULTS {
            break;
        }
        start += line.len() + 1;
    }
    if faults.is_empty() {
        return Ok(edges);
    }
    let text = String::from_utf8_lossy(bytes);
    // Bytes that are no text would move what follows: then only the file is named.
    let source = matches!(text, std::borrow::Cow::Borrowed(_)).then(|| std::sync::Arc::new(Source::new(name, &*text)));
    let mut found = Diagnostics::default();
    for (span, is_pair) in faults {
        let (code, form) =
            if is_pair { (Code::OutOfRange, below(nodes)) } else { (Code::NotANumber, "two whole numbers".into()) };
        let value = String::from_utf8_lossy(&bytes[span.clone()]).trim().to_owned();
        found.push(match &source {
            Some(source) => Diagnostic::at(code, source, span, "edge", &value, Expected::Form(form)),
            None => Diagnostic::of_file(code, name, value, Expected::Form(form)),
        });
    }
    Err(found)
}

/// Two whole numbers and nothing else.
fn pair(text: &[u8]) -> Option<(u32, u32)> {
    let mut words =
        text.split(|byte| matches!(byte, b' ' | b'\t' | b',' | b';' | b'\r')).filter(|word| !word.is_empty());
    let pair = (number(words.next()?)?, number(words.next()?)?);
    words.next().is_none().then_some(pair)
}

fn number(word: &[u8]) -> Option<u32> {
    // The last number would leave no room for the number of nodes.
    word.iter()
        .try_fold(0_u32, |sum, byte| {
            let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
            sum.checked_mul(10)?.checked_add(digit)
        })
        .filter(|number| *number < u32::MAX)
}

/// The records of a city of `nodes` assets in one zone; what the graph does not say is in the list.
#[must_use]
pub fn graph_city(id: &str, nodes: u32) -> (CityRecords, Vec<Assumption>) {
    let source = || "assumption".to_owned();
    let head = CityHead {
        id: id.into(),
        name_ja: format!("グラフ {id}"),
        name_en: format!("Graph {id}"),
        population: 0,
        holidays: Vec::new(),
        first_weekday: 0,
        cost_units: Vec::new(),
        source: source(),
    };
    let organisation = OrganisationRecord {
        origin: Origin::new(Table::Organisations, 0),
        id: "owner".into(),
        name_ja: "所有者".into(),
        name_en: "Owner".into(),
        role: OrganisationRole::AssetOwner,
        category: Category::Asset,
        security_operations: SecurityOperations::None,
        analysts: 0,
        office_hours: "round the clock".into(),
        alerts_to: String::new(),
        source: source(),
    };
    let zone = ZoneRecord {
        origin: Origin::new(Table::Zones, 0),
        id: "graph".into(),
        name_ja: "グラフ".into(),
        name_en: "Graph".into(),
        category: Category::Asset,
        operator: "owner".into(),
        medium: Medium::Wired,
        internet_facing: true,
        separation_tier: SeparationTier::Outside,
        source: source(),
    };
    let asset = |row: u32| AssetRecord {
        origin: Origin::new(Table::Assets, row),
        id: format!("n{row}"),
        name_ja: String::new(),
        name_en: String::new(),
        kind: AssetKind::Server,
        subtype: String::new(),
        category: Category::Asset,
        zone: "graph".into(),
        service: String::new(),
        owner: "owner".into(),
        operator: "owner".into(),
        site: String::new(),
        lat: None,
        lon: None,
        unlisted: false,
        stands_for: 1,
        quantity: String::new(),
        input_group: String::new(),
        datasets: Vec::new(),
        tags: Vec::new(),
        source: source(),
    };
    let records = CityRecords {
        head,
        organisations: vec![organisation],
        contracts: Vec::new(),
        zones: vec![zone],
        conduits: Vec::new(),
        assets: (0..nodes).map(asset).collect(),
        datasets: Vec::new(),
        flows: Vec::new(),
        services: Vec::new(),
    };
    let assumptions = vec![
        Assumption {
            table: Table::Assets,
            en: "Every node is a server that stands for itself, without data or a place.".into(),
            ja: "節点はすべて、データも所在地もない一台のサーバーとみなす。".into(),
        },
        Assumption {
            table: Table::Zones,
            en: "All are in one zone that the internet reaches; only the given links lead from one to another.".into(),
            ja: "すべてインターネットから届く一つのゾーンにあり、与えられたリンクだけが互いを結ぶとみなす。".into(),
        },
        Assumption {
            table: Table::Organisations,
            en: "One organisation owns and operates everything; nobody reads alerts.".into(),
            ja: "一つの組織がすべてを所有し運用し、警報を見る人はいないとみなす。".into(),
        },
    ];
    (records, assumptions)
}

/// A graph without a folder: the records of one node, which stands for all of `list` until the city is built.
#[must_use]
pub fn graph_alone(list: &EdgeList) -> Loaded<CityRecords> {
    let id = Path::new(&list.input.file).file_stem().map_or("graph".into(), |stem| stem.to_string_lossy());
    Loaded::unplaced(graph_city(&id, 1).0, vec![list.input.clone()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, bytes: &[u8], nodes: Option<u32>) -> Result<EdgeList, Diagnostics> {
        let folder = std::env::temp_dir().join(format!("yagura-edges-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let path = folder.join(name);
        std::fs::write(&path, bytes).expect("a temporary file");
        edges(&path, nodes)
    }

    #[test]
    fn text_and_binary_say_the_same() {
        let wanted = [(0, 1), (2, 1), (70_000, 3)];
        let text = read("a.txt", b"# a graph\n0 1\r\n\n2\t1\n70000 3", None).expect("a good list");
        let table = read("b.csv", b"from,to\n0,1\n2,1\n70000,3\n", None).expect("a good table");
        let bytes: Vec<u8> =
            wanted.iter().flat_map(|&(a, b): &(u32, u32)| [a.to_le_bytes(), b.to_le_bytes()]).flatten().collect();
        let binary = read("c.u32", &bytes, None).expect("good pairs");
        for list in [text, table, binary] {
            assert_eq!((list.nodes, &list.edges[..]), (70_001, &wanted[..]));
        }
    }

    #[test]
    fn every_wrong_line_is_told_with_its_place() {
        let found = read("d.txt", b"0 1\nzero one\n1 2 3\n1 9\n4294967296 0\n", Some(5)).expect_err("four wrong lines");
        let places: Vec<u32> = found.iter().filter_map(|diagnostic| diagnostic.line).collect();
        assert_eq!(places, [2, 3, 4, 5]);
    }

    #[test]
    fn half_a_pair_and_a_node_that_is_not_there_are_refused() {
        assert!(read("e.u32", &[0; 12], None).is_err());
        assert!(read("f.u32", &[9, 0, 0, 0, 0, 0, 0, 0], Some(9)).is_err());
        assert!(read("g.txt", b"\n", None).is_err());
        assert_eq!(read("h.txt", b"", Some(7)).expect("nodes without links").nodes, 7);
    }
}
