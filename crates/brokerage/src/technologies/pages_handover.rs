//! What of technologies waits at a clinic when somebody there hands their work over.

use uuid::Uuid;

use super::store;
use super::technology::Status;
use house::app::App;
use house::layout::handover::{Finding, Waiting};

/// More than any clinic has begun.
const MOST: u64 = 1_000;

/// The drafts of a clinic, those that wait for a review among them.
pub fn waiting(app: &App, clinic: Uuid) -> Finding<'_> {
    Box::pin(async move {
        let drafts = store::list_of_clinics(&app.db, vec![clinic], Status::Draft, MOST).await?;
        let one = |row: store::Row| Waiting { title: row.name_th, address: format!("/technologies/{}", row.code) };
        Ok(drafts.into_iter().map(one).collect())
    })
}
