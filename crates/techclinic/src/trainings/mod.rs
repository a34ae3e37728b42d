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

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, Spot};
use house::register;

pub use policy::Verb;
pub use store::{list, list_by_codes};
pub use training::years_without;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { kinds: &[&importing::Trainings], slots: &[ON_CLINIC], ..Feature::of(routes) };

/// On the page of a clinic: the trainings it came to.
const ON_CLINIC: Slot = Slot { on: Spot::Clinic, place: 50, fill: pages::of_clinic };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/trainings", get(pages::index))
        .merge(register::routes::<training::Training>())
        .merge(api::routes())
}
