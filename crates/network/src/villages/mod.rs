//! S&T villages (หมู่บ้านวิทยาศาสตร์และเทคโนโลยี): communities that apply science in their main
//! occupation until they are a model and teach others. Which years paid for one, what it applies, its
//! daughter villages and what each year brought stand here, and which districts have none.

mod api;
mod coverage;
mod filter;
mod forms;
mod importing;
mod importing_progress;
mod pages;
mod pages_coverage;
mod pages_layer;
mod pages_slots;
mod policy;
mod record;
mod searching;
mod store;
mod store_lists;
mod store_searching;
mod verbs;
mod village;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, Spot};

pub use coverage::{Coverage, ProvinceCoverage};
pub use policy::Verb;
pub use store::find_by_code;
pub use store_lists::coverage;
pub use village::{Kind, NewVillage, Progress, Status, Village};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    kinds: &[&importing::Villages, &importing_progress::VillageProgress],
    searched: &[searching::SEARCHED],
    layers: &[pages_layer::LAYER],
    slots: &[ON_CLINIC, ON_TECHNOLOGY],
    ..Feature::of(routes)
};

/// On the page of a clinic: its villages.
const ON_CLINIC: Slot = Slot { on: Spot::Clinic, place: 90, fill: pages_slots::of_clinic };
/// On the page of a technology: the villages that use it.
const ON_TECHNOLOGY: Slot = Slot { on: Spot::Technology, place: 30, fill: pages_slots::of_technology };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/villages", get(pages::index).post(pages::register))
        .route("/villages/new", get(pages::new))
        .route("/villages/coverage", get(pages_coverage::index))
        .route("/villages/{code}", get(pages::show))
        .route("/villages/{code}/correct", get(pages::correction).post(pages::correct))
        .route("/villages/{code}/record-progress", get(pages::progress).post(pages::record_progress))
        .merge(api::routes())
}
