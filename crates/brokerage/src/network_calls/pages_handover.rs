//! What of network calls waits at a clinic when somebody there hands their work over.

use uuid::Uuid;

use super::call::NetworkCall;
use super::store;
use crate::needs;
use house::app::App;
use house::layout::handover::{Finding, Waiting};

/// More than any clinic has open.
const MOST: u64 = 1_000;

/// The open calls of a clinic when somebody there hands their work over.
pub fn waiting(app: &App, clinic: Uuid) -> Finding<'_> {
    Box::pin(async move {
        let open = store::list_open_of_clinics(&app.db, vec![clinic], MOST).await?;
        let needs = needs::find_many(&app.db, open.iter().map(|call| call.need).collect()).await?;
        let one = |call: NetworkCall| {
            let need = needs.iter().find(|need| need.id == call.need);
            let title = need.map(|need| needs::summary(&kit::masked(&need.told.text))).unwrap_or_default();
            Waiting { title, address: call.address() }
        };
        Ok(open.into_iter().map(one).collect())
    })
}
