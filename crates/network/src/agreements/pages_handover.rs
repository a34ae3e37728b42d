//! What of agreements waits at a clinic when somebody there hands their work over.

use uuid::Uuid;

use super::store;
use house::app::App;
use house::layout::handover::{Finding, Waiting};

/// What of agreements waits at a clinic: renewals begun and not signed.
pub fn waiting(app: &App, clinic: Uuid) -> Finding<'_> {
    Box::pin(async move {
        let own = store::list_of_clinic(&app.db, clinic, true).await?;
        let drafts = own.into_iter().filter(|row| row.signed().is_none());
        Ok(drafts.map(|row| Waiting { title: row.title_th, address: format!("/agreements/{}", row.code) }).collect())
    })
}
