//! The schedule of a project by month and fiscal quarter: what was planned above what was done,
//! with marks on their exact days. Places are in the units of the drawing; the template draws.

use chrono::{Datelike, Days, Months, NaiveDate};

use kit::Message;
use thai::FiscalYear;

use crate::layout::Label;
use crate::layout::parts::MONTHS;

/// Width of the drawing.
pub const WIDTH: i64 = 960;
/// Characters of a name that fit into a row.
pub const LABEL: usize = 100;
/// Height of the two lines of headings.
pub const HEAD: i64 = 52;
/// Height of a row: its name, the plan and what was done.
pub const ROW: i64 = 62;

/// One activity of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct GanttRow {
    /// What is to be done.
    pub label: Label,
    /// First and last day planned; `None` where the plan's months are not known.
    pub plan: Option<(NaiveDate, NaiveDate)>,
    /// What stands in the place of a plan that is not known.
    pub unknown: Option<Message>,
    /// First day it was worked on, and the last if it is finished.
    pub actual: Option<(NaiveDate, Option<NaiveDate>)>,
    /// Days that count.
    pub marks: Vec<Milestone>,
}

/// A day that counts: a transfer day, a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    /// The day.
    pub on: NaiveDate,
    /// What happens on it.
    pub label: Label,
}

/// A horizontal stretch of the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Left end.
    pub x: i64,
    /// Width, at least a few units so that a day can be seen.
    pub width: i64,
}

/// A month or a quarter in the heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Where it stands.
    pub at: Stretch,
    /// 1 to 12, or 1 to 4.
    pub number: i64,
    /// The calendar year of a month in the common era; the fiscal year of a quarter in the Buddhist
    /// era, in which fiscal years are counted in both languages.
    pub year: i32,
}

/// The whole schedule.
#[derive(Clone, Debug, PartialEq)]
pub struct Gantt {
    /// What it shows.
    pub title: Label,
    /// The activities.
    pub rows: Vec<GanttRow>,
    /// The day on which it is drawn: unfinished work reaches to it.
    pub today: NaiveDate,
    /// Is it known at all what became of the plan? Not where it comes from a document alone.
    pub followed: bool,
    first: NaiveDate,
    end: NaiveDate,
}

impl Column {
    /// The number of a month as message ids end in it.
    pub fn month(&self) -> &'static str {
        let place = usize::try_from(self.number - 1).unwrap_or(0);
        MONTHS[place % MONTHS.len()]
    }
}

impl Gantt {
    /// Draws whole quarters around everything in `rows`.
    pub fn new(title: impl Into<Label>, rows: Vec<GanttRow>, today: NaiveDate) -> Self {
        let days = || rows.iter().flat_map(days_of);
        let first = quarter_start(days().min().unwrap_or(today));
        let end = quarter_start(days().max().unwrap_or(today)) + Months::new(3);
        Self { title: title.into(), rows, today, followed: true, first, end }
    }

    /// The same, with whole quarters around these days too.
    #[must_use]
    pub fn around(mut self, days: Option<(NaiveDate, NaiveDate)>) -> Self {
        if let Some((from, to)) = days {
            self.first = self.first.min(quarter_start(from));
            self.end = self.end.max(quarter_start(to) + Months::new(3));
        }
        self
    }

    /// The same, of a plan of which nobody here knows what became of it.
    #[must_use]
    pub fn of_a_document(mut self) -> Self {
        self.followed = false;
        self
    }

    /// Is anything drawn as done, in time or late?
    pub fn draws_done(&self, late: bool) -> bool {
        self.rows.iter().any(|row| row.actual.is_some() && self.is_late(row) == late)
    }

    /// Is there a day that counts?
    pub fn draws_marks(&self) -> bool {
        self.rows.iter().any(|row| !row.marks.is_empty())
    }

    /// Is its time still to come?
    pub fn is_to_come(&self, row: &GanttRow) -> bool {
        row.plan.is_some_and(|(from, _)| self.today < from)
    }

    /// The height of the drawing.
    pub fn height(&self) -> i64 {
        HEAD + ROW * i64::try_from(self.rows.len()).unwrap_or(0) + 6
    }

    /// The top of a row, counted from nought.
    pub fn top(&self, row: &usize) -> i64 {
        HEAD + ROW * i64::try_from(*row).unwrap_or(0)
    }

    /// The fiscal quarters.
    pub fn quarters(&self) -> Vec<Column> {
        self.columns(3, |day| {
            let since_october = (day.month0() + 3) % 12;
            (i64::from(since_october / 3 + 1), FiscalYear::of(day).0)
        })
    }

