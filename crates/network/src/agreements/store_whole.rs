//! Whole agreements in the database, with their parties and signatories.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::db::dialect::locked;
use kit::db::rows::rows;
use kit::show::Bilingual;
use kit::{Act, Db, Message, Result};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use super::agreement::{Agreement, Duties, Kind, NewAgreement, Signatory};
use super::party::Party;
use super::record::{self, Column, Entity, party, signatory};
use super::register::Register;
use super::store::when;
use super::term::{Term, When};
use house::attachments::Scan;
use house::organisations;

/// An agreement by its code.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Agreement>> {
    one(db.reader(), Column::Code.eq(code).into()).await
}

/// An agreement by its identifier.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(db: &Db, id: Uuid) -> Result<Option<Agreement>> {
    one(db.reader(), Column::Id.eq(id).into()).await
}

/// The same inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Agreement>> {
    let found = locked(Entity::find().filter(Column::Code.eq(code)), act.db());
    Ok(with_people(act.db(), found.all(act.db()).await?).await?.pop())
}

/// An agreement by its identifier, inside an act.
pub(super) async fn find_in(act: &Act, id: Uuid) -> Result<Option<Agreement>> {
    one(act.db(), Column::Id.eq(id).into()).await
}

/// What already renews an agreement.
pub(super) async fn find_renewal(act: &Act, id: Uuid) -> Result<Option<Agreement>> {
    one(act.db(), Column::RenewsId.eq(id).into()).await
}

async fn one(connection: &impl ConnectionTrait, condition: Condition) -> Result<Option<Agreement>> {
    Ok(whole(connection, condition, 1).await?.pop())
}

/// The next agreements after a code, in the order of codes: for export.
pub(super) async fn list_whole(db: &Db, after: &str, most: u64) -> Result<Vec<Agreement>> {
    whole(db.reader(), Column::Code.gt(after).into(), most).await
}

/// Those of these codes that there are, inside an act.
pub(super) async fn list_by_codes(connection: &impl ConnectionTrait, codes: &[String]) -> Result<Vec<Agreement>> {
    whole(connection, Column::Code.is_in(codes).into(), u64::MAX >> 1).await
}

/// The codes of all agreements, by identifier.
pub(super) async fn list_codes(db: &Db) -> Result<Vec<(Uuid, String)>> {
    Ok(Entity::find().select_only().columns([Column::Id, Column::Code]).into_tuple().all(db.reader()).await?)
}

/// What agreements renew: the code of the one before, by the code of each that renews one.
pub(super) async fn list_renewals(connection: &impl ConnectionTrait) -> Result<HashMap<String, String>> {
    let asked = Entity::find().select_only().columns([Column::Id, Column::Code, Column::RenewsId]);
    let all: Vec<(Uuid, String, Option<Uuid>)> = asked.into_tuple().all(connection).await?;
    let codes: HashMap<Uuid, &str> = all.iter().map(|(id, code, _)| (*id, code.as_str())).collect();
    let renewed = |id: Option<Uuid>| codes.get(&id?).map(|code| (*code).to_owned());
    Ok(all.iter().filter_map(|(_, code, id)| Some((code.clone(), renewed(*id)?))).collect())
}

async fn whole(connection: &impl ConnectionTrait, condition: Condition, most: u64) -> Result<Vec<Agreement>> {
    let rows = Entity::find().filter(condition).order_by_asc(Column::Code).limit(most).all(connection).await?;
    with_people(connection, rows).await
}

async fn with_people(connection: &impl ConnectionTrait, rows: Vec<record::Model>) -> Result<Vec<Agreement>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let parties = party::Entity::find()
        .filter(party::Column::AgreementId.is_in(ids.clone()))
        .order_by_asc(party::Column::Number)
        .all(connection)
        .await?;
    let signatories = signatory::Entity::find()
        .filter(signatory::Column::AgreementId.is_in(ids))
        .order_by_asc(signatory::Column::Number)
        .all(connection)
        .await?;
    let of = |row: record::Model| {
        let own = parties.iter().filter(|one| one.agreement_id == row.id);
        let parties = own.map(|one| Party { organisation: one.organisation_id, name: one.name.clone() }).collect();
        let own = signatories.iter().filter(|one| one.agreement_id == row.id);
        let signed = own.map(|one| Signatory { name: one.name.clone(), position: one.position.clone() }).collect();
        agreement_of(row, parties, signed)
    };
    Ok(rows.into_iter().map(of).collect())
}

fn parts(when: Option<When>) -> (Option<NaiveDate>, Option<i32>, Option<String>) {
    match when {
        None => (None, None, None),
        Some(When::Day(day)) => (Some(day), None, None),
        Some(When::Year(year, counted)) => (None, Some(year), Some(counted.to_string())),
    }
}

fn agreement_of(row: record::Model, parties: Vec<Party>, signatories: Vec<Signatory>) -> Agreement {
    let term = match (row.term_years, row.ends_on) {
        (Some(years), _) => Term::Years(years.unsigned_abs()),
        (None, Some(day)) => Term::Until(day),
        (None, None) => Term::Unsaid,
    };
    Agreement {
        id: row.id,
        code: row.code,
        told: NewAgreement {
            // The schema admits no other word.
            kind: Kind::from_word(&row.kind).unwrap_or(Kind::Clinic),
            clinic: row.clinic_id,
            title: Bilingual { th: row.title_th, en: row.title_en },
            parties,
            signatories,
            signed: when(row.signed_on, row.signed_year, row.signed_counted.as_deref()),
            starts_on: row.starts_on,
            operates: when(row.operates_on, row.operates_year, row.operates_counted.as_deref()),
            term,
            place: row.place,
            edition: row.edition,
            duties: row.duties.as_deref().and_then(Duties::from_word),
            source: row.source,
            note: row.note,
            renews: row.renews_id,
        },
        scan: Scan::of_columns(row.scan_key, row.scan_name, row.scan_type),
        renewed_from: row.renewed_from,
        invented: row.invented,
        created_at: row.created_at,
        version: row.version,
    }
}

