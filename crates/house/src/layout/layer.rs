//! Layers of the coverage map: what a feature counts in each province. A feature that does says so in its
//! `FEATURE`.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::LazyLock;

use chrono::NaiveDate;
use kit::Result;

use crate::app::App;
use crate::layout::feature::gathered;

/// How many there are, by official code of the province; one that is not there has none.
pub type Counts = BTreeMap<String, i64>;
/// Counting the records of a layer as they are on a day.
pub type Counting<'a> = Pin<Box<dyn Future<Output = Result<Counts>> + Send + 'a>>;

/// One layer of the map.
#[derive(Clone, Copy)]
pub struct Layer {
    /// Its word in addresses, such as `clinics`.
    pub name: &'static str,
    /// Where it stands among the layers of other features, smallest first.
    pub place: u8,
    /// Message id of its name, such as "คลินิกเทคโนโลยี".
    pub title: &'static str,
    /// Message id with `$count`, such as "{ $count } คลินิก".
    pub unit: &'static str,
    /// Counts it.
    pub count: for<'a> fn(&'a App, NaiveDate) -> Counting<'a>,
    /// The address of the records of a province.
    pub records: fn(&str) -> String,
}

/// Every layer, in the order of their places.
pub fn layers() -> &'static [Layer] {
    static LAYERS: LazyLock<Vec<Layer>> = LazyLock::new(|| gathered(|feature| feature.layers, |layer| layer.place));
    &LAYERS
}