    /// The months.
    pub fn months(&self) -> Vec<Column> {
        self.columns(1, |day| (i64::from(day.month()), day.year()))
    }

    /// Where the plan of a row lies.
    pub fn plan(&self, row: &GanttRow) -> Option<Stretch> {
        row.plan.map(|(from, to)| self.stretch(from, to))
    }

    /// Where what was done lies.
    pub fn actual(&self, row: &GanttRow) -> Option<Stretch> {
        row.actual.map(|(from, to)| self.stretch(from, to.unwrap_or(self.today).max(from)))
    }

    /// Did it end after its last planned day, or is it still not finished then?
    pub fn is_late(&self, row: &GanttRow) -> bool {
        let reached = row.actual.and_then(|(_, finished)| finished).unwrap_or(self.today);
        row.plan.is_some_and(|(_, last)| reached > last)
    }

    /// The middle of a day.
    pub fn x(&self, day: &NaiveDate) -> i64 {
        let one = self.stretch(*day, *day);
        one.x + one.width / 2
    }

    /// Where today is, when it lies within the drawing.
    pub fn today_at(&self) -> Option<i64> {
        (self.first <= self.today && self.today < self.end).then(|| self.x(&self.today))
    }

    fn columns(&self, months: u32, name: impl Fn(NaiveDate) -> (i64, i32)) -> Vec<Column> {
        let starts = std::iter::successors(Some(self.first), |day| Some(*day + Months::new(months)));
        starts
            .take_while(|day| *day < self.end)
            .map(|day| {
                let (number, year) = name(day);
                let last = day + Months::new(months) - Days::new(1);
                Column { at: self.stretch(day, last), number, year }
            })
            .collect()
    }

    fn stretch(&self, from: NaiveDate, to: NaiveDate) -> Stretch {
        let whole = (self.end - self.first).num_days().max(1);
        let at = |day: NaiveDate| (day - self.first).num_days().clamp(0, whole) * WIDTH / whole;
        let x = at(from);
        Stretch { x, width: (at(to + Days::new(1)) - x).max(3) }
    }
}

fn days_of(row: &GanttRow) -> Vec<NaiveDate> {
    let mut days: Vec<_> = row.plan.into_iter().flat_map(|(from, to)| [from, to]).collect();
    if let Some((from, to)) = row.actual {
        days.push(from);
        days.extend(to);
    }
    days.extend(row.marks.iter().map(|mark| mark.on));
    days
}

/// The first day of the quarter; fiscal quarters begin with calendar ones.
fn quarter_start(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(day.year(), day.month0() / 3 * 3 + 1, 1).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    fn gantt() -> Gantt {
        let row = GanttRow {
            label: "a".into(),
            plan: Some((day(2026, 11, 5), day(2027, 1, 20))),
            unknown: None,
            actual: Some((day(2026, 11, 10), None)),
            marks: vec![],
        };
        Gantt::new("t", vec![row], day(2027, 2, 1))
    }

    #[test]
    fn the_axis_is_whole_fiscal_quarters() {
        let quarters: Vec<_> = gantt().quarters().iter().map(|column| (column.number, column.year)).collect();
        assert_eq!(quarters, [(1, 2570), (2, 2570)], "fiscal years are counted in the Buddhist era");
        assert_eq!(gantt().months().len(), 6);
    }

    #[test]
    fn a_plan_whose_months_are_not_known_has_its_row_within_the_period() {
        let unknown = GanttRow { plan: None, actual: None, ..gantt().rows[0].clone() };
        let period = (day(2010, 4, 1), day(2010, 9, 30));
        let gantt = Gantt::new("t", vec![unknown], day(2010, 4, 20)).around(Some(period)).of_a_document();
        assert_eq!((gantt.months().len(), gantt.plan(&gantt.rows[0])), (6, None));
        assert!(!gantt.is_late(&gantt.rows[0]) && !gantt.draws_done(false) && !gantt.draws_marks());
    }

    #[test]
    fn columns_fill_the_width_without_gaps() {
        let mut x = 0;
        for column in gantt().months() {
            assert_eq!(column.at.x, x);
            x += column.at.width;
        }
        assert_eq!(x, WIDTH);
    }

    #[test]
    fn unfinished_work_reaches_to_today_and_is_late_after_its_last_day() {
        let gantt = gantt();
        let done = gantt.actual(&gantt.rows[0]).expect("begun");
        let plan = gantt.plan(&gantt.rows[0]).expect("planned");
        assert!(gantt.is_late(&gantt.rows[0]) && gantt.draws_done(true) && done.x + done.width > plan.x + plan.width);
    }
}
