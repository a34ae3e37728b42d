//! Pages that every stranger sees alike are drawn once for each state of the records. A page says
//! that it is such a one (`page!(Index, "needs-title", shared)`); the frame keeps its content and
//! gives it to the next stranger who asks for the same address in the same language on the same day,
//! unless a record was written since. One question to the database, [`Db::state`], tells that, so
//! nobody is ever shown yesterday's page and several processes need not speak to each other.
//!
//! Nothing of a reader who is known gets in or out: a request with any cookie but the language, or
//! with credentials, is served as if this file were not there.

use std::sync::Arc;

use askama::Values;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::db::Db;
use crate::message::Message;
use crate::web::frame::{FrameRequest, LANG, cookies};
use crate::web::page::{Page, Rendering};

/// Bytes of content kept at most; what is asked for least goes first.
const KEPT_MOST: u64 = 16 * 1024 * 1024;
/// Pages that this is about, for the size of the table.
const PAGES: usize = 1_000;

/// The content of a page as it was at a state of the records. Before it is drawn a second time only
/// its address is known, with no state: a page nobody else asks for is not worth keeping.
#[derive(Clone)]
struct Kept {
    state: Option<Arc<str>>,
    title: Message,
    content: Arc<str>,
}

#[derive(Clone)]
struct Size;

impl Weighter<String, Kept> for Size {
    fn weight(&self, address: &String, kept: &Kept) -> u64 {
        (address.len() + kept.content.len() + 200) as u64
    }
}

/// The pages kept by this process.
#[derive(Clone)]
pub struct SharedPages(Arc<Cache<String, Kept, Size>>);

impl Default for SharedPages {
    fn default() -> Self {
        Self(Arc::new(Cache::with_weighter(PAGES, KEPT_MOST, Size)))
    }
}

impl SharedPages {
    /// What a stranger may be given of what is kept under this address, or may leave behind. The
    /// state is asked for only where a shared page is known.
    pub(super) async fn visit(&self, db: &Db, address: String) -> Visit {
        let kept = self.0.get(&address);
        let state = if kept.is_some() { state(db).await } else { None };
        let kept = kept.filter(|kept| kept.state.is_some() && kept.state == state);
        Visit { pages: self.clone(), address, state, kept }
    }
}

/// Under what the answer to this request is kept; `None` when it is not a stranger's for a page.
pub(super) fn address(request: &Request, seen: &FrameRequest, today: NaiveDate) -> Option<String> {
    let is_page = request.method() == Method::GET && !seen.path.starts_with("/api/");
    (is_page && is_strangers(request.headers())).then(|| format!("{} {today} {}", seen.lang.tag(), request.uri()))
}

/// Is nothing known of who asks, and do they not ask for a fresh copy?
fn is_strangers(headers: &HeaderMap) -> bool {
    !headers.contains_key(header::AUTHORIZATION)
        && headers.get(header::CACHE_CONTROL).is_none_or(|wish| wish != "no-cache")
        && cookies(headers).iter().all(|(name, _)| *name == LANG)
}

/// Without an answer nothing is kept and nothing given: the page itself will say what is wrong.
async fn state(db: &Db) -> Option<Arc<str>> {
    db.state().await.ok().map(Arc::from)
}

/// One stranger's request.
pub(super) struct Visit {
    pages: SharedPages,
    address: String,
    state: Option<Arc<str>>,
    kept: Option<Kept>,
}

impl Visit {
    /// The page as it is kept, when it still holds.
    pub(super) fn answer(&self) -> Option<Response> {
        let kept = self.kept.clone()?;
        metrics::counter!("shared_pages_given").increment(1);
        Some(Rendering(Arc::new(kept)).into_response())
    }

    /// Keeps what was drawn, as of the state before it was read.
    pub(super) fn keep(self, title: Message, content: &str) {
        let content = if self.state.is_some() { Arc::from(content) } else { Arc::from("") };
        self.pages.0.insert(self.address, Kept { state: self.state, title, content });
    }
}

impl Page for Kept {
    fn title(&self) -> Message {
        self.title.clone()
    }

    fn content(&self, _: &dyn Values) -> askama::Result<String> {
        Ok(self.content.to_string())
    }
}
