//! All that is held of one person, as it is handed out: who they are, what they agreed to, the days they came, every
//! answer with its revisions, the calls to them, and what telephones sent. What is not known stays not known.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kit::Timestamp;
use serde::Serialize;
use xlsform::{Kind, Value};

use crate::consents::{self, How, Standing};
use crate::data_requests::DataRequest;
use crate::follow_ups::Attempt;
use crate::participant_reminders::Reminder;
use crate::responses::{Activity, Area, Participant, Response};
use crate::submissions::Receipt;

/// The records about one person.
#[derive(Clone, Debug)]
pub struct Records {
    /// Every answer with its revisions.
    pub answers: Vec<Response>,
    /// What they said of each purpose since they applied.
    pub said: Vec<consents::Consent>,
    /// The days on which they came.
    pub days: Vec<Activity>,
    /// The calls to them.
    pub calls: Vec<Attempt>,
    /// The reminders to them.
    pub reminders: Vec<Reminder>,
    /// When they linked their slip with LINE; none where they did not.
    pub line_linked_at: Option<Timestamp>,
    /// What they asked about their data.
    pub requests: Vec<DataRequest>,
    /// What telephones sent of them.
    pub sent: Vec<Receipt>,
}

/// All that is held of one person.
#[derive(Clone, Debug, Serialize)]
pub struct Held {
    /// The code on their slip.
    pub code: String,
    /// The project's code.
    pub project: String,
    /// Which of its areas.
    pub area: i32,
    /// Official code of its province.
    pub province: String,
    /// When this was put together.
    pub made_at: Timestamp,
    /// Who they are.
    pub person: Person,
    /// What they agreed to.
    pub consents: Vec<Consent>,
    /// All that they said of it since they applied, the newest first.
    pub said: Vec<Said>,
    /// The days on which they came.
    pub days: Vec<Day>,
    /// What they answered, with every revision, the newest first.
    pub answers: Vec<Answer>,
    /// The calls to them.
    pub calls: Vec<Call>,
    /// The reminders to them.
    pub reminders: Vec<Reminded>,
    /// When they linked their slip with LINE; none where they did not.
    pub line_linked_at: Option<Timestamp>,
    /// What they asked about their data.
    pub requests: Vec<Requested>,
    /// What telephones sent of them.
    pub sent: Vec<Receipt>,
}

/// Who somebody is.
#[derive(Clone, Debug, Serialize)]
pub struct Person {
    /// Title, given and family name.
    pub name: String,
    /// Digits only.
    pub phone: Option<String>,
    /// As the application's word.
    pub sex: Option<String>,
    /// As the application's word.
    pub age_band: Option<String>,
    /// A parent or guardian, where the application names one.
    pub guardian: Option<String>,
    /// On whose behalf, as the application's word.
    pub group_kind: String,
    /// As people call it.
    pub village: Option<String>,
    /// The day they applied.
    pub registered_on: NaiveDate,
    /// The first transfer they attended.
    pub transferred_on: Option<NaiveDate>,
}

/// What somebody said of one purpose.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Consent {
    /// "contact", "network" or "photo".
    pub purpose: &'static str,
    /// Do they agree? Not known where nobody wrote it down.
    pub agreed: Option<bool>,
    /// The day they said so.
    pub on: Option<NaiveDate>,
    /// And how.
    pub how: Option<&'static str>,
    /// With the application, or since.
    #[serde(skip)]
    pub first: bool,
}

/// What somebody said of a purpose since they applied.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Said {
    /// "contact", "network" or "photo".
    pub purpose: &'static str,
    /// Did they agree?
    pub agreed: bool,
    /// When.
    pub on: NaiveDate,
    /// And how.
    pub how: &'static str,
    /// Who spoke for a minor.
    pub guardian: Option<String>,
    /// Who that is to them.
    pub relation: Option<&'static str>,
    /// What was noted.
    pub note: Option<String>,
}

/// A day on which they came.
#[derive(Clone, Debug, Serialize)]
pub struct Day {
    /// When.
    pub held_on: NaiveDate,
    /// What kind.
    pub kind: &'static str,
    /// What it was called.
    pub title: String,
    /// Where.
    pub place: String,
}

/// One answered questionnaire.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// Which of the three.
    pub kind: &'static str,
    /// 1, and one more with every correction.
    pub revision: i32,
    /// Does it stand, or a later one in its place?
    pub stands: bool,
    /// How it came.
    pub mode: &'static str,
    /// The day it was answered.
    pub answered_on: NaiveDate,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// What was answered, by the names of the questions.
    pub answers: BTreeMap<String, Value>,
}

/// A call to them.
#[derive(Clone, Debug, Serialize)]
pub struct Call {
    /// When.
    pub made_at: Timestamp,
    /// What came of it.
    pub outcome: &'static str,
    /// When they asked to be called again.
    pub call_on: Option<NaiveDate>,
    /// And at what time.
    pub call_time: Option<String>,
    /// What was noted.
    pub note: Option<String>,
}

