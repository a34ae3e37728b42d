//! Registers that are entered, corrected and withdrawn: projects of the years before the system, trainings,
//! figures that somebody printed. All are kept in one way. Files bring records in and people type them,
//! checked by the same rules; a correction is refused where somebody else was faster; what was wrong is
//! withdrawn with a reason that everybody can read, and stands again once somebody corrects it.
//!
//! A feature says what is its own, each in the file of its layer: how a record is kept and who may write it
//! ([`Registered`], in `verbs.rs`), how it is typed ([`Typed`], in `importing.rs`), the page of its form
//! ([`Shown`], in `pages_forms.rs`) and what a program reads of it ([`Answered`], in `api.rs`).

mod api;
mod importing;
mod pages;
mod verbs;

use std::future::Future;

use kit::{Act, Db, Error, Facts, Result, Subject, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::accounts::Reader;
use crate::app::App;

pub use api::{Answered, Asked};
pub use importing::{Brought, Known, Typed, codes, read_code, write};
pub use pages::{Gone, Shown, action, draft, routes};
pub use verbs::{bring, there};

/// How often a record was changed, and whether it still stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Counts changes.
    pub version: i64,
    /// It was wrong, and is in no list and no sum.
    pub withdrawn: Option<Withdrawn>,
}

/// When and why a record was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Withdrawn {
    /// When, ISO 8601.
    #[schema(value_type = String)]
    pub at: Timestamp,
    /// Why, for everybody to read.
    pub because: String,
}

impl Standing {
    /// Of what nobody has changed yet.
    pub const NEW: Self = Self { version: 1, withdrawn: None };

    /// As two columns and a version keep it.
    pub fn kept(version: i64, at: Option<Timestamp>, because: Option<String>) -> Self {
        Self { version, withdrawn: at.map(|at| Withdrawn { at, because: because.unwrap_or_default() }) }
    }

    /// When it was withdrawn, and why, as two columns keep it.
    pub fn columns(&self) -> (Option<Timestamp>, Option<String>) {
        self.withdrawn.clone().map(|withdrawn| (withdrawn.at, withdrawn.because)).unzip()
    }
}

/// Who may do it: to a record, as it stands and as it is to stand; before anybody knows to which, whether
/// they may do it to any.
pub type May<R> = fn(&Reader, Option<&R>) -> Result<()>;

/// A record of such a register.
pub trait Registered: Subject + Clone + PartialEq + Send + Sync + 'static {
    /// The verbs of its feature.
    type Verb: Into<&'static str> + Send;

    /// Somebody enters it.
    const REGISTER: (Self::Verb, May<Self>);
    /// Somebody changes what is said of it; one that was withdrawn stands again.
    const CORRECT: (Self::Verb, May<Self>);
    /// It was wrong: somebody says why, and it counts no more.
    const WITHDRAW: (Self::Verb, May<Self>);
    /// A file brings it, inside the import's own act.
    const BRING: Self::Verb;
    /// What a code begins with that the register gives.
    const LETTER: char;
    /// The column that tells it from others: beside it stands that it is there already, or was withdrawn.
    const KEY: &'static str = "code";

    /// How people call it.
    fn called(&self) -> String;
    /// How it stands.
    fn standing(&self) -> &Standing;
    /// What the register gives to a new record: identifier, code, how it stands.
    fn given(&mut self) -> (&mut Uuid, &mut String, &mut Standing);
    /// What the trail keeps of it, beside what was `before`.
    fn facts(&self, before: Option<&Self>) -> Facts;

    /// By its code.
    fn find(db: &Db, code: &str) -> impl Future<Output = Result<Option<Self>>> + Send;
    /// By its code, inside an act, to be changed.
    fn find_for_change(act: &Act, code: &str) -> impl Future<Output = Result<Option<Self>>> + Send;
    /// Writes new ones.
    fn save_new(act: &Act, new: &[Self]) -> impl Future<Output = Result<()>> + Send;
    /// Writes what one that was there says now.
    fn save(act: &Act, record: &Self) -> impl Future<Output = Result<()>> + Send;
}

/// What bears this code.
async fn found<R: Registered>(app: &App, code: &str) -> Result<R> {
    R::find(&app.db, code).await?.ok_or(Error::NotFound)
}

/// The same, where the reader may do this to it.
async fn found_for<R: Registered>(app: &App, reader: &Reader, may: May<R>, code: &str) -> Result<R> {
    may(reader, None)?;
    let record = found(app, code).await?;
    may(reader, Some(&record))?;
    Ok(record)
}
