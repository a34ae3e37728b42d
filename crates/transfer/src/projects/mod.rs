//! Projects: what a clinic or the ministry sets out to do for a fiscal year, where, for whom, by
//! which month and for how much. A plan is written section by section, warned about early and
//! stopped once; the ministry returns or approves it, and every signed version is kept whole.

mod amendment;
mod answering;
mod api;
mod api_amendments;
mod api_attachments;
mod api_days;
mod api_paper;
mod api_schedule;
mod api_served;
mod area;
mod area_line;
mod attachment;
mod budget;
mod budget_check;
mod check;
mod counterpart;
mod deed;
mod desk;
mod document;
mod document_plan;
mod forms;
mod forms_areas;
mod forms_attachments;
mod forms_budget;
mod forms_copies;
mod forms_deeds;
mod forms_schedule;
mod forms_served;
mod formula;
mod importing;
mod importing_cells;
mod importing_parts;
mod indicator;
mod next_year;
mod outcome;
mod pages;
mod pages_amendments;
mod pages_attachments;
mod pages_changes;
mod pages_copies;
mod pages_days;
mod pages_deeds;
mod pages_edit;
mod pages_file;
mod pages_handover;
mod pages_history;
mod pages_paper;
mod pages_reminders;
mod pages_schedule;
mod pages_sections;
mod pages_served;
mod pages_slots;
mod paper;
mod paper_table;
mod plan;
mod plan_file;
mod plan_part;
mod policy;
mod price_range;
mod project;
mod record;
mod record_attachments;
mod record_parts;
mod schedule;
mod searching;
mod signed_copy;
mod signing;
mod standing;
mod store;
mod store_amendments;
mod store_areas;
mod store_attachments;
mod store_beside;
mod store_copies;
mod store_days;
mod store_list;
mod store_parts;
mod store_prices;
mod store_proposals;
mod store_rehearsals;
mod store_searching;
mod store_served;
mod target_group;
mod then;
mod typed;
mod verbs;
mod verbs_amendments;
mod verbs_answering;
mod verbs_attachments;
mod verbs_copies;
mod verbs_import;
mod verbs_judged;
mod verbs_known;
mod verbs_next_year;
mod verbs_paper;
mod verbs_schedule;
mod verbs_served;
mod verbs_taking_over;
mod version;
mod written;

use axum::routing::{get, post};

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::handover;
use house::layout::reminder;
use house::layout::slots::{Slot, Spot};

pub use answering::Answering;
pub use area::{Area, AreaPlace, ProjectArea};
pub use budget::{Budget, BudgetLine, FundingShare, FundingSource, Grants, Totals};
pub use check::{Check, Rules, Section, checks};
pub use deed::Deed;
pub use document::PlanDocument;
pub use forms_deeds::Proposal;
pub use formula::Formula;
pub use indicator::{Instrument, ProjectIndicator, RECIPIENTS, Unit};
pub use outcome::{Decided, Outcome};
pub use plan::{Period, Plan};
pub use policy::{Verb, may_see, works_on};
pub use project::{Project, Signature, Status};
pub use record::is_public;
pub use schedule::{ScheduleItem, ScheduleMark};
pub use standing::{Found, Standing, StandsOn, StoodOn};
pub use store::{find, find_by_code, list_of_need, list_of_year, names_of};
pub use store_areas::find_area;
pub use store_list::Row;
pub use store_proposals::{Proposed, judged_version, list_alike, list_decided, list_proposed};
pub use target_group::{TargetGroup, TargetKind};
pub use then::Then;
pub use typed::filled;
pub use verbs::{
    Revision, approve, close, follow_up, forget, held, mark_transferred, propose, rehearsals, return_project, sign,
    submit, transferred_everywhere,
};
pub use verbs_amendments::{approve_amendment, begin_amendment, edit_amendment, submit_amendment};
pub use verbs_answering::{answering, was_appointed};
pub use verbs_judged::{decided, held_by_id, let_read};
pub use version::ProjectName;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    kinds: &[
        &importing::Projects,
        &importing_parts::BudgetLines,
        &importing_parts::Activities,
        &importing_parts::Indicators,
    ],
    searched: &[searching::SEARCHED],
    handed_over: &[handover::Source { place: 20, find: pages_handover::waiting }],
    drafted: &[pages_edit::DRAFTED],
    reminders: &[reminder::Source { place: 65, due: pages_reminders::reminders }],
    slots: &[ON_CLINIC, ON_NEED, ON_DESK, ON_TECHNOLOGY, ON_FRONT, ON_CALL],
    ..Feature::of(routes)
};

