//! The schedule of a plan: activities marked by month and fiscal quarter, some on an exact day
//! (seed 000 §8). How many marks the source prints is kept apart from the months a person has
//! confirmed, because a source may have lost its columns (docs/requirements.md A0-21).

use chrono::{Datelike, NaiveDate};
use kit::Message;
use kit::message::msg;
use serde::{Deserialize, Serialize};
use thai::{FiscalYear, Quarter};
use uuid::Uuid;

use super::plan::{Period, Plan};
use house::layout::{Gantt, GanttRow, Milestone};
use kit::words;

words! {
    /// What a mark says.
    MarkKind {
        /// It is to be done then.
        Plan = "plan",
        /// It was done then.
        Actual = "actual",
    }
}

/// One mark in the table of months.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ScheduleMark {
    /// The month, by its first day.
    pub month: NaiveDate,
    /// The exact day, where the plan names one.
    pub exact_on: Option<NaiveDate>,
    /// Done already, or still planned?
    pub done: bool,
}

impl ScheduleMark {
    /// A planned mark in the month of a day.
    pub fn in_month(day: NaiveDate) -> Self {
        Self { month: first_of_month(day), exact_on: None, done: false }
    }

    /// A planned mark on a day.
    pub fn on(day: NaiveDate) -> Self {
        Self { exact_on: Some(day), ..Self::in_month(day) }
    }

    /// What it says.
    pub fn kind(&self) -> MarkKind {
        if self.done { MarkKind::Actual } else { MarkKind::Plan }
    }
}

/// One activity of the plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ScheduleItem {
    /// Inside; nil until stored.
    pub id: Uuid,
    /// What is to be done.
    pub label: String,
    /// How many marks the source has in this row.
    pub marks_printed: i32,
    /// The source's column of remarks.
    pub remark: Option<String>,
    /// The months, in order.
    pub marks: Vec<ScheduleMark>,
}

impl ScheduleItem {
    /// The planned marks.
    pub fn planned(&self) -> impl Iterator<Item = &ScheduleMark> {
        self.marks.iter().filter(|mark| !mark.done)
    }

    /// The marks of work done.
    pub fn done(&self) -> impl Iterator<Item = &ScheduleMark> {
        self.marks.iter().filter(|mark| mark.done)
    }

    /// Is a mark planned in this month?
    pub fn has(&self, month: NaiveDate) -> bool {
        self.planned().any(|mark| mark.month == month)
    }

    /// Marks the source prints whose months nobody has confirmed yet.
    pub fn unplaced(&self) -> i32 {
        (self.marks_printed - i32::try_from(self.planned().count()).unwrap_or(i32::MAX)).max(0)
    }

    /// Is part of it planned before the period begins? That is preparation, and allowed
    /// (docs/requirements.md B-10).
    pub fn is_preparation(&self, period: &Period) -> bool {
        let first = period.starts_on.map(first_of_month);
        first.is_some_and(|first| self.planned().any(|mark| mark.month < first))
    }

    /// With a day on which it was done.
    ///
    /// # Errors
    /// `projects-done-already`.
    pub fn marked_done(&mut self, on: NaiveDate) -> Result<(), Message> {
        if self.done().any(|mark| mark.exact_on == Some(on)) {
            return Err(msg("projects-done-already").with("day", on));
        }
        self.marks.push(ScheduleMark { done: true, ..ScheduleMark::on(on) });
        self.marks.sort();
        Ok(())
    }

    /// Without that day.
    ///
    /// # Errors
    /// `projects-done-not`.
    pub fn unmarked_done(&mut self, on: NaiveDate) -> Result<(), Message> {
        let before = self.marks.len();
        self.marks.retain(|mark| !mark.done || mark.exact_on != Some(on));
        if self.marks.len() == before { Err(msg("projects-done-not").with("day", on)) } else { Ok(()) }
    }

    /// The first and the last planned day, months counted whole.
    pub fn planned_days(&self) -> Option<(NaiveDate, NaiveDate)> {
        days(self.planned())
    }

    /// The first and the last day of work done, months counted whole.
    pub fn done_days(&self) -> Option<(NaiveDate, NaiveDate)> {
        days(self.done())
    }
}

fn days<'a>(marks: impl Iterator<Item = &'a ScheduleMark>) -> Option<(NaiveDate, NaiveDate)> {
    let ends: Vec<_> = marks
        .map(|mark| mark.exact_on.map_or_else(|| (mark.month, last_of_month(mark.month)), |day| (day, day)))
        .collect();
    Some((ends.iter().map(|(from, _)| *from).min()?, ends.iter().map(|(_, to)| *to).max()?))
}

