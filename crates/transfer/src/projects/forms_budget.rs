//! What was typed about money -> the plan's budget.

use kit::FormErrors;
use kit::form::{optional, text_within};
use kit::message::msg;
use uuid::Uuid;

use super::budget::{BudgetLine, FundingShare, FundingSource};
use super::forms::{LINE_MOST, money_or_none, persons_or_none, put, put_text};
use super::indicator::read_hundredths;
use super::plan::Plan;
use house::layout::typed::Typed;

pub(super) fn budget(typed: &Typed, plan: &mut Plan, errors: &mut FormErrors) {
    let areas: Vec<Uuid> = plan.areas.iter().map(|area| area.id).collect();
    let budget = &mut plan.budget;
    put_text(errors, typed, "budget_source", &mut budget.source);
    put(errors, "stated_total", &mut budget.stated_total, money_or_none(typed.text("stated_total")));
    put(
        errors,
        "stated_persons",
        &mut budget.stated_persons,
        persons_or_none(typed.text("stated_persons")).map(Option::unwrap_or_default),
    );
    budget.offsetting = typed.ticked("offsetting");
    let before = std::mem::take(&mut budget.lines);
    for row in typed.filled_rows("line") {
        let mut line = one_line(typed, &row, &areas, errors);
        line.id = Some(line.id).filter(|id| before.iter().any(|old| old.id == *id)).unwrap_or_default();
        budget.lines.push(line);
    }
    budget.shares.clear();
    for row in typed.filled_rows("share") {
        let of = |part| typed.of("share", &row, part);
        let source = FundingSource::from_word(of("source")).ok_or_else(|| msg("projects-source-choose"));
        let source = errors.take(&typed.at("share", &row, "source"), source);
        let share = errors.take(&typed.at("share", &row, "share"), read_hundredths(of("share")));
        if let (Some(source), Some(share)) = (source, share) {
            budget.shares.push(FundingShare { source, label: of("label").to_owned(), share });
        }
    }
}

fn one_line(typed: &Typed, row: &usize, areas: &[Uuid], errors: &mut FormErrors) -> BudgetLine {
    let of = |part| typed.of("line", row, part);
    let mut take_money = |part| errors.take(&typed.at("line", row, part), money_or_none(of(part))).unwrap_or_default();
    let (amount, granted_before, granted_now) =
        (take_money("amount"), take_money("granted_before"), take_money("granted_now"));
    BudgetLine {
        id: of("id").parse().unwrap_or_default(),
        label: errors.take(&typed.at("line", row, "label"), text_within(of("label"), LINE_MOST)).unwrap_or_default(),
        area: of("area").parse().ok().filter(|id| areas.contains(id)),
        expense_class: of("expense_class").to_owned(),
        persons: errors.take(&typed.at("line", row, "persons"), persons_or_none(of("persons"))).flatten(),
        amount,
        granted_before,
        granted_now,
        note: optional(of("note")),
    }
}
