//! What can be done to clinics and their institutes: each one transaction and one row in the trail.

use chrono::NaiveDate;
use kit::{Act, Error, Facts, FormErrors, Result, msg};
use uuid::Uuid;

use super::clinic::{Clinic, Membership, NewClinic};
use super::contact::Contacts;
use super::forms::ClinicEntry;
use super::forms_organisations::{beside, unknown};
use super::organisation::Organisation;
use super::policy::{self, Verb};
use super::{store, store_organisations};
use crate::app::App;
use crate::exchange::{Change, Saved};
use crate::rights::Reader;

/// Enters a clinic. `once` is the key that a form sent twice carries twice.
///
/// # Errors
/// When the reader may not, or its code is taken.
pub async fn register_clinic(app: &App, reader: &Reader, told: NewClinic, once: Option<&str>) -> Result<Clinic> {
    policy::may_register_clinic(reader)?;
    let act = app.act(&reader.actor(), Verb::RegisterClinic).await?;
    let mut known = store::find_clinics_for_change(&act, vec![told.code.clone()]).await?;
    if let Some(same) = known.remove(&told.code) {
        return if is_repeated(&act, once, &told.code).await? { Ok(same) } else { Err(taken()) };
    }
    let clinic = told.with_id(act.new_id(), 1);
    store::save_new_clinic(&act, &clinic).await?;
    remember(&act, once, &clinic.code).await?;
    act.commit(&clinic, Facts::none().with("answers_for", clinic.answers_for.clone())).await?;
    Ok(clinic)
}

/// Did this very form make what has the code?
pub(super) async fn is_repeated(act: &Act, once: Option<&str>, code: &str) -> Result<bool> {
    let Some(key) = once else { return Ok(false) };
    Ok(act.done_before(key).await?.as_deref() == Some(code))
}

pub(super) async fn remember(act: &Act, once: Option<&str>, code: &str) -> Result<()> {
    if let Some(key) = once { act.remember(key, code).await } else { Ok(()) }
}

pub(super) fn taken() -> Error {
    FormErrors::one("code", msg("organisations-code-taken")).into()
}

/// Enters a clinic whose organisation is named by its code.
///
/// # Errors
/// As [`register_clinic`], and when there is no such organisation.
pub(super) async fn register_entry(
    app: &App,
    reader: &Reader,
    entry: ClinicEntry,
    once: Option<&str>,
) -> Result<Clinic> {
    policy::may_register_clinic(reader)?;
    let organisation = that_runs_it(app, &entry).await?;
    register_clinic(app, reader, new_clinic(entry, organisation), once).await
}

async fn that_runs_it(app: &App, entry: &ClinicEntry) -> Result<Uuid> {
    let found = store_organisations::find_organisation(&app.db, &entry.organisation).await?;
    found.map(|one| one.id).ok_or_else(|| beside("organisation")(unknown()))
}

/// The clinic that was entered, of this organisation.
pub fn new_clinic(entry: ClinicEntry, organisation: Uuid) -> NewClinic {
    NewClinic {
        code: entry.code,
        organisation,
        name: entry.name,
        province: entry.province,
        answers_for: entry.answers_for,
        contacts: entry.contacts,
    }
}

/// Puts right what was written down of a clinic; `seen` is the version its writer saw. Its code stays.
/// Whoever runs it belongs to it from then on.
///
/// # Errors
/// When the reader may not, there is no such clinic or organisation, or somebody saved since.
pub(super) async fn correct_clinic(
    app: &App,
    reader: &Reader,
    code: &str,
    entry: ClinicEntry,
    seen: Option<i64>,
) -> Result<Clinic> {
    policy::may_correct_clinic(reader)?;
    let organisation = that_runs_it(app, &entry).await?;
    let act = app.act(&reader.actor(), Verb::CorrectClinic).await?;
    let before = find_clinic_for_change(&act, code).await?;
    if seen.is_some_and(|seen| seen != before.version) {
        return Err(Error::Conflict(msg("kit-error-conflict-version")));
    }
    let entry = ClinicEntry { code: before.code, ..entry };
    let changed = new_clinic(entry, organisation).with_id(before.id, before.version);
    store::save_clinic(&act, &changed).await?;
    let facts = Facts::none().with("answers_for", changed.answers_for.clone()).with("name", changed.name.th.clone());
    act.commit(&changed, facts).await?;
    Ok(Clinic { version: changed.version + 1, ..changed })
}

/// Puts right how to reach the office of a clinic; `seen` is the version its writer saw.
///
/// # Errors
/// When there is no such clinic, the reader may not, or somebody saved since.
pub(super) async fn correct_contacts(
    app: &App,
    reader: &Reader,
    code: &str,
    contacts: Contacts,
    seen: Option<i64>,
) -> Result<Clinic> {
    let act = app.act(&reader.actor(), Verb::CorrectContacts).await?;
    let before = find_clinic_for_change(&act, code).await?;
    policy::may_correct_contacts(reader, &before)?;
    if seen.is_some_and(|seen| seen != before.version) {
        return Err(Error::changed_meanwhile());
    }
    let changed = Clinic { contacts, ..before };
    store::save_clinic(&act, &changed).await?;
    act.commit(&changed, Facts::none()).await?;
    Ok(Clinic { version: changed.version + 1, ..changed })
}

