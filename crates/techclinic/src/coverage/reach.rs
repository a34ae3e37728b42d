//! What one layer of the map reaches: pure counting over the provinces there are on a day.

use chrono::NaiveDate;
use thai::places::{Place, provinces_on};

use house::layout::layer::Counts;

/// What a layer reaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// Every province there is, in the order of a Thai dictionary, with its count.
    pub provinces: Vec<(&'static Place, i64)>,
}

impl Reach {
    /// The provinces of a day with their counts.
    pub fn new(counts: &Counts, day: NaiveDate) -> Self {
        let count = |place: &Place| counts.get(&place.code.to_string()).copied().unwrap_or(0);
        let mut provinces: Vec<_> = provinces_on(day).map(|place| (place, count(place))).collect();
        provinces.sort_by_cached_key(|(place, _)| thai::collate::sort_key(place.name_th));
        Self { provinces }
    }

    /// The provinces it does not reach.
    pub fn gaps(&self) -> Vec<&'static Place> {
        self.provinces.iter().filter(|(_, count)| *count == 0).map(|(place, _)| *place).collect()
    }

    /// How many provinces it reaches.
    pub fn reached(&self) -> usize {
        self.provinces.iter().filter(|(_, count)| *count > 0).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_reached_is_named() {
        let counts = Counts::from([("92".to_owned(), 2), ("20".to_owned(), 0), ("99".to_owned(), 3)]);
        let day = |iso: &str| iso.parse().expect("a day");
        let reach = Reach::new(&counts, day("2026-01-01"));
        assert_eq!((reach.reached(), reach.gaps().len()), (1, 76));
        assert!(reach.gaps().iter().any(|place| place.code.to_string() == "20"));
        assert_eq!(Reach::new(&counts, day("2010-01-01")).provinces.len(), 76);
    }
}
