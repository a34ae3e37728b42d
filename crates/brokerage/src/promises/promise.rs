//! The noun: how long each stage of a need may take, from which day on.

use chrono::NaiveDate;
use kit::{Subject, words};
use uuid::Uuid;

/// The most working days anything is promised in: a year of them.
pub const DAYS_MOST: u16 = 250;
/// The longest note, in characters.
pub const NOTE_MOST: usize = 500;

words! {
    /// A stage of a need that may take so long.
    Stage {
        /// Told, until the clinic has begun.
        Received = "received",
        /// Analysed together, until a technology is found or it is declined.
        InAnalysis = "in_analysis",
        /// A technology is found, until a project works on it or a reply says how it goes on.
        Matched = "matched",
        /// Replied to while a technology is found, until a project works on it or a reason is given.
        Replied = "replied",
        /// A project works on it, until the public reply.
        InProject = "in_project",
    }
}

/// A promise as the ministry sets it: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPromise {
    /// From this day on.
    pub valid_from: NaiveDate,
    /// Working days for each stage; `None`: nothing is promised.
    pub days: [Option<u16>; 5],
    /// Working days from one level to the next, for a need that is late.
    pub climb: u16,
    /// Working days for which a question asked back stops the clock at most.
    pub pause: u16,
    /// Why it was set so; public.
    pub note: Option<String>,
}

impl NewPromise {
    /// How long this stage may take.
    pub fn days_of(&self, stage: Stage) -> Option<u16> {
        let at = Stage::ALL.iter().position(|one| *one == stage)?;
        self.days[at]
    }
}

/// A promise of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// Inside.
    pub id: Uuid,
    /// What is promised.
    pub set: NewPromise,
}

impl Subject for Promise {
    fn id(&self) -> Uuid {
        self.id
    }
}

/// What holds before the ministry has set anything: what the program proposes, and says that it does. Nothing
/// that is open is without a promise: a project of a fiscal year owes its reply within a year of working days.
pub const PROPOSED: NewPromise = NewPromise {
    valid_from: NaiveDate::MIN,
    days: [Some(10), Some(30), Some(30), Some(90), Some(DAYS_MOST)],
    climb: 5,
    pause: 15,
    note: None,
};

/// Every promise there was, oldest first; of two from one day the one set later.
#[derive(Clone, Debug, Default)]
pub struct Promises(pub Vec<Promise>);

impl Promises {
    /// What is promised on a day.
    pub fn on(&self, day: NaiveDate) -> &NewPromise {
        self.0.iter().rev().find(|one| one.set.valid_from <= day).map_or(&PROPOSED, |one| &one.set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    #[test]
    fn each_day_has_the_promise_that_was_set_last_for_it() {
        let promise = |from: &str, received| {
            let set = NewPromise { valid_from: day(from), days: [Some(received), None, None, None, None], ..PROPOSED };
            Promise { id: Uuid::nil(), set }
        };
        let promises = Promises(vec![promise("2010-01-01", 5), promise("2010-06-01", 3), promise("2010-06-01", 4)]);
        for (on, days) in
            [("2009-12-31", 10), ("2010-01-01", 5), ("2010-05-31", 5), ("2010-06-01", 4), ("2020-01-01", 4)]
        {
            assert_eq!(promises.on(day(on)).days_of(Stage::Received), Some(days), "{on}");
        }
        assert_eq!(promises.on(day("2010-02-01")).days_of(Stage::Matched), None);
        assert!(Stage::ALL.iter().all(|stage| PROPOSED.days_of(*stage).is_some()), "no open stage is without one");
    }
}
