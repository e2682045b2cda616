//! A folder with a plan in it, the program called there, and folders compared byte for byte.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of its own for a test.
pub(crate) struct Place {
    /// The folder.
    pub(crate) folder: PathBuf,
}

/// What a call did.
pub(crate) struct Done {
    /// Exit code; -1 after a signal.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

impl Place {
    /// An empty folder named after the test, inside that of the theme.
    pub(crate) fn new(theme: &str, test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(theme).join(test);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for the test");
        Self { folder }
    }

    /// With a plan.
    pub(crate) fn plan(self, text: &str) -> Self {
        fs::write(self.folder.join("plan.toml"), text).expect("a plan");
        self
    }

    /// A call, not yet made: in this folder, in English, without a scheduler's variables.
    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yagura"));
        command.current_dir(&self.folder).args(arguments.split_whitespace()).stdin(Stdio::null());
        command.env_clear().env("LC_ALL", "C");
        command
    }

    /// Makes the call.
    pub(crate) fn call(&self, arguments: &str) -> Done {
        done(&self.command(arguments).output().expect("the program starts"))
    }

    /// The path of a name in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Every file below a folder with its bytes, by its name from there.
    pub(crate) fn files(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        let read = |file: String| {
            let bytes = fs::read(self.path(name).join(&file)).expect("a readable file");
            (file, bytes)
        };
        self.names(name).into_iter().map(read).collect()
    }

    /// The finished parts below `name`. Nothing is read: a program that is at work may rename its attempts meanwhile.
    pub(crate) fn parts(&self, name: &str) -> Vec<PathBuf> {
        let files = self.names(name).into_iter().filter(|file| file.ends_with(".part") && !file.contains("/."));
        files.map(|file| self.path(name).join(file)).collect()
    }

    /// Every file below a folder, by its name from there, in order.
    fn names(&self, name: &str) -> BTreeSet<String> {
        let (root, mut found) = (self.path(name), BTreeSet::new());
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.insert(path.strip_prefix(&root).expect("below the root").display().to_string());
                }
            }
        }
        found
    }
}

/// The outcome of a finished process.
pub(crate) fn done(output: &Output) -> Done {
    Done {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

impl Done {
    /// Insists on an exit code.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "--- stdout\n{}--- stderr\n{}", self.stdout, self.stderr);
        self
    }

    /// Insists that standard error says `words`.
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        // Diagnostics are wrapped at a fixed width, with a rule at the margin.
        let flat = self.stderr.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(words), "`{words}` is not said in:\n{}", self.stderr);
        self
    }
}

/// Insists that two folders hold the same files with the same bytes. Manifests may differ in wall time, threads and arguments.
#[track_caller]
pub(crate) fn assert_same(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    let differ: Vec<&String> = a
        .iter()
        .filter(|(name, bytes)| !name.ends_with("manifest.json") && b[*name] != **bytes)
        .map(|(n, _)| n)
        .collect();
    assert!(differ.is_empty(), "these differ: {differ:?}");
}
