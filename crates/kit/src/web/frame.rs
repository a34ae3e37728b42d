//! The frame middleware. Before the handler it finds out the reader's language; after it, it turns
//! a page into HTML (whole, or without the chrome for htmx), an error into a page with a way out or
//! a problem document, and sets the headers every answer has.

use std::sync::{Arc, OnceLock};
use std::time::Instant;

use askama::Values;
use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use chrono::NaiveDate;
use url::form_urlencoded::parse;
use uuid::Uuid;

use crate::Ground;
use crate::clock::thai_day;
use crate::error::Error;
use crate::form::FormErrors;
use crate::message::{Lang, Message};
use crate::web::headers::secure;
use crate::web::held::{Hearing, hearing};
use crate::web::page::Rendering;
use crate::web::problem;
use crate::web::shared::{self, SharedPages, Visit};
use crate::web::twice::{Sending, with_keys};

/// The cookie that carries one message to the next page.
pub(crate) const FLASH: &str = "flash";
/// The cookie that keeps the reader's language.
pub(super) const LANG: &str = "lang";
/// A year, in seconds.
const LANG_AGE: u32 = 31_536_000;

/// What the frame learnt of a request, for handlers and templates.
#[derive(Clone, Debug)]
pub struct FrameRequest {
    /// The reader's language.
    pub lang: Lang,
    /// Identifies the request in the log.
    pub id: Uuid,
    /// The path asked for, without the query.
    pub path: String,
    /// The query string, if any.
    pub query: Option<String>,
    /// The day it was asked, in Thailand.
    pub today: NaiveDate,
    /// Was a form sent, and a page may be the answer?
    pub is_form: bool,
    /// That form, as it was sent, when it is no larger than a person types.
    pub sent: Option<Bytes>,
    /// What made no sense in the query of a list, for the page to tell.
    pub unread: Arc<OnceLock<FormErrors>>,
}

impl FrameRequest {
    fn of(request: &Request, ground: &Ground, lang: Lang) -> Self {
        let now = ground.clock.now();
        let path = on_this_site(request.uri().path());
        Self {
            lang,
            id: ground.chance.id(now),
            is_form: !request.method().is_safe() && !for_programs(&path),
            path,
            query: request.uri().query().map(str::to_owned),
            today: thai_day(now),
            sent: None,
            unread: Arc::default(),
        }
    }

    /// The path with its query.
    pub fn address(&self) -> String {
        self.query.as_ref().map_or_else(|| self.path.clone(), |query| format!("{}?{query}", self.path))
    }

    /// Does the address ask for some of a list only? Its language and the place in the list do not count.
    fn is_narrowed(&self) -> bool {
        let asked = parse(self.query.as_deref().unwrap_or_default().as_bytes());
        asked.into_iter().any(|(name, value)| !value.is_empty() && !["lang", "cursor"].contains(&name.as_ref()))
    }

    /// Is the answer for a program, which is shown no page?
    pub fn is_for_programs(&self) -> bool {
        for_programs(&self.path)
    }
}

/// The path as a link may have it: a browser takes `//x` and `/\\x` for another site.
fn on_this_site(path: &str) -> String {
    format!("/{}", path.replace('\\', "%5C").trim_start_matches('/'))
}

fn for_programs(path: &str) -> bool {
    path.starts_with("/api/")
}

/// The largest form that is given back with an answer that is not its page, in bytes.
const SENT_MOST: usize = 1024 * 1024;

/// Reads what a form sent, and puts it back for its handler.
async fn sent(request: Request) -> (Request, Option<Bytes>) {
    let kind = request.headers().get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let size = request.body().size_hint().exact().and_then(|size| usize::try_from(size).ok());
    if !kind.starts_with(b"application/x-www-form-urlencoded") || size.is_none_or(|size| size > SENT_MOST) {
        return (request, None);
    }
    let (parts, body) = request.into_parts();
    // A body that breaks off is the handler's to refuse.
    let bytes = to_bytes(body, SENT_MOST).await.unwrap_or_default();
    (Request::from_parts(parts, Body::from(bytes.clone())), Some(bytes))
}

/// The name in a form's address that asks for the form in another language, and for nothing else.
pub const TURN: &str = "turn";

