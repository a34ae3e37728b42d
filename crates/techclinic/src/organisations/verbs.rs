//! What can be done to organisations and clinics: each one transaction and one row in the trail.

use kit::{Act, Error, Facts, FormErrors, Result, msg};
use uuid::Uuid;

use super::clinic::{Clinic, NewClinic};
use super::forms::ClinicEntry;
use super::organisation::{NewOrganisation, Organisation};
use super::policy::{self, Verb};
use super::store;
use crate::app::App;
use crate::exchange::{Change, Saved};
use crate::rights::Reader;

/// Enters an organisation. `once` is the key that a form sent twice carries twice.
///
/// # Errors
/// When the reader may not, or its code is taken.
pub async fn register(app: &App, reader: &Reader, told: NewOrganisation, once: Option<&str>) -> Result<Organisation> {
    policy::may_register(reader)?;
    let act = app.act(&reader.actor(), Verb::Register).await?;
    let mut known = store::find_organisations_for_change(&act, vec![told.code.clone()]).await?;
    if let Some(same) = known.remove(&told.code) {
        return if is_repeated(&act, once, &told.code).await? { Ok(same) } else { Err(taken()) };
    }
    let organisation = Organisation { id: act.new_id(), told };
    store::save_new(&act, &organisation).await?;
    remember(&act, once, &organisation.told.code).await?;
    act.commit(&organisation, Facts::none().with("kind", organisation.told.kind.as_str())).await?;
    Ok(organisation)
}

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
async fn is_repeated(act: &Act, once: Option<&str>, code: &str) -> Result<bool> {
    let Some(key) = once else { return Ok(false) };
    Ok(act.done_before(key).await?.as_deref() == Some(code))
}

async fn remember(act: &Act, once: Option<&str>, code: &str) -> Result<()> {
    if let Some(key) = once { act.remember(key, code).await } else { Ok(()) }
}

fn taken() -> Error {
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
    let Some(organisation) = store::find_organisation(&app.db, &entry.organisation).await? else {
        return Err(FormErrors::one("organisation", msg("organisations-organisation-unknown")).into());
    };
    register_clinic(app, reader, new_clinic(entry, organisation.id), once).await
}

/// The clinic that was entered, of this organisation.
pub fn new_clinic(entry: ClinicEntry, organisation: Uuid) -> NewClinic {
    NewClinic {
        code: entry.code,
        organisation,
        name: entry.name,
        province: entry.province,
        answers_for: entry.answers_for,
        contact: entry.contact,
    }
}

/// Takes over organisations of a file, inside the import's own act.
///
/// # Errors
/// When the database cannot be written.
pub async fn bring_organisations(act: &Act, rows: &[NewOrganisation]) -> Result<Vec<Saved>> {
    let known = store::find_organisations_for_change(act, rows.iter().map(|row| row.code.clone()).collect()).await?;
    let mut saved = Vec::new();
    for row in rows {
        let (id, change) = match known.get(&row.code) {
            None => {
                let organisation = Organisation { id: act.new_id(), told: row.clone() };
                store::save_new(act, &organisation).await?;
                (organisation.id, Change::Added)
            }
            Some(before) if before.told == *row => (before.id, Change::Unchanged),
            Some(before) => {
                store::save(act, &Organisation { id: before.id, told: row.clone() }).await?;
                (before.id, Change::Changed)
            }
        };
        saved.push(Saved { id, change });
    }
    Ok(saved)
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

/// Takes over which institutes form which clinic, inside the import's own act.
///
/// # Errors
/// When the database cannot be written.
pub async fn bring_institutes(act: &Act, rows: &[(Uuid, Uuid)]) -> Result<Vec<Saved>> {
    let mut saved = Vec::new();
    for (clinic, institute) in rows {
        let new = store::save_institute(act, *clinic, *institute).await?;
        let id = membership(*clinic, *institute);
        saved.push(Saved { id, change: if new { Change::Added } else { Change::Unchanged } });
    }
    Ok(saved)
}

/// A membership has no identifier of its own, and an import counts each record once: it is made of
/// those of its two ends.
fn membership(clinic: Uuid, institute: Uuid) -> Uuid {
    Uuid::from_u128(clinic.as_u128().rotate_left(1) ^ institute.as_u128())
}
