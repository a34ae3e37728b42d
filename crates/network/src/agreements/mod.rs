//! The agreements that make the network: between the ministry and the institutes of a clinic, between
//! ministries. Each stands with its parties, who signed in which post, its days and its scan, and with
//! the one it renews; whether it is in force follows from the day.

mod agreement;
mod api;
mod duty;
mod filter;
mod forms;
mod importing;
mod pages;
mod pages_forms;
mod pages_handover;
mod pages_reminders;
mod party;
mod policy;
mod record;
mod register;
mod renewal;
mod rule;
mod store;
mod store_whole;
mod term;
mod verbs;

use axum::routing::{get, post};

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, Spot, Way};
use house::layout::{handover, reminder};

pub use agreement::{Agreement, Duties, NewAgreement, STAGES, Signing, Standing, State};
pub use duty::{Duty, Side};
pub use policy::{Verb, may_see, may_see_evidence, may_see_lapsed};
pub use store::{Row, clinics_on, has_in_force, list_lapsed, list_of_clinic};
pub use store_whole::{find, find_by_code};
pub use term::{Counted, Period, Term, When};
pub use verbs::{attach, correct, register, renew, sign};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    kinds: &[&importing::Agreements],
    reminders: &[reminder::Source { place: 10, due: pages_reminders::reminders }],
    handed_over: &[handover::Source { place: 80, find: pages_handover::waiting }],
    slots: &[ON_CLINIC],
    ways: &[WAY],
    ..Feature::of(routes)
};

/// What agreements show on the page of a clinic: its own.
const ON_CLINIC: Slot = Slot { on: Spot::Clinic, place: 20, fill: pages::of_clinic };

/// The way to the register, from the desk of whoever holds a role.
const WAY: Way =
    Way { place: 50, address: "/agreements", title: "agreements-title", may: |reader| !reader.grants().is_empty() };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/agreements", get(pages::index).post(pages_forms::register))
        .route("/agreements/new", get(pages_forms::new))
        .route("/agreements/{code}", get(pages::show))
        .route("/agreements/{code}/sign", get(pages_forms::signing).post(pages_forms::sign))
        .route("/agreements/{code}/renew", post(pages_forms::renew))
        .route("/agreements/{code}/correct", get(pages_forms::correction).post(pages_forms::correct))
        .route("/agreements/{code}/attach", post(pages_forms::attach))
        .route("/agreements/{code}/scan", get(pages::scan))
        .merge(api::routes())
}
