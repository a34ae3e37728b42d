//! What the words of a form are looked up in before a plan is changed, and the codes by which a plan is told.

use std::collections::{BTreeSet, HashMap};

use kit::Result;
use uuid::Uuid;

use super::budget::Grants;
use super::forms::{self, Known};
use super::plan::Plan;
use house::app::App;
use house::layout::typed::Typed;
use house::{organisations, places};

use crate::programmes;

/// The clinics, local governments and lines of work that a page of the plan names.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn known(app: &App, typed: &Typed) -> Result<Known> {
    let mut clinics = HashMap::new();
    for code in forms::clinic_codes(typed).into_iter().collect::<BTreeSet<_>>() {
        if let Some(clinic) = organisations::find_clinic(&app.db, &code).await? {
            clinics.insert(code, clinic.id);
        }
    }
    let mut local_governments = HashMap::new();
    for (province, written) in forms::local_governments(typed) {
        let called = places::list_local_governments_called(&app.db, &written, &province).await?;
        local_governments.insert((province, written), called);
    }
    let programmes = programmes::names(&app.db).await?;
    Ok(Known { clinics, programmes, local_governments, grants: Grants::Kept })
}

/// The codes of the clinics and local governments that some plans name.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn codes(app: &App, plans: impl IntoIterator<Item = &Plan>) -> Result<HashMap<Uuid, String>> {
    let areas: Vec<_> = plans.into_iter().flat_map(|plan| &plan.areas).collect();
    let clinics = organisations::clinic_names(&app.db, areas.iter().filter_map(|area| area.clinic)).await?;
    let local = areas.iter().flat_map(|area| &area.places).filter_map(|place| place.local_government).collect();
    let mut codes = places::list_local_government_codes(&app.db, local).await?;
    codes.extend(clinics.into_iter().map(|(id, clinic)| (id, clinic.code)));
    Ok(codes)
}
