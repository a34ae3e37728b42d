//! A change to the records: one write transaction that knows who does what, and that cannot be
//! committed without its row in the trail. Only a feature's verbs open one.

use sea_orm::{ActiveModelTrait, DatabaseTransaction, Set};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::Ground;
use crate::audit::{Actor, Who, record};
use crate::chain;
use crate::chance::Chance;
use crate::changes;
use crate::clock::{Timestamp, thai_day};
use crate::error::{Error, Result};
use crate::jobs;
use crate::mail::{self, Letter};
use crate::message::msg;
use crate::once;
use crate::web::may_write;

/// A record that verbs change: what the trail calls it.
pub trait Subject {
    /// Its identifier inside.
    fn id(&self) -> Uuid;
    /// Its short code for people, when it has one.
    fn code(&self) -> Option<&str> {
        None
    }
    /// Is it a rehearsal, which no figure counts?
    fn is_rehearsal(&self) -> bool {
        false
    }
}

/// A record that does not say itself whether it is a rehearsal, with the answer of what it hangs on.
#[derive(Debug)]
pub struct Rehearsed<'a, S>(pub &'a S, pub bool);

impl<S: Subject> Subject for Rehearsed<'_, S> {
    fn id(&self) -> Uuid {
        self.0.id()
    }

    fn code(&self) -> Option<&str> {
        self.0.code()
    }

    fn is_rehearsal(&self) -> bool {
        self.1
    }
}

/// What the trail keeps about a change beside who, what and when. Personal values go in as salted
/// digests, never in clear.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    open: Map<String, Value>,
    personal: Vec<(&'static str, String)>,
}

impl Facts {
    /// Nothing beside who, what and when.
    pub fn none() -> Self {
        Self::default()
    }

    /// A fact that names nobody.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.open.insert(name.to_owned(), value.into());
        self
    }

    /// A personal value: the trail keeps a digest of it.
    #[must_use]
    pub fn personal(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.personal.push((name, value.into()));
        self
    }
}

/// A write transaction with its actor and its verb.
pub struct Act {
    transaction: DatabaseTransaction,
    actor: Actor,
    verb: &'static str,
    at: Timestamp,
    chance: Chance,
}

impl Act {
    pub(crate) async fn open(ground: &Ground, actor: Actor, verb: &'static str) -> Result<Self> {
        let transaction = ground.db.begin().await?;
        // The time is taken once the transaction has its turn, so that times and turns agree.
        Ok(Self { transaction, actor, verb, at: ground.clock.now(), chance: ground.chance.clone() })
    }

    /// The transaction, for a feature's `store`.
    pub fn db(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// When this happens.
    pub fn now(&self) -> Timestamp {
        self.at
    }

    /// The day this happens, in Thailand.
    pub fn today(&self) -> chrono::NaiveDate {
        thai_day(self.at)
    }

    /// Who does it.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// A new identifier.
    pub fn new_id(&self) -> Uuid {
        self.chance.id(self.at)
    }

    /// Randomness, for codes.
    pub fn chance(&self) -> &Chance {
        &self.chance
    }

    /// Has this been done before under `key`? Then what came of it. A form sent twice, or an API
    /// write repeated with its `Idempotency-Key`, is answered like the first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn done_before(&self, key: &str) -> Result<Option<String>> {
        Ok(once::find(self.db(), &self.own_key(key)).await?)
    }

    /// Notes that `key` led to `outcome`, for [`Act::done_before`].
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn remember(&self, key: &str, outcome: &str) -> Result<()> {
        once::note(self.db(), self.own_key(key), outcome.to_owned(), self.at).await?;
        Ok(())
    }

    /// A key is somebody's own, and of one verb: the same word sent by another, or to another form,
    /// is another key.
    fn own_key(&self, key: &str) -> String {
        match self.actor.who {
            Who::Person(id) => format!("{} {id} {key}", self.verb),
            Who::Anyone => format!("{} anyone {key}", self.verb),
            Who::System(part) => format!("{} {part} {key}", self.verb),
        }
    }

