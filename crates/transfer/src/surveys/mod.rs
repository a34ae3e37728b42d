//! Surveys: any other form the network asks with, beside the three that every project has (docs/requirements.md A0-14,
//! A3-05). A clinic or the ministry writes one as a workbook, tries it, publishes it with a word on what is new, and
//! whoever has its address answers it without an account. What they answer becomes needs or opinions, where its owner
//! said which question says what of one; the rest stays the owner's to read.

mod becoming;
mod country;
mod edition;
mod forms;
mod mapping;
mod pages;
mod pages_answering;
mod pages_answers;
mod pages_results;
mod policy;
mod record;
mod store;
mod store_answers;
mod survey;
mod verbs;
mod verbs_answers;

use axum::routing::{get, post};

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::Way;

pub use policy::Verb;
pub use survey::{Answer, Survey};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { ways: &[WAY], ..Feature::of(routes) };

/// The way here from the desk of those who write one.
const WAY: Way = Way {
    place: 95,
    address: "/desk/surveys",
    title: "surveys-desk-title",
    may: |reader| policy::may_draft(reader, None).is_ok(),
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/surveys", get(pages_answering::index))
        .route("/surveys/{code}", get(pages_answering::asked).post(pages_answering::give))
        .route("/surveys/{code}/received/{receipt}", get(pages_answering::received))
        .route("/surveys/{code}/try/{key}", get(pages_answering::trying).post(pages_answering::tried))
        .route("/desk/surveys", get(pages::index).post(pages::draft))
        .route("/desk/surveys/{code}", get(pages::show))
        .route("/desk/surveys/{code}/revise", post(pages::revise))
        .route("/desk/surveys/{code}/map", get(pages::mapping).post(pages::map))
        .route("/desk/surveys/{code}/publish", post(pages::publish))
        .route("/desk/surveys/{code}/discard", post(pages::discard))
        .route("/desk/surveys/{code}/close", post(pages::close))
        .route("/desk/surveys/{code}/reopen", post(pages::reopen))
        .route("/desk/surveys/{code}/editions/{number}/xlsx", get(pages::download))
        .route("/desk/surveys/{code}/answers", get(pages_answers::index))
        .route("/desk/surveys/{code}/answers/{receipt}", get(pages_answers::show))
        .route("/desk/surveys/{code}/results", get(pages_results::index))
        .route("/desk/surveys/{code}/results/{question}", get(pages_results::behind))
        .route("/desk/surveys/{code}/answers.csv", get(pages_answers::csv))
        .route("/desk/surveys/{code}/answers.xlsx", get(pages_answers::xlsx))
}
