//! The plots: SVG from tables alone.
//!
//! Each plot is a function of the rows that it shows, the names of things and the words of a language; [`all()`] makes every plot of a
//! folder of tables. No plot computes a statistic: what it draws stands in the CSV that it names. Nothing here knows a font: the
//! viewer's own face renders the text, Japanese included.

mod all;
mod axis;
mod canvas;
mod cost_against_risk;
mod delays;
mod exceedance;
mod extent;
mod heat_map;
mod infection_tree;
mod knock_out;
mod losses;
mod means;
mod measured;
mod names;
mod panel;
mod placed;
mod plot;
mod scale;
mod sheet;
mod spread;
mod theme;
mod tornado;

pub use all::all;
pub use cost_against_risk::cost_against_risk;
pub use delays::delays;
pub use exceedance::exceedance;
pub use heat_map::heat_map;
pub use infection_tree::infection_tree;
pub use knock_out::{knock_out, knock_out_bars};
pub use losses::losses;
pub use means::means;
pub use names::Names;
pub use placed::PlacedPanel;
pub use plot::{Plot, Shown};
pub use spread::spread;
pub(crate) use spread::too_rare;
pub use tornado::tornado;
