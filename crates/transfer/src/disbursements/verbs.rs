//! What can be done to the entries of what was paid: each one transaction and one row in the trail, with the project
//! held, so that two who pay at once from what is left wait for each other.

use axum::body::Bytes;
use kit::message::msg;
use kit::{Act, Error, Facts, Rehearsed, Result};
use thai::Satang;
use uuid::Uuid;

use super::disbursement::{CounterEntry, Disbursement, NewPayment};
use super::judging::Place;
use super::money::Money;
use super::policy::{self, Verb};
use super::{store, store_rehearsals};
use crate::projects::{self, Project, Status};
use house::accounts::Reader;
use house::app::App;
use house::attachments::{self, Scan};

/// Opens an act with the money of a project held.
pub(super) async fn open(app: &App, reader: &Reader, verb: Verb, code: &str) -> Result<(Act, Project)> {
    let act = app.act(&reader.actor(), verb).await?;
    let project = projects::held(&act, code).await?;
    policy::may_see(reader, &project)?;
    Ok((act, project))
}

/// A project that the reader may see.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or none for this reader.
pub async fn seen(app: &App, reader: &Reader, code: &str) -> Result<Project> {
    let project = projects::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &project)?;
    Ok(project)
}

/// Does money go out and in, in this state?
///
/// # Errors
/// `disbursements-no-money`, or `disbursements-given-up-only-back`.
pub(super) fn check_granted(project: &Project) -> Result<()> {
    match is_granted(project) {
        true => Ok(()),
        // What comes back of it is written down all the same ([`reverse`]).
        false if project.status == Status::Cancelled && project.was_public => {
            Err(Error::Conflict(msg("disbursements-given-up-only-back")))
        }
        false => Err(Error::Conflict(msg("disbursements-no-money"))),
    }
}

/// Is its money granted, and its project not given up?
pub fn is_granted(project: &Project) -> bool {
    matches!(project.status, Status::Approved | Status::Transferred | Status::FollowingUp | Status::Closed)
}

/// Is the money of the project kept here? Not where only its document was taken over, and not before it is granted; of one
/// that was given up after it was, all that was paid.
pub(super) fn is_kept(project: &Project) -> bool {
    is_granted(project) || project.status == Status::Cancelled && project.was_public
}

/// The number that a key led to.
pub(super) async fn done(act: &Act, once: Option<&str>) -> Result<Option<i32>> {
    let Some(key) = once else { return Ok(None) };
    Ok(act.done_before(key).await?.and_then(|number| number.parse().ok()))
}

pub(super) async fn remember(act: &Act, once: Option<&str>, number: i32) -> Result<()> {
    if let Some(key) = once { act.remember(key, &number.to_string()).await } else { Ok(()) }
}

pub(super) fn check_version(seen: Option<i64>, version: i64) -> Result<()> {
    if seen.is_some_and(|seen| seen != version) { Err(Error::changed_meanwhile()) } else { Ok(()) }
}

/// Writes a payment down. `once` is the key that a form sent twice carries twice.
///
/// # Errors
/// When the reader may not, no money is granted, or it does not hold against the days and the sums: beside its field.
pub async fn record(
    app: &App,
    reader: &Reader,
    code: &str,
    told: NewPayment,
    once: Option<&str>,
) -> Result<Disbursement> {
    let (act, project) = open(app, reader, Verb::Record, code).await?;
    policy::may_record(reader, &project)?;
    if let Some(number) = done(&act, once).await? {
        return store::find_for_change(&act, project.id, number).await?.ok_or(Error::NotFound);
    }
    check_granted(&project)?;
    let money = store::find_money(act.db(), &project).await?;
    let days = store::find_availability(act.db(), &project, &money).await?;
    let place = money.judge(&days, &told)?;
    let number = store::next_number(&act, project.id).await?;
    let facts = facts(&project, number, &told);
    let entry = begin(&act, &project, number, place, told);
    store::save_new(&act, std::slice::from_ref(&entry)).await?;
    remember(&act, once, number).await?;
    act.commit(&Rehearsed(&entry, project.practice), facts).await?;
    Ok(entry)
}

fn facts(project: &Project, number: i32, told: &NewPayment) -> Facts {
    Facts::none()
        .with("project", project.code.clone())
        .with("number", number)
        .with("line", told.line)
        .with("paid_on", told.paid_on.to_string())
        .with("amount", told.amount.0)
        .with("document_number", told.document_number.clone())
        .with("knowing", told.knowing)
}

