//! What can be done with answers: each one transaction with its row in the trail, and news for the
//! technologies that the answer is about.

use std::net::IpAddr;

use chrono::{NaiveDate, NaiveDateTime};
use kit::clock::{thai_day, thai_time};
use kit::message::msg;
use kit::{Act, Error, FormErrors, Rehearsed, Result, Subject, Timestamp};
use uuid::Uuid;

use super::area::Area;
use super::follow_up::may_be_answered;
use super::participant::Participant;
use super::policy::{self, Verb};
use super::response::{BroughtResponse, Filled, Response};
use super::store::{self, Wanted};
use super::verbs_taking::{Taking, answered, may_be_taken};
use super::{store_participants, store_rehearsals, store_responses};
use crate::questionnaires::{self, Asked};
use brokerage::technologies::{self, Benefit, Outcome, Setback};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{Change, Saved};
use xlsform::{Judged, Kind};

/// By which door somebody comes to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// The clinic's desk, signed in.
    Desk,
    /// The slip of paper: its code is the right to answer, once.
    Slip,
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
        Door::Slip => policy::may_use_slip(reader, &area)?,
    }
    area.takes_answers().map_err(Error::Conflict)?;
    let judged = filled.judge(&asked.form, now(app));
    let act = app.act(&reader.actor(), Verb::Answer).await?;
    let person = store_participants::find_participant_for_change(&act, &person.code).await?.ok_or(Error::NotFound)?;
    if let Some(sent) = store_responses::find_instance(&act, &filled.instance).await? {
        let same = sent.participant == person.id && sent.kind == kind;
        return if same { Ok(sent) } else { Err(taken()) };
    }
    let keyed_by = if door == Door::Desk { reader.actor().person() } else { None };
    may_be_taken(&act, &person, kind, filled.answered_on).await?;
    let taking = Taking { asked: &asked, filled, judged: judged?, keyed_by };
    let answer = taking.answer(&act, &person).await?;
    act.commit(&Rehearsed(&answer, person.practice), answered(&answer)).await?;
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
    let standing = store_responses::find_response(app.db.reader(), person.id, kind).await?.ok_or(Error::NotFound)?;
    let asked = questionnaires::find_edition(&app.db, standing.questionnaire).await?.ok_or(Error::NotFound)?;
    let judged = filled.judge(&asked.form, now(app))?;
    let act = app.act(&reader.actor(), Verb::Correct).await?;
    let person = store_participants::find_participant_for_change(&act, &person.code).await?.ok_or(Error::NotFound)?;
    if let Some(sent) = store_responses::find_instance(&act, &filled.instance).await? {
        return if sent.participant == person.id && sent.kind == kind { Ok(sent) } else { Err(taken()) };
    }
    if standing.revision != revision {
        return Err(Error::changed_meanwhile());
    }
    let taking = Taking { asked: &asked, filled, judged, keyed_by: reader.actor().person() };
    let (person, answer) = taking.correct(&act, &standing).await?;
    let facts = answered(&answer).with("instead_of", standing.id.to_string());
    act.commit(&Rehearsed(&answer, person.practice), facts).await?;
    Ok(answer)
}

/// From above: the projects with these identifiers were rehearsals, and are about to be cleared.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(act: &Act, projects: &[Uuid]) -> Result<()> {
    store_rehearsals::delete_of_projects(act, projects).await
}

/// The edition of a questionnaire that is asked now.
pub(super) async fn current(app: &App, kind: Kind) -> Result<Asked> {
    questionnaires::find_current(&app.db, kind).await?.ok_or(Error::NotFound)
}

/// An area by its address, as the reader may see it.
///
/// # Errors
/// [`Error::SignIn`] for strangers, [`Error::NotFound`] for whoever may not see it ([`policy::may_see_participants`]).
pub async fn area_seen(app: &App, reader: &Reader, code: &str, number: i32) -> Result<Area> {
    reader.must_sign_in()?;
    let area = store::find_area(app.db.reader(), Wanted::Numbered(code, number)).await?.ok_or(Error::NotFound)?;
    policy::may_see_participants(reader, &area)?;
    Ok(area)
}

