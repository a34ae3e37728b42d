//! Who owes reports: every area of a project that is being carried out or was, for each quarter its
//! period touches (docs/requirements.md A0-19, A0-24). A quarter's report opens on the day after
//! the quarter and is due some days later, which is a setting (docs/requirements.md A0-24).

use chrono::{Duration, NaiveDate};
use kit::Message;
use kit::message::msg;
use kit::show::Bilingual;
use thai::Quarter;
use uuid::Uuid;

use super::report_key::ReportKey;
use crate::projects::{Area, Project};
use crate::responses::AT_WORK;

/// An area with the project it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportingArea {
    /// The project.
    pub project: Uuid,
    /// Its code.
    pub project_code: String,
    /// What it is called.
    pub project_name: Bilingual,
    /// Its first and last day, once both are known.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// Its state, as projects call it.
    pub project_status: String,
    /// A rehearsal: counted by no figure.
    pub practice: bool,
    /// The area.
    pub area: Uuid,
    /// Its place in the project's list, from 1.
    pub position: i32,
    /// Official code of its province.
    pub province: String,
    /// The source's own words for it.
    pub as_printed: String,
    /// The clinic that answers for it, once one does.
    pub clinic: Option<Uuid>,
}

impl ReportingArea {
    /// The areas of a project, in their order; a rehearsal is its leading clinic's affair alone.
    pub fn of(project: &Project) -> Vec<Self> {
        let one = |(at, area): (i32, &Area)| Self {
            project: project.id,
            project_code: project.code.clone(),
            project_name: project.plan.name.clone(),
            period: project.plan.period.days(),
            project_status: project.status.as_str().to_owned(),
            practice: project.practice,
            area: area.id,
            position: at,
            province: area.province.clone(),
            as_printed: area.as_printed.clone(),
            clinic: if project.practice { project.lead_clinic } else { area.clinic },
        };
        (1..).zip(&project.plan.areas).map(one).collect()
    }

    /// Does it owe a report for this quarter?
    pub fn owes(&self, quarter: Quarter) -> bool {
        let touched = self.period.is_some_and(|(from, to)| from <= quarter.end() && quarter.start() <= to);
        touched && self.is_at_work()
    }

    /// Is its project carried out, or was it?
    pub fn is_at_work(&self) -> bool {
        AT_WORK.contains(&self.project_status.as_str())
    }

    /// The quarters it owes reports for, in order.
    pub fn quarters(&self) -> Vec<Quarter> {
        let all = self.period.map(|(from, to)| thai::fiscal::quarters_between(from, to));
        all.into_iter().flatten().filter(|quarter| self.owes(*quarter)).collect()
    }

    /// Its report of a quarter.
    pub fn key(&self, quarter: Quarter) -> ReportKey {
        ReportKey { project: self.project_code.clone(), area: self.position, quarter }
    }

    /// May a report be begun on `today`?
    ///
    /// # Errors
    /// `monitoring-not-owed`, or `monitoring-not-open` with the day it opens.
    pub fn may_begin(&self, quarter: Quarter, today: NaiveDate) -> Result<(), Message> {
        if !self.owes(quarter) {
            return Err(msg("monitoring-not-owed"));
        }
        let opens = opens_on(quarter);
        if today < opens {
            return Err(msg("monitoring-not-open").with("opens", opens));
        }
        Ok(())
    }
}

/// The day a quarter's report opens: G-10, quarter 3 of 2553 opens on 1 July 2553.
pub fn opens_on(quarter: Quarter) -> NaiveDate {
    quarter.next().start()
}

/// The last day to hand it in, `days` days after the quarter's end.
pub fn due_on(quarter: Quarter, days: u16) -> NaiveDate {
    quarter.end() + Duration::days(i64::from(days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    fn area(from: &str, to: &str, status: &str) -> ReportingArea {
        ReportingArea {
            project: Uuid::nil(),
            project_code: "P53-1".to_owned(),
            project_name: Bilingual::default(),
            period: Some((day(from), day(to))),
            project_status: status.to_owned(),
            practice: false,
            area: Uuid::nil(),
            position: 1,
            province: "92".to_owned(),
            as_printed: String::new(),
            clinic: None,
        }
    }

    /// A0-19: April to September 2553 owes two reports.
    #[test]
    fn a_project_of_april_to_september_owes_two_reports() {
        let owed = |status: &str| {
            area("2010-04-01", "2010-09-30", status)
                .quarters()
                .iter()
                .map(|one| (one.year().0, one.number()))
                .collect::<Vec<_>>()
        };
        assert_eq!(owed("approved"), [(2553, 3), (2553, 4)]);
        assert_eq!(owed("closed"), [(2553, 3), (2553, 4)]);
        assert_eq!(owed("cancelled"), []);
        assert_eq!(owed("draft"), []);
    }

    /// G-10: the third quarter of 2553 opens on 1 July 2553, and fifteen days are the default.
    #[test]
    fn a_report_opens_on_the_day_after_its_quarter() {
        let third = Quarter::of(day("2010-05-10"));
        assert_eq!(opens_on(third), day("2010-07-01"));
        assert_eq!(due_on(third, 15), day("2010-07-15"));
        let area = area("2010-04-01", "2010-09-30", "approved");
        assert_eq!(area.may_begin(third, day("2010-06-30")).expect_err("too early").id(), "monitoring-not-open");
        assert!(area.may_begin(third, day("2010-07-01")).is_ok());
        assert_eq!(
            area.may_begin(Quarter::of(day("2010-01-01")), day("2010-07-01")).expect_err("before").id(),
            "monitoring-not-owed"
        );
    }
}
