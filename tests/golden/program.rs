//! A call of the program in a process of its own, and what is kept of what it writes.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, io};

use sha2::{Digest as _, Sha256};

/// The folder of this test in the sources.
pub(crate) fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("golden")
}

/// Whether what is kept is to be written anew.
pub(crate) fn renewing() -> bool {
    env::var_os("YAGURA_RENEW_GOLDEN").is_some()
}

/// Straight to the stream: a test that passes does not show what it prints.
pub(crate) fn say(line: &str) {
    writeln!(io::stdout(), "{line}").expect("standard output");
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A folder in which the program is called.
pub(crate) struct Call {
    /// The folder.
    pub(crate) folder: PathBuf,
}

impl Call {
    /// An empty folder of this name.
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for the test");
        Self { folder }
    }

    /// Calls the program, the one built with this test or the one that `YAGURA_PROGRAM` names (a release build), and insists on success.
    pub(crate) fn fine(&self, arguments: &[&str]) {
        let program = env::var_os("YAGURA_PROGRAM").map_or_else(|| env!("CARGO_BIN_EXE_yagura").into(), PathBuf::from);
        let done = Command::new(program)
            .current_dir(&self.folder)
            .env_clear()
            .env("LC_ALL", "C")
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .expect("the program starts");
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
}
