//! Records of what documents tell: projects of the years before the system, trainings, figures that
//! somebody printed. All are kept in one way. Files bring them in and people type them, checked by the
//! same rules; a correction is refused where somebody else was faster; what was wrong is withdrawn with a
//! reason that everybody can read, and stands again once somebody corrects it.
//!
//! A feature opens the act in its own verb, with its own right, and hands it over to these functions.

use std::collections::HashMap;
use std::future::Future;

use askama::Template;
use axum::http::HeaderMap;
use chrono::NaiveDate;
use kit::form::{TextForm, optional, version_seen};
use kit::table::Row;
use kit::{Act, Error, Facts, FormErrors, Message, Result, Subject, Timestamp, msg, page};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::exchange::{Change, Saved};
use crate::layout::filters;
use crate::organisations;

/// The longest reason of a withdrawal, in characters.
pub const REASON_MOST: usize = 1_000;
/// Letters of a code that the register gives.
const CODE: usize = 8;

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

/// A record of what a document tells.
pub trait Told: Subject + Clone + PartialEq + Send + Sync {
    /// What a code begins with that the register gives.
    const LETTER: char;

    /// How it stands.
    fn standing(&self) -> &Standing;
    /// What the register gives to a new record: identifier, code, how it stands.
    fn given(&mut self) -> (&mut Uuid, &mut String, &mut Standing);
    /// What the trail keeps of it, beside what was `before`.
    fn facts(&self, before: Option<&Self>) -> Facts;

    /// By its code, inside an act, to be changed.
    fn find_for_change(act: &Act, code: &str) -> impl Future<Output = Result<Option<Self>>> + Send;
    /// Writes new ones.
    fn save_new(act: &Act, new: &[Self]) -> impl Future<Output = Result<()>> + Send;
    /// Writes what one that was there says now.
    fn save(act: &Act, record: &Self) -> impl Future<Output = Result<()>> + Send;
}

/// A record as it came in, checked, and what the register says of the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought<R> {
    /// As a file or a form says it.
    pub record: R,
    /// As it is kept.
    pub before: Option<R>,
}

impl<R: Told> Brought<R> {
    /// A record that was withdrawn stands again only when somebody corrects it: no file brings it back
    /// unseen. `column` is told the reason.
    ///
    /// # Errors
    /// `layout-told-file-withdrawn`, beside `column`.
    pub fn unless_withdrawn(self, column: &str) -> Result<Self, FormErrors> {
        match self.before.as_ref().and_then(|before| before.standing().withdrawn.as_ref()) {
            Some(withdrawn) => {
                let said = msg("layout-told-file-withdrawn").with("because", withdrawn.because.clone());
                Err(FormErrors::one(column, said))
            }
            None => Ok(self),
        }
    }
}

/// What rows and forms are checked against that name clinics and bear codes.
pub struct Known<R> {
    /// The day it is.
    pub today: NaiveDate,
    /// Records that come in now are part of a demonstration.
    pub invented: bool,
    /// Clinics by their codes.
    pub clinics: HashMap<String, Uuid>,
    /// Records that are there, by their codes.
    pub before: HashMap<String, R>,
}

impl<R: Told> Known<R> {
    /// With the records that bear the codes of a batch.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn of(app: &App, before: Vec<R>) -> Result<Self> {
        let clinics = organisations::list_clinic_names(&app.db).await?;
        let coded = |record: R| Some((record.code()?.to_owned(), record));
        Ok(Self {
            today: app.clock.today(),
            invented: app.settings.demo,
            clinics: clinics.into_iter().map(|clinic| (clinic.code, clinic.id)).collect(),
            before: before.into_iter().filter_map(coded).collect(),
        })
    }
}

/// The codes of a batch, as they are kept.
pub fn codes(batch: &[Row]) -> Vec<String> {
    let read = batch.iter().filter_map(|row| read_code(row.text("code")).ok());
    read.filter(|code| !code.is_empty()).collect()
}

/// A code of one's own; without one the register gives it.
///
/// # Errors
/// `layout-told-code`.
pub fn read_code(typed: &str) -> Result<String, Message> {
    let plain = typed.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') && typed.len() <= 40;
    if plain { Ok(typed.to_ascii_uppercase()) } else { Err(msg("layout-told-code")) }
}

fn begin<R: Told>(act: &Act, mut record: R) -> R {
    let (id, code, standing) = record.given();
    *id = act.new_id();
    *standing = Standing::NEW;
    if code.is_empty() {
        *code = format!("{}-{}", R::LETTER, act.chance().code(CODE).replace('-', ""));
    }
    record
}

/// Takes over the rows of a file, inside the import's own act; each record that is new or changed has its
/// row in the trail beside the import.
///
/// # Errors
/// When the database cannot be written.
pub async fn bring<R: Told>(act: &Act, verb: &'static str, rows: &[Brought<R>]) -> Result<Vec<Saved>> {
    let (mut new, mut saved) = (Vec::new(), Vec::with_capacity(rows.len()));
    for Brought { record, before } in rows {
        let (mut record, change) = match before {
            None => (begin(act, record.clone()), Change::Added),
            Some(before) if before == record => (record.clone(), Change::Unchanged),
            Some(_) => (record.clone(), Change::Changed),
        };
        if change == Change::Changed {
            record.given().2.version += 1;
            R::save(act, &record).await?;
        }
        if change != Change::Unchanged {
            act.note(verb, &record, record.facts(before.as_ref())).await?;
        }
        saved.push(Saved { id: record.id(), change });
        if change == Change::Added {
            new.push(record);
        }
    }
    R::save_new(act, &new).await?;
    Ok(saved)
}

