//! What can be done to an appointment: each one transaction and one row in the trail. The rights that
//! follow from it are written with it, for just the days it names.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::form::optional;
use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Result};
use uuid::Uuid;

use super::appointment::{Appointment, HandingOver, NewAppointment};
use super::forms::AppointmentForm;
use super::policy::{self, Verb};
use super::register::Register;
use super::store;
use house::accounts::{self, Reader};
use house::app::App;
use house::exchange::{Change, Saved};
use house::layout::handover::waiting_at;
use house::organisations::{self, ClinicName};

/// Letters of a code.
const CODE: usize = 5;

fn begin(act: &Act, code: Option<String>, told: NewAppointment, invented: bool) -> Appointment {
    let year = thai::FiscalYear::of(told.starts_on).0 % 100;
    let code = code.unwrap_or_else(|| format!("AP{year}-{}", act.chance().code(CODE)));
    Appointment { id: act.new_id(), code, told, successor: None, invented, created_at: act.now(), version: 1 }
}

fn facts(one: &Appointment) -> Facts {
    let told = &one.told;
    Facts::none()
        .with("post", told.post.as_str())
        .with("clinic", told.place.clinic().map(|id| id.to_string()))
        .with("province", told.place.province())
        .with("region", told.place.region())
        .with("account", told.account.map(|id| id.to_string()))
        .with("starts_on", told.starts_on.to_string())
        .with("ends_on", told.ends_on.map(|day| day.to_string()))
}

/// One person holds one post once at a time, and a post of one person is free before the next begins.
async fn check_free(act: &Act, one: &Appointment) -> Result<()> {
    let others = store::list_of_post(act.db(), one.told.post, &one.told.place).await?;
    let others = || others.iter().filter(|other| other.id != one.id);
    if let Some(other) = others().find(|other| other.told.is_twice(&one.told)) {
        let said = msg("appointments-twice").with("record", format!("/appointments/{}", other.code));
        return Err(FormErrors::one("name", said.with("code", other.code.clone())).into());
    }
    match others().find(|other| other.told.is_in_the_way(&one.told)) {
        Some(other) => Err(FormErrors::one("post", other.occupied(act.today())).into()),
        None => Ok(()),
    }
}

/// Writes a new appointment with the rights that follow from it.
async fn write_new(act: &Act, one: &Appointment) -> Result<()> {
    store::save_new(act, one).await?;
    accounts::appointed(act, one.id, one.told.account, &one.told.grant()).await
}

/// Writes what changed, and the rights anew.
async fn write(act: &Act, one: &Appointment) -> Result<()> {
    store::save(act, one).await?;
    accounts::appointed(act, one.id, one.told.account, &one.told.grant()).await
}

/// What was handed over ends before the days of whoever took it over.
async fn check_handed_over(act: &Act, one: &Appointment) -> Result<()> {
    let Some(id) = one.successor else { return Ok(()) };
    match store::find_in(act, id).await? {
        Some(successor) => Ok(one.told.judged_before(successor.told.starts_on)?),
        None => Ok(()),
    }
}

/// Writes what changed, where it may stand so beside the others.
async fn change(act: &Act, one: &Appointment) -> Result<()> {
    check_handed_over(act, one).await?;
    check_free(act, one).await?;
    write(act, one).await
}

/// The clinics that appointments name.
pub type Clinics = HashMap<Uuid, ClinicName>;

/// The clinics that these appointments name.
///
/// # Errors
/// When the database fails.
pub async fn clinics_of<'a>(app: &App, listed: impl Iterator<Item = &'a Appointment>) -> Result<Clinics> {
    organisations::clinic_names(&app.db, listed.filter_map(|one| one.told.place.clinic())).await
}

/// An appointment by its code.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn found(app: &App, code: &str) -> Result<Appointment> {
    store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)
}

/// What a form is checked against that names the account of this address, or none.
///
/// # Errors
/// When the database fails.
pub async fn register_for(app: &App, email: &str) -> Result<Register> {
    let clinics = organisations::list_clinic_names(&app.db).await?;
    let account = match optional(email) {
        Some(email) => accounts::find_by_email(&app.db, &email).await?,
        None => None,
    };
    Ok(Register {
        clinics: clinics.into_iter().map(|clinic| (clinic.code, clinic.id)).collect(),
        accounts: account.into_iter().map(|account| (account.email, account.id)).collect(),
    })
}

/// Reads a form against the registers.
///
/// # Errors
/// What is wrong with it, field by field.
pub async fn read(app: &App, form: &AppointmentForm) -> Result<NewAppointment> {
    let register = register_for(app, &form.account).await?;
    Ok(form.check(&register, app.clock.today())?)
}

/// Appoints somebody. `once` is the key that a form sent twice carries twice.
///
/// # Errors
/// When the reader may not, the person holds that post on one of the days, or another holds a post of one.
pub async fn appoint(app: &App, reader: &Reader, told: NewAppointment, once: Option<&str>) -> Result<Appointment> {
    policy::may_appoint(reader, &told)?;
    let act = app.act(&reader.actor(), Verb::Appoint).await?;
    if let Some(key) = once
        && let Some(code) = act.done_before(key).await?
    {
        return store::find_for_change(&act, &code).await?.ok_or(Error::NotFound);
    }
    let one = begin(&act, None, told, app.settings.demo);
    check_free(&act, &one).await?;
    write_new(&act, &one).await?;
    if let Some(key) = once {
        act.remember(key, &one.code).await?;
    }
    act.commit(&one, facts(&one)).await?;
    Ok(one)
}

