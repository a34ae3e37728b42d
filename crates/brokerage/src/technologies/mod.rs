//! What the network can transfer: results of research, expertise and local wisdom, each with its
//! holder, its readiness, its cost and the conditions of its use. Clinics write them, another clinic
//! reviews them, the public finds them by words, their clinic says every two years that they still hold,
//! and what those who used them reported stays with them.

mod api;
mod api_parts;
mod asked;
mod attachment;
mod benefit;
mod cost;
mod expert;
mod filter;
mod forms;
mod forms_parts;
mod holding;
mod importing;
mod pages;
mod pages_forms;
mod pages_handover;
mod pages_life;
mod pages_parts;
mod pages_reminders;
mod pages_review;
mod policy;
mod property;
mod record;
mod record_parts;
mod review;
mod searching;
mod searching_experts;
mod store;
mod store_index;
mod store_life;
mod store_outcomes;
mod store_parts;
mod store_searching;
mod technology;
mod told;
mod verbs;
mod verbs_import;
mod verbs_parts;
mod verbs_review;

use axum::routing::{get, post};

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, Spot, Way};
use house::layout::{handover, reminder};

pub use api::TechnologyItem;
pub use attachment::{AttachmentKind, NewAttachment};
pub use benefit::{Benefit, OfGroup, Outcome, Outcomes, Setback};
pub use cost::Cost;
pub use expert::{Expert, NewExpert};
pub use holding::{Commercial, Disclosure, HolderKind, Holding};
pub use importing::Technologies;
pub use policy::Verb;
pub use property::Property;
pub use review::{Part, Remark};
pub use searching::SEARCHED;
pub use store::{Row, find_by_code, find_many, find_outcomes, ids_of_codes};
pub use store_index::list_published;
pub use store_parts::list_experts;
pub use technology::{Status, Technology};
pub use told::{Kind, NewTechnology};
pub use verbs::{LAPSE, jobs, lapse, record_outcome, register, withdraw_outcome};
pub use verbs_import::{Brought, bring};
pub use verbs_parts::{attach, name_expert};
pub use verbs_review::{publish, send_back, submit};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    kinds: &[&Technologies],
    searched: &[SEARCHED, searching_experts::EXPERTS],
    reminders: &[reminder::Source { place: 20, due: pages_reminders::reminders }],
    handed_over: &[handover::Source { place: 50, find: pages_handover::waiting }],
    slots: &[ON_CLINIC, ON_DESK],
    ways: &[WAY],
    ..Feature::of(routes)
};

/// What technologies show on the page of a clinic.
const ON_CLINIC: Slot = Slot { on: Spot::Clinic, place: 40, fill: pages::of_clinic };
/// What waits for a review, and what was sent back, on a desk.
const ON_DESK: Slot = Slot { on: Spot::Desk, place: 70, fill: pages_review::on_desk };

/// The way to what waits for a review, from a desk.
const WAY: Way = Way {
    place: 70,
    address: "/desk/reviews",
    title: "technologies-reviews-title",
    may: |reader| policy::may_see_reviews(reader).is_ok(),
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/technologies", get(pages::index).post(pages_forms::register))
        .route("/technologies/new", get(pages_forms::new))
        .route("/technologies/{code}", get(pages::show))
        .route("/technologies/{code}/sheet", get(pages::sheet))
        .route("/technologies/{code}/files/{number}", get(pages::file))
        .route("/technologies/{code}/revise", get(pages_forms::revision).post(pages_forms::revise))
        .route("/technologies/{code}/parts", get(pages_parts::parts))
        .route("/technologies/{code}/attach", post(pages_parts::attach))
        .route("/technologies/{code}/detach", post(pages_parts::detach))
        .route("/technologies/{code}/name-expert", post(pages_parts::name_expert))
        .route("/technologies/{code}/dismiss-expert", post(pages_parts::dismiss_expert))
        .route("/technologies/{code}/submit", post(pages_life::submit))
        .route("/technologies/{code}/review", get(pages_review::review))
        .route("/technologies/{code}/publish", post(pages_review::publish))
        .route("/technologies/{code}/send-back", post(pages_review::send_back))
        .route("/technologies/{code}/renew", post(pages_life::renew))
        .route("/technologies/{code}/archive", post(pages_life::archive))
        .route("/technologies/{code}/restore", post(pages_life::restore))
        .route("/desk/reviews", get(pages_review::desk))
        .merge(api::routes())
        .merge(api_parts::routes())
}
