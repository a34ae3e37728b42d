//! The pages of one's own account: signing in and out, sessions, tokens and password; and the two pieces of
//! middleware that stand around every page and answer with these.

use std::net::SocketAddr;

use askama::Template;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{AppendHeaders, IntoResponse, Response};
use kit::message::msg;
use kit::web::{Form, FrameRequest, Path, Query, client_address, may_write, see, shown_again, wait};
use kit::{Error, FormErrors, Result, page};
use uuid::Uuid;

use super::caller::{Caller, forwarded};
use super::forms::{PasswordForm, SignInForm, TokenForm};
use super::session::{self, Session};
use super::store;
use super::token::{Token, TokenScope};
use super::typed::{Typed, local};
use super::verbs::{self, NewPassword};
use crate::app::App;
use crate::layout::slots::{Slots, Spot};
use crate::layout::{Choice, choices, filters};
use crate::rights::{Credential, Reader};

/// Posts that change nothing and are open to a token for reading.
const READING_POSTS: [&str; 1] = ["/api/v1/match"];
/// What addresses for programs begin with, which are told to sign in and are shown no page.
const FOR_PROGRAMS: &str = "/api/";

/// The middleware that finds out who is reading. The answer goes along for the frame's chrome.
pub async fn recognise(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let who = match verbs::identify(&app, bearer(headers), session::secret(headers)).await {
        Ok(who) => who,
        Err(error) => return error.into_response(),
    };
    let reader = Reader::of_request(who, request.extensions().get::<FrameRequest>());
    let reads = request.method().is_safe() || READING_POSTS.contains(&request.uri().path());
    if !reads && reader.who().is_some_and(|who| !who.writes) {
        return Error::Forbidden(msg("accounts-token-reads-only")).into_response();
    }
    // Every throttle asks for this address.
    if let Some(address) = forwarded(request.headers(), app.settings.proxies) {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(address, 0)));
    }
    request.extensions_mut().insert(reader.clone());
    let mut response = next.run(request).await;
    response.extensions_mut().get_or_insert(reader);
    response
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// The middleware that answers with the sign-in page where signing in would help, and carries along
/// what had been typed. No feature knows of it.
pub async fn keep_typed(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(reader) = request.extensions().get::<Reader>().cloned() else { return next.run(request).await };
    let known = reader.who().is_some();
    let page = !request.uri().path().starts_with(FOR_PROGRAMS);
    let fragment = request.method() == Method::GET && request.headers().contains_key("hx-request");
    if known || !page || fragment {
        return next.run(request).await;
    }
    let lost = session::secret(request.headers()).is_some();
    let wanted = wanted(&request);
    let response = next.run(request).await;
    let stopped = match response.extensions().get::<Error>() {
        Some(Error::SignIn) => true,
        // A record that only its clinic sees: to whoever has just lost their session it looks gone.
        Some(Error::NotFound | Error::Forbidden(_)) => lost && !wanted.typed.is_empty(),
        _ => false,
    };
    if !stopped {
        return response;
    }
    let page = SignIn::with(&app, &reader, wanted, FormErrors::new()).await;
    page.map(|page| (StatusCode::UNAUTHORIZED, SignIn { lost, ..page })).into_response()
}

/// The sign-in form that leads back to this request.
fn wanted(request: &Request) -> SignInForm {
    let address = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    if request.method().is_safe() {
        return SignInForm { next: address, ..SignInForm::default() };
    }
    match request.extensions().get::<FrameRequest>().and_then(|seen| seen.sent.as_ref()) {
        Some(sent) => {
            let typed = Typed::read(&address, sent).as_text();
            SignInForm { next: address, typed, ..SignInForm::default() }
        }
        None => SignInForm { next: came_from(request.headers()).unwrap_or_default(), ..SignInForm::default() },
    }
}

