//! The coverage map: which provinces the network reaches, layer by layer, and which it does not. It owns
//! no records; each layer is counted by the feature whose records it shows (`layout/layer.rs`),
//! and every number opens to them.

mod api;
mod pages;
mod reach;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, Spot};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { slots: &[ON_CLINICS], ..Feature::of(routes) };

/// On the list of clinics: the way to the map.
const ON_CLINICS: Slot = Slot { on: Spot::Clinics, place: 10, fill: pages::way_from_clinics };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new().route("/coverage", get(pages::index)).merge(api::routes())
}
