//! One answered questionnaire. An answer is never changed: a correction is a further revision, and
//! the earlier one stays, superseded, so that whatever was reported from it can still be explained.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use kit::message::msg;
use kit::show::Bilingual;
use kit::{FormErrors, Lang, Message, Subject, Timestamp};
use uuid::Uuid;

use super::participant::Participant;
use crate::questionnaires::Asked;
use kit::words;
use xlsform::{Given, Judged, Kind, ProblemKind, Question, QuestionType, Questionnaire, Value};

words! {
    /// How an answer reached us.
    Mode {
        /// By the person, on this site.
        Web = "web",
        /// By ODK Collect.
        Collect = "collect",
        /// On paper, keyed by the clinic.
        Paper = "paper",
        /// Over the telephone, keyed by the clinic.
        Phone = "phone",
        /// Brought over from another register.
        Import = "import",
    }
}

impl Mode {
    /// Those a clinic keys by hand.
    pub const KEYED: [Self; 2] = [Self::Paper, Self::Phone];
}

/// An answer as it arrives: not yet judged.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The answers by question name.
    pub given: Given,
    /// What to say of days that could not be read, by question name.
    pub unread: BTreeMap<String, Message>,
    /// How it came.
    pub mode: Mode,
    /// The day it was answered.
    pub answered_on: NaiveDate,
    /// The same for the same answer sent twice.
    pub instance: String,
}

impl Filled {
    /// The judgement of an answer that is in order, for the moment it was given: `now`, in Thai
    /// time, or the end of an earlier day.
    ///
    /// # Errors
    /// What is wrong, each beside its question, in the form's own words where it has some.
    pub fn judge(&self, form: &Questionnaire, now: NaiveDateTime) -> Result<Judged, FormErrors> {
        let mut errors = FormErrors::new();
        for (name, message) in self.unread.iter().filter(|(name, _)| name.starts_with("sheet.")) {
            errors.add(name.clone(), message.clone());
        }
        if self.answered_on > now.date() {
            errors.add("sheet.answered_on", msg("layout-date-future"));
        }
        let end_of_day = || self.answered_on.and_hms_opt(23, 59, 59).unwrap_or(now);
        let judged = form.judge(&self.given, if self.answered_on == now.date() { now } else { end_of_day() });
        for problem in &judged.problems {
            let unread = self.unread.get(&problem.name).filter(|_| problem.kind == ProblemKind::NotADate);
            errors.add(problem.name.clone(), unread.cloned().unwrap_or_else(|| explain(&problem.kind)));
        }
        errors.into_result()?;
        Ok(judged)
    }
}

fn explain(kind: &ProblemKind) -> Message {
    match kind {
        ProblemKind::Required => msg("responses-answer-required"),
        ProblemKind::Constraint { message } if message.is_empty() => msg("responses-answer-refused"),
        ProblemKind::Constraint { message } => {
            let words = |lang: Lang| message.in_language(lang.tag()).to_owned();
            msg("responses-answer-constraint")
                .with("words", &Bilingual { th: words(Lang::Th), en: Some(words(Lang::En)) })
        }
        ProblemKind::NotAChoice => msg("responses-answer-choice"),
        ProblemKind::NotANumber => msg("responses-answer-number"),
        ProblemKind::NotADate => msg("responses-answer-date"),
        ProblemKind::NotATime => msg("responses-answer-time"),
        ProblemKind::NotAPoint => msg("responses-answer-point"),
        ProblemKind::TooLong { limit } => msg("responses-answer-long").with("most", *limit),
        ProblemKind::Unjudged { .. } => msg("responses-answer-unjudged"),
    }
}

/// An answer as another register has it, judged.
#[derive(Clone, Debug)]
pub struct BroughtResponse {
    /// Who answered.
    pub person: Participant,
    /// What was asked.
    pub asked: Asked,
    /// The answer.
    pub filled: Filled,
    /// Its judgement.
    pub judged: Judged,
    /// The same answer, where it is here already.
    pub before: Option<Uuid>,
}

/// What was answered counts, and not how it was written.
impl PartialEq for BroughtResponse {
    fn eq(&self, other: &Self) -> bool {
        let told = |one: &Self| (one.before, one.filled.answered_on);
        told(self) == told(other) && self.person == other.person && self.judged == other.judged
    }
}

/// A stored answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// Inside.
    pub id: Uuid,
    /// The same for the same answer sent twice.
    pub instance: String,
    /// The version it was given to.
    pub questionnaire: Uuid,
    /// Which of the three.
    pub kind: Kind,
    /// Who answered.
    pub participant: Uuid,
    /// The project.
    pub project: Uuid,
    /// The area.
    pub area: Uuid,
    /// How it came.
    pub mode: Mode,
    /// The day it was answered.
    pub answered_on: NaiveDate,
    /// Who keyed it, unless the person did.
    pub keyed_by: Option<Uuid>,
    /// What was answered.
    pub answers: BTreeMap<String, Value>,
    /// 1, and one more with every correction.
    pub revision: i32,
    /// Does a later revision stand in its place?
    pub superseded: bool,
    /// When it was written down.
    pub recorded_at: Timestamp,
}

impl Subject for Response {
    fn id(&self) -> Uuid {
        self.id
    }
}

impl Response {
    /// One row for each answer a figure can count: choices, numbers and days, never free text,
    /// which may name somebody.
    pub fn counted(&self, form: &Questionnaire) -> Vec<(String, String)> {
        let countable = |question: &&Question| !matches!(question.kind, QuestionType::Text | QuestionType::Note);
        let parts = |question: &Question| {
            let name = question.name.clone();
            let values = self.answers.get(&question.name).map(Value::parts).unwrap_or_default();
            values.into_iter().map(move |value| (name.clone(), value))
        };
        form.questions().filter(countable).flat_map(parts).collect()
    }

    /// The plain values of one answer; none when it was not given.
    pub fn parts(&self, name: &str) -> Vec<String> {
        self.answers.get(name).map(Value::parts).unwrap_or_default()
    }

    /// When it was answered, and which revision it is, in words.
    pub fn said(&self) -> Message {
        msg("responses-answered-how").with("day", self.answered_on).with("revision", self.revision)
    }

    /// The answers as they would be given again: where a correction starts from.
    pub fn given(&self) -> Given {
        self.answers.iter().map(|(name, value)| (name.clone(), value.parts())).collect()
    }
}
