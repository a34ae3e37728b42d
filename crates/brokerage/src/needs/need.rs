//! The noun: a community need, the words it is told in, and the states it goes through
//! (docs/requirements.md F2).

use chrono::NaiveDate;
use kit::message::msg;
use kit::{Message, Subject, Timestamp};
use uuid::Uuid;

use kit::words;

/// The longest text a clinic writes about a need, in characters: a page and a half.
pub const TEXT_MOST: usize = 4_000;
/// The longest text a need is told in. Whoever writes four pages has a reason; one word is enough to begin
/// with, and more is asked for afterwards.
pub const TOLD_MOST: usize = 10_000;

/// The table whose changes others follow ([`kit::changes`]).
pub const INDEXED: &str = "need";

words! {
    /// How far a need has come.
    Status {
        /// Told, and waiting for its clinic.
        Received = "received",
        /// The clinic and the community are finding out what the problem is.
        InAnalysis = "in_analysis",
        /// A technology has been found and confirmed.
        Matched = "matched",
        /// Not taken up, with a public reason.
        Declined = "declined",
        /// A project works on it.
        InProject = "in_project",
        /// The public reply is given about the project that worked on it.
        Answered = "answered",
    }
}

words! {
    /// Who may read it.
    Shown {
        /// Everybody.
        ToAll = "shown",
        /// Whoever works on it, until somebody has looked at its words.
        Flagged = "flagged",
        /// Whoever works on it: somebody has looked, and said why.
        Withheld = "withheld",
    }
}

words! {
    /// How a need reached the network (seed 000 §3.2, the listening channels).
    Channel {
        /// The form on this site.
        Web = "web",
        /// The telephone hotline.
        Hotline = "hotline",
        /// A forum or meeting in the village.
        Forum = "forum",
        /// An interview or a survey.
        Survey = "survey",
        /// A volunteer wrote it down.
        Volunteer = "volunteer",
        /// A provincial workshop.
        Workshop = "workshop",
        /// Brought over from another register.
        Import = "import",
    }
}

words! {
    /// Whose need it is (seed 000 §4; an open list, hence `Other`).
    GroupKind {
        /// กลุ่มแม่บ้าน
        Housewives = "housewives",
        /// กลุ่มเกษตรกร
        Farmers = "farmers",
        /// ชุมชน
        Community = "community",
        /// วิสาหกิจชุมชน
        CommunityEnterprise = "community_enterprise",
        /// อบต. อบจ. เทศบาล
        LocalGovernment = "local_government",
        /// One person or family.
        Person = "person",
        /// Anyone else.
        Other = "other",
    }
}

impl Status {
    /// Where its clinic has not decided what becomes of it.
    pub const TO_DECIDE: [Self; 3] = [Self::Received, Self::InAnalysis, Self::Matched];

    /// How the page colours it.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Received => "neutral",
            Self::InAnalysis => "info",
            Self::Matched | Self::InProject | Self::Answered => "good",
            Self::Declined => "bad",
        }
    }

    /// How far along the way it is; declining ends the way where a match would have been.
    pub fn reached(self) -> u8 {
        match self {
            Self::Received => 0,
            Self::InAnalysis => 1,
            Self::Matched | Self::Declined => 2,
            Self::InProject => 3,
            Self::Answered => 4,
        }
    }

    /// Is somebody expected to do something?
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Declined | Self::Answered)
    }
}

/// A need as it is told: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewNeed {
    /// The person's own words.
    pub text: String,
    /// Who tells it; never public.
    pub submitted_by: Option<String>,
    /// Where to reach them; never public.
    pub contact: Option<String>,
    /// Whose need it is.
    pub group_kind: GroupKind,
    /// Official code of the province.
    pub province: String,
    /// Official code of the district, when known.
    pub district: Option<String>,
    /// Official code of the subdistrict, when known.
    pub subdistrict: Option<String>,
    /// The village, as people call it.
    pub village: Option<String>,
    /// How it reached us.
    pub channel: Channel,
    /// When; today for the web form.
    pub received_on: NaiveDate,
}

/// The most characters a list or a heading shows of a need.
const SUMMARY: usize = 90;

