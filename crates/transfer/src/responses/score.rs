//! Marks from 1 to 5, and the two ways in which they are said as satisfaction (docs/requirements.md B-14): which of
//! them is the official one, the plan of a project says.

use super::fraction::Fraction;

/// How many gave each mark, from 1 to 5.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores(pub [i64; 5]);

impl Scores {
    /// The values of the five marks, in order.
    pub const MARKS: [&'static str; 5] = ["1", "2", "3", "4", "5"];

    /// How many gave a mark.
    pub fn given(self) -> i64 {
        self.0.iter().sum()
    }

    /// Those who gave 4 or 5, of those who gave a mark.
    pub fn satisfied(self) -> Fraction {
        let [.., four, five] = self.0;
        Fraction::new(four + five, self.given())
    }

    /// The mean as a part of the highest mark: the sum of the marks, of five for each who gave one.
    pub fn mean(self) -> Fraction {
        let [one, two, three, four, five] = self.0;
        Fraction::new(one + 2 * two + 3 * three + 4 * four + 5 * five, 5 * self.given())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_share_and_the_mean_are_two_figures() {
        let scores = Scores([1, 0, 2, 3, 4]);
        assert_eq!((scores.satisfied(), scores.mean()), (Fraction::new(7, 10), Fraction::new(39, 50)));
        assert!(!Scores::default().satisfied().is_known() && !Scores::default().mean().is_known());
    }

    proptest! {
        /// Nobody can be more content on average than all at five, or less than all at one.
        #[test]
        fn the_mean_lies_between_a_fifth_and_the_whole(scores in proptest::array::uniform5(0i64..1_000)) {
            let mean = Scores(scores).mean();
            prop_assume!(mean.is_known());
            prop_assert!(mean.meets(2_000) == Some(true) && mean.numerator <= mean.denominator);
        }
    }
}
