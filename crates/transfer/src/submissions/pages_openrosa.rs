//! The addresses that ODK Collect calls. Nobody reads a page here: every answer, a refusal too, is OpenRosa's.

use std::collections::HashMap;
use std::net::IpAddr;

use axum::extract::{FromRequest, FromRequestParts, Multipart, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use data_encoding::BASE64;
use kit::message::msg;
use kit::web::{Path, Query, client_address};
use kit::{Error, Lang, Result};
use serde::Deserialize;
use xlsform::{Kind, Words};

use super::openrosa::{self, Listed};
use super::sending::{Sender, Sent};
use super::{verbs, verbs_keys};
use house::accounts::{self, Caller, Reader};
use house::app::App;
use house::messages::catalogue;

use crate::questionnaires::{self, Asked};

/// A key that is not in the address: no log of what was asked for ever holds it.
const KEY: &str = "x-field-key";

/// Whoever calls, with the address under which they call, and the language they are answered in.
pub(super) struct Calling {
    sender: Sender,
    base: String,
    lang: Lang,
}

impl FromRequestParts<App> for Calling {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let lang = openrosa::language(&parts.headers);
        calling(parts, app, lang).await.map_err(|error| refused(&error, lang))
    }
}

async fn calling(parts: &mut Parts, app: &App, lang: Lang) -> Result<Calling> {
    openrosa::check_version(&parts.headers)?;
    let named: HashMap<String, String> = Path::from_request_parts(parts, app).await.map(|Path(named)| named)?;
    let site = app.settings.public_url.trim_end_matches('/');
    let address = client_address(&parts.extensions);
    if let Some(key) = named.get("key") {
        let base = format!("{site}/openrosa/key/{key}");
        return Ok(Calling { sender: by_key(app, address, key).await?, base, lang });
    }
    let base = format!("{site}/openrosa");
    if let Some(key) = parts.headers.get(KEY).and_then(|key| key.to_str().ok()) {
        return Ok(Calling { sender: by_key(app, address, key).await?, base, lang });
    }
    let (name, password) = basic(&parts.headers).ok_or(Error::SignIn)?;
    let caller = Caller { address, device: String::new() };
    let who = accounts::recognise_basic(app, &caller, &name, &password).await?.ok_or(Error::SignIn)?;
    Ok(Calling { sender: Sender::Account(Reader::signed_in(who, lang)), base, lang })
}

async fn by_key(app: &App, address: IpAddr, secret: &str) -> Result<Sender> {
    let (key, area) = verbs_keys::opened_by(app, address, secret).await?;
    Ok(Sender::Key(Box::new(key), Box::new(area)))
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let packed = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let text = String::from_utf8(BASE64.decode(packed.trim().as_bytes()).ok()?).ok()?;
    text.split_once(':').map(|(name, password)| (name.to_owned(), password.to_owned()))
}

fn refused(error: &Error, lang: Lang) -> Response {
    // What a page would say of a missing address helps nobody who holds a telephone.
    let why = match error {
        Error::NotFound => msg("submissions-not-found"),
        Error::SignIn => msg("submissions-sign-in"),
        Error::Invalid(_) => msg("submissions-sign-in"),
        Error::TooLarge => msg("submissions-too-large").with("most", openrosa::CONTENT_MOST / (1024 * 1024)),
        other => other.message(),
    };
    // A password that does not fit is answered as a missing one is: the telephone asks again.
    let error = if matches!(error, Error::Invalid(_)) { &Error::SignIn } else { error };
    openrosa::refused(error, &catalogue().say(lang, &why))
}

impl Calling {
    fn answer(&self, done: Result<Response>) -> Response {
        done.unwrap_or_else(|error| refused(&error, self.lang))
    }

    /// The forms that this sender may answer: an application is made in an area, which only a key names.
    fn kinds(&self) -> impl Iterator<Item = Kind> {
        let keyed = self.sender.key().is_some();
        Kind::ALL.into_iter().filter(move |kind| keyed || *kind != Kind::Application)
    }

    fn may_answer(&self, kind: Kind) -> bool {
        self.kinds().any(|one| one == kind)
    }

    fn listed(&self, asked: &Asked, verbose: bool) -> Listed {
        let kind = asked.edition.kind;
        let (name, about) = called(kind);
        let say = |message: &kit::Message| catalogue().say(self.lang, message);
        let address = format!("{}/forms/{}", self.base, kind.code());
        Listed {
            id: kind.code().to_owned(),
            name: say(&name),
            version: asked.edition.version.clone(),
            about: verbose.then(|| say(&about)),
            hash: openrosa::hash(&given(asked)),
            address: kit::web::address(&address, &[("version", &asked.edition.version)]),
        }
    }
}

/// What a form is called, and what is to be known of it.
fn called(kind: Kind) -> (kit::Message, kit::Message) {
    match kind {
        Kind::Application => (msg("questionnaires-kind-application"), msg("submissions-about-application")),
        Kind::Evaluation => (msg("questionnaires-kind-evaluation"), msg("submissions-about-evaluation")),
        Kind::FollowUp => (msg("questionnaires-kind-follow_up"), msg("submissions-about-follow_up")),
    }
}

