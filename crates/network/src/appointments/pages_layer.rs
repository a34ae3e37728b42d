//! The layer of the provinces' chief science executives (PCSO) on the coverage map.

use chrono::NaiveDate;

use super::appointment::State;
use super::post::Post;
use super::store;
use house::app::App;
use house::layout::layer::{Counting, Layer};

/// Executives in post, in their province.
pub const LAYER: Layer = Layer {
    name: "executives",
    place: 40,
    title: "appointments-post-provincial_executive",
    unit: "appointments-layer-unit",
    count: counted,
    records: |province| {
        let (post, state) = (Post::ProvincialExecutive.as_str(), State::InPost.as_str());
        kit::web::address("/appointments", &[("post", post), ("state", state), ("province", province)])
    },
};

fn counted(app: &App, day: NaiveDate) -> Counting<'_> {
    Box::pin(store::count_executives(&app.db, day))
}
