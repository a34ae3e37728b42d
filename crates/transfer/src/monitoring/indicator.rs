//! Indicators: what was counted, the share it makes, and whether the target is met. Nothing is
//! compared by a rounded percentage, and no share stands without n, N and the response rate
//! (docs/requirements.md B-13, G-09).

use std::ops::Add;

use kit::show::Bilingual;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::projects::{Formula, ProjectIndicator, Unit};
use crate::responses::Fraction;

/// What the records of some persons say, counted: everything a [`Formula`] may use. Tallies of
/// different areas or quarters add up, because every person is in one area and has one transfer day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Persons who received a transfer (N).
    pub persons: i64,
    /// Follow-ups that answered 1, 2, 3, 4 and 5 to `satisfaction_benefit`.
    pub scores: [i64; 5],
    /// Follow-ups that answered `no` to `applied`.
    pub not_applied: i64,
    /// … `partly`.
    pub partly: i64,
    /// … `fully`.
    pub fully: i64,
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let mut scores = self.scores;
        for (own, theirs) in scores.iter_mut().zip(other.scores) {
            *own += theirs;
        }
        Self {
            persons: self.persons + other.persons,
            scores,
            not_applied: self.not_applied + other.not_applied,
            partly: self.partly + other.partly,
            fully: self.fully + other.fully,
        }
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), Self::add)
    }
}

/// A figure with the numbers that make it up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Measure {
    /// The numerator of a share, or the count itself.
    pub numerator: i64,
    /// The denominator; `None` for a count.
    pub denominator: Option<i64>,
    /// Those who answered (n).
    pub answered: i64,
    /// Those who could have (N).
    pub persons: i64,
}

impl Measure {
    /// The share, when it is one.
    pub fn share(&self) -> Option<Fraction> {
        self.denominator.map(|denominator| Fraction::new(self.numerator, denominator))
    }

    /// How many answered.
    pub fn response_rate(&self) -> Fraction {
        Fraction::new(self.answered, self.persons)
    }

    /// The numerator beside all who took part, answered or not: of use where it counts persons.
    pub fn of_all(&self) -> Fraction {
        Fraction::new(self.numerator, self.persons)
    }

    /// Is there anything to show? A share of nobody is not nought.
    pub fn is_known(&self) -> bool {
        self.denominator != Some(0)
    }

    /// Is `target` reached: persons for a count, hundredths of a percent for a share?
    pub fn meets(&self, target: i64) -> bool {
        self.share().map_or(self.numerator >= target, |share| share.meets(target) == Some(true))
    }
}

impl Add for Measure {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            numerator: self.numerator + other.numerator,
            denominator: self.denominator.zip(other.denominator).map(|(own, theirs)| own + theirs),
            answered: self.answered + other.answered,
            persons: self.persons + other.persons,
        }
    }
}

/// What a project promised, and by which formula it is reckoned.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Short name within the project.
    pub indicator: String,
    /// What it is called.
    pub name: Bilingual,
    /// What the target is given in.
    pub unit: Unit,
    /// Persons, or hundredths of a percent.
    pub target: i64,
    /// `None` where the plan names a formula that nobody has written: such an indicator is shown
    /// without a result.
    pub formula: Option<Formula>,
}

impl From<&ProjectIndicator> for Target {
    fn from(promised: &ProjectIndicator) -> Self {
        Self {
            formula: Self::formula_named(&promised.formula, &promised.code),
            indicator: promised.code.clone(),
            name: promised.name.clone(),
            unit: promised.unit,
            target: promised.target,
        }
    }
}

impl Target {
    /// The formula a plan names, or the usual one where it names none.
    pub fn formula_named(word: &str, indicator: &str) -> Option<Formula> {
        if word.trim().is_empty() { Formula::usual(indicator) } else { Formula::from_word(word.trim()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_hundred_answers_of_three_hundred_and_thirty_are_a_response_of_sixty_percent() {
        let tally = Tally { persons: 330, scores: [0, 0, 30, 100, 70], ..Tally::default() };
        let measure = Formula::SatisfiedShare1.measure(&tally);
        assert_eq!((measure.answered, measure.persons), (200, 330));
        assert_eq!(measure.response_rate().percent_exactly().as_str(), "60.61");
        assert_eq!(measure.share().map(Fraction::percent_exactly).as_deref(), Some("85.00"));
    }

    fn tally() -> impl Strategy<Value = Tally> {
        (0i64..500, prop::array::uniform5(0i64..100), 0i64..100, 0i64..100, 0i64..100).prop_map(
            |(persons, scores, not_applied, partly, fully)| Tally { persons, scores, not_applied, partly, fully },
        )
    }

    proptest! {
        /// A roll-up over areas is the sum of its parts, for every formula.
        #[test]
        fn measures_add_up_over_areas(areas in prop::collection::vec(tally(), 1..8)) {
            let whole: Tally = areas.iter().copied().sum();
            for formula in Formula::ALL {
                let parts = areas.iter().map(|area| formula.measure(area)).reduce(Add::add);
                prop_assert_eq!(parts, Some(formula.measure(&whole)));
            }
        }
    }
}
