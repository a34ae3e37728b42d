//! The noun: a call for proposals, and what is true of it at a moment.

use kit::message::msg;
use kit::show::{Bilingual, hundredths};
use kit::{FormErrors, Lang, Message, Subject, Timestamp, words};
use thai::{FiscalYear, Satang};
use uuid::Uuid;

use super::asked::{AskedDocument, Criterion, ExpenseClass};
use house::places::{self, provinces_of_region};

/// The whole, in hundredths of a percent.
pub const WHOLE: i64 = 10_000;

words! {
    /// What the ministry did with a call.
    Status {
        /// It is being written.
        Draft = "draft",
        /// Everybody may read it.
        Announced = "announced",
        /// It was taken back, with a reason.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// How a call stands at a moment.
    State {
        /// It is being written.
        Draft = "draft",
        /// It is announced, and opens later.
        Upcoming = "upcoming",
        /// Proposals are taken.
        Open = "open",
        /// Its time is over.
        Closed = "closed",
        /// It was taken back.
        Withdrawn = "withdrawn",
    }
}

impl State {
    /// The tone of its mark on a page.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Draft | Self::Closed => "neutral",
            Self::Upcoming => "info",
            Self::Open => "good",
            Self::Withdrawn => "bad",
        }
    }
}

words! {
    /// What of a project's cost its ceiling counts: a setting of the call, since no source says (model F8).
    CeilingOf {
        /// All of it; where nobody says otherwise.
        Whole = "whole",
        /// The ministry's share alone, where the plan says whose the money is; else all of it.
        Ministry = "ministry",
    }
}

/// Who may propose, and how much (docs/requirements.md A2-08).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The clinic has an agreement in force on the day it hands in.
    pub agreement: bool,
    /// Whoever hands in was appointed the clinic's director or manager.
    pub appointment: bool,
    /// Proposals of one clinic; `None`: any number.
    pub most: Option<u32>,
    /// All the money there is; `None`: not said.
    pub available: Option<Satang>,
    /// The most that one project may cost; `None`: no ceiling.
    pub ceiling: Option<Satang>,
    /// What that ceiling is of.
    pub ceiling_of: CeilingOf,
    /// Words of the regions whose clinics may propose; empty: those of the whole country.
    pub regions: Vec<String>,
}

impl Terms {
    /// May a clinic of this province propose? The ministry's own office has none and always may.
    pub fn reaches(&self, province: Option<&str>) -> bool {
        let Some(province) = province.filter(|_| !self.regions.is_empty()) else { return true };
        self.regions.iter().any(|region| provinces_of_region(region).iter().any(|code| code == province))
    }
}

impl Terms {
    /// What the regions are called whose clinics may propose; nothing where those of the whole country may.
    pub fn region_names(&self) -> Bilingual {
        let named = places::regions().filter(|(word, _)| self.regions.contains(word)).map(|(_, names)| names);
        let (th, en): (Vec<String>, Vec<String>) =
            named.map(|names| (names.in_lang(Lang::Th).to_owned(), names.in_lang(Lang::En).to_owned())).unzip();
        Bilingual::new(th.join(", "), en.join(", "))
    }
}

/// A call as it is written: valid, not yet stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCall {
    /// What it is called.
    pub name: Bilingual,
    /// What it is for; public.
    pub about: String,
    /// For which fiscal year.
    pub fiscal_year: FiscalYear,
    /// The word of the line of work.
    pub programme: String,
    /// From when proposals are taken.
    pub opens_at: Timestamp,
    /// The first moment at which none is taken any more.
    pub closes_at: Timestamp,
    /// Who may propose, and how much.
    pub terms: Terms,
    /// Classes of expense; empty: any.
    pub classes: Vec<ExpenseClass>,
    /// What proposals are judged by.
    pub criteria: Vec<Criterion>,
    /// What comes with a proposal.
    pub documents: Vec<AskedDocument>,
    /// The highest score of one criterion.
    pub score_most: u32,
    /// How many reviewers must score each proposal.
    pub reviewers: u32,
}