/// Takes the wish for another language out of the address of a form, so that whatever it is sent to
/// later is the form's own; answers whether it was there.
fn take_turn(request: &mut Request) -> bool {
    let Some(query) = request.uri().query() else { return false };
    let ours = |pair: &&str| *pair == TURN || pair.starts_with("lang=");
    if request.method().is_safe() || for_programs(request.uri().path()) || !query.split('&').any(|pair| pair == TURN) {
        return false;
    }
    let rest: Vec<&str> = query.split('&').filter(|pair| !ours(pair)).collect();
    let path = request.uri().path();
    let address = if rest.is_empty() { path.to_owned() } else { format!("{path}?{}", rest.join("&")) };
    if let Ok(address) = address.parse() {
        *request.uri_mut() = address;
    }
    true
}

/// What the chrome around a page needs.
pub struct Frame<'a> {
    /// The request.
    pub request: &'a FrameRequest,
    /// The title in the reader's language.
    pub title: &'a str,
    /// The content of `<main>`, already HTML.
    pub content: &'a str,
    /// Something to say once, from the page before.
    pub flash: Option<String>,
    /// Only scripts that carry this may run.
    pub nonce: &'a str,
    /// The headers the handler answered with, whose extensions the product may have filled.
    pub extensions: &'a axum::http::Extensions,
}

/// The chrome of the product: its header, navigation and footer, and its error pages.
pub trait Chrome: Send + Sync + 'static {
    /// The whole page around `frame.content`.
    ///
    /// # Errors
    /// When the template fails.
    fn whole(&self, frame: &Frame<'_>, values: &dyn Values) -> askama::Result<String>;

    /// The content of a page that tells `error`, with a way out.
    ///
    /// # Errors
    /// When the template fails.
    fn error(&self, error: &Error, request: &FrameRequest, values: &dyn Values) -> askama::Result<String>;
}

/// What a template may ask for by name while it renders: see `layout::filters`.
#[derive(Clone)]
struct Runtime {
    lang: Lang,
    words: &'static crate::message::Catalogue,
    unread: FormErrors,
    narrowed: bool,
}

impl Values for Runtime {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn std::any::Any> {
        match key {
            "lang" => Some(&self.lang),
            "words" => Some(&self.words),
            "unread" => Some(&self.unread),
            "narrowed" => Some(&self.narrowed),
            _ => None,
        }
    }
}

/// What the frame is made of.
#[derive(Clone)]
pub struct Framing {
    ground: Ground,
    chrome: Arc<dyn Chrome>,
    shared: SharedPages,
}

impl Framing {
    /// A frame on this ground, with the product's chrome.
    pub fn new(ground: Ground, chrome: Arc<dyn Chrome>) -> Self {
        Self { ground, chrome, shared: SharedPages::default() }
    }
}

/// The middleware itself.
pub async fn frame(State(framing): State<Framing>, mut request: Request, next: Next) -> Response {
    let Framing { ground, chrome, shared: pages } = framing;
    let started = Instant::now();
    let cookies = cookies(request.headers());
    let asked = request.uri().query().and_then(lang_in_query);
    let kept = cookies.iter().find(|(name, _)| *name == LANG).and_then(|(_, tag)| Lang::from_tag(tag));
    let flash = cookies.iter().find(|(name, _)| *name == FLASH).and_then(|(_, value)| decode_flash(value));
    let turns = take_turn(&mut request);
    let mut seen = FrameRequest::of(&request, &ground, asked.or(kept).unwrap_or_default());
    if seen.is_form {
        (request, seen.sent) = sent(request).await;
    }
    let sending = if turns { None } else { Sending::of(&ground, &mut request, &mut seen).await };
    let fragment = request.headers().contains_key("hx-request");
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or_else(String::new, |path| path.as_str().to_owned());
    request.extensions_mut().insert(seen.clone());

    let visit = match shared::address(&request, &seen, ground.clock.today()) {
        Some(address) => Some(pages.visit(&ground.db, address).await),
        None => None,
    };
    let response = match visit.as_ref().and_then(Visit::answer) {
        Some(kept) => kept,
        None if turns => hearing(Arc::new(Hearing::held(FormErrors::new())), next.run(request)).await,
        None => answered(&ground, sending, request, next).await,
    };
    let drawing = Drawing { ground: &ground, chrome: chrome.as_ref(), seen: &seen, fragment, flash, visit, turns };
    let mut response = drawing.draw(response);
    remember_language(asked, response.headers_mut());
    // The route and never the path: a path may hold a tracking code or the code of somebody's slip.
    tracing::info!(
        request_id = %seen.id, %method, route, status = response.status().as_u16(),
        micros = started.elapsed().as_micros(), "request"
    );
    metrics::histogram!("http_request_seconds", "status" => response.status().as_str().to_owned())
        .record(started.elapsed().as_secs_f64());
    response
}

