//! What the records show of an agreement's duties: needs surveyed, technologies registered, transfers
//! held, the executive the clinic worked with. From it a renewal file is drafted, and it tells which
//! clinics still report although their agreement has lapsed.

mod evidence;
mod pages;
mod store;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, Spot};

pub use evidence::{Evidence, Finding};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { slots: &[ON_CLINIC, ON_AGREEMENT, ON_AGREEMENTS], ..Feature::of(routes) };

/// What stands on the page of a clinic: the evidence for the agreement that is in force.
const ON_CLINIC: Slot = Slot { on: Spot::Clinic, place: 30, fill: pages::on_clinic };
/// What stands on the page of an agreement: the evidence.
const ON_AGREEMENT: Slot = Slot { on: Spot::Agreement, place: 10, fill: pages::on_agreement };
/// What stands above the list of agreements: the way to those that lapsed while their clinics report.
const ON_AGREEMENTS: Slot = Slot { on: Spot::Agreements, place: 10, fill: pages::on_agreements };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/agreements/{code}/renewal-file", get(pages::renewal_file))
        .route("/desk/agreements/lapsed", get(pages::lapsed))
}
