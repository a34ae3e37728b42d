//! The JSON face of published figures: the same list.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use kit::Result;
use kit::db::listing::Listing;
use kit::form::TextForm;
use kit::web::{Body, IdempotencyKey, IfMatch, Path};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::figure::{Figure, Qualifier};
use super::forms::FigureForm;
use super::recorded::Recorded;
use super::{store, store_recorded};
use house::app::{App, Routes};
use house::register::{Answered, Asked, Withdrawn};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, register))
        .routes(routes!(show))
        .routes(routes!(correct))
        .routes(routes!(withdraw))
}

/// A figure in the list.
#[derive(Serialize, ToSchema)]
pub struct FigureItem {
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

impl Answered for Figure {
    type Item = FigureItem;

    async fn item(app: &App, figure: Self) -> Result<FigureItem> {
        let recorded = store_recorded::recorded(&app.db).await?;
        Ok(FigureItem::new(figure, &store::list(&app.db).await?, &recorded))
    }
}

/// One of them, also when it was withdrawn.
#[utoipa::path(get, path = "/api/v1/published-figures/{code}", operation_id = "published_figure.show",
    responses((status = 200, body = FigureItem)))]
async fn show(asked: Asked, Path(code): Path<String>) -> Result<Response> {
    asked.show::<Figure>(&code).await
}

/// Enters a printed number.
#[utoipa::path(post, path = "/api/v1/published-figures", operation_id = "published_figure.register",
    request_body = FigureForm, params(IdempotencyKey), responses((status = 201, body = FigureItem)))]
async fn register(asked: Asked, Body(form): Body<FigureForm>) -> Result<Response> {
    asked.register::<Figure>(form).await
}

/// Corrects it: the whole form stands in the place of what was there, and what was withdrawn stands again.
#[utoipa::path(post, path = "/api/v1/published-figures/{code}/correct", operation_id = "published_figure.correct",
    request_body = FigureForm, params(IfMatch), responses((status = 200, body = FigureItem)))]
async fn correct(asked: Asked, Path(code): Path<String>, Body(form): Body<FigureForm>) -> Result<Response> {
    asked.correct::<Figure>(&code, form).await
}

/// Withdraws what was wrong, with the reason as text.
#[utoipa::path(post, path = "/api/v1/published-figures/{code}/withdraw", operation_id = "published_figure.withdraw",
    request_body = TextForm, responses((status = 200, body = FigureItem)))]
async fn withdraw(asked: Asked, Path(code): Path<String>, Body(form): Body<TextForm>) -> Result<Response> {
    asked.withdraw::<Figure>(&code, &form).await
}
