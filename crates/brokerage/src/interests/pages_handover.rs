//! Which of those who want a technology wait at a clinic when somebody there hands their work over.

use uuid::Uuid;

use super::interest::Interest;
use super::store;
use crate::technologies;
use house::app::App;
use house::layout::handover::{Finding, Waiting};

/// More than wait at any clinic.
const MOST: u64 = 1_000;

/// Who waits for a reply of a clinic when somebody there hands their work over.
pub fn waiting(app: &App, clinic: Uuid) -> Finding<'_> {
    Box::pin(async move {
        let waiting = store::list_waiting(&app.db, Some(clinic), MOST).await?;
        let wanted = technologies::find_many(&app.db, waiting.iter().map(|one| one.technology)).await?;
        let one = |one: Interest| Waiting {
            title: wanted.get(&one.technology).map(|row| row.name_th.clone()).unwrap_or_default(),
            address: format!("/desk/interests/{}", one.code),
        };
        Ok(waiting.into_iter().map(one).collect())
    })
}
