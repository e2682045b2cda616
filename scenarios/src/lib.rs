//! The shipped cities, scenarios, control sets and catalogue, and the readers of files like them.