/// A form as Collect is given it.
fn given(asked: &Asked) -> String {
    let words = |lang: Lang| {
        let say = |id: &'static str| catalogue().say(lang, &msg(id));
        Words {
            language: lang.tag(),
            scan: say("submissions-ask-scan"),
            code: say("submissions-ask-code"),
            day: say("submissions-ask-day"),
        }
    };
    asked.form.for_collect(asked.edition.kind != Kind::Application, &[words(Lang::Th), words(Lang::En)])
}

/// Which forms are wanted. OpenRosa's names are its own.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    #[serde(rename = "formID")]
    form_id: String,
    verbose: String,
    #[serde(rename = "listAllVersions")]
    all_versions: String,
    version: String,
}

pub(super) async fn form_list(State(app): State<App>, calling: Calling, Query(wish): Query<Wish>) -> Response {
    let list = async {
        let mut forms = Vec::new();
        for kind in calling.kinds().filter(|kind| wish.form_id.is_empty() || wish.form_id == kind.code()) {
            for asked in versions(&app, kind, wish.all_versions == "true").await? {
                forms.push(calling.listed(&asked, wish.verbose == "true"));
            }
        }
        Ok(openrosa::given(openrosa::form_list(&forms)))
    };
    calling.answer(list.await)
}

/// The version that people are asked today, or every one that was published.
async fn versions(app: &App, kind: Kind, all: bool) -> Result<Vec<Asked>> {
    if !all {
        return Ok(questionnaires::find_current(&app.db, kind).await?.into_iter().collect());
    }
    let mut versions = Vec::new();
    for edition in questionnaires::list_editions(&app.db).await?.into_iter().filter(|edition| edition.kind == kind) {
        versions.extend(questionnaires::find_edition(&app.db, edition.id).await?);
    }
    Ok(versions)
}

pub(super) async fn form(
    State(app): State<App>,
    calling: Calling,
    Path(named): Path<HashMap<String, String>>,
    Query(wish): Query<Wish>,
) -> Response {
    let form = async {
        let kind = named.get("id").and_then(|id| Kind::from_code(id)).filter(|kind| calling.may_answer(*kind));
        let kind = kind.ok_or(Error::NotFound)?;
        let asked = match wish.version.as_str() {
            "" => questionnaires::find_current(&app.db, kind).await?,
            version => questionnaires::find_version(&app.db, kind, version).await?,
        };
        Ok(openrosa::given(given(&asked.ok_or(Error::NotFound)?)))
    };
    calling.answer(form.await)
}

pub(super) async fn manifest(calling: Calling, Path(named): Path<HashMap<String, String>>) -> Response {
    let known = named.get("id").and_then(|id| Kind::from_code(id)).filter(|kind| calling.may_answer(*kind));
    calling.answer(known.ok_or(Error::NotFound).map(|_| openrosa::given(openrosa::manifest())))
}

pub(super) async fn ready(calling: Calling) -> Response {
    openrosa::ready(&format!("{}/submission", calling.base))
}

pub(super) async fn submit(State(app): State<App>, calling: Calling, request: Request) -> Response {
    let taken = async {
        let sent = read(request, &app).await?;
        verbs::receive(&app, &calling.sender, sent).await
    };
    calling.answer(taken.await.map(|submission| {
        let said = match submission.issues.is_empty() {
            true => msg("submissions-received"),
            false => msg("submissions-received-with-issues"),
        };
        openrosa::thanked(
            &catalogue().say(calling.lang, &said.with("receipt", submission.receipt.clone())),
            &submission.receipt,
            submission.standing.as_str(),
        )
    }))
}

/// The part that holds the answered form.
const PART: &str = "xml_submission_file";

/// Reads what was sent: the answered form, once, and files beside it.
async fn read(request: Request, app: &App) -> Result<Sent> {
    let not_sent = || Error::BadRequest(msg("submissions-not-multipart"));
    let mut parts = Multipart::from_request(request, app).await.map_err(|_| not_sent())?;
    let (mut xml, mut files) = (None, Vec::new());
    loop {
        let part = parts.next_field().await.map_err(|error| broken(&error))?;
        let Some(part) = part else { break };
        let name = part.name().unwrap_or_default().to_owned();
        let content = part.bytes().await.map_err(|error| broken(&error))?;
        if name != PART {
            files.push((name, content));
        } else if xml.is_some() {
            return Err(not_sent());
        } else {
            let text = String::from_utf8(content.to_vec());
            xml = Some(text.map_err(|_| Error::BadRequest(msg("submissions-not-xml")))?);
        }
    }
    if files.len() > verbs::FILES_MOST {
        return Err(Error::BadRequest(msg("submissions-files-most").with("most", verbs::FILES_MOST)));
    }
    Ok(Sent { xml: xml.ok_or_else(not_sent)?, files, ..Sent::default() })
}

fn broken(error: &axum::extract::multipart::MultipartError) -> Error {
    match error.status() {
        axum::http::StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::BadRequest(msg("submissions-not-multipart")),
    }
}
