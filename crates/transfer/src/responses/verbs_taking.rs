//! Answers taken into the records inside an act: by whichever door they came, they are taken alike.

use chrono::NaiveDate;
use kit::message::msg;
use kit::{Act, Error, Facts, Rehearsed, Result};
use uuid::Uuid;

use super::area::Area;
use super::participant::{NewParticipant, Participant};
use super::policy::Verb;
use super::response::{Filled, Response};
use super::verbs::{check_day, new_response, save_answer, tell_technologies};
use super::verbs_participants::{new_participant, refuse_twice};
use super::{store_participants, store_responses};
use crate::questionnaires::Asked;
use xlsform::{Judged, Kind};

/// An answer in order, about to be taken.
#[derive(Clone, Debug)]
pub struct Taking<'a> {
    /// What was asked.
    pub asked: &'a Asked,
    /// What was answered.
    pub filled: Filled,
    /// And how that was judged.
    pub judged: Judged,
    /// Who keyed it, unless the person did.
    pub keyed_by: Option<Uuid>,
}

impl Taking<'_> {
    /// Registers a participant with their application. Its trace is [`registered`], which the act is still to write.
    ///
    /// # Errors
    /// Beside the questions, where they are registered already.
    pub async fn register(self, act: &Act, area: &Area) -> Result<(Participant, Response)> {
        area.takes_records().map_err(Error::Conflict)?;
        let told = NewParticipant::from_application(&self.asked.form, &self.judged.answers, self.filled.answered_on);
        let told = told.map_err(Error::Conflict)?;
        refuse_twice(act, area, &told).await?;
        let person = new_participant(act, area, told);
        let answer = new_response(act, self.keyed_by, &person, self.asked, self.judged, self.filled);
        store_participants::save_new_participants(act, std::slice::from_ref(&person)).await?;
        save_answer(act, self.asked, &answer).await?;
        act.note(Verb::Answer.into(), &Rehearsed(&answer, area.practice), answered(&answer)).await?;
        Ok((person, answer))
    }

    /// Takes the answer of somebody who is registered. Its trace is [`answered`], which the act is still to write.
    ///
    /// # Errors
    /// [`Error::Conflict`] when they have answered already; beside `sheet.answered_on` when the day lies outside of the
    /// window.
    pub async fn answer(self, act: &Act, person: &Participant) -> Result<Response> {
        may_be_taken(act, person, self.asked.edition.kind, self.filled.answered_on).await?;
        let answer = new_response(act, self.keyed_by, person, self.asked, self.judged, self.filled);
        save_answer(act, self.asked, &answer).await?;
        tell_technologies(act, &answer, None).await?;
        Ok(answer)
    }

    /// A further revision stands in the place of an answer, which is kept. Its trace is [`answered`].
    ///
    /// # Errors
    /// [`Error::Conflict`] when another stands in its place already.
    pub async fn correct(self, act: &Act, standing: &Response) -> Result<(Participant, Response)> {
        let person = store_participants::find_by_id_for_change(act, standing.participant).await?;
        let person = person.ok_or(Error::NotFound)?;
        check_day(&person, standing.kind, self.filled.answered_on)?;
        let told = match standing.kind {
            Kind::Application => {
                let answers = &self.judged.answers;
                let told = NewParticipant::from_application(&self.asked.form, answers, person.told.registered_on);
                Some(told.map_err(Error::Conflict)?)
            }
            _ => None,
        };
        store_responses::save_superseded(act, standing.id).await?;
        if let Some(told) = told {
            store_participants::save_told(act, &Participant { told, ..person.clone() }).await?;
        }
        let answer = new_response(act, self.keyed_by, &person, self.asked, self.judged, self.filled);
        let answer = Response { revision: standing.revision + 1, ..answer };
        save_answer(act, self.asked, &answer).await?;
        tell_technologies(act, &answer, Some(standing)).await?;
        Ok((person, answer))
    }
}

/// Whatever it says: has this person not answered yet, and lies the day within the window?
///
/// # Errors
/// [`Error::Conflict`] when they have answered already; beside `sheet.answered_on` when the day lies outside.
pub(super) async fn may_be_taken(act: &Act, person: &Participant, kind: Kind, day: NaiveDate) -> Result<()> {
    if store_responses::find_response(act.db(), person.id, kind).await?.is_some() {
        return Err(Error::Conflict(msg("responses-answered-already")));
    }
    check_day(person, kind, day)
}

/// What the trail keeps of an answer; its words as digests alone.
pub fn answered(answer: &Response) -> Facts {
    let said: Vec<String> = answer.answers.iter().map(|(name, value)| format!("{name}={}", value.as_xform())).collect();
    Facts::none()
        .with("kind", answer.kind.code())
        .with("participant", answer.participant.to_string())
        .with("mode", answer.mode.as_str())
        .with("answered_on", answer.answered_on.to_string())
        .with("revision", answer.revision)
        .personal("answers", said.join("\n"))
}

/// What the trail keeps of a registration; who it is as digests alone.
pub fn registered(area: &Area, person: &Participant) -> Facts {
    Facts::none()
        .with("project", area.project_code.clone())
        .with("area", area.number)
        .personal("name", person.told.name.clone())
        .personal("phone", person.told.phone.clone().unwrap_or_default())
}

/// From above: a participant by the code of their slip, to be answered for within an act.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_slip(act: &Act, code: &str) -> Result<Option<Participant>> {
    store_participants::find_participant_for_change(act, code).await
}

/// From above: an answer by its identifier, within an act.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_answer(act: &Act, id: Uuid) -> Result<Option<Response>> {
    store_responses::find_by_id(act, id).await
}

/// From above: is this name another answer's already?
///
/// # Errors
/// When the database cannot be read.
pub async fn is_taken(act: &Act, instance: &str) -> Result<bool> {
    Ok(store_responses::find_instance(act, instance).await?.is_some())
}
