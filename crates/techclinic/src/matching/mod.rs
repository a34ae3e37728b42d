//! Which technology helps with which need, and why: found by words and by what is known of earlier
//! results, in the clinic's own house first and then in the whole network; a person decides, and
//! the reasons are kept as they were shown.

mod api;
mod decision;
mod forms;
mod found;
mod pages;
mod policy;
mod record;
mod store;
mod verbs;

#[cfg(test)]
mod tests;

use axum::routing::get;

use crate::app::Routes;

pub use api::{MatchList, read_province};
pub use decision::{Decision, Status};
pub use found::{Match, Matches, Reason, ReasonKind};
pub use pages::of_need;
pub use policy::Verb;
pub use store::confirmed_technologies;
pub use verbs::{Choice, confirm, find, find_for, forget, reject};

/// The addresses of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .route("/needs/{code}/matches", get(pages::index))
        .route("/needs/{code}/confirm", get(pages::confirmation).post(pages::confirm))
        .route("/needs/{code}/reject", get(pages::rejection).post(pages::reject))
        .merge(api::routes())
}
