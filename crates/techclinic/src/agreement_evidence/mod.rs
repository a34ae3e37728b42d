//! What the records show of an agreement's duties: needs surveyed, technologies registered, transfers
//! held, the executive the clinic worked with. From it a renewal file is drafted, and it tells which
//! clinics still report although their agreement has lapsed.

mod evidence;
mod pages;
mod store;

#[cfg(test)]
mod tests;

use axum::routing::get;

use crate::app::Routes;
use crate::layout::slots::{Slot, Spot};

pub use evidence::{Evidence, Finding};

/// What stands on the page of a clinic: the evidence for the agreement that is in force.
pub const ON_CLINIC: Slot = Slot { on: Spot::Clinic, fill: pages::on_clinic };
/// What stands on the page of an agreement: the evidence.
pub const ON_AGREEMENT: Slot = Slot { on: Spot::Agreement, fill: pages::on_agreement };
/// What stands above the list of agreements: the way to those that lapsed while their clinics report.
pub const ON_AGREEMENTS: Slot = Slot { on: Spot::Agreements, fill: pages::on_agreements };

/// The addresses of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .route("/agreements/{code}/renewal-file", get(pages::renewal_file))
        .route("/desk/agreements/lapsed", get(pages::lapsed))
}
