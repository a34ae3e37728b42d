//! Clinics to choose from in the forms of other features.

use kit::Result;

use super::store;
use crate::app::App;
use crate::layout::Choice;
use crate::rights::{Reader, Role};

/// Every clinic, in Thai order.
///
/// # Errors
/// When the database cannot be read.
pub async fn choices(app: &App) -> Result<Vec<Choice>> {
    let names = store::list_clinic_names(&app.db).await?;
    Ok(names.into_iter().map(|clinic| Choice::new(clinic.code, clinic.name)).collect())
}

/// The clinics for which a reader may write something down: their own, or every one for the ministry.
///
/// # Errors
/// When the database cannot be read.
pub async fn choices_for(app: &App, reader: &Reader) -> Result<Vec<Choice>> {
    if reader.is(&[Role::MinistryOfficer]) {
        return choices(app).await;
    }
    let names = store::list_clinic_names(&app.db).await?.into_iter();
    let own = names.filter(|clinic| reader.clinics().any(|own| own == clinic.id));
    Ok(own.map(|clinic| Choice::new(clinic.code, clinic.name)).collect())
}

/// The code of the clinic that a reader works for, with which a new form begins; empty for whoever works for
/// none.
///
/// # Errors
/// When the database cannot be read.
pub async fn own_code(app: &App, reader: &Reader) -> Result<String> {
    let Some(own) = reader.clinics().next() else { return Ok(String::new()) };
    let names = store::clinic_names(&app.db, [own]).await?;
    Ok(names.get(&own).map(|clinic| clinic.code.clone()).unwrap_or_default())
}
