//! What became of people's income and cost, in baht a month: what they estimated when they applied, and apart from it
//! what they say after months that it was before and is now (seed 000 §5). The one is never taken from the other.

use std::collections::BTreeMap;

use thai::Satang;
use xlsform::Value;

use crate::responses;

/// What of income or of cost people said of before and of now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Persons who said both.
    pub persons: i64,
    /// Of these, for whom it rose.
    pub rose: i64,
    /// For whom it is as it was.
    pub stayed: i64,
    /// For whom it fell.
    pub fell: i64,
    /// Of all of them together, a month, before.
    pub before: Satang,
    /// And now.
    pub after: Satang,
    /// Persons who said, too, how much of the change is due to the technology and how many months it lasts.
    pub reckoned: i64,
    /// What is due to it in a year, of those, in satang times a hundred.
    due: i128,
}

impl Change {
    /// By how much it changed a month, of all together.
    pub fn total(&self) -> Satang {
        self.after.checked_sub(self.before).unwrap_or(Satang::ZERO)
    }

    /// The same for one person on average, to the satang.
    pub fn mean(&self) -> Satang {
        Satang(rounded(i128::from(self.total().0), i128::from(self.persons.max(1))))
    }

    /// What is due to the technology in a year: the change of each, their share of it, their months.
    pub fn due_in_a_year(&self) -> Satang {
        Satang(rounded(self.due, 100))
    }

    /// May everybody see it, where so many answered the form? Not where a part of it, or those left over, could point
    /// at somebody.
    pub fn is_for_everybody(&self, answers: i64) -> bool {
        let parts = [self.rose, self.stayed, self.fell, answers - self.persons];
        self.persons >= responses::FEWEST && !parts.into_iter().any(responses::is_small)
    }

    /// May everybody see what is due in a year?
    pub fn is_due_for_everybody(&self) -> bool {
        self.reckoned >= responses::FEWEST && !responses::is_small(self.persons - self.reckoned)
    }

    fn count(&mut self, answers: &BTreeMap<String, Value>, [before, after]: [&str; 2]) {
        let (Some(before), Some(after)) = (satang(answers, before), satang(answers, after)) else { return };
        let (Some(all_before), Some(all_after)) = (self.before.checked_add(before), self.after.checked_add(after))
        else {
            return;
        };
        (self.before, self.after) = (all_before, all_after);
        self.persons += 1;
        let change = after.0 - before.0;
        match change {
            0 => self.stayed += 1,
            1.. => self.rose += 1,
            _ => self.fell += 1,
        }
        if let (Some(share), Some(months)) = (whole(answers, "share_percent"), whole(answers, "months_active")) {
            self.reckoned += 1;
            self.due += i128::from(change) * i128::from(share) * i128::from(months);
        }
    }
}

/// What people estimated before the transfer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    /// Persons who did.
    pub persons: i64,
    /// Of all of them together, a month.
    pub total: Satang,
}

impl Estimate {
    /// May everybody see it, where so many applied?
    pub fn is_for_everybody(&self, applications: i64) -> bool {
        self.persons >= responses::FEWEST && !responses::is_small(applications - self.persons)
    }

    /// For one person on average, to the satang.
    pub fn mean(&self) -> Satang {
        Satang(rounded(i128::from(self.total.0), i128::from(self.persons.max(1))))
    }

    fn count(&mut self, answers: &BTreeMap<String, Value>, name: &str) {
        let sum = satang(answers, name).and_then(|said| self.total.checked_add(said));
        if let Some(total) = sum {
            self.total = total;
            self.persons += 1;
        }
    }
}

/// Income and cost of those who answered, from both sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Economy {
    /// How many applied.
    pub applications: i64,
    /// How many were followed up.
    pub follow_ups: i64,
    /// Income estimated when applying.
    pub income_estimated: Estimate,
    /// Cost estimated when applying.
    pub cost_estimated: Estimate,
    /// Income as it is told after months.
    pub income: Change,
    /// Cost as it is told after months.
    pub cost: Change,
}

impl Economy {
    /// Counts an application.
    pub fn count_application(&mut self, answers: &BTreeMap<String, Value>) {
        self.applications += 1;
        self.income_estimated.count(answers, "income_month");
        self.cost_estimated.count(answers, "cost_month");
    }

