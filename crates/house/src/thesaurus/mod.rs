//! Words that mean the same to the network: what a village says beside what a catalogue says. The register
//! holds groups of phrases, each with where a local word is spoken, its source and whether somebody who
//! speaks so has looked at it. Searching and matching read it; the ministry and the managers of clinics
//! keep it.

mod entry;
mod filter;
mod forms;
mod importing;
mod pages;
mod policy;
mod record;
mod store;
mod verbs;

use axum::routing::{get, post};

use crate::app::Routes;
use crate::layout::feature::Feature;
use crate::layout::slots::Way;

pub use entry::{Entry, FOLLOWED, NewEntry, Region};
pub use policy::Verb;
pub use store::{find_by_code, list_groups};
pub use verbs::enter;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { kinds: &[&importing::Thesaurus], ways: &[WAY], ..Feature::of(routes) };

/// The way here from the desk of those who keep it.
const WAY: Way = Way {
    place: 150,
    address: "/thesaurus",
    title: "thesaurus-title",
    may: |reader| policy::may_enter(reader).is_ok(),
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/thesaurus", get(pages::index).post(pages::enter))
        .route("/thesaurus/new", get(pages::new))
        .route("/thesaurus/{code}", get(pages::show))
        .route("/thesaurus/{code}/correct", get(pages::correction).post(pages::correct))
        .route("/thesaurus/{code}/remove", post(pages::remove))
}
