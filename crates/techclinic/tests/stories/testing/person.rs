//! A person at a browser: keeps cookies, follows nothing by itself, and looks at what a page says.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use scraper::{ElementRef, Html, Selector};
use tower::ServiceExt;

use techclinic::accounts::Reader;

/// A person.
pub(crate) struct Person {
    router: Router,
    cookies: Mutex<BTreeMap<String, String>>,
    reader: Option<Reader>,
}

impl Person {
    pub(super) fn new(router: Router, session: Option<(Reader, String)>) -> Self {
        let mut cookies = BTreeMap::new();
        let reader = session.map(|(reader, secret)| {
            cookies.insert("session".to_owned(), secret);
            reader
        });
        Self { router, cookies: Mutex::new(cookies), reader }
    }

    /// The same person, for calling verbs directly.
    pub(crate) fn reader(&self) -> Reader {
        self.reader.clone().unwrap_or_else(|| Reader::anyone(kit::Lang::Th))
    }

    /// The secret of this person's session.
    pub(crate) fn session(&self) -> Option<String> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner).get("session").cloned()
    }

    /// Opens a page.
    pub(crate) async fn get(&self, path: impl AsRef<str>) -> Answer {
        self.send(Request::get(path.as_ref()), Body::empty()).await
    }

    /// Opens a page as it is drawn now, as a browser does that is told to reload.
    pub(crate) async fn get_fresh(&self, path: impl AsRef<str>) -> Answer {
        self.send(Request::get(path.as_ref()).header(header::CACHE_CONTROL, "no-cache"), Body::empty()).await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, path: impl AsRef<str>, fields: &[(&str, &str)]) -> Answer {
        let form: String =
            fields.iter().map(|(name, value)| format!("{name}={}", percent(value))).collect::<Vec<_>>().join("&");
        let request = Request::post(path.as_ref())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(form)).await
    }

    /// Calls the API with a JSON body.
    pub(crate) async fn post_json(&self, path: &str, body: serde_json::Value) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        self.send(request, Body::from(body.to_string())).await
    }

    /// Sends the API what is to stand in the place of what it gave.
    pub(crate) async fn put_json(&self, path: &str, body: serde_json::Value) -> Answer {
        let request = Request::put(path).header(header::CONTENT_TYPE, "application/json");
        self.send(request, Body::from(body.to_string())).await
    }

    /// Sends a form of a page as it stands there, but for what is typed otherwise: what bears one of these names gives
    /// way to it.
    pub(crate) async fn fill_in(&self, page: &Answer, selector: &str, typed: &[(&str, &str)]) -> Answer {
        let (action, fields) = page.form(selector);
        let stands = |name: &str| !typed.iter().any(|(other, _)| *other == name);
        let fields = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let fields: Vec<_> = fields.filter(|(name, _)| stands(name)).chain(typed.iter().copied()).collect();
        self.post(action, &fields).await
    }

    /// Sends any request, with this person's cookies.
    pub(crate) async fn send(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let line: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = if line.is_empty() { request } else { request.header(header::COOKIE, line.join("; ")) };
        let response = self.router.clone().oneshot(request.body(body).expect("a request")).await.expect("an answer");
        self.keep_cookies(response.headers());
        Answer::read(response).await
    }

    fn keep_cookies(&self, headers: &axum::http::HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        for line in headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let Some((name, value)) = line.split(';').next().and_then(|pair| pair.split_once('=')) else { continue };
            if line.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: Option<String>,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) body: String,
    /// The body as it came, where it is no text.
    pub(crate) bytes: axum::body::Bytes,
}

impl Answer {
    async fn read(response: axum::response::Response) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        let location = parts.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Self {
            status: parts.status,
            location,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }

    /// It must have this status; shows the page when it has not.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }

    /// It must send the reader on; answers where to.
    #[track_caller]
    pub(crate) fn expect_see_other(self) -> String {
        let answer = self.expect(303);
        answer.location.expect("a place to go")
    }

    /// The JSON it carries.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    /// What a person reads, with single spaces.
    pub(crate) fn text(&self) -> String {
        let html = Html::parse_document(&self.body);
        let text: Vec<&str> = html.root_element().text().collect();
        text.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Does a person read this?
    pub(crate) fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// It must say this.
    #[track_caller]
    pub(crate) fn must_say(&self, words: &str) -> &Self {
        assert!(self.says(words), "the page does not say {words:?}:\n{}", self.text());
        self
    }

    /// The texts of the elements a CSS selector finds.
    pub(crate) fn all(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        let html = Html::parse_document(&self.body);
        html.select(&selector)
            .map(|element| element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    /// Where the links a CSS selector finds lead to.
    pub(crate) fn hrefs(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        let html = Html::parse_document(&self.body);
        html.select(&selector).filter_map(|link| link.value().attr("href").map(str::to_owned)).collect()
    }

    /// Where the link with these words leads.
    #[track_caller]
    pub(crate) fn link(&self, words: &str) -> String {
        let html = Html::parse_document(&self.body);
        let links = Selector::parse("a[href]").expect("a selector");
        let link = html.select(&links).find(|link| link.text().collect::<String>().trim() == words);
        let href = link.and_then(|link| link.value().attr("href").map(str::to_owned));
        href.unwrap_or_else(|| panic!("no link says {words:?}:\n{}", self.text()))
    }

    /// A form on the page: where it goes, and what a browser would send of it, but for a button.
    pub(crate) fn form(&self, selector: &str) -> (String, Vec<(String, String)>) {
        let html = Html::parse_document(&self.body);
        let form = html.select(&Selector::parse(selector).expect("a selector")).next().expect("a form");
        let fields = Selector::parse("input[name], textarea[name], select[name]").expect("a selector");
        let name = |field: ElementRef<'_>| field.attr("name").unwrap_or_default().to_owned();
        let pair = |field| Some((name(field), sent(field)?));
        (form.attr("action").unwrap_or_default().to_owned(), form.select(&fields).filter_map(pair).collect())
    }

    /// A button of a form that stands elsewhere on the page: which form, and where it sends it.
    pub(crate) fn button(&self, selector: &str) -> (String, String) {
        let html = Html::parse_document(&self.body);
        let button = html.select(&Selector::parse(selector).expect("a selector")).next().expect("a button");
        let value = |name| button.value().attr(name).unwrap_or_default().to_owned();
        (value("form"), value("formaction"))
    }

    /// The value of a form field on the page.
    pub(crate) fn value_of(&self, name: &str) -> Option<String> {
        let html = Html::parse_document(&self.body);
        let selector = Selector::parse(&format!("[name='{name}']")).expect("a selector");
        let field = html.select(&selector).next()?;
        match field.value().name() {
            "textarea" => Some(field.text().collect()),
            _ => field.value().attr("value").map(str::to_owned),
        }
    }
}

/// What a field of a form sends as it stands; a box that is not ticked and a file that is not chosen send nothing.
fn sent(field: ElementRef<'_>) -> Option<String> {
    let value = |field: ElementRef<'_>| field.attr("value").unwrap_or_default().to_owned();
    match (field.value().name(), field.attr("type").unwrap_or_default()) {
        ("textarea", _) => Some(field.text().collect::<String>().trim_start_matches('\n').to_owned()),
        ("select", _) => {
            let [chosen, first] = ["option[selected]", "option"].map(|one| Selector::parse(one).expect("a selector"));
            field.select(&chosen).next().or_else(|| field.select(&first).next()).map(value)
        }
        (_, "file" | "submit") => None,
        (_, "radio" | "checkbox") => field.attr("checked").map(|_| value(field)),
        _ => Some(value(field)),
    }
}

pub(super) fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