/// The quarters a schedule offers: those of its fiscal year and one more, in which follow-up may
/// end (docs/requirements.md B-11).
pub fn quarters_offered(year: FiscalYear) -> Vec<Quarter> {
    let four = year.quarters();
    four.into_iter().chain([four[3].next()]).collect()
}

/// The months of those quarters.
pub fn months_offered(year: FiscalYear) -> Vec<NaiveDate> {
    quarters_offered(year).into_iter().flat_map(Quarter::months).collect()
}

/// Can a plan of this year speak of the day: from the beginning of the year before to the end of the one after?
///
/// # Errors
/// `projects-day-far`, with the days between which it must lie.
pub fn near(day: NaiveDate, year: FiscalYear) -> Result<(), Message> {
    let (from, to) = (FiscalYear(year.0 - 1).start(), FiscalYear(year.0 + 1).end());
    if (from..=to).contains(&day) { Ok(()) } else { Err(msg("projects-day-far").with("from", from).with("to", to)) }
}

/// The activities drawn by month, and those whose months are not known in their order among them.
/// `followed` says whether it is known here what became of the plan.
pub fn gantt(plan: &Plan, followed: bool, today: NaiveDate) -> Option<Gantt> {
    let row = |item: &ScheduleItem| {
        let exact = item.planned().filter_map(|mark| mark.exact_on);
        // A stranger reads it too, and whoever works on it finds the words in the table below.
        let label = kit::masked(&item.label).into_owned();
        GanttRow {
            plan: item.planned_days(),
            unknown: Some(msg("projects-months-unknown").with("count", item.marks_printed)),
            actual: item.done_days().map(|(from, to)| (from, Some(to))),
            marks: exact.map(|on| Milestone { on, label: label.as_str().into() }).collect(),
            label: label.as_str().into(),
        }
    };
    let drawn = plan.schedule.iter().filter(|item| item.planned_days().is_some() || item.unplaced() > 0);
    let rows: Vec<_> = drawn.map(row).collect();
    if rows.iter().all(|row| row.plan.is_none()) {
        return None;
    }
    let gantt = Gantt::new(msg("projects-section-8"), rows, today).around(plan.period.days());
    Some(if followed { gantt } else { gantt.of_a_document() })
}

/// The first day of a day's month.
pub fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn last_of_month(first: NaiveDate) -> NaiveDate {
    thai::fiscal::add_months(first, 1).pred_opt().unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    #[test]
    fn marks_before_the_period_are_preparation_and_lost_ones_are_counted() {
        let period = Period { starts_on: Some(day("2010-04-01")), ends_on: Some(day("2010-09-30")), as_printed: None };
        let item = ScheduleItem {
            marks_printed: 2,
            marks: vec![ScheduleMark::in_month(day("2010-01-15"))],
            ..ScheduleItem::default()
        };
        assert!(item.is_preparation(&period));
        assert_eq!(item.unplaced(), 1);
        assert_eq!(item.planned_days(), Some((day("2010-01-01"), day("2010-01-31"))));
        assert_eq!(period.months(), 6);
        assert_eq!(
            period.quarters().iter().map(|quarter| (quarter.number(), quarter.year().0)).collect::<Vec<_>>(),
            [(3, 2553), (4, 2553)]
        );
    }

    #[test]
    fn a_day_of_work_is_marked_once_beside_what_was_planned() {
        let (april, may) = (day("2010-04-20"), day("2010-05-03"));
        let mut item = ScheduleItem { marks: vec![ScheduleMark::in_month(april)], ..ScheduleItem::default() };
        assert_eq!((item.marked_done(may), item.marked_done(april)), (Ok(()), Ok(())));
        assert_eq!(item.marked_done(may), Err(msg("projects-done-already").with("day", may)));
        assert_eq!((item.done_days(), item.planned().count()), (Some((april, may)), 1));
        assert_eq!(item.unmarked_done(april), Ok(()));
        assert_eq!(item.unmarked_done(april), Err(msg("projects-done-not").with("day", april)));
        assert_eq!((item.done_days(), item.planned().count()), (Some((may, may)), 1));
    }

    #[test]
    fn an_exact_day_is_a_mark_of_its_month() {
        let item = ScheduleItem { marks: vec![ScheduleMark::on(day("2010-04-20"))], ..ScheduleItem::default() };
        assert!(item.has(day("2010-04-01")) && !item.has(day("2010-05-01")));
        assert_eq!(item.planned_days(), Some((day("2010-04-20"), day("2010-04-20"))));
    }
}
