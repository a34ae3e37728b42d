//! Every formula of an indicator, with its version: its word is chosen in a plan and kept with every figure that was
//! frozen. How each reckons, `monitoring/formula.rs` says. A number that was shown once can be reckoned again, because
//! a formula never changes; a better one is a new version (docs/requirements.md B-13, B-14).

use kit::words;

use super::indicator::{Instrument, Unit};

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
    /// The formula of an indicator whose plan names none.
    pub fn usual(indicator: &str) -> Option<Self> {
        match indicator {
            "recipients" => Some(Self::Recipients1),
            "satisfaction_benefit" => Some(Self::SatisfiedShare1),
            "application" => Some(Self::AppliedShare1),
            _ => None,
        }
    }

    /// What its figures are counted in.
    pub fn unit(self) -> Unit {
        match self {
            Self::Recipients1 => Unit::Persons,
            Self::SatisfiedShare1 | Self::SatisfactionMean1 | Self::AppliedShare1 => Unit::Percent,
        }
    }

    /// The questionnaire its answers come from; the records of participants themselves when `None`.
    /// The follow-up is asked one to three months after the transfer (docs/requirements.md A0-18).
    pub fn instrument(self) -> Option<Instrument> {
        match self {
            Self::Recipients1 => None,
            Self::SatisfiedShare1 | Self::SatisfactionMean1 | Self::AppliedShare1 => Some(Instrument::FollowUp),
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

    #[test]
    fn a_word_names_one_formula_and_its_version() {
        for formula in Formula::ALL {
            assert_eq!(Formula::from_word(formula.as_str()), Some(*formula));
            assert!(formula.as_str().rsplit_once('.').is_some_and(|(_, version)| version.parse::<u32>().is_ok()));
        }
    }
}
