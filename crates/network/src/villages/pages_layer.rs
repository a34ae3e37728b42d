//! The layer of villages on the coverage map.

use chrono::NaiveDate;

use super::coverage::ProvinceCoverage;
use super::store_lists;
use house::app::App;
use house::layout::layer::{Counting, Layer};

/// Host villages, in the province they lie in.
pub const LAYER: Layer = Layer {
    name: "villages",
    place: 20,
    title: "villages-title",
    unit: "villages-count",
    count: counted,
    records: |province| kit::web::address("/villages/coverage", &[("province", province)]),
};

fn counted(app: &App, _: NaiveDate) -> Counting<'_> {
    Box::pin(async {
        let coverage = store_lists::coverage(&app.db).await?;
        let count = |one: &ProvinceCoverage| (one.code(), one.villages());
        Ok(coverage.provinces.iter().map(count).collect())
    })
}
