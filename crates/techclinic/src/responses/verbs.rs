//! What can be done with activities, participants and answers: each one transaction with its rows
//! in the trail. Longer than most: the days, the people and the answers hang together, and only
//! this file of the feature opens an act.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Result, Subject};
use uuid::Uuid;

use super::activity::{Activity, ActivityKind, NewActivity};
use super::area::Area;
use super::follow_up::may_be_answered;
use super::participant::{BroughtParticipant, NewParticipant, Participant, SLIP_CODE};
use super::policy::{self, Verb};
use super::response::{BroughtResponse, Filled, Response};
use super::store::{self, Wanted};
use crate::accounts::Reader;
use crate::app::App;
use crate::questionnaires::{self, Asked, Judged, Kind};

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
pub async fn record_activity(app: &App, reader: &Reader, area: &Area, told: NewActivity, once: &str) -> Result<Activity> {
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
    act.commit(&day, facts).await?;
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
    let everyone: BTreeSet<Uuid> = store::list_everyone(act.db(), area.id).await?.into_iter().map(|person| person.id).collect();
    let before = store::list_attending(act.db(), day.id).await?;
    let added: BTreeSet<Uuid> = attending.iter().filter(|id| everyone.contains(id) && !before.contains(id)).copied().collect();
    let removed: BTreeSet<Uuid> = before.iter().filter(|id| everyone.contains(id) && !attending.contains(id)).copied().collect();
    if day.told.kind == ActivityKind::Transfer {
        let answered = store::list_answered(act.db(), removed.iter().copied()).await?;
        let since = answered.iter().filter(|(_, kind)| *kind != Kind::Application).map(|(person, _)| person).collect::<BTreeSet<_>>();
        if !since.is_empty() {
            return Err(FormErrors::one("attending", msg("responses-attend-answered").with("count", since.len())).into());
        }
    }
    store::save_attendance(&act, day, &added, &removed).await?;
    if day.told.kind == ActivityKind::Transfer {
        set_first_transfers(&act, &added.union(&removed).copied().collect()).await?;
    }
    act.commit(day, Facts::none().with("added", added.len()).with("removed", removed.len())).await?;
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
        let again = store::list_everyone(act.db(), area.id).await?.into_iter().find(|person| person.id == sent.participant);
        return again.ok_or_else(taken);
    }
    refuse_twice(&act, area, &told).await?;
    let person = new_participant(&act, area, told);
    let answer = new_response(&act, reader, Door::Desk, &person, &asked, judged, filled);
    store::save_new_participants(&act, std::slice::from_ref(&person)).await?;
    save_answer(&act, &asked, &answer).await?;
    act.note(Verb::Answer.into(), &answer, facts_of(&answer)).await?;
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
pub async fn answer(app: &App, reader: &Reader, door: Door, code: &str, kind: Kind, filled: Filled) -> Result<Response> {
    let filled = keyed(app, filled);
    let asked = current(app, kind).await?;
    let (person, area) = whose(app, code).await?;
    if door == Door::Desk {
        policy::may_answer(reader, &area)?;
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
    let answer = new_response(&act, reader, door, &person, &asked, judged?, filled);
    save_answer(&act, &asked, &answer).await?;
    act.commit(&answer, facts_of(&answer)).await?;
    Ok(answer)
}

/// Puts an answer right: a further revision stands in the place of `revision`, which is kept.
///
/// # Errors
/// As [`answer`]; [`Error::Conflict`] when `revision` is no longer the one that stands.
pub async fn correct(app: &App, reader: &Reader, code: &str, kind: Kind, revision: i32, filled: Filled) -> Result<Response> {
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
    let mut answer = new_response(&act, reader, Door::Desk, &person, &asked, judged, filled);
    answer.revision = revision + 1;
    save_answer(&act, &asked, &answer).await?;
    act.commit(&answer, facts_of(&answer).with("instead_of", standing.id.to_string())).await?;
    Ok(answer)
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
    reader: &Reader,
    door: Door,
    person: &Participant,
    asked: &Asked,
    judged: Judged,
    filled: Filled,
) -> Response {
    let keyed_by = if door == Door::Desk { reader.actor().person() } else { None };
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

/// Brings participants over from another register, all or none.
///
/// # Errors
/// When the reader may not; an area that does not exist, or a slip's code that is taken
/// ([`Error::Invalid`], beside `row.column`).
pub async fn import_participants(app: &App, reader: &Reader, rows: Vec<BroughtParticipant>) -> Result<Vec<Participant>> {
    let mut areas = BTreeMap::new();
    let mut errors = FormErrors::new();
    for row in &rows {
        let key = (row.project.clone(), row.area);
        if areas.contains_key(&key) {
            continue;
        }
        match store::find_area(app.db.reader(), Wanted::Numbered(&row.project, row.area)).await? {
            Some(area) => {
                policy::may_import(reader, &area)?;
                areas.insert(key, area);
            }
            None => errors.add(format!("{}.area", row.number), msg("responses-import-area")),
        }
    }
    errors.into_result()?;
    let act = app.act(&reader.actor(), Verb::ImportParticipants).await?;
    let codes: Vec<String> = rows.iter().filter_map(|row| row.code.clone()).collect();
    let known: BTreeSet<String> = store::list_by_codes(&act, &codes).await?.into_iter().map(|person| person.code).collect();
    let mut errors = FormErrors::new();
    let mut people = Vec::with_capacity(rows.len());
    for row in rows {
        if row.code.as_ref().is_some_and(|code| known.contains(code)) {
            errors.add(format!("{}.code", row.number), msg("responses-import-code"));
        }
        let Some(area) = areas.get(&(row.project, row.area)) else { continue };
        let person = new_participant(&act, area, row.told);
        people.push(Participant { code: row.code.unwrap_or(person.code.clone()), transferred_on: row.transferred_on, ..person });
    }
    errors.into_result()?;
    store::save_new_participants(&act, &people).await?;
    let said: Vec<String> = people.iter().map(|person| format!("{} {}", person.id, person.told.name)).collect();
    commit_import(act, people.len(), said).await?;
    Ok(people)
}

/// Brings answers over from another register, all or none; each is judged as if it were given here.
///
/// # Errors
/// When the reader may not; participants that do not exist, days outside of a window, answers that
/// are not in order or are there already ([`Error::Invalid`], beside `row.column`).
pub async fn import_responses(app: &App, reader: &Reader, rows: Vec<BroughtResponse>) -> Result<usize> {
    let mut asked = BTreeMap::new();
    for kind in Kind::ALL {
        asked.insert(kind, current(app, kind).await?);
    }
    let act = app.act(&reader.actor(), Verb::ImportResponses).await?;
    let codes: Vec<String> = rows.iter().map(|row| row.participant.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    let people: BTreeMap<String, Participant> =
        store::list_by_codes(&act, &codes).await?.into_iter().map(|person| (person.code.clone(), person)).collect();
    for area in people.values().map(|person| person.area).collect::<BTreeSet<_>>() {
        let area = store::find_area(act.db(), Wanted::Id(area)).await?.ok_or(Error::NotFound)?;
        policy::may_import(reader, &area)?;
    }
    let mut answered = store::list_answered(act.db(), people.values().map(|person| person.id)).await?;
    let mut errors = FormErrors::new();
    let mut answers = Vec::with_capacity(rows.len());
    for row in rows {
        let (Some(person), Some(asked)) = (people.get(&row.participant), asked.get(&row.kind)) else {
            errors.add(format!("{}.participant", row.number), msg("responses-import-participant"));
            continue;
        };
        if !answered.insert((person.id, row.kind)) {
            errors.add(format!("{}.kind", row.number), msg("responses-answered-already"));
        } else if let Err(message) = may_be_answered(row.kind, person.transferred_on, row.filled.answered_on) {
            errors.add(format!("{}.answered_on", row.number), message);
        } else {
            match row.filled.judge(&asked.form, now(app), reader.lang) {
                Ok(judged) => {
                    let answer = new_response(&act, reader, Door::Desk, person, asked, judged, keyed(app, row.filled));
                    let counted = answer.counted(&asked.form);
                    answers.push((answer, counted));
                }
                Err(wrong) => wrong.iter().for_each(|(name, message)| errors.add(format!("{}.{name}", row.number), message.clone())),
            }
        }
    }
    errors.into_result()?;
    store::save_new_responses(&act, &answers).await?;
    let said: Vec<String> = answers.iter().map(|(answer, _)| format!("{} {:?}", answer.id, answer.answers)).collect();
    commit_import(act, answers.len(), said).await?;
    Ok(answers.len())
}

/// An import has one row in the trail: how many, and a digest of what each was.
async fn commit_import(act: Act, count: usize, said: Vec<String>) -> Result<()> {
    let batch = Batch(act.new_id());
    act.commit(&batch, Facts::none().with("count", count).personal("records", said.join("\n"))).await
}

/// What came over in one import.
struct Batch(Uuid);

impl Subject for Batch {
    fn id(&self) -> Uuid {
        self.0
    }
}
