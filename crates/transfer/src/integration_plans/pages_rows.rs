//! The pages of the rows of plans: the list, narrowed as every figure of a plan narrows it, and one row with
//! what it leads to.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use kit::db::listing::{Listing, Turns};
use kit::show::Bilingual;
use kit::web::{Narrowed, Path};
use kit::{Error, Result, msg, page};
use uuid::Uuid;

use super::filter::Filter;
use super::forms::Codes;
use super::integration_plan::IntegrationPlan;
use super::pages::group_name;
use super::plan_row::{Origin, PlanRow};
use super::verbs_summary::{self, OfAgency, agencies, groups, list_seen, narrowed};
use super::{importing, policy, store, store_rows};
use crate::plan_items::{self, PlanItem};
use house::accounts::Reader;
use house::app::App;
use house::layout::place_chooser::provinces;
use house::layout::{Choice, Label, choices, filters};
use house::register::Gone;

/// Withdrawn rows at the foot of the list, the latest first.
const GONE: u64 = 20;

/// The rows of a plan.
#[derive(Template)]
#[template(path = "integration_plans/rows.html")]
pub(super) struct Index {
    plan: IntegrationPlan,
    rows: Listing<PlanRow>,
    names: HashMap<Uuid, Bilingual>,
    filter: Filter,
    years: Vec<Choice>,
    groups: Vec<Choice>,
    provinces: &'static [Choice],
    agencies: Vec<Choice>,
    origins: Vec<Choice>,
    turns: Turns,
    gone: Vec<Gone>,
    /// May the reader write in it as it stands?
    writes: bool,
}
page!(Index, |page| msg("integration-plans-rows-of").with("year", page.plan.code.clone()));

impl Index {
    fn agency(&self, row: &PlanRow) -> Option<&Bilingual> {
        self.names.get(&row.agency?)
    }

    fn is_alone(&self) -> bool {
        self.filter.alone == "yes"
    }
}

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let plans: Vec<IntegrationPlan> = list_seen(&app, &reader).await?.into_iter().map(|(plan, _)| plan).collect();
    let is_asked = |plan: &&IntegrationPlan| filter.fiscal_year.is_empty() || plan.code == filter.fiscal_year;
    let plan = plans.iter().find(is_asked).cloned().ok_or(Error::NotFound)?;
    let (of_groups, sets) = groups(&app.db, &plan).await?;
    let filter = Filter { fiscal_year: plan.code.clone(), ..filter };
    let asked = narrowed(&app.db, &plan, &filter, sets).await?;
    let rows = store_rows::list(&app.db, &filter, asked).await?;
    let gone = store_rows::list_withdrawn(&app.db, plan.id, GONE).await?;
    let writes = policy::may_register(&reader).is_ok() && plan.open().is_ok();
    let year =
        |plan: &IntegrationPlan| Choice::new(&plan.code, msg("layout-fiscal-year").with("year", plan.code.clone()));
    Ok(Index {
        names: verbs_summary::names(&app.db, &plan, rows.items.iter().filter_map(|row| row.agency).collect()).await?,
        years: plans.iter().map(year).collect(),
        groups: of_groups.iter().map(|one| Choice::new(one.group.word(), group_name(&one.group))).collect(),
        provinces: provinces(),
        agencies: agencies(&app.db, &plan).await?.into_iter().filter_map(choice).collect(),
        origins: choices(Origin::words(), "integration-plans-origin-"),
        turns: rows.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        gone: gone.iter().filter_map(|row| Gone::of(&reader, row)).filter(|_| writes).collect(),
        rows,
        filter,
        plan,
        writes,
    })
}

fn choice(agency: OfAgency) -> Option<Choice> {
    Some(Choice::new(agency.word, Label::from(agency.name?)))
}

/// One row, with what it leads to.
#[derive(Template)]
#[template(path = "integration_plans/row.html")]
pub(super) struct Show {
    plan: IntegrationPlan,
    row: PlanRow,
    codes: Codes,
    agency: Option<Bilingual>,
    items: Vec<PlanItem>,
    writes: bool,
}
page!(Show, |page| msg("integration-plans-row-title").with("code", page.row.code.clone()));

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let row = store_rows::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    let plan = store::find(&app.db, row.plan).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &plan)?;
    let codes = importing::codes(&app, std::slice::from_ref(&row)).await?.pop().unwrap_or_default();
    let agency = verbs_summary::names(&app.db, &plan, row.agency.into_iter().collect()).await?.into_values().next();
    Ok(Show {
        items: plan_items::find_many(&app.db, row.items.clone()).await?,
        writes: policy::may_correct(&reader).is_ok() && plan.open().is_ok(),
        codes,
        agency,
        plan,
        row,
    })
}
