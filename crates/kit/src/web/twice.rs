//! A form that is sent twice. Every form that a page shows carries a key of its own, `once`, put in by
//! the frame ([`with_keys`]), so that no template can forget it. What a form led to is noted beside its
//! key; sent again as it was, by a second press or a reload, it lands where the first one landed and
//! nothing happens a second time. Sent again with something else in it, by somebody who went back to
//! correct it, it is neither dropped nor done: the form comes back with what was typed, says what was
//! saved before, and carries a new key.
//!
//! A key belongs to one address and one browser. Programs have `Idempotency-Key` (`once.rs`).

use std::sync::{Arc, LazyLock};

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::sync::{Mutex, MutexGuard};
use url::form_urlencoded::{Serializer, parse};

use crate::Ground;
use crate::form::FormErrors;
use crate::message::{Message, msg};
use crate::once;
use crate::web::frame::{FLASH, FrameRequest, LANG, cookies, decode_flash};
use crate::web::held::Hearing;
use crate::web::page::see;

/// The field that carries the key.
const KEY: &str = "once";
/// What parts a key from what makes it new.
const RENEWED: char = '.';
/// Forms that may be on their way at once; two with one key wait for each other.
const TURNS: usize = 64;

static WAITING: LazyLock<[Mutex<()>; TURNS]> = LazyLock::new(|| std::array::from_fn(|_| Mutex::new(())));

/// What a form led to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Outcome {
    /// What was in the form, as a digest that its secret key salts: nobody reads a person's words in it.
    said: String,
    /// Where its sender was led; `None` where they were shown what is shown only once.
    place: Option<String>,
    /// What they were told there.
    flash: Option<Message>,
}

impl Outcome {
    /// The answer that was given the first time.
    fn again(&self) -> Option<Response> {
        let answer = see(self.place.as_ref()?);
        Some(match &self.flash {
            Some(message) => answer.saying(message.clone()).into_response(),
            None => answer.into_response(),
        })
    }

    /// What is said of it to whoever sends something else, or cannot be shown it again.
    fn told(&self, said: &str) -> FormErrors {
        FormErrors::whole(match &self.place {
            Some(place) if self.said != said => msg("kit-error-sent-before").with("place", place.clone()),
            _ => msg("kit-error-sent-shown"),
        })
    }
}

/// A form on its way.
pub(super) struct Sending {
    key: String,
    said: String,
    before: Option<Outcome>,
    hearing: Arc<Hearing>,
    _turn: MutexGuard<'static, ()>,
}

impl Sending {
    /// Reads the key of a form, waits for another with the same, and looks what came of that. A form
    /// that was saved with something else in it goes on with a new key.
    pub(super) async fn of(ground: &Ground, request: &mut Request, seen: &mut FrameRequest) -> Option<Self> {
        let sent = seen.sent.as_ref()?;
        let (_, once) = parse(sent).find(|(name, value)| name == KEY && !value.is_empty())?;
        let (key, said) =
            (own_key(&once, &seen.address(), request.headers()), digest(&[once.as_ref(), without_key(sent).as_str()]));
        let turn = usize::from(Sha256::digest(&key)[0]) % TURNS;
        let turn = WAITING[turn].lock().await;
        let before = known(ground, &key).await;
        let mut hearing = Hearing::default();
        if let Some(outcome) = &before {
            if outcome.said != said {
                let fresh = with_key(sent, &format!("{}{RENEWED}{}", stem(&once), ground.chance.secret()));
                request.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(fresh.len()));
                *request.body_mut() = Body::from(fresh.clone());
                // Where a version is said, the record itself tells that it was changed since.
                let versioned = parse(sent).any(|(name, value)| name == "version" && !value.is_empty());
                hearing = if versioned { Hearing::saved_before() } else { Hearing::held(outcome.told(&said)) };
                seen.sent = Some(fresh);
            } else if outcome.place.is_none() {
                hearing = Hearing::held(outcome.told(&said));
            }
        }
        Some(Self { key, said, before, hearing: Arc::new(hearing), _turn: turn })
    }

    /// What the frame knows of this request.
    pub(super) fn hearing(&self) -> Arc<Hearing> {
        self.hearing.clone()
    }

    /// The answer, where the same was sent before.
    pub(super) fn answer(&self) -> Option<Response> {
        self.before.as_ref().filter(|outcome| outcome.said == self.said).and_then(Outcome::again)
    }

    /// Notes what this form led to, when it wrote something. One that was refused while another process
    /// did what the same form asked for is given that one's answer.
    pub(super) async fn done(self, ground: &Ground, response: Response) -> Response {
        if !self.hearing.wrote() {
            return match known(ground, &self.key).await {
                Some(outcome) if response.status() == StatusCode::CONFLICT && outcome.said == self.said => {
                    outcome.again().unwrap_or(response)
                }
                _ => response,
            };
        }
        let Some(outcome) = outcome(&response, self.said) else { return response };
        let noted = match serde_json::to_string(&outcome) {
            Ok(text) => once::note_again(ground.db.writer(), self.key, text, ground.clock.now()).await,
            Err(_) => Ok(()),
        };
        if let Err(cause) = noted {
            tracing::warn!(%cause, "what a form led to was not noted");
        }
        response
    }
}

