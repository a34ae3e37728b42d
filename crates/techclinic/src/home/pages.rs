//! The front page, the page about the network, the desk, and how the server does.

use std::sync::atomic::Ordering;

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use kit::web::client_address;
use kit::{Error, Result, page};
use serde::Serialize;
use uuid::Uuid;

use brokerage::needs;
use house::accounts::{Credential, Reader, Role};
use house::app::App;
use house::indexing::Standing;
use house::layout::filters;
use house::layout::slots::{Slots, Spot, Way};

/// How many of the newest needs the front page shows.
const NEWEST: u64 = 5;
/// How many needs a desk shows; the list it leads to holds all of them.
const WAITING: u64 = 10;

/// The front page. The slots `Spot::Front`, above, and `Spot::FrontNewest`, beside the newest needs, are
/// drawn for nobody in particular.
#[derive(Template)]
#[template(path = "home/index.html")]
pub(super) struct Index {
    needs: Vec<needs::Row>,
    figures: Slots,
    newest: Slots,
}
page!(Index, "home-title", shared);

pub(super) async fn index(State(app): State<App>, reader: Reader) -> Result<Index> {
    let newest = needs::Filter { limit: Some(NEWEST), ..needs::Filter::default() };
    Ok(Index {
        needs: needs::list(&app.db, &newest, None).await?.items,
        figures: Slots::of(&app, &reader, Spot::Front, Uuid::nil()).await?,
        newest: Slots::of(&app, &reader, Spot::FrontNewest, Uuid::nil()).await?,
    })
}

/// What the network is, whose data stand here, and what happens to personal ones.
#[derive(Template)]
#[template(path = "home/about.html")]
pub(super) struct About;
page!(About, "home-about-title", shared);

pub(super) async fn about() -> About {
    About
}

/// What waits for whoever has signed in. The slot `Spot::Desk` is drawn for their account.
#[derive(Template)]
#[template(path = "home/desk.html")]
pub(super) struct Desk {
    name: String,
    roles: Vec<Role>,
    /// What their clinics have to decide; `None` for whoever works for no clinic.
    needs: Option<Vec<needs::Row>>,
    /// How many these are in all.
    of: u64,
    today: NaiveDate,
    administers: bool,
    may_practise: bool,
    slots: Slots,
    /// To what their roles use now and then.
    ways: Vec<&'static Way>,
}
page!(Desk, "layout-desk");

pub(super) async fn desk(State(app): State<App>, reader: Reader) -> Result<Desk> {
    let who = reader.must_sign_in()?;
    let clinics: Vec<_> = reader.clinics().collect();
    let (needs, of) = match clinics.is_empty() {
        true => (None, 0),
        false => (
            Some(needs::list_to_decide(&app.db, clinics.clone(), reader.practises(), WAITING).await?),
            needs::count_to_decide(&app.db, clinics, reader.practises()).await?,
        ),
    };
    let mut roles: Vec<Role> = Vec::new();
    for grant in reader.grants() {
        if !roles.contains(&grant.role) {
            roles.push(grant.role);
        }
    }
    let slots = Slots::of(&app, &reader, Spot::Desk, who.account).await?;
    Ok(Desk {
        name: who.name.clone(),
        roles,
        needs,
        of,
        today: app.clock.today(),
        administers: reader.is(&[Role::Administrator]),
        may_practise: reader.may_practise(),
        slots,
        ways: Way::of(&reader),
    })
}

/// The process is there.
pub(super) async fn health() -> &'static str {
    "ok"
}

/// What the server needs, and whether it has it.
#[derive(Serialize)]
struct Readiness {
    database: &'static str,
    storage: &'static str,
    loading: bool,
    /// How far the search has followed the records. It answers from what it has meanwhile.
    search: Standing,
}

pub(super) async fn ready(State(app): State<App>) -> Response {
    let database = word("database", app.db.reader().ping().await.map_err(anyhow::Error::from));
    let storage = word("storage", app.files.check().await);
    let loading = app.loading.load(Ordering::Relaxed);
    let whole = database == "ok" && storage == "ok" && !loading;
    let status = if whole { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let search = app.finder.standing();
    (status, Json(Readiness { database, storage, loading, search })).into_response()
}

/// The cause goes to the log: this page is read by machines outside.
fn word(part: &str, found: anyhow::Result<()>) -> &'static str {
    match found {
        Ok(()) => "ok",
        Err(cause) => {
            tracing::warn!(part, cause = format!("{cause:#}"), "not ready");
            "failed"
        }
    }
}

/// The figures, for the machine itself and for holders of a service token. To everybody else this
/// address does not exist.
pub(super) async fn metrics(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    headers: HeaderMap,
) -> Result<impl IntoResponse> {
    let service = reader.who().is_some_and(|who| matches!(who.credential, Credential::Service(_)));
    if !service && !is_local(&extensions, &headers) {
        return Err(Error::NotFound);
    }
    let figures = app.figures.as_ref().ok_or(Error::NotFound)?;
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], figures()))
}

/// Does the machine itself ask? What a proxy on the same machine hands on does not count.
fn is_local(extensions: &Extensions, headers: &HeaderMap) -> bool {
    let handed_on = ["forwarded", "x-forwarded-for", "x-real-ip", "via"].iter().any(|name| headers.contains_key(*name));
    client_address(extensions).is_loopback() && !handed_on
}
