//! Next year's plan, opened from this one: what one year has taught goes into the plan of the next
//! (docs/requirements.md A0-22).

use std::collections::HashMap;
use std::mem;

use chrono::NaiveDate;
use thai::{FiscalYear, Satang};
use uuid::Uuid;

use super::budget::BudgetLine;
use super::plan::{Period, Plan};
use super::schedule::{ScheduleItem, ScheduleMark};

impl Plan {
    /// The same plan for the fiscal year after it: what was planned, a year on, under identifiers of its own. What
    /// belongs to this year alone stays behind: what was granted, what was done, days named exactly, the document it
    /// was taken from.
    pub fn next_year(&self, mut new_id: impl FnMut() -> Uuid) -> Self {
        let mut plan = self.clone();
        plan.fiscal_year = FiscalYear(self.fiscal_year.0 + 1);
        plan.period = Period {
            starts_on: self.period.starts_on.map(a_year_on),
            ends_on: self.period.ends_on.map(a_year_on),
            as_printed: None,
        };
        (plan.source, plan.edition) = (None, None);
        let mut areas = HashMap::new();
        for area in &mut plan.areas {
            let id = new_id();
            areas.insert(mem::replace(&mut area.id, id), id);
        }
        for line in &mut plan.budget.lines {
            *line = BudgetLine {
                id: new_id(),
                area: line.area.and_then(|area| areas.get(&area).copied()),
                granted_before: Satang(0),
                granted_now: Satang(0),
                ..mem::take(line)
            };
        }
        for indicator in &mut plan.indicators {
            indicator.id = new_id();
        }
        for item in &mut plan.schedule {
            let marks = item.planned().map(|mark| ScheduleMark::in_month(a_year_on(mark.month))).collect();
            *item = ScheduleItem { id: new_id(), marks_printed: 0, marks, ..mem::take(item) };
            item.marks.dedup();
        }
        plan
    }
}

fn a_year_on(day: NaiveDate) -> NaiveDate {
    thai::fiscal::add_months(day, 12)
}

#[cfg(test)]
mod tests {
    use kit::clock::day;
    use kit::show::Bilingual;

    use super::*;
    use crate::projects::area::Area;

    fn ids() -> impl FnMut() -> Uuid {
        let mut next = 100;
        move || {
            next += 1;
            Uuid::from_u128(next)
        }
    }

    fn plan() -> Plan {
        let (trang, line) = (Uuid::from_u128(1), |area| BudgetLine {
            id: Uuid::from_u128(2),
            area,
            amount: Satang(60_720_000),
            granted_before: Satang(1),
            granted_now: Satang(2),
            ..BudgetLine::default()
        });
        let mut plan = Plan::named(Bilingual::default(), FiscalYear(2553), "transfer");
        plan.period = Period {
            starts_on: Some(day("2010-04-01")),
            ends_on: Some(day("2010-09-30")),
            as_printed: Some("1 เมษายน - 30 กันยายน 25523".to_owned()),
        };
        plan.areas = vec![Area { id: trang, province: "92".to_owned(), ..Area::default() }];
        plan.budget.stated_total = Satang(121_440_000);
        plan.budget.lines = vec![line(Some(trang)), line(None)];
        let done = ScheduleMark { done: true, ..ScheduleMark::on(day("2010-05-20")) };
        let marks = vec![ScheduleMark::in_month(day("2010-04-01")), ScheduleMark::on(day("2010-04-20")), done];
        plan.schedule = vec![ScheduleItem { marks, marks_printed: 3, ..ScheduleItem::default() }];
        plan
    }

    #[test]
    fn what_was_planned_moves_by_a_year() {
        let (this, next) = (plan(), plan().next_year(ids()));
        assert_eq!(next.fiscal_year, FiscalYear(2554));
        assert_eq!(next.period.days(), Some((day("2011-04-01"), day("2011-09-30"))));
        assert_eq!(next.period.months(), this.period.months());
        assert_eq!(next.budget.totals().planned, this.budget.totals().planned);
        assert_eq!(next.budget.stated_total, this.budget.stated_total);
        assert_eq!(next.schedule[0].marks, [ScheduleMark::in_month(day("2011-04-01"))]);
    }

    #[test]
    fn what_was_of_this_year_alone_stays_behind() {
        let next = plan().next_year(ids());
        assert_eq!(next.period.as_printed, None);
        assert_eq!(next.budget.totals().granted_before, Satang(0));
        assert_eq!(next.budget.totals().granted_now, Satang(0));
        assert_eq!(next.schedule[0].unplaced(), 0);
        assert_eq!(next.schedule[0].done().count(), 0);
    }

    #[test]
    fn its_parts_are_its_own_and_a_line_follows_its_area() {
        let (this, next) = (plan(), plan().next_year(ids()));
        assert_ne!(next.areas[0].id, this.areas[0].id);
        assert_ne!(next.budget.lines[0].id, this.budget.lines[0].id);
        assert_eq!(next.budget.lines[0].area, Some(next.areas[0].id));
        assert_eq!(next.budget.lines[1].area, None);
    }

    #[test]
    fn the_last_day_of_february_stays_the_last() {
        assert_eq!(a_year_on(day("2012-02-29")), day("2013-02-28"));
    }
}
