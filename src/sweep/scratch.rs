//! The file of what joining puts aside: the values of one scenario. It has no name once it is open, so that whatever ends the process
//! takes it away; only where a system cannot do that it keeps its name until it is closed.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use yagura_reports::lists::Room;
use yagura_sim::measure::MEASURES;

use crate::failure::Failure;

/// Its name while it has one. The point in front keeps it out of everything that lists a folder.
const NAME: &str = ".joining";

/// Numbers that are kept in memory for all lists together, and numbers that are sorted at once: 8 MB each.
const AT_ONCE: usize = 1 << 20;

/// Fewest and most numbers in a block: few enough that many control sets fit, enough that a block is worth a call.
const FEWEST: usize = 64;
const MOST: usize = 4096;

/// Room in `folder` for a comparison of `sets` control sets.
pub(super) fn room(folder: &Path, sets: usize) -> Result<Room, Failure> {
    let path = folder.join(NAME);
    let file = Scratch::open(&path).map_err(|error| Failure::at(&path, error))?;
    let block = (AT_ONCE / (sets * MEASURES.len()).max(1)).clamp(FEWEST, MOST);
    Ok(Room::on(file, block, AT_ONCE))
}

struct Scratch {
    file: File,
    /// What has to be removed at the end.
    path: Option<PathBuf>,
}

impl Scratch {
    fn open(path: &Path) -> io::Result<Self> {
        let open = || File::options().read(true).write(true).create_new(true).open(path);
        let file = match open() {
            // Of a process that was ended just then: nobody reads it.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                gone(fs::remove_file(path))?;
                open()?
            }
            opened => opened?,
        };
        let kept = cfg!(not(unix)) || gone(fs::remove_file(path)).is_err();
        Ok(Self { file, path: kept.then(|| path.to_owned()) })
    }
}

/// Somebody else may have removed it first.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            let _ = fs::remove_file(path);
        }
    }
}

impl Read for Scratch {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.file.read(into)
    }
}

impl Write for Scratch {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Scratch {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
