//! Expressions of interest in the database.

use kit::db::dialect::locked;
use kit::db::listing::{self, Listing, Paging};
use kit::{Act, Db, Result, Timestamp};
use sea_orm::{ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::interest::{Interest, NewInterest, Status};
use super::record::{ActiveModel, Column, Entity, Model};

pub use super::filter::Filter;

/// As many of the latest a new one is compared with.
const COMPARED: u64 = 500;

/// One page of them, the latest first; of these clinics, or of all.
pub(super) async fn list(db: &Db, clinics: Option<Vec<Uuid>>, filter: &Filter) -> Result<Listing<Interest>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let mut narrowed = Condition::all();
    if let Some(own) = clinics {
        narrowed = narrowed.add(Column::ClinicId.is_in(own));
    }
    if !filter.status.is_empty() {
        narrowed = narrowed.add(Column::Status.eq(&filter.status));
    }
    if !filter.held.is_empty() {
        narrowed = narrowed.add(Column::Held.eq(true));
    }
    let rows = Entity::find()
        .filter(narrowed)
        .filter(listing::after::<Timestamp>(filter.cursor.as_deref(), Column::CreatedAt, Column::Id, &Order::Desc))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(paging.limit() + 1)
        .all(db.reader())
        .await?;
    let rows = rows.into_iter().map(whole).collect();
    Ok(Listing::cut(rows, paging.limit(), |one: &Interest| listing::cursor(one.created_at.to_rfc3339(), one.id)))
}

/// Those that wait, the longest first; of one clinic, or of all.
pub(super) async fn list_waiting(db: &Db, clinic: Option<Uuid>, limit: u64) -> Result<Vec<Interest>> {
    let mut waiting = Condition::all().add(Column::Status.eq(Status::Received.as_str()));
    if let Some(clinic) = clinic {
        waiting = waiting.add(Column::ClinicId.eq(clinic));
    }
    let rows = Entity::find()
        .filter(waiting)
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db.reader())
        .await?;
    Ok(rows.into_iter().map(whole).collect())
}

/// One by its code.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Interest>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(db.reader()).await?.map(whole))
}

/// The same inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Interest>> {
    Ok(locked(Entity::find().filter(Column::Code.eq(code)), act.db()).one(act.db()).await?.map(whole))
}

/// One by the code of whoever said it.
pub(super) async fn find_by_tracking_code(db: &Db, code: &str) -> Result<Option<Interest>> {
    Ok(Entity::find().filter(Column::TrackingCode.eq(code)).one(db.reader()).await?.map(whole))
}

/// Those who wanted a technology since then and have not been closed, the latest first.
pub(super) async fn list_since(act: &Act, technology: Uuid, since: Timestamp) -> Result<Vec<Interest>> {
    let rows = Entity::find()
        .filter(Column::TechnologyId.eq(technology))
        .filter(Column::Status.ne(Status::Closed.as_str()))
        .filter(Column::CreatedAt.gte(since))
        .order_by_desc(Column::CreatedAt)
        .limit(COMPARED)
        .all(act.db())
        .await?;
    Ok(rows.into_iter().map(whole).collect())
}

/// Writes a new one down.
pub(super) async fn save_new(act: &Act, one: &Interest) -> Result<()> {
    let told = &one.told;
    let row = ActiveModel {
        id: Set(one.id),
        code: Set(one.code.clone()),
        tracking_code: Set(one.tracking_code.clone()),
        technology_id: Set(one.technology),
        clinic_id: Set(one.clinic),
        name: Set(told.name.clone()),
        contact: Set(told.contact.clone()),
        province: Set(told.province.clone()),
        village: Set(told.village.clone()),
        words: Set(told.words.clone()),
        held: Set(one.held),
        status: Set(one.status.as_str().to_owned()),
        reply: Set(one.reply.clone()),
        need_id: Set(one.need),
        invented: Set(one.invented),
        created_at: Set(one.created_at),
        version: Set(one.version),
    };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what changed, unless somebody else has changed it since.
pub(super) async fn save(act: &Act, one: &Interest) -> Result<()> {
    let change = ActiveModel {
        status: Set(one.status.as_str().to_owned()),
        reply: Set(one.reply.clone()),
        need_id: Set(one.need),
        version: Set(one.version + 1),
        ..Default::default()
    };
    let changed = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(one.id))
        .filter(Column::Version.eq(one.version))
        .exec(act.db())
        .await?;
    if changed.rows_affected == 0 { Err(kit::Error::changed_meanwhile()) } else { Ok(()) }
}

fn whole(row: Model) -> Interest {
    Interest {
        id: row.id,
        code: row.code,
        tracking_code: row.tracking_code,
        technology: row.technology_id,
        clinic: row.clinic_id,
        told: NewInterest {
            name: row.name,
            contact: row.contact,
            province: row.province,
            village: row.village,
            words: row.words,
        },
        held: row.held,
        // The schema admits no other word.
        status: Status::from_word(&row.status).unwrap_or(Status::Received),
        reply: row.reply,
        need: row.need_id,
        invented: row.invented,
        created_at: row.created_at,
        version: row.version,
    }
}
