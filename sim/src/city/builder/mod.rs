//! From the rows of a city folder to the compiled twin: one file a table, and what several tables share.

mod adjacencies;
mod assets;
mod build;
mod classes;
mod contracts;
mod datasets;
mod directories;
mod flows;
mod head;
mod inputs;
mod needs_circle;
mod organisations;
mod parts;
mod services;
mod zones;