/// Mends what is written down about it. `seen` is the version the reader had before their eyes.
///
/// # Errors
/// When the reader may not, somebody else changed it, the person holds that post twice, or what was
/// handed over would last on.
pub async fn correct(
    app: &App,
    reader: &Reader,
    code: &str,
    told: NewAppointment,
    seen: Option<i64>,
) -> Result<Appointment> {
    let (act, before) = open(app, reader, Verb::Correct, code, seen).await?;
    policy::may_correct(reader, &before)?;
    policy::may_appoint(reader, &told)?;
    let was = before.told.clone();
    let one = Appointment { told, ..before };
    change(&act, &one).await?;
    let changed = one.told.changed_since(&was);
    act.commit(&one, facts(&one).with("changed", changed)).await?;
    Ok(one)
}

/// Says its last day: the rights that follow from it end with that day.
///
/// # Errors
/// When the reader may not, it has ended or was handed over, or that day cannot be its last.
pub async fn end(app: &App, reader: &Reader, code: &str, last: NaiveDate, seen: Option<i64>) -> Result<Appointment> {
    let (act, before) = open(app, reader, Verb::End, code, seen).await?;
    policy::may_end(reader, &before)?;
    let one = before.ended(last, app.clock.today())?;
    change(&act, &one).await?;
    act.commit(&one, facts(&one)).await?;
    Ok(one)
}

/// Ends it and appoints who takes over, in one act. What waits in its clinic (drafts, tasks) passes with
/// the post and is named in the trail; the sessions and tokens of whoever leaves end, each token with a
/// row of its own. Answers the appointment of the successor.
///
/// # Errors
/// When the reader may not, it has ended or was handed over before, the successor is the same person, or
/// holds that post already.
pub async fn hand_over(
    app: &App,
    reader: &Reader,
    code: &str,
    by: HandingOver,
    seen: Option<i64>,
) -> Result<Appointment> {
    let known = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_hand_over(reader, &known)?;
    let passed = match known.told.place.clinic() {
        Some(clinic) => waiting_at(app, clinic).await?,
        None => Vec::new(),
    };
    let (act, before) = open(app, reader, Verb::HandOver, code, seen).await?;
    policy::may_hand_over(reader, &before)?;
    before.still_open(app.clock.today())?;
    if before.told.account == Some(by.account) {
        return Err(FormErrors::one("account", msg("appointments-successor-same")).into());
    }
    let leaving = before.ended(by.last_day, app.clock.today())?;
    let successor = begin(&act, None, leaving.succeeded(by).judged(app.clock.today())?, leaving.invented);
    write_new(&act, &successor).await?;
    let leaving = Appointment { successor: Some(successor.id), ..leaving };
    write(&act, &leaving).await?;
    // Judged as both stand now: whoever leaves is in nobody's way any more.
    check_handed_over(&act, &leaving).await?;
    check_free(&act, &successor).await?;
    let ended = match leaving.told.account {
        Some(account) => accounts::left(&act, account).await?,
        None => accounts::Left::default(),
    };
    act.note(Verb::Appoint.into(), &successor, facts(&successor)).await?;
    let addresses: Vec<String> = passed.into_iter().map(|one| one.address).collect();
    let facts = facts(&leaving)
        .with("successor", successor.code.clone())
        .with("passed", addresses)
        .with("sessions_ended", ended.sessions)
        .with("tokens_ended", ended.tokens);
    act.commit(&leaving, facts).await?;
    Ok(successor)
}

async fn open(app: &App, reader: &Reader, verb: Verb, code: &str, seen: Option<i64>) -> Result<(Act, Appointment)> {
    let act = app.act(&reader.actor(), verb).await?;
    let one = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    if seen.is_some_and(|version| version != one.version) {
        return Err(Error::Conflict(msg("kit-error-conflict-version")));
    }
    Ok((act, one))
}

/// A row of a file, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// Its code; an appointment that has it is changed.
    pub code: Option<String>,
    /// What the file says.
    pub told: NewAppointment,
    /// Made up for the demonstration.
    pub invented: bool,
}

/// Takes over the rows of a file, inside the import's own act.
///
/// # Errors
/// When the database cannot be written, somebody would hold one post twice, or two a post of one.
pub(super) async fn bring(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let codes = rows.iter().filter_map(|row| row.code.clone()).collect();
    let known = store::list_by_codes(act, codes).await?;
    let (mut saved, mut written) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in rows {
        let (one, made) = match row.code.as_ref().and_then(|code| known.get(code)) {
            None => (begin(act, row.code.clone(), row.told.clone(), row.invented), Change::Added),
            Some(before) if before.told == row.told => (before.clone(), Change::Unchanged),
            Some(before) => (Appointment { told: row.told.clone(), ..before.clone() }, Change::Changed),
        };
        match made {
            Change::Added => write_new(act, &one).await?,
            Change::Changed => write(act, &one).await?,
            Change::Unchanged => {}
        }
        saved.push(Saved { id: one.id, change: made });
        written.extend((made != Change::Unchanged).then_some(one));
    }
    // Judged once all rows stand: a successor may stand above whom they followed.
    for one in &written {
        check_handed_over(act, one).await?;
        check_free(act, one).await?;
    }
    Ok(saved)
}
