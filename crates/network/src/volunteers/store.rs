//! Volunteers in the database.

use std::collections::HashMap;

use kit::db::dialect::locked;
use kit::{Act, Db, Error, Result, msg};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::alike::sound;
use super::merge::{Merge, Moved};
use super::record::{self, Column, Entity, apart, deed, need};
use super::volunteer::{Deed, DeedKind, NewVolunteer, Status, Volunteer};

/// Volunteers written by one statement: an engine binds no more than 32,766 values.
const CHUNK: usize = 1_000;
/// Names and codes in one query.
const NAMED: usize = 10_000;

/// A volunteer by their code.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Volunteer>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(db.reader()).await?.map(Volunteer::from))
}

/// A volunteer by the code on their card; where the record was merged, the one that stands for it.
pub(super) async fn find_by_card(db: &Db, card: &str) -> Result<Option<Volunteer>> {
    let found = Entity::find().filter(Column::Card.eq(card)).one(db.reader()).await?;
    match found.as_ref().and_then(|row| row.merged_into) {
        Some(other) => Ok(Entity::find_by_id(other).one(db.reader()).await?.map(Volunteer::from)),
        None => Ok(found.map(Volunteer::from)),
    }
}

/// A volunteer, inside an act or outside.
pub(super) async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<Volunteer>> {
    Ok(Entity::find_by_id(id).one(connection).await?.map(Volunteer::from))
}

/// A volunteer, inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Volunteer>> {
    let found = locked(Entity::find().filter(Column::Code.eq(code)), act.db());
    Ok(found.one(act.db()).await?.map(Volunteer::from))
}

/// Those of these codes that there are.
pub(super) async fn list_by_codes(db: &Db, codes: &[String]) -> Result<HashMap<String, Volunteer>> {
    let mut known = HashMap::new();
    for some in codes.chunks(NAMED) {
        let rows = Entity::find().filter(Column::Code.is_in(some)).all(db.reader()).await?;
        known.extend(rows.into_iter().map(|row| (row.code.clone(), Volunteer::from(row))));
    }
    Ok(known)
}

/// Those whose names sound like one of these.
pub(super) async fn list_sounding(db: &Db, sounds: &[String]) -> Result<HashMap<String, Vec<Volunteer>>> {
    let mut known: HashMap<_, Vec<_>> = HashMap::new();
    for some in sounds.chunks(NAMED) {
        let rows = Entity::find().filter(Column::Alike.is_in(some)).filter(Column::MergedInto.is_null());
        let rows = rows.order_by_asc(Column::Code).all(db.reader()).await?;
        rows.into_iter().for_each(|row| known.entry(row.alike.clone()).or_default().push(Volunteer::from(row)));
    }
    Ok(known)
}

/// The next volunteers after one, in the order they were written down: for export. Those that another
/// record stands for are left out.
pub(super) async fn list_batch(db: &Db, after: Option<Uuid>, limit: u64) -> Result<Vec<Volunteer>> {
    let beyond = after.map_or_else(Condition::all, |id| Condition::all().add(Column::Id.gt(id)));
    let rows = Entity::find().filter(Column::MergedInto.is_null()).filter(beyond);
    let rows = rows.order_by_asc(Column::Id).limit(limit).all(db.reader()).await?;
    Ok(rows.into_iter().map(Volunteer::from).collect())
}

