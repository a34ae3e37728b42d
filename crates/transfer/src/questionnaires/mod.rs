//! The three questionnaires of a project (แบบใบสมัคร, แบบประเมินผล, แบบติดตามผล; `docs/requirements.md A0-23`) in their
//! published versions. What a version asks, and how an answer to it is judged, is the crate `xlsform`.

mod edition;
mod pages;
mod policy;
mod record;
mod store;
mod verbs;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::Way;

pub use edition::{Asked, Edition};
pub use policy::Verb;
pub use store::{find_current, find_edition, find_version, list_editions};
pub use verbs::{explain, publish, publish_shipped};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { ways: &[WAY], ..Feature::of(routes) };

/// The way here from the desk of those who publish one.
const WAY: Way = Way {
    place: 100,
    address: "/questionnaires",
    title: "questionnaires-title",
    may: |reader| policy::may_publish(reader).is_ok(),
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/questionnaires", get(pages::index).post(pages::publish))
        .route("/questionnaires/{kind}/{version}/xlsx", get(pages::download))
}