    /// Notes that records of a table changed, came or went, for whatever follows them (`changes.rs`). A
    /// feature's `store` says it wherever it writes, so that no way of writing forgets it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn changed(
        &self,
        kind: &'static str,
        records: impl IntoIterator<Item = Uuid>,
    ) -> impl Future<Output = Result<()>> + Send {
        // Gathered at once, so that what is waited for holds nothing of the caller's.
        let lines = records.into_iter().map(|record| (self.new_id(), record)).collect();
        changes::note(self.db(), lines, kind, self.at)
    }

    /// Leaves work to be done after the commit: the job is a row of the same transaction.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn enqueue(&self, kind: &'static str, payload: Value, run_at: Timestamp) -> Result<()> {
        jobs::enqueue(self.db(), self.new_id(), kind, payload, run_at).await
    }

    /// Posts a letter that leaves when this is committed.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn post(&self, letter: Letter) -> Result<()> {
        let id = self.new_id();
        let (kind, payload) = mail::job(id, letter)?;
        jobs::enqueue(self.db(), id, kind, payload, self.at).await
    }

    /// Real records are changed by real work and rehearsals by rehearsing. Every change of every
    /// feature passes here, so that none can forget it and neither kind can come to hang on the other.
    fn check_stage(&self, subject: &impl Subject) -> Result<()> {
        match (self.actor.rehearses, subject.is_rehearsal()) {
            (true, false) => Err(Error::Forbidden(msg("kit-error-practising"))),
            (false, true) => Err(Error::Forbidden(msg("kit-error-practice"))),
            _ => Ok(()),
        }
    }

    /// Writes a further row of the trail, where one act touches a second record.
    ///
    /// # Errors
    /// [`Error::Forbidden`] when a rehearsal would touch a real record, or the reverse; when the
    /// database cannot be written.
    pub async fn note(&self, verb: &'static str, subject: &impl Subject, facts: Facts) -> Result<()> {
        self.write(self.actor.who, verb, subject, facts).await
    }

    /// The same of what nobody did but the program itself, by the name of the part that acts, because of
    /// what is done in this act.
    ///
    /// # Errors
    /// As [`Act::note`].
    pub async fn note_of_system(
        &self,
        part: &'static str,
        verb: &'static str,
        subject: &impl Subject,
        facts: Facts,
    ) -> Result<()> {
        self.write(Who::System(part), verb, subject, facts).await
    }

    async fn write(&self, who: Who, verb: &'static str, subject: &impl Subject, facts: Facts) -> Result<()> {
        self.check_stage(subject)?;
        let mut salt = [0; 16];
        self.chance.fill(&mut salt);
        let mut open = facts.open;
        if self.actor.rehearses {
            open.insert("practice".to_owned(), true.into());
        }
        for (name, value) in &facts.personal {
            open.insert((*name).to_owned(), chain::salted(&salt, value).into());
        }
        let (actor_kind, actor_id) = match who {
            Who::Person(id) => ("person".to_owned(), Some(id)),
            Who::Anyone => ("anyone".to_owned(), None),
            Who::System(part) => (format!("system:{part}"), None),
        };
        let row = record::ActiveModel {
            id: Set(self.new_id()),
            at: Set(self.at),
            actor_kind: Set(actor_kind),
            actor_id: Set(actor_id),
            verb: Set(verb.to_owned()),
            subject_id: Set(subject.id()),
            subject_code: Set(subject.code().map(str::to_owned)),
            facts: Set(Value::Object(open)),
            salt: Set((!facts.personal.is_empty()).then(|| salt.to_vec())),
            request_id: Set(self.actor.request),
            chain_position: Set(None),
            chain_digest: Set(None),
        };
        row.insert(self.db()).await?;
        Ok(())
    }

    /// Writes the trail's row and commits, in one.
    ///
    /// # Errors
    /// As [`Act::note`], or when this request is only to look ([`may_write`]); then nothing has happened.
    pub async fn commit(self, subject: &impl Subject, facts: Facts) -> Result<()> {
        self.note(self.verb, subject, facts).await?;
        may_write()?;
        self.transaction.commit().await?;
        Ok(())
    }
}