/// A reminder to them.
#[derive(Clone, Debug, Serialize)]
pub struct Reminded {
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// Of which questionnaire.
    pub kind: &'static str,
    /// How it travelled.
    pub way: &'static str,
    /// What became of it.
    pub state: &'static str,
}

impl Reminded {
    fn of(one: &Reminder) -> Self {
        Self { asked_at: one.asked_at, kind: one.kind.code(), way: one.way.as_str(), state: one.state.as_str() }
    }
}

/// What they asked about their data.
#[derive(Clone, Debug, Serialize)]
pub struct Requested {
    /// A copy, a correction or deletion.
    pub wish: &'static str,
    /// In their words.
    pub words: Option<String>,
    /// When.
    pub asked_on: NaiveDate,
    /// The last day to answer.
    pub due_on: NaiveDate,
    /// "done" or "refused"; none while it is open.
    pub outcome: Option<&'static str>,
    /// What was done, or why not.
    pub reason: Option<String>,
}

impl Requested {
    fn of(one: &DataRequest) -> Self {
        Self {
            wish: one.told.wish.as_str(),
            words: one.told.words.clone(),
            asked_on: one.told.asked_on,
            due_on: one.due_on,
            outcome: one.settled.as_ref().map(|settled| settled.outcome.as_str()),
            reason: one.settled.as_ref().map(|settled| settled.reason.clone()),
        }
    }
}

impl Held {
    /// Puts together what is held.
    pub fn of(area: &Area, person: &Participant, records: Records, made_at: Timestamp) -> Self {
        let Records { answers, said, days, calls, reminders, line_linked_at, requests, sent } = records;
        let application = answers.iter().find(|one| one.kind == Kind::Application && !one.superseded);
        Self {
            code: person.code.clone(),
            project: area.project_code.clone(),
            area: area.number,
            province: area.province.clone(),
            made_at,
            person: Person::of(person, application),
            consents: consents::standing(person, application, &said).iter().map(Consent::of).collect(),
            said: said.iter().map(Said::of).collect(),
            days: days.iter().map(Day::of).collect(),
            answers: answers.iter().map(Answer::of).collect(),
            calls: calls.iter().map(Call::of).collect(),
            reminders: reminders.iter().map(Reminded::of).collect(),
            line_linked_at,
            requests: requests.iter().map(Requested::of).collect(),
            sent,
        }
    }
}

impl Consent {
    fn of(standing: &Standing) -> Self {
        Self {
            purpose: standing.purpose.as_str(),
            agreed: standing.agreed,
            on: standing.on,
            how: standing.how.map(How::word),
            first: matches!(standing.how, Some(How::Application(_))),
        }
    }
}

impl Said {
    fn of(consent: &consents::Consent) -> Self {
        let told = &consent.told;
        Self {
            purpose: told.purpose.as_str(),
            agreed: told.agreed,
            on: told.said_on,
            how: told.way.as_str(),
            guardian: told.guardian.as_ref().map(|(name, _)| name.clone()),
            relation: told.guardian.as_ref().map(|(_, relation)| relation.as_str()),
            note: told.note.clone(),
        }
    }
}

impl Person {
    fn of(person: &Participant, application: Option<&Response>) -> Self {
        let told = person.told.clone();
        Self {
            name: told.name,
            phone: told.phone,
            sex: told.sex,
            age_band: told.age_band,
            guardian: consents::guardian_of(application),
            group_kind: told.group_kind,
            village: told.village,
            registered_on: told.registered_on,
            transferred_on: person.transferred_on,
        }
    }
}

impl Day {
    fn of(day: &Activity) -> Self {
        let told = day.told.clone();
        Self { held_on: told.held_on, kind: told.kind.as_str(), title: told.title, place: told.place }
    }
}

impl Answer {
    fn of(one: &Response) -> Self {
        Self {
            kind: one.kind.code(),
            revision: one.revision,
            stands: !one.superseded,
            mode: one.mode.as_str(),
            answered_on: one.answered_on,
            recorded_at: one.recorded_at,
            answers: one.answers.clone(),
        }
    }
}

impl Call {
    fn of(attempt: &Attempt) -> Self {
        let told = attempt.told.clone();
        Self {
            made_at: attempt.made_at,
            outcome: told.outcome.as_str(),
            call_on: told.call_on,
            call_time: told.call_time,
            note: told.note,
        }
    }
}

/// Is this the end of the telephone number that is held, in whichever digits? By it whoever holds a slip shows that
/// the slip is theirs.
pub fn is_end_of(phone: &str, typed: &str) -> bool {
    let typed: String = thai::digits::to_ascii(typed).chars().filter(char::is_ascii_digit).collect();
    typed.len() == 4 && phone.ends_with(&typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_four_digits_are_asked_and_no_fewer() {
        for (typed, right) in [
            ("5678", true),
            ("๕๖๗๘", true),
            (" 56 78 ", true),
            ("8", false),
            ("", false),
            ("45678", false),
            ("8765", false),
        ] {
            assert_eq!(is_end_of("0812345678", typed), right, "{typed}");
        }
    }
}
