//! The JSON face of the coverage map.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use kit::Result;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::reach::Reach;
use house::app::{App, Routes};
use house::layout::layer::{Counts, layers};

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(coverage))
}

/// A layer of the map.
#[derive(Serialize, ToSchema)]
pub(super) struct LayerItem {
    /// Its word, such as `clinics`.
    layer: &'static str,
    /// How many there are, by official code of the province; those without any are left out.
    counts: Counts,
    /// Official codes of the provinces that have none.
    gaps: Vec<String>,
}

/// The coverage map.
#[derive(Serialize, ToSchema)]
pub(super) struct CoverageList {
    /// The day.
    on: NaiveDate,
    /// Every layer.
    items: Vec<LayerItem>,
}

/// Which provinces the network reaches, layer by layer, and which it does not.
#[utoipa::path(get, path = "/api/v1/coverage", operation_id = "coverage.list",
    responses((status = 200, body = CoverageList)))]
async fn coverage(State(app): State<App>) -> Result<Json<CoverageList>> {
    let on = app.clock.today();
    let mut items = Vec::new();
    for layer in layers() {
        let mut counts = (layer.count)(&app, on).await?;
        let mut gaps: Vec<String> = Reach::new(&counts, on).gaps().iter().map(|one| one.code.to_string()).collect();
        gaps.sort();
        counts.retain(|_, count| *count > 0);
        items.push(LayerItem { layer: layer.name, counts, gaps });
    }
    Ok(Json(CoverageList { on, items }))
}