/// The handler's answer, or that of the same form's first sending.
async fn answered(ground: &Ground, sending: Option<Sending>, request: Request, next: Next) -> Response {
    let Some(sending) = sending else { return hearing(Arc::default(), next.run(request)).await };
    if let Some(answer) = sending.answer() {
        return answer;
    }
    let response = hearing(sending.hearing(), next.run(request)).await;
    sending.done(ground, response).await
}

struct Drawing<'a> {
    ground: &'a Ground,
    chrome: &'a dyn Chrome,
    seen: &'a FrameRequest,
    fragment: bool,
    flash: Option<Message>,
    visit: Option<Visit>,
    turns: bool,
}

impl Drawing<'_> {
    fn draw(self, response: Response) -> Response {
        let (nonce, seen) = (self.ground.chance.secret(), self.seen);
        let mut response = self.body(response, &nonce);
        secure(response.headers_mut(), &nonce, &seen.path);
        if let Ok(id) = HeaderValue::from_str(&seen.id.to_string()) {
            response.headers_mut().insert("x-request-id", id);
        }
        response
    }

    fn body(mut self, mut response: Response, nonce: &str) -> Response {
        let unread = self.seen.unread.get().cloned().unwrap_or_default();
        let narrowed = self.seen.is_narrowed();
        let runtime = Runtime { lang: self.seen.lang, words: self.ground.words, unread, narrowed };
        if let Some(error) = response.extensions_mut().remove::<Error>() {
            if self.seen.is_for_programs() {
                return problem::document(&error, self.seen, self.ground.words, response);
            }
            let content = self.chrome.error(&error, self.seen, &runtime);
            return self.page(response, error.message(), content, &runtime, nonce);
        }
        let Some(Rendering(page)) = response.extensions_mut().remove::<Rendering>() else {
            return response;
        };
        let content = page.content(&runtime);
        if page.is_shared()
            && response.status() == StatusCode::OK
            && let (Some(visit), Ok(content)) = (self.visit.take(), &content)
        {
            visit.keep(page.title(), content);
        }
        // The form was asked for in another language, and here it is.
        if self.turns && response.status() == StatusCode::UNPROCESSABLE_ENTITY {
            *response.status_mut() = StatusCode::OK;
        }
        self.page(response, page.title(), content, &runtime, nonce)
    }

    fn page(
        self,
        response: Response,
        title: Message,
        content: askama::Result<String>,
        runtime: &Runtime,
        nonce: &str,
    ) -> Response {
        let title = self.ground.words.say(self.seen.lang, &title);
        let drawn = content.and_then(|content| {
            if self.fragment {
                return Ok(format!("<title>{}</title>{content}", escaped(&title)));
            }
            let flash = self.flash.as_ref().map(|message| self.ground.words.say(self.seen.lang, message));
            let frame = Frame {
                request: self.seen,
                title: &title,
                content: &content,
                flash,
                nonce,
                extensions: response.extensions(),
            };
            self.chrome.whole(&frame, runtime)
        });
        let html = match drawn {
            Ok(html) => with_keys(html, nonce),
            Err(cause) => {
                tracing::error!(%cause, request_id = %self.seen.id, "a template failed");
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            }
        };
        let shown_flash = !self.fragment && self.flash.is_some();
        let (mut parts, _) = response.into_parts();
        parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.headers.append(header::VARY, HeaderValue::from_static("HX-Request, Cookie"));
        parts.headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
        if shown_flash {
            parts.headers.append(header::SET_COOKIE, HeaderValue::from_static("flash=; Path=/; Max-Age=0"));
        }
        Response::from_parts(parts, Body::from(html))
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The cookies of a request, as (name, value).
pub(super) fn cookies(headers: &HeaderMap) -> Vec<(&str, &str)> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .collect()
}

fn lang_in_query(query: &str) -> Option<Lang> {
    query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Lang::from_tag)
}

fn remember_language(asked: Option<Lang>, headers: &mut HeaderMap) {
    let Some(lang) = asked else { return };
    let cookie = format!("{LANG}={}; Path=/; SameSite=Lax; Max-Age={LANG_AGE}", lang.tag());
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        headers.append(header::SET_COOKIE, value);
    }
}

/// A message as a cookie's value. It is not secret, and what is read back is only ever looked up
/// and escaped.
pub(crate) fn encode_flash(message: &Message) -> Option<String> {
    serde_json::to_vec(message).ok().map(|json| data_encoding::BASE64URL_NOPAD.encode(&json))
}

pub(super) fn decode_flash(value: &str) -> Option<Message> {
    let json = data_encoding::BASE64URL_NOPAD.decode(value.as_bytes()).ok()?;
    serde_json::from_slice(&json).ok()
}
