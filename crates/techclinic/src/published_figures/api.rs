//! The JSON face of published figures: the same list.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use kit::Result;
use kit::db::listing::Listing;
use serde::Serialize;
use utoipa::ToSchema;

use super::figure::Figure;
use super::store;
use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/api/v1/published-figures", get(list))
}

/// A figure in the list.
#[derive(Serialize, ToSchema)]
pub(super) struct FigureItem {
    /// What is counted.
    fact: String,
    /// The number.
    value: i64,
    /// How exactly it was meant: `exactly`, `at_least` or `more_than`.
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
}

impl From<Figure> for FigureItem {
    fn from(figure: Figure) -> Self {
        Self {
            fact: figure.fact,
            value: figure.value,
            qualifier: figure.qualifier.as_str(),
            unit: figure.unit,
            as_of: figure.as_of,
            as_of_on: figure.as_of_on,
            source: figure.source,
            note: figure.note,
        }
    }
}

/// One page holds them all: there are as many as documents print.
async fn list(State(app): State<App>) -> Result<Json<Listing<FigureItem>>> {
    let items = store::list(&app.db).await?.into_iter().map(FigureItem::from).collect();
    Ok(Json(Listing { items, next_cursor: None }))
}
