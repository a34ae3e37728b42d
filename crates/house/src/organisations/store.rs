//! Clinics in the database, with the institutes that form them.

use std::collections::{BTreeMap, HashMap};

use kit::db::dialect::locked;
use kit::db::listing::{self, Listing, Paging, SortKey};
use kit::show::Bilingual;
use kit::{Act, Db, Result};
use sea_orm::sea_query::{OnConflict, Query, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select, Set,
};
use uuid::Uuid;

pub use super::clinic::NetworkSize;
use super::clinic::{Clinic, ClinicName, INDEXED, Membership};
use super::contact::{Contacts, kept_phone};
use super::organisation::Organisation;
use super::record::{clinic, clinic_institute, clinic_province, organisation};
use super::store_organisations::whole_organisation;

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
            Column::Phone,
            Column::Email,
            Column::Address,
            Column::Web,
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
        .filter(clinic_institute::Column::LeftOn.is_null())
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
    institutes(db, clinic_institute::Column::ClinicId.eq(clinic).and(clinic_institute::Column::LeftOn.is_null())).await
}

/// Those that form it, and those that once did.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_institutes_ever(db: &Db, clinic: Uuid) -> Result<Vec<Organisation>> {
    institutes(db, clinic_institute::Column::ClinicId.eq(clinic)).await
}

async fn institutes(db: &Db, of: SimpleExpr) -> Result<Vec<Organisation>> {
    let members = Query::select()
        .column(clinic_institute::Column::OrganisationId)
        .from(clinic_institute::Entity)
        .and_where(of)
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

/// Every membership of an institute in a clinic, those that ended among them.
pub(super) async fn list_memberships(db: &Db) -> Result<Vec<Membership>> {
    let rows = clinic_institute::Entity::find().all(db.reader()).await?;
    Ok(rows.into_iter().map(Membership::from).collect())
}

/// The memberships of a clinic, those that ended among them.
pub(super) async fn list_members(db: &Db, clinic: Uuid) -> Result<Vec<Membership>> {
    Ok(members(of_clinic(clinic).all(db.reader()).await?))
}

/// The memberships of an organisation, those that ended among them.
pub(super) async fn list_memberships_of(db: &Db, organisation: Uuid) -> Result<Vec<Membership>> {
    let of = clinic_institute::Entity::find().filter(clinic_institute::Column::OrganisationId.eq(organisation));
    Ok(members(of.all(db.reader()).await?))
}

/// The memberships of a clinic, inside an act, to be changed.
pub(super) async fn list_members_for_change(act: &Act, clinic: Uuid) -> Result<Vec<Membership>> {
    Ok(members(locked(of_clinic(clinic), act.db()).all(act.db()).await?))
}

fn of_clinic(clinic: Uuid) -> Select<clinic_institute::Entity> {
    clinic_institute::Entity::find().filter(clinic_institute::Column::ClinicId.eq(clinic))
}

fn members(rows: Vec<clinic_institute::Model>) -> Vec<Membership> {
    let mut members: Vec<Membership> = rows.into_iter().map(Membership::from).collect();
    members.sort_by_key(|one| (one.left_on.is_some(), one.joined_on, one.institute));
    members
}

impl From<clinic_institute::Model> for Membership {
    fn from(row: clinic_institute::Model) -> Self {
        let (joined_on, left_on) = (row.joined_on, row.left_on);
        Self { clinic: row.clinic_id, institute: row.organisation_id, joined_on, left_on }
    }
}

/// How many clinics answer for each province, by official code, in one query.
pub(super) async fn count_answering(db: &Db) -> Result<BTreeMap<String, i64>> {
    let rows: Vec<(String, i64)> = clinic_province::Entity::find()
        .select_only()
        .column(clinic_province::Column::Province)
        .column_as(clinic_province::Column::ClinicId.count(), "clinics")
        .group_by(clinic_province::Column::Province)
        .into_tuple()
        .all(db.reader())
        .await?;
    Ok(rows.into_iter().collect())
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
    let ids: Vec<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = clinic::Entity::find().filter(clinic::Column::Id.is_in(ids)).all(db.reader()).await?;
    Ok(rows.into_iter().map(|row| (row.id, name_of(row))).collect())
}

fn name_of(row: clinic::Model) -> ClinicName {
    ClinicName { id: row.id, code: row.code, name: Bilingual { th: row.name_th, en: row.name_en } }
}

pub(super) fn whole(row: clinic::Model, answers_for: Vec<String>) -> Clinic {
    let contacts = Contacts {
        phone: row.phone.as_deref().and_then(|kept| thai::phone::Phone::parse(kept).ok()),
        email: row.email,
        address: row.address,
        web: row.web,
        other: None,
    };
    Clinic {
        id: row.id,
        code: row.code,
        organisation: row.organisation_id,
        name: Bilingual { th: row.name_th, en: row.name_en },
        province: row.province,
        answers_for,
        contacts: contacts.with_words(row.contact.as_deref()),
        version: row.version,
    }
}

/// Those of `codes` that exist, inside an act: what an import would change.
pub(super) async fn find_clinics_for_change(act: &Act, codes: Vec<String>) -> Result<HashMap<String, Clinic>> {
    let rows = clinic::Entity::find().filter(clinic::Column::Code.is_in(codes)).order_by_asc(clinic::Column::Code);
    let rows = locked(rows, act.db()).all(act.db()).await?;
    let of = clinic_province::Column::ClinicId.is_in(rows.iter().map(|row| row.id));
    let pairs = clinic_province::Entity::find().filter(of).order_by_asc(clinic_province::Column::Province);
    let pairs = pairs.all(act.db()).await?;
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
        contact: Set(new.contacts.other.clone()),
        phone: Set(new.contacts.phone.as_ref().map(kept_phone)),
        email: Set(new.contacts.email.clone()),
        address: Set(new.contacts.address.clone()),
        web: Set(new.contacts.web.clone()),
        version: Set(new.version),
    };
    clinic::Entity::insert(row).exec_without_returning(act.db()).await?;
    let provinces = new
        .answers_for
        .iter()
        .map(|province| clinic_province::ActiveModel { clinic_id: Set(new.id), province: Set(province.clone()) });
    clinic_province::Entity::insert_many(provinces).exec_without_returning(act.db()).await?;
    save_leading(act, new.id, new.organisation).await?;
    act.changed(INDEXED, [new.id]).await
}

