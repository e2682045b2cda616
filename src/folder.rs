//! An output folder: files get a temporary name while they are written and their own once they are whole.
//!
//! `NAME.part` becomes `NAME` only after its bytes have reached the disk. A folder that holds something already is refused unless
//! `--force` says that its files may be replaced.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::Digest as _;
use yagura_reports::tables::OutputHash;

use crate::failure::Failure;
use crate::hashing::Hashing;

/// What is done about files that are there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    /// The folder is refused.
    Refuse,
    /// Files of the same name are replaced, others stay.
    Replace,
}

impl Existing {
    /// As `--force` says.
    #[expect(clippy::fn_params_excessive_bools, reason = "this is where the flag of the command line becomes a word")]
    pub(crate) fn as_forced(force: bool) -> Self {
        if force { Self::Replace } else { Self::Refuse }
    }
}

/// An output folder.
pub(crate) struct Folder {
    path: PathBuf,
    outputs: Vec<OutputHash>,
}

impl Folder {
    /// Whether `path` may be written into; changes nothing. Called before the work, so that hours are not spent for a refusal.
    pub(crate) fn check(path: &Path, existing: Existing) -> Result<(), Failure> {
        let holds_something = match fs::read_dir(path) {
            Ok(mut entries) => entries.next().is_some(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(Failure::at(path, error)),
        };
        if holds_something && existing == Existing::Refuse {
            Err(Failure::FolderInUse(path.to_owned()))
        } else {
            Ok(())
        }
    }

    /// The folder, made if it was not there.
    pub(crate) fn open(path: &Path, existing: Existing) -> Result<Self, Failure> {
        Self::check(path, existing)?;
        fs::create_dir_all(path).map_err(|error| Failure::at(path, error))?;
        Ok(Self { path: path.to_owned(), outputs: Vec::new() })
    }

    /// Starts the file `name`; one in a folder of its own makes that folder.
    pub(crate) fn start(&self, name: &str) -> Result<PartFile, Failure> {
        let part = self.path.join(format!("{name}.part"));
        if let Some(parent) = part.parent() {
            fs::create_dir_all(parent).map_err(|error| Failure::at(parent, error))?;
        }
        let file = File::create(&part).map_err(|error| Failure::at(&part, error))?;
        Ok(PartFile { name: name.to_owned(), part, file: Hashing::new(BufWriter::with_capacity(1 << 16, file)) })
    }

    /// Removes what stands under the temporary name of `name`: its writer failed in a way that lost the file itself.
    pub(crate) fn discard(&self, name: &str) {
        let _ = fs::remove_file(self.path.join(format!("{name}.part")));
    }

    /// Ends a file: to the disk, then to its own name.
    pub(crate) fn finish(&mut self, file: PartFile) -> Result<(), Failure> {
        let PartFile { name, part, file: Hashing { into, hash } } = file;
        let own = self.path.join(&name);
        into.into_inner()
            .map_err(io::IntoInnerError::into_error)
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&part, &own))
            .map_err(|error| {
                let _ = fs::remove_file(&part);
                Failure::at(&own, error)
            })?;
        self.outputs.push(OutputHash { file: name, sha256: hex(&hash.finalize()) });
        Ok(())
    }

    /// Writes the whole file `name` by `write`; on failure nothing of it stays.
    pub(crate) fn write(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut PartFile) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let mut file = self.start(name)?;
        match write(&mut file) {
            Ok(()) => self.finish(file),
            Err(error) => Err(file.give_up(error)),
        }
    }

    /// Removes those of the files `names` that were not written now: an earlier run left them, and a reader would take them for this one's.
    pub(crate) fn remove_unwritten(&self, names: impl IntoIterator<Item = String>) -> Result<(), Failure> {
        for name in names.into_iter().filter(|name| !self.outputs.iter().any(|output| output.file == *name)) {
            let path = self.path.join(name);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Failure::at(path, error)),
                _ => {}
            }
        }
        Ok(())
    }

    /// What was written so far, by content.
    pub(crate) fn outputs(&self) -> &[OutputHash] {
        &self.outputs
    }
}

/// A file under its temporary name.
pub(crate) struct PartFile {
    name: String,
    part: PathBuf,
    file: Hashing<BufWriter<File>>,
}

impl PartFile {
    /// Keeps what is there under its temporary name, and says which that is.
    pub(crate) fn keep(mut self) -> Result<PathBuf, Failure> {
        self.file.flush().map_err(|error| Failure::at(&self.part, error))?;
        Ok(self.part)
    }

    /// Removes it: writing failed with `error`.
    pub(crate) fn give_up(self, error: io::Error) -> Failure {
        let Self { part, file, .. } = self;
        drop(file.into.into_parts());
        let _ = fs::remove_file(&part);
        Failure::at(part, error)
    }
}

impl Write for PartFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
