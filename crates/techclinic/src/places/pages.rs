//! The part of a form that htmx fetches when a province or a district is chosen.

use kit::web::Query;
use serde::Deserialize;

use crate::layout::place::PlaceFragment;

/// What was chosen so far.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    province: String,
    district: String,
    subdistrict: String,
}

pub(super) async fn choose(Query(chosen): Query<Chosen>) -> PlaceFragment {
    PlaceFragment::new(super::chooser(&chosen.province, &chosen.district, &chosen.subdistrict))
}
