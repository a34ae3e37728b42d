//! Organisations and clinics in the database.

use std::collections::HashMap;

use kit::db::listing::{self, Listing, Paging, SortKey};
use kit::show::Bilingual;
use kit::{Act, Db, Result};
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

pub use super::clinic::NetworkSize;
use super::clinic::{Clinic, ClinicName};
use super::organisation::{NewOrganisation, Organisation, OrganisationKind};
use super::record::{clinic, clinic_institute, clinic_province, organisation};

pub use super::filter::{Filter, OrganisationFilter};
pub use super::record::Row;

/// One page of the public list, in Thai order.
pub(super) async fn list_clinics(db: &Db, filter: &Filter) -> Result<Listing<Row>> {
    use clinic::Column;
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let rows = clinic::Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::Code,
            Column::NameTh,
            Column::NameEn,
            Column::Province,
            Column::Contact,
            Column::NameSort,
        ])
        .filter(narrowed(filter))
        .filter(listing::after::<SortKey>(filter.cursor.as_deref(), Column::NameSort, Column::Id, &Order::Asc))
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .limit(paging.limit() + 1)
        .into_model::<Row>()
        .all(db.reader())
        .await?;
    let place = |row: &Row| listing::cursor(SortKey(row.name_sort.clone()), row.id);
    Ok(Listing::cut(rows, paging.limit(), place))
}

fn narrowed(filter: &Filter) -> Condition {
    use clinic::Column;
    let mut condition = Condition::all();
    if !filter.province.is_empty() {
        let answering = Query::select()
            .column(clinic_province::Column::ClinicId)
            .from(clinic_province::Entity)
            .and_where(clinic_province::Column::Province.eq(&filter.province))
            .to_owned();
        condition = condition.add(Column::Id.in_subquery(answering));
    }
    // Names are few and short: looking through them all is quicker than keeping an index of parts.
    for part in thai::repair::clean(&filter.q).split_whitespace() {
        let named = Condition::any()
            .add(Column::NameTh.contains(part))
            .add(Column::NameEn.contains(part))
            .add(Column::Code.eq(part));
        condition = condition.add(named);
    }
    condition
}

/// How large the network is today.
///
/// # Errors
/// When the database cannot be read.
pub async fn network_size(db: &Db) -> Result<NetworkSize> {
    let clinics = clinic::Entity::find().count(db.reader()).await?;
    let institutes = clinic_institute::Entity::find()
        .select_only()
        .column(clinic_institute::Column::OrganisationId)
        .distinct()
        .count(db.reader())
        .await?;
    Ok(NetworkSize { clinics, institutes })
}

/// The institutes that form a clinic, in Thai order.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_institutes(db: &Db, clinic: Uuid) -> Result<Vec<Organisation>> {
    let members = Query::select()
        .column(clinic_institute::Column::OrganisationId)
        .from(clinic_institute::Entity)
        .and_where(clinic_institute::Column::ClinicId.eq(clinic))
        .to_owned();
    let rows = organisation::Entity::find()
        .filter(organisation::Column::Id.in_subquery(members))
        .order_by_asc(organisation::Column::NameSort)
        .all(db.reader())
        .await?;
    Ok(rows.into_iter().map(whole_organisation).collect())
}

/// The names of all clinics, in Thai order.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_clinic_names(db: &Db) -> Result<Vec<ClinicName>> {
    let rows = clinic::Entity::find()
        .order_by_asc(clinic::Column::NameSort)
        .order_by_asc(clinic::Column::Id)
        .all(db.reader())
        .await?;
    Ok(rows.into_iter().map(name_of).collect())
}

/// Every clinic with the provinces it answers for, by code.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_answering(db: &Db) -> Result<Vec<Clinic>> {
    let rows = clinic::Entity::find().order_by_asc(clinic::Column::Code).all(db.reader()).await?;
    let pairs =
        clinic_province::Entity::find().order_by_asc(clinic_province::Column::Province).all(db.reader()).await?;
    let mut provinces: HashMap<Uuid, Vec<String>> = HashMap::new();
    for pair in pairs {
        provinces.entry(pair.clinic_id).or_default().push(pair.province);
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let own = provinces.remove(&row.id).unwrap_or_default();
            whole(row, own)
        })
        .collect())
}

/// Every organisation, by code.
pub(super) async fn list_organisations(db: &Db) -> Result<Vec<Organisation>> {
    let rows = organisation::Entity::find().order_by_asc(organisation::Column::Code).all(db.reader()).await?;
    Ok(rows.into_iter().map(whole_organisation).collect())
}

