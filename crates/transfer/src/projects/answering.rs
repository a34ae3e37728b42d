//! What a call asks of a proposal that answers it, and what of that is not fulfilled yet. The same checks warn
//! while the plan is written and stand against handing it in.

use kit::message::msg;
use kit::{Message, Timestamp};
use thai::Satang;

use super::budget::Budget;
use super::check::{Found, Section};
use super::plan::Plan;
use crate::calls::{AskedDocument, Call, CeilingOf, ExpenseClass};
use house::layout::Choice;

/// A proposal before its call, at a moment.
#[derive(Clone, Debug)]
pub struct Answering {
    /// The call.
    pub call: Call,
    /// When.
    pub now: Timestamp,
    /// Does its clinic have an agreement in force? The ministry's own office needs none.
    pub in_force: bool,
    /// Codes of other proposals that its clinic has handed in to the same call.
    pub others: Vec<String>,
    /// How many needs it takes up.
    pub needs: usize,
    /// It was handed in in time, and the ministry gave it back to be mended.
    pub returned: bool,
    /// The province that its clinic stands in; none for the ministry's own office.
    pub province: Option<String>,
    /// Has anybody been appointed to hand it in for its clinic?
    pub appointed: bool,
    /// Documents that the call asks for and that are not attached.
    pub missing: Vec<AskedDocument>,
}

impl Answering {
    /// Everything that the call asks for and the plan does not have yet.
    pub(super) fn check(&self, plan: &Plan, found: &mut Found) {
        for (field, message) in self.eligible(plan) {
            found.binds(Section::About, field, message);
        }
        // Whoever hands it in is asked for their own appointment; until then it is good to know.
        if self.call.told.terms.appointment && !self.appointed {
            found.tells(Section::About, "call", msg("projects-check-call-appointment"));
        }
        let year = plan.fiscal_year;
        if let Some((from, to)) = plan.period.days()
            && !(year.contains(from) && year.contains(to))
        {
            found.binds(
                Section::Work,
                "ends_on",
                msg("projects-check-year").with("year", year).with("last", year.end()),
            );
        }
        money(&self.call, plan, None, found);
        self.documents(found);
    }

    /// What the call asks for: without some of it nothing is handed in.
    fn documents(&self, found: &mut Found) {
        let names = |needed: bool| {
            let some = self.missing.iter().filter(|document| document.needed == needed);
            some.map(|document| document.name.as_str()).collect::<Vec<_>>().join(", ")
        };
        let (needed, other) = (names(true), names(false));
        if !needed.is_empty() {
            found.binds(Section::Files, "document", msg("projects-check-document").with("names", needed));
        }
        if !other.is_empty() {
            found.tells(Section::Files, "document", msg("projects-check-document-other").with("names", other));
        }
    }

    /// Where the plan goes beyond what the call pays: its ceiling, its classes of expense and what each may sum to.
    pub fn beyond_money(&self, plan: &Plan) -> Vec<Message> {
        let mut found = Found::default();
        money(&self.call, plan, None, &mut found);
        // Many lines may lack the same.
        let mut said = found.messages();
        said.dedup();
        said
    }

    /// The classes of expense that the call pays, to choose from; none where it pays any.
    pub(super) fn classes(&self) -> Vec<Choice> {
        let classes = self.call.told.classes.iter();
        classes.map(|class| Choice::new(class.name.clone(), class.name.clone())).collect()
    }

