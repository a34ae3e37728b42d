//! The product's table of contents: every feature's addresses, and what stands on whose page.

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
use crate::layout::followed;
use crate::layout::handover;
use crate::layout::layer::Layer;
use crate::layout::reminder::Source;
use crate::layout::searched::Searched;
use crate::layout::slots::{Host, Slot, SlotOn, Way};
use crate::{
    accounts, agreement_evidence, agreements, appointments, canonical, coverage, dashboard, demo, history, holidays,
    home, imports, interests, layout, matching, monitoring, needs, network_calls, old_addresses, openapi,
    organisations, participation, past_projects, places, practice, projects, promises, published_figures,
    questionnaires, reminders, responses, search, technologies, thesaurus, trainings, villages, volunteers,
};

/// Every feature's addresses, in the order in which a need travels.
const FEATURES: &[fn() -> Routes] = &[
    home::routes,
    organisations::routes,
    places::routes,
    accounts::routes,
    agreements::routes,
    appointments::routes,
    technologies::routes,
    holidays::routes,
    promises::routes,
    interests::routes,
    thesaurus::routes,
    needs::routes,
    villages::routes,
    volunteers::routes,
    matching::routes,
    network_calls::routes,
    projects::routes,
    questionnaires::routes,
    responses::routes,
    participation::routes,
    monitoring::routes,
    agreement_evidence::routes,
    dashboard::routes,
    coverage::routes,
    history::routes,
    published_figures::routes,
    past_projects::routes,
    trainings::routes,
    imports::routes,
    practice::routes,
    search::routes,
    demo::routes,
];

/// What higher features show on the pages of lower ones.
pub const SLOTS: &[Slot] = &[
    appointments::ON_CLINIC,
    agreements::ON_CLINIC,
    agreement_evidence::ON_CLINIC,
    agreement_evidence::ON_AGREEMENT,
    agreement_evidence::ON_AGREEMENTS,
    technologies::ON_CLINIC,
    trainings::ON_CLINIC,
    past_projects::ON_CLINIC,
    needs::ON_CLINIC,
    projects::ON_CLINIC,
    coverage::ON_CLINICS,
    villages::ON_CLINIC,
    demo::ON_SIGN_IN,
    matching::ON_NEED,
    network_calls::ON_NEED,
    network_calls::ON_TRACK,
    network_calls::ON_MATCHES,
    network_calls::WHERE_NOTHING_FITS,
    matching::ON_TECHNOLOGY,
    projects::ON_NEED,
    monitoring::ON_NEED,
    history::ON_NEED,
    history::ON_PROJECT,
    reminders::ON_DESK,
    appointments::ON_DESK,
    projects::ON_DESK,
    participation::ON_DESK,
    responses::ON_DESK,
    monitoring::ON_DESK,
    technologies::ON_DESK,
    network_calls::ON_DESK,
    interests::ON_TECHNOLOGY,
    projects::ON_TECHNOLOGY,
    villages::ON_TECHNOLOGY,
    history::ON_THESAURUS,
    dashboard::ON_FRONT,
    projects::ON_FRONT,
];

/// The ways from a desk to what is used now and then.
pub const WAYS: &[Way] = &[
    needs::WAY,
    needs::WAY_TO_SHEET,
    promises::WAY,
    holidays::WAY,
    agreements::WAY,
    appointments::WAY,
    technologies::WAY,
    interests::WAY,
    network_calls::WAY,
    questionnaires::WAY,
    places::WAY,
    volunteers::WAY,
    imports::WAY,
    history::WAY,
    thesaurus::WAY,
    search::WAY,
];

/// What higher features show on the page of a project.
impl Host for projects::Project {
    fn slots() -> &'static [SlotOn<Self>] {
        &[monitoring::ON_PROJECT, responses::ON_PROJECT, participation::ON_PROJECT]
    }
}

/// What ends with a need.
impl Ends for needs::Need {
    type How = needs::End;

    fn followers() -> &'static [Follower<Self>] {
        &[Follower(network_calls::end_with)]
    }
}

/// What the coverage map shows: each feature counts its own records by province.
pub const LAYERS: &[Layer] = &[organisations::LAYER, villages::LAYER, volunteers::LAYER, appointments::LAYER];

/// What the search finds, in the order of its tabs.
pub const SEARCHED: &[Searched] = &[
    technologies::SEARCHED,
    technologies::EXPERTS,
    needs::SEARCHED,
    projects::SEARCHED,
    organisations::SEARCHED,
    appointments::SEARCHED,
    villages::SEARCHED,
];

/// Who reminds people of what.
pub const REMINDERS: &[Source] =
    &[agreements::reminders, technologies::reminders, interests::reminders, needs::reminders, network_calls::reminders];

/// Whose codes lead on from the place where needs are followed.
pub const FOLLOWED: &[followed::Source] = &[interests::followed, participation::followed];

/// Of whom something may wait at a clinic when somebody there hands their work over.
pub const HANDED_OVER: &[handover::Source] = &[
    needs::waiting,
    projects::waiting,
    monitoring::waiting,
    participation::waiting,
    technologies::waiting,
    interests::waiting,
    network_calls::waiting,
    agreements::waiting,
];

/// The largest request body: a form with its attachments.
const BODY_MOST: usize = 20 * 1024 * 1024;

/// The whole site.
pub fn router(app: App) -> Router {
    let framing = Framing::new(app.ground().clone(), Arc::new(layout::Layout::new(&app)));
    let routes = FEATURES.iter().fold(Routes::default(), |site, routes| site.merge(routes()));
    let (site, document) = routes.split_for_parts();
    let framed = site
        .merge(openapi::routes(document, &app.settings.public_url))
        .method_not_allowed_fallback(|| async { Error::WrongMethod })
        .fallback(old_addresses::lead_on)
        .layer(middleware::from_fn(canonical::as_written))
        .layer(middleware::from_fn_with_state(app.clone(), accounts::keep_typed))
        .layer(middleware::from_fn_with_state(app.clone(), accounts::recognise))
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
