//! The dashboard: what the network did in a fiscal year, for everybody. It owns no records; it
//! counts those of the features below it, and every number opens to them.

mod overview;
mod pages;
mod store;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, Spot};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { slots: &[ON_FRONT], ..Feature::of(routes) };

/// On the front page: the figures of the year.
const ON_FRONT: Slot = Slot { on: Spot::Front, place: 10, fill: pages::on_front };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new().route("/dashboard", get(pages::index)).route("/dashboard/projects", get(pages::projects))
}
