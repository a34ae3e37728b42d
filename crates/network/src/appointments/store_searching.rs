//! Appointments as the search puts them into its index, some hundreds at once.

use kit::{Db, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::appointment::Appointment;
use super::record::{Column, Entity};
use house::layout::searched::BATCH;

/// The identifiers after one.
pub(super) async fn list_ids(db: &Db, after: Option<Uuid>) -> Result<Vec<Uuid>> {
    let ids = Entity::find().select_only().column(Column::Id).filter(Column::Id.gt(after.unwrap_or_default()));
    Ok(ids.order_by_asc(Column::Id).limit(BATCH).into_tuple().all(db.reader()).await?)
}

/// These appointments.
pub(super) async fn list_by_ids(db: &Db, ids: &[Uuid]) -> Result<Vec<Appointment>> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(db.reader()).await?;
    Ok(rows.into_iter().map(Appointment::from).collect())
}

/// The appointments in these clinics.
pub(super) async fn list_ids_in(db: &Db, clinics: &[Uuid]) -> Result<Vec<Uuid>> {
    let ids = Entity::find().select_only().column(Column::Id);
    let ids = ids.filter(Column::ClinicId.is_in(clinics.iter().copied()));
    Ok(ids.into_tuple().all(db.reader()).await?)
}
