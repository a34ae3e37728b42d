//! The layer of villages on the coverage map.

use chrono::NaiveDate;

use super::store_lists;
use crate::app::App;
use crate::layout::layer::{Counting, Layer};

/// Host villages, in each province.
pub const LAYER: Layer = Layer {
    name: "villages",
    title: "villages-kind-host",
    unit: "villages-count",
    count: counted,
    records: |province| kit::web::address("/villages/coverage", &[("province", province)]),
};

fn counted(app: &App, _: NaiveDate) -> Counting<'_> {
    Box::pin(async {
        let coverage = store_lists::coverage(&app.db).await?;
        let reached = coverage.provinces.iter().filter(|one| one.villages() > 0);
        Ok(reached.map(|one| (one.code(), one.villages())).collect())
    })
}
