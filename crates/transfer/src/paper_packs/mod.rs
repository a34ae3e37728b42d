//! Questionnaires on paper, for a day without telephones: a clinic prints a pack with one sheet for each person who
//! has not answered yet, and brings back the filled pile as photographs or scans. What can be read for certain is
//! taken as any other answer; what cannot waits among what was sent, its place on the page beside the question.

mod attendance;
mod drawing;
mod finding;
mod forms;
mod pack;
mod pages;
mod pages_slots;
mod policy;
mod record;
mod store;
mod verbs;
mod verbs_reading;

use axum::routing::{get, post};

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::SlotOn;

use crate::projects::Project;

pub use pack::{NewPack, Pack};
pub use policy::Verb;
pub use verbs::print;
pub use verbs_reading::bring;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature::of(routes);

/// On the page of a project, which has been read.
pub const ON_PROJECT: SlotOn<Project> = SlotOn(pages_slots::on_project);

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/desk/projects/{code}/areas/{number}/paper-packs", get(pages::index).post(pages::print))
        .route("/desk/projects/{code}/areas/{number}/paper-packs/pages", post(pages::bring))
        .route("/desk/projects/{code}/areas/{number}/paper-packs/attendance.pdf", get(pages::attendance))
        .route("/desk/paper-packs/{code}", get(pages::show))
        .route("/desk/paper-packs/{code}/sheets.pdf", get(pages::sheets))
}
