//! Names of the city and of the catalogue, for the references of a scenario.

use std::cell::OnceCell;

use crate::city::City;
use crate::directory::Directory;
use crate::knowledge::Catalogue;

/// What a scenario refers to.
pub(super) struct Lookup<'a> {
    pub(super) city: &'a City,
    pub(super) catalogue: &'a Catalogue,
    pub(super) organisations: Directory,
    pub(super) zones: Directory,
    pub(super) datasets: Directory,
    pub(super) controls: Directory,
    pub(super) techniques: Directory,
    pub(super) parameters: Directory,
    assets: OnceCell<Directory>,
}

macro_rules! directory {
    ($what:literal, $rows:expr) => {
        Directory::of_built($what, $rows.iter().map(|row| row.id.as_str()))
    };
}

impl<'a> Lookup<'a> {
    pub(super) fn new(city: &'a City, catalogue: &'a Catalogue) -> Self {
        let keys = catalogue.parameters.iter().map(|parameter| parameter.record.key.as_str());
        Self {
            city,
            catalogue,
            organisations: directory!("an organisation", city.organisations),
            zones: directory!("a zone", city.zones),
            datasets: directory!("a dataset", city.datasets),
            controls: directory!("a control", catalogue.controls),
            techniques: directory!("a technique", catalogue.techniques),
            parameters: Directory::of_built("a parameter", keys),
            assets: OnceCell::new(),
        }
    }

    /// Assets are many and seldom named one by one.
    pub(super) fn assets(&self) -> &Directory {
        self.assets.get_or_init(|| directory!("an asset", self.city.assets))
    }
}