async fn find_clinic_for_change(act: &Act, code: &str) -> Result<Clinic> {
    let mut found = store::find_clinics_for_change(act, vec![code.to_owned()]).await?;
    found.remove(code).ok_or(Error::NotFound)
}

/// A further institute belongs to a clinic, since a day where that is known.
///
/// # Errors
/// When the reader may not, or it belongs to it already.
pub(super) async fn add_institute(
    app: &App,
    reader: &Reader,
    clinic: &str,
    (institute, on): (String, Option<NaiveDate>),
) -> Result<Clinic> {
    policy::may_add_institute(reader)?;
    let act = app.act(&reader.actor(), Verb::AddInstitute).await?;
    let clinic = find_clinic_for_change(&act, clinic).await?;
    let institute = find_institute(&act, &institute).await?;
    if !institute.told.kind.may_belong() {
        return Err(beside("institute")(msg("organisations-institute-kind")));
    }
    let members = store::list_members_for_change(&act, clinic.id).await?;
    if members.iter().any(|one| one.institute == institute.id && one.is_current()) {
        return Err(beside("institute")(msg("organisations-belongs-already")));
    }
    let joined = Membership { clinic: clinic.id, institute: institute.id, joined_on: on, left_on: None };
    store::save_membership(&act, &joined).await?;
    act.commit(&clinic, membership_facts(&institute, on)).await?;
    Ok(clinic)
}

/// An institute leaves a clinic on a day.
///
/// # Errors
/// When the reader may not, when it does not belong to it, is its last one or runs it.
pub(super) async fn remove_institute(
    app: &App,
    reader: &Reader,
    clinic: &str,
    (institute, on): (String, NaiveDate),
) -> Result<Clinic> {
    policy::may_remove_institute(reader)?;
    let act = app.act(&reader.actor(), Verb::RemoveInstitute).await?;
    let clinic = find_clinic_for_change(&act, clinic).await?;
    let institute = find_institute(&act, &institute).await?;
    let members = store::list_members_for_change(&act, clinic.id).await?;
    let current: Vec<Membership> = members.into_iter().filter(Membership::is_current).collect();
    let many = current.len();
    let member = current.into_iter().find(|one| one.institute == institute.id);
    let member = member.ok_or_else(|| beside("institute")(msg("organisations-belongs-not")))?;
    if member.joined_on.is_some_and(|joined| on < joined) {
        return Err(beside("on")(msg("organisations-left-before")));
    }
    let left = member.ended(on, many, clinic.organisation == institute.id).map_err(beside("institute"))?;
    store::save_membership(&act, &left).await?;
    act.commit(&clinic, membership_facts(&institute, Some(on))).await?;
    Ok(clinic)
}

async fn find_institute(act: &Act, code: &str) -> Result<Organisation> {
    let found = store_organisations::find_for_change(act, code).await?;
    found.ok_or_else(|| beside("institute")(unknown()))
}

fn membership_facts(institute: &Organisation, on: Option<NaiveDate>) -> Facts {
    let facts = Facts::none().with("institute", institute.told.code.clone());
    match on {
        Some(on) => facts.with("on", on.to_string()),
        None => facts,
    }
}

/// Takes over clinics of a file, inside the import's own act.
///
/// # Errors
/// When the database cannot be written.
pub async fn bring_clinics(act: &Act, rows: &[NewClinic]) -> Result<Vec<Saved>> {
    let known = store::find_clinics_for_change(act, rows.iter().map(|row| row.code.clone()).collect()).await?;
    let mut saved = Vec::new();
    for row in rows {
        let (id, change) = match known.get(&row.code) {
            None => {
                let clinic = row.clone().with_id(act.new_id(), 1);
                store::save_new_clinic(act, &clinic).await?;
                (clinic.id, Change::Added)
            }
            Some(before) => {
                let clinic = row.clone().with_id(before.id, before.version);
                let same = clinic == *before;
                if !same {
                    store::save_clinic(act, &clinic).await?;
                }
                (before.id, if same { Change::Unchanged } else { Change::Changed })
            }
        };
        saved.push(Saved { id, change });
    }
    Ok(saved)
}

/// Takes over which institutes form which clinic, and since and until when, inside the import's own act.
///
/// # Errors
/// When the database cannot be written.
pub async fn bring_institutes(act: &Act, rows: &[Membership]) -> Result<Vec<Saved>> {
    let mut saved = Vec::new();
    for row in rows {
        let known = store::list_members_for_change(act, row.clinic).await?;
        let change = match known.iter().find(|one| one.institute == row.institute) {
            Some(before) if before == row => Change::Unchanged,
            Some(_) => Change::Changed,
            None => Change::Added,
        };
        if change != Change::Unchanged {
            store::save_membership(act, row).await?;
        }
        saved.push(Saved { id: pair(row.clinic, row.institute), change });
    }
    Ok(saved)
}

/// What ties two records has no identifier of its own, and an import counts each record once: it is
/// made of those of its two ends.
pub(super) fn pair(one: Uuid, other: Uuid) -> Uuid {
    Uuid::from_u128(one.as_u128().rotate_left(1) ^ other.as_u128())
}
