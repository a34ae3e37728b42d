//! The layer of volunteers on the coverage map.

use chrono::NaiveDate;

use super::store_networks;
use house::app::App;
use house::layout::layer::{Counting, Counts, Layer};

/// Members at work, in the province they live in. Who they are nobody is told: a count opens to the
/// networks.
pub const LAYER: Layer = Layer {
    name: "volunteers",
    place: 30,
    title: "volunteers-title",
    unit: "volunteers-members-count",
    count: counted,
    records: |_| "/volunteers".to_owned(),
};

fn counted(app: &App, _: NaiveDate) -> Counting<'_> {
    Box::pin(async {
        let mut counts = Counts::new();
        for one in store_networks::count_members(&app.db, None).await? {
            *counts.entry(one.province).or_default() += one.members;
        }
        Ok(counts)
    })
}
