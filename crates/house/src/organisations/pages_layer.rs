//! The layer of clinics on the coverage map.

use chrono::NaiveDate;

use super::store;
use crate::app::App;
use crate::layout::layer::{Counting, Layer};

/// Clinics, in each province they answer for.
pub const LAYER: Layer = Layer {
    name: "clinics",
    place: 10,
    title: "organisations-title",
    unit: "organisations-layer-unit",
    count: counted,
    records: |province| kit::web::address("/clinics", &[("province", province)]),
};

fn counted(app: &App, _: NaiveDate) -> Counting<'_> {
    Box::pin(store::count_answering(&app.db))
}
