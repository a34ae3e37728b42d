//! What can be done with activities, participants and answers: each one transaction with its rows
//! in the trail. Longer than most: the days, the people and the answers hang together, and only
//! this file of the feature opens an act.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Rehearsed, Result, Subject};
use uuid::Uuid;

use super::activity::{Activity, ActivityKind, NewActivity};
use super::area::Area;
use super::follow_up::may_be_answered;
use super::participant::{BroughtParticipant, NewParticipant, Participant, SLIP_CODE};
use super::policy::{self, Verb};
use super::response::{BroughtResponse, Filled, Response};
use super::store::{self, Wanted};
use super::store_rehearsals;
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::{Change, Saved};
use crate::questionnaires::{self, Asked, Judged, Kind};
use crate::technologies::{self, Benefit, Outcome};

/// By which door somebody comes to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// The clinic's desk, signed in.
    Desk,
    /// The slip of paper: its code is the right to answer, once.
    Slip,
}

/// Records a day of an area.
///
/// # Errors
/// When the reader may not, or the project takes no records.
pub async fn record_activity(
    app: &App,
    reader: &Reader,
    area: &Area,
    told: NewActivity,
    once: &str,
) -> Result<Activity> {
    policy::may_record_activity(reader, area)?;
    area.takes_records().map_err(Error::Conflict)?;
    let act = app.act(&reader.actor(), Verb::RecordActivity).await?;
    if !once.is_empty()
        && let Some(id) = act.done_before(once).await?
    {
        let id = id.parse().map_err(|_| Error::NotFound)?;
        return store::find_activity(act.db(), id).await?.ok_or(Error::NotFound);
    }
    let day = Activity { id: act.new_id(), project: area.project, area: area.id, told, version: 1 };
    store::save_new_activity(&act, &day).await?;
    if !once.is_empty() {
        act.remember(once, &day.id.to_string()).await?;
    }
    let facts = Facts::none()
        .with("project", area.project_code.clone())
        .with("area", area.number)
        .with("kind", day.told.kind.as_str())
        .with("held_on", day.told.held_on.to_string());
    act.commit(&Rehearsed(&day, area.practice), facts).await?;
    Ok(day)
}

/// Says who attended a day. The first day of transfer somebody attended opens their follow-up.
///
/// # Errors
/// When the reader may not; when somebody would be taken off who has answered since; when somebody
/// else has changed the list.
pub async fn attend(app: &App, reader: &Reader, area: &Area, day: &Activity, attending: &BTreeSet<Uuid>) -> Result<()> {
    policy::may_attend(reader, area)?;
    area.takes_records().map_err(Error::Conflict)?;
    let act = app.act(&reader.actor(), Verb::Attend).await?;
    let everyone: BTreeSet<Uuid> =
        store::list_everyone(act.db(), area.id).await?.into_iter().map(|person| person.id).collect();
    let before = store::list_attending(act.db(), day.id).await?;
    let added: BTreeSet<Uuid> =
        attending.iter().filter(|id| everyone.contains(id) && !before.contains(id)).copied().collect();
    let removed: BTreeSet<Uuid> =
        before.iter().filter(|id| everyone.contains(id) && !attending.contains(id)).copied().collect();
    if day.told.kind == ActivityKind::Transfer {
        let answered = store::list_answered(act.db(), removed.iter().copied()).await?;
        let since = answered
            .iter()
            .filter(|(_, kind)| *kind != Kind::Application)
            .map(|(person, _)| person)
            .collect::<BTreeSet<_>>();
        if !since.is_empty() {
            return Err(
                FormErrors::one("attending", msg("responses-attend-answered").with("count", since.len())).into()
            );
        }
    }
    store::save_attendance(&act, day, &added, &removed).await?;
    if day.told.kind == ActivityKind::Transfer {
        set_first_transfers(&act, &added.union(&removed).copied().collect()).await?;
    }
    act.commit(&Rehearsed(day, area.practice), Facts::none().with("added", added.len()).with("removed", removed.len()))
        .await?;
    Ok(())
}

