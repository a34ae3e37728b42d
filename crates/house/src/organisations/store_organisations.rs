//! Organisations in the database, with their names over time and who followed whom.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::db::dialect::locked;
use kit::db::listing::{self, Listing, Paging, SortKey};
use kit::show::Bilingual;
use kit::{Act, Db, Error, Result, msg};
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select, Set,
};
use uuid::Uuid;

use super::filter::OrganisationFilter;
use super::name::{DatedName, Names};
use super::organisation::{INDEXED, NewOrganisation, Organisation, OrganisationKind, Succession};
use super::record::{organisation, organisation_name, organisation_succession};

/// Every organisation, by code.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_organisations(db: &Db) -> Result<Vec<Organisation>> {
    let rows = organisation::Entity::find().order_by_asc(organisation::Column::Code).all(db.reader()).await?;
    Ok(rows.into_iter().map(whole_organisation).collect())
}

/// Every organisation of a kind, inside an act.
pub(super) async fn list_of_kind_in(act: &Act, kind: OrganisationKind) -> Result<Vec<Organisation>> {
    let of_kind = organisation::Entity::find().filter(organisation::Column::Kind.eq(kind.as_str()));
    let rows = of_kind.order_by_asc(organisation::Column::Code).all(act.db()).await?;
    Ok(rows.into_iter().map(whole_organisation).collect())
}

/// One page of organisations, in Thai order of their latest names.
pub(super) async fn page_of_organisations(db: &Db, filter: &OrganisationFilter) -> Result<Listing<Organisation>> {
    use organisation::Column;
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let rows = organisation::Entity::find()
        .filter(narrowed(filter))
        .filter(listing::after::<SortKey>(filter.cursor.as_deref(), Column::NameSort, Column::Id, &Order::Asc))
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .limit(paging.limit() + 1)
        .all(db.reader())
        .await?;
    let place = |row: &organisation::Model| listing::cursor(SortKey(row.name_sort.clone()), row.id);
    Ok(Listing::cut(rows, paging.limit(), place).map(whole_organisation))
}

fn narrowed(filter: &OrganisationFilter) -> Condition {
    use organisation::Column;
    let mut condition = Condition::all();
    for (column, wanted) in [(Column::Kind, &filter.kind), (Column::Province, &filter.province)] {
        if !wanted.is_empty() {
            condition = condition.add(column.eq(wanted));
        }
    }
    for part in thai::repair::clean(&filter.q).split_whitespace() {
        // By former names too: who holds an old document finds whom it was about.
        let bore = Condition::any()
            .add(organisation_name::Column::NameTh.contains(part))
            .add(organisation_name::Column::NameEn.contains(part))
            .add(organisation_name::Column::Short.contains(part));
        let named = Query::select()
            .column(organisation_name::Column::OrganisationId)
            .from(organisation_name::Entity)
            .cond_where(bore)
            .to_owned();
        condition = condition.add(Condition::any().add(Column::Code.eq(part)).add(Column::Id.in_subquery(named)));
    }
    condition
}

/// An organisation by its code.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_organisation(db: &Db, code: &str) -> Result<Option<Organisation>> {
    let row = organisation::Entity::find().filter(organisation::Column::Code.eq(code)).one(db.reader()).await?;
    Ok(row.map(whole_organisation))
}

/// The same inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Organisation>> {
    let found = locked(organisation::Entity::find().filter(organisation::Column::Code.eq(code)), act.db());
    Ok(found.one(act.db()).await?.map(whole_organisation))
}

