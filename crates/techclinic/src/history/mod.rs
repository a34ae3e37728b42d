//! The reading side of the trail: what was done, by whom, to which record and when. Auditors read
//! all of it; whoever works in the network reads on a record's page what was done to that record.
//! Each folder names its own verbs; this one writes nothing.

mod line;
mod pages;
mod record;
mod store;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, Spot, Way};

/// What this folder gives to the house.
pub const FEATURE: Feature =
    Feature { slots: &[ON_NEED, ON_PROJECT, ON_THESAURUS], ways: &[WAY], ..Feature::of(routes) };

/// On the page of a need: what was done to it.
const ON_NEED: Slot = Slot { on: Spot::Need, place: 50, fill: pages::of_record };
/// The same at the end of a project's page.
const ON_PROJECT: Slot = Slot { on: Spot::ProjectEnd, place: 10, fill: pages::of_record };
/// The same on the page of a group of words.
const ON_THESAURUS: Slot = Slot { on: Spot::Thesaurus, place: 10, fill: pages::of_record };

/// The way to the whole trail, from the desk of those who may read it.
const WAY: Way = Way {
    place: 140,
    address: "/desk/history",
    title: "history-title",
    may: |reader| line::may_read_all(reader).is_ok(),
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new().route("/desk/history", get(pages::index))
}