/// The beginning of a text, cut between words.
pub fn summary(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SUMMARY {
        return line;
    }
    let mut short = String::new();
    for word in thai::words::segment(&line) {
        if short.chars().count() + word.chars().count() > SUMMARY {
            break;
        }
        short.push_str(&word);
    }
    short.push('…');
    short
}

impl NewNeed {
    /// The beginning of it.
    pub fn summary(&self) -> String {
        summary(&self.text)
    }
}

/// A community need.
#[derive(Clone, Debug)]
pub struct Need {
    /// Inside.
    pub id: Uuid,
    /// The public code.
    pub code: String,
    /// The code that whoever told it follows it by.
    pub tracking_code: String,
    /// What was told.
    pub told: NewNeed,
    /// The clinic that answers for it; `None` while no clinic covers the province.
    pub clinic: Option<Uuid>,
    /// How far it has come.
    pub status: Status,
    /// Why it was declined; public.
    pub reason: Option<String>,
    /// The public reply.
    pub answer: Option<String>,
    /// Who may read it.
    pub shown: Shown,
    /// Why it is withheld.
    pub shown_reason: Option<String>,
    /// Were numbers of persons taken out of the words?
    pub hidden_numbers: bool,
    /// When its stage began; `None` before the first look at a need that is older than the promises.
    pub since: Option<NaiveDate>,
    /// The day promised for its stage; `None`: nothing is promised, or it is over.
    pub due: Option<NaiveDate>,
    /// How many levels it has climbed since it is late (`due::Level`).
    pub climbed: i32,
    /// The need that tells the same, with which it goes on.
    pub merged_into: Option<Uuid>,
    /// A rehearsal that no figure counts.
    pub practice: bool,
    /// Made up for the demonstration.
    pub invented: bool,
    /// When it was written down.
    pub created_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

/// What a clinic and a community found out together.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// When they met.
    pub held_on: NaiveDate,
    /// Where.
    pub place: String,
    /// How many people from the community took part.
    pub attendees: i32,
    /// The minutes.
    pub minutes: String,
    /// The problem as both understand it; public.
    pub problem: String,
}

impl Subject for Need {
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

impl Need {
    /// The official code of the smallest place that is known.
    pub fn place_code(&self) -> &str {
        self.told.subdistrict.as_deref().or(self.told.district.as_deref()).unwrap_or(&self.told.province)
    }

    /// The text by which it is matched: as it was told, numbers of persons masked, and what its joint
    /// analyses found; and how many bytes of it, from its beginning, are the own words of whoever told it.
    pub fn matched_by(&self, problems: &[String]) -> (String, usize) {
        let own = kit::masked(&self.told.text);
        let length = own.len();
        let all = std::iter::once(own).chain(problems.iter().map(|problem| kit::masked(problem)));
        (all.collect::<Vec<_>>().join("\n"), length)
    }

    /// Is a technology still looked for?
    pub fn is_looking(&self) -> bool {
        matches!(self.status, Status::Received | Status::InAnalysis) && self.merged_into.is_none()
    }

    /// The day that is promised, while anything is open.
    pub fn promised(&self) -> Option<NaiveDate> {
        self.due.filter(|_| self.status.is_open())
    }

    /// Is it later than was promised?
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.promised().is_some_and(|due| due < today)
    }

    /// Asked something back.
    ///
    /// # Errors
    /// `needs-decided` where nothing is open any more, `needs-merge-merged` where it goes on with another.
    pub fn may_be_asked(&self) -> Result<(), Message> {
        match (self.status.is_open(), self.merged_into) {
            (false, _) => Err(msg("needs-decided")),
            (_, Some(_)) => Err(msg("needs-merge-merged")),
            _ => Ok(()),
        }
    }

    /// Kept from strangers, and why.
    ///
    /// # Errors
    /// `needs-withheld-already`.
    pub fn withheld(self, reason: String) -> Result<Self, Message> {
        match self.shown {
            Shown::Withheld => Err(msg("needs-withheld-already")),
            _ => Ok(Self { shown: Shown::Withheld, shown_reason: Some(reason), ..self }),
        }
    }

