//! The noun: a project of the network, and the states it goes through, from the draft to the last
//! answer of the follow-up (docs/requirements.md F2). Longer than 400 lines because its steps stay together.

use chrono::NaiveDate;
use kit::message::msg;
use kit::{Message, Subject, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::outcome::{Decided, Outcome};
use super::plan::Plan;
use kit::words;

/// The table whose changes others follow ([`kit::changes`]).
pub const INDEXED: &str = "project";

words! {
    /// How far a project has come.
    Status {
        /// Being written.
        Draft = "draft",
        /// Handed to the ministry.
        Submitted = "submitted",
        /// Handed back with a reason, to be mended.
        Returned = "returned",
        /// Taken over from a document that was published elsewhere: what became of it is not known here.
        Published = "published",
        /// Approved: work begins.
        Approved = "approved",
        /// The technology has been transferred.
        Transferred = "transferred",
        /// The people who took part are asked how it helped.
        FollowingUp = "following_up",
        /// Finished; follow-up may still be pending (docs/requirements.md B-11).
        Closed = "closed",
        /// Given up.
        Cancelled = "cancelled",
    }
}

impl Status {
    /// May strangers read the project, in whatever way it came to this state? [`Project::is_public`] says it of one.
    pub fn is_public(self) -> bool {
        matches!(self, Self::Published | Self::Approved | Self::Transferred | Self::FollowingUp | Self::Closed)
    }

    /// May the plan still be changed?
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Why the plan cannot be changed as it stands, in words that are true of this state.
    pub fn shut(self) -> Option<Message> {
        Some(msg(match self {
            Self::Draft | Self::Returned => return None,
            Self::Submitted => "projects-not-open",
            Self::Published => "projects-not-open-published",
            Self::Approved | Self::Transferred | Self::FollowingUp => "projects-not-open-approved",
            Self::Closed => "projects-not-open-closed",
            Self::Cancelled => "projects-not-open-cancelled",
        }))
    }

    /// May files bring in what a document said of it, although nobody edits it here?
    pub fn follows_document(self) -> bool {
        self == Self::Published
    }

    /// The tone of its mark on a page.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Draft | Self::Published => "neutral",
            Self::Submitted | Self::Transferred | Self::FollowingUp => "info",
            Self::Returned => "warn",
            Self::Approved | Self::Closed => "good",
            Self::Cancelled => "bad",
        }
    }
}

/// Who signed a plan, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    /// The name signed with: on no public page but where the plan is a public document itself.
    pub by: String,
    /// The signer's position at that time.
    pub position: String,
    /// The day.
    pub on: NaiveDate,
}

/// A project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// Inside.
    pub id: Uuid,
    /// Short code for people.
    pub code: String,
    /// The clinic that leads; `None` for a project of the ministry's office.
    pub lead_clinic: Option<Uuid>,
    /// What it sets out to do.
    pub plan: Plan,
    /// How far it has come.
    pub status: Status,
    /// Could strangers read it when it was given up? Then they still can.
    #[serde(default)]
    pub was_public: bool,
    /// Why it was returned or cancelled.
    pub reason: Option<String>,
    /// Who submitted it; somebody else signs.
    pub submitted_by: Option<Uuid>,
    /// Who signed the plan as it stands.
    pub signature: Option<Signature>,
    /// Counts signed versions of the plan.
    pub plan_version: i32,
    /// Closed while answers are still due (docs/requirements.md B-11).
    pub pending_follow_up: bool,
    /// The call it answers, if any.
    pub call: Option<Uuid>,
    /// What was decided about it as an answer to its call, and why.
    pub outcome: Option<Decided>,
    /// Accounts that were asked to read it beside its own people.
    pub readers: Vec<Uuid>,
    /// The project of the year before, from whose plan this one was opened.
    pub continues: Option<Uuid>,
    /// A rehearsal that no figure counts.
    pub practice: bool,
    /// Made up for the demonstration.
    pub invented: bool,
    /// When it was written down.
    pub created_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Project {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }

    fn is_rehearsal(&self) -> bool {
        self.practice
    }
}

impl Project {
    /// Is `person` not the one who submitted it? Whoever rehearses plays both.
    pub fn is_second(&self, person: Option<Uuid>) -> bool {
        self.practice || person.is_none() || person != self.submitted_by
    }

    /// May strangers read it? What was public stays so where it is given up: public money may have been paid.
    pub fn is_public(&self) -> bool {
        self.status.is_public() || self.status == Status::Cancelled && self.was_public
    }

    /// With another plan. Whoever changes a signed plan takes its signature away.
    ///
    /// # Errors
    /// [`Status::shut`] once it is submitted.
    pub fn edited(self, plan: Plan) -> Result<Self, Message> {
        self.open()?;
        Ok(Self { plan, signature: None, ..self })
    }

