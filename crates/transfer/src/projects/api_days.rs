//! The JSON face of a project as it stood on a day.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use kit::web::Path;
use kit::{Error, Result};
use utoipa_axum::routes;

use super::api::{ProjectDocument, document};
use super::{policy, store, store_days};
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(as_of)).routes(routes!(days))
}

/// The days on which a project changed, the latest first; for strangers those on which they could read it.
#[utoipa::path(get, path = "/api/v1/projects/{code}/as-of", operation_id = "project.days",
    responses((status = 200, body = Vec<NaiveDate>)))]
async fn days(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<Vec<NaiveDate>>> {
    let project = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &project)?;
    let public = !policy::works_on(&reader, &project);
    Ok(Json(store_days::list_days(&app.db, &project, public).await?))
}

/// A project with its whole plan, as it stood when a day ended.
#[utoipa::path(get, path = "/api/v1/projects/{code}/as-of/{day}", operation_id = "project.as_of",
    responses((status = 200, body = ProjectDocument)))]
async fn as_of(
    State(app): State<App>,
    reader: Reader,
    Path((code, day)): Path<(String, NaiveDate)>,
) -> Result<Json<ProjectDocument>> {
    let project = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &project)?;
    let stood = store_days::find_as_of(&app.db, project.id, day).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &stood.project)?;
    Ok(Json(document(&app, &reader, &stood.project).await?))
}
