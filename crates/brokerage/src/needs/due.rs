//! When something is due: what was promised for the stage of a need, in working days from its beginning,
//! without the days on which a question waited. Pure.

use chrono::NaiveDate;
use kit::words;

use super::need::{Need, Status};
use super::remark::{Remark, pauses};
use crate::holidays::Calendar;
use crate::promises::{Promises, Stage};

words! {
    /// To whom a need that is late has climbed.
    Level {
        /// Those who head the clinic.
        Head = "head",
        /// The centre of the region.
        Centre = "centre",
        /// The ministry.
        Ministry = "ministry",
    }
}

impl Level {
    /// The `n`-th level, from 1.
    pub fn number(n: i32) -> Option<Self> {
        Self::ALL.get(usize::try_from(n).ok()?.checked_sub(1)?).copied()
    }
}

/// What dates are counted by.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// What was promised, and when.
    pub promises: Promises,
    /// The days on which offices work.
    pub calendar: Calendar,
}

/// Of which promise a need in this state is; a public reply begins another while a need waits for its project.
pub fn stage_of(status: Status, replied: bool) -> Option<Stage> {
    match status {
        Status::Received => Some(Stage::Received),
        Status::InAnalysis => Some(Stage::InAnalysis),
        Status::Matched if replied => Some(Stage::Replied),
        Status::Matched => Some(Stage::Matched),
        Status::InProject => Some(Stage::InProject),
        Status::Declined | Status::Answered => None,
    }
}

impl Need {
    /// Of which promise it is now.
    pub fn stage(&self) -> Option<Stage> {
        stage_of(self.status, self.answer.is_some())
    }

    /// Was it replied to while it waits for its project?
    pub fn is_replied(&self) -> bool {
        self.stage() == Some(Stage::Replied)
    }
}

impl Terms {
    /// The day by which the stage that began `since` is promised to be over; `None`: nothing is promised.
    pub fn due(&self, stage: Option<Stage>, since: NaiveDate, remarks: &[Remark]) -> Option<NaiveDate> {
        let promise = self.promises.on(since);
        let days = promise.days_of(stage?)?;
        let pauses = pauses(remarks, since, promise.pause, &self.calendar);
        let paused = |day: NaiveDate| pauses.iter().any(|(after, last)| *after < day && day <= *last);
        Some(self.calendar.after(since, days, paused))
    }

    /// How far a need that was due then has to have climbed by `today`: 0 while it is not late, 3 at the
    /// ministry.
    pub fn climbed(&self, since: NaiveDate, due: NaiveDate, today: NaiveDate) -> i32 {
        let step = self.promises.on(since).climb;
        let over = |steps: u16| today > self.calendar.after(due, step.saturating_mul(steps), |_| false);
        i32::from(over(0)) + i32::from(over(1)) + i32::from(over(2))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::remark::RemarkKind;
    use super::*;
    use crate::promises::{NewPromise, Promise};
    use kit::clock::day;

    fn terms(received: u16, climb: u16, pause: u16) -> Terms {
        let set = NewPromise {
            valid_from: day("2000-01-01"),
            days: [Some(received), Some(30), None, None, None],
            climb,
            pause,
            note: None,
        };
        let promise = Promise { id: uuid::Uuid::nil(), set };
        Terms { promises: Promises(vec![promise]), calendar: Calendar::default() }
    }

    fn said(kind: RemarkKind, on: &str) -> Remark {
        Remark { kind, text: String::new(), on: day(on) }
    }

    #[test]
    fn a_question_stops_the_clock_until_its_reply_and_not_for_ever() {
        use RemarkKind::{Question, Reply};
        let (terms, told) = (terms(5, 2, 4), day("2010-05-10"));
        for (remarks, due) in [
            (vec![], "2010-05-17"),
            (vec![said(Question, "2010-05-11"), said(Reply, "2010-05-11")], "2010-05-17"),
            (vec![said(Question, "2010-05-11"), said(Reply, "2010-05-13")], "2010-05-19"),
            // Nobody answered: four working days later it goes on.
            (vec![said(Question, "2010-05-11")], "2010-05-21"),
            // Asking again while the first waits, or answering late, stops it no longer than that.
            (vec![said(Question, "2010-05-11"), said(Question, "2010-05-14")], "2010-05-21"),
            (vec![said(Question, "2010-05-11"), said(Reply, "2010-06-30")], "2010-05-21"),
            (vec![said(Reply, "2010-05-12")], "2010-05-17"),
            (vec![said(Question, "2010-05-01"), said(Reply, "2010-05-09")], "2010-05-17"),
        ] {
            assert_eq!(
                terms.due(Some(Stage::Received), told, &remarks).map(|day| day.to_string()).as_deref(),
                Some(due),
                "{remarks:?}"
            );
        }
        for stage in [Some(Stage::Matched), Some(Stage::Replied), Some(Stage::InProject), None] {
            assert_eq!(terms.due(stage, told, &[]), None, "{stage:?}");
        }
    }

    #[test]
    fn whatever_is_open_is_of_a_promise() {
        for (status, replied) in Status::ALL.iter().flat_map(|status| [(*status, false), (*status, true)]) {
            assert_eq!(stage_of(status, replied).is_some(), status.is_open(), "{status}, replied to: {replied}");
        }
        assert_ne!(stage_of(Status::Matched, true), stage_of(Status::Matched, false));
    }

    #[test]
    fn what_is_late_climbs_one_level_at_a_time() {
        let terms = terms(5, 2, 4);
        for (today, climbed) in [
            ("2010-05-17", 0),
            ("2010-05-18", 1),
            ("2010-05-19", 1),
            ("2010-05-20", 2),
            ("2010-05-21", 2),
            ("2010-05-22", 3),
            ("2012-05-22", 3),
        ] {
            assert_eq!(terms.climbed(day("2010-05-10"), day("2010-05-17"), day(today)), climbed, "{today}");
        }
        let names: Vec<_> = (0..5).map(|n| Level::number(n).map(Level::as_str)).collect();
        assert_eq!(names, [None, Some("head"), Some("centre"), Some("ministry"), None]);
    }

    proptest! {
        #[test]
        fn no_question_brings_a_day_forward_and_none_lands_on_a_day_off(
            told in 0_u64..2_000, days in 1_u16..60, asked in 0_u64..80, waited in 0_u64..60
        ) {
            let terms = terms(days, 2, 10);
            let told = day("2010-01-01") + chrono::Days::new(told);
            let asked = told + chrono::Days::new(asked);
            let at = |kind, on| Remark { kind, text: String::new(), on };
            let remarks = [at(RemarkKind::Question, asked), at(RemarkKind::Reply, asked + chrono::Days::new(waited))];
            let due = |remarks| terms.due(Some(Stage::Received), told, remarks).expect("promised");
            let (plain, open, replied) = (due(&[]), due(&remarks[..1]), due(&remarks));
            prop_assert!(plain <= replied && replied <= open);
            for day in [plain, open, replied] {
                prop_assert!(terms.calendar.is_working(day));
            }
            let climbed: Vec<i32> = (0..40).map(|days| terms.climbed(told, plain, plain + chrono::Days::new(days))).collect();
            prop_assert!(climbed[0] == 0 && climbed.is_sorted() && climbed[39] == 3);
        }
    }
}
