//! What the records show, counted by the `.sql` files beside this one: one query for an agreement, one
//! for the whole network.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::db::rows::rows;
use kit::{Db, Result};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::evidence::Finding;

#[derive(FromQueryResult)]
struct FindingRow {
    finding: String,
    amount: i64,
}

/// What a clinic's records show from one day to another.
pub(super) async fn count(db: &Db, clinic: Uuid, from: NaiveDate, to: NaiveDate) -> Result<Vec<(Finding, i64)>> {
    let binds: [Value; 3] = [clinic.into(), from.into(), to.into()];
    let found = rows::<FindingRow>(db.reader(), include_str!("sql/evidence.sql"), binds).await?;
    Ok(found.into_iter().filter_map(|row| Some((Finding::from_word(&row.finding)?, row.amount))).collect())
}

#[derive(FromQueryResult)]
struct ReportingRow {
    clinic_id: Uuid,
    records: i64,
}

/// How many records each clinic wrote from one day to another.
pub(super) async fn count_records(db: &Db, from: NaiveDate, to: NaiveDate) -> Result<HashMap<Uuid, i64>> {
    let binds: [Value; 2] = [from.into(), to.into()];
    let found = rows::<ReportingRow>(db.reader(), include_str!("sql/reporting.sql"), binds).await?;
    Ok(found.into_iter().map(|row| (row.clinic_id, row.records)).collect())
}
