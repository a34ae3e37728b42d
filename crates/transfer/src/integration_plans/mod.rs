//! Integration plans (แผนบูรณาการงานด้าน วทน. กับจังหวัด): for each fiscal year the projects of all agencies in the
//! provinces, compiled from our own and from what agencies tell, frozen under a seal that shows every later
//! change, and published as a book and as open data that say the same. Each row leads to the citizen's need it
//! came from and to the items of plans it answers to.

mod api;
mod api_days;
mod api_rows;
mod change;
mod compiling;
mod deed;
mod filter;
mod forms;
mod importing;
mod integration_plan;
mod pages;
mod pages_book;
mod pages_days;
mod pages_deeds;
mod pages_files;
mod pages_forms;
mod pages_needs;
mod pages_paper;
mod pages_rows;
mod pages_slots;
mod plan_row;
mod policy;
mod record;
mod seal;
mod store;
mod store_compile;
mod store_days;
mod store_editions;
mod store_lines;
mod store_links;
mod store_rows;
mod store_summary;
mod summary;
mod verbs;
mod verbs_past;
mod verbs_rows;
mod verbs_summary;

use axum::routing::get;

use self::deed::Deed;
use crate::projects::Project;
use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, SlotOn, Spot};
use house::register;

pub use integration_plan::{Description, Figures, IntegrationPlan, Seal, Status};
pub use plan_row::PlanRow;
pub use policy::Verb;
pub use store::{broken_seals, find_of_year};
pub use store_rows::find_by_code;
pub use verbs::{compile, freeze, open, publish};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { kinds: &[&importing::PlanRows], slots: &[ON_NEED], ..Feature::of(routes) };

/// On the page of a need: the rows of plans that came from it.
const ON_NEED: Slot = Slot { on: Spot::Need, place: 40, fill: pages_slots::on_need };
/// On the page of a project: the rows of plans that it is.
pub const ON_PROJECT: SlotOn<Project> = SlotOn(pages_slots::on_project);

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/integration-plans", get(pages::index).post(pages_deeds::open))
        .route("/integration-plans/new", get(pages_deeds::new))
        .route("/integration-plans/rows", get(pages_rows::index))
        .route("/integration-plans/rows/{code}", get(pages_rows::show))
        .merge(register::routes::<PlanRow>())
        .route("/integration-plans/{year}", get(pages::show))
        .route("/integration-plans/{year}/book", get(pages::book))
        .route("/integration-plans/{year}/book.pdf", get(pages_book::book))
        .route("/integration-plans/{year}/as-of", get(pages_days::as_of))
        .route("/integration-plans/{year}/needs", get(pages_needs::index))
        .route("/integration-plans/{year}/files/{file}", get(pages_files::download))
        .route("/integration-plans/{year}/describe", get(pages_deeds::description).post(pages_deeds::describe))
        .route("/integration-plans/{year}/compile", pages_deeds::deed(Deed::Compile))
        .route("/integration-plans/{year}/freeze", pages_deeds::deed(Deed::Freeze))
        .route("/integration-plans/{year}/unfreeze", pages_deeds::deed(Deed::Unfreeze))
        .route("/integration-plans/{year}/publish", pages_deeds::deed(Deed::Publish))
        .merge(api::routes())
        .merge(api_days::routes())
        .merge(api_rows::routes())
        .merge(pages_book::api_routes())
}
