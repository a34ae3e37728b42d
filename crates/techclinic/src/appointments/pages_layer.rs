//! The layer of chief science officers of provinces on the coverage map.

use chrono::NaiveDate;

use super::post::Post;
use super::store;
use crate::app::App;
use crate::layout::layer::{Counting, Layer};

/// Chief science officers (PCSO) in post, in each province.
pub const LAYER: Layer = Layer {
    name: "executives",
    title: "appointments-post-provincial_executive",
    unit: "appointments-layer-unit",
    count: counted,
    records: |province| {
        kit::web::address("/appointments", &[("post", Post::ProvincialExecutive.as_str()), ("province", province)])
    },
};

fn counted(app: &App, day: NaiveDate) -> Counting<'_> {
    Box::pin(store::count_executives(&app.db, day))
}
