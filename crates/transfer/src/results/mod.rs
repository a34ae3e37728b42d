//! What the answers to a form say in figures (docs/requirements.md A0-11, B-12 to B-14): how many answered of how many
//! were asked, what was said to each question, both ways to say satisfaction with the official one marked, and what
//! became of income and cost. A clinic and the ministry see every figure and open it to its answers; everybody sees
//! those of a whole project, small cells hidden (docs/requirements.md B-21).

mod counting;
mod economy;
mod looked_for;
mod pages;
mod pages_answers;
mod pages_slots;
mod question_result;
mod shown;
mod tally;

use axum::routing::get;

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::SlotOn;

use crate::projects::Project;

pub use economy::{Change, Economy, Estimate};
pub use looked_for::{LookedFor, SHOWN};
pub use question_result::{ChoiceCount, Choices, Numbers, QuestionResult, Said};
pub use shown::{Promised, Shown};
pub use tally::Tally;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature::of(routes);

/// On the page of a project, which has been read.
pub const ON_PROJECT: SlotOn<Project> = SlotOn(pages_slots::on_project);

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/projects/{code}/results", get(pages::for_everybody))
        .route("/desk/projects/{code}/areas/{number}/results", get(pages::of_area))
        .route("/desk/projects/{code}/areas/{number}/results/{form}/{question}", get(pages_answers::index))
}
