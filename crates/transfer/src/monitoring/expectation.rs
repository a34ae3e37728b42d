//! What is owed for a quarter and what has come: the list of clinics that are late, and the share
//! of reports that came in time (docs/requirements.md A0-24, G-10).

use chrono::NaiveDate;
use kit::show::Bilingual;
use thai::Quarter;

use super::progress_report::Status;
use super::report_key::ReportKey;
use super::reporting_area::{ReportingArea, opens_on};
use crate::responses::Fraction;
use kit::words;

words! {
    /// How a report that is owed stands.
    Standing {
        /// The quarter has not ended.
        NotOpen = "not_open",
        /// It may come, and is not due yet.
        Awaited = "awaited",
        /// It has not come and was due.
        Overdue = "overdue",
        /// It came in time.
        OnTime = "on_time",
        /// It came after it was due.
        Late = "late",
    }
}

impl Standing {
    /// How a page colours it.
    pub fn tone(self) -> &'static str {
        match self {
            Self::NotOpen => "neutral",
            Self::Awaited => "info",
            Self::Overdue => "bad",
            Self::OnTime => "good",
            Self::Late => "warn",
        }
    }
}

/// A report that is owed, with what has come of it.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// Who owes it.
    pub area: ReportingArea,
    /// The clinic's name, when the area has one.
    pub clinic: Option<Bilingual>,
    /// For which quarter.
    pub quarter: Quarter,
    /// The state of its latest revision; `None` before it is begun.
    pub status: Option<Status>,
    /// Its latest revision.
    pub revision: i32,
    /// The last day to hand it in.
    pub due_on: NaiveDate,
    /// The day it first came.
    pub received_on: Option<NaiveDate>,
}

impl Expectation {
    /// How it stands on `today`.
    pub fn standing(&self, today: NaiveDate) -> Standing {
        match self.received_on {
            Some(day) if day <= self.due_on => Standing::OnTime,
            Some(_) => Standing::Late,
            None if today < opens_on(self.quarter) => Standing::NotOpen,
            None if today <= self.due_on => Standing::Awaited,
            None => Standing::Overdue,
        }
    }

    /// The day it opens.
    pub fn opens_on(&self) -> NaiveDate {
        opens_on(self.quarter)
    }

    /// What it waits for, as the end of a message's id; `None` once it is locked.
    pub fn waits_for(&self) -> Option<&'static str> {
        match self.status {
            None | Some(Status::Draft) => Some("draft"),
            Some(Status::Returned) => Some("returned"),
            Some(Status::Submitted) => Some("submitted"),
            Some(Status::Accepted) => Some("accepted"),
            Some(Status::Locked) => None,
        }
    }

    /// Which report it is.
    pub fn key(&self) -> ReportKey {
        self.area.key(self.quarter)
    }
}

/// How many reports were owed, came, and came in time. Quarters not yet over are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Punctuality {
    /// Owed by now.
    pub expected: i64,
    /// Handed in at least once.
    pub received: i64,
    /// … by the day they were due.
    pub on_time: i64,
    /// Not handed in though due.
    pub overdue: i64,
}

impl Punctuality {
    /// Counts a list.
    pub fn of<'a>(owed: impl IntoIterator<Item = &'a Expectation>, today: NaiveDate) -> Self {
        let mut counted = Self::default();
        for one in owed {
            let standing = one.standing(today);
            counted.expected += i64::from(standing != Standing::NotOpen);
            counted.received += i64::from(one.received_on.is_some());
            counted.on_time += i64::from(standing == Standing::OnTime);
            counted.overdue += i64::from(standing == Standing::Overdue);
        }
        counted
    }

    /// Those in time of those owed.
    pub fn share(&self) -> Fraction {
        Fraction::new(self.on_time, self.expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;
    use uuid::Uuid;

    #[test]
    fn a_report_is_late_by_the_day_it_first_came() {
        let owed = |received: Option<&str>| Expectation {
            area: ReportingArea {
                project: Uuid::nil(),
                project_code: "P53-1".to_owned(),
                project_name: Bilingual::default(),
                period: Some((day("2010-04-01"), day("2010-09-30"))),
                project_status: "approved".to_owned(),
                practice: false,
                area: Uuid::nil(),
                position: 1,
                province: "92".to_owned(),
                as_printed: String::new(),
                clinic: None,
            },
            clinic: None,
            quarter: Quarter::of(day("2010-05-10")),
            status: None,
            revision: 0,
            due_on: day("2010-07-15"),
            received_on: received.map(day),
        };
        for (received, today, standing) in [
            (None, "2010-06-30", Standing::NotOpen),
            (None, "2010-07-01", Standing::Awaited),
            (None, "2010-07-15", Standing::Awaited),
            (None, "2010-07-16", Standing::Overdue),
            (Some("2010-07-15"), "2010-08-01", Standing::OnTime),
            (Some("2010-07-16"), "2010-08-01", Standing::Late),
        ] {
            assert_eq!(owed(received).standing(day(today)), standing, "{received:?} on {today}");
        }
        let all = [owed(None), owed(Some("2010-07-02")), owed(Some("2010-07-20"))];
        let counted = Punctuality::of(&all, day("2010-08-01"));
        assert_eq!(counted, Punctuality { expected: 3, received: 2, on_time: 1, overdue: 1 });
    }
}