    /// Handed to the ministry by `person`. Whether the plan is right is asked before.
    ///
    /// # Errors
    /// [`Status::shut`] unless it is a draft or was returned.
    pub fn submitted(self, person: Option<Uuid>) -> Result<Self, Message> {
        self.open()?;
        Ok(Self { status: Status::Submitted, reason: None, submitted_by: person, signature: None, ..self })
    }

    /// Signed by a second person: a new version of the plan.
    ///
    /// # Errors
    /// `projects-not-submitted` before or after the ministry has it, `projects-sign-second` when
    /// `person` submitted it, `projects-signed-already` when this version is signed.
    pub fn signed(self, person: Option<Uuid>, signature: Signature) -> Result<Self, Message> {
        self.is(Status::Submitted, "projects-not-submitted")?;
        if !self.is_second(person) {
            return Err(msg("projects-sign-second"));
        }
        if self.signature.is_some() {
            return Err(msg("projects-signed-already"));
        }
        Ok(Self { signature: Some(signature), plan_version: self.plan_version + 1, ..self })
    }

    /// Handed back, and why.
    ///
    /// # Errors
    /// `projects-not-submitted` unless the ministry has it.
    pub fn returned(self, reason: String) -> Result<Self, Message> {
        self.is(Status::Submitted, "projects-not-submitted")?;
        Ok(Self { status: Status::Returned, reason: Some(reason), outcome: None, ..self })
    }

    /// Decided as an answer to its call. What was kept in reserve may be selected later; what is rejected is over.
    ///
    /// # Errors
    /// `projects-no-call` where it answers none, `projects-not-submitted` unless the ministry has it,
    /// `projects-not-signed` without a signature.
    pub fn decided(self, decided: Decided) -> Result<Self, Message> {
        if self.call.is_none() {
            return Err(msg("projects-no-call"));
        }
        self.is(Status::Submitted, "projects-not-submitted")?;
        if self.signature.is_none() {
            return Err(msg("projects-not-signed"));
        }
        let reason = Some(decided.reason.clone());
        let (status, reason) = match decided.outcome {
            Outcome::Rejected => (Status::Cancelled, reason),
            Outcome::Selected | Outcome::Reserve => (self.status, self.reason),
        };
        Ok(Self { status, reason, outcome: Some(decided), ..self })
    }

    /// Approved, and the money granted.
    ///
    /// # Errors
    /// `projects-not-submitted` unless the ministry has it, `projects-not-signed` without a signature,
    /// `projects-not-selected` where it answers a call and was not selected.
    pub fn approved(self) -> Result<Self, Message> {
        self.is(Status::Submitted, "projects-not-submitted")?;
        if self.signature.is_none() {
            return Err(msg("projects-not-signed"));
        }
        let selected = self.outcome.as_ref().is_some_and(|decided| decided.outcome == Outcome::Selected);
        if self.call.is_some() && !selected {
            return Err(msg("projects-not-selected"));
        }
        let plan = Plan { budget: self.plan.budget.granted(), ..self.plan };
        Ok(Self { status: Status::Approved, reason: None, plan, ..self })
    }

    /// With the technology transferred.
    ///
    /// # Errors
    /// `projects-not-approved` unless work is going on.
    pub fn marked_transferred(self) -> Result<Self, Message> {
        self.is(Status::Approved, "projects-not-approved")?;
        Ok(Self { status: Status::Transferred, ..self })
    }

    /// With its follow-up begun.
    ///
    /// # Errors
    /// `projects-not-transferred` before the transfer.
    pub fn following_up(self) -> Result<Self, Message> {
        self.is(Status::Transferred, "projects-not-transferred")?;
        Ok(Self { status: Status::FollowingUp, ..self })
    }

    /// Finished. With answers still due it says so, and they may come in the next fiscal year.
    ///
    /// # Errors
    /// `projects-not-transferred` before the transfer.
    pub fn closed(self, pending_follow_up: bool) -> Result<Self, Message> {
        let pending_again = self.status == Status::Closed && self.pending_follow_up && !pending_follow_up;
        if !pending_again && !matches!(self.status, Status::Transferred | Status::FollowingUp) {
            return Err(self.stands_against("projects-not-transferred"));
        }
        Ok(Self { status: Status::Closed, pending_follow_up, ..self })
    }

    /// Given up, and why.
    ///
    /// # Errors
    /// `projects-finished` once it is closed or cancelled, or where it is history.
    pub fn cancelled(self, reason: String) -> Result<Self, Message> {
        match self.status {
            Status::Closed | Status::Cancelled | Status::Published => Err(self.stands_against("projects-finished")),
            _ => {
                let was_public = self.status.is_public();
                Ok(Self { status: Status::Cancelled, was_public, reason: Some(reason), ..self })
            }
        }
    }

