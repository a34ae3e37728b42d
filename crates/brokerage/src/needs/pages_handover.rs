//! What of needs waits at a clinic when somebody there hands their work over.

use uuid::Uuid;

use super::store;
use house::app::App;
use house::layout::handover::{Finding, Waiting};

/// More than any clinic has to decide.
const MOST: u64 = 1_000;

/// The needs that a clinic has to decide.
pub fn waiting(app: &App, clinic: Uuid) -> Finding<'_> {
    Box::pin(async move {
        let open = store::list_to_decide(&app.db, vec![clinic], false, MOST).await?;
        let one = |row: store::Row| Waiting { title: row.summary(), address: format!("/needs/{}", row.code) };
        Ok(open.into_iter().map(one).collect())
    })
}
