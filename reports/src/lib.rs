//! Statistics, tables, plots, pages and the words in two languages.
//!
//! Everything between the results of an experiment and what a person reads. Nothing here reads a file, prints, or knows how a
//! city is read; tables are written into whatever implements [`std::io::Write`], and what does not fit into memory goes where the caller says
//! ([`lists`]).
#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod checklist;
pub mod comparison;
pub mod costs;
pub mod evidence;
pub mod lists;
pub mod pack;
pub mod page;
pub mod plots;
pub mod replay;
pub mod statistics;
pub mod story;
pub mod summary;
pub mod tables;
pub mod validation;
pub mod words;