/// One page of organisations, by code.
pub(super) async fn page_of_organisations(db: &Db, filter: &OrganisationFilter) -> Result<Listing<Organisation>> {
    use organisation::Column;
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let mut found = organisation::Entity::find()
        .filter(listing::after::<String>(filter.cursor.as_deref(), Column::Code, Column::Id, &Order::Asc))
        .order_by_asc(Column::Code)
        .order_by_asc(Column::Id)
        .limit(paging.limit() + 1);
    for part in thai::repair::clean(&filter.q).split_whitespace() {
        found = found.filter(Condition::any().add(Column::NameTh.contains(part)).add(Column::NameEn.contains(part)));
    }
    let page = Listing::cut(found.all(db.reader()).await?, paging.limit(), |row| listing::cursor(&row.code, row.id));
    Ok(page.map(whole_organisation))
}

/// Every membership of an institute in a clinic, by identifiers.
pub(super) async fn list_memberships(db: &Db) -> Result<Vec<(Uuid, Uuid)>> {
    let rows = clinic_institute::Entity::find().all(db.reader()).await?;
    Ok(rows.into_iter().map(|row| (row.clinic_id, row.organisation_id)).collect())
}

/// The provinces a clinic answers for.
///
/// # Errors
/// When the database cannot be read.
pub async fn provinces_of_clinic(db: &Db, id: Uuid) -> Result<Vec<String>> {
    let rows = clinic_province::Entity::find()
        .filter(clinic_province::Column::ClinicId.eq(id))
        .order_by_asc(clinic_province::Column::Province)
        .all(db.reader())
        .await?;
    Ok(rows.into_iter().map(|row| row.province).collect())
}

/// The clinic that answers for a province: the one that stands in it, else the first that covers it.
///
/// # Errors
/// When the database cannot be read.
pub async fn clinic_of_province(db: &Db, province: &str) -> Result<Option<Clinic>> {
    let covering =
        clinic_province::Entity::find().filter(clinic_province::Column::Province.eq(province)).all(db.reader()).await?;
    let clinics = clinic::Entity::find()
        .filter(clinic::Column::Id.is_in(covering.into_iter().map(|row| row.clinic_id)))
        .order_by_asc(clinic::Column::Code)
        .all(db.reader())
        .await?;
    let chosen = clinics.iter().find(|clinic| clinic.province == province).or(clinics.first()).cloned();
    let Some(row) = chosen else { return Ok(None) };
    let provinces = provinces_of_clinic(db, row.id).await?;
    Ok(Some(whole(row, provinces)))
}

/// A clinic by its code.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_clinic(db: &Db, code: &str) -> Result<Option<Clinic>> {
    let Some(row) = clinic::Entity::find().filter(clinic::Column::Code.eq(code)).one(db.reader()).await? else {
        return Ok(None);
    };
    let provinces = provinces_of_clinic(db, row.id).await?;
    Ok(Some(whole(row, provinces)))
}

/// The names of the clinics with these identifiers, in one query.
///
/// # Errors
/// When the database cannot be read.
pub async fn clinic_names(db: &Db, ids: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, ClinicName>> {
    let rows = clinic::Entity::find().filter(clinic::Column::Id.is_in(ids)).all(db.reader()).await?;
    Ok(rows.into_iter().map(|row| (row.id, name_of(row))).collect())
}

fn name_of(row: clinic::Model) -> ClinicName {
    ClinicName { id: row.id, code: row.code, name: Bilingual { th: row.name_th, en: row.name_en } }
}

fn whole(row: clinic::Model, answers_for: Vec<String>) -> Clinic {
    Clinic {
        id: row.id,
        code: row.code,
        organisation: row.organisation_id,
        name: Bilingual { th: row.name_th, en: row.name_en },
        province: row.province,
        answers_for,
        contact: row.contact,
        version: row.version,
    }
}

/// An organisation by its code.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_organisation(db: &Db, code: &str) -> Result<Option<Organisation>> {
    let row = organisation::Entity::find().filter(organisation::Column::Code.eq(code)).one(db.reader()).await?;
    Ok(row.map(whole_organisation))
}

/// An organisation by its identifier.
pub(super) async fn find_organisation_by_id(db: &Db, id: Uuid) -> Result<Option<Organisation>> {
    Ok(organisation::Entity::find_by_id(id).one(db.reader()).await?.map(whole_organisation))
}

fn whole_organisation(row: organisation::Model) -> Organisation {
    Organisation {
        id: row.id,
        told: NewOrganisation {
            code: row.code,
            kind: OrganisationKind::from_word(&row.kind).unwrap_or(OrganisationKind::Agency),
            name: Bilingual { th: row.name_th, en: row.name_en },
            province: row.province,
        },
    }
}

