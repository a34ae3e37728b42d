//! Needs as rows of files and of other registers, in the database.

use std::collections::HashMap;

use kit::{Db, Result};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::need::{Need, Shown};
use super::record::{Column, Entity};

/// Those of these codes that there are.
pub(super) async fn list_by_codes(db: &Db, codes: Vec<String>) -> Result<HashMap<String, Need>> {
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find().filter(Column::Code.is_in(codes)).all(db.reader()).await?;
    Ok(rows.into_iter().map(|row| (row.code.clone(), Need::from(row))).collect())
}

/// Rows of an export read at once.
const EXPORTED: u64 = 500;

/// The next needs after one, in the order they were written down; rehearsals are left out.
pub(super) async fn list_all(db: &Db, after: Option<Uuid>) -> Result<Vec<Need>> {
    let beyond = after.map_or_else(Condition::all, |id| Condition::all().add(Column::Id.gt(id)));
    let rows =
        Entity::find().filter(Column::Practice.eq(false)).filter(beyond).order_by_asc(Column::Id).limit(EXPORTED);
    Ok(rows.all(db.reader()).await?.into_iter().map(Need::from).collect())
}

/// The identifiers of real needs that everybody may read, for a query of what hangs on them.
pub fn shown_to_all() -> SelectStatement {
    let open = Condition::all().add(Column::Practice.eq(false)).add(Column::Shown.eq(Shown::ToAll.as_str()));
    Query::select().column(Column::Id).from(Entity).cond_where(open).to_owned()
}
