//! The names that stand behind the trail's identifiers.

use std::collections::{BTreeSet, HashMap};

use kit::audit::Entry;
use kit::{Db, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::record::{Column, Entity};

/// The names of whoever did these things, in one query.
pub(super) async fn names(db: &Db, entries: &[Entry]) -> Result<HashMap<Uuid, String>> {
    let ids: BTreeSet<Uuid> = entries.iter().filter_map(|entry| entry.actor_id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find().filter(Column::Id.is_in(ids)).all(db.reader()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
