//! What lines of each class of expense were planned at, in projects that strangers may read.

use std::collections::{BTreeSet, HashMap};

use kit::{Db, Result};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use thai::{FiscalYear, Satang};

use super::price_range::PriceRange;
use super::project::Status;
use super::record::{Column, Entity};
use super::record_parts::line;

/// Fiscal years back from one that is written now: what cost how much before tells little of today.
const YEARS: i32 = 5;
/// Lines read at most, the newest first.
const MOST: u64 = 20_000;

/// The range of each of these classes, where there are lines enough, in one query.
pub(super) async fn list_ranges(
    db: &Db,
    classes: &BTreeSet<String>,
    year: FiscalYear,
) -> Result<HashMap<String, PriceRange>> {
    if classes.is_empty() {
        return Ok(HashMap::new());
    }
    let public = Status::ALL.iter().filter(|status| status.is_public()).map(|status| status.as_str());
    let projects = Query::select()
        .column(Column::Id)
        .from(Entity)
        .and_where(Column::Practice.eq(false))
        .and_where(Column::Status.is_in(public))
        .and_where(Column::FiscalYear.between(year.0 - YEARS, year.0))
        .to_owned();
    let rows: Vec<(String, i64)> = line::Entity::find()
        .select_only()
        .columns([line::Column::ExpenseClass, line::Column::Amount])
        .filter(line::Column::ExpenseClass.is_in(classes.iter().cloned()))
        .filter(line::Column::ProjectId.in_subquery(projects))
        .order_by_desc(line::Column::Id)
        .limit(MOST)
        .into_tuple()
        .all(db.reader())
        .await?;
    let mut amounts: HashMap<String, Vec<Satang>> = HashMap::new();
    for (class, amount) in rows {
        amounts.entry(class).or_default().push(Satang(amount));
    }
    Ok(amounts.into_iter().filter_map(|(class, amounts)| Some((class, PriceRange::of(amounts)?))).collect())
}
