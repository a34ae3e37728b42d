//! Drafts: what somebody is typing into a long form, kept here while they type, so that it waits for them on any device
//! and others see that somebody writes. It is nobody's record yet: only its writer reads it, the trail knows nothing of
//! it, and it is forgotten once the form is saved or after a month.

mod draft;
mod pages;
mod record;
mod store;

use axum::routing::post;

use crate::app::Routes;
use crate::layout::feature::Feature;

pub use draft::{Draft, Writer};
pub use store::{find, forget, forget_before, keep_brought, list_writers};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature::of(routes);

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new().route("/drafts/{key}", post(pages::keep)).route("/drafts/{key}/forget", post(pages::forget))
}
