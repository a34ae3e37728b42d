//! What lines of a kind have cost in the whole network, so that whoever writes a budget sees where theirs stands
//! before somebody else asks.

use kit::Message;
use kit::message::msg;
use thai::Satang;

/// Below so many lines a range says more of one project than of the kind.
const LEAST: usize = 5;

/// From what to what most lines of a kind cost: the tenth and the ninetieth percentile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceRange {
    /// A tenth of the lines cost this or less.
    pub low: Satang,
    /// A tenth of the lines cost this or more.
    pub high: Satang,
    /// How many lines there are.
    pub count: usize,
}

impl PriceRange {
    /// In words: between which amounts, and of how many lines.
    pub fn said(&self) -> Vec<Message> {
        let count = i64::try_from(self.count).unwrap_or(i64::MAX);
        let range = msg("projects-range").with("low", self.low.to_string()).with("high", self.high.to_string());
        vec![range, msg("projects-range-count").with("count", count)]
    }

    /// Of the amounts of all lines of a kind; `None` where there are too few.
    pub fn of(mut amounts: Vec<Satang>) -> Option<Self> {
        if amounts.len() < LEAST {
            return None;
        }
        amounts.sort_unstable();
        // The nearest rank, so that both ends are amounts that somebody was granted.
        let rank = |percent: usize| amounts.get((amounts.len() * percent).div_ceil(100).saturating_sub(1)).copied();
        Some(Self { low: rank(10)?, high: rank(90)?, count: amounts.len() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_range_has_two_amounts_that_were_granted() {
        let of = |amounts: &[i64]| PriceRange::of(amounts.iter().copied().map(Satang).collect());
        assert_eq!(of(&[1, 2, 3, 4]), None);
        let range = |low, high, count| Some(PriceRange { low: Satang(low), high: Satang(high), count });
        assert_eq!(of(&[5, 1, 4, 2, 3]), range(1, 5, 5));
        assert_eq!(of(&(1..=10).collect::<Vec<_>>()), range(1, 9, 10));
        assert_eq!(of(&(1..=100).collect::<Vec<_>>()), range(10, 90, 100));
    }

    proptest! {
        #[test]
        fn four_fifths_lie_within(amounts in prop::collection::vec(0i64..1_000_000_000, 5..200)) {
            let range = PriceRange::of(amounts.iter().copied().map(Satang).collect()).expect("enough");
            let within = amounts.iter().filter(|amount| (range.low.0..=range.high.0).contains(amount)).count();
            prop_assert!(within * 10 >= amounts.len() * 8);
            prop_assert_eq!(range.count, amounts.len());
        }
    }
}
