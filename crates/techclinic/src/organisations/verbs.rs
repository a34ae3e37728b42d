//! What can be done to organisations and clinics: each one transaction and one row in the trail.

use kit::{Facts, Result};

use super::clinic::{Clinic, NewClinic};
use super::organisation::{NewOrganisation, Organisation};
use super::policy::{self, Verb};
use super::store;
use crate::accounts::Reader;
use crate::app::App;

/// Enters an organisation.
///
/// # Errors
/// When the reader may not, or its code is taken.
pub async fn register(app: &App, reader: &Reader, told: NewOrganisation) -> Result<Organisation> {
    policy::may_register(reader)?;
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
    let act = app.act(&reader.actor(), Verb::RegisterClinic).await?;
    let clinic = Clinic {
        id: act.new_id(),
        code: told.code,
        organisation: told.organisation,
        name: told.name,
        province: told.province,
        answers_for: told.answers_for,
        contact: told.contact,
        version: 1,
    };
    store::save_new_clinic(&act, &clinic).await?;
    act.commit(&clinic, Facts::none().with("answers_for", clinic.answers_for.clone())).await?;
    Ok(clinic)
}
