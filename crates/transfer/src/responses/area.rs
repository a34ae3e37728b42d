//! An area of a project as activities and answers know it: whose it is, and whether its project
//! takes records at all. The records of an area are its responsible clinic's alone.

use chrono::NaiveDate;
use kit::message::msg;
use kit::show::Bilingual;
use kit::{Message, Subject};
use thai::FiscalYear;
use uuid::Uuid;

/// The states of a project that is carried out, or was: from the approval on, and not cancelled.
pub const AT_WORK: [&str; 4] = ["approved", "transferred", "following_up", "closed"];

/// An area of a project.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Inside.
    pub id: Uuid,
    /// Its number within the project, from 1, as addresses have it.
    pub number: i32,
    /// Official code of its province.
    pub province: String,
    /// The clinic that answers for it; the leading clinic where the plan names none, and in a
    /// rehearsal, which concerns no other.
    pub clinic: Option<Uuid>,
    /// The project.
    pub project: Uuid,
    /// The project's code.
    pub project_code: String,
    /// The project's name.
    pub project_name: Bilingual,
    /// How far the project has come, as its word.
    pub status: String,
    /// A rehearsal: counted by no figure.
    pub practice: bool,
}

/// The days on which something of a project can have happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Days {
    from: NaiveDate,
    to: NaiveDate,
    /// Does its plan name them?
    planned: bool,
}

impl Days {
    /// The period of the plan, with both its ends; where it names none, the fiscal year of the project,
    /// the one before and the one after.
    pub fn of(period: Option<(NaiveDate, NaiveDate)>, year: FiscalYear) -> Self {
        match period {
            Some((from, to)) => Self { from, to, planned: true },
            None => Self { from: FiscalYear(year.0 - 1).start(), to: FiscalYear(year.0 + 1).end(), planned: false },
        }
    }

    /// Can something have been held on `day`?
    ///
    /// # Errors
    /// `responses-activity-outside-period` or `-outside-year`, with the days.
    pub fn hold(&self, day: NaiveDate) -> Result<(), Message> {
        let outside =
            if self.planned { "responses-activity-outside-period" } else { "responses-activity-outside-year" };
        let inside = (self.from..=self.to).contains(&day);
        if inside { Ok(()) } else { Err(msg(outside).with("from", self.from).with("to", self.to)) }
    }
}

impl Subject for Area {
    fn id(&self) -> Uuid {
        self.id
    }

    fn is_rehearsal(&self) -> bool {
        self.practice
    }

    fn code(&self) -> Option<&str> {
        Some(&self.project_code)
    }
}

impl Area {
    /// The address of what belongs to it on the desk: `at("participants")`.
    pub fn at(&self, what: &str) -> String {
        format!("/desk/projects/{}/areas/{}/{what}", self.project_code, self.number)
    }

    /// Has its project come as far as a decision? Before nobody can be registered in it.
    pub fn has_been_decided(&self) -> bool {
        AT_WORK.contains(&self.status.as_str()) || self.status == "cancelled"
    }

    /// Answers are taken from the approval on, and after the end too: follow-up may still be
    /// pending then (docs/requirements.md B-11).
    ///
    /// # Errors
    /// `responses-project-not-approved` before the approval and after a cancellation.
    pub fn takes_answers(&self) -> Result<(), Message> {
        let at_work = AT_WORK.contains(&self.status.as_str());
        if at_work { Ok(()) } else { Err(msg("responses-project-not-approved")) }
    }

    /// People register, and days are recorded, while the project runs.
    ///
    /// # Errors
    /// `responses-project-not-approved`, or `responses-project-closed` after its end.
    pub fn takes_records(&self) -> Result<(), Message> {
        self.takes_answers()?;
        if self.status == "closed" { Err(msg("responses-project-closed")) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_lies_in_the_period_of_the_plan_or_near_its_year() {
        let day = |iso: &str| iso.parse::<NaiveDate>().expect("a day");
        let planned = Days::of(Some((day("2026-08-31"), day("2027-02-27"))), FiscalYear(2569));
        assert!(planned.hold(day("2026-08-31")).is_ok() && planned.hold(day("2027-02-27")).is_ok());
        for outside in ["1857-01-01", "2026-08-30", "2027-02-28"] {
            let said = planned.hold(day(outside)).expect_err("outside");
            assert_eq!(said.id(), "responses-activity-outside-period");
        }
        let unplanned = Days::of(None, FiscalYear(2569));
        assert!(unplanned.hold(day("2024-10-01")).is_ok() && unplanned.hold(day("2027-09-30")).is_ok());
        let said = unplanned.hold(day("2024-09-30")).expect_err("outside");
        assert_eq!(said.id(), "responses-activity-outside-year");
    }
}