/// The organisations with these identifiers, in one query.
pub(super) async fn find_many(db: &Db, ids: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, Organisation>> {
    let rows = organisation::Entity::find().filter(organisation::Column::Id.is_in(ids)).all(db.reader()).await?;
    Ok(rows.into_iter().map(whole_organisation).map(|one| (one.id, one)).collect())
}

pub(super) fn whole_organisation(row: organisation::Model) -> Organisation {
    Organisation {
        id: row.id,
        told: NewOrganisation {
            code: row.code,
            kind: OrganisationKind::from_word(&row.kind).unwrap_or(OrganisationKind::Agency),
            name: Bilingual { th: row.name_th, en: row.name_en },
            province: row.province,
        },
        version: row.version,
    }
}

/// Those of `codes` that exist, inside an act: what an import would change.
pub(super) async fn find_organisations_for_change(
    act: &Act,
    codes: Vec<String>,
) -> Result<HashMap<String, Organisation>> {
    use organisation::Column;
    let rows = organisation::Entity::find().filter(Column::Code.is_in(codes)).order_by_asc(Column::Code);
    let rows = locked(rows, act.db()).all(act.db()).await?;
    Ok(rows.into_iter().map(whole_organisation).map(|one| (one.told.code.clone(), one)).collect())
}

/// All names of these organisations over time, in one query.
pub(super) async fn list_names(db: &Db, ids: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, Names>> {
    let of = organisation_name::Column::OrganisationId.is_in(ids);
    names(organisation_name::Entity::find().filter(of), db.reader()).await
}

/// All names of all organisations.
pub(super) async fn list_all_names(db: &Db) -> Result<HashMap<Uuid, Names>> {
    names(organisation_name::Entity::find(), db.reader()).await
}

/// All names of one organisation, inside an act.
pub(super) async fn find_names_for_change(act: &Act, of: &Organisation) -> Result<Names> {
    let own = organisation_name::Entity::find().filter(organisation_name::Column::OrganisationId.eq(of.id));
    let mut found = names(locked(own, act.db()), act.db()).await?;
    Ok(found.remove(&of.id).unwrap_or_else(|| Names::only(of.told.name.clone())))
}

async fn names(
    found: Select<organisation_name::Entity>,
    connection: &impl ConnectionTrait,
) -> Result<HashMap<Uuid, Names>> {
    use organisation_name::Column;
    let rows = found.order_by_asc(Column::OrganisationId).order_by_asc(Column::Position).all(connection).await?;
    let mut names: HashMap<Uuid, Vec<DatedName>> = HashMap::new();
    for row in rows {
        names.entry(row.organisation_id).or_default().push(DatedName {
            name: Bilingual { th: row.name_th, en: row.name_en },
            short: row.short,
            from: row.valid_from,
            to: row.valid_to,
            source: row.source,
        });
    }
    Ok(names.into_iter().map(|(id, names)| (id, Names::kept(names))).collect())
}

/// The names these organisations bore on a day: what a document of that day calls them.
///
/// # Errors
/// When the database cannot be read.
pub async fn organisation_names_on(
    db: &Db,
    ids: impl IntoIterator<Item = Uuid>,
    day: NaiveDate,
) -> Result<HashMap<Uuid, Bilingual>> {
    let names = list_names(db, ids).await?;
    Ok(names.into_iter().filter_map(|(id, names)| Some((id, names.on(day)?.name.clone()))).collect())
}

/// Writes a new organisation with its one name.
pub(super) async fn save_new(act: &Act, new: &Organisation) -> Result<()> {
    let told = &new.told;
    let row = organisation::ActiveModel {
        id: Set(new.id),
        code: Set(told.code.clone()),
        kind: Set(told.kind.as_str().to_owned()),
        name_th: Set(told.name.th.clone()),
        name_en: Set(told.name.en.clone()),
        name_sort: Set(thai::collate::sort_key(&told.name.th)),
        province: Set(told.province.clone()),
        version: Set(new.version),
    };
    organisation::Entity::insert(row).exec_without_returning(act.db()).await?;
    save_names(act, new.id, &Names::only(told.name.clone())).await
}

/// Writes an organisation that is changed, and all its names; the last of them is its own.
pub(super) async fn save(act: &Act, changed: &Organisation, names: &Names) -> Result<()> {
    let told = &changed.told;
    let name = names.latest().map_or(&told.name, |latest| &latest.name);
    let change = organisation::ActiveModel {
        kind: Set(told.kind.as_str().to_owned()),
        name_th: Set(name.th.clone()),
        name_en: Set(name.en.clone()),
        name_sort: Set(thai::collate::sort_key(&name.th)),
        province: Set(told.province.clone()),
        version: Set(changed.version + 1),
        ..Default::default()
    };
    let written = organisation::Entity::update_many()
        .set(change)
        .filter(organisation::Column::Id.eq(changed.id))
        .filter(organisation::Column::Version.eq(changed.version))
        .exec(act.db())
        .await?;
    if written.rows_affected == 0 {
        return Err(Error::Conflict(msg("kit-error-conflict-version")));
    }
    save_names(act, changed.id, names).await
}

async fn save_names(act: &Act, id: Uuid, names: &Names) -> Result<()> {
    use organisation_name::Column;
    organisation_name::Entity::delete_many().filter(Column::OrganisationId.eq(id)).exec(act.db()).await?;
    let rows = names.all().iter().zip(1..).map(|(one, position)| organisation_name::ActiveModel {
        organisation_id: Set(id),
        position: Set(position),
        name_th: Set(one.name.th.clone()),
        name_en: Set(one.name.en.clone()),
        short: Set(one.short.clone()),
        valid_from: Set(one.from),
        valid_to: Set(one.to),
        source: Set(one.source.clone()),
    });
    organisation_name::Entity::insert_many(rows).exec_without_returning(act.db()).await?;
    act.changed(INDEXED, [id]).await
}

/// Who followed whom, everywhere.
pub(super) async fn list_successions(db: &Db) -> Result<Vec<Succession>> {
    successions(organisation_succession::Entity::find(), db.reader()).await
}

/// Who came before this organisation and who after it.
pub(super) async fn list_successions_of(db: &Db, id: Uuid) -> Result<Vec<Succession>> {
    use organisation_succession::Column;
    let part = Condition::any().add(Column::PredecessorId.eq(id)).add(Column::SuccessorId.eq(id));
    successions(organisation_succession::Entity::find().filter(part), db.reader()).await
}

/// Who followed whom, inside an act, to be added to or put right.
pub(super) async fn list_successions_for_change(act: &Act) -> Result<Vec<Succession>> {
    successions(locked(organisation_succession::Entity::find(), act.db()), act.db()).await
}

async fn successions(
    found: Select<organisation_succession::Entity>,
    connection: &impl ConnectionTrait,
) -> Result<Vec<Succession>> {
    let rows = found.order_by_asc(organisation_succession::Column::SucceededOn).all(connection).await?;
    let step = |row: organisation_succession::Model| Succession {
        predecessor: row.predecessor_id,
        successor: row.successor_id,
        on: row.succeeded_on,
        source: row.source,
    };
    Ok(rows.into_iter().map(step).collect())
}

/// Writes that one organisation followed another, or puts right what was written of it.
pub(super) async fn save_succession(act: &Act, step: &Succession) -> Result<()> {
    use organisation_succession::Column;
    let row = organisation_succession::ActiveModel {
        predecessor_id: Set(step.predecessor),
        successor_id: Set(step.successor),
        succeeded_on: Set(step.on),
        source: Set(step.source.clone()),
    };
    let known = OnConflict::columns([Column::PredecessorId, Column::SuccessorId])
        .update_columns([Column::SucceededOn, Column::Source])
        .to_owned();
    organisation_succession::Entity::insert(row).on_conflict(known).exec_without_returning(act.db()).await?;
    Ok(())
}
