//! What other pages show of calls: on a clinic's desk, those that are open.

use askama::Template;
use uuid::Uuid;

use super::call::{Call, State};
use super::filter::Filter;
use super::store;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

/// Calls on a desk.
const ON_DESK: u64 = 5;

/// On a clinic's desk: calls that are open now, the first to close first.
#[derive(Template)]
#[template(path = "calls/on_desk.html")]
struct OnDesk {
    calls: Vec<Call>,
    /// How many are open in all.
    of: u64,
}

impl OnDesk {
    /// All that are open.
    fn all(&self) -> String {
        Filter { state: State::Open.as_str().to_owned(), ..Filter::default() }.address("")
    }
}

/// Fills `Spot::Desk`.
pub(super) fn on_desk<'a>(app: &'a App, reader: &'a Reader, _: Uuid) -> Filling<'a> {
    Box::pin(async move {
        if reader.clinics().next().is_none() || reader.practises() {
            return Ok(None);
        }
        let calls = store::list_open(&app.db, app.clock.now(), ON_DESK).await?;
        if calls.is_empty() {
            return Ok(None);
        }
        let of = store::count_open(&app.db, app.clock.now()).await?;
        Ok(Some(Box::new(OnDesk { calls, of }) as Piece))
    })
}