    /// What stands against the proposal whatever its plan says of the work.
    fn eligible(&self, plan: &Plan) -> Vec<(&'static str, Message)> {
        let told = &self.call.told;
        let mut found: Vec<(&'static str, Message)> = Vec::new();
        // What was handed in in time may be mended after the closing.
        let taken = if self.returned { Ok(()) } else { self.call.takes(self.now) };
        found.extend(taken.err().map(|message| ("call", message)));
        if plan.fiscal_year != told.fiscal_year {
            found.push(("fiscal_year", msg("projects-check-call-year").with("year", told.fiscal_year)));
        }
        if plan.programme != told.programme {
            found.push(("programme", msg("projects-check-call-programme")));
        }
        if told.terms.agreement && !self.in_force {
            found.push(("call", msg("projects-check-call-agreement")));
        }
        if !told.terms.reaches(self.province.as_deref()) {
            found.push(("call", msg("projects-check-call-region")));
        }
        if let Some(most) = told.terms.most
            && usize::try_from(most).is_ok_and(|most| self.others.len() >= most)
        {
            let message = msg("projects-check-call-most").with("most", most).with("codes", self.others.join(", "));
            found.push(("call", message));
        }
        if self.needs == 0 && plan.without_need.is_none() {
            found.push(("without_need", msg("projects-check-without-need")));
        }
        found
    }
}

/// An amendment before the call that its project answered: the money of the call binds it as it bound the proposal.
/// What went beyond when the plan was approved does not stand against it, as long as it grows no further.
#[derive(Clone, Debug)]
pub struct Amending {
    /// The call.
    pub call: Call,
    /// The money of the plan as it was approved.
    pub before: Budget,
    /// What the ministry bears of the other projects that the call selected.
    pub others: Satang,
}

impl Amending {
    /// Where the plan would go beyond the money of the call.
    pub(super) fn check(&self, plan: &Plan, found: &mut Found) {
        money(&self.call, plan, Some(&self.before), found);
        let (own, before) = (plan.budget.ministry(), self.before.ministry());
        let sum = self.others.checked_add(own).unwrap_or(Satang(i64::MAX));
        if let Some(available) = self.call.told.terms.available
            && sum > available
            && own > before
        {
            let message = msg("projects-check-available").with("available", available.to_string());
            found.binds(Section::Budget, "stated_total", message.with("sum", sum.to_string()));
        }
    }
}

/// The terms of a call that are about money. An amendment keeps what stood `before` it.
fn money(call: &Call, plan: &Plan, before: Option<&Budget>, found: &mut Found) {
    let (told, budget) = (&call.told, &plan.budget);
    let of = told.terms.ceiling_of;
    if let Some(ceiling) = told.terms.ceiling
        && counted(of, budget) > before.map_or(ceiling, |before| ceiling.max(counted(of, before)))
    {
        let message = msg("projects-check-ceiling").with("ceiling", ceiling.to_string());
        found.binds(Section::Budget, "stated_total", message);
    }
    if told.classes.is_empty() {
        return;
    }
    let stood = |class: &str| before.is_some_and(|before| before.lines.iter().any(|line| line.expense_class == class));
    for (at, line) in budget.lines.iter().enumerate() {
        let paid = told.classes.iter().any(|class| class.name == line.expense_class);
        if !paid && !stood(&line.expense_class) {
            let names: Vec<&str> = told.classes.iter().map(|class| class.name.as_str()).collect();
            let message = msg("projects-check-class").with("classes", names.join(", "));
            found.binds(Section::Budget, format!("line.{at}.expense_class"), message);
        }
    }
    for class in &told.classes {
        let sum = sum_of(class, budget);
        let stood = before.map_or(Satang::ZERO, |before| sum_of(class, before));
        if let Some(most) = class.most.filter(|most| sum > stood.max(*most)) {
            let message = msg("projects-check-class-most").with("class", class.name.clone());
            let message = message.with("most", most.to_string()).with("sum", sum.to_string());
            found.binds(Section::Budget, "lines", message);
        }
    }
}

/// What of a plan's money stands against the ceiling of one project.
fn counted(of: CeilingOf, budget: &Budget) -> Satang {
    if of == CeilingOf::Whole { budget.stated_total } else { budget.ministry() }
}

/// What the lines of a class sum to.
fn sum_of(class: &ExpenseClass, budget: &Budget) -> Satang {
    let lines = budget.lines.iter().filter(|line| line.expense_class == class.name);
    Satang::sum(lines.map(|line| line.amount)).unwrap_or(Satang(i64::MAX))
}
