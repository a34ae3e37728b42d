//! The JSON face of projects of the past: the same list.

use axum::Json;
use axum::extract::State;
use kit::Result;
use kit::db::listing::Listing;
use kit::web::Narrowed;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::past_project::PastProject;
use super::store::{self, Filter};
use crate::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(list))
}

/// A project from before the system, as its source tells of it.
#[derive(Serialize, ToSchema)]
pub(super) struct PastProjectItem {
    /// Its code.
    code: String,
    /// Buddhist era.
    fiscal_year: i32,
    /// What it was called.
    name_th: String,
    /// The same in English, where there is one.
    name_en: Option<String>,
    /// Who ran it, by the name of that time.
    organiser: String,
    /// Official code of the province; null: no source says it.
    province: Option<String>,
    /// The budget in satang; null: no source says it.
    budget_satang: Option<i64>,
    /// Persons reached; null: no source says it.
    recipients: Option<i64>,
    /// What came of it.
    result: Option<String>,
    /// Where all this is known from.
    source: String,
    /// What a reader should know beside.
    note: Option<String>,
    /// Part of a demonstration.
    invented: bool,
}

impl From<PastProject> for PastProjectItem {
    fn from(project: PastProject) -> Self {
        Self {
            code: project.code,
            fiscal_year: project.fiscal_year.0,
            name_th: project.name.th,
            name_en: project.name.en,
            organiser: project.organiser,
            province: project.province,
            budget_satang: project.budget.map(|budget| budget.0),
            recipients: project.recipients,
            result: project.result,
            source: project.source,
            note: project.note,
            invented: project.invented,
        }
    }
}

/// Projects from before the system, newest year first. No figure of ours counts them.
#[utoipa::path(get, path = "/api/v1/past-projects", operation_id = "past_project.list",
    params(Filter), responses((status = 200, body = Listing<PastProjectItem>)))]
async fn list(State(app): State<App>, Narrowed(filter): Narrowed<Filter>) -> Result<Json<Listing<PastProjectItem>>> {
    Ok(Json(store::list(&app.db, &filter).await?.map(PastProjectItem::from)))
}