/// Those of `codes` that exist, inside an act: what an import would change.
pub(super) async fn find_organisations_for_change(
    act: &Act,
    codes: Vec<String>,
) -> Result<HashMap<String, Organisation>> {
    let rows = organisation::Entity::find().filter(organisation::Column::Code.is_in(codes)).all(act.db()).await?;
    Ok(rows.into_iter().map(whole_organisation).map(|one| (one.told.code.clone(), one)).collect())
}

/// Those of `codes` that exist, inside an act: what an import would change.
pub(super) async fn find_clinics_for_change(act: &Act, codes: Vec<String>) -> Result<HashMap<String, Clinic>> {
    let rows = clinic::Entity::find().filter(clinic::Column::Code.is_in(codes)).all(act.db()).await?;
    let of = clinic_province::Column::ClinicId.is_in(rows.iter().map(|row| row.id));
    let pairs = clinic_province::Entity::find()
        .filter(of)
        .order_by_asc(clinic_province::Column::Province)
        .all(act.db())
        .await?;
    let provinces =
        |id: Uuid| pairs.iter().filter(|pair| pair.clinic_id == id).map(|pair| pair.province.clone()).collect();
    Ok(rows
        .into_iter()
        .map(|row| {
            let own = provinces(row.id);
            (row.code.clone(), whole(row, own))
        })
        .collect())
}

/// Writes a new organisation.
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
        version: Set(1),
    };
    organisation::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes a new clinic with the provinces it answers for.
pub(super) async fn save_new_clinic(act: &Act, new: &Clinic) -> Result<()> {
    let row = clinic::ActiveModel {
        id: Set(new.id),
        code: Set(new.code.clone()),
        organisation_id: Set(new.organisation),
        name_th: Set(new.name.th.clone()),
        name_en: Set(new.name.en.clone()),
        name_sort: Set(thai::collate::sort_key(&new.name.th)),
        province: Set(new.province.clone()),
        contact: Set(new.contact.clone()),
        version: Set(new.version),
    };
    clinic::Entity::insert(row).exec_without_returning(act.db()).await?;
    let provinces = new
        .answers_for
        .iter()
        .map(|province| clinic_province::ActiveModel { clinic_id: Set(new.id), province: Set(province.clone()) });
    clinic_province::Entity::insert_many(provinces).exec_without_returning(act.db()).await?;
    save_institute(act, new.id, new.organisation).await?;
    Ok(())
}

/// Counts an institute among those that form a clinic; `false` when it was one already.
pub(super) async fn save_institute(act: &Act, clinic: Uuid, organisation: Uuid) -> Result<bool> {
    let row = clinic_institute::ActiveModel { clinic_id: Set(clinic), organisation_id: Set(organisation) };
    let known = OnConflict::columns([clinic_institute::Column::ClinicId, clinic_institute::Column::OrganisationId])
        .do_nothing()
        .to_owned();
    let written = clinic_institute::Entity::insert(row).on_conflict(known).exec_without_returning(act.db()).await?;
    Ok(written > 0)
}

/// Writes an organisation that a file brought anew.
pub(super) async fn save(act: &Act, changed: &Organisation) -> Result<()> {
    let told = &changed.told;
    let change = organisation::ActiveModel {
        kind: Set(told.kind.as_str().to_owned()),
        name_th: Set(told.name.th.clone()),
        name_en: Set(told.name.en.clone()),
        name_sort: Set(thai::collate::sort_key(&told.name.th)),
        province: Set(told.province.clone()),
        ..Default::default()
    };
    organisation::Entity::update_many()
        .set(change)
        .filter(organisation::Column::Id.eq(changed.id))
        .exec(act.db())
        .await?;
    Ok(())
}

/// Writes a clinic that a file brought anew.
pub(super) async fn save_clinic(act: &Act, changed: &Clinic) -> Result<()> {
    let change = clinic::ActiveModel {
        organisation_id: Set(changed.organisation),
        name_th: Set(changed.name.th.clone()),
        name_en: Set(changed.name.en.clone()),
        name_sort: Set(thai::collate::sort_key(&changed.name.th)),
        province: Set(changed.province.clone()),
        contact: Set(changed.contact.clone()),
        version: Set(changed.version + 1),
        ..Default::default()
    };
    clinic::Entity::update_many().set(change).filter(clinic::Column::Id.eq(changed.id)).exec(act.db()).await?;
    clinic_province::Entity::delete_many()
        .filter(clinic_province::Column::ClinicId.eq(changed.id))
        .exec(act.db())
        .await?;
    let provinces = changed
        .answers_for
        .iter()
        .map(|province| clinic_province::ActiveModel { clinic_id: Set(changed.id), province: Set(province.clone()) });
    clinic_province::Entity::insert_many(provinces).exec_without_returning(act.db()).await?;
    save_institute(act, changed.id, changed.organisation).await?;
    Ok(())
}
