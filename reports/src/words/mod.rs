//! The words: everything that a person reads, in Japanese and English.
//!
//! Messages lie in Fluent files under `reports/words/<language>/`, embedded into the program. IDs, columns and file formats are
//! English and never pass through here.

mod control_title;
mod expected;
mod language;
mod messages;
mod parameter_unit;
mod quantity;

pub use control_title::control_title;
pub use fluent_bundle::FluentValue as Value;
pub use language::Language;
pub use messages::Words;
pub use parameter_unit::{parameter_unit, parameter_value};
pub use quantity::{amount, hours, number, percent, quantity, quantity_like, yen};