/// Enters a new record, once for each key.
///
/// # Errors
/// `layout-told-there` where the register has it already; when the database cannot be written.
pub async fn register<R: Told>(act: Act, brought: Brought<R>, once: Option<&str>) -> Result<R> {
    let key = once.and_then(optional);
    if let Some(key) = &key
        && let Some(code) = act.done_before(key).await?
    {
        return R::find_for_change(&act, &code).await?.ok_or(Error::NotFound);
    }
    if let Some(before) = &brought.before {
        return Err(FormErrors::one("source", there(before)).into());
    }
    let record = begin(&act, brought.record);
    R::save_new(&act, std::slice::from_ref(&record)).await?;
    if let Some(key) = &key {
        act.remember(key, record.code().unwrap_or_default()).await?;
    }
    act.commit(&record, record.facts(None)).await?;
    Ok(record)
}

/// The register has this record already.
pub fn there(record: &impl Subject) -> Message {
    msg("layout-told-there").with("code", record.code().unwrap_or_default())
}

/// Changes what a record says, unless somebody else did since `version`. One that was withdrawn stands
/// again.
///
/// # Errors
/// `kit-error-conflict-version`; when the database cannot be written.
pub async fn correct<R: Told>(act: Act, brought: Brought<R>, version: i64) -> Result<R> {
    let code = brought.before.as_ref().and_then(Subject::code).ok_or(Error::NotFound)?;
    let before = R::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    if before.standing().version != version {
        return Err(Error::Conflict(msg("kit-error-conflict-version")));
    }
    let mut record = brought.record;
    *record.given().2 = Standing { version: version + 1, withdrawn: None };
    R::save(&act, &record).await?;
    let restored = before.standing().withdrawn.is_some();
    let facts = record.facts(Some(&before));
    act.commit(&record, if restored { facts.with("restored", true) } else { facts }).await?;
    Ok(record)
}

/// Withdraws a record that was wrong, unless somebody else changed it since `version`.
///
/// # Errors
/// `layout-told-withdrawn-before`, `kit-error-conflict-version`; when the database cannot be written.
pub async fn withdraw<R: Told>(act: Act, code: &str, because: String, version: Option<i64>) -> Result<R> {
    let mut record = R::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    if record.standing().withdrawn.is_some() {
        return Err(Error::Conflict(msg("layout-told-withdrawn-before")));
    }
    if version.is_some_and(|version| version != record.standing().version) {
        return Err(Error::Conflict(msg("kit-error-conflict-version")));
    }
    let standing = record.given().2;
    standing.version += 1;
    standing.withdrawn = Some(Withdrawn { at: act.now(), because: because.clone() });
    R::save(&act, &record).await?;
    act.commit(&record, Facts::none().with("reason", because)).await?;
    Ok(record)
}

/// The version a form was filled in on, or a program's `If-Match`; 0, which no record has, when neither
/// can be read.
pub fn version(typed: &str, headers: &HeaderMap) -> i64 {
    let said = headers.get("if-match").and_then(|value| value.to_str().ok()).unwrap_or(typed);
    version_seen(said).unwrap_or(0)
}

/// A record that was withdrawn, at the foot of its list.
#[derive(Clone, Debug)]
pub struct Gone {
    /// Its code.
    pub code: String,
    /// What it was called.
    pub name: String,
    /// When and why.
    pub withdrawn: Withdrawn,
}

impl Gone {
    /// Of a record that was withdrawn.
    pub fn of(record: &impl Told, name: String) -> Option<Self> {
        let withdrawn = record.standing().withdrawn.clone()?;
        Some(Self { code: record.code().unwrap_or_default().to_owned(), name, withdrawn })
    }
}

/// The form by which a record is withdrawn.
#[derive(Template)]
#[template(path = "layout/withdraw.html")]
pub struct Withdrawal {
    /// Where its list stands.
    list: &'static str,
    /// What the list is called.
    title: Message,
    code: String,
    name: String,
    form: TextForm,
    errors: FormErrors,
}
page!(Withdrawal, "layout-told-withdraw-title");

impl Withdrawal {
    /// The empty form.
    pub fn new(list: (&'static str, Message), record: &impl Told, name: String) -> Self {
        Self {
            list: list.0,
            title: list.1,
            code: record.code().unwrap_or_default().to_owned(),
            name,
            form: TextForm { version: record.standing().version.to_string(), ..TextForm::default() },
            errors: FormErrors::new(),
        }
    }

    fn action(&self) -> String {
        format!("{}/{}/withdraw", self.list, self.code)
    }

    /// The same as it was typed, with what is wrong; it is about the record as it stands now.
    #[must_use]
    pub fn refused(mut self, form: TextForm, errors: FormErrors) -> Self {
        self.form.text = form.text;
        self.errors = errors;
        self
    }
}
