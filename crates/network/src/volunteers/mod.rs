//! S&T volunteers (อสวท.): networks of people who tell others of the clinics' services, bring needs for
//! those who do not write themselves, and lend a hand. Each has a member card; who they are is known to
//! the clinic that coordinates them, the officers of the province and the ministry.

mod alike;
mod api;
mod filter;
mod forms;
mod importing;
mod importing_networks;
mod merge;
mod network;
mod pages;
mod pages_card;
mod pages_doubles;
mod pages_layer;
mod pages_networks;
mod policy;
mod record;
mod store;
mod store_lists;
mod store_networks;
mod verbs;
mod verbs_doubles;
mod verbs_entry;
mod verbs_networks;
mod volunteer;

use axum::routing::{get, post};

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::Way;

pub use policy::Verb;
pub use store::find_by_code;
pub use store_networks::find_by_code as find_network;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    kinds: &[&importing_networks::VolunteerNetworks, &importing::Volunteers],
    layers: &[pages_layer::LAYER],
    ways: &[WAY],
    ..Feature::of(routes)
};

/// The way to the register, from the desk of those who keep or oversee one.
const WAY: Way = Way {
    place: 120,
    address: "/desk/volunteers",
    title: "volunteers-register-title",
    may: |reader| policy::may_see_register(reader).is_ok(),
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/volunteers", get(pages_networks::index))
        .route("/volunteers/networks", post(pages_networks::register))
        .route("/volunteers/networks/new", get(pages_networks::new))
        .route("/volunteers/networks/{code}", get(pages_networks::show))
        .route("/volunteers/networks/{code}/correct", get(pages_networks::correction).post(pages_networks::correct))
        .route("/volunteers/card", get(pages_card::form))
        .route("/volunteers/cards/{code}", get(pages_card::show))
        .route("/volunteers/cards/{code}/bring-need", get(pages_card::bring).post(pages_card::bring_need))
        .route("/desk/volunteers", get(pages::index).post(pages::register))
        .route("/desk/volunteers/new", get(pages::new))
        .route("/desk/volunteers/doubles", get(pages_doubles::index))
        .route("/desk/volunteers/{code}", get(pages::show))
        .route("/desk/volunteers/{code}/correct", get(pages::correction).post(pages::correct))
        .route("/desk/volunteers/{code}/record-deed", get(pages::deed).post(pages::record_deed))
        .route("/desk/volunteers/{code}/merge", get(pages_doubles::merging).post(pages_doubles::merge))
        .route("/desk/volunteers/{code}/split", post(pages_doubles::split))
        .route("/desk/volunteers/{code}/tell-apart", post(pages_doubles::tell_apart))
        .merge(api::routes())
}
