//! `yagura completions SHELL`.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use crate::cli::Cli;
use crate::failure::Failure;
use crate::session::Session;

/// Arguments of `completions`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The shell
    pub(crate) shell: Shell,
}

/// Prints the script.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "yagura", &mut script);
    session.print(&String::from_utf8_lossy(&script))
}
