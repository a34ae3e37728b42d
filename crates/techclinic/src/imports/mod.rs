//! Bringing records in from the files people keep, and taking them out in the same shape. Every kind
//! describes itself (`house::exchange`); here is what all share: a rehearsal that lists every bad
//! row and changes nothing, and an import that is one act, whole or not at all.

mod import;
mod pages;
mod pages_checked;
mod pages_export;
mod pages_undo;
mod policy;
mod record;
mod store;
mod store_order;
mod store_undo;
mod verbs;
mod verbs_compare;
mod verbs_export;
mod verbs_undo;
mod verbs_upload;

use std::sync::LazyLock;

use axum::routing::{get, post};
use kit::jobs::Workers;

use house::app::{App, Routes};
use house::exchange::AnyKind;
use house::layout::feature::{Feature, gathered};
use house::layout::slots;

pub use import::{Alteration, Altered, Checked, Double, Fault, Finished, Guess, Import, Stage, Way};
pub use policy::Verb;
pub use store_undo::find;
pub use verbs::{apply, rehearse};
pub use verbs_export::written;
pub use verbs_undo::undo;

/// The jobs of this feature, done for this program.
pub fn jobs(workers: Workers, app: &App) -> Workers {
    let app = app.clone();
    workers.on(verbs_upload::FORGET_UPLOAD, move |key| verbs_upload::forget_upload(app.clone(), key))
}

/// The codes of imports that count other than they name: part of `verify`.
///
/// # Errors
/// When the database cannot be read.
pub async fn miscounted(db: &kit::Db) -> kit::Result<Vec<String>> {
    store::list_miscounted(db).await
}

/// Every kind there is, in the order of their places: those that the features name in their `FEATURE`.
pub fn kinds() -> &'static [&'static dyn AnyKind] {
    static KINDS: LazyLock<Vec<&'static dyn AnyKind>> =
        LazyLock::new(|| gathered(|feature| feature.kinds, |kind| kind.place()));
    &KINDS
}

/// The kind of that name.
pub fn kind(name: &str) -> Option<&'static dyn AnyKind> {
    kinds().iter().copied().find(|kind| kind.name() == name)
}

/// Message id of what records of the kind of that name are called.
fn title(name: &str) -> &str {
    kind(name).map_or(name, |kind| kind.title())
}

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { ways: &[WAY], ..Feature::of(routes) };

/// The way here from the desk of those who may bring in anything.
const WAY: slots::Way = slots::Way {
    place: 130,
    address: "/desk/imports",
    title: "imports-title",
    may: |reader| pages::allowed(reader).is_ok(),
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/desk/imports", get(pages::index).post(pages::check))
        .route("/desk/imports/apply", post(pages::apply))
        .route("/desk/imports/checked/{upload}", get(pages_checked::show))
        .route("/desk/imports/checked/{upload}/{file}", get(pages_checked::wrong_rows))
        .route("/desk/imports/{code}", get(pages_undo::show))
        .route("/desk/imports/{code}/undo", post(pages_undo::undo))
        .route("/desk/exports/{file}", get(pages_export::download).post(pages_export::download))
}
