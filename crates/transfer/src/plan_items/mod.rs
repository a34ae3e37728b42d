//! Items of the plans that the work in the provinces answers to: of the national plan, of the strategy of a
//! provincial group, of the development plan of a province (docs/requirements.md A3-06). Offices enter them
//! from their documents; none comes with the program.

mod api;
mod forms;
mod importing;
mod pages;
mod pages_forms;
mod plan_item;
mod policy;
mod record;
mod store;
mod verbs;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::Way;
use house::register;

pub use plan_item::{Level, PlanItem};
pub use policy::Verb;
pub use store::{find_by_code, find_many, ids_of_codes, list_offered};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { kinds: &[&importing::PlanItems], ways: &[WAY], ..Feature::of(routes) };

/// The way to the register, from the desk of those who write in it.
const WAY: Way = Way {
    place: 120,
    address: "/plan-items",
    title: "plan-items-title",
    may: |reader| policy::may_register(reader, None).is_ok(),
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new().route("/plan-items", get(pages::index)).merge(register::routes::<PlanItem>()).merge(api::routes())
}
