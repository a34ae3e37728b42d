//! Who is still to be asked, so that no follow-up is forgotten: those who have not evaluated their transfer, those
//! whose follow-up is open, nearly over or over, and those whom somebody says cannot be reached. A clinic calls them
//! from here, asks them over the telephone, and writes down what came of each call.

mod attempt;
mod forms;
mod interview;
mod pages;
mod pages_calls;
mod pages_interview;
mod pages_slots;
mod policy;
mod queue;
mod record;
mod store;
mod verbs;

use axum::routing::{get, post};

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, SlotOn, Spot};

use crate::projects::Project;
use crate::responses::Participant;

pub use attempt::{Attempt, NewAttempt, Outcome};
pub use policy::Verb;
pub use queue::Queue;
pub use store::list_attempts;
pub use verbs::{give_up, record, resume};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { slots: &[ON_DESK], ..Feature::of(routes) };

/// On the page of a project, which has been read.
pub const ON_PROJECT: SlotOn<Project> = SlotOn(pages_slots::on_project);
/// On the page of a participant.
pub const ON_PARTICIPANT: SlotOn<Participant> = SlotOn(pages_slots::on_participant);
/// On a desk: whom to ask.
const ON_DESK: Slot = Slot { on: Spot::Desk, place: 50, fill: pages_slots::on_desk };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/desk/projects/{code}/areas/{number}/follow-ups", get(pages::index))
        .route("/desk/participants/{code}/call-attempts", get(pages_calls::show).post(pages_calls::record))
        .route("/desk/participants/{code}/give-up", post(pages_calls::give_up))
        .route("/desk/participants/{code}/resume", post(pages_calls::resume))
        .route("/desk/participants/{code}/interview/{kind}", get(pages_interview::begin).post(pages_interview::go_on))
}
