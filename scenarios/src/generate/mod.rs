//! Cities of any size, made from a pattern: the shipped city, laid out again and again.
//!
//! # What happens
//! The pattern's assets fall into *parts* (same service, kind, zone, owner, operator, readings and data). Parts of the field belong to a
//! district; the city OS, the city hall and the suppliers belong to the whole city or to an area of several districts. A city of `n`
//! assets has as many districts as fit; each has all zones and services of a district, its parts drawn around the pattern's numbers.
//! Parts of the city grow with the number of districts by a power of their own. What the field sends to the city OS goes over a network of
//! aggregation nodes, grown node by node; the stations of a waterworks pass their readings on along another.
//! The first district, area and city keep the pattern's ids, so that scenarios written for the pattern find what they name.
//! Below about two hundred assets there is no room for every part: then whole services are left out, the least critical first.
//! # Reads
//! The shipped city and the tables in `generator/`, every number of which has a source there.
//! # Draws
//! Plain ChaCha8, a stream per district: a city is made once, before any replication, and does not take part in common random numbers.
//! The same size and seed give the same bytes.
//! # Not modelled
//! Maps: districts are squares of one frame. Rivers, roads and mains that lead from one district to the next. Growth over the years.
//! # Sources
//! `generator/*.csv`, row by row; the docs' page on generated cities says how well the networks fit.

mod census;
mod draws;
mod naming;
mod network;
mod pattern;
mod rows;
mod skeleton;
mod tables;

use std::sync::Arc;

use yagura_sim::city::{CityRecords, CityRows as _};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::embedded::{GENERATOR, generator_folders};
use crate::folder::{Input, sha256};
use crate::loaded::Loaded;
use census::Census;
use network::Network;
use pattern::Pattern;
use tables::Tables;

/// Fewest and most assets of a generated city.
pub const SIZES: (u32, u32) = (60, 10_000_000);

/// What stands before size and seed in the name of a generated city: `generate:600:1`.
pub const PREFIX: &str = "generate:";

/// A city that is made anew whenever somebody goes through its rows.
#[derive(Clone, Debug)]
pub struct GeneratedCity {
    pattern: Arc<Pattern>,
    census: Census,
    /// Links between the nodes of the whole city, by row of `Tables::networks`; those of districts are made with the district.
    networks: Vec<Option<Network>>,
    seed: u64,
    skeleton: CityRecords,
}

impl GeneratedCity {
    /// The city of `assets` assets that `seed` gives.
    ///
    /// # Errors
    /// A size outside [`SIZES`].
    ///
    /// ```
    /// use yagura_scenarios::generate::GeneratedCity;
    /// use yagura_sim::city::{City, CityRows as _};
    ///
    /// let made = GeneratedCity::new(600, 1)?;
    /// let city = City::build_from(made.skeleton(), &made).unwrap();
    /// assert_eq!((city.assets.len(), made.assets()), (600, 600));
    /// # Ok::<(), yagura_scenarios::Diagnostics>(())
    /// ```
    pub fn new(assets: u32, seed: u64) -> Result<Self, Diagnostics> {
        if !(SIZES.0..=SIZES.1).contains(&assets) {
            let expected = Expected::Between { low: f64::from(SIZES.0), high: f64::from(SIZES.1) };
            let name = format!("{PREFIX}{assets}:{seed}");
            return Err(Diagnostic::of_file(Code::OutOfRange, &name, assets.to_string(), expected).into());
        }
        let tables = Tables::shipped()?;
        let pattern = Pattern::shipped(tables)?;
        let census = Census::take(&pattern, assets, seed);
        let networks = network::of_city(&pattern, &census, seed);
        let skeleton = skeleton::skeleton(&pattern, &census, assets, seed);
        Ok(Self { pattern: Arc::new(pattern), census, networks, seed, skeleton })
    }

    /// Everything but the assets and the flows.
    #[must_use]
    pub fn skeleton(&self) -> &CityRecords {
        &self.skeleton
    }

