//! Reminding participants to answer, by LINE where they linked their slip and by SMS else: those who agreed to be
//! contacted, can be reached, and have something to answer now. A message is work of the queue that names nobody; whom it
//! goes to is looked up when it leaves, so that whoever answered or took their consent back meanwhile gets none. Nobody
//! is disturbed between eight in the evening and eight in the morning, nor twice in a week.

mod linking;
mod pages;
mod pages_line;
mod pages_slots;
mod policy;
mod record;
mod reminder;
mod store;
mod store_lines;
mod verbs;
mod verbs_delivery;

use axum::routing::{get, post};

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::SlotOn;

use crate::responses::{Area, Holder, Participant};

pub use policy::Verb;
pub use reminder::{Reminder, State};
pub use store::list_reminders;
pub use store_lines::find_linked;
pub use verbs::{forget_line, send};
pub use verbs_delivery::jobs;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature::of(routes);

/// On the list of an area's participants.
pub const ON_AREA: SlotOn<Area> = SlotOn(pages_slots::on_area);
/// On the page of a participant, at the desk.
pub const ON_PARTICIPANT: SlotOn<Participant> = SlotOn(pages_slots::on_participant);
/// On the page that a slip opens.
pub const ON_SLIP: SlotOn<Holder> = SlotOn(pages_slots::on_slip);

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/desk/projects/{code}/areas/{number}/participant-reminders", get(pages::index).post(pages::send))
        .route("/line/webhook", post(pages_line::webhook))
}