async fn set_first_transfers(act: &Act, people: &BTreeSet<Uuid>) -> Result<()> {
    let first = store::list_first_transfers(act, people).await?;
    let mut by_day: BTreeMap<Option<NaiveDate>, Vec<Uuid>> = BTreeMap::new();
    for person in people {
        by_day.entry(first.get(person).copied()).or_default().push(*person);
    }
    for (day, people) in by_day {
        store::save_transferred(act, &people, day).await?;
    }
    Ok(())
}

/// Registers a participant by their application.
///
/// # Errors
/// When the reader may not, the project takes no records, or the application is not in order
/// ([`Error::Invalid`], each error beside its question).
pub async fn register(app: &App, reader: &Reader, area: &Area, filled: Filled) -> Result<Participant> {
    policy::may_register(reader, area)?;
    area.takes_records().map_err(Error::Conflict)?;
    let filled = keyed(app, filled);
    let asked = current(app, Kind::Application).await?;
    let judged = filled.judge(&asked.form, now(app), reader.lang)?;
    let told = NewParticipant::from_application(&asked.form, &judged.answers, filled.answered_on);
    let told = told.map_err(Error::Conflict)?;
    let act = app.act(&reader.actor(), Verb::Register).await?;
    if let Some(sent) = store::find_instance(&act, &filled.instance).await? {
        let again =
            store::list_everyone(act.db(), area.id).await?.into_iter().find(|person| person.id == sent.participant);
        return again.ok_or_else(taken);
    }
    refuse_twice(&act, area, &told).await?;
    let person = new_participant(&act, area, told);
    let answer = new_response(&act, reader.actor().person(), &person, &asked, judged, filled);
    store::save_new_participants(&act, std::slice::from_ref(&person)).await?;
    save_answer(&act, &asked, &answer).await?;
    act.note(Verb::Answer.into(), &Rehearsed(&answer, area.practice), facts_of(&answer)).await?;
    let facts = Facts::none()
        .with("project", area.project_code.clone())
        .with("area", area.number)
        .personal("name", person.told.name.clone())
        .personal("phone", person.told.phone.clone().unwrap_or_default());
    act.commit(&person, facts).await?;
    Ok(person)
}

/// The same name with the same telephone in one project is the same person; a telephone alone may
/// be a family's (docs/requirements.md C-13).
async fn refuse_twice(act: &Act, area: &Area, told: &NewParticipant) -> Result<()> {
    let Some(phone) = &told.phone else { return Ok(()) };
    let known = store::list_phones(act, area.project).await?;
    if known.contains(&(phone.clone(), told.name.clone())) {
        return Err(FormErrors::one("phone", msg("responses-registered-already")).into());
    }
    Ok(())
}

/// A participant about to be written.
fn new_participant(act: &Act, area: &Area, told: NewParticipant) -> Participant {
    Participant {
        id: act.new_id(),
        code: act.chance().code(SLIP_CODE),
        project: area.project,
        area: area.id,
        told,
        transferred_on: None,
        practice: area.practice,
        version: 1,
    }
}

/// Answers a questionnaire for, or as, a participant. The same instance sent twice is one answer.
///
/// # Errors
/// When the reader may not, the person has answered already, the day lies outside of the window
/// (beside `sheet.answered_on`, with its dates), or the answers are not in order.
pub async fn answer(
    app: &App,
    reader: &Reader,
    door: Door,
    code: &str,
    kind: Kind,
    filled: Filled,
) -> Result<Response> {
    let filled = keyed(app, filled);
    let asked = current(app, kind).await?;
    let (person, area) = whose(app, code).await?;
    match door {
        Door::Desk => policy::may_answer(reader, &area)?,
        Door::Slip => policy::may_answer_by_slip(reader, &area)?,
    }
    area.takes_answers().map_err(Error::Conflict)?;
    let judged = filled.judge(&asked.form, now(app), reader.lang);
    let act = app.act(&reader.actor(), Verb::Answer).await?;
    let person = store::find_participant_for_change(&act, &person.code).await?.ok_or(Error::NotFound)?;
    if let Some(sent) = store::find_instance(&act, &filled.instance).await? {
        let same = sent.participant == person.id && sent.kind == kind;
        return if same { Ok(sent) } else { Err(taken()) };
    }
    if store::find_response(act.db(), person.id, kind).await?.is_some() {
        return Err(Error::Conflict(msg("responses-answered-already")));
    }
    check_day(&person, kind, filled.answered_on)?;
    let keyed_by = if door == Door::Desk { reader.actor().person() } else { None };
    let answer = new_response(&act, keyed_by, &person, &asked, judged?, filled);
    save_answer(&act, &asked, &answer).await?;
    tell_technologies(&act, &answer, None).await?;
    act.commit(&Rehearsed(&answer, person.practice), facts_of(&answer)).await?;
    Ok(answer)
}

