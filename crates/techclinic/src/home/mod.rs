//! Where people arrive: the front page, what the network is, everybody's desk; and the addresses by
//! which whoever runs the server asks how it does.

mod pages;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature::of(routes);

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/", get(pages::index))
        .route("/about", get(pages::about))
        .route("/desk", get(pages::desk))
        .route("/healthz", get(pages::health))
        .route("/readyz", get(pages::ready))
        .route("/metrics", get(pages::metrics))
}
