//! The program from outside: exit codes, what goes to which stream, what lies in the output folder.

mod checklist;
mod compare;
mod console;
mod exits;
mod fixture;
mod formats;
mod generate;
mod graph;
mod import;
mod interrupt;
mod redact;
mod replay;
mod report;
mod run;
mod standards;
mod timing;
