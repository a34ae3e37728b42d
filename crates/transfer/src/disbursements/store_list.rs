//! The list of a project's entries: what it may be narrowed by, and one page of it in one query.

use chrono::{Datelike, NaiveDate};
use kit::db::listing::{self, Listing, Paging};
use kit::message::Message;
use kit::web::{Check, Narrows, narrow};
use kit::{Db, Result, msg};
use sea_orm::{ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::disbursement::Disbursement;
use super::record::{disbursement, disbursement_of};
use crate::projects::BudgetLine;

/// What the list may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// The number of the budget line, counted from one.
    pub line: String,
    /// The month of the payment, such as 2010-05.
    pub month: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] =
        &[("line", line_number), ("month", month), ("cursor", listing::narrows::<NaiveDate>), ("limit", narrow::limit)];
}

fn line_number(typed: &str, _: NaiveDate) -> Result<String, Message> {
    let number = thai::digits::to_ascii(typed).parse::<u16>();
    number.map(|number| number.to_string()).map_err(|_| msg("disbursements-line-unknown"))
}

fn month(typed: &str, _: NaiveDate) -> Result<String, Message> {
    first_day(typed).map(|_| typed.to_owned()).ok_or_else(|| msg("disbursements-month-unknown"))
}

/// The first day of a month that is named so.
pub(super) fn first_day(month: &str) -> Option<NaiveDate> {
    format!("{month}-01").parse::<NaiveDate>().ok().filter(|day| (1900..3000).contains(&day.year()))
}

impl Filter {
    /// The address of the same list of a project, beginning at `cursor`.
    pub fn address(&self, project: &str, cursor: &str) -> String {
        let fields = [("line", self.line.as_str()), ("month", &self.month), ("cursor", cursor)];
        kit::web::address(&format!("/projects/{project}/disbursements"), &fields)
    }
}

/// One page of the entries of a project, the latest first; withdrawn ones are among them.
pub(super) async fn list(
    db: &Db,
    project: Uuid,
    lines: &[BudgetLine],
    filter: &Filter,
) -> Result<Listing<Disbursement>> {
    use disbursement::Column;
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let rows = disbursement::Entity::find()
        .filter(Column::ProjectId.eq(project))
        .filter(narrowed(lines, filter))
        .filter(listing::after::<NaiveDate>(filter.cursor.as_deref(), Column::PaidOn, Column::Id, &Order::Desc))
        .order_by_desc(Column::PaidOn)
        .order_by_desc(Column::Id)
        .limit(paging.limit() + 1)
        .all(db.reader())
        .await?;
    let entries = rows.into_iter().map(disbursement_of).collect();
    Ok(Listing::cut(entries, paging.limit(), |entry: &Disbursement| listing::cursor(entry.paid_on, entry.id)))
}

fn narrowed(lines: &[BudgetLine], filter: &Filter) -> Condition {
    let mut condition = Condition::all();
    if let Ok(number) = filter.line.parse::<usize>() {
        let line = number.checked_sub(1).and_then(|at| lines.get(at)).map(|line| line.id);
        condition = condition.add(disbursement::Column::BudgetLineId.eq(line.unwrap_or_default()));
    }
    if let Some(first) = first_day(&filter.month) {
        condition = condition.add(disbursement::Column::PaidOn.gte(first));
        condition = condition.add(disbursement::Column::PaidOn.lt(thai::fiscal::add_months(first, 1)));
    }
    condition
}
