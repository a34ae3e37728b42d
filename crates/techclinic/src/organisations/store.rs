//! Organisations and clinics in the database.

use std::collections::HashMap;

use kit::show::Bilingual;
use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::clinic::{Clinic, ClinicName};
use super::organisation::{NewOrganisation, Organisation, OrganisationKind};
use super::record::{clinic, clinic_province, organisation};

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
    let covering = clinic_province::Entity::find().filter(clinic_province::Column::Province.eq(province)).all(db.reader()).await?;
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
    let name = |row: clinic::Model| ClinicName { id: row.id, code: row.code, name: Bilingual { th: row.name_th, en: row.name_en } };
    Ok(rows.into_iter().map(|row| (row.id, name(row))).collect())
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
    Ok(row.map(|row| Organisation {
        id: row.id,
        told: NewOrganisation {
            code: row.code,
            kind: OrganisationKind::from_word(&row.kind).unwrap_or(OrganisationKind::Agency),
            name: Bilingual { th: row.name_th, en: row.name_en },
            province: row.province,
        },
    }))
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
    let provinces = new.answers_for.iter().map(|province| clinic_province::ActiveModel {
        clinic_id: Set(new.id),
        province: Set(province.clone()),
    });
    clinic_province::Entity::insert_many(provinces).exec_without_returning(act.db()).await?;
    Ok(())
}