/// What an answer amounts to. One that changes who the browser is (a sign-in) is no answer to repeat.
fn outcome(response: &Response, said: String) -> Option<Outcome> {
    let set: Vec<&str> =
        response.headers().get_all(header::SET_COOKIE).iter().filter_map(|line| line.to_str().ok()).collect();
    let flash = |line: &&str| line.split(';').next()?.strip_prefix(FLASH)?.strip_prefix('=').and_then(decode_flash);
    if set.iter().any(|line| !line.starts_with("flash=")) {
        return None;
    }
    let place = response.headers().get(header::LOCATION).and_then(|place| place.to_str().ok()).map(str::to_owned);
    let done =
        if place.is_some() { response.status() == StatusCode::SEE_OTHER } else { response.status().is_success() };
    done.then(|| Outcome { said, place, flash: set.iter().find_map(flash) })
}

async fn known(ground: &Ground, key: &str) -> Option<Outcome> {
    match once::find(ground.db.reader(), key).await {
        Ok(found) => serde_json::from_str(&found?).ok(),
        Err(cause) => {
            tracing::warn!(%cause, "what a form led to cannot be read");
            None
        }
    }
}

/// The key as it is kept: of this address and this browser alone, and unreadable.
fn own_key(once: &str, address: &str, headers: &HeaderMap) -> String {
    let own = |(name, _): &(&str, &str)| *name != LANG && *name != FLASH;
    let mut browser: Vec<String> =
        cookies(headers).into_iter().filter(own).map(|(name, value)| format!("{name}={value}")).collect();
    browser.extend(headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).map(str::to_owned));
    format!("form {}", digest(&[once.as_bytes(), address.as_bytes(), browser.join("\n").as_bytes()]))
}

fn digest(parts: &[impl AsRef<[u8]>]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_ref().len().to_be_bytes());
        digest.update(part);
    }
    data_encoding::HEXLOWER.encode(&digest.finalize())
}

fn without_key(form: &[u8]) -> String {
    Serializer::new(String::new()).extend_pairs(parse(form).filter(|(name, _)| name != KEY)).finish()
}

fn with_key(form: &[u8], key: &str) -> Bytes {
    let fields =
        parse(form).map(|(name, value)| if name == KEY { (name, key.to_owned().into()) } else { (name, value) });
    Serializer::new(String::new()).extend_pairs(fields).finish().into()
}

/// A key without what was put to it to make it new; what it begins with may mean something.
fn stem(once: &str) -> &str {
    once.split(RENEWED).next().unwrap_or_default()
}

