//! What rows of plans lead to, by the codes that people write: organisations, needs and projects.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::{Db, Result};
use sea_orm::sea_query::{Alias, Expr, Query};
use sea_orm::{ExprTrait, FromQueryResult};
use uuid::Uuid;

/// Codes or identifiers asked for at once: below what both engines bind.
const BATCH: usize = 10_000;

/// A table whose records rows lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    /// Citizens' needs, without rehearsals.
    Need,
    /// Projects of our own, without rehearsals.
    Project,
    /// Organisations.
    Organisation,
}

impl Table {
    fn name(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Project => "project",
            Self::Organisation => "organisation",
        }
    }
}

#[derive(FromQueryResult)]
struct Pair {
    id: Uuid,
    code: String,
}

/// Identifiers by code, of those that are there.
pub(super) async fn ids_of_codes(db: &Db, table: Table, codes: Vec<String>) -> Result<HashMap<String, Uuid>> {
    let mut found = HashMap::with_capacity(codes.len());
    for some in codes.chunks(BATCH) {
        let pairs = pairs(db, table, Expr::col(Alias::new("code")).is_in(some)).await?;
        found.extend(pairs.into_iter().map(|pair| (pair.code, pair.id)));
    }
    Ok(found)
}

/// Codes by identifier.
pub(super) async fn codes_of_ids(db: &Db, table: Table, ids: Vec<Uuid>) -> Result<HashMap<Uuid, String>> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(BATCH) {
        let pairs = pairs(db, table, Expr::col(Alias::new("id")).is_in(some.to_vec())).await?;
        found.extend(pairs.into_iter().map(|pair| (pair.id, pair.code)));
    }
    Ok(found)
}

#[derive(FromQueryResult)]
struct ToldRow {
    code: String,
    received_on: NaiveDate,
}

/// The days on which needs were told, by their codes.
pub(super) async fn told_on(db: &Db, codes: Vec<String>) -> Result<HashMap<String, NaiveDate>> {
    let mut found = HashMap::with_capacity(codes.len());
    let reader = db.reader();
    for some in codes.chunks(BATCH) {
        let mut select = Query::select();
        let columns = ["code", "received_on"].map(Alias::new);
        select.columns(columns).from(Alias::new("need")).and_where(Expr::col(Alias::new("code")).is_in(some));
        let statement = reader.get_database_backend().build(&select);
        let told = ToldRow::find_by_statement(statement).all(reader).await?;
        found.extend(told.into_iter().map(|row| (row.code, row.received_on)));
    }
    Ok(found)
}

async fn pairs(db: &Db, table: Table, which: Expr) -> Result<Vec<Pair>> {
    let mut select = Query::select();
    select.columns([Alias::new("id"), Alias::new("code")]).from(Alias::new(table.name())).and_where(which);
    if table != Table::Organisation {
        select.and_where(Expr::col(Alias::new("practice")).eq(false));
    }
    let reader = db.reader();
    let statement = reader.get_database_backend().build(&select);
    Ok(Pair::find_by_statement(statement).all(reader).await?)
}
