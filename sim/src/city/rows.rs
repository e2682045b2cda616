//! The two long tables of a city, row by row: kept in memory, or made again whenever somebody goes through them.
//!
//! A city of ten million assets does not fit into memory as records. Its builder therefore never asks for a list: it goes through
//! the assets twice and through the flows once, and keeps of each row what the compiled twin keeps.

use super::{AssetRecord, CityRecords, FlowRecord};

/// Goes through the assets and the flows of a city: always the same rows in the same order, numbered from 0 by their origin.
pub trait CityRows {
    /// Calls `visit` for every asset.
    fn each_asset(&self, visit: &mut dyn FnMut(&AssetRecord));
    /// Calls `visit` for every flow.
    fn each_flow(&self, visit: &mut dyn FnMut(&FlowRecord));
    /// Number of assets.
    fn assets(&self) -> usize;
    /// Number of flows, or about as many.
    fn flows(&self) -> usize;
}

impl CityRows for CityRecords {
    fn each_asset(&self, visit: &mut dyn FnMut(&AssetRecord)) {
        self.assets.iter().for_each(visit);
    }

    fn each_flow(&self, visit: &mut dyn FnMut(&FlowRecord)) {
        self.flows.iter().for_each(visit);
    }

    fn assets(&self) -> usize {
        self.assets.len()
    }

    fn flows(&self) -> usize {
        self.flows.len()
    }
}
