//! What a project costs, line by line, and who pays. The lines must sum to the stated total; where
//! they may offset one another (ถัวจ่าย) only the total binds (seed 000 §12,
//! docs/requirements.md A0-27 to A0-30).

use serde::{Deserialize, Serialize};
use thai::Satang;
use uuid::Uuid;

use kit::words;

/// The whole, in hundredths of a percent.
pub const WHOLE: i64 = 10_000;

words! {
    /// Who pays a share (docs/requirements.md A2-08).
    FundingSource {
        /// The institute itself.
        Own = "own",
        /// The ministry.
        Ministry = "ministry",
        /// A province, a local government, a company.
        Other = "other",
    }
}

/// One line of the budget.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BudgetLine {
    /// Inside; nil until stored.
    pub id: Uuid,
    /// What it pays for.
    pub label: String,
    /// The area it belongs to, if to one.
    pub area: Option<Uuid>,
    /// The class of expense.
    pub expense_class: String,
    /// The persons it reaches, if any.
    pub persons: Option<i32>,
    /// Planned.
    pub amount: Satang,
    /// Granted before this plan.
    pub granted_before: Satang,
    /// Granted under this plan.
    pub granted_now: Satang,
    /// Anything to be said about it.
    pub note: Option<String>,
}

/// A part of the money, by where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FundingShare {
    /// Who pays.
    pub source: FundingSource,
    /// Their name.
    pub label: String,
    /// Hundredths of a percent.
    pub share: i64,
}

/// The money of a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Budget {
    /// The budget it is taken from.
    pub source: String,
    /// What the plan says it costs.
    pub stated_total: Satang,
    /// How many persons the plan says it reaches.
    pub stated_persons: i32,
    /// Lines may offset one another (ถัวจ่าย): then only the total binds.
    pub offsetting: bool,
    /// The lines.
    pub lines: Vec<BudgetLine>,
    /// Where the money comes from; empty where the plan does not divide it.
    pub shares: Vec<FundingShare>,
}

/// The sums of the lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Planned.
    pub planned: Satang,
    /// Granted before this plan.
    pub granted_before: Satang,
    /// Granted under this plan.
    pub granted_now: Satang,
    /// Persons.
    pub persons: i64,
}

impl Totals {
    /// The sums of some lines. A sum beyond what can be counted stays at the edge, and so differs from every stated
    /// total.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a BudgetLine>) -> Self {
        let mut totals = Self::default();
        let add = |sum: Satang, more: Satang| sum.checked_add(more).unwrap_or(Satang(i64::MAX));
        for line in lines {
            totals.planned = add(totals.planned, line.amount);
            totals.granted_before = add(totals.granted_before, line.granted_before);
            totals.granted_now = add(totals.granted_now, line.granted_now);
            totals.persons += line.persons.map_or(0, i64::from);
        }
        totals
    }

    /// What is still to be granted. Negative when more was granted than planned.
    pub fn to_grant(&self) -> Satang {
        Satang(self.planned.0.saturating_sub(self.granted_before.0).saturating_sub(self.granted_now.0))
    }
}

impl Budget {
    /// The sums of the lines.
    pub fn totals(&self) -> Totals {
        Totals::of(&self.lines)
    }

    /// The budget as it is approved: a plan that names no grant of its own is granted what each line
    /// still asks for.
    #[must_use]
    pub fn granted(mut self) -> Self {
        if self.lines.iter().all(|line| line.granted_now == Satang::default()) {
            for line in &mut self.lines {
                line.granted_now = Satang(line.amount.0.saturating_sub(line.granted_before.0).max(0));
            }
        }
        self
    }

    /// The sum of the shares, in hundredths of a percent.
    pub fn shared(&self) -> i64 {
        self.shares.iter().map(|share| share.share).fold(0, i64::saturating_add)
    }

    /// How much of the total a share is; the last one takes what rounding leaves, so that the
    /// parts always make the whole.
    pub fn part(&self, index: usize) -> Satang {
        let whole = i128::from(self.stated_total.0);
        let until = |count: usize| {
            let hundredths: i128 = self.shares.iter().take(count).map(|share| i128::from(share.share)).sum();
            whole * hundredths / i128::from(WHOLE)
        };
        Satang(i64::try_from(until(index + 1) - until(index)).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(baht: i64, persons: Option<i32>, granted: i64) -> BudgetLine {
        let amount = |baht| Satang::from_baht(baht).expect("small");
        BudgetLine { persons, amount: amount(baht), granted_before: amount(granted), ..BudgetLine::default() }
    }

    /// docs/requirements.md G-01, with the lines of seed 000 §12.
    #[test]
    fn the_six_lines_of_2553_add_up() {
        let lines = vec![
            line(607_200, Some(120), 0),
            line(250_000, Some(35), 250_000),
            line(118_700, Some(80), 0),
            line(443_000, Some(40), 443_000),
            line(120_600, Some(55), 0),
            line(210_500, None, 0),
        ];
        let totals = Budget { lines, ..Budget::default() }.totals();
        assert_eq!(totals.planned.to_string(), "1,750,000.00");
        assert_eq!(totals.granted_before.to_string(), "693,000.00");
        assert_eq!(totals.to_grant().to_string(), "1,057,000.00");
        assert_eq!(totals.persons, 330);
    }

    #[test]
    fn an_approval_grants_what_is_still_asked_for_unless_the_plan_names_its_grant() {
        let asked = Budget { lines: vec![line(600, None, 0), line(250, None, 250)], ..Budget::default() };
        let totals = asked.clone().granted().totals();
        assert_eq!((totals.granted_now.to_string().as_str(), totals.to_grant()), ("600.00", Satang(0)));
        let mut named = asked;
        named.lines[0].granted_now = Satang(10_000);
        assert_eq!(named.clone().granted(), named);
    }

    proptest! {
        #[test]
        fn a_sum_does_not_depend_on_the_order_of_lines(mut amounts in prop::collection::vec(0i64..1_000_000_000, 0..20), turn in 0usize..20) {
            let budget = |amounts: &[i64]| Budget {
                lines: amounts.iter().map(|amount| BudgetLine { amount: Satang(*amount), granted_before: Satang(*amount / 3), ..BudgetLine::default() }).collect(),
                ..Budget::default()
            };
            let before = budget(&amounts).totals();
            let by = turn % amounts.len().max(1);
            amounts.rotate_left(by);
            let after = budget(&amounts).totals();
            prop_assert_eq!(before, after);
            prop_assert_eq!(before.planned.0, amounts.iter().sum::<i64>());
            prop_assert_eq!(before.to_grant().0 + before.granted_before.0, before.planned.0);
        }

        #[test]
        fn shares_of_a_hundred_per_cent_make_the_whole(total in 0i64..1_000_000_000_000, cuts in prop::collection::vec(0i64..=10_000, 0..5)) {
            let mut cuts = cuts;
            cuts.extend([0, WHOLE]);
            cuts.sort_unstable();
            let shares = cuts.windows(2).map(|pair| FundingShare { source: FundingSource::Own, label: String::new(), share: pair[1] - pair[0] }).collect();
            let budget = Budget { stated_total: Satang(total), shares, ..Budget::default() };
            prop_assert_eq!(budget.shared(), WHOLE);
            let parts = (0..budget.shares.len()).map(|index| budget.part(index));
            prop_assert_eq!(Satang::sum(parts), Some(Satang(total)));
        }
    }
}