    /// For everybody to read: somebody has looked at its words.
    ///
    /// # Errors
    /// `needs-shown-already`.
    pub fn published(self) -> Result<Self, Message> {
        match self.shown {
            Shown::ToAll => Err(msg("needs-shown-already")),
            _ => Ok(Self { shown: Shown::ToAll, shown_reason: None, ..self }),
        }
    }

    /// After a joint analysis. It may be analysed again until something is decided.
    ///
    /// # Errors
    /// `needs-decided` once it is matched, declined or answered, `needs-merge-merged` while it goes on with
    /// another.
    pub fn analysed(self) -> Result<Self, Message> {
        match self.status {
            _ if self.merged_into.is_some() => Err(msg("needs-merge-merged")),
            Status::Received | Status::InAnalysis => Ok(Self { status: Status::InAnalysis, ..self }),
            _ => Err(msg("needs-decided")),
        }
    }

    /// With a technology confirmed.
    ///
    /// # Errors
    /// `needs-not-analysed` before the community was asked, `needs-decided` after a decision.
    pub fn matched(self) -> Result<Self, Message> {
        match self.status {
            _ if self.merged_into.is_some() => Err(msg("needs-merge-merged")),
            Status::InAnalysis | Status::Matched => Ok(Self { status: Status::Matched, ..self }),
            Status::Received => Err(msg("needs-not-analysed")),
            _ => Err(msg("needs-decided")),
        }
    }

    /// Not taken up, and why.
    ///
    /// # Errors
    /// `needs-decided` once a project works on it or it is closed.
    pub fn declined(self, reason: String) -> Result<Self, Message> {
        match self.status {
            _ if self.merged_into.is_some() => Err(msg("needs-merge-merged")),
            Status::Received | Status::InAnalysis | Status::Matched => {
                Ok(Self { status: Status::Declined, reason: Some(reason), ..self })
            }
            _ => Err(msg("needs-decided")),
        }
    }

    /// May a project be proposed for it? Another one too: a reply or a project does not end that.
    ///
    /// # Errors
    /// `needs-not-matched` before a technology was confirmed, `needs-was-declined` afterwards.
    pub fn may_be_proposed(&self) -> Result<(), Message> {
        match self.status {
            Status::Matched | Status::InProject | Status::Answered => Ok(()),
            Status::Received | Status::InAnalysis => Err(msg("needs-not-matched")),
            Status::Declined => Err(msg("needs-was-declined")),
        }
    }

    /// Taken into a project that was approved. Not earlier: whoever told the need reads "in a project"
    /// as "somebody has begun", looks for that project, and finds it from its approval on; a draft or
    /// a plan under way may still come to nothing. The approval outweighs a clinic that declined the
    /// need meanwhile.
    ///
    /// # Errors
    /// `needs-not-matched` unless a technology was confirmed.
    pub fn taken_into_project(self) -> Result<Self, Message> {
        match self.status {
            Status::Received | Status::InAnalysis => Err(msg("needs-not-matched")),
            _ => Ok(Self { status: Status::InProject, reason: None, ..self }),
        }
    }

    /// Left by the only project that worked on it: it waits for another one, or for a reason.
    /// `None` where no project had taken it up.
    pub fn left_by_project(self) -> Option<Self> {
        match self.status {
            Status::InProject | Status::Answered => Some(Self { status: Status::Matched, ..self }),
            _ => None,
        }
    }

    /// With the public reply, which ends the way of a need that a project works on. One that is
    /// declined keeps its state: the reply adds to the reason. So does one that is matched: a need
    /// ends in a project or a reason, and a reply is neither. It keeps what was promised, and another
    /// promise begins (`promises::Stage::Replied`).
    ///
    /// # Errors
    /// `needs-not-decided` while nothing is decided that could be told.
    pub fn answered(self, answer: String) -> Result<Self, Message> {
        let status = match self.status {
            Status::Declined | Status::Matched => self.status,
            Status::InProject | Status::Answered => Status::Answered,
            Status::Received | Status::InAnalysis => return Err(msg("needs-not-decided")),
        };
        Ok(Self { status, answer: Some(answer), ..self })
    }
}
