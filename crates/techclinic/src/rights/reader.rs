//! Whoever reads a page or calls the API, with their rights today. Found once per request, from a
//! session cookie or a bearer token; without either it is anyone, and no query is made.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use kit::web::FrameRequest;
use kit::{Actor, Error, Lang, Message, Result, Who};
use uuid::Uuid;

use super::role::{Grant, Role, Scope};

/// Who is reading. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Reader {
    who: Option<Arc<SignedIn>>,
    /// The language to answer in.
    pub lang: Lang,
    request: Option<Uuid>,
    system: Option<&'static str>,
}

/// What somebody showed to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential {
    /// The session of a browser.
    Session(Uuid),
    /// A token of a person.
    Token(Uuid),
    /// A token of a service, which is no person and holds no role.
    Service(Uuid),
    /// Nothing: it is the program itself.
    System,
}

/// Somebody signed in.
#[derive(Debug)]
pub struct SignedIn {
    /// Their account.
    pub account: Uuid,
    /// How they are called on pages.
    pub name: String,
    /// What they came with.
    pub credential: Credential,
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

    /// The program itself, as it imports and sets up: it may what an officer of the ministry and an
    /// administrator may.
    pub fn system(part: &'static str) -> Self {
        let everywhere =
            |role| Grant { role, scope: Scope::Network, valid_from: chrono::NaiveDate::MIN, valid_to: None };
        let grants = vec![everywhere(Role::MinistryOfficer), everywhere(Role::Administrator)];
        let who = SignedIn {
            account: Uuid::nil(),
            name: String::new(),
            credential: Credential::System,
            writes: true,
            grants,
        };
        Self { system: Some(part), ..Self::signed_in(who, Lang::Th) }
    }

    /// Whoever asks in this request: `who`, or anyone.
    pub(crate) fn of_request(who: Option<SignedIn>, seen: Option<&FrameRequest>) -> Self {
        let lang = seen.map(|seen| seen.lang).unwrap_or_default();
        Self { who: who.map(Arc::new), lang, request: seen.map(|seen| seen.id), system: None }
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

    /// Is this their own account, and did they come with a session of it? A token must not be able
    /// to make tokens or to change a password.
    pub fn is_self(&self, account: Uuid) -> bool {
        self.who().is_some_and(|who| who.account == account && matches!(who.credential, Credential::Session(_)))
    }

    /// Is it the program itself?
    pub fn is_system(&self) -> bool {
        self.system.is_some()
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
