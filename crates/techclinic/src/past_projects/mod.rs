//! Projects from before the system, as annual reports and lists tell of them: a name, a year, numbers
//! and where they stand, and nobody's name. They are kept apart from the projects whose records are
//! here, and no figure of ours counts them.

mod api;
mod forms;
mod importing;
mod pages;
mod pages_forms;
mod past_project;
mod policy;
mod record;
mod store;
mod verbs;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use axum::routing::get;

use crate::app::Routes;
use crate::layout::slots::{Slot, Spot};

pub use importing::PastProjects;
pub use policy::Verb;

/// On the page of a clinic: its projects of earlier years.
pub const ON_CLINIC: Slot = Slot { on: Spot::Clinic, fill: pages::of_clinic };

/// The addresses of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .route("/past-projects", get(pages::index).post(pages_forms::register))
        .route("/past-projects/new", get(pages_forms::new))
        .route("/past-projects/{code}/correct", get(pages_forms::correction).post(pages_forms::correct))
        .route("/past-projects/{code}/withdraw", get(pages_forms::withdrawal).post(pages_forms::withdraw))
        .merge(api::routes())
}
