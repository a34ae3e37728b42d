//! How proposals are judged: the ministry asks reviewers, each declares that nothing binds them to whoever
//! proposes, scores by the criteria of the call and seals; nobody sees another's scores before their own are
//! sealed. The proposals of a call stand in the order of their scores, and the ministry decides, with a reason
//! that the proposer reads.

mod api;
mod deciding;
mod eligibility;
mod forms;
mod pages;
mod pages_proposal;
mod pages_reminders;
mod pages_screening;
mod pages_slots;
mod policy;
mod ranking;
mod record;
mod record_screening;
mod review;
mod score;
mod screening;
mod store;
mod store_screening;
mod verbs;
mod verbs_screening;

use axum::routing::{get, post};

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::reminder;
use house::layout::slots::{Slot, SlotOn, Spot, Way};

use crate::projects::Project;

pub use policy::Verb;
pub use store::find_of;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    reminders: &[reminder::Source { place: 70, due: pages_reminders::reminders }],
    slots: &[ON_DESK, ON_CALL],
    ways: &[WAY],
    ..Feature::of(routes)
};

/// On a desk: what its owner was asked to judge.
const ON_DESK: Slot = Slot { on: Spot::Desk, place: 26, fill: pages_slots::on_desk };
/// On the page of a call: the way to its proposals in their order.
const ON_CALL: Slot = Slot { on: Spot::Call, place: 20, fill: pages_slots::on_call };
/// On the page of a project: what was decided, and for the ministry the way to its reviews.
pub const ON_PROJECT: SlotOn<Project> = SlotOn(pages_slots::on_project);
/// The way to what one was asked to judge.
const WAY: Way =
    Way { place: 36, address: "/reviews", title: "reviews-title", may: |reader| !reader.grants().is_empty() };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/reviews", get(pages::index).post(pages_proposal::ask))
        .route("/reviews/{code}", get(pages::show))
        .route("/reviews/{code}/declare", post(pages::declare))
        .route("/reviews/{code}/score", post(pages::score))
        .route("/reviews/{code}/seal", post(pages::seal))
        .route("/reviews/{code}/withdraw", post(pages_proposal::withdraw))
        .route("/proposals/{code}", get(pages_proposal::show))
        .route("/proposals/{code}/screen", post(pages_screening::screen))
        .route("/proposals/{code}/decide", post(pages_proposal::decide))
        .route("/calls/{code}/ranking", get(pages_proposal::ranking))
        .merge(api::routes())
}
