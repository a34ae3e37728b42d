//! Technologies in the database by where they stand in their life: what waits for a reviewer, and what is
//! to be renewed.

use chrono::NaiveDate;
use kit::db::listing::{self, Listing};
use kit::{Db, Result, Timestamp};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::record::{Column, Entity, Row};
use super::store::{ROW, whole};
use super::technology::{Status, Technology, said_before};

/// What waits for a reviewer who belongs to none of `own`, the longest first.
pub(super) async fn list_waiting(db: &Db, own: Vec<Uuid>, cursor: Option<&str>, limit: u64) -> Result<Listing<Row>> {
    let rows = Entity::find()
        .select_only()
        .columns(ROW)
        .filter(Column::WaitingSince.is_not_null())
        .filter(Column::Status.ne(Status::Archived.as_str()))
        .filter(Column::ClinicId.is_not_in(own))
        .filter(listing::after::<Timestamp>(cursor, Column::WaitingSince, Column::Id, &Order::Asc))
        .order_by_asc(Column::WaitingSince)
        .order_by_asc(Column::Id)
        .limit(limit + 1)
        .into_model::<Row>()
        .all(db.reader())
        .await?;
    let place = |row: &Row| listing::cursor(row.waiting_since.unwrap_or_default().to_rfc3339(), row.id);
    Ok(Listing::cut(rows, limit, place))
}

/// How many wait for such a reviewer.
pub(super) async fn count_waiting(db: &Db, own: Vec<Uuid>) -> Result<u64> {
    let waiting = Entity::find()
        .filter(Column::WaitingSince.is_not_null())
        .filter(Column::Status.ne(Status::Archived.as_str()))
        .filter(Column::ClinicId.is_not_in(own));
    Ok(waiting.count(db.reader()).await?)
}

/// Published technologies that are to be renewed up to `last`.
pub(super) async fn list_to_renew(db: &Db, last: NaiveDate, limit: u64) -> Result<Vec<Technology>> {
    let unsaid = kit::clock::start_of_thai_day(said_before(last).succ_opt().unwrap_or(NaiveDate::MAX));
    let asked = Condition::any()
        .add(Column::RenewBy.lte(last))
        .add(Column::RenewBy.is_null().and(Column::UpdatedAt.lt(unsaid)));
    let rows = Entity::find()
        .filter(Column::Status.eq(Status::Published.as_str()))
        .filter(asked)
        .order_by_asc(Column::RenewBy)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db.reader())
        .await?;
    Ok(rows.into_iter().map(|row| whole(row, Vec::new())).collect())
}
