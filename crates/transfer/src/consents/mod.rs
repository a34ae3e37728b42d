//! What a participant agrees to, purpose by purpose: to be contacted for the follow-up, to be named to another clinic,
//! to be shown in photographs and stories. The application says it first; afterwards it is said at the clinic, over the
//! telephone or by the slip, and the last word stands. Taken back, what it covers stops at once, and figures counted
//! before stay (Personal Data Protection Act B.E. 2562, sections 19 and 20).

mod consent;
mod forms;
mod pages;
mod pages_area;
mod pages_slip;
mod pages_slots;
mod policy;
mod record;
mod store;
mod verbs;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::SlotOn;

use crate::responses::{Area, Holder, Participant};

pub use consent::{Consent, How, NewConsent, Purpose, Relation, Standing, Way, guardian_of, standing};
pub use policy::Verb;
pub use store::list_consents;
pub use verbs::record;

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
        .route("/desk/participants/{code}/consents", get(pages::show).post(pages::record))
        .route("/desk/projects/{code}/areas/{number}/consents", get(pages_area::index))
        .route("/fill/{code}/consents", get(pages_slip::show).post(pages_slip::take_back))
}
