//! Monitoring: what the records say of a project's promises, and the quarterly progress reports by
//! which each clinic answers for its areas. Figures draft themselves from activities, participants,
//! money, follow-ups and opinions; a report freezes them with the formulas they were reckoned by,
//! and a locked report is corrected only by its next revision.

mod api;
mod breakdown;
mod expectation;
mod figure;
mod forms;
mod formula;
mod indicator;
mod pages;
mod pages_figures;
mod pages_handover;
mod pages_slots;
mod policy;
mod progress_report;
mod public_figure;
mod record;
mod report_key;
mod reporting_area;
mod store;
mod store_figures;
mod store_standing;
mod verbs;
mod verbs_standing;

use axum::routing::{get, post};

use crate::projects::{Project, Then};
use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::handover;
use house::layout::slots::{Slot, SlotOn, Spot};

pub use expectation::{Expectation, Punctuality, Standing};
pub use figure::{Amount, Figures, IndicatorFigure};
pub use indicator::{Measure, Tally, Target};
pub use policy::Verb;
pub use progress_report::{Narrative, ProgressReport, Status};
pub use report_key::ReportKey;
pub use reporting_area::{ReportingArea, due_on};
pub use store::{list_areas, list_expected, list_revisions};
pub use store_figures::figures;
pub use verbs::{accept, correct, draft, explain, forget, lock, submit};
pub use verbs_standing::stand_on;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    handed_over: &[handover::Source { place: 30, find: pages_handover::waiting }],
    slots: &[ON_NEED, ON_DESK, ON_NEXT_YEAR],
    ..Feature::of(routes)
};

/// On the page of a project, which has been read.
pub const ON_PROJECT: SlotOn<Project> = SlotOn(pages_figures::on_project);
/// The same on the page of a day that is past.
pub const ON_PAST: SlotOn<Then> = SlotOn(pages_figures::on_past);
/// What monitoring shows on the page of a need: what came of it, as far as it is measured.
const ON_NEED: Slot = Slot { on: Spot::Need, place: 40, fill: pages_figures::on_need };
/// What was learned, on the draft of the next year's plan.
const ON_NEXT_YEAR: Slot = Slot { on: Spot::ProjectLessons, place: 10, fill: pages_slots::lessons };
/// What monitoring shows on a desk: the reports that wait.
const ON_DESK: Slot = Slot { on: Spot::Desk, place: 60, fill: pages::on_desk };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/desk/progress-reports", get(pages::index).post(pages::draft))
        .route("/desk/progress-reports/{report}", get(pages::show))
        .route("/desk/progress-reports/{report}/explain", post(pages::explain))
        .route("/desk/progress-reports/{report}/submit", post(pages::submit))
        .route("/desk/progress-reports/{report}/return", post(pages::return_progress_report))
        .route("/desk/progress-reports/{report}/accept", post(pages::accept))
        .route("/desk/progress-reports/{report}/lock", post(pages::lock))
        .route("/desk/progress-reports/{report}/correct", post(pages::correct))
        .route("/progress-reports/{project}/{fiscal_year}/{quarter}", get(pages_figures::public))
        .route("/projects/{project}/indicators/{indicator}", get(pages_figures::indicator))
        .merge(api::routes())
}
