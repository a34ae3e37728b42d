//! The noun: a technology that a clinic can transfer, and the way it goes: written by its clinic, reviewed
//! by another, shown to everybody, renewed every two years, and laid aside (docs/requirements.md A2-07, F6).

use chrono::{Days, Months, NaiveDate};
use kit::message::msg;
use kit::{FormErrors, Message, Subject, Timestamp, words};
use uuid::Uuid;

use super::review::Verdict;
use super::told::NewTechnology;

/// Characters of a summary in a list.
const BRIEF: usize = 110;
/// How long what was said of a technology holds, in months.
const HOLDS_MONTHS: u32 = 24;
/// Days before that on which its clinic is asked, the nearest last.
pub const STAGES: [i64; 3] = [90, 30, 7];
/// Days after it in which nobody renews it, and it is laid aside.
pub const LAPSE_DAYS: u64 = 90;

/// The table whose changes others follow ([`kit::changes`]).
pub const INDEXED: &str = "technology";

words! {
    /// How far it has come.
    Status {
        /// Its clinic is still writing.
        Draft = "draft",
        /// It waits for somebody of another clinic to read it.
        InReview = "in_review",
        /// Everyone sees it.
        Published = "published",
        /// No longer offered; its page stays for what refers to it.
        Archived = "archived",
    }
}

impl Status {
    /// How a page colours it.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Draft => "info",
            Self::InReview => "warn",
            Self::Published => "good",
            Self::Archived => "neutral",
        }
    }

    /// Is its page everybody's? One that was laid aside stays so, unless it is `hidden`.
    pub fn is_shown(self, hidden: bool) -> bool {
        self == Self::Published || self == Self::Archived && !hidden
    }

    /// The word that stands in the register, which knows a draft that waits by since when it does.
    pub fn stored(self) -> &'static str {
        match self {
            Self::InReview => Self::Draft.as_str(),
            other => other.as_str(),
        }
    }

    /// The status of such a word.
    pub fn of_stored(word: &str, waiting: bool) -> Self {
        match Self::from_word(word).unwrap_or(Self::Draft) {
            Self::Draft if waiting => Self::InReview,
            other => other,
        }
    }
}

/// The days of its life.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Life {
    /// Since when it waits for a reviewer. Of a published one: what was changed waits.
    pub waiting_since: Option<Timestamp>,
    /// The day it was shown for the first time.
    pub published_on: Option<NaiveDate>,
    /// The day of the last review that let it pass.
    pub reviewed_on: Option<NaiveDate>,
    /// The clinic of that reviewer.
    pub reviewed_by: Option<Uuid>,
    /// By when its clinic must say that it still holds.
    pub renew_by: Option<NaiveDate>,
    /// Of one that was laid aside: it was a draft, which its clinic alone goes on seeing.
    pub hidden: bool,
}

/// A technology.
#[derive(Clone, Debug, PartialEq)]
pub struct Technology {
    /// Inside.
    pub id: Uuid,
    /// Short code for people.
    pub code: String,
    /// The clinic that offers it.
    pub clinic: Uuid,
    /// What was entered.
    pub told: NewTechnology,
    /// How far it has come.
    pub status: Status,
    /// The days of its life.
    pub life: Life,
    /// Made up for the demonstration.
    pub invented: bool,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Technology {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

/// The beginning of a text, cut between words, for lists.
pub fn brief(text: &str) -> String {
    shortened(text, BRIEF)
}

/// The beginning of a text, of `most` characters and cut between words, in one line.
pub fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let mut short = String::new();
    for word in thai::words::segment(&line) {
        if short.chars().count() + word.chars().count() > most {
            break;
        }
        short.push_str(&word);
    }
    short.push('…');
    short
}

/// By when what is said today must be said again.
pub fn renewed_until(today: NaiveDate) -> NaiveDate {
    today.checked_add_months(Months::new(HOLDS_MONTHS)).unwrap_or(NaiveDate::MAX)
}

/// The day up to which nobody has said what was said on `day`, seen from `today`.
pub fn said_before(today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(Months::new(HOLDS_MONTHS)).unwrap_or(NaiveDate::MIN)
}

impl Technology {
    /// Is its page everybody's?
    pub fn is_public(&self) -> bool {
        self.status.is_shown(self.life.hidden)
    }

    /// By when its clinic must say that it still holds.
    pub fn renew_by(&self) -> NaiveDate {
        self.life.renew_by.unwrap_or_else(|| renewed_until(kit::clock::thai_day(self.updated_at)))
    }

    /// Has that day gone by?
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.status == Status::Published && self.renew_by() < today
    }

