//! The pages of a project's money: the whole of it, the list of what was paid, and one entry of that.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::{Datelike, NaiveDate};
use kit::db::listing::{Listing, Turns};
use kit::message::msg;
use kit::web::{Narrowed, Path};
use kit::{Error, FormErrors, Message, Result, page};
use thai::Satang;

use super::carry_over::CarryOver;
use super::disbursement::Disbursement;
use super::money::{Money, MonthMoney};
use super::store_list::{self, Filter};
use super::support::{Source, Support};
use super::verbs::{is_granted, is_kept, seen};
use super::{policy, store};
use crate::projects::Project;
use house::accounts::Reader;
use house::app::App;
use house::attachments::Wanted;
use house::layout::slots::{Slots, Spot};
use house::layout::{Choice, Label, Progress, filters};

/// The address of the money of a project.
pub(super) fn to_money(code: &str) -> String {
    format!("/projects/{code}/money")
}

/// What the reader may do with the money of a project as it stands.
#[derive(Default)]
pub(super) struct May {
    pub(super) record: bool,
    pub(super) plan: bool,
    pub(super) plan_more: bool,
    pub(super) ask: bool,
    pub(super) extend: bool,
    /// Write down what went back, where something is to.
    pub(super) repay: bool,
    /// Take back what was written down wrongly.
    pub(super) withdraw_repayment: bool,
    pub(super) decide: bool,
    pub(super) see_papers: bool,
}

impl May {
    fn of(reader: &Reader, project: &Project, money: &Money, today: NaiveDate) -> Self {
        // Before the last quarter nobody knows what will be left of the year.
        let year_ends = money.year.quarter(4).is_some_and(|last| today >= last.start());
        let granted = is_granted(project);
        let plan = granted && policy::may_plan_instalment(reader, project).is_ok();
        Self {
            record: granted && policy::may_record(reader, project).is_ok(),
            plan,
            plan_more: plan && money.unplanned() > Satang::ZERO,
            ask: granted
                && year_ends
                && money.carry_over().is_none()
                && money.remaining() > Satang::ZERO
                && policy::may_ask_carry_over(reader, project).is_ok(),
            repay: is_kept(project)
                && money.to_return(today) > Satang::ZERO
                && policy::may_record_repayment(reader, project).is_ok(),
            withdraw_repayment: policy::may_withdraw_repayment(reader, project).is_ok(),
            extend: granted && policy::may_extend_carry_over(reader, project).is_ok(),
            decide: granted && policy::may_approve_carry_over(reader, project).is_ok(),
            see_papers: policy::sees_papers(reader, project),
        }
    }
}

/// The money of a project.
#[derive(Template)]
#[template(path = "disbursements/money.html")]
pub(super) struct Show {
    project: Project,
    money: Money,
    months: Vec<MonthMoney>,
    sources: Vec<Source>,
    support: Support,
    kept: bool,
    today: NaiveDate,
    may: May,
}
page!(Show, |page| msg("disbursements-title-of").with("code", page.project.code.clone()), shared);

impl Show {
    fn at(&self, rest: &str) -> String {
        format!("/projects/{}/{rest}", self.project.code)
    }

    fn carry_at(&self, one: &CarryOver, verb: &str) -> String {
        self.at(&format!("carry-overs/{}/{verb}", one.number))
    }

    fn progress(&self) -> Progress {
        share(&self.money)
    }

    fn of_line(&self, index: &usize) -> String {
        let line = (index + 1).to_string();
        Filter { line, ..Filter::default() }.address(&self.project.code, "")
    }

    fn of_month(&self, month: &MonthMoney) -> String {
        let month = month.month.format("%Y-%m").to_string();
        Filter { month, ..Filter::default() }.address(&self.project.code, "")
    }

    /// How long the bar of an amount is, in percent of the largest of all months.
    fn length(&self, amount: &Satang) -> String {
        tenths_text(self.tenths(amount))
    }

    /// Where on the bar the mark of an amount stands: inside of it to the end.
    fn mark(&self, amount: &Satang) -> String {
        tenths_text(self.tenths(amount).min(992))
    }

    fn tenths(&self, amount: &Satang) -> i128 {
        let largest = self.months.iter().flat_map(|month| [month.due.0, month.paid.0]).max().unwrap_or(0).max(1);
        i128::from(amount.0.max(0)) * 1_000 / i128::from(largest)
    }

    /// Is something granted in no instalment, where there are some?
    fn has_unplanned(&self) -> bool {
        self.money.unplanned() > Satang::ZERO
    }

    /// Why something goes back to the ministry.
    fn source_of_return(&self) -> &'static str {
        if self.money.given_up { "disbursements-source-given-up" } else { "disbursements-source-return" }
    }

    /// Does something go back to the ministry?
    fn has_to_return(&self) -> bool {
        self.money.to_return(self.today) > Satang::ZERO
    }
}

