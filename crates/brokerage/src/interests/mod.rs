//! Somebody who reads of a technology and wants it: told without an account to the clinic of their own
//! province, who answers, makes a need of it, or closes it. Whoever asked follows it by a code.

mod api;
mod filter;
mod forms;
mod interest;
mod pages;
mod pages_desk;
mod pages_handover;
mod pages_reminders;
mod pages_slots;
mod policy;
mod record;
mod store;
mod verbs;

use axum::routing::{get, post};

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, Spot, Way};
use house::layout::{handover, reminder};

pub use interest::{Interest, NewInterest, Status};
pub use policy::Verb;
pub use store::find_by_code;
pub use verbs::{answer, register};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    reminders: &[reminder::Source { place: 30, due: pages_reminders::reminders }],
    followed: &[pages_slots::followed],
    handed_over: &[handover::Source { place: 60, find: pages_handover::waiting }],
    slots: &[ON_TECHNOLOGY],
    ways: &[WAY],
    ..Feature::of(routes)
};

/// How somebody says that they want a technology, on its page.
const ON_TECHNOLOGY: Slot = Slot { on: Spot::TechnologyAsk, place: 10, fill: pages_slots::on_technology };

/// The way to the list, from a desk.
const WAY: Way = Way {
    place: 80,
    address: "/desk/interests",
    title: "interests-title",
    may: |reader| policy::may_list(reader).is_ok(),
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/interests", post(pages::register))
        .route("/interests/new", get(pages::new))
        .route("/interests/{code}", get(pages::track))
        .route("/desk/interests", get(pages_desk::index))
        .route("/desk/interests/{code}", get(pages_desk::show))
        .route("/desk/interests/{code}/answer", post(pages_desk::answer))
        .route("/desk/interests/{code}/take-up", post(pages_desk::take_up))
        .route("/desk/interests/{code}/close", post(pages_desk::close))
        .merge(api::routes())
}
