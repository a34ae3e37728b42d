//! Provincial groups and regional centres in the database: few rows, read whole.

use kit::db::dialect::locked;
use kit::show::Bilingual;
use kit::{Act, Db, Result};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, Select, Set};

use super::province_group::{GroupMember, NewGroupMember};
use super::record::{province_group_member as member, regional_centre as centre};
use super::regional_centre::{Centre, NewCentre};

/// What sources say of the groups of all provinces.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_group_members(db: &Db) -> Result<Vec<GroupMember>> {
    members(member::Entity::find(), db.reader()).await
}

/// The same inside an act, to be changed.
pub(super) async fn list_group_members_for_change(act: &Act) -> Result<Vec<GroupMember>> {
    members(locked(member::Entity::find(), act.db()), act.db()).await
}

async fn members(found: Select<member::Entity>, connection: &impl ConnectionTrait) -> Result<Vec<GroupMember>> {
    let found = found.order_by_asc(member::Column::Definition);
    let rows =
        found.order_by_asc(member::Column::NameTh).order_by_asc(member::Column::Province).all(connection).await?;
    let whole = |row: member::Model| GroupMember {
        id: row.id,
        told: NewGroupMember {
            definition: row.definition,
            name: Bilingual { th: row.name_th, en: row.name_en },
            province: row.province,
            from: row.valid_from,
            to: row.valid_to,
            source: row.source,
            verified: row.verified,
        },
    };
    Ok(rows.into_iter().map(whole).collect())
}

/// Writes what a source says of the group of a province, new or changed.
pub(super) async fn save_group_member(act: &Act, one: &GroupMember) -> Result<()> {
    use member::Column;
    let told = one.told.clone();
    let row = member::ActiveModel {
        id: Set(one.id),
        definition: Set(told.definition),
        name_th: Set(told.name.th),
        name_en: Set(told.name.en),
        province: Set(told.province),
        valid_from: Set(told.from),
        valid_to: Set(told.to),
        source: Set(told.source),
        verified: Set(told.verified),
    };
    let changed =
        [Column::NameTh, Column::NameEn, Column::ValidFrom, Column::ValidTo, Column::Source, Column::Verified];
    let known = OnConflict::column(Column::Id).update_columns(changed).to_owned();
    member::Entity::insert(row).on_conflict(known).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Every regional centre, by code.
pub(super) async fn list_centres(db: &Db) -> Result<Vec<Centre>> {
    centres(centre::Entity::find(), db.reader()).await
}

/// The same inside an act, to be changed.
pub(super) async fn list_centres_for_change(act: &Act) -> Result<Vec<Centre>> {
    centres(locked(centre::Entity::find(), act.db()), act.db()).await
}

async fn centres(found: Select<centre::Entity>, connection: &impl ConnectionTrait) -> Result<Vec<Centre>> {
    let rows = found.order_by_asc(centre::Column::Code).all(connection).await?;
    let whole = |row: centre::Model| Centre {
        id: row.id,
        told: NewCentre {
            code: row.code,
            name: Bilingual { th: row.name_th, en: row.name_en },
            province: row.province,
            covers: row.covers.lines().map(str::to_owned).collect(),
            from: row.valid_from,
            to: row.valid_to,
            source: row.source,
        },
    };
    Ok(rows.into_iter().map(whole).collect())
}

/// Writes a regional centre, new or changed.
pub(super) async fn save_centre(act: &Act, one: &Centre) -> Result<()> {
    use centre::Column;
    let told = one.told.clone();
    let row = centre::ActiveModel {
        id: Set(one.id),
        code: Set(told.code),
        name_th: Set(told.name.th),
        name_en: Set(told.name.en),
        province: Set(told.province),
        covers: Set(told.covers.join("\n")),
        valid_from: Set(told.from),
        valid_to: Set(told.to),
        source: Set(told.source),
    };
    let changed = [
        Column::NameTh,
        Column::NameEn,
        Column::Province,
        Column::Covers,
        Column::ValidFrom,
        Column::ValidTo,
        Column::Source,
    ];
    let known = OnConflict::column(Column::Id).update_columns(changed).to_owned();
    centre::Entity::insert(row).on_conflict(known).exec_without_returning(act.db()).await?;
    Ok(())
}
