//! Indicators: what was counted, the share it makes, and whether the target is met. Nothing is
//! compared by a rounded percentage, and no share stands without n, N and the response rate
//! (docs/requirements.md B-13, F4, G-09).

use std::ops::Add;

use kit::show::Bilingual;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::formula::Formula;
use crate::accounts::words;

/// Hundredths of a percent in the whole.
const WHOLE: i64 = 10_000;

/// A share as two whole numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fraction {
    /// Those counted.
    pub numerator: i64,
    /// Those asked about.
    pub denominator: i64,
}

impl Fraction {
    /// A share.
    pub fn new(numerator: i64, denominator: i64) -> Self {
        Self { numerator, denominator }
    }

    /// Does it reach `target`, in hundredths of a percent? A share of nobody reaches nothing.
    pub fn meets(self, target: i64) -> bool {
        self.denominator > 0
            && i128::from(self.numerator) * i128::from(WHOLE) >= i128::from(target) * i128::from(self.denominator)
    }

    /// In hundredths of a percent, half rounded up: for showing only. `None` for a share of nobody.
    pub fn hundredths(self) -> Option<i64> {
        let (part, whole) = (i128::from(self.numerator), i128::from(self.denominator));
        let rounded = (whole > 0).then(|| (2 * part * i128::from(WHOLE) + whole).div_euclid(2 * whole))?;
        i64::try_from(rounded).ok()
    }

    /// As it is read: "85.15". `None` for a share of nobody.
    pub fn percent(self) -> Option<String> {
        self.hundredths().map(|value| format!("{}.{:02}", value / 100, value % 100))
    }
}

impl Add for Fraction {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.numerator + other.numerator, self.denominator + other.denominator)
    }
}

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
        self.share().map_or(self.numerator >= target, |share| share.meets(target))
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

words! {
    /// What a target is given in.
    Unit {
        /// คน
        Persons = "persons",
        /// Hundredths of a percent.
        Percent = "percent",
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

impl Target {
    /// The formula a plan names, or the usual one where it names none.
    pub fn formula_named(word: &str, indicator: &str) -> Option<Formula> {
        if word.trim().is_empty() { Formula::usual(indicator) } else { Formula::from_word(word.trim()) }
    }

    /// The target as it is read: "330", "85", "82.5".
    pub fn target_text(&self) -> String {
        target_text(self.unit, self.target)
    }
}

/// A target as it is read.
pub fn target_text(unit: Unit, target: i64) -> String {
    match unit {
        Unit::Persons => thai::digits::group(target),
        Unit::Percent => {
            let text = format!("{}.{:02}", target / 100, target % 100);
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// G-09: 281 of 330 meets 85 %, 280 does not, and neither is decided by the rounded number.
    #[test]
    fn two_hundred_and_eighty_one_of_three_hundred_and_thirty_meets_eighty_five_percent() {
        for (satisfied, of, shown, met) in [
            (281, 330, Some("85.15"), true),
            (280, 330, Some("84.85"), false),
            (84_999, 100_000, Some("85.00"), false),
            (17, 20, Some("85.00"), true),
            (0, 0, None, false),
        ] {
            let share = Fraction::new(satisfied, of);
            assert_eq!((share.percent().as_deref(), share.meets(8_500)), (shown, met), "{satisfied}/{of}");
        }
    }

    #[test]
    fn two_hundred_answers_of_three_hundred_and_thirty_are_a_response_of_sixty_percent() {
        let tally = Tally { persons: 330, scores: [0, 0, 30, 100, 70], ..Tally::default() };
        let measure = Formula::SatisfiedShare1.measure(&tally);
        assert_eq!((measure.answered, measure.persons), (200, 330));
        assert_eq!(measure.response_rate().percent().as_deref(), Some("60.61"));
        assert_eq!(measure.share().and_then(Fraction::percent).as_deref(), Some("85.00"));
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

        /// The exact comparison agrees with the shown number, except where rounding would flatter.
        #[test]
        fn a_target_met_is_never_shown_below_it(numerator in 0i64..2_000, denominator in 1i64..2_000, target in 0i64..=10_000) {
            let share = Fraction::new(numerator, denominator);
            if share.meets(target) {
                prop_assert!(share.hundredths() >= Some(target));
            }
        }
    }
}
