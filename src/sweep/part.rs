//! A part file: the incidents of one block, so that work done is never lost and never done twice.
//!
//! A line that names the format, a line of JSON that says what it holds, the incidents packed by Zstandard, and the SHA-256 of all that
//! comes before. It is written under a name unique to the attempt, synced, and then linked to its own name: whoever sees the name sees the
//! whole file. What it holds depends on the plan and the block alone, so a second attempt must come to the same bytes.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use yagura_sim::measure::Row;
use yagura_sim::posture::Asked;

use super::packed::{read_asked, read_row, write_asked, write_row};
use crate::hashing::Hashing;

/// The first line of a part.
const FORMAT: &str = "yagura-part 1\n";

/// Bytes of the checksum.
const CHECKSUM: usize = 32;

/// How hard Zstandard tries: its own default.
pub(super) const LEVEL: i32 = 3;

/// What a part holds, and of what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Label {
    /// Version of Yagura.
    pub(super) version: String,
    /// Hash of the plan and of everything that it reads.
    pub(super) plan: String,
    /// Shard, from 0.
    pub(super) shard: u32,
    /// Shards in all.
    pub(super) shards: u32,
    /// Id of the city.
    pub(super) city: String,
    /// Id of the scenario.
    pub(super) scenario: String,
    /// First (draw, replication) pair, counted draw by draw.
    pub(super) first_pair: u64,
    /// How many pairs.
    pub(super) pairs: u64,
    /// Control sets.
    pub(super) sets: u64,
}

/// What is wrong with a part.
#[derive(Debug)]
pub(super) enum PartFault {
    /// The system refuses.
    InputOutput(io::Error),
    /// Its bytes are not those that were written.
    Damaged,
    /// Another plan, or the plan with other inputs.
    OtherPlan,
    /// Another version of the program.
    OtherVersion(String),
    /// Of another cut of the work: another shard, another block.
    OtherCut,
    /// Two attempts at the same part came to different bytes.
    Differs,
}

impl From<io::Error> for PartFault {
    fn from(error: io::Error) -> Self {
        Self::InputOutput(error)
    }
}

/// A part while it is being written; dropped before its end it leaves nothing.
pub(super) struct PartWriter {
    temporary: Temporary,
    own: PathBuf,
    body: zstd::stream::write::Encoder<'static, Hashing<BufWriter<File>>>,
    asked: Vec<Asked>,
}

/// A file under a name that nobody else uses; removed when it is dropped.
pub(super) struct Temporary(PathBuf);

impl Temporary {
    /// One beside `own`.
    pub(super) fn beside(own: &Path) -> Self {
        let name = own.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        // Processes of several machines may share a folder: the number of the process alone does not tell them apart.
        let host = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
        Self(own.with_file_name(format!(".{name}.{}-{}-{now}.part", host.trim(), std::process::id())))
    }

    /// The name.
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

impl PartWriter {
    /// Starts the part that will be called `own`.
    pub(super) fn start(own: PathBuf, label: &Label) -> io::Result<Self> {
        let temporary = Temporary::beside(&own);
        let mut file = Hashing::new(BufWriter::with_capacity(1 << 16, File::create_new(&temporary.0)?));
        file.write_all(FORMAT.as_bytes())?;
        serde_json::to_writer(&mut file, label)?;
        file.write_all(b"\n")?;
        let body = zstd::stream::write::Encoder::new(file, LEVEL)?;
        Ok(Self { temporary, own, body, asked: vec![Asked::default(); usize::try_from(label.sets).unwrap_or(0)] })
    }

    /// The next incident: under set `set`, which in this block has asked for `asked`.
    pub(super) fn push(&mut self, set: usize, row: &Row, asked: Option<&Asked>) -> io::Result<()> {
        if let (Some(all), Some(asked)) = (self.asked.get_mut(set), asked) {
            all.merge(asked);
        }
        write_row(&mut self.body, row)
    }