fn tenths_text(tenths: i128) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// How much of the grant was paid.
pub(super) fn share(money: &Money) -> Progress {
    Progress::share(msg("disbursements-paid"), money.paid().0, money.granted().0, None)
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let project = seen(&app, &reader, &code).await?;
    let money = store::find_money(app.db.reader(), &project).await?;
    Ok(Show {
        may: May::of(&reader, &project, &money, app.clock.today()),
        months: money.months(),
        sources: Source::of(&project.plan.budget),
        support: Support::of(&project.plan.budget),
        kept: is_kept(&project),
        today: app.clock.today(),
        money,
        project,
    })
}

/// What was paid, the latest first.
#[derive(Template)]
#[template(path = "disbursements/index.html")]
pub(super) struct Index {
    project: Project,
    entries: Listing<Disbursement>,
    filter: Filter,
    lines: Vec<Choice>,
    turns: Turns,
    may_record: bool,
    sees_papers: bool,
}
page!(Index, |page| msg("disbursements-list-title-of").with("code", page.project.code.clone()), shared);

impl Index {
    fn at(&self, rest: &str) -> String {
        format!("/projects/{}/{rest}", self.project.code)
    }

    /// The month it is narrowed to.
    fn month(&self) -> Option<NaiveDate> {
        store_list::first_day(&self.filter.month)
    }

    fn line_of(&self, entry: &Disbursement) -> &str {
        label(&self.project, entry)
    }
}

fn label<'a>(project: &'a Project, entry: &Disbursement) -> &'a str {
    project.plan.budget.lines.iter().find(|line| line.id == entry.line).map_or("", |line| line.label.as_str())
}

/// The budget lines as choices, by their numbers.
pub(super) fn lines(project: &Project) -> Vec<Choice> {
    let choice = |(at, line): (usize, &crate::projects::BudgetLine)| {
        let number = at + 1;
        Choice::new(number.to_string(), Label::Text(format!("{number}. {}", kit::masked(&line.label))))
    };
    project.plan.budget.lines.iter().enumerate().map(choice).collect()
}

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Index> {
    let project = seen(&app, &reader, &code).await?;
    let entries = store_list::list(&app.db, project.id, &project.plan.budget.lines, &filter).await?;
    Ok(Index {
        turns: entries.turns(filter.cursor.as_deref(), |at| filter.address(&code, at)),
        lines: lines(&project),
        may_record: is_granted(&project) && policy::may_record(&reader, &project).is_ok(),
        sees_papers: policy::sees_papers(&reader, &project),
        entries,
        filter,
        project,
    })
}

/// One entry of what was paid.
#[derive(Template)]
#[template(path = "disbursements/show.html")]
pub(super) struct Entry {
    project: Project,
    entry: Disbursement,
    /// The counter-entries to a payment, and the payment of a counter-entry.
    beside: Vec<Disbursement>,
    errors: FormErrors,
    may_change: bool,
    sees_papers: bool,
    /// What was done to it.
    end: Slots,
}
page!(Entry, |page| page.title());

impl Entry {
    fn title(&self) -> Message {
        let id =
            if self.entry.is_counter_entry() { "disbursements-counter-title" } else { "disbursements-entry-title" };
        msg(id).with("number", self.entry.number)
    }

    fn at(&self, rest: &str) -> String {
        format!("/projects/{}/disbursements/{}/{rest}", self.project.code, self.entry.number)
    }

    fn beside_title(&self) -> &'static str {
        if self.entry.is_counter_entry() { "disbursements-corrects" } else { "disbursements-corrected-by" }
    }

    fn line(&self) -> &str {
        label(&self.project, &self.entry)
    }

    /// It, as the page shows it with these errors beside the field of the file.
    pub(super) async fn of(app: &App, reader: &Reader, code: &str, number: i32, errors: FormErrors) -> Result<Self> {
        let project = seen(app, reader, code).await?;
        let entry = store::find(&app.db, project.id, number).await?.ok_or(Error::NotFound)?;
        Ok(Self {
            beside: store::list_beside(app.db.reader(), &entry).await?,
            may_change: entry.counts() && policy::may_record(reader, &project).is_ok(),
            sees_papers: policy::sees_papers(reader, &project),
            end: Slots::of(app, reader, Spot::ProjectEnd, entry.id).await?,
            errors,
            entry,
            project,
        })
    }
}

pub(super) async fn entry(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Entry> {
    Entry::of(&app, &reader, &code, number, FormErrors::new()).await
}

/// The receipt, as a file to be kept.
pub(super) async fn evidence(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    wanted: Wanted,
) -> Result<Response> {
    let project = seen(&app, &reader, &code).await?;
    policy::may_open_evidence(&reader, &project)?;
    let entry = store::find(&app.db, project.id, number).await?.ok_or(Error::NotFound)?;
    let scan = entry.evidence.ok_or(Error::NotFound)?;
    scan.handed(&app, &wanted).await
}
