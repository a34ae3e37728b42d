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

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, Spot};
use house::register;

pub use policy::Verb;
pub use store::find_by_code;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { kinds: &[&importing::PastProjects], slots: &[ON_CLINIC], ..Feature::of(routes) };

/// On the page of a clinic: its projects of earlier years.
const ON_CLINIC: Slot = Slot { on: Spot::Clinic, place: 60, fill: pages::of_clinic };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/past-projects", get(pages::index))
        .merge(register::routes::<past_project::PastProject>())
        .merge(api::routes())
}
