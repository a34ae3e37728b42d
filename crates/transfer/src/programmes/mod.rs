//! The lines of work that projects belong to: consulting, transfer, villages, and whatever else the ministry
//! runs. Those that are known today come with the program, each with its source; the ministry keeps the
//! register from there, since no source defines them all.

mod api;
mod forms;
mod importing;
mod name;
mod pages;
mod pages_forms;
mod policy;
mod programme;
mod record;
mod store;
mod verbs;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::Way;
use house::register;

pub use name::Names;
pub use policy::Verb;
pub use programme::{ParticipationLevel, Programme};
pub use store::{find_by_code, names};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { kinds: &[&importing::Programmes], ways: &[WAY], ..Feature::of(routes) };

/// The way here from the desk of the ministry.
const WAY: Way = Way {
    place: 32,
    address: "/programmes",
    title: "programmes-title",
    may: |reader| policy::may_register(reader).is_ok(),
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new().route("/programmes", get(pages::index)).merge(register::routes::<Programme>()).merge(api::routes())
}
