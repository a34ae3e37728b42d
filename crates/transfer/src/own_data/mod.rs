//! What is held of one participant, all of it in one place: for themselves, by their slip and the end of their
//! telephone number, and at the desk of their clinic and of the ministry's data protection officer, to be read, printed
//! and handed out as a file (docs/requirements.md G-21). Nothing is written here.

mod held;
mod pages;
mod pages_slots;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::SlotOn;

use crate::responses::{Holder, Participant};

pub use held::Held;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature::of(routes);

/// On the page of a participant, at the desk.
pub const ON_PARTICIPANT: SlotOn<Participant> = SlotOn(pages_slots::on_participant);
/// On the page that a slip opens.
pub const ON_SLIP: SlotOn<Holder> = SlotOn(pages_slots::on_slip);

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/desk/participants/{code}/data", get(pages::at_desk))
        .route("/desk/participants/{code}/data.json", get(pages::file_at_desk))
        .route("/fill/{code}/data", get(pages::ask).post(pages::by_slip))
}
