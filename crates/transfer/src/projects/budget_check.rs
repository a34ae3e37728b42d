//! What is not right with the money of a plan yet: its sums, what was granted, and whose the money is.

use kit::message::msg;
use kit::show::hundredths;
use thai::Satang;

use super::budget::{Budget, FundingSource, WHOLE};
use super::check::{Found, Section};

/// Everything that is not right with a budget yet.
pub(super) fn check(budget: &Budget, found: &mut Found) {
    sums(budget, found);
    lines(budget, found);
    grant(budget, found);
    shares(budget, found);
}

fn sums(budget: &Budget, found: &mut Found) {
    let totals = budget.totals();
    if budget.lines.is_empty() {
        found.binds(Section::Budget, "lines", msg("projects-check-no-line"));
        return;
    }
    if totals.planned != budget.stated_total {
        let message = msg("projects-check-total")
            .with("sum", totals.planned.to_string())
            .with("stated", budget.stated_total.to_string())
            .with("difference", difference(totals.planned, budget.stated_total));
        found.binds(Section::Budget, "stated_total", message);
    }
    let stated = i64::from(budget.stated_persons);
    if totals.persons != stated {
        let message = msg("projects-check-persons")
            .with("sum", thai::digits::group(totals.persons))
            .with("stated", thai::digits::group(stated));
        found.binds(Section::Budget, "stated_persons", message);
    }
}

fn difference(one: Satang, other: Satang) -> String {
    let apart = i64::try_from((i128::from(one.0) - i128::from(other.0)).abs()).unwrap_or(i64::MAX);
    Satang(apart).to_string()
}

/// A line that was granted more than it plans: with lines that offset one another it is only shown.
fn lines(budget: &Budget, found: &mut Found) {
    for (at, line) in budget.lines.iter().enumerate() {
        let granted = line.granted_before.checked_add(line.granted_now).unwrap_or(Satang(i64::MAX));
        if granted > line.amount {
            let field = format!("line.{at}.granted_before");
            let message = msg("projects-check-overrun").with("over", difference(granted, line.amount));
            match budget.offsetting {
                true => found.tells(Section::Budget, field, message),
                false => found.binds(Section::Budget, field, message),
            }
        }
    }
}

/// The ministry grants no more than it bears.
fn grant(budget: &Budget, found: &mut Found) {
    let (totals, bears) = (budget.totals(), budget.ministry());
    let granted = totals.granted_before.checked_add(totals.granted_now).unwrap_or(Satang(i64::MAX));
    if granted > bears {
        let message = msg("projects-check-grant").with("granted", granted.to_string());
        found.binds(Section::Budget, "lines", message.with("bears", bears.to_string()));
    }
}

/// Whose the money is: every line says it or none does, and shares make a whole that agrees with what the lines say.
fn shares(budget: &Budget, found: &mut Found) {
    let some = budget.lines.iter().any(|line| line.source.is_some());
    for (at, _) in budget.lines.iter().enumerate().filter(|(_, line)| some && line.source.is_none()) {
        found.binds(Section::Budget, format!("line.{at}.source"), msg("projects-check-line-source"));
    }
    if budget.shares.is_empty() {
        return;
    }
    let shared = budget.shared();
    if shared != WHOLE {
        found.binds(Section::Budget, "shares", msg("projects-check-shares").with("sum", hundredths(shared)));
    } else if budget.is_told_by_lines()
        && let Some((source, told, share)) = differing(budget)
    {
        let message = msg("projects-check-shares-lines").with("source", source.as_str());
        let message = message.with("lines", hundredths(told)).with("shares", hundredths(share));
        found.binds(Section::Budget, "shares", message);
    }
}

