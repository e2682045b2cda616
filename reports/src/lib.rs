//! Statistics, tables, plots, pages and the words in two languages.
#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod statistics;
