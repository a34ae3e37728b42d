//! Projects: what a clinic or the ministry sets out to do for a fiscal year, where, for whom, by
//! which month and for how much. A plan is written section by section, warned about early and
//! stopped once; the ministry returns or approves it, and every signed version is kept whole.

mod api;
mod area;
mod batch;
mod budget;
mod check;
mod deed;
mod forms;
pub mod importing;
mod indicator;
mod pages;
mod policy;
mod project;
mod record;
mod schedule;
mod store;
mod store_rehearsals;
mod target_group;
mod typed;
mod verbs;
mod version;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub use area::{Area, AreaPlace, ProjectArea};
pub use batch::{Batch, NewIndicator, NewItem, NewLine, NewProject, RowErrors};
pub use budget::{Budget, BudgetLine, FundingShare, FundingSource, Totals};
pub use check::{Check, Section, checks};
pub use deed::Deed;
pub use forms::Proposal;
pub use indicator::{Instrument, ProjectIndicator, RECIPIENTS, Unit, hundredths_text};
pub use pages::{of_need, on_desk, on_front};
pub use policy::{Verb, may_see, works_on};
pub use project::{ParticipationLevel, Period, Plan, Programme, Project, Signature, Status};
pub use schedule::{ScheduleItem, ScheduleMark};
pub use store::{Row, find, find_area, find_by_code, list_areas_of_clinics, list_of_need, list_of_year};
pub use target_group::{TargetGroup, TargetKind};
pub use verbs::{
    Circumstances, approve, assign_area, close, follow_up, forget, import, mark_transferred, propose, rehearsals,
    return_project, sign, submit,
};
pub use version::{PlanDocument, ProjectName};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/projects", get(pages::index).post(pages::propose))
        .route("/projects/new", get(pages::new))
        .route("/projects/{code}", get(pages::show))
        .route("/projects/{code}/edit", get(pages::edit_form).post(pages::edit))
        .route("/projects/{code}/history", get(pages::history))
        .route("/projects/{code}/areas/{number}/assign", get(pages::assign_form).post(pages::assign))
        .route("/projects/{code}/submit", pages::deed(Deed::Submit))
        .route("/projects/{code}/sign", pages::deed(Deed::Sign))
        .route("/projects/{code}/return", pages::deed(Deed::Return))
        .route("/projects/{code}/approve", pages::deed(Deed::Approve))
        .route("/projects/{code}/mark-transferred", pages::deed(Deed::MarkTransferred))
        .route("/projects/{code}/follow-up", pages::deed(Deed::FollowUp))
        .route("/projects/{code}/close", pages::deed(Deed::Close))
        .route("/projects/{code}/cancel", pages::deed(Deed::Cancel))
        .merge(api::routes())
}
