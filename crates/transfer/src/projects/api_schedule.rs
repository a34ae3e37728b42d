//! The JSON face of the schedule: what was done when.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use kit::message::msg;
use kit::web::{Body, Path};
use kit::{Error, FormErrors, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::project::Project;
use super::verbs_schedule as verbs;
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(mark_done)).routes(routes!(unmark_done))
}

/// A day on which an activity was done.
#[derive(Deserialize, ToSchema)]
struct DoneBody {
    /// ISO 8601, up to today.
    on: NaiveDate,
}

/// What is known of an activity.
#[derive(Serialize, ToSchema)]
struct DoneDays {
    /// The days on which it was done.
    done: Vec<NaiveDate>,
}

fn days(project: &Project, number: usize) -> Json<DoneDays> {
    let item = number.checked_sub(1).and_then(|at| project.plan.schedule.get(at));
    Json(DoneDays { done: item.into_iter().flat_map(|item| item.done()).filter_map(|mark| mark.exact_on).collect() })
}

/// Writes down that an activity of the schedule, counted from one, was done on a day.
#[utoipa::path(post, path = "/api/v1/projects/{code}/schedule/{number}/mark-done",
    operation_id = "schedule_item.mark_done", request_body = DoneBody,
    responses((status = 200, body = DoneDays)))]
async fn mark_done(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, usize)>,
    Body(body): Body<DoneBody>,
) -> Result<Json<DoneDays>> {
    let position = number.checked_sub(1).ok_or(Error::NotFound)?;
    if body.on > app.clock.today() {
        return Err(FormErrors::one("on", msg("layout-date-future")).into());
    }
    Ok(days(&verbs::mark_done(&app, &reader, &code, position, body.on).await?, number))
}

/// Takes such a day back.
#[utoipa::path(post, path = "/api/v1/projects/{code}/schedule/{number}/unmark-done",
    operation_id = "schedule_item.unmark_done", request_body = DoneBody,
    responses((status = 200, body = DoneDays)))]
async fn unmark_done(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, usize)>,
    Body(body): Body<DoneBody>,
) -> Result<Json<DoneDays>> {
    let position = number.checked_sub(1).ok_or(Error::NotFound)?;
    Ok(days(&verbs::unmark_done(&app, &reader, &code, position, body.on).await?, number))
}
