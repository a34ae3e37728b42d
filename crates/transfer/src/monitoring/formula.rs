//! How each formula of an indicator reckons: here and nowhere else. Its word and version are
//! `projects/formula.rs`.
//!
//! These are the official figures: of the persons who received a transfer in a span, by the latest answer of
//! each. What `responses/measure.rs` says of a project counts the answers given in a span instead.

use super::indicator::{Measure, Tally};
use crate::projects::Formula;
use crate::responses::{Fraction, Scores};

impl Formula {
    /// Reckons the figure.
    pub fn measure(self, tally: &Tally) -> Measure {
        let share = |numerator, denominator, answered| Measure {
            numerator,
            denominator: Some(denominator),
            answered,
            persons: tally.persons,
        };
        let scores = Scores(tally.scores);
        let of_scores = |part: Fraction| share(part.numerator, part.denominator, scores.given());
        let told: i64 = tally.not_applied + tally.partly + tally.fully;
        match self {
            Self::Recipients1 => {
                Measure { numerator: tally.persons, denominator: None, answered: tally.persons, persons: tally.persons }
            }
            Self::SatisfiedShare1 => of_scores(scores.satisfied()),
            Self::SatisfactionMean1 => of_scores(scores.mean()),
            Self::AppliedShare1 => share(tally.partly + tally.fully, told, told),
        }
    }

    /// Does it count persons, so that its numerator may also be set beside all who took part?
    pub fn counts_persons(self) -> bool {
        matches!(self, Self::SatisfiedShare1 | Self::AppliedShare1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALLY: Tally = Tally { persons: 20, scores: [1, 0, 2, 3, 4], not_applied: 2, partly: 3, fully: 5 };

    #[test]
    fn each_formula_says_its_numerator_and_denominator() {
        let cases = [
            (Formula::Recipients1, 20, None, 20),
            (Formula::SatisfiedShare1, 7, Some(10), 10),
            (Formula::SatisfactionMean1, 1 + 6 + 12 + 20, Some(50), 10),
            (Formula::AppliedShare1, 8, Some(10), 10),
        ];
        for (formula, numerator, denominator, answered) in cases {
            let measure = formula.measure(&TALLY);
            assert_eq!(
                (measure.numerator, measure.denominator, measure.answered),
                (numerator, denominator, answered),
                "{formula}"
            );
            assert_eq!(measure.persons, 20, "{formula}");
        }
    }
}
