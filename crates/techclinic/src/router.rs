//! The product's table of contents: every feature, by rank. What each gives to the house stands in its own
//! folder, as `FEATURE`.

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::{Router, middleware};
use kit::web::{Framing, frame};
use kit::{Error, message};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

use crate::{canonical, openapi};
use house::app::{App, Routes};
use house::layout;
use house::layout::feature::{self, Feature, features};

/// Every feature, along the journey of a need. A row is a rank: a feature uses those of the rows above its own
/// only, and none beside it. `cargo xtask tidy` reads the ranks from here; where a real case does not fit, move
/// the border here and say why in the commit. One a line, so that two who add a feature do not meet.
#[rustfmt::skip]
pub const FEATURES: &[&[&Feature]] = &[
    // Who is reading and what they may: asked by every policy, the register's own among them.
    &[&house::rights::FEATURE],
    &[&house::places::FEATURE],
    &[&house::organisations::FEATURE],
    &[&house::accounts::FEATURE],
    &[&house::drafts::FEATURE],
    &[
        &network::agreements::FEATURE,
        &network::appointments::FEATURE,
        &brokerage::holidays::FEATURE,
        &brokerage::promises::FEATURE,
        &brokerage::technologies::FEATURE,
        &transfer::questionnaires::FEATURE,
        &transfer::programmes::FEATURE,
        &transfer::plan_items::FEATURE,
        &house::thesaurus::FEATURE,
    ],
    &[
        &brokerage::needs::FEATURE,
        &network::villages::FEATURE,
    ],
    &[
        &network::volunteers::FEATURE,
        &brokerage::matching::FEATURE,
        &brokerage::interests::FEATURE,
    ],
    // A clinic asks the whole network where matching found nothing.
    &[&brokerage::network_calls::FEATURE],
    &[&transfer::calls::FEATURE],
    &[&transfer::projects::FEATURE],
    // Proposals are judged before they are projects.
    &[&transfer::reviews::FEATURE],
    &[&transfer::disbursements::FEATURE],
    &[&transfer::responses::FEATURE],
    // Each purpose is agreed to on its own, and taken back on its own.
    &[&transfer::consents::FEATURE],
    // What they answered is counted.
    &[&transfer::results::FEATURE],
    // Who has not answered yet is asked.
    &[&transfer::follow_ups::FEATURE],
    // And reminded, where they agreed to it.
    &[&transfer::participant_reminders::FEATURE],
    // What telephones send becomes answers.
    &[&transfer::submissions::FEATURE],
    // What is filled in on paper comes the same way.
    &[&transfer::paper_packs::FEATURE],
    // Where there is no signal, a page of its own holds their forms.
    &[&transfer::fieldwork::FEATURE],
    // A person asks for a copy of what is held of them, a correction or deletion.
    &[&transfer::data_requests::FEATURE],
    // And sees all of it.
    &[&transfer::own_data::FEATURE],
    &[&transfer::participation::FEATURE],
    // What is asked beside the three questionnaires becomes needs and opinions.
    &[&transfer::surveys::FEATURE],
    &[&transfer::monitoring::FEATURE],
    // The plans for the provinces gather what was proposed and approved.
    &[&transfer::integration_plans::FEATURE],
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

/// Lets the house know who lives in it and what they say: before anything else is asked of it.
pub fn furnish() {
    feature::furnish(FEATURES, crate::sentences::catalogue);
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
        .layer(middleware::from_fn_with_state(app.clone(), house::accounts::keep_typed))
        .layer(middleware::from_fn_with_state(app.clone(), house::accounts::recognise))
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
