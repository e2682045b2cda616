//! How many assets of each part there are, in the whole city and in each district.

use super::draws::{Draws, Stream};
use super::pattern::{Part, Pattern};
use super::tables::Scope;

/// Halvings of the interval in which the right size of a district lies; the rest is dealt out one by one.
const HALVINGS: usize = 40;

/// Counts.
#[derive(Clone, Debug)]
pub(super) struct Census {
    /// Districts.
    pub(super) districts: u32,
    /// Districts of an area.
    pub(super) per_area: u32,
    /// By part: assets in the whole city, or in each area.
    pub(super) city: Vec<usize>,
    /// By district, then by part.
    pub(super) district: Vec<Vec<usize>>,
    /// By part: real things that an asset stands for.
    pub(super) stands_for: Vec<u32>,
    /// Residents, as a multiple of the pattern's.
    pub(super) residents: f64,
    /// Assets, as a multiple of the pattern's.
    pub(super) size: f64,
    /// All assets.
    pub(super) assets: usize,
}

impl Census {
    /// Counts that add up to `assets`.
    pub(super) fn take(pattern: &Pattern, assets: u32, seed: u64) -> Self {
        let assets = assets as usize;
        let kept = kept(pattern, assets);
        let models = |scope: fn(Scope) -> bool| -> usize {
            pattern.parts.iter().filter(|part| scope(part.scope)).map(|part| part.models.len()).sum()
        };
        let (of_city, of_district) =
            (models(|scope| scope != Scope::District), models(|scope| scope == Scope::District));
        let most = pattern.tables.number("most_districts");
        let wished = real(assets.saturating_sub(of_city)) / real(of_district.max(1));
        let districts = whole(wished.round().clamp(1.0, most));
        let per_area = whole(pattern.tables.number("districts_per_area").max(1.0));
        let densities = densities(pattern, districts, seed);
        let areas = districts.div_ceil(per_area) as usize;
        let counts = |scale: f64| counts(pattern, &kept, &densities, districts, scale);
        // The largest scale at which everything fits.
        let (mut low, mut high) = (0.0, 2.0 * real(assets) / real(of_district.max(1)) + 2.0);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if total(pattern, &counts(middle), areas) <= assets {
                low = middle;
            } else {
                high = middle;
            }
        }
        let (city, mut district) = counts(low);
        let mut left = assets.saturating_sub(total(pattern, &(city.clone(), district.clone()), areas));
        deal(pattern, &kept, &mut district, &mut left);
        let size = real(assets) / real(of_city + of_district);
        let residents = libm::pow(size, pattern.tables.number("population_exponent"));
        let mut census = Self { districts, per_area, city, district, stands_for: Vec::new(), residents, size, assets };
        census.stands_for =
            pattern.parts.iter().enumerate().map(|(row, part)| census.stands_for(pattern, row, part)).collect();
        census
    }

    /// Areas.
    pub(super) fn areas(&self) -> u32 {
        self.districts.div_ceil(self.per_area)
    }

    /// The area of district `district`; both count from 1.
    pub(super) fn area_of(&self, district: u32) -> u32 {
        district.saturating_sub(1) / self.per_area + 1
    }

    /// Copies of a thing of `scope`.
    pub(super) fn copies(&self, scope: Scope) -> u32 {
        match scope {
            Scope::City => 1,
            Scope::Area => self.areas(),
            Scope::District => self.districts,
        }
    }

    /// Assets of part `row` in copy `copy` (from 1) of its scope.
    pub(super) fn count(&self, pattern: &Pattern, row: usize, copy: u32) -> usize {
        match pattern.parts[row].scope {
            Scope::District => self.district[copy as usize - 1][row],
            Scope::City | Scope::Area => self.city[row],
        }
    }

    /// Whether anything of `service` is there at all.
    pub(super) fn has(&self, pattern: &Pattern, service: &str) -> bool {
        let there = |(row, part): (usize, &Part)| part.service == service && self.count(pattern, row, 1) > 0;
        pattern.parts.iter().enumerate().any(there)
    }

    fn stands_for(&self, pattern: &Pattern, row: usize, part: &Part) -> u32 {
        let copies = (1..=self.copies(part.scope)).map(|copy| self.count(pattern, row, copy));
        let count: usize = copies.sum();
        // What there is one of per city stays one, whatever the number of residents.
        if part.stands_for == part.models.len() as u64 && part.growth.real_per_1000.is_none() {
            return 1;
        }
        let people = f64::from(pattern.city.head.population) * self.residents;
        #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
        let pattern_has = part.stands_for as f64 * self.residents;
        let there_are = part.growth.real_per_1000.map_or(pattern_has, |rate| rate * people / 1000.0);
        whole((there_are / real(count.max(1))).round().max(1.0))
    }
}