/// On the page of a clinic: its projects.
const ON_CLINIC: Slot = Slot { on: Spot::Clinic, place: 80, fill: pages_slots::of_clinic };
/// On the page of a need: what became of it.
const ON_NEED: Slot = Slot { on: Spot::Need, place: 30, fill: pages_slots::of_need };
/// On a desk: the projects that wait for somebody.
const ON_DESK: Slot = Slot { on: Spot::Desk, place: 30, fill: pages_slots::on_desk };
/// On the page of a technology: the projects that transfer it.
const ON_TECHNOLOGY: Slot = Slot { on: Spot::Technology, place: 20, fill: pages_slots::of_technology };
/// On the front page, beside the newest needs: the newest projects.
const ON_FRONT: Slot = Slot { on: Spot::FrontNewest, place: 10, fill: pages_slots::on_front };
/// On the page of a call: the way to answer it, and the proposals that the reader may see.
const ON_CALL: Slot = Slot { on: Spot::Call, place: 10, fill: pages_slots::of_call };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/projects", get(pages::index).post(pages::propose))
        .route("/projects/new", get(pages::new))
        .route("/projects/{code}", get(pages::show))
        .route("/projects/{code}/edit", get(pages_edit::edit_form).post(pages_edit::edit))
        .route("/projects/{code}/history", get(pages_history::history))
        .route("/projects/{code}/amendments", get(pages_amendments::index).post(pages_amendments::begin_amendment))
        .route("/projects/{code}/amendments/{number}", get(pages_amendments::show))
        .route(
            "/projects/{code}/amendments/{number}/edit",
            get(pages_edit::edit_amendment_form).post(pages_edit::edit_amendment),
        )
        .route("/projects/{code}/amendments/{number}/submit", post(pages_amendments::submit_amendment))
        .route("/projects/{code}/amendments/{number}/return", post(pages_amendments::return_amendment))
        .route("/projects/{code}/amendments/{number}/approve", post(pages_amendments::approve_amendment))
        .route("/projects/{code}/amendments/{number}/withdraw", post(pages_amendments::withdraw_amendment))
        .route(
            "/projects/{code}/schedule/{number}/mark-done",
            get(pages_schedule::mark_form).post(pages_schedule::mark_done),
        )
        .route("/projects/{code}/schedule/{number}/unmark-done", post(pages_schedule::unmark_done))
        .route("/projects/{code}/as-of", get(pages_days::as_of))
        .route("/projects/{code}/served", get(pages_served::served))
        .route("/projects/{code}/choose-technology", post(pages_served::choose_technology))
        .route("/projects/{code}/leave-technology", post(pages_served::leave_technology))
        .route("/projects/{code}/serve-item", post(pages_served::serve_item))
        .route("/projects/{code}/leave-item", post(pages_served::leave_item))
        .route("/projects/{code}/take-up-need", post(pages_served::take_up_need))
        .route("/projects/{code}/leave-need", post(pages_served::leave_need))
        .route("/projects/{code}/files", get(pages_attachments::files))
        .route("/projects/{code}/files/{id}", get(pages_attachments::file))
        .route("/projects/{code}/attach", post(pages_attachments::attach))
        .route("/projects/{code}/detach", post(pages_attachments::detach))
        .route(
            "/projects/{code}/attach-signed",
            get(pages_copies::attach_signed_form).post(pages_copies::attach_signed),
        )
        .route("/projects/{code}/signed-copies/{id}", get(pages_copies::copy))
        .route("/projects/{code}/areas/{number}/assign", get(pages_deeds::assign_form).post(pages_deeds::assign))
        .route("/projects/{code}/submit", pages_deeds::deed(Deed::Submit))
        .route("/projects/{code}/sign", pages_deeds::deed(Deed::Sign))
        .route("/projects/{code}/return", pages_deeds::deed(Deed::Return))
        .route("/projects/{code}/approve", pages_deeds::deed(Deed::Approve))
        .route("/projects/{code}/mark-transferred", pages_deeds::deed(Deed::MarkTransferred))
        .route("/projects/{code}/follow-up", pages_deeds::deed(Deed::FollowUp))
        .route("/projects/{code}/close", pages_deeds::deed(Deed::Close))
        .route("/projects/{code}/open-next", pages_deeds::deed(Deed::OpenNext))
        .route("/projects/{code}/cancel", pages_deeds::deed(Deed::Cancel))
        .merge(paper_routes())
        .merge(api::routes())
        .merge(api_attachments::routes())
        .merge(api_paper::routes())
        .merge(api_served::routes())
}

/// Those of plans on paper, taken away and brought again.
fn paper_routes() -> Routes {
    Routes::new()
        .route("/projects/from-file", get(pages::new).post(pages_paper::from_file))
        .route("/projects/{code}/edit/file", get(pages_file::file_form).post(pages_file::bring))
        .route("/projects/{code}/edit/file/take-over", post(pages_file::take_over))
        .route(
            "/projects/{code}/amendments/{number}/edit/file",
            get(pages_file::amendment_file_form).post(pages_file::bring_to_amendment),
        )
        .route("/projects/{code}/amendments/{number}/edit/file/take-over", post(pages_file::take_over_into_amendment))
        .route("/projects/{code}/plan.pdf", get(pages_paper::pdf))
        .route("/projects/{code}/plan.docx", get(pages_paper::docx))
}
