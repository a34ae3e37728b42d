//! The three questionnaires of a project (แบบใบสมัคร, แบบประเมินผล, แบบติดตามผล;
//! `docs/requirements.md A0-23`): their forms and versions, what they ask, and how an answer to
//! them is judged. A form is an XLSForm workbook, so a clinic can change it in a spreadsheet and
//! the same file serves the page here, ODK Collect in a village without signal, and paper. It is
//! read once per version; every answer, whichever way it came, then goes through [`judging`], which
//! trusts nothing the sender's device may or may not have checked.

mod condition;
mod control;
mod day;
mod edition;
mod expression;
mod fault;
pub mod judging;
mod pages;
mod policy;
mod question;
mod questionnaire;
mod reading;
mod record;
mod store;
mod trial;
mod value;
mod verbs;
mod workbook;
mod xml;

#[cfg(test)]
mod tests;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::Way;

pub use condition::Condition;
pub use edition::{Asked, Edition};
pub use fault::{FormError, FormFault};
pub use judging::{Judged, Problem, ProblemKind};
pub use policy::Verb;
pub use question::{Choice, Group, Item, Question, QuestionType, Wording};
pub use questionnaire::{Kind, Questionnaire, Version};
pub use store::{find_current, find_edition, list_editions};
pub use value::{Given, Value};
pub use verbs::{publish, publish_shipped};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { ways: &[WAY], ..Feature::of(routes) };

/// The way here from the desk of those who publish one.
const WAY: Way = Way {
    place: 100,
    address: "/questionnaires",
    title: "questionnaires-title",
    may: |reader| policy::may_publish(reader).is_ok(),
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/questionnaires", get(pages::index).post(pages::publish))
        .route("/questionnaires/{kind}/{version}/xlsx", get(pages::download))
}
