//! The register of volunteers as lists: a page of it, what one did, whose needs they brought, and who
//! may be one twice.

use chrono::NaiveDate;
use kit::db::listing::{self, Listing, Paging, SortKey};
use kit::{Db, Result};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, Order, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::BTreeSet;
use uuid::Uuid;

use super::filter::Filter;
use super::record::{Column, Entity, apart, deed, need};
use super::store::{deed_of, keys};
use super::volunteer::{Deed, Status, Volunteer};

/// A volunteer in the register.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) code: String,
    pub(super) network_id: Uuid,
    pub(super) name: String,
    pub(super) name_sort: Vec<u8>,
    pub(super) province: String,
    pub(super) district: Option<String>,
    pub(super) joined_on: Option<NaiveDate>,
    pub(super) status: String,
    pub(super) invented: bool,
}

impl Row {
    /// How a page colours whether they are at work.
    pub(super) fn tone(&self) -> &'static str {
        Status::from_word(&self.status).map_or("neutral", Status::tone)
    }

    /// The smallest place the list tells.
    pub(super) fn place_code(&self) -> &str {
        self.district.as_deref().unwrap_or(&self.province)
    }
}

/// One page of the register in Thai order; `networks` are those the reader sees, all when `None`, and
/// `chosen` the one `filter.network` names.
pub(super) async fn list(
    db: &Db,
    filter: &Filter,
    networks: Option<Vec<Uuid>>,
    chosen: Option<Uuid>,
) -> Result<Listing<Row>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let mut condition = narrowed(filter);
    match (filter.network.is_empty(), networks) {
        // A network nobody knows, or may know, has no members.
        (false, seen) => {
            let seen = chosen.filter(|chosen| seen.is_none_or(|networks| networks.contains(chosen)));
            condition = condition.add(Column::NetworkId.eq(seen.unwrap_or_default()));
        }
        (true, Some(networks)) => condition = condition.add(Column::NetworkId.is_in(networks)),
        (true, None) => {}
    }
    let rows = Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::Code,
            Column::NetworkId,
            Column::Name,
            Column::NameSort,
            Column::Province,
            Column::District,
            Column::JoinedOn,
            Column::Status,
            Column::Invented,
        ])
        .filter(condition)
        .filter(listing::after::<SortKey>(filter.cursor.as_deref(), Column::NameSort, Column::Id, &Order::Asc))
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .limit(paging.limit() + 1)
        .into_model::<Row>()
        .all(db.reader())
        .await?;
    Ok(Listing::cut(rows, paging.limit(), |row| listing::cursor(SortKey(row.name_sort.clone()), row.id)))
}

fn narrowed(filter: &Filter) -> Condition {
    let mut condition = Condition::all().add(Column::MergedInto.is_null());
    if !filter.province.is_empty() {
        condition = condition.add(Column::Province.eq(&filter.province));
    }
    if !filter.status.is_empty() {
        condition = condition.add(Column::Status.eq(&filter.status));
    }
    if !filter.q.trim().is_empty() {
        condition = condition.add(looked_for(filter.q.trim()));
    }
    condition
}

/// A member's code, or how a given or a family name begins.
fn looked_for(typed: &str) -> Condition {
    let begins = |column: Column, key: &[u8]| {
        // No text in UTF-8 holds this byte: it stands behind all that begins so.
        let end = [key, &[0xff]].concat();
        Condition::all().add(column.gte(key.to_vec())).add(column.lt(end))
    };
    let (given, family) = keys(typed);
    let named = match (given.is_empty(), family.is_empty()) {
        (true, _) => Condition::any(),
        (_, true) => Condition::any().add(begins(Column::GivenKey, &given)).add(begins(Column::FamilyKey, &given)),
        _ => Condition::any().add(begins(Column::GivenKey, &given).add(begins(Column::FamilyKey, &family))),
    };
    named.add(Column::Code.eq(typed.to_ascii_uppercase()))
}

/// What a volunteer did, newest first.
pub(super) async fn list_deeds(db: &Db, volunteer: Uuid) -> Result<Vec<Deed>> {
    let rows = deed::Entity::find().filter(deed::Column::VolunteerId.eq(volunteer));
    let rows = rows.order_by_desc(deed::Column::OnDay).order_by_desc(deed::Column::Id);
    Ok(rows.all(db.reader()).await?.into_iter().map(deed_of).collect())
}

/// The needs a volunteer brought.
pub(super) async fn list_brought(db: &Db, volunteer: Uuid) -> Result<Vec<Uuid>> {
    let rows = need::Entity::find().filter(need::Column::VolunteerId.eq(volunteer)).all(db.reader()).await?;
    Ok(rows.into_iter().map(|row| row.need_id).collect())
}

/// Groups looked at on one page.
const GROUPS: u64 = 50;

/// Volunteers of one province whose names sound alike, in groups, and where to look on.
#[derive(Debug)]
pub(super) struct Groups {
    pub(super) groups: Vec<Vec<Volunteer>>,
    pub(super) next: Option<String>,
}

/// The next groups after the sound `after`; `networks` are those the reader sees, all when `None`.
pub(super) async fn list_groups(db: &Db, after: &str, networks: Option<Vec<Uuid>>) -> Result<Groups> {
    let seen = |mut condition: Condition| {
        condition = condition.add(Column::MergedInto.is_null());
        condition.add_option(networks.clone().map(|networks| Column::NetworkId.is_in(networks)))
    };
    let sounds: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Alike)
        .filter(seen(Condition::all().add(Column::Alike.gt(after))))
        .group_by(Column::Alike)
        .group_by(Column::Province)
        .having(Column::Id.count().gt(1))
        .order_by_asc(Column::Alike)
        .limit(GROUPS)
        .into_tuple()
        .all(db.reader())
        .await?;
    let next = sounds.last().filter(|_| sounds.len() as u64 == GROUPS).cloned();
    if sounds.is_empty() {
        return Ok(Groups { groups: Vec::new(), next });
    }
    let rows = Entity::find().filter(seen(Condition::all().add(Column::Alike.is_in(sounds))));
    let rows = rows.order_by_asc(Column::Alike).order_by_asc(Column::Province).order_by_asc(Column::Id);
    let mut groups: Vec<Vec<Volunteer>> = Vec::new();
    let mut place = None;
    for row in rows.all(db.reader()).await? {
        let here = (row.alike.clone(), row.province.clone());
        if place.as_ref() != Some(&here) {
            groups.push(Vec::new());
            place = Some(here);
        }
        if let Some(group) = groups.last_mut() {
            group.push(Volunteer::from(row));
        }
    }
    Ok(Groups { groups, next })
}

/// Pairs among these of whom somebody said that they are two.
pub(super) async fn list_apart(db: &Db, ids: Vec<Uuid>) -> Result<BTreeSet<(Uuid, Uuid)>> {
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let rows = apart::Entity::find().filter(apart::Column::FirstId.is_in(ids)).all(db.reader()).await?;
    Ok(rows.into_iter().map(|row| (row.first_id, row.second_id)).collect())
}