/// By part: whether a city of `assets` assets has room for its service at all.
fn kept(pattern: &Pattern, assets: usize) -> Vec<bool> {
    let mut kept = vec![false; pattern.parts.len()];
    let mut room = assets;
    for service in pattern.services_by_weight() {
        let of_service = || pattern.parts.iter().enumerate().filter(|(_, part)| part.service == service);
        let least: usize = of_service().map(|(_, part)| part.group).sum();
        if least <= room {
            room -= least;
            of_service().for_each(|(row, _)| kept[row] = true);
        }
    }
    kept
}

/// By district and part: how dense the service is there, 1 on average.
fn densities(pattern: &Pattern, districts: u32, seed: u64) -> Vec<Vec<f64>> {
    let spread = pattern.tables.number("district_spread");
    let services = pattern.services_by_weight();
    let of_district = |district: u32| {
        let mut draws = Draws::new(seed, Stream::Density(district));
        let by_service: Vec<f64> = services.iter().map(|_| 1.0 + spread * (2.0 * draws.unit() - 1.0)).collect();
        let density =
            |part: &Part| services.iter().position(|word| *word == part.service).map_or(1.0, |at| by_service[at]);
        pattern.parts.iter().map(density).collect()
    };
    (1..=districts).map(of_district).collect()
}

type Counts = (Vec<usize>, Vec<Vec<usize>>);

fn counts(pattern: &Pattern, kept: &[bool], densities: &[Vec<f64>], districts: u32, scale: f64) -> Counts {
    let many = f64::from(districts);
    let rounded = |row: usize, part: &Part, wished: f64| -> usize {
        let groups = (wished / real(part.group)).round().max(1.0);
        if kept[row] { whole(groups) as usize * part.group } else { 0 }
    };
    let parts = || pattern.parts.iter().enumerate();
    let city = parts().map(|(row, part)| match part.scope {
        Scope::District => 0,
        Scope::Area => rounded(row, part, real(part.models.len()) * scale.min(1.0)),
        Scope::City => {
            let grown = libm::pow(many, part.growth.exponent);
            rounded(row, part, real(part.models.len()) * scale.min(1.0) * grown)
        }
    });
    let per_district = parts().map(|(_, part)| real(part.models.len()) * libm::pow(many, part.growth.exponent - 1.0));
    let per_district: Vec<f64> = per_district.collect();
    let of_district = |density: &Vec<f64>| {
        let count = |(row, part): (usize, &Part)| match part.scope {
            Scope::District => rounded(row, part, per_district[row] * scale * density[row]),
            Scope::City | Scope::Area => 0,
        };
        parts().map(count).collect()
    };
    (city.collect(), densities.iter().map(of_district).collect())
}

fn total(pattern: &Pattern, (city, district): &Counts, areas: usize) -> usize {
    let copies = |part: &Part| if part.scope == Scope::Area { areas } else { 1 };
    let of_city: usize = pattern.parts.iter().zip(city).map(|(part, count)| count * copies(part)).sum();
    of_city + district.iter().flatten().sum::<usize>()
}

