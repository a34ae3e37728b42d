//! What the ministry promises to whoever tells a need: how many working days each stage may take, and how
//! long a need that is late waits before it climbs to the next level. Each promise holds from a day on, so
//! that what was promised then can still be read.

mod api;
mod forms;
mod pages;
mod policy;
mod promise;
mod record;
mod store;
mod verbs;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::Way;

pub use policy::Verb;
pub use promise::{NewPromise, Promise, Promises, Stage};
pub use store::list;
pub use verbs::set;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { ways: &[WAY], ..Feature::of(routes) };

/// The way here from the desk of the ministry.
const WAY: Way =
    Way { place: 30, address: "/promises", title: "promises-title", may: |reader| policy::may_set(reader).is_ok() };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new().route("/promises", get(pages::index).post(pages::set)).merge(api::routes())
}
