//! One box for everything: what somebody types is looked for among the records of every feature that has
//! some to be found (`layout/searched.rs`), however it is spelled, and the best comes first with the words
//! marked that were meant. What is found is read again through its own feature's policy before anybody sees it. The
//! index behind it is kept by `house::indexing`.

mod answer;
mod api;
mod filter;
mod pages;
mod policy;
mod verbs;

use axum::routing::{get, post};

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::Way;

pub use policy::Verb;
pub use verbs::rebuild;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { ways: &[WAY], ..Feature::of(routes) };

/// The way to the index, from the desk of whoever keeps it.
const WAY: Way = Way {
    place: 160,
    address: "/desk/search",
    title: "search-index-title",
    may: |reader| policy::may_rebuild(reader).is_ok(),
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/search", get(pages::index))
        .route("/desk/search", get(pages::standing))
        .route("/desk/search/rebuild", post(pages::rebuild))
        .merge(api::routes())
}
