//! The coverage map: which provinces the network reaches, layer by layer, and which it does not. It owns
//! no records; each layer is counted by the feature whose records it shows (`layout/layer.rs`,
//! `router.rs`), and every number opens to them.

mod api;
mod pages;
mod reach;

#[cfg(test)]
mod tests;

use axum::routing::get;

use crate::app::Routes;
use crate::layout::slots::{Slot, Spot};

/// On the list of clinics: the way to the map.
pub const ON_CLINICS: Slot = Slot { on: Spot::Clinics, fill: pages::way_from_clinics };

/// The addresses of this feature.
pub fn routes() -> Routes {
    Routes::new().route("/coverage", get(pages::index)).merge(api::routes())
}