fn begin(act: &Act, project: &Project, number: i32, place: Place, told: NewPayment) -> Disbursement {
    Disbursement {
        id: act.new_id(),
        project: project.id,
        number,
        line: place.line,
        paid_on: told.paid_on,
        amount: told.amount,
        corrects: None,
        carry_over: place.carry_over,
        paid_for: told.paid_for,
        document_number: told.document_number,
        note: told.note,
        evidence: None,
        withdrawn: None,
        recorded_at: act.now(),
        version: 1,
    }
}

/// An entry of a held project, to be changed. `seen` is the version the reader had before their eyes.
async fn entry(act: &Act, project: &Project, number: i32, seen: Option<i64>) -> Result<Disbursement> {
    let entry = store::find_for_change(act, project.id, number).await?.ok_or(Error::NotFound)?;
    check_version(seen, entry.version)?;
    Ok(entry)
}

/// What counter-entries that stand took back of a payment.
pub(super) fn taken_back(beside: &[Disbursement]) -> Satang {
    let taken = beside.iter().filter(|one| one.is_counter_entry() && one.counts());
    Satang(taken.map(|one| one.amount.0).fold(0, i64::saturating_sub))
}

/// Keeps the receipt with a payment, in the place of an earlier scan.
///
/// # Errors
/// When the reader may not, the entry was withdrawn, or the file is no scan.
pub async fn attach(app: &App, reader: &Reader, code: &str, number: i32, sent: (&str, Bytes)) -> Result<()> {
    let found = seen(app, reader, code).await?;
    policy::may_attach(reader, &found)?;
    let payment = store::find(&app.db, found.id, number).await?.ok_or(Error::NotFound)?;
    let folder = format!("disbursements/{}", payment.id);
    let (scan, sha256) = attachments::keep_scan(app, &folder, sent, &format!("{code}-{number}")).await?;
    let key = scan.key.clone();
    attachments::settle(app, &key, keep(app, reader, code, number, (scan, sha256))).await
}

async fn keep(app: &App, reader: &Reader, code: &str, number: i32, (scan, sha256): (Scan, String)) -> Result<()> {
    let (act, project) = open(app, reader, Verb::Attach, code).await?;
    policy::may_attach(reader, &project)?;
    let payment = entry(&act, &project, number, None).await?;
    payment.stands().map_err(Error::Conflict)?;
    let facts = Facts::none().with("project", project.code.clone()).with("number", number);
    let facts = facts.with("type", scan.kind.as_str()).with("sha256", sha256);
    let before = payment.evidence.as_ref().map(|scan| scan.key.clone());
    let payment = Disbursement { evidence: Some(scan), ..payment };
    store::save(&act, &payment).await?;
    if let Some(key) = before {
        attachments::forget(&act, &key).await?;
    }
    act.commit(&Rehearsed(&payment, project.practice), facts).await
}

/// Takes a part of a payment back by an entry of its own; the payment stays as it is.
///
/// # Errors
/// When the reader may not, the payment was withdrawn, or less is left of it: beside its field.
pub async fn reverse(
    app: &App,
    reader: &Reader,
    code: &str,
    number: i32,
    (back, seen): (CounterEntry, Option<i64>),
) -> Result<Disbursement> {
    let (act, project) = open(app, reader, Verb::Reverse, code).await?;
    policy::may_reverse(reader, &project)?;
    let payment = entry(&act, &project, number, seen).await?;
    payment.may_be_reversed().map_err(Error::Conflict)?;
    let taken = taken_back(&store::list_beside(act.db(), &payment).await?);
    payment.judge(taken, &back)?;
    let next = store::next_number(&act, project.id).await?;
    let facts = Facts::none()
        .with("project", project.code.clone())
        .with("number", next)
        .with("corrects", number)
        .with("amount", -back.amount.0)
        .with("because", back.because.clone());
    let against = Disbursement {
        id: act.new_id(),
        number: next,
        paid_on: back.on,
        amount: Satang(-back.amount.0),
        corrects: Some(payment.id),
        paid_for: back.because,
        document_number: back.document_number,
        note: None,
        evidence: None,
        recorded_at: act.now(),
        version: 1,
        ..payment.clone()
    };
    store::save_new(&act, std::slice::from_ref(&against)).await?;
    // Whoever else had the payment before their eyes is told.
    store::save(&act, &payment).await?;
    act.commit(&Rehearsed(&against, project.practice), facts).await?;
    Ok(against)
}

