//! Calls for proposals: who may propose what, for which fiscal year and line of work, until which second, with
//! which ceilings and expense classes, judged by which criteria. All of it is data that the ministry writes;
//! once announced it stands, and only the closing moves, later and with a reason.

mod api;
mod asked;
mod call;
mod filter;
mod forms;
mod pages;
mod pages_edit;
mod pages_reminders;
mod pages_slots;
mod policy;
mod record;
mod store;
mod verbs;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::reminder;
use house::layout::slots::{Slot, Spot, Way};

pub use asked::{AskedDocument, Criterion, ExpenseClass};
pub use call::{Call, CeilingOf, NewCall, State, Status, Terms, WHOLE};
pub use policy::{Verb, may_see};
pub use store::{find, find_by_code, list_open};
pub use verbs::{announce, draft, held, named};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    reminders: &[reminder::Source { place: 60, due: pages_reminders::reminders }],
    slots: &[ON_DESK],
    ways: &[WAY],
    ..Feature::of(routes)
};

/// On a clinic's desk: calls that are open now.
const ON_DESK: Slot = Slot { on: Spot::Desk, place: 28, fill: pages_slots::on_desk };
/// The way to the list, from the desk of whoever proposes, judges or reads.
const WAY: Way = Way { place: 34, address: "/calls", title: "calls-title", may: |reader| !reader.grants().is_empty() };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/calls", get(pages::index).post(pages_edit::draft))
        .route("/calls/new", get(pages_edit::new))
        .route("/calls/{code}", get(pages::show))
        .route("/calls/{code}/edit", get(pages_edit::edit_form).post(pages_edit::edit))
        .route("/calls/{code}/announce", get(pages::announcing).post(pages::announce))
        .route("/calls/{code}/extend", get(pages::extending).post(pages::extend))
        .route("/calls/{code}/withdraw", get(pages::withdrawing).post(pages::withdraw))
        .merge(api::routes())
}