    /// The whole city as records: about a kilobyte an asset.
    #[must_use]
    pub fn records(&self) -> CityRecords {
        let mut records = self.skeleton.clone();
        self.each_asset(&mut |asset| records.assets.push(asset.clone()));
        self.each_flow(&mut |flow| records.flows.push(flow.clone()));
        records
    }
}

/// The size and the seed in `generate:SIZE:SEED`; `None` if `name` is no name of a generated city.
///
/// # Errors
/// It begins like one and does not go on like one.
pub fn named(name: &str) -> Option<Result<(u32, u64), Diagnostics>> {
    let rest = name.strip_prefix(PREFIX)?;
    let parsed = rest.split_once(':').and_then(|(size, seed)| Some((size.parse().ok()?, seed.parse().ok()?)));
    Some(parsed.ok_or_else(|| {
        let expected = Expected::Form(format!("{PREFIX}SIZE:SEED, two whole numbers, for example {PREFIX}600:1"));
        Diagnostic::of_file(Code::UnknownName, name, name, expected).into()
    }))
}

/// What stands for the files of a generated city in a manifest: its name, and a hash of everything that it is made from.
pub fn input(name: &str) -> Input {
    let mut bytes = name.as_bytes().to_vec();
    for folder in generator_folders() {
        let mut files: Vec<_> = folder.files().collect();
        files.sort_by_key(|file| file.path());
        for file in files {
            bytes.extend_from_slice(file.contents());
        }
    }
    Input { file: name.to_owned(), sha256: sha256(&bytes) }
}

/// The generated city `name` without its assets and flows, and what makes them.
///
/// # Errors
/// A name or a size that is none.
pub fn load(name: &str) -> Option<Result<(Loaded<CityRecords>, GeneratedCity), Diagnostics>> {
    let load = |(size, seed): (u32, u64)| {
        let made = GeneratedCity::new(size, seed)?;
        Ok((Loaded::unplaced(made.skeleton.clone(), vec![input(name)]), made))
    };
    named(name).map(|parsed| parsed.and_then(load))
}

/// The text of one of the generator's tables.
fn table(name: &str) -> &'static str {
    GENERATOR.get_file(name).and_then(|file| file.contents_utf8()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use yagura_sim::city::City;

    #[test]
    fn every_size_gives_exactly_as_many_assets_in_a_city_that_builds() {
        for size in [60, 61, 99, 150, 200, 333, 600, 744, 1000, 2500, 10_000] {
            let made = GeneratedCity::new(size, 3).unwrap();
            let mut seen = 0;
            made.each_asset(&mut |_| seen += 1);
            assert_eq!(seen, size);
            let city =
                City::build_from(made.skeleton(), &made).unwrap_or_else(|problems| panic!("{size}: {problems:?}"));
            assert_eq!(city.assets.len(), size as usize);
            assert!(!city.services.is_empty() && !city.flows.is_empty(), "{size}");
        }
    }

    #[test]
    fn the_same_size_and_seed_give_the_same_city_and_another_seed_another() {
        let records = |size, seed| GeneratedCity::new(size, seed).unwrap().records();
        assert_eq!(records(900, 7), records(900, 7));
        assert_ne!(records(900, 7).assets, records(900, 8).assets);
    }

    #[test]
    fn the_lean_way_and_the_records_give_one_city() {
        let made = GeneratedCity::new(1500, 2).unwrap();
        let lean = City::build_from(made.skeleton(), &made).unwrap();
        let whole = City::build(made.records()).unwrap();
        assert_eq!(format!("{lean:?}"), format!("{whole:?}"));
    }

    #[test]
    fn a_name_is_a_size_and_a_seed() {
        assert_eq!(named("generate:600:1").unwrap().unwrap(), (600, 1));
        assert!(named("hoshimi").is_none());
        for wrong in ["generate:", "generate:600", "generate:a:1", "generate:600:-1"] {
            assert!(named(wrong).unwrap().is_err(), "{wrong}");
        }
        assert!(GeneratedCity::new(59, 1).is_err() && GeneratedCity::new(10_000_001, 1).is_err());
    }
}