/// Writes new volunteers.
pub(super) async fn save_new(act: &Act, new: &[Volunteer]) -> Result<()> {
    for some in new.chunks(CHUNK) {
        Entity::insert_many(some.iter().map(row_of)).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

/// Writes what was changed, unless somebody else changed it since.
pub(super) async fn save(act: &Act, volunteer: &Volunteer) -> Result<()> {
    let row =
        record::ActiveModel { updated_at: Set(act.now()), version: Set(volunteer.version + 1), ..row_of(volunteer) };
    let changed = Entity::update_many().set(row).filter(Column::Id.eq(volunteer.id));
    let changed = changed.filter(Column::Version.eq(volunteer.version)).exec(act.db()).await?;
    if changed.rows_affected == 0 { Err(Error::Conflict(msg("kit-error-conflict-version"))) } else { Ok(()) }
}

/// Writes what a volunteer did.
pub(super) async fn save_deed(act: &Act, volunteer: Uuid, told: &Deed) -> Result<()> {
    let row = deed::ActiveModel {
        id: Set(act.new_id()),
        volunteer_id: Set(volunteer),
        kind: Set(told.kind.as_str().to_owned()),
        on_day: Set(told.on_day),
        told: Set(told.told.clone()),
        recorded_at: Set(act.now()),
    };
    deed::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes who brought a need.
pub(super) async fn save_brought(act: &Act, volunteer: Uuid, brought: Uuid) -> Result<()> {
    let row = need::ActiveModel { need_id: Set(brought), volunteer_id: Set(volunteer) };
    need::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Gives all that one did to another, who stands for them from now on; answers what that was.
pub(super) async fn save_moved(act: &Act, from: Uuid, to: Uuid) -> Result<Moved> {
    let deeds = deed::Entity::find().select_only().column(deed::Column::Id);
    let needs = need::Entity::find().select_only().column(need::Column::NeedId);
    // Whoever was merged into the one that is now merged itself.
    let merged = Entity::find().select_only().column(Column::Id);
    let moved = Moved {
        deeds: deeds.filter(deed::Column::VolunteerId.eq(from)).into_tuple().all(act.db()).await?,
        needs: needs.filter(need::Column::VolunteerId.eq(from)).into_tuple().all(act.db()).await?,
        merged: merged.filter(Column::MergedInto.eq(from)).into_tuple().all(act.db()).await?,
    };
    save_moved_back(act, &moved, to).await?;
    Ok(moved)
}

/// Gives what went over with a merge to somebody: to whom it was, when the merge is taken back.
pub(super) async fn save_moved_back(act: &Act, moved: &Moved, to: Uuid) -> Result<()> {
    for some in moved.deeds.chunks(NAMED) {
        let deeds = deed::Entity::update_many().col_expr(deed::Column::VolunteerId, Expr::value(to));
        deeds.filter(deed::Column::Id.is_in(some.iter().copied())).exec(act.db()).await?;
    }
    for some in moved.needs.chunks(NAMED) {
        let needs = need::Entity::update_many().col_expr(need::Column::VolunteerId, Expr::value(to));
        needs.filter(need::Column::NeedId.is_in(some.iter().copied())).exec(act.db()).await?;
    }
    for some in moved.merged.chunks(NAMED) {
        let merged = Entity::update_many().col_expr(Column::MergedInto, Expr::value(to));
        merged.filter(Column::Id.is_in(some.iter().copied())).exec(act.db()).await?;
    }
    Ok(())
}

/// The merge by which `gone` was taken up into `kept`, as the trail tells, as long as it is the last that was
/// done with it.
pub(super) async fn find_merge(db: &Db, kept: &Volunteer, gone: &str) -> Result<Option<Merge>> {
    let last = kit::audit::trail(db, kept.id).await?.pop().filter(|entry| entry.facts["took_up"] == gone);
    let merge: Option<Merge> = last.and_then(|entry| serde_json::from_value(entry.facts["merge"].clone()).ok());
    Ok(merge.filter(|merge| merge.version == kept.version))
}

/// Has somebody said that these are two?
pub(super) async fn are_apart(db: &Db, one: Uuid, other: Uuid) -> Result<bool> {
    let pair = (one.min(other), one.max(other));
    Ok(apart::Entity::find_by_id(pair).one(db.reader()).await?.is_some())
}

/// Writes that two are two; once is enough.
pub(super) async fn save_apart(act: &Act, one: Uuid, other: Uuid) -> Result<()> {
    let (first, second) = (one.min(other), one.max(other));
    if apart::Entity::find_by_id((first, second)).one(act.db()).await?.is_none() {
        let row = apart::ActiveModel { first_id: Set(first), second_id: Set(second) };
        apart::Entity::insert(row).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

/// What a deed says.
pub(super) fn deed_of(row: deed::Model) -> Deed {
    // The schema admits no other words.
    let kind = DeedKind::from_word(&row.kind).unwrap_or(DeedKind::Service);
    Deed { kind, on_day: row.on_day, told: row.told }
}

/// What a name is looked for by: its first word, and what follows.
pub(super) fn keys(name: &str) -> (Vec<u8>, Vec<u8>) {
    let key = thai::words::search_key(thai::names::without_titles(name));
    let (given, family) = key.split_once(' ').unwrap_or((&key, ""));
    (given.as_bytes().to_vec(), family.as_bytes().to_vec())
}

fn row_of(volunteer: &Volunteer) -> record::ActiveModel {
    let told = &volunteer.told;
    let (given, family) = keys(&told.name);
    record::ActiveModel {
        id: Set(volunteer.id),
        code: Set(volunteer.code.clone()),
        card: Set(volunteer.card.clone()),
        network_id: Set(told.network),
        name: Set(told.name.clone()),
        name_sort: Set(thai::collate::sort_key(thai::names::without_titles(&told.name))),
        given_key: Set(given),
        family_key: Set(family),
        alike: Set(sound(&told.name)),
        province: Set(told.province.clone()),
        district: Set(told.district.clone()),
        subdistrict: Set(told.subdistrict.clone()),
        phone: Set(told.phone.clone()),
        skills: Set(told.skills.clone()),
        joined_on: Set(told.joined_on),
        status: Set(told.status.as_str().to_owned()),
        named: Set(told.named),
        source: Set(told.source.clone()),
        merged_into: Set(volunteer.merged_into),
        invented: Set(volunteer.invented),
        updated_at: Set(volunteer.updated_at),
        version: Set(volunteer.version),
    }
}

impl From<record::Model> for Volunteer {
    fn from(row: record::Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            card: row.card,
            told: NewVolunteer {
                name: row.name,
                network: row.network_id,
                province: row.province,
                district: row.district,
                subdistrict: row.subdistrict,
                phone: row.phone,
                skills: row.skills,
                joined_on: row.joined_on,
                // The schema admits no other words.
                status: Status::from_word(&row.status).unwrap_or(Status::Unknown),
                named: row.named,
                source: row.source,
            },
            merged_into: row.merged_into,
            invented: row.invented,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}