    /// Ends it: to the disk, then to its own name. A part that is there already must be the same.
    pub(super) fn finish(mut self) -> Result<(), PartFault> {
        for asked in &self.asked {
            write_asked(&mut self.body, asked)?;
        }
        let Hashing { into: mut file, hash } = self.body.finish()?;
        file.write_all(&hash.finalize())?;
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        match fs::hard_link(&self.temporary.0, &self.own) {
            Ok(()) => {}
            Err(_) if self.own.exists() => return same(&self.temporary.0, &self.own),
            // A file system without links: a part that comes in between is the same, or merging finds out.
            Err(_) => fs::rename(&self.temporary.0, &self.own)?,
        }
        // The name reaches the disk with its folder; where folders cannot be opened the system takes care of that.
        if let Some(folder) = self.own.parent().and_then(|folder| File::open(folder).ok()) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

/// Whether two files hold the same.
fn same(a: &Path, b: &Path) -> Result<(), PartFault> {
    if fs::read(a)? == fs::read(b)? { Ok(()) } else { Err(PartFault::Differs) }
}

/// A part as it lies on the disk, whole and undamaged.
pub(super) struct Part {
    bytes: Vec<u8>,
    body: usize,
    pairs: u64,
    sets: usize,
}

impl Part {
    /// Reads the part at `path`, which must be what `wanted` says.
    pub(super) fn read(path: &Path, wanted: &Label) -> Result<Self, PartFault> {
        let bytes = fs::read(path)?;
        let (label, body) = label(&bytes)?;
        match label {
            label if label == *wanted => {}
            label if label.version != wanted.version => return Err(PartFault::OtherVersion(label.version)),
            label if label.plan != wanted.plan => return Err(PartFault::OtherPlan),
            _ => return Err(PartFault::OtherCut),
        }
        let sets = usize::try_from(wanted.sets).map_err(|_| PartFault::Damaged)?;
        Ok(Self { bytes, body, pairs: wanted.pairs, sets })
    }

    /// Hands every incident to `push` with its pair (from 0 in this part) and set, then what each set asked for to `asked`.
    pub(super) fn play(
        &self,
        mut push: impl FnMut(u64, usize, &Row),
        mut asked: impl FnMut(usize, &Asked),
    ) -> Result<(), PartFault> {
        let body = &self.bytes[self.body..self.bytes.len() - CHECKSUM];
        let damaged = |_| PartFault::Damaged;
        let mut body = BufReader::new(zstd::stream::read::Decoder::new(body).map_err(damaged)?);
        let mut row = Row::default();
        for pair in 0..self.pairs {
            for set in 0..self.sets {
                read_row(&mut body, &mut row).map_err(damaged)?;
                push(pair, set, &row);
            }
        }
        for set in 0..self.sets {
            asked(set, &read_asked(&mut body).map_err(damaged)?);
        }
        Ok(())
    }
}

/// What the part in `bytes` says of itself, and where its body begins; the checksum has been checked.
pub(super) fn label(bytes: &[u8]) -> Result<(Label, usize), PartFault> {
    let end = bytes.len().checked_sub(CHECKSUM).ok_or(PartFault::Damaged)?;
    if Sha256::digest(&bytes[..end]).as_slice() != &bytes[end..] {
        return Err(PartFault::Damaged);
    }
    let rest = bytes[..end].strip_prefix(FORMAT.as_bytes()).ok_or(PartFault::Damaged)?;
    let line = rest.iter().position(|byte| *byte == b'\n').ok_or(PartFault::Damaged)?;
    let label = serde_json::from_slice(&rest[..line]).map_err(|_| PartFault::Damaged)?;
    Ok((label, FORMAT.len() + line + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelled(first_pair: u64) -> Label {
        Label {
            version: "1".into(),
            plan: "p".into(),
            shard: 0,
            shards: 1,
            city: "c".into(),
            scenario: "s".into(),
            first_pair,
            pairs: 2,
            sets: 1,
        }
    }

    fn folder(test: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("yagura-part-{}-{test}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for the test");
        folder
    }

    fn write(own: &Path, value: f64) -> Result<(), PartFault> {
        let row = Row { values: vec![Some(value)], ..Row::default() };
        let mut part = PartWriter::start(own.to_owned(), &labelled(0))?;
        part.push(0, &row, None)?;
        part.push(0, &row, None)?;
        part.finish()
    }

    #[test]
    fn a_second_attempt_with_the_same_bytes_is_harmless_and_with_others_an_error() {
        let folder = folder("second");
        let own = folder.join("a.part");
        assert!(write(&own, 1.5).is_ok() && write(&own, 1.5).is_ok());
        assert!(matches!(write(&own, 2.5), Err(PartFault::Differs)));
        // Nothing of any attempt lies about.
        assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 1);
        let _ = fs::remove_dir_all(folder);
    }

    #[test]
    fn every_altered_byte_is_noticed() {
        let folder = folder("altered");
        let own = folder.join("a.part");
        write(&own, 1.5).expect("a part");
        let whole = fs::read(&own).expect("its bytes");
        for at in 0..whole.len() {
            let mut altered = whole.clone();
            altered[at] ^= 1;
            fs::write(&own, altered).expect("a file");
            assert!(matches!(Part::read(&own, &labelled(0)), Err(PartFault::Damaged)), "byte {at}");
        }
        fs::write(&own, &whole).expect("a file");
        assert!(Part::read(&own, &labelled(0)).is_ok());
        assert!(matches!(Part::read(&own, &labelled(2)), Err(PartFault::OtherCut)));
        let _ = fs::remove_dir_all(folder);
    }
}
