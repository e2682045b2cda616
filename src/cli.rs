//! The command tree and the options that commands share.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use yagura_reports::words::Language;
use yagura_sim::knowledge::Confidence;
use yagura_sim::words::Words as _;

use crate::exit::Exit;

/// A smart-city digital twin for security decisions: which set of controls is better, by how much, and how sure that is.
#[derive(Parser, Debug)]
#[command(name = "yagura", version, after_help = Exit::help(), disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub(crate) global: Global,
    /// The command.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Args, Debug)]
pub(crate) struct Global {
    /// Language of everything that a person reads [default: from LC_ALL, LC_MESSAGES, LANG; else en]
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub(crate) lang: Option<Lang>,
    /// Format of results; oscal and navigator are documents of other programs, for some lists
    #[arg(long, global = true, default_value = "human", value_name = "FORMAT")]
    pub(crate) format: Form,
}

/// A language.
#[derive(ValueEnum, Clone, Copy, Debug)]
pub(crate) enum Lang {
    /// Japanese
    Ja,
    /// English
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ja => Self::Japanese,
            Lang::En => Self::English,
        }
    }
}

/// What `--format` takes.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Sentences and tables for people
    Human,
    /// JSON
    Json,
    /// Comma-separated values
    Csv,
    /// OSCAL, of controls and control sets
    Oscal,
    /// A layer of the ATT&CK Navigator, of techniques
    Navigator,
}

impl Form {
    /// The format in which results and failures come.
    pub(crate) fn format(self) -> Format {
        match self {
            Self::Human | Self::Oscal | Self::Navigator => Format::Human,
            Self::Json => Format::Json,
            Self::Csv => Format::Csv,
        }
    }

    /// The document of another program that is wanted instead of a result.
    pub(crate) fn document(self) -> Option<Document> {
        match self {
            Self::Oscal => Some(Document::Oscal),
            Self::Navigator => Some(Document::Navigator),
            Self::Human | Self::Json | Self::Csv => None,
        }
    }
}

/// A document of another program. Only some lists can be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Document {
    /// An OSCAL catalog or profile.
    Oscal,
    /// A layer of the ATT&CK Navigator.
    Navigator,
}

/// A format of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Sentences and tables for people
    Human,
    /// JSON
    Json,
    /// Comma-separated values
    Csv,
}

/// The commands.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Play scenarios under control sets and say which set is better
    Compare(crate::compare::Arguments),
    /// Play a plan file: a batch of comparisons, in parts that survive interruption, alone or as one shard of many
    Sweep(crate::sweep::Arguments),
    /// Join the parts of all shards of a sweep
    Merge(crate::sweep::MergeArguments),
    /// Make the plots and the page of a comparison again from its tables, without simulating
    Report(crate::report::Arguments),
    /// Play one incident and tell it as a timeline
    Run(crate::run::Arguments),
    /// Validate inputs without running anything
    Check(crate::check::Arguments),
    /// Hold a control set against the guideline's control table, per category, and name the gaps by risk
    Checklist(crate::checklist::Arguments),
    /// List what there is
    List(crate::list::Arguments),
    /// Say what an id means, where it acts and on what evidence
    Explain(crate::explain::Arguments),
    /// Hold the simulation against what is known of the real world
    Validate(crate::validate::Arguments),
    /// Show a city, or make one from files of other programs
    City(crate::city::Arguments),
    /// Hold a workshop: a local web page on which teams choose, predict, run and debrief
    Workshop(crate::workshop::Arguments),
    /// Print the completion script of a shell
    Completions(crate::completions::Arguments),
}

/// Where the world comes from.
#[derive(Args, Debug, Clone, Default)]
pub(crate) struct World {
    /// City: a shipped name, a folder of spreadsheets, a generated city (generate:ASSETS:SEED) or an edge list (.txt, .csv, .u32)
    /// [default: hoshimi]
    #[arg(long, value_name = "NAME|FOLDER|EDGES")]
    pub(crate) city: Option<String>,
    /// Nodes of the edge list, if the largest number in it does not tell
    #[arg(long, value_name = "N", requires = "city", value_parser = clap::value_parser!(u32).range(1..u32::MAX as i64))]
    pub(crate) nodes: Option<u32>,
    /// Edges lead one way, from the first node to the second
    #[arg(long, requires = "city")]
    pub(crate) directed: bool,
    /// Catalogue folder instead of the shipped one
    #[arg(long, value_name = "FOLDER")]
    pub(crate) catalogue: Option<PathBuf>,
    /// Folder of catalogue rows that replace or add to those of the catalogue
    #[arg(long, value_name = "FOLDER")]
    pub(crate) overlay: Option<PathBuf>,
    /// Fix one parameter to a value; recorded in the manifest (repeatable)
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,
    /// Effects of controls with less evidence than this do nothing: strong, moderate, weak [default: all act]; recorded in the manifest
    #[arg(long, value_name = "EVIDENCE", value_parser = confidence)]
    pub(crate) trust: Option<Confidence>,
}

/// How sure an effect must be.
fn confidence(text: &str) -> Result<Confidence, String> {
    Confidence::parse(text).ok_or_else(|| format!("one of {} is expected", Confidence::spellings().join(", ")))
}

/// Chance and time.
#[derive(Args, Debug, Clone)]
pub(crate) struct Chance {
    /// Master seed: the same seed, inputs and version give the same bytes
    #[arg(long, default_value_t = DEFAULT_SEED, value_name = "NUMBER")]
    pub(crate) seed: u64,
    /// Days simulated, for every scenario, instead of what each scenario says
    #[arg(long, value_name = "DAYS", value_parser = positive)]
    pub(crate) horizon: Option<f64>,
    /// Worker threads; results do not depend on them [default: as many as the machine has]
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,
}

/// The seed of every call that gives none. A round number: it was not searched for.
pub(crate) const DEFAULT_SEED: u64 = 1;

impl Chance {
    /// Worker threads to use.
    pub(crate) fn threads(&self) -> usize {
        self.threads.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
    }
}

/// A number above 0.
pub(crate) fn positive(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() && value > 0.0 => Ok(value),
        _ => Err("a number above 0 is expected".into()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Cli;

    #[test]
    fn the_command_tree_is_consistent() {
        Cli::command().debug_assert();
    }
}