    /// The fields still to be filled in before it can be handed in; of a draft alone.
    pub fn missing(&self) -> Vec<&'static str> {
        if self.status == Status::Draft { self.told.missing() } else { Vec::new() }
    }

    /// Does it wait for a reviewer?
    pub fn waits(&self) -> bool {
        self.life.waiting_since.is_some()
    }

    /// Handed in for review.
    ///
    /// # Errors
    /// [`SubmitError::State`] where it is on its way already, [`SubmitError::Missing`] while something is
    /// not said that a reader would ask first.
    pub fn submitted(self, at: Timestamp) -> Result<Self, SubmitError> {
        let why = match self.status {
            Status::Draft => None,
            Status::InReview => Some("technologies-submitted-already"),
            Status::Published => Some("technologies-published-already"),
            Status::Archived => Some("technologies-archived-first"),
        };
        if let Some(id) = why {
            return Err(SubmitError::State(msg(id)));
        }
        let mut errors = FormErrors::new();
        for field in self.missing() {
            errors.add(field, msg("technologies-needed-for-review"));
        }
        errors.into_result().map_err(SubmitError::Missing)?;
        Ok(Self { status: Status::InReview, life: Life { waiting_since: Some(at), ..self.life }, ..self })
    }

    /// After a review by somebody of `clinic`.
    ///
    /// # Errors
    /// `technologies-not-waiting` where nobody asked for one; what [`super::holding::Holding`] says of
    /// local wisdom.
    pub fn reviewed(self, verdict: Verdict, clinic: Option<Uuid>, today: NaiveDate) -> Result<Self, Message> {
        if !self.waits() {
            return Err(msg("technologies-not-waiting"));
        }
        let life = Life { waiting_since: None, ..self.life };
        if verdict == Verdict::Returned {
            return Ok(Self { status: Status::Draft, life, ..self });
        }
        if self.told.is_wisdom() {
            self.told.holding.may_be_shown()?;
        }
        let life = Life {
            published_on: life.published_on.or(Some(today)),
            reviewed_on: Some(today),
            reviewed_by: clinic,
            // Somebody who looks at a change does not say that all the rest still holds.
            renew_by: life.renew_by.filter(|_| self.status == Status::Published).or(Some(renewed_until(today))),
            ..life
        };
        Ok(Self { status: Status::Published, life, ..self })
    }

    /// Said again by its clinic: it still holds.
    ///
    /// # Errors
    /// `technologies-renew-published` while it is not shown to everybody.
    pub fn renewed(self, today: NaiveDate) -> Result<Self, Message> {
        if self.status != Status::Published {
            return Err(msg("technologies-renew-published"));
        }
        Ok(Self { life: Life { renew_by: Some(renewed_until(today)), ..self.life }, ..self })
    }

    /// Has nobody renewed it for so long that it is laid aside?
    pub fn has_lapsed(&self, today: NaiveDate) -> bool {
        let last = self.renew_by().checked_add_days(Days::new(LAPSE_DAYS)).unwrap_or(NaiveDate::MAX);
        self.status == Status::Published && last < today
    }

    /// No longer offered. What everybody read stays everybody's; a draft, which no reviewer let pass and to
    /// which a holder may not have agreed, becomes nobody else's by being laid aside.
    ///
    /// # Errors
    /// `technologies-archived-already`.
    pub fn archived(self) -> Result<Self, Message> {
        if self.status == Status::Archived {
            return Err(msg("technologies-archived-already"));
        }
        let life = Life { waiting_since: None, hidden: self.status != Status::Published, ..self.life };
        Ok(Self { status: Status::Archived, life, ..self })
    }

    /// Taken up again, to be written anew and reviewed.
    ///
    /// # Errors
    /// `technologies-restore-archived` where it was not laid aside.
    pub fn restored(self) -> Result<Self, Message> {
        if self.status != Status::Archived {
            return Err(msg("technologies-restore-archived"));
        }
        Ok(Self { status: Status::Draft, life: Life { hidden: false, ..self.life }, ..self })
    }

    /// As brought by a file from a register that is public already: local wisdom to which nobody agreed
    /// waits as a draft until somebody knows whose it is.
    pub fn brought(self, today: NaiveDate) -> Self {
        if self.told.is_wisdom() && self.told.holding.may_be_shown().is_err() {
            return Self { status: Status::Draft, ..self };
        }
        let published_on = self.life.published_on.unwrap_or(today);
        let renew_by = self.life.renew_by.or(Some(renewed_until(published_on)));
        let life = Life { published_on: Some(published_on), renew_by, ..self.life };
        Self { status: Status::Published, life, ..self }
    }

    /// With other words. What everybody reads already goes on being shown, and waits for a reviewer
    /// once more.
    ///
    /// # Errors
    /// `technologies-published-needs-holder` where a published one would become local wisdom that
    /// nobody agreed to show; `technologies-archived-first` for one that was laid aside.
    pub fn revised(self, told: NewTechnology, at: Timestamp) -> Result<Self, Message> {
        if self.status == Status::Archived {
            return Err(msg("technologies-archived-first"));
        }
        let shown = self.status == Status::Published;
        if shown && told.is_wisdom() && told.holding.may_be_shown().is_err() {
            return Err(msg("technologies-published-needs-holder"));
        }
        let changed = shown && !told.changed_since(&self.told).is_empty();
        let waiting_since = self.life.waiting_since.or(changed.then_some(at));
        Ok(Self { told, life: Life { waiting_since, ..self.life }, ..self })
    }

    /// With another picture, paper or expert: of a published one a reviewer looks at that too.
    #[must_use]
    pub fn touched(self, at: Timestamp) -> Self {
        let shown = self.status == Status::Published;
        let waiting_since = self.life.waiting_since.or(shown.then_some(at));
        Self { life: Life { waiting_since, ..self.life }, ..self }
    }
}

/// Why a technology cannot be handed in.
#[derive(Clone, Debug, PartialEq)]
pub enum SubmitError {
    /// Not as it stands.
    State(Message),
    /// Not before these fields are filled in.
    Missing(FormErrors),
}

impl From<SubmitError> for kit::Error {
    fn from(error: SubmitError) -> Self {
        match error {
            SubmitError::State(message) => Self::Conflict(message),
            SubmitError::Missing(errors) => Self::Invalid(errors),
        }
    }
}
