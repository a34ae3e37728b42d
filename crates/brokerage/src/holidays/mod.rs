//! Days on which no office works: those that fall on the same date every year come with the program,
//! each with its source; what the cabinet decides anew for every year (days by the moon, substitutions,
//! further days) is a register that the ministry keeps and imports. What is promised in working days is
//! counted by it.

mod api;
mod calendar;
mod forms;
mod holiday;
mod importing;
mod pages;
mod policy;
mod record;
mod store;
mod verbs;

use axum::routing::{get, post};

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::Way;

pub use calendar::Calendar;
pub use policy::Verb;
pub use store::calendar;

/// The kind of job that a change of the register leaves for whoever counts by it.
pub const CHANGED: &str = "holidays.changed";

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { kinds: &[&importing::Holidays], ways: &[WAY], ..Feature::of(routes) };

/// The way here from the desk of the ministry.
const WAY: Way =
    Way { place: 40, address: "/holidays", title: "holidays-title", may: |reader| policy::may_enter(reader).is_ok() };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/holidays", get(pages::index).post(pages::enter))
        .route("/holidays/{day}/remove", post(pages::remove))
        .merge(api::routes())
}
