//! The page for the field: forms are answered on a telephone or computer without signal, and sent when there is some. The
//! page is a program of its own (`web/src/field/`); here are its shell, what a key lets it fetch for a day, and what
//! became of what it sent. It sends to the address that ODK Collect sends to (`submissions/`).

mod pages;
mod pages_day;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature::of(routes);

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/field", get(pages::index))
        .route("/field/worker.js", get(pages::worker))
        .route("/field/manifest.webmanifest", get(pages::manifest))
        .route("/field/day", get(pages_day::day))
        .route("/field/standing", get(pages_day::standing))
}
