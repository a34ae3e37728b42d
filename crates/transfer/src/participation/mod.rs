//! What people say about the network's work (docs/requirements.md A0-14, A0-15): one register for
//! the web and for what staff heard on the telephone, at forums and in surveys. Every opinion has
//! somebody who answers for it, is read and freed of numbers of persons before it is published, gets
//! a disposition with its reason, and a reply the public can read.

mod api;
mod forms;
mod importing;
mod opinion;
mod pages;
mod pages_desk;
mod pages_handover;
mod pages_slots;
mod policy;
mod record;
mod store;
mod store_list;
mod store_rehearsals;
mod store_standing;
mod verbs;
mod verbs_standing;

use axum::routing::{get, post};

use self::pages_desk::Writing;
use crate::projects::Project;
use brokerage::needs;
use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::handover;
use house::layout::slots::{Slot, SlotOn, Spot};

pub use forms::OpinionForm;
pub use importing::Opinions;
pub use opinion::{Channel, Decision, Disposition, NewOpinion, Opinion, Status};
pub use policy::Verb;
pub use store::{find_by_code, find_by_tracking_code};
pub use store_list::{Filter, Row};
pub use verbs::{dispose, forget, publish, register, reply, withhold, write_down};
pub use verbs_standing::stand_on;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    kinds: &[&Opinions],
    followed: &[pages_slots::followed],
    handed_over: &[handover::Source { place: 40, find: pages_handover::waiting }],
    slots: &[ON_DESK],
    ..Feature::of(routes)
};

/// On the page of a project, which has been read.
pub const ON_PROJECT: SlotOn<Project> = SlotOn(pages_slots::on_project);
/// On a desk: the opinions that wait for the reader.
const ON_DESK: Slot = Slot { on: Spot::Desk, place: 40, fill: pages_slots::on_desk };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/participation", get(pages::index).post(pages::register))
        .route("/participation/new", get(pages::new))
        .route("/participation/track", get(needs::track_form))
        .route("/participation/track/{code}", get(pages::track))
        .route("/participation/{code}", get(pages::show))
        .route("/participation/{code}/publish", post(pages_desk::publish))
        .route("/participation/{code}/withhold", pages_desk::write(Writing::Withhold))
        .route("/participation/{code}/dispose", get(pages_desk::disposing).post(pages_desk::dispose))
        .route("/participation/{code}/reply", pages_desk::write(Writing::Reply))
        .route("/desk/opinions", get(pages_desk::desk))
        .merge(api::routes())
}
