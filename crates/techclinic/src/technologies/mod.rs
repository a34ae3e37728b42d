//! What the network can transfer: results of research, expertise and local wisdom, each with its
//! holder, its readiness and the conditions of its use. Clinics write them, the public finds them by
//! words, and what those who used them reported stays with them.

mod api;
mod asked;
mod benefit;
mod filter;
mod forms;
mod importing;
mod pages;
mod pages_handover;
mod policy;
mod record;
mod store;
mod technology;
mod verbs;

#[cfg(test)]
pub(crate) mod testing;

#[cfg(test)]
mod tests;

use axum::routing::{get, post};

use crate::app::Routes;

pub use api::TechnologyItem;
pub use benefit::{Benefit, Outcome, Outcomes};
pub use importing::Technologies;
pub use pages::of_clinic;
pub use pages_handover::waiting;
pub use policy::Verb;
pub use store::{Asked, Hit, Row, find_by_code, find_many, find_outcomes, ids_of_codes, search};
pub use technology::{Kind, NewTechnology, Status, Technology};
pub use verbs::{Brought, Circumstances, bring, publish, record_outcome, register, withdraw_outcome};

/// The addresses of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .route("/technologies", get(pages::index).post(pages::register))
        .route("/technologies/new", get(pages::new))
        .route("/technologies/{code}", get(pages::show))
        .route("/technologies/{code}/revise", get(pages::revision).post(pages::revise))
        .route("/technologies/{code}/publish", post(pages::publish))
        .route("/technologies/{code}/archive", post(pages::archive))
        .merge(api::routes())
}