/// Puts an answer right: a further revision stands in the place of `revision`, which is kept.
///
/// # Errors
/// As [`answer`]; [`Error::Conflict`] when `revision` is no longer the one that stands.
pub async fn correct(
    app: &App,
    reader: &Reader,
    code: &str,
    kind: Kind,
    revision: i32,
    filled: Filled,
) -> Result<Response> {
    let filled = keyed(app, filled);
    let (person, area) = whose(app, code).await?;
    policy::may_correct(reader, &area)?;
    area.takes_answers().map_err(Error::Conflict)?;
    let standing = store::find_response(app.db.reader(), person.id, kind).await?.ok_or(Error::NotFound)?;
    let asked = questionnaires::find_edition(&app.db, standing.questionnaire).await?.ok_or(Error::NotFound)?;
    let judged = filled.judge(&asked.form, now(app), reader.lang)?;
    check_day(&person, kind, filled.answered_on)?;
    let act = app.act(&reader.actor(), Verb::Correct).await?;
    if let Some(sent) = store::find_instance(&act, &filled.instance).await? {
        return if sent.participant == person.id && sent.kind == kind { Ok(sent) } else { Err(taken()) };
    }
    if standing.revision != revision {
        return Err(Error::Conflict(msg("kit-error-conflict-version")));
    }
    store::save_superseded(&act, standing.id).await?;
    if kind == Kind::Application {
        let told = NewParticipant::from_application(&asked.form, &judged.answers, person.told.registered_on);
        let told = told.map_err(Error::Conflict)?;
        store::save_told(&act, &Participant { told, ..person.clone() }).await?;
    }
    let mut answer = new_response(&act, reader.actor().person(), &person, &asked, judged, filled);
    answer.revision = revision + 1;
    save_answer(&act, &asked, &answer).await?;
    tell_technologies(&act, &answer, Some(&standing)).await?;
    act.commit(&Rehearsed(&answer, person.practice), facts_of(&answer).with("instead_of", standing.id.to_string()))
        .await?;
    Ok(answer)
}

/// From above: the projects with these identifiers were rehearsals, and are about to be cleared.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(act: &Act, projects: &[Uuid]) -> Result<()> {
    store_rehearsals::delete_of_projects(act, projects).await
}

async fn current(app: &App, kind: Kind) -> Result<Asked> {
    questionnaires::find_current(&app.db, kind).await?.ok_or(Error::NotFound)
}

/// A participant with their area.
pub(super) async fn whose(app: &App, code: &str) -> Result<(Participant, Area)> {
    let person = store::find_participant(app.db.reader(), code).await?.ok_or(Error::NotFound)?;
    let area = store::find_area(app.db.reader(), Wanted::Id(person.area)).await?.ok_or(Error::NotFound)?;
    Ok((person, area))
}

/// Now, in Thai time.
fn now(app: &App) -> NaiveDateTime {
    (app.clock.now() + chrono::Duration::hours(7)).naive_utc()
}

/// A sheet that carries no key of its own is sent only once.
fn keyed(app: &App, filled: Filled) -> Filled {
    if filled.instance.is_empty() { Filled { instance: app.chance.secret(), ..filled } } else { filled }
}

fn taken() -> Error {
    Error::Conflict(msg("responses-instance-taken"))
}

fn check_day(person: &Participant, kind: Kind, day: NaiveDate) -> Result<()> {
    let allowed = may_be_answered(kind, person.transferred_on, day);
    allowed.map_err(|message| FormErrors::one("sheet.answered_on", message).into())
}

