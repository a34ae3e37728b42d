//! What of opinions waits at a clinic when somebody there hands their work over.

use kit::db::listing::LIMIT;
use uuid::Uuid;

use super::store_list::{Filter, list_of_owners};
use house::app::App;
use house::layout::handover::{Finding, Waiting};

/// The oldest opinions that a clinic has yet to deal with.
pub fn waiting(app: &App, clinic: Uuid) -> Finding<'_> {
    Box::pin(async move {
        let filter = Filter { limit: Some(LIMIT), ..Filter::default() };
        let open = list_of_owners(&app.db, Some(vec![clinic]), false, &filter).await?;
        let one = |row: super::store_list::Row| Waiting {
            title: row.masked_text,
            address: format!("/participation/{}", row.code),
        };
        Ok(open.items.into_iter().map(one).collect())
    })
}