    /// Counts a follow-up.
    pub fn count_follow_up(&mut self, answers: &BTreeMap<String, Value>) {
        self.follow_ups += 1;
        self.income.count(answers, ["income_before", "income_after"]);
        self.cost.count(answers, ["cost_before", "cost_after"]);
    }
}

/// An amount of baht as it was answered.
fn satang(answers: &BTreeMap<String, Value>, name: &str) -> Option<Satang> {
    match answers.get(name)? {
        Value::Integer(baht) => Satang::from_baht(*baht),
        Value::Decimal(baht) => format!("{baht:.2}").parse().ok(),
        Value::Text(_) | Value::Choices(_) => None,
    }
}

fn whole(answers: &BTreeMap<String, Value>, name: &str) -> Option<i64> {
    match answers.get(name)? {
        Value::Integer(number) => Some(*number),
        _ => None,
    }
}

/// A quotient, half away from nothing.
fn rounded(part: i128, by: i128) -> i64 {
    let half = if part < 0 { -by } else { by };
    i64::try_from((part * 2 + half) / (by * 2)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn follow_up(before: i64, after: i64, share: Option<i64>, months: Option<i64>) -> BTreeMap<String, Value> {
        let given = [("share_percent", share), ("months_active", months)];
        let given = given.into_iter().filter_map(|(name, said)| Some((name.to_owned(), Value::Integer(said?))));
        let both = [("income_before", before), ("income_after", after)];
        given.chain(both.map(|(name, said)| (name.to_owned(), Value::Integer(said)))).collect()
    }

    #[test]
    fn what_is_due_to_the_technology_is_reckoned_of_those_who_said_so() {
        let mut economy = Economy::default();
        for (before, after, share, months) in
            [(4_000, 6_000, Some(50), Some(12)), (3_000, 3_000, None, None), (2_000, 1_500, Some(100), Some(6))]
        {
            economy.count_follow_up(&follow_up(before, after, share, months));
        }
        let income = economy.income;
        assert_eq!((income.persons, income.rose, income.stayed, income.fell), (3, 1, 1, 1));
        assert_eq!(income.total().to_string(), "1,500.00");
        assert_eq!((income.reckoned, income.due_in_a_year().to_string().as_str()), (2, "9,000.00"));
        assert!(!income.is_for_everybody(economy.follow_ups), "one rose, one stayed, one fell");
        assert_eq!(economy.cost.persons, 0, "who says nothing of cost is not counted as none");
    }

    #[test]
    fn an_estimate_is_never_taken_from_what_was_told_later() {
        let mut economy = Economy::default();
        economy.count_application(&[("income_month".to_owned(), Value::Decimal(3_000.5))].into());
        economy.count_follow_up(&follow_up(5_000, 5_500, None, None));
        assert_eq!(economy.income_estimated.mean().to_string(), "3,000.50");
        assert_eq!(economy.income.mean().to_string(), "500.00");
    }

    #[test]
    fn half_a_satang_is_rounded_away_from_nothing() {
        for (part, by, said) in [(3, 2, 2), (-3, 2, -2), (1, 3, 0), (-2, 3, -1), (0, 7, 0)] {
            assert_eq!(rounded(part, by), said, "{part}/{by}");
        }
    }

    #[test]
    fn everybody_sees_no_change_from_which_those_left_over_are_known() {
        let told = Change { persons: 9, rose: 9, ..Change::default() };
        for (answers, shown) in [(9, true), (11, false), (13, false), (14, true)] {
            assert_eq!(told.is_for_everybody(answers), shown, "{answers}");
        }
    }

    proptest! {
        /// Money is neither made nor lost: the changes of all add up to the change of the whole.
        #[test]
        fn the_whole_changes_by_what_each_changed(each in proptest::collection::vec((0i64..10_000_000, 0i64..10_000_000), 0..40)) {
            let mut economy = Economy::default();
            for (before, after) in &each {
                economy.count_follow_up(&follow_up(*before, *after, None, None));
            }
            let change: i64 = each.iter().map(|(before, after)| after - before).sum();
            prop_assert_eq!(economy.income.total(), Satang(change * 100));
            let told = economy.income;
            prop_assert_eq!(told.rose + told.stayed + told.fell, told.persons);
        }
    }
}
