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
mod participant;
mod policy;
mod record;
mod response;
mod sheet;
mod store;
mod store_rehearsals;
mod verbs;

#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub use activity::{Activity, ActivityKind, NewActivity};
pub use area::Area;
pub use follow_up::{Window, may_be_answered, transfers_open_on};
pub use fraction::Fraction;
pub use importing::{Participants, Responses};
pub use measure::{FEWEST, Measures, Period, shown, shown_share};
pub use pages::{desk_slot, project_slot};
pub use participant::{BroughtParticipant, NewParticipant, Participant};
pub use policy::{Verb, is_of_clinic, may_see_participants};
pub use response::{BroughtResponse, Filled, Mode, Response};
pub use store::{AreaCount, Due, Wanted, find_area, list_area_counts, list_due, measures};
pub use verbs::{Door, answer, attend, correct, forget, record_activity, register};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/projects/{code}/areas/{number}/participants", get(pages::participants).post(pages::register))
        .route("/desk/projects/{code}/areas/{number}/participants/new", get(pages::registration))
        .route("/desk/projects/{code}/areas/{number}/activities", get(pages::activities).post(pages::record_activity))
        .route("/desk/projects/{code}/areas/{number}/activities/new", get(pages::new_activity))
        .route(
            "/desk/projects/{code}/areas/{number}/activities/{id}/attend",
            get(pages::attendance).post(pages::attend),
        )
        .route("/desk/participants/{code}", get(pages::participant))
        .route("/desk/participants/{code}/slip", get(pages::slip))
        .route("/desk/participants/{code}/{kind}/answer", get(pages::sheet).post(pages::answer))
        .route("/desk/participants/{code}/{kind}/correct", get(pages::correction).post(pages::correct))
        .route("/fill/{code}", get(pages::fill))
        .route("/fill/{code}/{kind}", get(pages::fill_sheet).post(pages::fill_in))
        .merge(api::routes())
}
