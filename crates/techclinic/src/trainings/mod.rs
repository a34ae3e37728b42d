//! What staff of clinics learned: the ministry holds a training every year (docs/requirements.md A2-05),
//! and the register says which, for which aim, and how many of each clinic came. It names no person.

mod api;
mod forms;
mod importing;
mod pages;
mod pages_forms;
mod policy;
mod record;
mod store;
mod training;
mod verbs;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use axum::routing::get;

use crate::app::Routes;
use crate::layout::slots::{Slot, Spot};

pub use importing::Trainings;
pub use policy::Verb;

/// On the page of a clinic: the trainings it came to.
pub const ON_CLINIC: Slot = Slot { on: Spot::Clinic, fill: pages::of_clinic };

/// The addresses of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .route("/trainings", get(pages::index).post(pages_forms::register))
        .route("/trainings/new", get(pages_forms::new))
        .route("/trainings/{code}/correct", get(pages_forms::correction).post(pages_forms::correct))
        .route("/trainings/{code}/withdraw", get(pages_forms::withdrawal).post(pages_forms::withdraw))
        .merge(api::routes())
}
