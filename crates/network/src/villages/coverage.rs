//! Where there are villages and where there are none: pure counting over the list of places
//! (docs/requirements.md G-16, F-08: places without a village come first).

use std::collections::BTreeMap;

use thai::places::{Place, provinces};

/// How many villages a district has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistrictCount {
    /// Official code.
    pub district: String,
    /// Villages in it.
    pub villages: i64,
}

/// A district with its villages.
#[derive(Clone, Debug)]
pub struct DistrictCoverage {
    /// The district.
    pub place: &'static Place,
    /// Villages in it.
    pub villages: i64,
}

impl DistrictCoverage {
    /// Its official code.
    pub fn code(&self) -> String {
        self.place.code.to_string()
    }
}

/// A province with its districts.
#[derive(Clone, Debug)]
pub struct ProvinceCoverage {
    /// The province.
    pub place: &'static Place,
    /// Every district of it, in the order of a Thai dictionary.
    pub districts: Vec<DistrictCoverage>,
}

/// The whole country.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// Every province, in the order of a Thai dictionary.
    pub provinces: Vec<ProvinceCoverage>,
}

impl ProvinceCoverage {
    /// Its official code.
    pub fn code(&self) -> String {
        self.place.code.to_string()
    }

    /// Villages in it.
    pub fn villages(&self) -> i64 {
        self.districts.iter().map(|district| district.villages).sum()
    }

    /// How many of its districts have a village.
    pub fn reached(&self) -> usize {
        self.districts.iter().filter(|district| district.villages > 0).count()
    }

    /// The districts that have none.
    pub fn gaps(&self) -> Vec<&DistrictCoverage> {
        self.districts.iter().filter(|district| district.villages == 0).collect()
    }
}

impl Coverage {
    /// Counts over the places there are today. A district that no list has is passed over: codes are
    /// checked when a village is entered.
    pub fn of(counts: &[DistrictCount]) -> Self {
        let known: BTreeMap<&str, i64> = counts.iter().map(|one| (one.district.as_str(), one.villages)).collect();
        let district = |place: &'static Place| DistrictCoverage {
            place,
            villages: known.get(place.code.to_string().as_str()).copied().unwrap_or(0),
        };
        let mut all: Vec<_> = provinces()
            .iter()
            .map(|place| {
                let mut districts: Vec<_> = place.children().iter().map(district).collect();
                districts.sort_by_cached_key(|one| thai::collate::sort_key(one.place.name_th));
                ProvinceCoverage { place, districts }
            })
            .collect();
        all.sort_by_cached_key(|one| thai::collate::sort_key(one.place.name_th));
        Self { provinces: all }
    }

    /// Villages.
    pub fn villages(&self) -> i64 {
        self.provinces.iter().map(ProvinceCoverage::villages).sum()
    }

    /// Districts that have a village.
    pub fn districts(&self) -> usize {
        self.provinces.iter().map(ProvinceCoverage::reached).sum()
    }

    /// Provinces that have a village.
    pub fn reached(&self) -> usize {
        self.provinces.iter().filter(|province| province.villages() > 0).count()
    }

    /// The province of this code.
    pub fn of_province(&self, code: &str) -> Option<&ProvinceCoverage> {
        self.provinces.iter().find(|province| province.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_villages_of_one_district_are_two_villages_and_one_district() {
        let count = |district: &str, villages| DistrictCount { district: district.to_owned(), villages };
        let coverage = Coverage::of(&[count("9205", 2), count("9201", 1), count("4603", 1)]);
        assert_eq!((coverage.villages(), coverage.districts(), coverage.reached()), (4, 3, 2));
        let trang = coverage.of_province("92").expect("ตรัง");
        assert_eq!((trang.districts.len(), trang.gaps().len()), (10, 8));
    }
}
