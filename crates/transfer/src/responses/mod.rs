//! What happened, and what came of it: the days of a project's areas, the people who took part, and
//! what they answered. A day of transfer opens each person's follow-up one to three months later;
//! answers are judged by the questionnaire they were given to, kept in revisions, and counted for
//! the indicators. Names never leave the area's clinic and the ministry.

mod activity;
mod api;
mod area;
mod follow_up;
mod forms;
pub mod fraction;
mod importing;
mod measure;
mod pages;
mod pages_activities;
mod pages_participants;
mod pages_responses;
mod pages_slips;
mod participant;
mod policy;
mod record;
mod response;
mod score;
mod sheet;
mod store;
mod store_activities;
mod store_given;
mod store_participants;
mod store_rehearsals;
mod store_responses;
mod store_slips;
mod store_standing;
mod store_transfers;
mod suppression;
mod verbs;
mod verbs_activities;
mod verbs_participants;
mod verbs_standing;
mod verbs_taking;

use axum::routing::{get, post};

use crate::projects::Project;
use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::SlotOn;

pub use activity::{Activity, ActivityKind, NewActivity};
pub use area::{AT_WORK, Area};
pub use follow_up::{Window, may_be_answered, transfers_open_on};
pub use forms::answered_here;
pub use fraction::Fraction;
pub use importing::{Participants, Responses};
pub use measure::{Measures, Period};
pub use participant::{BroughtParticipant, Holder, NewParticipant, Participant, SLIP_CODE, group_word};
pub use policy::{Verb, may_answer, may_see_participants, may_use_slip, may_withdraw};
pub use response::{BroughtResponse, Filled, Mode, Response};
pub use score::Scores;
pub use sheet::{Field, Line, Sheet, Typed, said};
pub use store::{AreaCount, Wanted, find_area, list_area_counts, measures};
pub use store_activities::list_attended;
pub use store_given::{Reached, count_reached, list_given};
pub use store_participants::{find_code, find_participant, list_registered, list_unanswered};
pub use store_responses::list_responses;
pub use store_slips::list_slips;
pub use suppression::{FEWEST, hidden, is_small, shown, shown_share};
pub use verbs::{Door, answer, area_seen, correct, forget, moment, person_seen, whose, whose_slip};
pub use verbs_activities::{attend, record_activity};
pub use verbs_participants::{register, say_contact, withdraw};
pub use verbs_standing::stand_on;
pub use verbs_taking::{Taking, answered, find_answer, find_by_slip, is_taken, registered};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { kinds: &[&Participants, &Responses], ..Feature::of(routes) };

/// On the page of a project, which has been read.
pub const ON_PROJECT: SlotOn<Project> = SlotOn(pages::on_project);

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route(
            "/desk/projects/{code}/areas/{number}/participants",
            get(pages_participants::participants).post(pages_participants::register),
        )
        .route("/desk/projects/{code}/areas/{number}/participants/new", get(pages_participants::registration))
        .route(
            "/desk/projects/{code}/areas/{number}/activities",
            get(pages_activities::activities).post(pages_activities::record_activity),
        )
        .route("/desk/projects/{code}/areas/{number}/activities/new", get(pages_activities::new_activity))
        .route(
            "/desk/projects/{code}/areas/{number}/activities/{id}/attend",
            get(pages_activities::attendance).post(pages_activities::attend),
        )
        .route("/desk/participants/{code}", get(pages_participants::participant))
        .route("/desk/participants/{code}/slip", get(pages_slips::slip))
        .route("/desk/participants/{code}/withdraw", post(pages_participants::withdraw))
        .route("/desk/participants/{code}/{kind}/answer", get(pages_responses::sheet).post(pages_responses::answer))
        .route(
            "/desk/participants/{code}/{kind}/correct",
            get(pages_responses::correction).post(pages_responses::correct),
        )
        .route("/fill/{code}", get(pages_slips::fill))
        .route("/fill/{code}/withdraw", post(pages_slips::withdraw))
        .route("/fill/{code}/{kind}", get(pages_slips::fill_sheet).post(pages_slips::fill_in))
        .merge(api::routes())
}
