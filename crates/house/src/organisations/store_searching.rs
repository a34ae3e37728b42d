//! Clinics as the search puts them into its index, some hundreds at once, with the names of the institutes
//! that form them.

use std::collections::HashMap;

use kit::{Db, Result};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::clinic::Clinic;
use super::record::{clinic, clinic_institute, clinic_province, organisation_name};
use super::store::whole;
use crate::layout::searched::BATCH;

/// The identifiers after one.
pub(super) async fn list_ids(db: &Db, after: Option<Uuid>) -> Result<Vec<Uuid>> {
    use clinic::Column;
    let ids = clinic::Entity::find().select_only().column(Column::Id).filter(Column::Id.gt(after.unwrap_or_default()));
    Ok(ids.order_by_asc(Column::Id).limit(BATCH).into_tuple().all(db.reader()).await?)
}

/// The clinics with these identifiers, in the order of their codes.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_clinics_by_ids(db: &Db, ids: &[Uuid]) -> Result<Vec<Clinic>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = clinic::Entity::find().filter(clinic::Column::Id.is_in(ids.iter().copied()));
    let rows = rows.order_by_asc(clinic::Column::Code).all(db.reader()).await?;
    let of = clinic_province::Column::ClinicId.is_in(ids.iter().copied());
    let pairs = clinic_province::Entity::find().filter(of).order_by_asc(clinic_province::Column::Province);
    let mut provinces: HashMap<Uuid, Vec<String>> = HashMap::new();
    for pair in pairs.all(db.reader()).await? {
        provinces.entry(pair.clinic_id).or_default().push(pair.province);
    }
    let with = |row: clinic::Model| {
        let own = provinces.remove(&row.id).unwrap_or_default();
        whole(row, own)
    };
    Ok(rows.into_iter().map(with).collect())
}

/// The clinics that are run by an organisation which runs one of these, with them.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_clinics_beside(db: &Db, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    use clinic::{Column, Entity};
    let run = Query::select()
        .column(Column::OrganisationId)
        .from(Entity)
        .and_where(Column::Id.is_in(ids.iter().copied()))
        .to_owned();
    let beside = Entity::find().select_only().column(Column::Id).filter(Column::OrganisationId.in_subquery(run));
    Ok(beside.into_tuple().all(db.reader()).await?)
}

/// Every name, of today and before, by which the institutes of these clinics are called.
pub(super) async fn list_institute_names(db: &Db, clinics: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>> {
    let members = clinic_institute::Entity::find()
        .filter(clinic_institute::Column::ClinicId.is_in(clinics.iter().copied()))
        .filter(clinic_institute::Column::LeftOn.is_null())
        .all(db.reader())
        .await?;
    let of = organisation_name::Column::OrganisationId.is_in(members.iter().map(|one| one.organisation_id));
    let mut names: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in organisation_name::Entity::find().filter(of).all(db.reader()).await? {
        let called = [Some(row.name_th), row.name_en, row.short];
        names.entry(row.organisation_id).or_default().extend(called.into_iter().flatten());
    }
    let mut found: HashMap<Uuid, Vec<String>> = HashMap::new();
    for member in members {
        let own = names.get(&member.organisation_id).cloned().unwrap_or_default();
        found.entry(member.clinic_id).or_default().extend(own);
    }
    Ok(found)
}

/// The clinics that these organisations form.
pub(super) async fn list_clinics_of(db: &Db, organisations: &[Uuid]) -> Result<Vec<Uuid>> {
    use clinic_institute::Column;
    let found = clinic_institute::Entity::find().select_only().column(Column::ClinicId).distinct();
    let found = found.filter(Column::OrganisationId.is_in(organisations.iter().copied()));
    Ok(found.into_tuple().all(db.reader()).await?)
}