    /// May the plan of the next fiscal year be opened from it?
    ///
    /// # Errors
    /// `projects-next-not-yet` before it is approved, `projects-finished` where it was given up.
    pub fn may_be_continued(&self) -> Result<(), Message> {
        match self.status {
            Status::Approved | Status::Transferred | Status::FollowingUp | Status::Closed => Ok(()),
            _ => Err(self.stands_against("projects-next-not-yet")),
        }
    }

    /// With a clinic responsible for one of its areas, counted from nought.
    ///
    /// # Errors
    /// `projects-finished` once it is over, `projects-area-unknown` where there is no such area.
    pub fn area_assigned(mut self, position: usize, clinic: Uuid) -> Result<Self, Message> {
        if matches!(self.status, Status::Closed | Status::Cancelled) {
            return Err(msg("projects-finished"));
        }
        let area = self.plan.areas.get_mut(position).ok_or_else(|| msg("projects-area-unknown"))?;
        area.clinic = Some(clinic);
        Ok(self)
    }

    /// Is what a file says of how far it came whole? Whoever decided it elsewhere has left a name, a
    /// reason or a document.
    ///
    /// # Errors
    /// The column, and what it lacks.
    pub fn stands_on_its_file(&self) -> Result<(), (&'static str, Message)> {
        let missing = |column| Err((column, msg("kit-field-required")));
        match self.status {
            Status::Published if self.plan.source.is_none() => missing("source"),
            Status::Returned | Status::Cancelled if self.reason.is_none() => missing("reason"),
            Status::Approved | Status::Transferred | Status::FollowingUp | Status::Closed => match self.signature {
                None => missing("signed_by"),
                Some(_) => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// May its plan be changed as it stands?
    ///
    /// # Errors
    /// Why not ([`Status::shut`]).
    pub fn open(&self) -> Result<(), Message> {
        match self.status.shut() {
            Some(_) if self.is_rejected() => Err(msg("projects-not-open-rejected")),
            shut => shut.map_or(Ok(()), Err),
        }
    }

    fn is(&self, status: Status, otherwise: &'static str) -> Result<(), Message> {
        if self.status == status { Ok(()) } else { Err(self.stands_against(otherwise)) }
    }

    /// Why a step cannot be taken, in words that are true of this state.
    fn stands_against(&self, otherwise: &'static str) -> Message {
        msg(match self.status {
            Status::Published => "projects-no-steps",
            Status::Closed | Status::Cancelled => "projects-finished",
            _ => otherwise,
        })
    }
}

/// What of a list of projects a reader sees beside what is public.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sight {
    /// Everything.
    pub all: bool,
    /// What these clinics lead or answer for.
    pub clinics: Vec<Uuid>,
    /// What touches these provinces.
    pub provinces: Vec<String>,
    /// Instead of all that, the rehearsals that these clinics lead.
    pub rehearsing: Option<Vec<Uuid>>,
}

impl Sight {
    /// Is it narrowed to clinics or provinces, so that some projects are the reader's own?
    pub fn is_of_places(&self) -> bool {
        self.rehearsing.is_some() || !self.clinics.is_empty() || !self.provinces.is_empty()
    }
}

/// Whose projects wait for a step of the reader's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waiting {
    /// Clinics whose plans the reader writes.
    pub clinics: Vec<Uuid>,
    /// Clinics for which the reader signs.
    pub deciding: Vec<Uuid>,
    /// The reader returns and approves.
    pub ministry: bool,
    /// Instead of all that, every step of the rehearsals that these clinics lead.
    pub rehearsing: Option<Vec<Uuid>>,
}

impl Waiting {
    /// Does nothing ever wait for the reader?
    pub fn is_for_nobody(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_that_is_closed_to_changes_says_why_in_words_that_are_true_of_its_state() {
        let why = |status: Status| status.shut().map(|message| message.id().to_owned());
        for status in Status::ALL {
            assert_eq!(why(*status).is_none(), status.is_open(), "{status}");
        }
        let about = |status: Status| why(status).and_then(|id| id.strip_prefix("projects-not-open").map(str::to_owned));
        assert_eq!(about(Status::Submitted).as_deref(), Some(""));
        assert_eq!(about(Status::Published).as_deref(), Some("-published"));
        assert_eq!(about(Status::FollowingUp).as_deref(), Some("-approved"));
        assert_eq!(about(Status::Closed).as_deref(), Some("-closed"));
        assert_eq!(about(Status::Cancelled).as_deref(), Some("-cancelled"));
    }
}
