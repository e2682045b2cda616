//! Why a command could not do its work, and which exit code that is.

use std::io;
use std::path::{Path, PathBuf};

use yagura_reports::statistics::StatisticsError;
use yagura_scenarios::Diagnostics;
use yagura_sim::city::TopologyError;
use yagura_sim::experiment::ExperimentError;

use crate::exit::Exit;

/// An expected failure: the world of the user, not a fault of the program.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line asks for something that cannot be; message and its arguments.
    Usage(String),
    /// The output folder holds something already.
    FolderInUse(PathBuf),
    /// Inputs are wrong; everything that is wrong with them.
    Input(Box<Diagnostics>),
    /// Reading or writing `path` failed.
    InputOutput {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A requested check answered no; the sentence that says so.
    CheckFailed(String),
    /// Parts are missing from a merge; the sentence that says which.
    Incomplete(String),
    /// Ctrl-C; the part files that were kept.
    Interrupted(Vec<PathBuf>),
    /// The city is too large or too dense for what is asked of it; why.
    TooLarge(String),
    /// The program is at fault: an incident could not be played, or a measure is no number. What it says.
    Fault(String),
    /// Whoever read our output has enough of it: `yagura list controls | head`.
    ReaderGone,
}

impl Failure {
    /// Writing or reading `path` failed with `error`.
    pub(crate) fn at(path: impl AsRef<Path>, error: io::Error) -> Self {
        Self::InputOutput { path: path.as_ref().to_owned(), error }
    }

    /// Printing on standard output failed with `error`.
    pub(crate) fn printing(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::ReaderGone } else { Self::at("<stdout>", error) }
    }

    /// The exit code.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) | Self::FolderInUse(_) => Exit::Usage,
            Self::Input(diagnostics) if diagnostics.is_input_output() => Exit::InputOutput,
            Self::Input(_) | Self::TooLarge(_) => Exit::BadInput,
            Self::InputOutput { .. } => Exit::InputOutput,
            // There is no code for our own faults in the contract; the nearest is that what was asked for did not come out.
            Self::CheckFailed(_) | Self::Fault(_) => Exit::CheckFailed,
            Self::Incomplete(_) => Exit::IncompleteMerge,
            Self::Interrupted(_) => Exit::Interrupted,
            Self::ReaderGone => Exit::Fine,
        }
    }
}

impl From<TopologyError> for Failure {
    fn from(error: TopologyError) -> Self {
        match error {
            TopologyError::TooManyLinks => Self::TooLarge(error.to_string()),
            TopologyError::NoSuchAsset { .. } => Self::Fault(error.to_string()),
        }
    }
}

impl From<ExperimentError> for Failure {
    fn from(error: ExperimentError) -> Self {
        match error {
            ExperimentError::Topology(error) => error.into(),
            error => Self::Fault(error.to_string()),
        }
    }
}

impl From<StatisticsError> for Failure {
    fn from(error: StatisticsError) -> Self {
        match error {
            StatisticsError::Scratch { kind, code } => {
                let error = code.map_or_else(|| kind.into(), io::Error::from_raw_os_error);
                Self::at("values put aside while joining", error)
            }
            error => Self::Fault(error.to_string()),
        }
    }
}

impl From<Diagnostics> for Failure {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::Input(Box::new(diagnostics))
    }
}
