//! Cities from files that were written for something else.
//!
//! What such a file says is taken over as it stands; everything it does not say and a city needs is an [`Assumption`] in a list
//! that goes to the user with the city.

pub mod assumed_cyber;
mod assumption;
pub mod cpa;
mod decision;
pub mod edges;
mod entities;
mod fault;
pub mod folder;
mod geometry;
mod graphml;
mod ids;
pub mod inp;
mod lines;
mod points;
mod tables;
mod things;
mod water_city;

pub use assumption::Assumption;
pub use entities::{ngsi_ld, ngsi_ld_bytes};
pub use graphml::{ImportedGraph, graphml, graphml_bytes};
pub use points::{is_geojson, points, points_bytes};
pub use water_city::{Imported, cyber_layer, network, water};