fn row_of(agreement: &Agreement) -> record::ActiveModel {
    let (told, period) = (&agreement.told, agreement.told.period());
    let (signed_on, signed_year, signed_counted) = parts(told.signed);
    let (operates_on, operates_year, operates_counted) = parts(told.operates);
    let (term_years, ends_on) = match told.term {
        Term::Years(years) => (i32::try_from(years).ok(), None),
        Term::Until(day) => (None, Some(day)),
        Term::Unsaid => (None, None),
    };
    let scan = agreement.scan.as_ref();
    record::ActiveModel {
        id: Set(agreement.id),
        code: Set(agreement.code.clone()),
        kind: Set(told.kind.to_string()),
        clinic_id: Set(told.clinic),
        title_th: Set(told.title.th.clone()),
        title_en: Set(told.title.en.clone()),
        signed_on: Set(signed_on),
        signed_year: Set(signed_year),
        signed_counted: Set(signed_counted),
        starts_on: Set(told.starts_on),
        operates_on: Set(operates_on),
        operates_year: Set(operates_year),
        operates_counted: Set(operates_counted),
        term_years: Set(term_years),
        ends_on: Set(ends_on),
        certain_from: Set(period.from),
        certain_to: Set(period.to),
        over_after: Set(period.over),
        place: Set(told.place.clone()),
        edition: Set(told.edition.clone()),
        duties: Set(told.duties.map(|duties| duties.to_string())),
        source: Set(told.source.clone()),
        note: Set(told.note.clone()),
        renews_id: Set(told.renews),
        renewed_from: Set(agreement.renewed_from),
        scan_key: Set(scan.map(|scan| scan.key.clone())),
        scan_name: Set(scan.map(|scan| scan.name.clone())),
        scan_type: Set(scan.map(|scan| scan.kind.to_string())),
        sorted_on: Set(told.signed.map_or_else(|| kit::clock::thai_day(agreement.created_at), When::first)),
        invented: Set(agreement.invented),
        created_at: Set(agreement.created_at),
        version: Set(agreement.version),
    }
}

/// Writes a new agreement with its parties and signatories.
pub(super) async fn save_new(act: &Act, new: &Agreement) -> Result<()> {
    Entity::insert(row_of(new)).exec_without_returning(act.db()).await?;
    save_people(act, new).await
}

/// Writes what changed, unless somebody else has changed it since.
pub(super) async fn save(act: &Act, agreement: &Agreement) -> Result<()> {
    let mut change = row_of(agreement);
    change.version = Set(agreement.version + 1);
    let changed = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(agreement.id))
        .filter(Column::Version.eq(agreement.version))
        .exec(act.db())
        .await?;
    if changed.rows_affected == 0 {
        return Err(kit::Error::Conflict(Message::new("kit-error-conflict-version")));
    }
    party::Entity::delete_many().filter(party::Column::AgreementId.eq(agreement.id)).exec(act.db()).await?;
    signatory::Entity::delete_many().filter(signatory::Column::AgreementId.eq(agreement.id)).exec(act.db()).await?;
    save_people(act, agreement).await
}

async fn save_people(act: &Act, agreement: &Agreement) -> Result<()> {
    let parties = (1..).zip(&agreement.told.parties).map(|(number, one)| party::ActiveModel {
        agreement_id: Set(agreement.id),
        number: Set(number),
        organisation_id: Set(one.organisation),
        name: Set(one.name.clone()),
    });
    party::Entity::insert_many(parties).exec_without_returning(act.db()).await?;
    if agreement.told.signatories.is_empty() {
        return Ok(());
    }
    let signatories = (1..).zip(&agreement.told.signatories).map(|(number, one)| signatory::ActiveModel {
        agreement_id: Set(agreement.id),
        number: Set(number),
        name: Set(one.name.clone()),
        position: Set(one.position.clone()),
    });
    signatory::Entity::insert_many(signatories).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Notes on an agreement from when another one stands in its place; `None` when none does any more.
pub(super) async fn save_renewed(act: &Act, id: Uuid, from: Option<NaiveDate>) -> Result<()> {
    let change = record::ActiveModel { renewed_from: Set(from), ..Default::default() };
    Entity::update_many().set(change).filter(Column::Id.eq(id)).exec(act.db()).await?;
    Ok(())
}

/// What rows and forms are checked against: every clinic, the codes of all agreements, and of the
/// organisations those that these words may name.
pub(super) async fn find_register(db: &Db, words: impl IntoIterator<Item = String>) -> Result<Register> {
    let clinics = organisations::list_clinic_names(db).await?;
    let mut register = Register {
        clinics: clinics.into_iter().map(|clinic| (clinic.code, clinic.id)).collect(),
        agreements: list_codes(db).await?.into_iter().map(|(id, code)| (code, id)).collect(),
        ..Register::default()
    };
    for word in words {
        if let Some(found) = organisations::find_organisation(db, &word).await? {
            register.organisations.insert(word, (found.id, found.told.name.th));
        }
    }
    Ok(register)
}

#[derive(FromQueryResult)]
struct CodeRow {
    id: Uuid,
    code: String,
}

/// The codes of all organisations, by identifier.
pub(super) async fn organisation_codes(db: &Db) -> Result<HashMap<Uuid, String>> {
    let found = rows::<CodeRow>(db.reader(), "select id, code from organisation", []).await?;
    Ok(found.into_iter().map(|row| (row.id, row.code)).collect())
}
