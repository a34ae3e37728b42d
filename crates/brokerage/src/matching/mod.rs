//! Which technology helps with which need, and why: found by meaning, by words and by what is known of
//! earlier results, in the clinic's own house first and then in the whole network; a person decides, and
//! the reasons are kept as they were shown.

mod api;
mod decision;
mod earlier;
mod field;
mod forms;
mod found;
mod pages;
mod pages_needs;
mod policy;
mod reason;
mod record;
mod saying;
mod store;
mod verbs;
mod verbs_find;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, Spot};

pub use api::{MatchList, read_province};
pub use decision::{Decision, Status};
pub use found::{Match, Matches};
pub use policy::Verb;
pub use reason::{Reason, ReasonKind};
pub use store::{confirmed_technologies, list_of_need};
pub use verbs::{Choice, confirm, forget, reject};
pub use verbs_find::{find, find_for, find_needs};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { slots: &[ON_NEED, ON_TECHNOLOGY], ..Feature::of(routes) };

/// On the page of a need: what was found to fit.
const ON_NEED: Slot = Slot { on: Spot::Need, place: 10, fill: pages::of_need };
/// On the page of a technology: the way to the needs it may help.
const ON_TECHNOLOGY: Slot = Slot { on: Spot::Technology, place: 10, fill: pages_needs::of_technology };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/needs/{code}/matches", get(pages::index))
        .route("/technologies/{code}/needs", get(pages_needs::needs))
        .route("/needs/{code}/confirm", get(pages::confirmation).post(pages::confirm))
        .route("/needs/{code}/reject", get(pages::rejection).post(pages::reject))
        .merge(api::routes())
}
