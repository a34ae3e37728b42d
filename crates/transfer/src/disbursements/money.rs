//! The money of one project: by line what was granted and paid, in which instalments it is released, and what is
//! carried over. What of it can still be paid stands in `judging.rs`.

use chrono::{Datelike, NaiveDate};
use thai::{FiscalYear, Satang};
use uuid::Uuid;

use super::carry_over::CarryOver;
use super::instalment::Instalment;
use super::judging::Place;
use super::repayment::Repayment;
use crate::projects::{Budget, BudgetLine};

/// What was paid under one line on one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paid {
    /// The budget line.
    pub line: Uuid,
    /// The day.
    pub on: NaiveDate,
    /// Out of what was carried over.
    pub carried: bool,
    /// How much, less what came back.
    pub amount: Satang,
}

/// One line of the budget with what was paid under it.
#[derive(Clone, Debug, PartialEq)]
pub struct LineMoney {
    /// As the plan has it.
    pub line: BudgetLine,
    /// Paid in all.
    pub paid: Satang,
    /// Of that, out of what was carried over.
    pub paid_carried: Satang,
    /// Carried over.
    pub carried: Satang,
}

impl LineMoney {
    /// Granted before this plan and under it.
    pub fn granted(&self) -> Satang {
        Satang(self.line.granted_before.0.saturating_add(self.line.granted_now.0))
    }

    /// Granted and not paid; below nought where more was paid than granted.
    pub fn remaining(&self) -> Satang {
        less(self.granted(), self.paid)
    }

    /// Was more paid than granted?
    pub fn is_overrun(&self) -> bool {
        self.paid > self.granted()
    }
}

/// The money of one project.
#[derive(Clone, Debug)]
pub struct Money {
    /// The fiscal year it belongs to.
    pub year: FiscalYear,
    /// Lines may offset one another.
    pub offsetting: bool,
    /// By line, in the order of the plan.
    pub lines: Vec<LineMoney>,
    /// In the order of their numbers.
    pub instalments: Vec<Instalment>,
    /// In the order of their numbers.
    pub carry_overs: Vec<CarryOver>,
    /// What was given back to the ministry, in the order of their numbers.
    pub repayments: Vec<Repayment>,
    /// The project was given up: nothing is spent any more.
    pub given_up: bool,
    days: Vec<Paid>,
}

pub(super) fn less(one: Satang, other: Satang) -> Satang {
    Satang(one.0.saturating_sub(other.0))
}

pub(super) fn sum(amounts: impl IntoIterator<Item = Satang>) -> Satang {
    Satang::sum(amounts).unwrap_or(Satang(i64::MAX))
}

impl Money {
    /// Puts it together: what was paid by day and line, withdrawn entries left out.
    pub fn of(
        budget: &Budget,
        year: FiscalYear,
        days: Vec<Paid>,
        instalments: Vec<Instalment>,
        carry_overs: Vec<CarryOver>,
    ) -> Self {
        let approved = carry_overs.iter().rev().find(|one| one.is_approved());
        let line = |line: &BudgetLine| {
            let of = |carried: bool| {
                sum(days.iter().filter(|one| one.line == line.id && (one.carried || !carried)).map(|one| one.amount))
            };
            LineMoney {
                line: line.clone(),
                paid: of(false),
                paid_carried: of(true),
                carried: approved.map_or(Satang::ZERO, |one| one.of(line.id)),
            }
        };
        let lines = budget.lines.iter().map(line).collect();
        let (offsetting, repayments) = (budget.offsetting, Vec::new());
        Self { year, offsetting, lines, instalments, carry_overs, repayments, given_up: false, days }
    }

    pub(super) fn total(&self, of: impl Fn(&LineMoney) -> Satang) -> Satang {
        sum(self.lines.iter().map(of))
    }

    /// Planned.
    pub fn planned(&self) -> Satang {
        self.total(|line| line.line.amount)
    }

    /// Granted before this plan.
    pub fn granted_before(&self) -> Satang {
        self.total(|line| line.line.granted_before)
    }

    /// Granted under this plan.
    pub fn granted_now(&self) -> Satang {
        self.total(|line| line.line.granted_now)
    }

    /// Granted in all.
    pub fn granted(&self) -> Satang {
        self.total(LineMoney::granted)
    }

    /// Paid in all.
    pub fn paid(&self) -> Satang {
        self.total(|line| line.paid)
    }

    /// Granted and not paid.
    pub fn remaining(&self) -> Satang {
        less(self.granted(), self.paid())
    }

    /// Are there instalments at all?
    pub fn has_instalments(&self) -> bool {
        self.instalments.iter().any(Instalment::counts)
    }

    /// The sum of what was released.
    pub fn released(&self) -> Satang {
        sum(self.instalments.iter().filter(|one| one.is_released()).map(|one| one.told.amount))
    }

    /// Granted, and in no instalment yet.
    pub fn unplanned(&self) -> Satang {
        less(self.granted(), sum(self.instalments.iter().filter(|one| one.counts()).map(|one| one.told.amount)))
    }

    /// What is carried over, or asked to be: the one that holds.
    pub fn carry_over(&self) -> Option<&CarryOver> {
        self.carry_overs.iter().rev().find(|one| one.holds())
    }

