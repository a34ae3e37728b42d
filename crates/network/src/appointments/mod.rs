//! Who holds which post of the network, and for how long: the director, manager and coordinator of a
//! clinic, the chief science executive of a province, the people of a regional centre, the members of the
//! working group. Rights follow an appointment and end with its last day; when somebody leaves, one act
//! hands their work over.

mod api;
mod appointment;
mod filter;
mod forms;
mod importing;
mod pages;
mod pages_forms;
mod pages_layer;
mod policy;
mod post;
mod record;
mod register;
mod searching;
mod store;
mod store_searching;
mod tenure;
mod verbs;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, Spot, Way};

pub use appointment::{Appointment, HandingOver, NewAppointment, State};
pub use policy::Verb;
pub use post::{Place, Post};
pub use store::{find_by_code, holds_one_of, is_any_held};
pub use verbs::{appoint, correct, end, hand_over};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    kinds: &[&importing::Appointments],
    searched: &[searching::SEARCHED],
    layers: &[pages_layer::LAYER],
    slots: &[ON_CLINIC, ON_DESK],
    ways: &[WAY],
    ..Feature::of(routes)
};

/// What appointments show on the page of a clinic: who is in post.
const ON_CLINIC: Slot = Slot { on: Spot::Clinic, place: 10, fill: pages::of_clinic };
/// What they show on a desk: what was handed over to its owner.
const ON_DESK: Slot = Slot { on: Spot::Desk, place: 20, fill: pages::on_desk };

/// The way here from the desk of those who appoint somebody.
const WAY: Way = Way {
    place: 60,
    address: "/appointments",
    title: "appointments-title",
    may: |reader| policy::may_appoint_somebody(reader).is_ok(),
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/appointments", get(pages::index).post(pages_forms::appoint))
        .route("/appointments/new", get(pages_forms::new))
        .route("/appointments/{code}", get(pages::show))
        .route("/appointments/{code}/correct", get(pages_forms::correction).post(pages_forms::correct))
        .route("/appointments/{code}/end", get(pages_forms::ending).post(pages_forms::end))
        .route("/appointments/{code}/hand-over", get(pages_forms::handing_over).post(pages_forms::hand_over))
        .merge(api::routes())
}
