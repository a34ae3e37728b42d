//! Numbers that somebody printed about the network: how many clinics, provinces, people helped, as
//! a plan, a news page or a resolution said it. Each stands with its source and its date and is
//! never overwritten by what our own records say.

mod api;
mod figure;
mod forms;
mod importing;
mod pages;
mod pages_forms;
mod policy;
mod record;
mod recorded;
mod store;
mod store_recorded;
mod verbs;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use axum::routing::get;

use crate::app::Routes;

pub use figure::{Figure, Qualifier};
pub use importing::PublishedFigures;
pub use policy::Verb;
pub use store::list;

/// The addresses of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .route("/published-figures", get(pages::index).post(pages_forms::register))
        .route("/published-figures/new", get(pages_forms::new))
        .route("/published-figures/{code}/correct", get(pages_forms::correction).post(pages_forms::correct))
        .route("/published-figures/{code}/withdraw", get(pages_forms::withdrawal).post(pages_forms::withdraw))
        .merge(api::routes())
}
