//! Statistics, tables, plots, pages and the words in two languages.
