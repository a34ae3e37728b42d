//! What participants ask about their own data: a copy of all that is held, a correction, or that it be deleted. By their
//! slip, or at the clinic; answered, or refused with a reason, within thirty days (Personal Data Protection Act
//! B.E. 2562, sections 30 to 36). Who is to answer sees the day on their desk.

mod forms;
mod pages;
mod pages_reminders;
mod pages_slip;
mod pages_slots;
mod policy;
mod record;
mod request;
mod store;
mod verbs;

use axum::routing::{get, post};

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::reminder;
use house::layout::slots::{SlotOn, Way};

use crate::responses::{Holder, Participant};

pub use policy::Verb;
pub use request::{DataRequest, Outcome, Wish};
pub use store::list_requests;
pub use verbs::{answer, record, refuse};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    ways: &[WAY],
    reminders: &[reminder::Source { place: 60, due: pages_reminders::reminders }],
    ..Feature::of(routes)
};

/// The way to the list, from a desk.
const WAY: Way =
    Way { place: 75, address: "/desk/data-requests", title: "data-requests-title", may: policy::may_see_list };

/// On the page of a participant, at the desk.
pub const ON_PARTICIPANT: SlotOn<Participant> = SlotOn(pages_slots::on_participant);
/// On the page that a slip opens.
pub const ON_SLIP: SlotOn<Holder> = SlotOn(pages_slots::on_slip);

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/desk/data-requests", get(pages::index))
        .route("/desk/data-requests/{code}", get(pages::show))
        .route("/desk/data-requests/{code}/answer", post(pages::answer))
        .route("/desk/data-requests/{code}/refuse", post(pages::refuse))
        .route("/desk/participants/{code}/data-requests", get(pages::new).post(pages::record))
        .route("/fill/{code}/data-requests", get(pages_slip::show).post(pages_slip::record))
}
