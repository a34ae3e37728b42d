//! Every formula of an indicator, with its version: here and nowhere else. A number that was shown
//! once can be reckoned again, because a formula never changes; a better one is a new version
//! (docs/requirements.md B-13, B-14).
//!
//! These are the official figures: of the persons who received a transfer in a span, by the latest answer of
//! each. What `responses/measure.rs` says of a project counts the answers given in a span instead.

use super::indicator::{Measure, Tally};
use kit::words;

words! {
    /// How a figure is reckoned from a tally. The word is kept with every frozen figure.
    Formula {
        /// Persons who received a transfer and have not withdrawn.
        Recipients1 = "recipients.1",
        /// Those who answered 4 or 5 to `satisfaction_benefit`, of those who answered it.
        SatisfiedShare1 = "satisfied_share.1",
        /// The mean of `satisfaction_benefit`, divided by 5: the sum of scores of five for each answer.
        SatisfactionMean1 = "satisfaction_mean.1",
        /// Those who answered `partly` or `fully` to `applied`, of those who answered it.
        AppliedShare1 = "applied_share.1",
    }
}

impl Formula {
    /// Reckons the figure.
    pub fn measure(self, tally: &Tally) -> Measure {
        let share = |numerator, denominator, answered| Measure {
            numerator,
            denominator: Some(denominator),
            answered,
            persons: tally.persons,
        };
        let [one, two, three, four, five] = tally.scores;
        let scored: i64 = tally.scores.iter().sum();
        let told: i64 = tally.not_applied + tally.partly + tally.fully;
        match self {
            Self::Recipients1 => {
                Measure { numerator: tally.persons, denominator: None, answered: tally.persons, persons: tally.persons }
            }
            Self::SatisfiedShare1 => share(four + five, scored, scored),
            Self::SatisfactionMean1 => share(one + 2 * two + 3 * three + 4 * four + 5 * five, 5 * scored, scored),
            Self::AppliedShare1 => share(tally.partly + tally.fully, told, told),
        }
    }

    /// Does it count persons, so that its numerator may also be set beside all who took part?
    pub fn counts_persons(self) -> bool {
        matches!(self, Self::SatisfiedShare1 | Self::AppliedShare1)
    }

    /// The questionnaire its answers come from; the records of participants themselves when `None`.
    /// The follow-up is asked one to three months after the transfer (docs/requirements.md A0-18).
    pub fn instrument(self) -> Option<&'static str> {
        match self {
            Self::Recipients1 => None,
            Self::SatisfiedShare1 | Self::SatisfactionMean1 | Self::AppliedShare1 => Some("follow_up"),
        }
    }

    /// The formula of an indicator whose plan names none.
    pub fn usual(indicator: &str) -> Option<Self> {
        match indicator {
            "recipients" => Some(Self::Recipients1),
            "satisfaction_benefit" => Some(Self::SatisfiedShare1),
            "application" => Some(Self::AppliedShare1),
            _ => None,
        }
    }

    /// The formula as the end of a message's id, which has no full stops.
    pub fn message_word(self) -> String {
        self.as_str().replace('.', "-")
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

    #[test]
    fn a_word_names_one_formula_and_its_version() {
        for formula in Formula::ALL {
            assert_eq!(Formula::from_word(formula.as_str()), Some(*formula));
            assert!(formula.as_str().rsplit_once('.').is_some_and(|(_, version)| version.parse::<u32>().is_ok()));
        }
    }
}
