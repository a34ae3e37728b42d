//! The noun: a project of the network, the plan it stands on, and the states it goes through, from
//! the draft to the last answer of the follow-up (docs/requirements.md F2).
//! Longer than 400 lines because a plan has many parts, and each state guards its own step.

use chrono::NaiveDate;
use kit::message::msg;
use kit::show::Bilingual;
use kit::{Message, Subject, Timestamp};
use thai::{FiscalYear, Quarter};
use uuid::Uuid;

use super::area::Area;
use super::budget::Budget;
use super::indicator::ProjectIndicator;
use super::schedule::ScheduleItem;
use super::target_group::TargetGroup;
use crate::accounts::words;

words! {
    /// How far a project has come.
    Status {
        /// Being written.
        Draft = "draft",
        /// Handed to the ministry.
        Submitted = "submitted",
        /// Handed back with a reason, to be mended.
        Returned = "returned",
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

words! {
    /// The line of work a project belongs to.
    Programme {
        /// Advice and information.
        Consulting = "consulting",
        /// Transfer of technology.
        Transfer = "transfer",
        /// Incubation of communities and businesses.
        Incubation = "incubation",
        /// Science and technology villages.
        Village = "village",
        /// Science and technology volunteers.
        Volunteers = "volunteers",
        /// Integration with provinces.
        Integration = "integration",
        /// Participation of the public in the work of the state (seed 000).
        Participation = "participation",
    }
}

words! {
    /// How far the public takes part, least first (seed 000 §3.2).
    ParticipationLevel {
        /// ให้ข้อมูลข่าวสาร
        Inform = "inform",
        /// รับฟังความคิดเห็น
        Consult = "consult",
        /// เข้ามาเกี่ยวข้อง
        Involve = "involve",
        /// ร่วมมือ
        Collaborate = "collaborate",
        /// เสริมอำนาจ
        Empower = "empower",
    }
}

impl ParticipationLevel {
    /// Does it reach `least`?
    pub fn reaches(self, least: Self) -> bool {
        self as u8 >= least as u8
    }
}

impl Status {
    /// May strangers read the project?
    pub fn is_public(self) -> bool {
        matches!(self, Self::Approved | Self::Transferred | Self::FollowingUp | Self::Closed)
    }

    /// May the plan still be changed?
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// The tone of its mark on a page.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Draft => "neutral",
            Self::Submitted | Self::Transferred | Self::FollowingUp => "info",
            Self::Returned => "warn",
            Self::Approved | Self::Closed => "good",
            Self::Cancelled => "bad",
        }
    }
}

/// When a plan is carried out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Period {
    /// The first day.
    pub starts_on: Option<NaiveDate>,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
    /// The source's own words, slips included (docs/requirements.md B-01).
    pub as_printed: Option<String>,
}

impl Period {
    /// Both days, when both are known and in order.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.starts_on?, self.ends_on?)).filter(|(from, to)| from <= to)
    }

    /// The months it touches: six for 1 April – 30 September.
    pub fn months(&self) -> usize {
        use chrono::Datelike;
        let Some((from, to)) = self.days() else { return 0 };
        let month = |day: NaiveDate| day.year() * 12 + day.month0().cast_signed();
        usize::try_from(month(to) - month(from) + 1).unwrap_or(0)
    }

    /// The fiscal quarters it touches: each expects one progress report from every area.
    pub fn quarters(&self) -> Vec<Quarter> {
        self.days().map_or_else(Vec::new, |(from, to)| thai::fiscal::quarters_between(from, to).collect())
    }
}

