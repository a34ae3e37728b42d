//! Whoever reads a page or calls the API, with their rights today. Found once per request, from a
//! session cookie or a bearer token; without either it is anyone, and no query is made.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use kit::web::FrameRequest;
use kit::{Actor, Error, Lang, Message, Result, Who};
use uuid::Uuid;

use super::role::{Grant, Role, Scope};
use super::store;
use crate::app::App;

/// The cookie of a session.
pub(super) const SESSION: &str = "session";

/// Who is reading. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Reader {
    who: Option<Arc<SignedIn>>,
    /// The language to answer in.
    pub lang: Lang,
    request: Option<Uuid>,
    system: Option<&'static str>,
}

/// Somebody signed in.
#[derive(Debug)]
pub struct SignedIn {
    /// Their account.
    pub account: Uuid,
    /// How they are called on pages.
    pub name: String,
    /// The session or token they came with.
    pub credential: Uuid,
    /// May they change anything? A token may be for reading alone.
    pub writes: bool,
    /// Grants that hold today.
    pub grants: Vec<Grant>,
}

impl Reader {
    /// Somebody not signed in.
    pub fn anyone(lang: Lang) -> Self {
        Self { who: None, lang, request: None, system: None }
    }

    /// Somebody signed in.
    pub fn signed_in(who: SignedIn, lang: Lang) -> Self {
        Self { who: Some(Arc::new(who)), lang, request: None, system: None }
    }

    /// The program itself, as it imports and sets up: it may what an officer of the ministry may.
    pub fn system(part: &'static str) -> Self {
        let grant = Grant {
            role: Role::MinistryOfficer,
            scope: Scope::Network,
            valid_from: chrono::NaiveDate::MIN,
            valid_to: None,
        };
        let who = SignedIn { account: Uuid::nil(), name: String::new(), credential: Uuid::nil(), writes: true, grants: vec![grant] };
        Self { system: Some(part), ..Self::signed_in(who, Lang::Th) }
    }

    /// Who it is, if anybody known.
    pub fn who(&self) -> Option<&SignedIn> {
        self.who.as_deref()
    }

    /// Who it is.
    ///
    /// # Errors
    /// [`Error::SignIn`] when nobody has signed in.
    pub fn must_sign_in(&self) -> Result<&SignedIn> {
        self.who().ok_or(Error::SignIn)
    }

    /// For the trail.
    pub fn actor(&self) -> Actor {
        let who = match (self.system, self.who()) {
            (Some(part), _) => Who::System(part),
            (None, Some(who)) => Who::Person(who.account),
            (None, None) => Who::Anyone,
        };
        Actor { who, request: self.request }
    }

    /// Grants that hold today.
    pub fn grants(&self) -> &[Grant] {
        self.who().map_or(&[], |who| &who.grants)
    }

    /// Do they hold one of `roles` anywhere?
    pub fn is(&self, roles: &[Role]) -> bool {
        self.grants().iter().any(|grant| roles.contains(&grant.role))
    }

    /// Do they hold one of `roles` over a record of `clinic` in `province`?
    pub fn is_over(&self, roles: &[Role], clinic: Option<Uuid>, province: Option<&str>) -> bool {
        self.grants().iter().any(|grant| roles.contains(&grant.role) && grant.covers(clinic, province))
    }

    /// The clinics they work for.
    pub fn clinics(&self) -> impl Iterator<Item = Uuid> + '_ {
        self.grants().iter().filter_map(|grant| match &grant.scope {
            Scope::Clinic { id, .. } => Some(*id),
            _ => None,
        })
    }

    /// The end of every policy function: `allowed`, or why not.
    ///
    /// # Errors
    /// [`Error::SignIn`] when signing in might help, [`Error::Forbidden`] with `why` when not.
    pub fn allow(&self, allowed: bool, why: Message) -> Result<()> {
        match self.who() {
            _ if allowed => Ok(()),
            None => Err(Error::SignIn),
            Some(_) => Err(Error::Forbidden(why)),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_else(|| Self::anyone(Lang::default())))
    }
}

/// The middleware that finds out who is reading. The answer goes along for the frame's chrome.
pub async fn recognise(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let seen = request.extensions().get::<FrameRequest>().cloned();
    let mut reader = Reader::anyone(seen.as_ref().map(|seen| seen.lang).unwrap_or_default());
    reader.request = seen.map(|seen| seen.id);
    // Taken out first: a request's body must not be held across the query.
    let token = bearer(&request).map(str::to_owned);
    let secret = session_secret(request.headers()).map(str::to_owned);
    match identify(&app, token, secret).await {
        Ok(who) => reader.who = who.map(Arc::new),
        Err(error) => return axum::response::IntoResponse::into_response(error),
    }
    request.extensions_mut().insert(reader.clone());
    let mut response = next.run(request).await;
    response.extensions_mut().insert(reader);
    response
}

async fn identify(app: &App, token: Option<String>, secret: Option<String>) -> Result<Option<SignedIn>> {
    match (token, secret) {
        // A token that does not hold is an error, not a stranger: the caller believes it holds.
        (Some(token), _) => store::by_token(app, &token).await?.map(Some).ok_or(Error::SignIn),
        (None, Some(secret)) => store::by_session(app, &secret).await,
        (None, None) => Ok(None),
    }
}

fn bearer(request: &Request) -> Option<&str> {
    request.headers().get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// The secret of the session cookie.
pub(super) fn session_secret(headers: &axum::http::HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(SESSION)?.strip_prefix('='))
}
