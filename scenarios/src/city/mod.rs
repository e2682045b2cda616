//! City folders: spreadsheets and `city.toml` into [`CityRecords`](yagura_sim::city::CityRecords).

mod columns;
mod head;
mod reader;

pub use columns::*;
pub(crate) use reader::{read_city, read_city_over};