/// The first source whose share differs from what its lines make, by more than rounding: what lines and shares say.
fn differing(budget: &Budget) -> Option<(FundingSource, i64, i64)> {
    let parts = budget.by_source();
    let of = |source: &FundingSource| {
        let part = parts.iter().find(|(one, _)| one == source).map_or(Satang::ZERO, |(_, part)| *part);
        let share: i64 = budget.shares.iter().filter(|one| one.source == *source).map(|one| one.share).sum();
        (*source, budget.share_of(part), share)
    };
    FundingSource::ALL.iter().map(of).find(|(_, told, share)| (told - share).abs() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projects::budget::{BudgetLine, FundingShare};
    use crate::projects::check::{Rules, checks};
    use crate::projects::plan::Plan;
    use kit::show::Bilingual;
    use thai::FiscalYear;

    fn said(budget: &Budget, field: &str) -> Option<(String, bool)> {
        let plan = Plan { budget: budget.clone(), ..Plan::named(Bilingual::default(), FiscalYear(2553), "transfer") };
        checks(&plan, &Rules::default())
            .into_iter()
            .find(|check| check.field == field)
            .map(|check| (check.message.id().to_owned(), check.binding))
    }

    /// docs/requirements.md G-24.
    #[test]
    fn shares_must_make_a_hundred_per_cent() {
        let share = |source, share| FundingShare { source, label: String::new(), share };
        let shares = vec![
            share(FundingSource::Own, 4_000),
            share(FundingSource::Ministry, 4_500),
            share(FundingSource::Other, 1_500),
        ];
        let mut budget = Budget { shares, ..Budget::default() };
        assert_eq!(said(&budget, "shares"), None);
        budget.shares[2].share = 1_499;
        assert_eq!(said(&budget, "shares"), Some(("projects-check-shares".to_owned(), true)));
    }

    /// docs/requirements.md A2-08.
    #[test]
    fn lines_and_shares_say_the_same_of_whose_the_money_is() {
        use FundingSource::{Ministry, Own};
        let line = |amount, source| BudgetLine { amount: Satang(amount), source, ..BudgetLine::default() };
        let share = |source, share| FundingShare { source, label: String::new(), share };
        let lines = vec![line(200, Some(Ministry)), line(100, None)];
        let mut budget = Budget { stated_total: Satang(300), lines, ..Budget::default() };
        assert_eq!(said(&budget, "line.1.source"), Some(("projects-check-line-source".to_owned(), true)));
        budget.lines[1].source = Some(Own);
        assert_eq!(
            (said(&budget, "line.1.source"), said(&budget, "shares")),
            (None, None),
            "they follow from the lines"
        );
        budget.shares = vec![share(Ministry, 6_667), share(Own, 3_333)];
        assert_eq!(said(&budget, "shares"), None, "rounded as people write it");
        budget.shares = vec![share(Ministry, 6_000), share(Own, 4_000)];
        assert_eq!(said(&budget, "shares"), Some(("projects-check-shares-lines".to_owned(), true)));
    }

    #[test]
    fn the_ministry_grants_no_more_than_it_bears() {
        let lines = vec![BudgetLine { amount: Satang(100), granted_now: Satang(60), ..BudgetLine::default() }];
        let mut budget = Budget { stated_total: Satang(100), lines, ..Budget::default() };
        assert_eq!(said(&budget, "lines"), None);
        budget.lines[0].source = Some(FundingSource::Own);
        assert_eq!(said(&budget, "lines"), Some(("projects-check-grant".to_owned(), true)));
        budget.lines[0].source = Some(FundingSource::Ministry);
        assert_eq!(said(&budget, "lines"), None);
    }

    /// docs/requirements.md A0-30.
    #[test]
    fn where_lines_offset_one_another_only_the_total_binds() {
        let mut budget = Budget::default();
        let line = |amount, granted| BudgetLine {
            amount: Satang(amount),
            granted_before: Satang(granted),
            ..BudgetLine::default()
        };
        budget.lines = vec![line(100, 150), line(100, 0)];
        budget.stated_total = Satang(200);
        assert_eq!(said(&budget, "line.0.granted_before"), Some(("projects-check-overrun".to_owned(), true)));
        budget.offsetting = true;
        assert_eq!(said(&budget, "line.0.granted_before"), Some(("projects-check-overrun".to_owned(), false)));
        assert_eq!(said(&budget, "stated_total"), None);
        budget.lines[1].amount = Satang(101);
        assert_eq!(said(&budget, "stated_total"), Some(("projects-check-total".to_owned(), true)));
    }
}
