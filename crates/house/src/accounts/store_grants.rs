//! The roles of accounts in the database: those that were given and those that follow from an appointment
//! stand in one table, so that whoever asks who somebody is asks once.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::db::dialect::locked;
use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::account::Account;
use super::record::{account, api_token, role_grant};
use super::token::Token;
use crate::app::App;
use crate::rights::{Grant, Role, Scope};
use crate::{organisations, places};

/// A role that an account holds, with what it follows from.
pub struct Held {
    /// The grant's identifier.
    pub id: Uuid,
    /// The role, where and when.
    pub grant: Grant,
    /// The appointment it follows from, and ends with.
    pub appointment: Option<Uuid>,
}

/// Every grant of an account, whenever it holds, oldest first, with the provinces its scope covers.
pub async fn list_grants(db: &Db, account: Uuid) -> Result<Vec<Held>> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(account))
        .order_by_asc(role_grant::Column::Id)
        .all(db.reader())
        .await?;
    let mut held = Vec::with_capacity(rows.len());
    for row in rows {
        let (id, appointment) = (row.id, row.appointment_id);
        held.extend(grant_of(db, row).await?.map(|grant| Held { id, grant, appointment }));
    }
    Ok(held)
}

async fn grant_of(db: &Db, row: role_grant::Model) -> Result<Option<Grant>> {
    let Some(role) = Role::from_word(&row.role) else { return Ok(None) };
    let scope = match (row.scope.as_str(), row.region, row.province, row.clinic_id) {
        ("network", ..) => Scope::Network,
        ("region", Some(region), ..) => Scope::Region { provinces: places::provinces_of_region(&region), region },
        ("province", _, Some(province), _) => Scope::Province(province),
        ("clinic", _, _, Some(id)) => {
            Scope::Clinic { id, provinces: organisations::provinces_of_clinic(db, id).await? }
        }
        _ => return Ok(None),
    };
    Ok(Some(Grant { role, scope, valid_from: row.valid_from, valid_to: row.valid_to }))
}

/// Grants that hold on `day`.
fn holding_on(day: NaiveDate) -> Condition {
    let open = Condition::any().add(role_grant::Column::ValidTo.is_null()).add(role_grant::Column::ValidTo.gte(day));
    Condition::all().add(role_grant::Column::ValidFrom.lte(day)).add(open)
}

/// The open accounts that hold one of these roles today, with those grants, and these accounts beside.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_concerned(app: &App, roles: &[Role], also: Vec<Uuid>) -> Result<Vec<(Account, Vec<Grant>)>> {
    let roles = roles.iter().map(|role| role.as_str());
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::Role.is_in(roles))
        .filter(holding_on(app.clock.today()))
        .order_by_asc(role_grant::Column::Id)
        .all(app.db.reader())
        .await?;
    let mut grants: HashMap<Uuid, Vec<Grant>> = also.into_iter().map(|id| (id, Vec::new())).collect();
    for row in rows {
        let account = row.account_id;
        grants.entry(account).or_default().extend(grant_of(&app.db, row).await?);
    }
    let accounts = account::Entity::find()
        .filter(account::Column::Id.is_in(grants.keys().copied()))
        .filter(account::Column::DisabledAt.is_null())
        .order_by_asc(account::Column::Id)
        .all(app.db.reader())
        .await?;
    let held = |row: account::Model| (grants.remove(&row.id).unwrap_or_default(), Account::from(row));
    Ok(accounts.into_iter().map(held).map(|(grants, account)| (account, grants)).collect())
}

/// Writes a grant of an account.
pub(super) async fn save_grant(act: &Act, account: Uuid, grant: &Grant) -> Result<()> {
    save_appointed(act, account, grant, None).await
}

/// Writes a grant that follows from an appointment.
pub(super) async fn save_appointed(act: &Act, account: Uuid, grant: &Grant, appointment: Option<Uuid>) -> Result<()> {
    let (scope, region, province, clinic_id) = match &grant.scope {
        Scope::Network => ("network", None, None, None),
        Scope::Region { region, .. } => ("region", Some(region.clone()), None, None),
        Scope::Province(province) => ("province", None, Some(province.clone()), None),
        Scope::Clinic { id, .. } => ("clinic", None, None, Some(*id)),
    };
    let row = role_grant::ActiveModel {
        id: Set(act.new_id()),
        account_id: Set(account),
        role: Set(grant.role.as_str().to_owned()),
        scope: Set(scope.to_owned()),
        region: Set(region),
        province: Set(province),
        clinic_id: Set(clinic_id),
        valid_from: Set(grant.valid_from),
        valid_to: Set(grant.valid_to),
        appointment_id: Set(appointment),
    };
    role_grant::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Ends a grant of an account with the day before `act`; answers whether there was one to end.
pub(super) async fn save_withdrawn(act: &Act, account: Uuid, grant: Uuid) -> Result<bool> {
    let today = act.today();
    let still = Condition::any().add(role_grant::Column::ValidTo.is_null()).add(role_grant::Column::ValidTo.gte(today));
    let change = role_grant::ActiveModel { valid_to: Set(today.pred_opt()), ..Default::default() };
    let ended = role_grant::Entity::update_many()
        .set(change)
        .filter(role_grant::Column::Id.eq(grant))
        .filter(role_grant::Column::AccountId.eq(account))
        // What follows from an appointment ends with it.
        .filter(role_grant::Column::AppointmentId.is_null())
        .filter(still);
    Ok(ended.exec(act.db()).await?.rows_affected > 0)
}

/// Forgets what followed from an appointment, which is about to be written anew.
pub(super) async fn delete_appointed(act: &Act, appointment: Uuid) -> Result<()> {
    role_grant::Entity::delete_many().filter(role_grant::Column::AppointmentId.eq(appointment)).exec(act.db()).await?;
    Ok(())
}

/// The tokens of an account that hold, inside an act, to be ended.
pub(super) async fn list_tokens_for_change(act: &Act, account: Uuid) -> Result<Vec<Token>> {
    let holding = Condition::all()
        .add(api_token::Column::AccountId.eq(account))
        .add(api_token::Column::EndedAt.is_null())
        .add(api_token::Column::ExpiresAt.gt(act.now()));
    let found = locked(api_token::Entity::find().filter(holding), act.db());
    Ok(found.all(act.db()).await?.into_iter().map(Token::from).collect())
}
