//! What can be done to organisations and clinics: each one transaction and one row in the trail.

use kit::{Act, Facts, FormErrors, Result, msg};
use uuid::Uuid;

use super::clinic::{Clinic, NewClinic};
use super::forms::ClinicEntry;
use super::organisation::{NewOrganisation, Organisation};
use super::policy::{self, Verb};
use super::store;
use crate::app::App;
use crate::exchange::{Change, Saved};
use crate::rights::Reader;

/// Enters an organisation.
///
/// # Errors
/// When the reader may not, or its code is taken.
pub async fn register(app: &App, reader: &Reader, told: NewOrganisation) -> Result<Organisation> {
    policy::may_register(reader)?;
    if store::find_organisation(&app.db, &told.code).await?.is_some() {
        return Err(FormErrors::one("code", msg("organisations-code-taken")).into());
    }
    let act = app.act(&reader.actor(), Verb::Register).await?;
    let organisation = Organisation { id: act.new_id(), told };
    store::save_new(&act, &organisation).await?;
    act.commit(&organisation, Facts::none().with("kind", organisation.told.kind.as_str())).await?;
    Ok(organisation)
}

/// Enters a clinic.
///
/// # Errors
/// When the reader may not, or its code is taken.
pub async fn register_clinic(app: &App, reader: &Reader, told: NewClinic) -> Result<Clinic> {
    policy::may_register_clinic(reader)?;
    if store::find_clinic(&app.db, &told.code).await?.is_some() {
        return Err(FormErrors::one("code", msg("organisations-code-taken")).into());
    }
    let act = app.act(&reader.actor(), Verb::RegisterClinic).await?;
    let clinic = told.with_id(act.new_id(), 1);
    store::save_new_clinic(&act, &clinic).await?;
    act.commit(&clinic, Facts::none().with("answers_for", clinic.answers_for.clone())).await?;
    Ok(clinic)
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
        saved.push(Saved { id: *clinic, change: if new { Change::Added } else { Change::Unchanged } });
    }
    Ok(saved)
}
