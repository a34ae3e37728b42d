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

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use axum::routing::get;

use crate::app::Routes;
use crate::layout::feature::Feature;
use crate::register;

pub use figure::{Figure, Qualifier};
pub use policy::Verb;
pub use store::list;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    kinds: &[&importing::PublishedFigures],
    #[cfg(test)]
    tried: Some(("published_figures", &testing::TRIED)),
    ..Feature::of(routes)
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/published-figures", get(pages::index))
        .merge(register::routes::<Figure>())
        .merge(api::routes())
}
