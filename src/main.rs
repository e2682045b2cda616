//! Yagura, the program: parses, calls the libraries, prints. It computes nothing itself.

mod check;
mod checklist;
mod city;
mod cli;
mod compare;
mod completions;
mod exit;
mod explain;
mod failure;
mod folder;
mod graph;
mod hashing;
mod inputs;
mod interrupt;
mod list;
mod progress;
mod question;
mod redact;
mod render;
mod replay;
mod report;
mod run;
mod session;
mod sweep;
mod timing;
mod validate;
mod workload;
mod workshop;

use std::process::ExitCode;

use clap::Parser as _;

use cli::{Cli, Command};
use exit::Exit;
use failure::Failure;
use session::Session;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let session = Session::new(&cli.global);
    let outcome = match cli.command {
        Command::List(arguments) => list::execute(&session, &arguments),
        // Nothing but a list is a document of another program.
        _ if session.document.is_some() => Err(Failure::Usage(session.say("format-not-here", &[]))),
        Command::Compare(arguments) => compare::execute(&session, &arguments),
        Command::Sweep(arguments) => sweep::execute(&session, &arguments),
        Command::Merge(arguments) => sweep::merge(&session, &arguments),
        Command::Report(arguments) => report::execute(&session, &arguments),
        Command::Run(arguments) => run::execute(&session, &arguments),
        Command::Check(arguments) => check::execute(&session, &arguments),
        Command::Checklist(arguments) => checklist::execute(&session, &arguments),
        Command::Explain(arguments) => explain::execute(&session, &arguments),
        Command::Validate(arguments) => validate::execute(&session, &arguments),
        Command::City(arguments) => city::execute(&session, &arguments),
        Command::Workshop(arguments) => workshop::execute(&session, &arguments),
        Command::Completions(arguments) => completions::execute(&session, &arguments),
    };
    match outcome {
        Ok(()) => Exit::Fine.into(),
        Err(failure) => {
            render::failure(&session, &failure);
            failure.exit().into()
        }
    }
}