/// Counts an institute among those that form a clinic, if it is not yet.
async fn save_leading(act: &Act, clinic: Uuid, institute: Uuid) -> Result<()> {
    let known = list_members_for_change(act, clinic).await?;
    match known.into_iter().find(|one| one.institute == institute) {
        Some(member) if member.is_current() => Ok(()),
        known => {
            let joined_on = known.and_then(|one| one.joined_on);
            save_membership(act, &Membership { clinic, institute, joined_on, left_on: None }).await
        }
    }
}

/// Writes a membership, new or changed.
pub(super) async fn save_membership(act: &Act, one: &Membership) -> Result<()> {
    use clinic_institute::Column;
    let row = clinic_institute::ActiveModel {
        clinic_id: Set(one.clinic),
        organisation_id: Set(one.institute),
        joined_on: Set(one.joined_on),
        left_on: Set(one.left_on),
    };
    let known = OnConflict::columns([Column::ClinicId, Column::OrganisationId])
        .update_columns([Column::JoinedOn, Column::LeftOn])
        .to_owned();
    clinic_institute::Entity::insert(row).on_conflict(known).exec_without_returning(act.db()).await?;
    act.changed(INDEXED, [one.clinic]).await
}

/// Writes a clinic that is changed.
pub(super) async fn save_clinic(act: &Act, changed: &Clinic) -> Result<()> {
    let change = clinic::ActiveModel {
        organisation_id: Set(changed.organisation),
        name_th: Set(changed.name.th.clone()),
        name_en: Set(changed.name.en.clone()),
        name_sort: Set(thai::collate::sort_key(&changed.name.th)),
        province: Set(changed.province.clone()),
        contact: Set(changed.contacts.other.clone()),
        phone: Set(changed.contacts.phone.as_ref().map(kept_phone)),
        email: Set(changed.contacts.email.clone()),
        address: Set(changed.contacts.address.clone()),
        web: Set(changed.contacts.web.clone()),
        version: Set(changed.version + 1),
        ..Default::default()
    };
    let written = clinic::Entity::update_many()
        .set(change)
        .filter(clinic::Column::Id.eq(changed.id))
        .filter(clinic::Column::Version.eq(changed.version))
        .exec(act.db())
        .await?;
    if written.rows_affected == 0 {
        return Err(kit::Error::Conflict(kit::msg("kit-error-conflict-version")));
    }
    clinic_province::Entity::delete_many()
        .filter(clinic_province::Column::ClinicId.eq(changed.id))
        .exec(act.db())
        .await?;
    let provinces = changed
        .answers_for
        .iter()
        .map(|province| clinic_province::ActiveModel { clinic_id: Set(changed.id), province: Set(province.clone()) });
    clinic_province::Entity::insert_many(provinces).exec_without_returning(act.db()).await?;
    save_leading(act, changed.id, changed.organisation).await?;
    act.changed(INDEXED, [changed.id]).await
}
