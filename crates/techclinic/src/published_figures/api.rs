//! The JSON face of published figures: the same list.

use axum::Json;
use axum::extract::State;
use kit::Result;
use kit::db::listing::Listing;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::figure::{Figure, Qualifier};
use super::store;
use crate::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(list))
}

/// A figure in the list.
#[derive(Serialize, ToSchema)]
pub(super) struct FigureItem {
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
            note_en: figure.note_en,
        }
    }
}

/// Figures that documents printed. One page holds them all.
#[utoipa::path(get, path = "/api/v1/published-figures", operation_id = "published_figure.list",
    responses((status = 200, body = Listing<FigureItem>)))]
async fn list(State(app): State<App>) -> Result<Json<Listing<FigureItem>>> {
    let items = store::list(&app.db).await?.into_iter().map(FigureItem::from).collect();
    Ok(Json(Listing { items, next_cursor: None }))
}
