//! Whoever reads a page or calls the API, with their rights today. Found once per request, from a
//! session cookie or a bearer token; without either it is anyone, and no query is made.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use kit::message::msg;
use kit::web::FrameRequest;
use kit::{Actor, Chance, Error, Lang, Message, Result, Who};
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
    /// Do they stand before a rehearsal that is theirs to play? Only [`Reader::before`] says so.
    plays: bool,
}

/// What the keys of forms begin with that were opened in practice mode.
const PRACTICE_KEY: &str = "practice-";

/// What somebody showed to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential {
    /// The session of a browser.
    Session(Uuid),
    /// A token of a person.
    Token(Uuid),
    /// A token of a service, which is no person and holds no role.
    Service(Uuid),
    /// Name and password, with every request.
    Password,
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
    /// Are they in practice mode? Only a session of somebody who works for a clinic is.
    pub practice: bool,
}

impl Reader {
    /// Somebody not signed in.
    pub fn anyone(lang: Lang) -> Self {
        Self { who: None, lang, request: None, system: None, plays: false }
    }

    /// Somebody signed in.
    pub fn signed_in(who: SignedIn, lang: Lang) -> Self {
        Self { who: Some(Arc::new(who)), lang, request: None, system: None, plays: false }
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
            practice: false,
        };
        Self { system: Some(part), ..Self::signed_in(who, Lang::Th) }
    }

    /// Whoever asks in this request: `who`, or anyone.
    pub(crate) fn of_request(who: Option<SignedIn>, seen: Option<&FrameRequest>) -> Self {
        let lang = seen.map(|seen| seen.lang).unwrap_or_default();
        Self { who: who.map(Arc::new), lang, request: seen.map(|seen| seen.id), system: None, plays: false }
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
        Actor { who, request: self.request, rehearses: self.practises() }
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

    /// May they rehearse at all: is it somebody of a clinic, at their own browser? A token is held
    /// by a program, which has nothing to learn.
    pub fn may_practise(&self) -> bool {
        let session = self.who().is_some_and(|who| matches!(who.credential, Credential::Session(_)));
        session && self.clinics().next().is_some()
    }

    /// Are they in practice mode? Then all they write down is a rehearsal.
    pub fn practises(&self) -> bool {
        self.who().is_some_and(|who| who.practice)
    }

    /// The clinics whose rehearsals their lists hold; `None` while the lists hold real records.
    pub fn rehearsing_for(&self) -> Option<Vec<Uuid>> {
        self.practises().then(|| self.clinics().collect())
    }

    /// The same reader as they stand before a record of `clinic`, `practice` if it is a rehearsal:
    /// the one place where practice mode gives or takes rights.
    ///
    /// Before a real record they are themselves, and [`Reader::allow`] keeps whoever practises from
    /// working on it. Before a rehearsal of a clinic they work for, while they practise, they play
    /// every role, so that one person can go the whole way of a project. Before any other rehearsal
    /// they hold no role at all.
    #[must_use]
    pub fn before(&self, practice: bool, clinic: Option<Uuid>) -> Self {
        if !practice {
            return self.clone();
        }
        let plays = self.practises() && clinic.is_some_and(|clinic| self.works_for(clinic));
        let part = |role: &Role| Grant {
            role: *role,
            scope: Scope::Network,
            valid_from: chrono::NaiveDate::MIN,
            valid_to: None,
        };
        let grants = |who: &SignedIn| match plays {
            // One's own grants stay: they say which clinics are one's own.
            true => who.grants.iter().cloned().chain(Role::ALL.iter().map(part)).collect(),
            false => Vec::new(),
        };
        let player = |who: &Arc<SignedIn>| {
            Arc::new(SignedIn {
                account: who.account,
                name: who.name.clone(),
                credential: who.credential,
                writes: who.writes,
                grants: grants(who),
                practice: who.practice,
            })
        };
        Self { who: self.who.as_ref().map(player), plays, ..self.clone() }
    }

    /// The same reader as they begin something new, which nothing before it makes real or a
    /// rehearsal: for `clinic`, or for their own when it is not said yet.
    #[must_use]
    pub fn beginning(&self, clinic: Option<Uuid>) -> Self {
        self.before(self.practises(), clinic.or_else(|| self.clinics().next()))
    }

    /// Why they do not see a record: whoever works for the clinic of a rehearsal is told of
    /// practice mode, nobody else learns that there is one.
    pub fn unseen(&self, practice: bool, clinic: Option<Uuid>) -> Error {
        let own = practice && clinic.is_some_and(|clinic| self.works_for(clinic));
        if own && !self.practises() { Error::Forbidden(msg("kit-error-practice")) } else { Error::NotFound }
    }

    /// The key of a form by which they begin something new. It remembers whether they practised when
    /// they opened it.
    pub fn form_key(&self, chance: &Chance) -> String {
        let mark = if self.practises() { PRACTICE_KEY } else { "" };
        format!("{mark}{}", chance.secret())
    }

    /// Is it still as it was when they opened the form with this key? What was typed in practice mode
    /// must not become real because the mode was left in another window, nor the reverse.
    ///
    /// # Errors
    /// `kit-error-practice-changed`.
    pub fn check_form_key(&self, key: &str) -> Result<(), Message> {
        let as_opened = key.is_empty() || key.starts_with(PRACTICE_KEY) == self.practises();
        if as_opened { Ok(()) } else { Err(msg("kit-error-practice-changed")) }
    }

    fn works_for(&self, clinic: Uuid) -> bool {
        self.clinics().any(|own| own == clinic)
    }

    /// The end of every policy function: `allowed`, or why not. In practice mode nothing is allowed
    /// but what was asked of [`Reader::before`] a rehearsal.
    ///
    /// # Errors
    /// [`Error::SignIn`] when signing in might help, [`Error::Forbidden`] with `why` when not, or
    /// with the way out of practice mode.
    pub fn allow(&self, allowed: bool, why: Message) -> Result<()> {
        match self.who() {
            None if !allowed => Err(Error::SignIn),
            Some(_) if !allowed => Err(Error::Forbidden(why)),
            _ if self.practises() && !self.plays => Err(Error::Forbidden(msg("kit-error-practising"))),
            _ => Ok(()),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_else(|| Self::anyone(Lang::default())))
    }
}