/// A participant by their code, as the reader may see them.
///
/// # Errors
/// [`Error::SignIn`] for strangers, [`Error::NotFound`] for whoever may not see it ([`policy::may_see_participants`]).
pub async fn person_seen(app: &App, reader: &Reader, code: &str) -> Result<(Participant, Area)> {
    reader.must_sign_in()?;
    let (person, area) = whose(app, code).await?;
    policy::may_see_participants(reader, &area)?;
    Ok((person, area))
}

/// A participant with their area, by the code on their slip as anybody types it. Nobody is asked yet whether they may.
///
/// # Errors
/// [`Error::NotFound`] for a code that is nobody's, or of somebody who withdrew.
pub async fn whose(app: &App, code: &str) -> Result<(Participant, Area)> {
    let code = kit::chance::normalise_code(code);
    let person = store_participants::find_participant(app.db.reader(), &code).await?.ok_or(Error::NotFound)?;
    let area = store::find_area(app.db.reader(), Wanted::Id(person.area)).await?.ok_or(Error::NotFound)?;
    Ok((person, area))
}

/// The same for whoever holds the slip. Whoever tries one code after another from an address is held up.
///
/// # Errors
/// As [`whose`] and [`policy::may_use_slip`]; [`Error::TooMany`] for those who guess.
pub async fn whose_slip(app: &App, reader: &Reader, from: IpAddr, code: &str) -> Result<(Participant, Area)> {
    let look = async {
        let (person, area) = whose(app, code).await?;
        policy::may_use_slip(reader, &area)?;
        Ok((person, area))
    };
    app.public_throttle.guess(format!("fill {from}"), look).await
}

/// A moment as clocks in Thailand show it, by which answers are judged.
pub fn moment(at: Timestamp) -> NaiveDateTime {
    thai_day(at).and_time(thai_time(at))
}

/// Now, in Thai time.
pub(super) fn now(app: &App) -> NaiveDateTime {
    moment(app.clock.now())
}

/// A sheet that carries no key of its own is sent only once.
pub(super) fn keyed(app: &App, filled: Filled) -> Filled {
    if filled.instance.is_empty() { Filled { instance: app.chance.secret(), ..filled } } else { filled }
}

/// The key of this sheet is another answer's.
pub(super) fn taken() -> Error {
    Error::Conflict(msg("responses-instance-taken"))
}

pub(super) fn check_day(person: &Participant, kind: Kind, day: NaiveDate) -> Result<()> {
    let allowed = may_be_answered(kind, person.transferred_on, day);
    allowed.map_err(|message| FormErrors::one("sheet.answered_on", message).into())
}

/// An answer about to be written.
pub(super) fn new_response(
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

/// Writes an answer with what figures count of it.
pub(super) async fn save_answer(act: &Act, asked: &Asked, answer: &Response) -> Result<()> {
    store_responses::save_new_responses(act, &[(answer.clone(), answer.counted(&asked.form))]).await
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
    store_responses::save_new_responses(act, &new).await?;
    Ok(saved)
}

/// News for the technologies of the project: what a follow-up says came of them, and that what it
/// stands in the place of no longer does.
pub(super) async fn tell_technologies(act: &Act, answer: &Response, instead_of: Option<&Response>) -> Result<()> {
    if answer.kind != Kind::FollowUp {
        return Ok(());
    }
    if let Some(earlier) = instead_of {
        take_from_technologies(act, earlier).await?;
    }
    // Rehearsals rank nothing: they have no technologies.
    let told = outcome(act, answer).await?;
    for technology in store::list_technologies(act, answer.project).await? {
        technologies::record_outcome(act, technology, &told).await?;
    }
    Ok(())
}

/// What a follow-up said no longer counts for the technologies of its project.
pub(super) async fn take_from_technologies(act: &Act, follow_up: &Response) -> Result<()> {
    let told = outcome(act, follow_up).await?;
    for technology in store::list_technologies(act, follow_up.project).await? {
        technologies::withdraw_outcome(act, technology, &told).await?;
    }
    Ok(())
}

async fn outcome(act: &Act, answer: &Response) -> Result<Outcome> {
    let benefits = answer.parts("benefits");
    Ok(Outcome {
        applied: answer.parts("applied").iter().any(|applied| applied == "partly" || applied == "fully"),
        benefits: benefits.iter().filter_map(|benefit| Benefit::from_word(benefit)).collect(),
        group: store_participants::find_group(act, answer.participant).await?,
        setback: answer.parts("not_applied_reason").iter().find_map(|reason| Setback::from_word(reason)),
    })
}