/// The page, with a key in each of its forms that has none. `secret` is this page's own.
pub(super) fn with_keys(html: String, secret: &str) -> String {
    const POSTS: &str = "method=\"post\"";
    if !html.contains(POSTS) {
        return html;
    }
    let (mut page, mut rest) = (String::with_capacity(html.len() + 1024), html.as_str());
    for number in 0_u32.. {
        let Some(begin) = rest.find("<form ") else { break };
        let Some(inside) = rest[begin..].find('>').map(|length| begin + length + 1) else { break };
        let end = rest[inside..].find("</form>").map_or(rest.len(), |length| inside + length);
        let tag = &rest[begin..inside];
        page.push_str(&rest[..inside]);
        if tag.contains(POSTS) && !tag.contains("enctype=") && !rest[inside..end].contains("name=\"once\"") {
            let key = digest(&[secret, &number.to_string()]);
            page.push_str(&format!("<input type=\"hidden\" name=\"{KEY}\" value=\"{}\">", &key[..32]));
        }
        page.push_str(&rest[inside..end]);
        rest = &rest[end..];
    }
    page.push_str(rest);
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_page_has_a_key_and_none_has_two() {
        let page = "<form method=\"post\" action=\"/a\"><button></form><form method=\"get\"></form>\
                    <form method=\"post\"><input name=\"once\" value=\"own\"></form><form method=\"post\"></form>end";
        let drawn = with_keys(page.to_owned(), "secret");
        assert_eq!(drawn.matches("name=\"once\"").count(), 3, "{drawn}");
        assert!(drawn.ends_with("</form>end") && drawn.contains("<form method=\"get\"></form>"));
        let keys: Vec<&str> = drawn.split("name=\"once\" value=\"").skip(1).map(|rest| &rest[..32]).collect();
        assert_ne!(keys[0], keys[2], "each its own");
        assert_eq!(with_keys("<form method=\"get\">".to_owned(), "secret"), "<form method=\"get\">");
    }

    #[test]
    fn a_new_key_keeps_how_the_old_one_began_and_does_not_grow() {
        let once = |form: &[u8]| parse(form).find(|(name, _)| name == KEY).map(|(_, value)| value.into_owned());
        let renewed = with_key(b"text=a+b&once=practice-x.y&text=c", &format!("{}.z", stem("practice-x.y")));
        assert_eq!(once(&renewed).as_deref(), Some("practice-x.z"));
        assert_eq!(without_key(&renewed), "text=a+b&text=c");
    }

    #[test]
    fn a_key_is_of_one_address_and_one_browser() {
        let mut headers = HeaderMap::new();
        let stranger = own_key("1", "/needs", &headers);
        assert_ne!(stranger, own_key("1", "/projects", &headers));
        headers.insert(header::COOKIE, HeaderValue::from_static("lang=en; flash=x"));
        assert_eq!(stranger, own_key("1", "/needs", &headers));
        headers.insert(header::COOKIE, HeaderValue::from_static("lang=en; session=x"));
        assert_ne!(stranger, own_key("1", "/needs", &headers));
    }

    #[test]
    fn only_an_answer_that_another_may_be_given_is_noted() {
        let at = |flash| {
            let response = see("/needs/N1").saying(msg("kit-error-form")).into_response();
            if flash { response } else { see("/desk").into_response() }
        };
        let noted = outcome(&at(true), "x".to_owned()).expect("noted");
        assert_eq!((noted.place.as_deref(), noted.flash.clone()), (Some("/needs/N1"), Some(msg("kit-error-form"))));
        let mut signed_in = at(false);
        signed_in.headers_mut().append(header::SET_COOKIE, HeaderValue::from_static("session=x"));
        assert_eq!(outcome(&signed_in, String::new()), None);
        assert_eq!(outcome(&StatusCode::UNPROCESSABLE_ENTITY.into_response(), String::new()), None);
        assert!(noted.again().is_some_and(|answer| answer.status() == StatusCode::SEE_OTHER));
    }
}
