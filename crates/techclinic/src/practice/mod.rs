//! Practice mode: whoever works for a clinic can rehearse a whole project that no figure counts,
//! playing every role on the way. The switch lies in the session (`accounts`), what it gives and takes
//! in [`house::rights::Reader::before`], and that rehearsals and real records never mix is kept by
//! `kit::Act`. Here are the switch's page and the verb that clears what was rehearsed.

mod pages;
mod policy;
mod verbs;

use axum::routing::{get, post};

use house::app::Routes;
use house::layout::feature::Feature;

pub use policy::Verb;
pub use verbs::clear;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature::of(routes);

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/practice", get(pages::index))
        .route("/practice/start", post(pages::start))
        .route("/practice/end", post(pages::end))
        .route("/practice/clear", post(pages::clear))
}
