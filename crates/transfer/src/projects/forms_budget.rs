//! What was typed about money -> the plan's budget.

use kit::FormErrors;
use kit::form::text_within;
use kit::message::msg;
use uuid::Uuid;

use super::budget::{BudgetLine, FundingShare, FundingSource, Grants};
use super::forms::{LINE_MOST, WORD_MOST, money_or_none, optional_within, persons_or_none, put, put_text, within};
use super::indicator::read_hundredths;
use super::plan::Plan;
use house::layout::typed::Typed;

pub(super) fn budget(typed: &Typed, plan: &mut Plan, grants: Grants, errors: &mut FormErrors) {
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
        // A line that is there twice is granted once.
        let twice = budget.lines.iter().any(|other| other.id == line.id);
        let old = before.iter().find(|old| old.id == line.id && !old.id.is_nil() && !twice);
        line.id = old.map(|old| old.id).unwrap_or_default();
        let (granted_before, granted_now) = old.map(|old| (old.granted_before, old.granted_now)).unwrap_or_default();
        if grants != Grants::Said {
            line.granted_before = granted_before;
        }
        if grants == Grants::Kept {
            line.granted_now = granted_now;
        }
        budget.lines.push(line);
    }
    budget.shares.clear();
    for row in typed.filled_rows("share") {
        let of = |part| typed.of("share", &row, part);
        let source = FundingSource::from_word(of("source")).ok_or_else(|| msg("projects-source-choose"));
        let source = errors.take(&typed.at("share", &row, "source"), source);
        let share = errors.take(&typed.at("share", &row, "share"), read_hundredths(of("share")));
        let label = errors.take(&typed.at("share", &row, "label"), within(of("label"), LINE_MOST));
        if let (Some(source), Some(share), Some(label)) = (source, share, label) {
            budget.shares.push(FundingShare { source, label, share });
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
        expense_class: errors
            .take(&typed.at("line", row, "expense_class"), within(of("expense_class"), WORD_MOST))
            .unwrap_or_default(),
        source: FundingSource::from_word(of("source")),
        persons: errors.take(&typed.at("line", row, "persons"), persons_or_none(of("persons"))).flatten(),
        amount,
        granted_before,
        granted_now,
        note: errors.take(&typed.at("line", row, "note"), optional_within(of("note"), LINE_MOST)).flatten(),
    }
}
