//! The workshop as its file keeps it: one JSON document, replaced as a whole after each change.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

/// Version of the file.
pub(super) const VERSION: u32 = 1;

/// A larger file is no workshop.
const MOST_BYTES: u64 = 16 << 20;

/// Where the workshop stands. Later phases follow earlier ones.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub(super) enum Phase {
    /// The city is looked at.
    City,
    /// The scenario is told.
    Scenario,
    /// Teams fill their baskets.
    Choose,
    /// Teams write down what they expect.
    Predict,
    /// Baskets are run; from here on baskets and predictions stay as they are.
    Run,
    /// The same attack under other controls.
    Compare,
    /// Everything is shown to everybody.
    Debrief,
}

/// What a team expects.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub(super) struct Prediction {
    /// Hours from the first step to the first person who knows; `None`: nobody notices.
    pub(super) noticed_h: Option<f64>,
    /// Assets that the attacker controls in the end.
    pub(super) assets: f64,
    /// Id of the organisation that notices.
    pub(super) caller: String,
    /// Id of the organisation that it calls first.
    pub(super) called: String,
    /// The scenario's primary measure, in its unit.
    pub(super) lost: f64,
    /// In their own words.
    pub(super) why: String,
}

/// A team.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub(super) struct Team {
    /// Id, `t1` onwards.
    pub(super) id: String,
    /// Name.
    pub(super) name: String,
    /// Hash of its token.
    pub(super) token: String,
    /// Controls bought, sorted; `None` until it saved a basket, an empty one included.
    pub(super) basket: Option<Vec<String>>,
    /// What it expects.
    pub(super) prediction: Option<Prediction>,
}

/// The workshop.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub(super) struct Workshop {
    /// Version of the file.
    pub(super) schema_version: u32,
    /// Version of the program that wrote it.
    pub(super) program: String,
    /// Id of the city.
    pub(super) city: String,
    /// Hash over everything that was read: with other inputs the numbers would be others.
    pub(super) inputs: String,
    /// Master seed.
    pub(super) seed: u64,
    /// Parameter draws.
    pub(super) draws: u32,
    /// Replications in each.
    pub(super) replications: u32,
    /// What a team may spend in five years.
    pub(super) budget_jpy: f64,
    /// The scenario.
    pub(super) scenario: String,
    /// Where it stands.
    pub(super) phase: Phase,
    /// Hashes of the tokens of facilitators, the newest last.
    pub(super) facilitators: Vec<String>,
    /// Number of the next team.
    pub(super) next_team: u32,
    /// The teams, in the order in which they joined.
    pub(super) teams: Vec<Team>,
    /// Baskets that were asked to be run, in that order.
    pub(super) asked: Vec<Vec<String>>,
    /// Baskets of which each control was asked to be taken away in turn.
    pub(super) knocked_out: Vec<Vec<String>>,
}

impl Workshop {
    /// The team with this id.
    pub(super) fn team(&self, id: &str) -> Option<&Team> {
        self.teams.iter().find(|team| team.id == id)
    }
}

/// Why a file could not be opened as a workshop.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotAWorkshop {
    /// Reading failed.
    #[error(transparent)]
    Reading(#[from] io::Error),
    /// It is larger than any workshop.
    #[error("larger than {MOST_BYTES} bytes")]
    TooLarge,
    /// It is not what a workshop looks like.
    #[error("{0}")]
    Malformed(#[from] serde_json::Error),
    /// Another version of the file.
    #[error("schema_version {0}, expected {VERSION}")]
    Version(u32),
}

/// Reads the file at `path`; `None` where there is none.
pub(super) fn read(path: &Path) -> Result<Option<Workshop>, NotAWorkshop> {
    let size = match fs::metadata(path) {
        Ok(metadata) => metadata.len(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    if size > MOST_BYTES {
        return Err(NotAWorkshop::TooLarge);
    }
    let workshop: Workshop = serde_json::from_slice(&fs::read(path)?)?;
    if workshop.schema_version != VERSION {
        return Err(NotAWorkshop::Version(workshop.schema_version));
    }
    Ok(Some(workshop))
}

/// Replaces the file at `path`: whole, or not at all.
pub(super) fn write(path: &Path, workshop: &Workshop) -> io::Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = Path::new(&part);
    let mut text = serde_json::to_string_pretty(workshop)?;
    text.push('\n');
    let mut file = File::create(part)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(part, path)
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;

    /// A workshop with one team.
    pub(in super::super) fn workshop() -> Workshop {
        Workshop {
            schema_version: VERSION,
            program: "0".into(),
            city: "c".into(),
            inputs: String::new(),
            seed: 1,
            draws: 2,
            replications: 3,
            budget_jpy: 1e6,
            scenario: "s".into(),
            phase: Phase::Choose,
            facilitators: vec![],
            next_team: 2,
            teams: vec![Team {
                id: "t1".into(),
                name: "水".into(),
                token: String::new(),
                basket: None,
                prediction: None,
            }],
            asked: vec![],
            knocked_out: vec![],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(test: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("yagura-workshop-state-{}-{test}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        folder.join("workshop.json")
    }

    #[test]
    fn what_is_written_is_read_again_and_nothing_else_stays() {
        let path = path("again");
        let workshop = testing::workshop();
        assert!(read(&path).expect("no file is no fault").is_none());
        write(&path, &workshop).expect("written");
        write(&path, &workshop).expect("replaced");
        assert_eq!(read(&path).expect("read"), Some(workshop));
        assert_eq!(fs::read_dir(path.parent().expect("a parent")).expect("a folder").count(), 1);
    }

    #[test]
    fn a_file_that_is_no_workshop_is_refused() {
        let path = path("refused");
        for text in ["", "[]", "{\"schema_version\": 1}", "\u{0}"] {
            fs::write(&path, text).expect("written");
            assert!(matches!(read(&path), Err(NotAWorkshop::Malformed(_))), "{text}");
        }
        let newer = Workshop { schema_version: 99, ..testing::workshop() };
        write(&path, &newer).expect("written");
        assert!(matches!(read(&path), Err(NotAWorkshop::Version(99))));
    }
}