/// Takes an entry that is wrong out of the sums, with a reason; it stays to be read.
///
/// # Errors
/// When the reader may not, it was withdrawn before, counter-entries stand on it, or without it more would be paid than
/// granted.
pub async fn withdraw_disbursement(
    app: &App,
    reader: &Reader,
    code: &str,
    number: i32,
    (because, seen): (String, Option<i64>),
) -> Result<()> {
    let (act, project) = open(app, reader, Verb::WithdrawDisbursement, code).await?;
    policy::may_withdraw_disbursement(reader, &project)?;
    let wrong = entry(&act, &project, number, seen).await?;
    if wrong.is_counter_entry() {
        let money = store::find_money(act.db(), &project).await?;
        may_count_again(&money, &wrong)?;
    }
    let beside = store::list_beside(act.db(), &wrong).await?;
    let wrong = wrong.withdrawn(because, act.today(), taken_back(&beside)).map_err(Error::Conflict)?;
    store::save(&act, &wrong).await?;
    let because = wrong.withdrawn.as_ref().map(|one| one.because.clone());
    let facts = Facts::none().with("project", project.code.clone()).with("number", number).with("because", because);
    act.commit(&Rehearsed(&wrong, project.practice), facts).await
}

/// Without a counter-entry its payment counts whole again: that must fit what was granted.
fn may_count_again(money: &Money, entry: &Disbursement) -> Result<()> {
    let Some(line) = money.lines.iter().find(|line| line.line.id == entry.line) else { return Ok(()) };
    let again = Satang(entry.amount.0.saturating_neg());
    match money.refusal(line, again, entry.carry_over.is_some()) {
        Some(message) => Err(Error::Conflict(message)),
        None => Ok(()),
    }
}

/// A payment that a file brings in, or an entry it only names.
#[derive(Clone, Debug, PartialEq)]
pub enum Brought {
    /// The register has it just so.
    Known(Uuid),
    /// To be written down, of the project with this code.
    New(String, NewPayment),
}

/// From above: a file brings payments in. Part of the import's own act, each held once more against what is there now.
///
/// # Errors
/// When one does not hold any more, or the database cannot be written.
pub(super) async fn import(act: &Act, rows: &[Brought]) -> Result<Vec<house::exchange::Saved>> {
    use house::exchange::{Change, Saved};
    let mut codes: Vec<&String> =
        rows.iter().filter_map(|row| if let Brought::New(code, _) = row { Some(code) } else { None }).collect();
    // In one order whoever brings them: two files that name the same projects must not wait for each other.
    codes.sort_unstable();
    codes.dedup();
    let mut held = std::collections::HashMap::new();
    for code in codes {
        let project = projects::held(act, code).await?;
        let money = store::find_money(act.db(), &project).await?;
        let days = store::find_availability(act.db(), &project, &money).await?;
        let next = store::next_number(act, project.id).await?;
        held.insert(code.as_str(), (project, money, days, next));
    }
    let (mut saved, mut entries) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in rows {
        let (code, told) = match row {
            Brought::Known(id) => {
                saved.push(Saved { id: *id, change: Change::Unchanged });
                continue;
            }
            Brought::New(code, told) => (code, told),
        };
        let (project, money, days, next) = held.get_mut(code.as_str()).ok_or(Error::NotFound)?;
        let place = money.judge(days, told).map_err(|_| Error::changed_meanwhile())?;
        money.pay(place, told.paid_on, told.amount);
        let entry = begin(act, project, *next, place, told.clone());
        act.note(Verb::Import.into(), &Rehearsed(&entry, project.practice), facts(project, *next, told)).await?;
        *next += 1;
        saved.push(Saved { id: entry.id, change: Change::Added });
        entries.push(entry);
    }
    store::save_new(act, &entries).await?;
    Ok(saved)
}

/// From above: the clinic clears what it rehearsed. Part of that act, before the projects whose money it is.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(act: &Act, projects: &[Uuid]) -> Result<()> {
    store_rehearsals::delete_of_projects(act, projects).await
}
