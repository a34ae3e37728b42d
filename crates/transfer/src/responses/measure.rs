//! What activities and answers say in numbers, for indicators and public pages. Rehearsals, people
//! who withdrew and superseded answers are counted nowhere.
//!
//! They count each answer by the day it was given, whenever its person received the transfer. The official
//! figures are those of `monitoring/formula.rs`, which follow the persons of a transfer; over a whole project
//! both agree.

use chrono::NaiveDate;
use serde::Serialize;

use super::fraction::Fraction;

/// From a day to a day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Period {
    /// All that has been recorded up to `day`.
    pub fn until(day: NaiveDate) -> Self {
        Self { from: NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(NaiveDate::MIN), to: day }
    }
}

/// Counts of one project or area in one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Measures {
    /// Persons who applied and were registered.
    pub registered: i64,
    /// Persons who received the transfer: N.
    pub participants: i64,
    /// Days of transfer.
    pub transfers: i64,
    /// Evaluations answered: n of the evaluation.
    pub evaluations: i64,
    /// Of these, satisfied overall (4 or 5) on the day.
    pub satisfied_on_the_day: i64,
    /// Follow-ups answered: n of the follow-up.
    pub follow_ups: i64,
    /// Of these, satisfied with the benefit (4 or 5).
    pub satisfied: i64,
    /// Of these, who applied the technology in part or in full.
    pub applied: i64,
}

impl Measures {
    /// Share of those followed up who are satisfied with the benefit (4 or 5).
    pub fn satisfaction(&self) -> Fraction {
        Fraction::new(self.satisfied, self.follow_ups)
    }

    /// Share of those followed up who applied the technology.
    pub fn application(&self) -> Fraction {
        Fraction::new(self.applied, self.follow_ups)
    }

    /// Share of those evaluated who were satisfied on the day: another instrument than the benefit
    /// after months (docs/requirements.md B-12).
    pub fn satisfaction_on_the_day(&self) -> Fraction {
        Fraction::new(self.satisfied_on_the_day, self.evaluations)
    }

    /// Share of those who received the transfer who were followed up: n of N.
    pub fn response_rate(&self) -> Fraction {
        Fraction::new(self.follow_ups, self.participants)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n_and_response_rate_stand_beside_the_share() {
        let measures = Measures { participants: 330, follow_ups: 200, satisfied: 170, ..Measures::default() };
        assert_eq!(measures.response_rate().percent(), "60.6");
        assert_eq!(measures.satisfaction().meets(8_500), Some(true));
    }
}