/// The page of ours that the browser says it came from.
fn came_from(headers: &HeaderMap) -> Option<String> {
    let (_, address) = headers.get(header::REFERER)?.to_str().ok()?.split_once("://")?;
    local(address.get(address.find('/')?..)?).map(str::to_owned)
}

/// The sign-in page.
#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
pub(super) struct SignIn {
    form: SignInForm,
    errors: FormErrors,
    /// Has a session ended?
    lost: bool,
    /// With what one may sign in, where everybody may know it.
    slots: Slots,
}
page!(SignIn, "accounts-sign-in-title");

impl SignIn {
    async fn with(app: &App, reader: &Reader, form: SignInForm, errors: FormErrors) -> Result<Self> {
        Ok(Self { form, errors, lost: false, slots: Slots::of(app, reader, Spot::SignIn, Uuid::nil()).await? })
    }
}

/// Where to go after signing in.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct NextQuery {
    next: String,
}

pub(super) async fn sign_in_form(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<NextQuery>,
) -> Result<Response> {
    if reader.who().is_some() {
        return Ok(see(local(&query.next).unwrap_or("/desk")).into_response());
    }
    let form = SignInForm { next: query.next, ..SignInForm::default() };
    Ok(SignIn::with(&app, &reader, form, FormErrors::new()).await?.into_response())
}

pub(super) async fn sign_in(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    headers: HeaderMap,
    Form(form): Form<SignInForm>,
) -> Result<Response> {
    let device = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let caller = Caller { address: client_address(&extensions), device };
    // A session is no record: no act would refuse it where only the language is turned.
    let signed_in = match may_write() {
        Ok(()) => verbs::sign_in(&app, &caller, session::secret(&headers), &form.email, &form.password).await,
        Err(held) => Err(held),
    };
    match signed_in {
        Ok(secret) => {
            let cookie = AppendHeaders([(header::SET_COOKIE, session::cookie(&secret, &app.settings.public_url))]);
            let who = verbs::identify(&app, None, Some(&secret)).await?;
            let mut response = (cookie, after(&form)).into_response();
            if let Some(who) = who {
                response.extensions_mut().insert(Reader::signed_in(who, reader.lang));
            }
            Ok(response)
        }
        Err(error @ Error::TooMany { retry_after }) => {
            let errors = FormErrors::one("email", error.message());
            let page = SignIn::with(&app, &reader, form, errors).await?;
            Ok((StatusCode::TOO_MANY_REQUESTS, wait(retry_after), page).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, SignIn::with(&app, &reader, form, errors).await?).into_response())
        }
    }
}

/// Where whoever has signed in goes: back, or to what they had typed.
fn after(form: &SignInForm) -> Response {
    match local(&form.next) {
        Some(address) if !form.typed.is_empty() => {
            let no_store = AppendHeaders([(header::CACHE_CONTROL, "no-store")]);
            (no_store, Again { typed: Typed::read(address, form.typed.as_bytes()) }).into_response()
        }
        next => see(next.unwrap_or("/desk")).into_response(),
    }
}

/// What had been typed when the session ended, with one button that sends it.
#[derive(Template)]
#[template(path = "accounts/again.html")]
pub(super) struct Again {
    typed: Typed,
}
page!(Again, "accounts-again-title");

pub(super) async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Result<Response> {
    if let Some(secret) = session::secret(&headers) {
        store::end_session_of(&app, secret).await?;
    }
    let gone = see("/").saying(msg("accounts-signed-out"));
    Ok((AppendHeaders([(header::SET_COOKIE, session::no_cookie())]), gone).into_response())
}

/// The account and the session of whoever sits at a browser; a token has neither page nor password.
fn at_browser(reader: &Reader) -> Result<(Uuid, Uuid)> {
    let who = reader.must_sign_in()?;
    match who.credential {
        Credential::Session(session) => Ok((who.account, session)),
        _ => Err(Error::Forbidden(msg("accounts-token-forbidden"))),
    }
}

