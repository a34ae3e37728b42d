//! The dashboard: what the network did in a fiscal year, for everybody. It owns no records; it
//! counts those of the features below it, and every number opens to them.

mod overview;
mod pages;
mod store;

#[cfg(test)]
mod tests;

use axum::routing::get;

use crate::app::Routes;
use crate::layout::slots::{Slot, Spot};

/// On the front page: the figures of the year.
pub const ON_FRONT: Slot = Slot { on: Spot::Front, fill: pages::on_front };

/// The addresses of this feature.
pub fn routes() -> Routes {
    Routes::new().route("/dashboard", get(pages::index)).route("/dashboard/projects", get(pages::projects))
}