/// A call for proposals.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Inside.
    pub id: Uuid,
    /// Short code for people.
    pub code: String,
    /// What it says.
    pub told: NewCall,
    /// What the ministry did with it.
    pub status: Status,
    /// Why it was withdrawn, or closes later than announced.
    pub reason: Option<String>,
    /// When it was announced.
    pub announced_at: Option<Timestamp>,
    /// Made up for the demonstration.
    pub invented: bool,
    /// When it was written down.
    pub created_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Call {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

impl NewCall {
    /// What stands against announcing it.
    ///
    /// # Errors
    /// Each beside its field.
    pub fn may_be_announced(&self, now: Timestamp) -> Result<(), FormErrors> {
        let mut errors = FormErrors::new();
        if self.closes_at <= now {
            errors.add("closes_on", msg("calls-closes-past"));
        }
        let weights: i64 = self.criteria.iter().map(|one| one.weight).fold(0, i64::saturating_add);
        if self.criteria.is_empty() {
            errors.add("criteria", msg("calls-no-criterion"));
        } else if weights != WHOLE {
            errors.add("criteria", msg("calls-weights").with("sum", hundredths(weights)));
        }
        errors.into_result()
    }
}

impl Call {
    /// Where it is read.
    pub fn address(&self) -> String {
        format!("/calls/{}", self.code)
    }

    /// How it stands at a moment.
    pub fn state(&self, now: Timestamp) -> State {
        match self.status {
            Status::Draft => State::Draft,
            Status::Withdrawn => State::Withdrawn,
            Status::Announced if now < self.told.opens_at => State::Upcoming,
            Status::Announced if now < self.told.closes_at => State::Open,
            Status::Announced => State::Closed,
        }
    }

    /// Are proposals taken at this moment?
    ///
    /// # Errors
    /// Why not, and from or until when they are.
    pub fn takes(&self, now: Timestamp) -> Result<(), Message> {
        let why = match self.state(now) {
            State::Open => return Ok(()),
            State::Upcoming => return Err(msg("calls-not-yet").with("code", self.code.clone())),
            State::Closed => "calls-over",
            State::Draft | State::Withdrawn => "calls-withdrawn-already",
        };
        Err(msg(why).with("code", self.code.clone()))
    }

    /// May a plan be begun for it: while it is open, and before, so that nobody loses days?
    ///
    /// # Errors
    /// As [`Call::takes`].
    pub fn may_be_answered(&self, now: Timestamp) -> Result<(), Message> {
        if self.state(now) == State::Upcoming { Ok(()) } else { self.takes(now) }
    }

    /// With other words. What is announced stands.
    ///
    /// # Errors
    /// `calls-announced-already`.
    pub fn edited(self, told: NewCall) -> Result<Self, Message> {
        if self.status == Status::Draft { Ok(Self { told, ..self }) } else { Err(msg("calls-announced-already")) }
    }

    /// For everybody to read.
    ///
    /// # Errors
    /// `calls-announced-already`.
    pub fn announced(self, now: Timestamp) -> Result<Self, Message> {
        match self.status {
            Status::Draft => Ok(Self { status: Status::Announced, announced_at: Some(now), ..self }),
            _ => Err(msg("calls-announced-already")),
        }
    }

    /// With a later closing, and why. One that has closed opens again.
    ///
    /// # Errors
    /// `calls-not-announced`, or `calls-extend-later`.
    pub fn extended(mut self, closes_at: Timestamp, reason: String, now: Timestamp) -> Result<Self, Message> {
        if self.status != Status::Announced {
            return Err(msg("calls-not-announced"));
        }
        if closes_at <= self.told.closes_at || closes_at <= now {
            return Err(msg("calls-extend-later"));
        }
        self.told.closes_at = closes_at;
        Ok(Self { reason: Some(reason), ..self })
    }

    /// Taken back, and why.
    ///
    /// # Errors
    /// `calls-withdrawn-already`.
    pub fn withdrawn(self, reason: String) -> Result<Self, Message> {
        match self.status {
            Status::Withdrawn => Err(msg("calls-withdrawn-already").with("code", self.code)),
            _ => Ok(Self { status: Status::Withdrawn, reason: Some(reason), ..self }),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use kit::clock::{day, start_of_thai_day};

    use super::*;

    pub(crate) fn call() -> Call {
        let criterion =
            |weight| Criterion { id: Uuid::nil(), name: Bilingual::default(), about: String::new(), weight };
        let told = NewCall {
            name: Bilingual { th: "เปิดรับข้อเสนอ".to_owned(), en: None },
            about: String::new(),
            fiscal_year: FiscalYear(2553),
            programme: "transfer".to_owned(),
            opens_at: start_of_thai_day(day("2010-05-01")),
            closes_at: start_of_thai_day(day("2010-06-01")),
            terms: Terms {
                agreement: true,
                appointment: true,
                most: Some(1),
                available: None,
                ceiling: None,
                ceiling_of: CeilingOf::Whole,
                regions: Vec::new(),
            },
            classes: Vec::new(),
            criteria: vec![criterion(6_000), criterion(4_000)],
            documents: Vec::new(),
            score_most: 10,
            reviewers: 2,
        };
        Call {
            id: Uuid::nil(),
            code: "CP53-1".to_owned(),
            told,
            status: Status::Announced,
            reason: None,
            announced_at: None,
            invented: false,
            created_at: Timestamp::default(),
            version: 1,
        }
    }

    #[test]
    fn a_call_takes_proposals_to_the_last_second() {
        let second = chrono::Duration::seconds(1);
        let call = call();
        let NewCall { opens_at, closes_at, .. } = call.told;
        for (status, now, state) in [
            (Status::Draft, opens_at, State::Draft),
            (Status::Announced, opens_at - second, State::Upcoming),
            (Status::Announced, opens_at, State::Open),
            (Status::Announced, closes_at - second, State::Open),
            (Status::Announced, closes_at, State::Closed),
            (Status::Withdrawn, opens_at, State::Withdrawn),
        ] {
            let call = Call { status, ..call.clone() };
            assert_eq!(call.state(now), state);
            assert_eq!(call.takes(now).is_ok(), state == State::Open, "{state}");
            assert_eq!(call.may_be_answered(now).is_ok(), matches!(state, State::Open | State::Upcoming), "{state}");
        }
    }

    #[test]
    fn what_is_announced_stands_and_closes_only_later() {
        let (call, later) = (call(), chrono::Duration::days(7));
        let closes_at = call.told.closes_at;
        assert_eq!(call.clone().edited(call.told.clone()).err(), Some(msg("calls-announced-already")));
        for (to, now, right) in [
            (closes_at, closes_at - later, false),
            (closes_at - later, closes_at - later - later, false),
            (closes_at + later, closes_at - later, true),
            (closes_at + later, closes_at + later, false),
        ] {
            assert_eq!(call.clone().extended(to, "น้ำท่วม".to_owned(), now).is_ok(), right);
        }
        let draft = Call { status: Status::Draft, ..call.clone() };
        assert!(draft.clone().extended(closes_at + later, String::new(), closes_at).is_err());
        assert!(call.clone().withdrawn(String::new()).and_then(|gone| gone.withdrawn(String::new())).is_err());
        assert!(draft.announced(closes_at).is_ok() && call.announced(closes_at).is_err());
    }

    #[test]
    fn weights_make_a_hundred_per_cent() {
        let mut told = call().told;
        let now = told.opens_at;
        assert!(told.may_be_announced(now).is_ok());
        told.criteria[0].weight = 5_990;
        let said = told.may_be_announced(now).err().and_then(|errors| errors.of("criteria").cloned());
        assert_eq!(said, Some(msg("calls-weights").with("sum", "99.9")));
        told.criteria.clear();
        assert!(told.may_be_announced(now).is_err());
    }

    #[test]
    fn a_call_of_regions_is_for_their_clinics_and_for_the_ministrys_office() {
        let mut terms = call().told.terms;
        assert!(terms.reaches(Some("92")));
        terms.regions = vec!["south".to_owned(), "east".to_owned()];
        for (province, reached) in [(Some("92"), true), (Some("20"), true), (Some("50"), false), (None, true)] {
            assert_eq!(terms.reaches(province), reached, "{province:?}");
        }
    }
}
