//! What communities say they need, in their own words. Anyone may tell a need, without an account,
//! and follow it by a tracking code; the clinic of the province analyses it together with the
//! community, and every need ends in a project or in a reason the public can read.

mod api;
mod api_way;
mod attachment;
mod double;
mod due;
mod ending;
mod filter;
mod forms;
mod forms_desk;
mod forms_sheet;
mod importing;
mod merging;
mod need;
mod pages;
mod pages_desk;
mod pages_files;
mod pages_handover;
mod pages_reminders;
mod pages_slots;
mod pages_track;
mod pages_work;
mod pages_write;
mod photo;
mod policy;
mod record;
mod recovery;
mod remark;
mod searching;
mod store;
mod store_desk;
mod store_files;
mod store_rehearsal;
mod store_rows;
mod store_searching;
mod store_way;
mod verbs;
mod verbs_clock;
mod verbs_files;
mod verbs_merge;
mod verbs_recovery;
mod verbs_talk;
mod voice;
mod wording;

use axum::routing::{get, post};

use self::pages_write::Writing;
use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, Spot, Way};
use house::layout::{handover, reminder};

pub use attachment::{FILE_MOST, FileKind};
pub use ending::End;
pub use filter::Filter;
pub use forms::{NeedForm, READ_IN};
pub use need::{Analysis, Channel, GroupKind, Need, NewNeed, Status, TOLD_MOST, summary};
pub use pages_track::{track_form, unknown_code};
pub use policy::{Verb, may_analyse, may_see, may_see_person};
pub use searching::SEARCHED;
pub use store::{Row, count_to_decide, find, find_by_code, find_many, list, list_matched, list_to_decide};
pub use store_rows::shown_to_all;
pub use store_way::{list_problems, text_to_match};
pub use verbs::{
    analyse, answer, decline, forget, held, left_by_project, matched, network_called, proposed, register, rehearsals,
    taken_into_project, write_down,
};
pub use verbs_clock::{WATCH, jobs, watch};
pub use wording::{is_held, legible};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    kinds: &[&importing::Needs],
    searched: &[SEARCHED],
    reminders: &[reminder::Source { place: 40, due: pages_reminders::reminders }],
    handed_over: &[handover::Source { place: 10, find: pages_handover::waiting }],
    slots: &[ON_CLINIC],
    ways: &[WAY, WAY_TO_SHEET],
    ..Feature::of(routes)
};

/// On the page of a clinic: the newest needs that came to it.
const ON_CLINIC: Slot = Slot { on: Spot::Clinic, place: 70, fill: pages_slots::of_clinic };

/// The way to what is watched over, from a desk.
const WAY: Way = Way {
    place: 10,
    address: "/desk/needs",
    title: "needs-desk-title",
    may: |reader| policy::may_watch(reader).is_ok(),
};
/// The way to write a need down for somebody, from the desk of those who do.
const WAY_TO_SHEET: Way = Way {
    place: 20,
    address: "/desk/needs/new",
    title: "needs-sheet-title",
    may: |reader| policy::may_write_down(reader).is_ok(),
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/needs", get(pages::index).post(pages::register))
        .route("/needs/new", get(pages::new))
        .route("/needs/{code}", get(pages::show))
        .route("/needs/{code}/analyse", get(pages::analysis).post(pages::analyse))
        .route("/needs/{code}/decline", pages_write::write(Writing::Decline))
        .route("/needs/{code}/answer", pages_write::write(Writing::Answer))
        .route("/needs/{code}/ask", pages_write::write(Writing::Ask))
        .route("/needs/{code}/reply", pages_write::write(Writing::Reply))
        .route("/needs/{code}/withhold", pages_write::write(Writing::Withhold))
        .route("/needs/{code}/publish", post(pages_work::publish))
        .route("/needs/{code}/merge", post(pages_work::merge))
        .route("/needs/{code}/unmerge", post(pages_work::unmerge))
        .route("/needs/{code}/attach", post(pages_work::attach))
        .route("/needs/{code}/publish-file", post(pages_work::publish_file))
        .route("/needs/{code}/remove-file", post(pages_work::remove_file))
        .route("/needs/{code}/files/{id}", get(pages_files::file))
        .route("/needs/{code}/recover", post(pages_desk::recover))
        .route("/desk/needs", get(pages_desk::desk).post(pages_desk::write_down))
        .route("/desk/needs/new", get(pages_desk::sheet))
        .route("/desk/needs/lost", get(pages_desk::lost).post(pages_desk::look_for_lost))
        .route("/track", get(track_form))
        .route("/track/reclaim", get(pages_track::reclaiming).post(pages_track::reclaim))
        .route("/track/{code}", get(pages_track::track))
        .route("/track/{code}/reply", post(pages_track::reply))
        .route("/track/{code}/attach", post(pages_track::attach))
        .route("/track/{code}/remove-file", post(pages_track::remove_file))
        .route("/track/{code}/files/{id}", get(pages_files::followed))
        .merge(api::routes())
}