/// Deals out what is left, one asset after another, to the most frequent parts that decide nothing together, district by district; in a
/// city too small to have such parts, to the first parts of the city.
fn deal(pattern: &Pattern, kept: &[bool], district: &mut [Vec<usize>], left: &mut usize) {
    let mut takers: Vec<usize> = (0..pattern.parts.len())
        .filter(|&row| {
            let part = &pattern.parts[row];
            kept[row] && part.scope == Scope::District && part.quantity.is_empty() && part.models.len() > 1
        })
        .collect();
    takers.sort_by_key(|&row| (std::cmp::Reverse(pattern.parts[row].models.len()), row));
    while *left > 0 && !takers.is_empty() {
        for &row in &takers {
            for counts in district.iter_mut() {
                if *left == 0 {
                    return;
                }
                counts[row] += 1;
                *left -= 1;
            }
        }
    }
}

fn real(count: usize) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    let real = count as f64;
    real
}

/// A whole number that is not negative.
fn whole(number: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped before")]
    let whole = number.clamp(0.0, f64::from(u32::MAX)) as u32;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::tables::Tables;

    fn pattern() -> Pattern {
        Pattern::shipped(Tables::shipped().unwrap()).unwrap()
    }

    fn sum(pattern: &Pattern, census: &Census) -> usize {
        total(pattern, &(census.city.clone(), census.district.clone()), census.areas() as usize)
    }

    #[test]
    fn counts_add_up_at_every_size() {
        let pattern = pattern();
        for assets in [60, 77, 200, 744, 5000, 100_000, 1_000_000] {
            assert_eq!(sum(&pattern, &Census::take(&pattern, assets, 5)), assets as usize, "{assets}");
        }
    }

    #[test]
    fn readings_that_decide_together_come_in_whole_groups() {
        let pattern = pattern();
        let census = Census::take(&pattern, 5000, 5);
        for (row, part) in pattern.parts.iter().enumerate().filter(|(_, part)| part.scope == Scope::District) {
            for district in &census.district {
                assert_eq!(district[row] % part.group, 0, "{}", part.naming.stem);
            }
        }
    }

    #[test]
    fn a_city_as_large_as_the_pattern_is_much_like_it() {
        let pattern = pattern();
        let assets = u32::try_from(pattern.city.assets.len()).unwrap();
        let census = Census::take(&pattern, assets, 1);
        assert_eq!((census.districts, census.areas()), (1, 1));
        let spread = pattern.tables.number("district_spread");
        for (row, part) in pattern.parts.iter().enumerate().filter(|(_, part)| part.models.len() >= 12) {
            let ratio = real(census.count(&pattern, row, 1)) / real(part.models.len());
            // Density of the district, rounding to whole groups, and what was dealt out at the end.
            assert!((ratio - 1.0).abs() <= spread + 0.25, "{}: {ratio}", part.naming.stem);
        }
    }

    #[test]
    fn districts_are_bounded_and_grow_beyond() {
        let pattern = pattern();
        let most = whole(pattern.tables.number("most_districts"));
        assert_eq!(Census::take(&pattern, 1_000_000, 1).districts, most);
        assert!(Census::take(&pattern, 10_000, 1).districts < 20);
    }

    #[test]
    fn signals_stand_for_as_many_real_ones_as_japan_has_for_so_many_residents() {
        let pattern = pattern();
        let row = pattern.parts.iter().position(|part| part.subtype == "signal").unwrap();
        let census = Census::take(&pattern, 10_000, 1);
        let count: usize = census.district.iter().map(|district| district[row]).sum();
        let people = f64::from(pattern.city.head.population) * census.residents;
        let per_1000 = real(count) * f64::from(census.stands_for[row]) / people * 1000.0;
        // 210,000 for 124 million (growth.csv); a whole number of signals an asset.
        assert!((per_1000 / 1.69 - 1.0).abs() < 0.25, "{per_1000}");
    }
}
