//! Where nothing fits a need, the clinic that answers for it asks the whole network. Other clinics answer
//! with a technology of their own or with words; whoever asked uses what helps, and says when it is over.

mod answer;
mod api;
mod call;
mod filter;
mod forms;
mod pages;
mod pages_handover;
mod pages_reminders;
mod pages_show;
mod pages_slots;
mod policy;
mod record;
mod sight;
mod store;
mod store_answers;
mod verbs;
mod verbs_end;
mod verbs_seen;

use axum::routing::{get, post};

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, Spot, Way};
use house::layout::{handover, reminder};

pub use answer::{CallAnswer, NewAnswer};
pub use call::{Because, Ending, NetworkCall, NewCall, Status};
pub use forms::TypedAnswer;
pub use policy::Verb;
pub use store::find_by_code;
pub use verbs::{answer, close, open};
pub use verbs_end::end_with;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    reminders: &[reminder::Source { place: 50, due: pages_reminders::reminders }],
    handed_over: &[handover::Source { place: 70, find: pages_handover::waiting }],
    slots: &[ON_NEED, ON_TRACK, ON_MATCHES, WHERE_NOTHING_FITS, ON_DESK],
    ways: &[WAY],
    ..Feature::of(routes)
};

/// On the page of a need: that its clinic asked the network.
const ON_NEED: Slot = Slot { on: Spot::Need, place: 20, fill: pages_slots::of_need };
/// The same for whoever follows the need by their code.
const ON_TRACK: Slot = Slot { on: Spot::NeedTrack, place: 10, fill: pages_slots::of_need };
/// Where a clinic decides what fits: what other clinics proposed.
const ON_MATCHES: Slot = Slot { on: Spot::NeedMatches, place: 10, fill: pages_slots::on_matches };
/// There, where nothing fits: the way to ask the network.
const WHERE_NOTHING_FITS: Slot = Slot { on: Spot::NeedNothingFits, place: 10, fill: pages_slots::where_nothing_fits };
/// On a desk: calls of other clinics that wait for an answer, and the own ones.
const ON_DESK: Slot = Slot { on: Spot::Desk, place: 80, fill: pages_slots::on_desk };

/// The way to the list, from a desk.
const WAY: Way = Way { place: 90, address: "/network-calls", title: "network-calls-title", may: policy::sees_all };

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/network-calls", get(pages::index).post(pages::open))
        .route("/network-calls/new", get(pages::new))
        .route("/network-calls/{code}", get(pages_show::show))
        .route("/network-calls/{code}/answer", post(pages_show::answer))
        .route("/network-calls/{code}/withdraw", post(pages_show::withdraw))
        .route("/network-calls/{code}/confirm", post(pages_show::confirm))
        .route("/network-calls/{code}/close", post(pages_show::close))
        .merge(api::routes())
}
