//! The JSON face of published figures: the same list.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use kit::db::listing::Listing;
use kit::form::TextForm;
use kit::web::{Body, IdempotencyKey, IfMatch, Path, once_key, tagged};
use kit::{Error, Result};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::figure::{Figure, Qualifier};
use super::forms::FigureForm;
use super::recorded::Recorded;
use super::{importing, policy, store, store_recorded, verbs};
use crate::accounts::Reader;
use crate::app::{App, Routes};
use crate::told::{self, Withdrawn};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, register))
        .routes(routes!(show))
        .routes(routes!(correct))
        .routes(routes!(withdraw))
}

/// A figure in the list.
#[derive(Serialize, ToSchema)]
pub(super) struct FigureItem {
    /// Its code.
    code: String,
    /// What is counted.
    fact: String,
    /// The number.
    value: i64,
    /// How exactly it was meant.
    #[schema(value_type = Qualifier)]
    qualifier: &'static str,
    /// What one of them is.
    unit: String,
    /// When it held, as it was printed.
    as_of: String,
    /// The same as a day, ISO 8601, where one was printed.
    as_of_on: Option<chrono::NaiveDate>,
    /// Who printed it where.
    source: String,
    /// What a reader should know beside.
    note: Option<String>,
    /// The same in English, where somebody has written it.
    note_en: Option<String>,
    /// Does another of these sources say what cannot be true beside it?
    disputed: bool,
    /// What the records count on the last day it was meant for; null where they do not reach back so far.
    recorded: Option<i64>,
    /// The first day of which the records can tell; null where they never can.
    records_begin: Option<chrono::NaiveDate>,
    /// For `If-Match`.
    version: i64,
    /// It was wrong and is in no list; null: it stands.
    withdrawn: Option<Withdrawn>,
}

impl FigureItem {
    fn new(figure: Figure, all: &[Figure], recorded: &Recorded) -> Self {
        let counted = figure.held().ends().and_then(|day| recorded.count(&figure.fact, day));
        Self {
            disputed: all.iter().any(|other| figure.contradicts(other)),
            recorded: counted,
            records_begin: recorded.begins(&figure.fact),
            fact: figure.fact,
            value: figure.value,
            qualifier: figure.qualifier.as_str(),
            unit: figure.unit,
            as_of: figure.as_of,
            as_of_on: figure.as_of_on,
            source: figure.source,
            note: figure.note,
            note_en: figure.note_en,
            version: figure.standing.version,
            withdrawn: figure.standing.withdrawn,
            code: figure.code,
        }
    }
}

/// Figures that documents printed. One page holds them all.
#[utoipa::path(get, path = "/api/v1/published-figures", operation_id = "published_figure.list",
    responses((status = 200, body = Listing<FigureItem>)))]
async fn list(State(app): State<App>) -> Result<Json<Listing<FigureItem>>> {
    let recorded = store_recorded::recorded(&app.db).await?;
    let all = store::list(&app.db).await?;
    let items = all.iter().map(|figure| FigureItem::new(figure.clone(), &all, &recorded)).collect();
    Ok(Json(Listing { items, next_cursor: None }))
}

async fn answer(app: &App, figure: Figure, status: StatusCode) -> Result<Response> {
    let recorded = store_recorded::recorded(&app.db).await?;
    let all = store::list(&app.db).await?;
    Ok(tagged(status, figure.standing.version, FigureItem::new(figure, &all, &recorded)))
}

async fn found(app: &App, code: &str) -> Result<Figure> {
    store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)
}

/// One of them, also when it was withdrawn.
#[utoipa::path(get, path = "/api/v1/published-figures/{code}", operation_id = "published_figure.show",
    responses((status = 200, body = FigureItem)))]
async fn show(State(app): State<App>, Path(code): Path<String>) -> Result<Response> {
    answer(&app, found(&app, &code).await?, StatusCode::OK).await
}

/// Enters a printed number.
#[utoipa::path(post, path = "/api/v1/published-figures", operation_id = "published_figure.register",
    request_body = FigureForm, params(IdempotencyKey), responses((status = 201, body = FigureItem)))]
async fn register(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<FigureForm>,
) -> Result<Response> {
    policy::may_register(&reader)?;
    let once = once_key(&headers, &form);
    let figure = importing::typed(&app, &reader, &form, "").await?;
    let figure = verbs::register(&app, &reader, figure, once.as_deref()).await?;
    answer(&app, figure, StatusCode::CREATED).await
}

/// Corrects it: the whole form stands in the place of what was there, and what was withdrawn stands again.
#[utoipa::path(post, path = "/api/v1/published-figures/{code}/correct", operation_id = "published_figure.correct",
    request_body = FigureForm, params(IfMatch), responses((status = 200, body = FigureItem)))]
async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(form): Body<FigureForm>,
) -> Result<Response> {
    policy::may_correct(&reader)?;
    let code = found(&app, &code).await?.code;
    let figure = importing::typed(&app, &reader, &form, &code).await?;
    let figure = verbs::correct(&app, &reader, figure, told::version(&form.version, &headers)).await?;
    answer(&app, figure, StatusCode::OK).await
}

/// Withdraws what was wrong, with the reason as text.
#[utoipa::path(post, path = "/api/v1/published-figures/{code}/withdraw", operation_id = "published_figure.withdraw",
    request_body = TextForm, responses((status = 200, body = FigureItem)))]
async fn withdraw(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<TextForm>,
) -> Result<Response> {
    policy::may_withdraw(&reader)?;
    let because = form.check(told::REASON_MOST)?;
    let figure = verbs::withdraw(&app, &reader, &code, because, form.seen()).await?;
    answer(&app, figure, StatusCode::OK).await
}
