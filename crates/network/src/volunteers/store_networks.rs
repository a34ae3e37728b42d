//! Networks of volunteers in the database.

use std::collections::HashMap;

use kit::db::dialect::locked;
use kit::show::Bilingual;
use kit::{Act, Db, Error, Result, msg};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::network::{Network, NewNetwork};
use super::record::network::{ActiveModel, Column, Entity, Model};
use super::record::{self};
use super::volunteer::Status;

/// Every network in Thai order: there are some fifty.
pub(super) async fn list_all(connection: &impl ConnectionTrait) -> Result<Vec<Network>> {
    let rows = Entity::find().order_by_asc(Column::NameSort).order_by_asc(Column::Id).all(connection).await?;
    Ok(rows.into_iter().map(Network::from).collect())
}

/// A network by its code.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Network>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(db.reader()).await?.map(Network::from))
}

/// A network by its identifier.
pub(super) async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<Network>> {
    Ok(Entity::find_by_id(id).one(connection).await?.map(Network::from))
}

/// A network, inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Network>> {
    let found = locked(Entity::find().filter(Column::Code.eq(code)), act.db());
    Ok(found.one(act.db()).await?.map(Network::from))
}

/// How many members at work a network has in a province.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct MemberCount {
    pub(super) network_id: Uuid,
    pub(super) province: String,
    pub(super) members: i64,
}

/// Members at work by network and province; of one network where it is named.
pub(super) async fn count_members(db: &Db, network: Option<Uuid>) -> Result<Vec<MemberCount>> {
    let mut counted = record::Entity::find()
        .select_only()
        .columns([record::Column::NetworkId, record::Column::Province])
        .column_as(record::Column::Id.count(), "members")
        .filter(record::Column::MergedInto.is_null())
        .filter(record::Column::Status.ne(Status::Left.as_str()))
        .group_by(record::Column::NetworkId)
        .group_by(record::Column::Province);
    if let Some(network) = network {
        counted = counted.filter(record::Column::NetworkId.eq(network));
    }
    Ok(counted.into_model::<MemberCount>().all(db.reader()).await?)
}

/// The names of members who agreed to be named, in Thai order.
pub(super) async fn list_named(db: &Db, network: Uuid, limit: u64) -> Result<Vec<String>> {
    Ok(record::Entity::find()
        .select_only()
        .column(record::Column::Name)
        .filter(record::Column::NetworkId.eq(network))
        .filter(record::Column::Named.eq(true))
        .filter(record::Column::Status.eq(Status::Active.as_str()))
        .filter(record::Column::MergedInto.is_null())
        .order_by_asc(record::Column::NameSort)
        .limit(limit)
        .into_tuple()
        .all(db.reader())
        .await?)
}

/// Those of these codes that there are, inside an act.
pub(super) async fn list_for_change(act: &Act, codes: Vec<String>) -> Result<HashMap<String, Network>> {
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find().filter(Column::Code.is_in(codes)).order_by_asc(Column::Code);
    let rows = locked(rows, act.db()).all(act.db()).await?;
    Ok(rows.into_iter().map(|row| (row.code.clone(), Network::from(row))).collect())
}

/// Writes new networks.
pub(super) async fn save_new(act: &Act, new: &[Network]) -> Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    Entity::insert_many(new.iter().map(row_of)).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what was changed, unless somebody else changed it since.
pub(super) async fn save(act: &Act, network: &Network) -> Result<()> {
    let row = ActiveModel { updated_at: Set(act.now()), version: Set(network.version + 1), ..row_of(network) };
    let changed = Entity::update_many().set(row).filter(Column::Id.eq(network.id));
    let changed = changed.filter(Column::Version.eq(network.version)).exec(act.db()).await?;
    if changed.rows_affected == 0 { Err(Error::Conflict(msg("kit-error-conflict-version"))) } else { Ok(()) }
}

fn row_of(network: &Network) -> ActiveModel {
    let told = &network.told;
    ActiveModel {
        id: Set(network.id),
        code: Set(network.code.clone()),
        name_sort: Set(thai::collate::sort_key(&told.name.th)),
        name_th: Set(told.name.th.clone()),
        name_en: Set(told.name.en.clone()),
        province: Set(told.province.clone()),
        clinic_id: Set(told.clinic),
        since: Set(told.since),
        source: Set(told.source.clone()),
        note: Set(told.note.clone()),
        invented: Set(network.invented),
        updated_at: Set(network.updated_at),
        version: Set(network.version),
    }
}

impl From<Model> for Network {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            told: NewNetwork {
                name: Bilingual { th: row.name_th, en: row.name_en },
                province: row.province,
                clinic: row.clinic_id,
                since: row.since,
                source: row.source,
                note: row.note,
            },
            invented: row.invented,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}
