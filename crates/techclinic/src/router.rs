//! The product's table of contents: every feature, by rank. What each gives to the house stands in its own
//! folder, as `FEATURE`; here is only what joins two of them by a type of the lower one.

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::{Router, middleware};
use kit::web::{Framing, frame};
use kit::{Error, message};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

use crate::app::{App, Routes};
use crate::layout::ending::{Ends, Follower};
use crate::layout::feature::{Feature, features};
use crate::layout::slots::{Host, SlotOn};
use crate::{canonical, layout, openapi};

/// Every feature, along the journey of a need. A row is a rank: a feature uses those of the rows above its own
/// only, and none beside it. `cargo xtask tidy` reads the ranks from here; where a real case does not fit, move
/// the border here and say why in the commit. One a line, so that two who add a feature do not meet.
#[rustfmt::skip]
pub const FEATURES: &[&[&Feature]] = &[
    // Who is reading and what they may: asked by every policy, the register's own among them.
    &[&crate::rights::FEATURE],
    &[&crate::places::FEATURE],
    &[&crate::organisations::FEATURE],
    &[&crate::accounts::FEATURE],
    &[
        &crate::agreements::FEATURE,
        &crate::appointments::FEATURE,
        &crate::holidays::FEATURE,
        &crate::promises::FEATURE,
        &crate::technologies::FEATURE,
        &crate::questionnaires::FEATURE,
        &crate::thesaurus::FEATURE,
    ],
    &[
        &crate::needs::FEATURE,
        &crate::villages::FEATURE,
    ],
    &[
        &crate::volunteers::FEATURE,
        &crate::matching::FEATURE,
        &crate::interests::FEATURE,
    ],
    // A clinic asks the whole network where matching found nothing.
    &[&crate::network_calls::FEATURE],
    &[&crate::projects::FEATURE],
    &[&crate::responses::FEATURE],
    &[&crate::participation::FEATURE],
    &[&crate::monitoring::FEATURE],
    &[&crate::agreement_evidence::FEATURE],
    &[
        &crate::history::FEATURE,
        &crate::search::FEATURE,
        &crate::published_figures::FEATURE,
        &crate::past_projects::FEATURE,
        &crate::trainings::FEATURE,
        &crate::old_addresses::FEATURE,
        &crate::home::FEATURE,
        &crate::dashboard::FEATURE,
        &crate::coverage::FEATURE,
        &crate::reminders::FEATURE,
    ],
    // Files bring in records of every kind, published figures among them.
    &[&crate::imports::FEATURE],
    // What was rehearsed is cleared along the whole way.
    &[&crate::practice::FEATURE],
    // The demonstration sees everything, and is seen by nobody.
    &[&crate::demo::FEATURE],
];

/// What higher features show on the page of a project.
impl Host for crate::projects::Project {
    fn slots() -> &'static [SlotOn<Self>] {
        &[crate::monitoring::ON_PROJECT, crate::responses::ON_PROJECT, crate::participation::ON_PROJECT]
    }
}

/// What ends with a need.
impl Ends for crate::needs::Need {
    type How = crate::needs::End;

    fn followers() -> &'static [Follower<Self>] {
        &[Follower(crate::network_calls::end_with)]
    }
}

/// The largest request body: a form with its attachments.
const BODY_MOST: usize = 20 * 1024 * 1024;

/// The whole site.
pub fn router(app: App) -> Router {
    let framing = Framing::new(app.ground().clone(), Arc::new(layout::Layout::new(&app)));
    let routes = features().fold(Routes::default(), |site, feature| site.merge((feature.routes)()));
    let (site, document) = routes.split_for_parts();
    let framed = site
        .merge(openapi::routes(document, &app.settings.public_url))
        .method_not_allowed_fallback(|| async { Error::WrongMethod })
        .fallback(crate::old_addresses::lead_on)
        .layer(middleware::from_fn(canonical::as_written))
        .layer(middleware::from_fn_with_state(app.clone(), crate::accounts::keep_typed))
        .layer(middleware::from_fn_with_state(app.clone(), crate::accounts::recognise))
        .layer(CsrfLayer::new().with_rejection_response(|_| {
            axum::response::IntoResponse::into_response(Error::Forbidden(message::msg("kit-error-cross-site")))
        }))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(framing, frame));
    Router::new()
        .merge(framed)
        .merge(layout::assets::routes())
        .layer(DefaultBodyLimit::max(BODY_MOST))
        .layer(CompressionLayer::new())
        .with_state(app)
}

/// A defect that made a handler panic is shown like any other inside error.
fn panicked(cause: Box<dyn std::any::Any + Send>) -> axum::response::Response {
    let text = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
    let cause = anyhow::anyhow!("a handler panicked: {}", text.unwrap_or("without a word"));
    axum::response::IntoResponse::into_response(Error::from(cause))
}
