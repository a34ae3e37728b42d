//! What communities say they need, in their own words. Anyone may tell a need, without an account,
//! and follow it by a tracking code; the clinic of the province analyses it together with the
//! community, and every need ends in a project or in a reason the public can read.

mod api;
mod forms;
mod importing;
mod need;
mod pages;
mod pages_handover;
mod pages_slots;
mod policy;
mod record;
mod store;
mod verbs;

#[cfg(test)]
mod tests;

use axum::routing::get;

use self::pages::Writing;
use crate::app::Routes;

pub use forms::NeedForm;
pub use importing::Needs;
pub use need::{Analysis, Channel, GroupKind, Need, NewNeed, Status};
pub use pages_handover::waiting;
pub use pages_slots::of_clinic;
pub use policy::{Verb, may_analyse, may_see, may_see_person};
pub use store::{Filter, Row, find, find_by_code, find_many, list, list_analyses, list_open_of_clinics};
pub use verbs::{
    Circumstances, analyse, answer, decline, forget, left_by_project, matched, proposed, register, rehearsals,
    taken_into_project, write_down,
};

/// The addresses of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .route("/needs", get(pages::index).post(pages::register))
        .route("/needs/new", get(pages::new))
        .route("/needs/{code}", get(pages::show))
        .route("/needs/{code}/analyse", get(pages::analysis).post(pages::analyse))
        .route("/needs/{code}/decline", pages::write(Writing::Decline))
        .route("/needs/{code}/answer", pages::write(Writing::Answer))
        .route("/track", get(pages::track_form))
        .route("/track/{code}", get(pages::track))
        .merge(api::routes())
}
