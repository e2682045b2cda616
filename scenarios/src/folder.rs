//! Where inputs come from: a folder on the disk or one inside the program; and what was read, by its hash.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::Dir;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::text::{MAX_FILE_BYTES, Source, decode};

/// A file that was read, for the manifest of a run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Input {
    /// The file as the user named it.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// SHA-256 of `bytes` in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A folder of input files.
#[derive(Clone, Debug)]
pub(crate) enum Folder {
    /// On the disk.
    Disk(PathBuf),
    /// Inside the program.
    Shipped(&'static Dir<'static>, String),
    /// In memory, by name.
    Memory(String, BTreeMap<String, Vec<u8>>),
}

impl Folder {
    /// What a diagnostic calls `name` in this folder.
    pub(crate) fn label(&self, name: &str) -> String {
        match self {
            Self::Disk(folder) => folder.join(name).display().to_string(),
            Self::Shipped(_, label) => format!("shipped:{label}/{name}"),
            Self::Memory(label, _) => format!("{label}/{name}"),
        }
    }

    fn own_label(&self) -> String {
        match self {
            Self::Disk(folder) => folder.display().to_string(),
            Self::Shipped(_, label) => format!("shipped:{label}"),
            Self::Memory(label, _) => label.clone(),
        }
    }

    /// Names of its files, sorted.
    pub(crate) fn names(&self, out: &mut Diagnostics) -> Option<Vec<String>> {
        let mut names = match self {
            Self::Disk(folder) => {
                let listed = std::fs::read_dir(folder).and_then(|entries| {
                    entries
                        .map(|entry| entry.map(|e| e.file_name().to_string_lossy().into_owned()))
                        .collect::<Result<Vec<_>, _>>()
                });
                match listed {
                    Ok(names) => names,
                    Err(error) => {
                        let code = match error.kind() {
                            ErrorKind::NotFound => Code::UnknownName,
                            _ => Code::UnreadableFolder,
                        };
                        let label = self.own_label();
                        let value = if code == Code::UnknownName { label.clone() } else { plain(&error) };
                        out.push(Diagnostic::of_file(code, &label, value, Expected::Form("a folder of tables".into())));
                        return None;
                    }
                }
            }
            Self::Shipped(dir, _) => dir.files().filter_map(|file| name_of(file.path())).collect(),
            Self::Memory(_, files) => files.keys().cloned().collect(),
        };
        names.sort();
        Some(names)
    }

    /// The text of file `name`, and its hash; `None` with a diagnostic if it cannot be read or is not text.
    pub(crate) fn read(&self, name: &str, out: &mut Diagnostics, inputs: &mut Vec<Input>) -> Option<Arc<Source>> {
        let label = self.label(name);
        let bytes = match self {
            Self::Disk(folder) => Cow::Owned(read_file(&folder.join(name), &label, out)?),
            Self::Shipped(dir, _) => {
                let file = dir.files().find(|file| name_of(file.path()).as_deref() == Some(name));
                Cow::Borrowed(found(file.map(|file| file.contents()), &label, out)?)
            }
            Self::Memory(_, files) => Cow::Borrowed(found(files.get(name).map(Vec::as_slice), &label, out)?),
        };
        text_of(label, &bytes, out, inputs)
    }
}

fn found<'a>(bytes: Option<&'a [u8]>, label: &str, out: &mut Diagnostics) -> Option<&'a [u8]> {
    if bytes.is_none() {
        out.push(Diagnostic::of_file(Code::MissingFile, label, "", Expected::Nothing));
    }
    bytes
}

/// The text of one file on the disk, and its hash.
pub(crate) fn read_path(path: &Path, out: &mut Diagnostics, inputs: &mut Vec<Input>) -> Option<Arc<Source>> {
    let label = path.display().to_string();
    let bytes = read_file(path, &label, out)?;
    text_of(label, &bytes, out, inputs)
}

pub(crate) fn text_of(
    label: String,
    bytes: &[u8],
    out: &mut Diagnostics,
    inputs: &mut Vec<Input>,
) -> Option<Arc<Source>> {
    match decode(&label, bytes) {
        Ok(source) => {
            inputs.push(Input { file: label, sha256: sha256(bytes) });
            Some(source)
        }
        Err(diagnostic) => {
            out.push(*diagnostic);
            None
        }
    }
}

fn read_file(path: &Path, label: &str, out: &mut Diagnostics) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) if bytes.len() as u64 > MAX_FILE_BYTES => {
            out.push(Diagnostic::of_file(Code::FileTooLarge, label, "", Expected::Bytes { most: MAX_FILE_BYTES }));
            None
        }
        Ok(_) => Some(bytes),
        Err(error) => {
            let code = if error.kind() == ErrorKind::NotFound { Code::MissingFile } else { Code::UnreadableFile };
            let value = if code == Code::MissingFile { String::new() } else { plain(&error) };
            out.push(Diagnostic::of_file(code, label, value, Expected::Nothing));
            None
        }
    }
}

/// An error of the operating system without its number, which differs between systems.
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

pub(crate) fn name_of(path: &Path) -> Option<String> {
    path.file_name().map(|name| name.to_string_lossy().into_owned())
}

/// The folder of `path`, for files that a file names.
pub(crate) fn folder_of(path: &Path) -> PathBuf {
    path.parent().map(Path::to_path_buf).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one_of_abc() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_unknown_name() {
        let mut out = Diagnostics::default();
        assert!(Folder::Disk("no/such/folder".into()).names(&mut out).is_none());
        assert_eq!(out.0[0].code, Code::UnknownName);
    }
}
