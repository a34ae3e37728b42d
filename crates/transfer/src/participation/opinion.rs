//! The noun: what somebody says about the network's work, who answers for it, and what came of it
//! (docs/requirements.md A0-14, A0-15).

use chrono::NaiveDate;
use kit::message::msg;
use kit::show::Bilingual;
use kit::{Message, Subject, Timestamp};
use uuid::Uuid;

use kit::words;

/// The longest text an opinion may have, in characters: a page.
pub const TEXT_MOST: usize = 3_000;
/// The shortest: below this nobody can tell what is meant.
pub const TEXT_LEAST: usize = 5;

words! {
    /// Where it was heard: the four listening channels (seed 000 §3.2).
    Channel {
        /// The form on this site.
        Web = "web",
        /// The telephone hotline, keyed by staff.
        Hotline = "hotline",
        /// A forum or meeting, keyed by staff.
        Forum = "forum",
        /// An interview or a survey, keyed by staff.
        Survey = "survey",
    }
}

words! {
    /// How far an opinion has come.
    Status {
        /// Said, and waiting to be read by whoever answers for it.
        Received = "received",
        /// In the public register.
        Published = "published",
        /// Considered: it has a disposition.
        Disposed = "disposed",
        /// Not published, with a reason its writer can read.
        Withheld = "withheld",
    }
}

words! {
    /// What was decided about it.
    Disposition {
        /// The work follows it.
        Accepted = "accepted",
        /// The work follows a part of it.
        Partly = "partly",
        /// The work does not follow it.
        NotAccepted = "not_accepted",
    }
}

impl Status {
    /// How the page colours it.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Received => "neutral",
            Self::Published => "info",
            Self::Disposed => "good",
            Self::Withheld => "bad",
        }
    }

    /// May strangers read an opinion that has come so far?
    pub fn is_public(self) -> bool {
        matches!(self, Self::Published | Self::Disposed)
    }
}

impl Disposition {
    /// How the page colours it.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Accepted => "good",
            Self::Partly => "info",
            Self::NotAccepted => "warn",
        }
    }
}

/// The project an opinion is about, as much of it as this feature needs.
#[derive(Clone, Debug)]
pub struct AboutProject {
    /// Inside.
    pub id: Uuid,
    /// Its public code.
    pub code: String,
    /// Its name.
    pub name: Bilingual,
    /// The clinic that leads it.
    pub lead_clinic: Option<Uuid>,
    /// Can strangers see it?
    pub public: bool,
    /// A rehearsal.
    pub practice: bool,
    /// Where it works.
    pub areas: Vec<AboutArea>,
}

/// One area of that project.
#[derive(Clone, Debug)]
pub struct AboutArea {
    /// Inside.
    pub id: Uuid,
    /// Its number in the plan, counted from one.
    pub number: i32,
    /// As the plan prints it.
    pub as_printed: String,
    /// The clinic responsible there.
    pub clinic: Option<Uuid>,
}

impl AboutProject {
    /// The clinic that answers for an opinion: of the area when one is named, else the project's
    /// own. `None` is the ministry. A rehearsal is its leading clinic's affair alone.
    pub fn owner(&self, area: Option<&AboutArea>) -> Option<Uuid> {
        area.and_then(|area| area.clinic).filter(|_| !self.practice).or(self.lead_clinic)
    }
}

/// An opinion as it is said: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewOpinion {
    /// The person's own words; never public as they are.
    pub text: String,
    /// Who says it; never public.
    pub name: Option<String>,
    /// Where to reach them; never public.
    pub contact: Option<String>,
    /// Where it was heard.
    pub channel: Channel,
    /// When; today on the web.
    pub received_on: NaiveDate,
    /// The code of the project it is about; `None` for the work as a whole.
    pub project: Option<String>,
    /// The number of the project's area it is about, counted from one.
    pub area: Option<i32>,
}

/// What a decision says.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// What was decided.
    pub disposition: Disposition,
    /// Why; public.
    pub reason: String,
    /// The meeting or the person that considered it; public.
    pub considered_at: String,
}

/// An opinion.
#[derive(Clone, Debug)]
pub struct Opinion {
    /// Inside.
    pub id: Uuid,
    /// The public code.
    pub code: String,
    /// The code by which whoever said it follows it.
    pub tracking_code: String,
    /// The project it is about.
    pub project: Option<Uuid>,
    /// The area it is about.
    pub area: Option<Uuid>,
    /// The clinic that answers for it; `None` is the ministry.
    pub clinic: Option<Uuid>,
    /// Where it was heard.
    pub channel: Channel,
    /// The person's own words; never public.
    pub text: String,
    /// The words as they are published, without numbers of persons.
    pub masked_text: String,
    /// Who said it; never public.
    pub name: Option<String>,
    /// Where to reach them; never public.
    pub contact: Option<String>,
    /// When it was heard.
    pub received_on: NaiveDate,
    /// How far it has come.
    pub status: Status,
    /// What was decided about it.
    pub disposition: Option<Disposition>,
    /// Why it was decided so, or why it is withheld.
    pub reason: Option<String>,
    /// Where it was considered.
    pub considered_at: Option<String>,
    /// The public reply.
    pub reply: Option<String>,
    /// When that was given.
    pub replied_at: Option<Timestamp>,
    /// A rehearsal that no figure counts.
    pub practice: bool,
    /// Made up for the demonstration.
    pub invented: bool,
    /// When it was written down.
    pub created_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Opinion {
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

impl Opinion {
    /// Is it in the public register?
    pub fn is_public(&self) -> bool {
        self.status.is_public() && !self.practice
    }

    /// Were numbers of persons hidden in it?
    pub fn is_masked(&self) -> bool {
        self.text != self.masked_text
    }

    /// In the public register. One withheld by mistake may still be published.
    ///
    /// # Errors
    /// `participation-already-public`.
    pub fn published(self) -> Result<Self, Message> {
        match self.status {
            Status::Received | Status::Withheld => Ok(Self { status: Status::Published, reason: None, ..self }),
            Status::Published | Status::Disposed => Err(msg("participation-already-public")),
        }
    }

    /// Kept out of the register, and why. What was considered stays: it is the public's.
    ///
    /// # Errors
    /// `participation-already-disposed` once it has a disposition, `participation-already-withheld`.
    pub fn withheld(self, reason: String) -> Result<Self, Message> {
        match self.status {
            Status::Received | Status::Published => Ok(Self { status: Status::Withheld, reason: Some(reason), ..self }),
            Status::Withheld => Err(msg("participation-already-withheld")),
            Status::Disposed => Err(msg("participation-already-disposed")),
        }
    }

    /// Considered. A decision may be corrected until the reply has told it.
    ///
    /// # Errors
    /// `participation-not-public` before it is published, `participation-already-replied` after the
    /// reply.
    pub fn disposed(self, decision: Decision) -> Result<Self, Message> {
        if !self.status.is_public() {
            return Err(msg("participation-not-public"));
        }
        if self.reply.is_some() {
            return Err(msg("participation-already-replied"));
        }
        Ok(Self {
            status: Status::Disposed,
            disposition: Some(decision.disposition),
            reason: Some(decision.reason),
            considered_at: Some(decision.considered_at),
            ..self
        })
    }

    /// Replied to in public; a reply may be improved.
    ///
    /// # Errors
    /// `participation-not-disposed` while nothing is decided that could be told.
    pub fn replied(self, reply: String, at: Timestamp) -> Result<Self, Message> {
        match self.status {
            Status::Disposed => Ok(Self { reply: Some(reply), replied_at: Some(at), ..self }),
            _ => Err(msg("participation-not-disposed")),
        }
    }
}
