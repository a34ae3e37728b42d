//! What of projects waits at a clinic when somebody there hands their work over.

use uuid::Uuid;

use super::desk::{Desk, Whose};
use super::project::Waiting as Steps;
use super::store_list;
use house::app::App;
use house::layout::handover::{Finding, Waiting};

/// More than any clinic has in hand.
const MOST: u64 = 1_000;

/// The plans a clinic has yet to hand in or to sign.
pub fn waiting(app: &App, clinic: Uuid) -> Finding<'_> {
    Box::pin(async move {
        let steps = Steps { clinics: vec![clinic], deciding: vec![clinic], ..Steps::default() };
        let whose = Whose { waiting: steps, ..Whose::default() };
        let (open, _) = store_list::list_on_desk(&app.db, Desk::Waiting, &whose, MOST).await?;
        let one = |row: store_list::Row| Waiting { title: row.name_th, address: format!("/projects/{}", row.code) };
        Ok(open.into_iter().map(one).collect())
    })
}
