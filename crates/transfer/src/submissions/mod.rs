//! What telephones send from the field: answered forms as ODK Collect and its like send them, by OpenRosa. A clinic
//! hands a telephone the key to one of its areas; what comes is kept as it came before it is acknowledged, and judged
//! as every other answer is. What breaks a rule is not dropped: it waits, flagged, until a person puts it right or
//! refuses it with a reason.

mod field_key;
mod forms;
mod handed;
mod openrosa;
mod pages;
mod pages_handed;
mod pages_keys;
mod pages_openrosa;
mod pages_slots;
mod policy;
mod record;
mod sending;
mod store;
mod store_keys;
mod submission;
mod verbs;
mod verbs_keys;
mod verbs_settling;

use axum::routing::{get, post};

use house::app::Routes;
use house::layout::feature::Feature;
use house::layout::slots::{Slot, SlotOn, Spot};

use crate::projects::Project;

pub use field_key::FieldKey;
pub use policy::Verb;
pub use sending::{Sender, Sent};
pub use store::{Receipt, list_receipts, list_standings};
pub use submission::{Issue, PAPER, Part, Standing, Submission};
pub use verbs::receive;
pub use verbs_keys::opened_by;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { slots: &[ON_DESK], ..Feature::of(routes) };

/// On the page of a project, which has been read.
pub const ON_PROJECT: SlotOn<Project> = SlotOn(pages_slots::on_project);
/// On a desk: what waits to be put right.
const ON_DESK: Slot = Slot { on: Spot::Desk, place: 51, fill: pages_slots::on_desk };

/// The addresses of this feature. Those of OpenRosa stand twice: with a key in the path, as a telephone has them from
/// its code, and bare, for those who sign in with name and password.
fn routes() -> Routes {
    Routes::new()
        .route("/desk/projects/{code}/areas/{number}/submissions", get(pages::index))
        .route(
            "/desk/projects/{code}/areas/{number}/submissions/handed",
            get(pages_handed::index).post(pages_handed::receive),
        )
        .route("/desk/submissions/{receipt}", get(pages::show))
        .route("/desk/submissions/{receipt}/put-right", post(pages::put_right))
        .route("/desk/submissions/{receipt}/approve", post(pages::approve))
        .route("/desk/submissions/{receipt}/reject", post(pages::reject))
        .route("/desk/submissions/{receipt}/files/{name}", get(pages::file))
        .route("/desk/submissions/{receipt}/cuts/{question}", get(pages::cut))
        .route("/desk/projects/{code}/areas/{number}/field-keys", get(pages_keys::index).post(pages_keys::make))
        .route("/desk/field-keys/{id}/end", post(pages_keys::end))
        .route("/openrosa/key/{key}/formList", get(pages_openrosa::form_list))
        .route("/openrosa/key/{key}/forms/{id}", get(pages_openrosa::form))
        .route("/openrosa/key/{key}/manifest/{id}", get(pages_openrosa::manifest))
        .route("/openrosa/key/{key}/submission", post(pages_openrosa::submit).head(pages_openrosa::ready))
        .route("/openrosa/formList", get(pages_openrosa::form_list))
        .route("/openrosa/forms/{id}", get(pages_openrosa::form))
        .route("/openrosa/manifest/{id}", get(pages_openrosa::manifest))
        .route("/openrosa/submission", post(pages_openrosa::submit).head(pages_openrosa::ready))
}
