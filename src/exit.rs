//! Exit codes: what a script may rely on.

use std::process::ExitCode;

/// How the program ends. The numbers are a contract; meanings are only ever added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything was done.
    Fine,
    /// A requested check failed: the work was done and its answer is no.
    CheckFailed,
    /// The command line does not make sense, or an output folder is in use and `--force` was not given.
    Usage,
    /// An input is wrong. Nothing was written.
    BadInput,
    /// Shards are missing from a merge.
    IncompleteMerge,
    /// Reading or writing failed: no permission, no such device, disk full. Nothing half-written carries a final name.
    InputOutput,
    /// Ctrl-C. What was done is kept in part files.
    Interrupted,
}

impl Exit {
    /// All of them, by number.
    pub(crate) const ALL: [Self; 7] = [
        Self::Fine,
        Self::CheckFailed,
        Self::Usage,
        Self::BadInput,
        Self::IncompleteMerge,
        Self::InputOutput,
        Self::Interrupted,
    ];

    /// The number.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::CheckFailed => 1,
            Self::Usage => 2,
            Self::BadInput => 3,
            Self::IncompleteMerge => 4,
            Self::InputOutput => 5,
            Self::Interrupted => 130,
        }
    }

    /// One line for the help text.
    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::CheckFailed => "a requested check failed",
            Self::Usage => "usage, or an output folder in use",
            Self::BadInput => "bad input; nothing was written",
            Self::IncompleteMerge => "shards are missing from a merge",
            Self::InputOutput => "reading or writing failed",
            Self::Interrupted => "interrupted; what was done is kept in part files",
        }
    }

    /// The lines at the foot of `yagura --help`.
    pub(crate) fn help() -> String {
        let mut text = String::from("Exit codes:\n");
        for exit in Self::ALL {
            text.push_str(&format!("  {:>3}  {}\n", exit.code(), exit.meaning()));
        }
        text
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