/// An answer about to be written.
fn new_response(
    act: &Act,
    keyed_by: Option<Uuid>,
    person: &Participant,
    asked: &Asked,
    judged: Judged,
    filled: Filled,
) -> Response {
    Response {
        id: act.new_id(),
        instance: filled.instance,
        questionnaire: asked.edition.id(),
        kind: asked.edition.kind,
        participant: person.id,
        project: person.project,
        area: person.area,
        mode: filled.mode,
        answered_on: filled.answered_on,
        keyed_by,
        answers: judged.answers,
        revision: 1,
        superseded: false,
        recorded_at: act.now(),
    }
}

async fn save_answer(act: &Act, asked: &Asked, answer: &Response) -> Result<()> {
    store::save_new_responses(act, &[(answer.clone(), answer.counted(&asked.form))]).await
}

fn facts_of(answer: &Response) -> Facts {
    let said: Vec<String> = answer.answers.iter().map(|(name, value)| format!("{name}={}", value.as_xform())).collect();
    Facts::none()
        .with("kind", answer.kind.code())
        .with("participant", answer.participant.to_string())
        .with("mode", answer.mode.as_str())
        .with("answered_on", answer.answered_on.to_string())
        .with("revision", answer.revision)
        .personal("answers", said.join("\n"))
}

/// Participants of a file, checked: part of an import's own act.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring_participants(act: &Act, rows: &[BroughtParticipant]) -> Result<Vec<Saved>> {
    let (mut new, mut saved) = (Vec::new(), Vec::with_capacity(rows.len()));
    for row in rows {
        let change = match &row.before {
            Some(before) if before.told == row.told && before.transferred_on == row.transferred_on => Change::Unchanged,
            Some(before) => {
                store::save_told(act, &Participant { told: row.told.clone(), ..before.clone() }).await?;
                store::save_transferred(act, &[before.id], row.transferred_on).await?;
                Change::Changed
            }
            None => Change::Added,
        };
        let id = match &row.before {
            Some(before) => before.id,
            None => {
                let person = new_participant(act, &row.area, row.told.clone());
                let code = row.code.clone().unwrap_or(person.code.clone());
                let id = person.id;
                new.push(Participant { code, transferred_on: row.transferred_on, ..person });
                id
            }
        };
        saved.push(Saved { id, change });
    }
    store::save_new_participants(act, &new).await?;
    Ok(saved)
}

/// Answers of a file, judged: part of an import's own act.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring_responses(act: &Act, rows: &[BroughtResponse]) -> Result<Vec<Saved>> {
    let (mut new, mut saved) = (Vec::new(), Vec::with_capacity(rows.len()));
    for row in rows {
        if let Some(id) = row.before {
            saved.push(Saved { id, change: Change::Unchanged });
            continue;
        }
        let mut filled = row.filled.clone();
        if filled.instance.is_empty() {
            filled.instance = act.chance().secret();
        }
        let answer = new_response(act, None, &row.person, &row.asked, row.judged.clone(), filled);
        tell_technologies(act, &answer, None).await?;
        saved.push(Saved { id: answer.id, change: Change::Added });
        let counted = answer.counted(&row.asked.form);
        new.push((answer, counted));
    }
    store::save_new_responses(act, &new).await?;
    Ok(saved)
}

/// News for the technologies of the project: what a follow-up says came of them, and that what it
/// stands in the place of no longer does.
async fn tell_technologies(act: &Act, answer: &Response, instead_of: Option<&Response>) -> Result<()> {
    if answer.kind != Kind::FollowUp {
        return Ok(());
    }
    // Rehearsals rank nothing.
    for technology in store::list_technologies(act, answer.project).await? {
        if let Some(earlier) = instead_of {
            technologies::withdraw_outcome(act, technology, &outcome(earlier)).await?;
        }
        technologies::record_outcome(act, technology, &outcome(answer)).await?;
    }
    Ok(())
}

fn outcome(answer: &Response) -> Outcome {
    let benefits = answer.parts("benefits");
    Outcome {
        applied: answer.parts("applied").iter().any(|applied| applied == "partly" || applied == "fully"),
        benefits: benefits.iter().filter_map(|benefit| Benefit::from_word(benefit)).collect(),
    }
}
