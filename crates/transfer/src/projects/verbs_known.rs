//! What the words of a form are looked up in before a plan is changed.

use std::collections::{BTreeSet, HashMap};

use kit::Result;

use super::budget::Grants;
use super::forms::{self, Known};
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