/// One's own sessions.
#[derive(Template)]
#[template(path = "accounts/sessions.html")]
pub(super) struct Sessions {
    sessions: Vec<Session>,
    /// The one that asks.
    own: Uuid,
}
page!(Sessions, "accounts-sessions-title");

pub(super) async fn sessions(State(app): State<App>, reader: Reader) -> Result<Sessions> {
    let (account, own) = at_browser(&reader)?;
    Ok(Sessions { sessions: store::list_sessions(&app, account).await?, own })
}

pub(super) async fn end_session(State(app): State<App>, reader: Reader, Path(id): Path<Uuid>) -> Result<Response> {
    let (account, _) = at_browser(&reader)?;
    if !store::end_session(&app, account, id).await? {
        return Err(Error::NotFound);
    }
    Ok(see("/desk/sessions").saying(msg("accounts-session-ended")).into_response())
}

pub(super) async fn end_other_sessions(State(app): State<App>, reader: Reader) -> Result<Response> {
    let (account, own) = at_browser(&reader)?;
    store::end_sessions(app.db.writer(), account, Some(own)).await?;
    Ok(see("/desk/sessions").saying(msg("accounts-sessions-ended")).into_response())
}

/// One's own tokens.
#[derive(Template)]
#[template(path = "accounts/tokens.html")]
pub(super) struct Tokens {
    tokens: Vec<Token>,
    form: TokenForm,
    errors: FormErrors,
    scopes: Vec<Choice>,
    /// The secret of the one just made: shown now and never again.
    made: Option<String>,
}
page!(Tokens, "accounts-tokens-title");

impl Tokens {
    async fn of(app: &App, account: Uuid, form: TokenForm, errors: FormErrors, made: Option<String>) -> Result<Self> {
        let scopes = choices(TokenScope::words(), "accounts-scope-");
        Ok(Self { tokens: store::list_tokens(app, account).await?, form, errors, scopes, made })
    }
}

pub(super) async fn tokens(State(app): State<App>, reader: Reader) -> Result<Tokens> {
    let (account, _) = at_browser(&reader)?;
    Tokens::of(&app, account, TokenForm::usual(), FormErrors::new(), None).await
}

pub(super) async fn issue_token(
    State(app): State<App>,
    reader: Reader,
    Form(form): Form<TokenForm>,
) -> Result<Response> {
    let (account, _) = at_browser(&reader)?;
    let issued = match form.check() {
        Ok(new) => verbs::issue_token(&app, &reader, Some(account), new).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match issued {
        Ok((_, secret)) => {
            Ok(Tokens::of(&app, account, TokenForm::usual(), FormErrors::new(), Some(secret)).await?.into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, Tokens::of(&app, account, form, errors, None).await?).into_response())
        }
    }
}

pub(super) async fn end_token(State(app): State<App>, reader: Reader, Path(id): Path<Uuid>) -> Result<Response> {
    verbs::end_token(&app, &reader, id).await?;
    Ok(see("/desk/tokens").saying(msg("accounts-token-ended")).into_response())
}

/// One's own password.
#[derive(Template)]
#[template(path = "accounts/password.html")]
pub(super) struct Password {
    errors: FormErrors,
}
page!(Password, "accounts-password-title");

pub(super) async fn password(reader: Reader) -> Result<Password> {
    at_browser(&reader)?;
    Ok(Password { errors: FormErrors::new() })
}

pub(super) async fn change_password(
    State(app): State<App>,
    reader: Reader,
    Form(form): Form<PasswordForm>,
) -> Result<Response> {
    let (account, _) = at_browser(&reader)?;
    let changed = match form.check() {
        Ok((current, new)) => verbs::set_password(&app, &reader, account, NewPassword::Own { current, new }).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match changed {
        Ok(_) => Ok(see("/desk/password").saying(msg("accounts-password-changed")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, Password { errors }).into_response())
        }
    }
}
