//! Numbers that somebody printed about the network: how many clinics, provinces, people helped, as
//! a plan, a news page or a resolution said it. Each stands with its source and its date and is
//! never overwritten by what our own records say.

mod api;
mod figure;
mod forms;
mod importing;
mod pages;
mod pages_forms;
mod policy;
mod record;
mod recorded;
mod store;
mod store_recorded;
mod verbs;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::register;

pub use figure::{Figure, Qualifier, read_value};
pub use policy::Verb;
pub use store::list;
pub use store_recorded::recorded;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { kinds: &[&importing::PublishedFigures], ..Feature::of(routes) };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/published-figures", get(pages::index))
        .merge(register::routes::<Figure>())
        .merge(api::routes())
}