    /// Of what was carried over, what is still to be paid: never more than is left at all.
    pub fn carried_left(&self) -> Satang {
        let left = less(self.total(|line| line.carried), self.total(|line| line.paid_carried));
        left.min(self.remaining()).max(Satang::ZERO)
    }

    /// What nobody may spend any more on `today` (เงินเหลือจ่าย): once its year is over, what was neither paid nor
    /// carried over; what is asked to be is left out until that is decided. Of a project that was given up, at once,
    /// what the clinic was given and did not pay. What went back already is taken off.
    pub fn to_return(&self, today: NaiveDate) -> Satang {
        if self.given_up {
            return self.after_repaid(less(self.released(), self.paid()));
        }
        let left = self.remaining().max(Satang::ZERO);
        if today <= self.year.end() {
            return Satang::ZERO;
        }
        let kept = match self.carry_over() {
            Some(one) if one.is_approved() && today <= one.until => self.carried_left(),
            Some(one) if !one.is_approved() => one.amount().min(left),
            _ => Satang::ZERO,
        };
        self.after_repaid(less(left, kept))
    }

    /// The same money once this was paid too: so that the rows of a file are held against each other.
    pub fn pay(&mut self, place: Place, on: NaiveDate, amount: Satang) {
        let carried = place.carry_over.is_some();
        if let Some(line) = self.lines.iter_mut().find(|line| line.line.id == place.line) {
            line.paid = Satang(line.paid.0.saturating_add(amount.0));
            if carried {
                line.paid_carried = Satang(line.paid_carried.0.saturating_add(amount.0));
            }
        }
        self.days.push(Paid { line: place.line, on, carried, amount });
    }

    /// What was to come and what was paid, month by month, from the first month in which there was something to the
    /// last; nothing where there never was.
    pub fn months(&self) -> Vec<MonthMoney> {
        let first_of = |day: NaiveDate| day.with_day(1).unwrap_or(day);
        let planned = || self.instalments.iter().filter(|one| one.counts()).map(|one| &one.told);
        let all = || self.days.iter().map(|one| one.on).chain(planned().map(|told| told.due_on)).map(first_of);
        let (Some(first), Some(last)) = (all().min(), all().max()) else { return Vec::new() };
        let mut so_far = (Satang::ZERO, Satang::ZERO);
        let months = (0..).map(|after| thai::fiscal::add_months(first, after)).take_while(|month| *month <= last);
        let month = |month: NaiveDate| {
            let due = sum(planned().filter(|told| first_of(told.due_on) == month).map(|told| told.amount));
            let paid = sum(self.days.iter().filter(|one| first_of(one.on) == month).map(|one| one.amount));
            so_far = (sum([so_far.0, due]), sum([so_far.1, paid]));
            MonthMoney { month, due, paid, due_so_far: so_far.0, paid_so_far: so_far.1 }
        };
        months.map(month).collect()
    }
}

/// What was to come and what was paid in one month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthMoney {
    /// Its first day.
    pub month: NaiveDate,
    /// The instalments that are due in it.
    pub due: Satang,
    /// Paid in it, less what came back.
    pub paid: Satang,
    /// Due up to its end.
    pub due_so_far: Satang,
    /// Paid up to its end.
    pub paid_so_far: Satang,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projects::BudgetLine;
    use proptest::prelude::*;

    const YEAR: FiscalYear = FiscalYear(2553);

    fn line(id: u128, granted: i64) -> BudgetLine {
        BudgetLine { id: Uuid::from_u128(id), granted_now: Satang(granted), ..BudgetLine::default() }
    }

    proptest! {
        /// docs/requirements.md A0-29: whatever is paid, and in whatever order, the sums of the lines, of the months
        /// and of the whole are one.
        #[test]
        fn lines_months_and_the_whole_sum_to_the_same(
            paying in prop::collection::vec((0u128..3, 0u32..300, 1i64..50_000), 0..40),
            turn in 0usize..40,
        ) {
            let lines: Vec<_> = (0..3).map(|id| line(id, 400_000)).collect();
            let budget = Budget { lines, ..Budget::default() };
            let on = |after: u32| YEAR.start() + chrono::Days::new(u64::from(after));
            let mut days: Vec<Paid> = paying
                .iter()
                .map(|(id, after, amount)| Paid {
                    line: Uuid::from_u128(*id), on: on(*after), carried: false, amount: Satang(*amount),
                })
                .collect();
            let one = Money::of(&budget, YEAR, days.clone(), Vec::new(), Vec::new());
            let total: i64 = paying.iter().map(|(_, _, amount)| amount).sum();
            prop_assert_eq!(one.paid(), Satang(total));
            prop_assert_eq!(Satang::sum(one.months().iter().map(|month| month.paid)), Some(Satang(total)));
            prop_assert_eq!(one.months().last().map_or(Satang::ZERO, |month| month.paid_so_far), Satang(total));
            prop_assert_eq!(one.remaining().0 + one.paid().0, one.granted().0);
            prop_assert_eq!(Satang::sum(one.lines.iter().map(LineMoney::remaining)), Some(one.remaining()));
            let by = turn % days.len().max(1);
            days.rotate_left(by);
            let other = Money::of(&budget, YEAR, days, Vec::new(), Vec::new());
            prop_assert_eq!(&one.lines, &other.lines);
            prop_assert_eq!(one.months(), other.months());
        }

    }
}
