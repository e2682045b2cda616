//! The published inputs that the repository does not hold.

use std::path::{Path, PathBuf};

/// A file of the real data, or a line that says that it is not here.
pub(crate) fn real(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/real");
    let path = std::env::var_os("YAGURA_REAL_DATA").map_or_else(beside, PathBuf::from).join(name);
    if !path.exists() {
        println!("skipped: {} is not here", path.display());
        return None;
    }
    Some(path)
}