/// Everything a project sets out to do: the thirteen sections of a plan (seed 000).
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What it is called.
    pub name: Bilingual,
    /// The fiscal year it belongs to.
    pub fiscal_year: FiscalYear,
    /// Its line of work.
    pub programme: Programme,
    /// The topic chosen for the year.
    pub topic: String,
    /// Why it was chosen.
    pub selection_reasons: Vec<String>,
    /// §1 Principles and reasons.
    pub rationale: String,
    /// §2 Objectives.
    pub objectives: Vec<String>,
    /// §4 For whom.
    pub target_groups: Vec<TargetGroup>,
    /// §3 and §5 Targets, and how success is measured.
    pub indicators: Vec<ProjectIndicator>,
    /// §6 When.
    pub period: Period,
    /// §7 Method, step by step.
    pub method: Vec<String>,
    /// §8 The schedule by month.
    pub schedule: Vec<ScheduleItem>,
    /// §9 Where, and which clinic answers for it.
    pub areas: Vec<Area>,
    /// §10 Benefits.
    pub benefits: Vec<String>,
    /// §11 Tools of follow-up and evaluation.
    pub monitoring: Vec<String>,
    /// §12 What it costs.
    pub budget: Budget,
    /// §13 Who is responsible: the lead first, then those who share it.
    pub responsible: Vec<String>,
    /// §3.2 How far the public takes part.
    pub participation_level: Option<ParticipationLevel>,
    /// What proves that level.
    pub level_evidence: String,
    /// The document it was taken from.
    pub source: Option<String>,
}

impl Plan {
    /// An empty plan under a name.
    pub fn named(name: Bilingual, fiscal_year: FiscalYear, programme: Programme) -> Self {
        Self {
            name,
            fiscal_year,
            programme,
            topic: String::new(),
            selection_reasons: Vec::new(),
            rationale: String::new(),
            objectives: Vec::new(),
            target_groups: Vec::new(),
            indicators: Vec::new(),
            period: Period::default(),
            method: Vec::new(),
            schedule: Vec::new(),
            areas: Vec::new(),
            benefits: Vec::new(),
            monitoring: Vec::new(),
            budget: Budget::default(),
            responsible: Vec::new(),
            participation_level: None,
            level_evidence: String::new(),
            source: None,
        }
    }
}

/// Who signed a plan, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    /// The name signed with: an official's, and public with the plan (docs/requirements.md B-21).
    pub by: String,
    /// The signer's position at that time.
    pub position: String,
    /// The day.
    pub on: NaiveDate,
}

/// A project.
#[derive(Clone, Debug, PartialEq)]
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

    /// With another plan. Whoever changes a signed plan takes its signature away.
    ///
    /// # Errors
    /// `projects-not-open` once it is submitted.
    pub fn edited(self, plan: Plan) -> Result<Self, Message> {
        self.open()?;
        Ok(Self { plan, signature: None, ..self })
    }

    /// Handed to the ministry by `person`. Whether the plan is right is asked before.
    ///
    /// # Errors
    /// `projects-not-open` unless it is a draft or was returned.
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
        Ok(Self { status: Status::Returned, reason: Some(reason), ..self })
    }

    /// Approved.
    ///
    /// # Errors
    /// `projects-not-submitted` unless the ministry has it, `projects-not-signed` without a signature.
    pub fn approved(self) -> Result<Self, Message> {
        self.is(Status::Submitted, "projects-not-submitted")?;
        if self.signature.is_none() {
            return Err(msg("projects-not-signed"));
        }
        Ok(Self { status: Status::Approved, reason: None, ..self })
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
            return Err(msg("projects-not-transferred"));
        }
        Ok(Self { status: Status::Closed, pending_follow_up, ..self })
    }

    /// Given up, and why.
    ///
    /// # Errors
    /// `projects-finished` once it is closed or cancelled.
    pub fn cancelled(self, reason: String) -> Result<Self, Message> {
        match self.status {
            Status::Closed | Status::Cancelled => Err(msg("projects-finished")),
            _ => Ok(Self { status: Status::Cancelled, reason: Some(reason), ..self }),
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

    fn open(&self) -> Result<(), Message> {
        if self.status.is_open() { Ok(()) } else { Err(msg("projects-not-open")) }
    }

    fn is(&self, status: Status, otherwise: &'static str) -> Result<(), Message> {
        if self.status == status { Ok(()) } else { Err(msg(otherwise)) }
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
