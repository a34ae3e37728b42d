//! The noun: that a clinic asks the whole network about a need, and how that ends.

use chrono::{Days, NaiveDate};
use kit::message::msg;
use kit::{Message, Subject, Timestamp, words};
use uuid::Uuid;

use super::answer::CallAnswer;
use crate::needs::{self, Need};

/// The longest text of a call, an answer or a reason, in characters: a page and a half, as about a need.
pub const TEXT_MOST: usize = 4_000;
/// Days for which answers are usually wanted.
pub const DAYS_USUAL: u64 = 30;
/// Days for which they may be wanted at most.
pub const DAYS_MOST: u64 = 180;

words! {
    /// How far a call has come.
    Status {
        /// Answers are wanted.
        Open = "open",
        /// One of the answers helped.
        Answered = "answered",
        /// It ended without one, and says why.
        Closed = "closed",
    }
}

impl Status {
    /// How a page colours it.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Open => "info",
            Self::Answered => "good",
            Self::Closed => "neutral",
        }
    }
}

words! {
    /// What ended the need it is about, and the call with it.
    Because {
        /// A technology was chosen.
        Chosen = "chosen",
        /// The need is not taken up.
        Declined = "declined",
        /// It goes on with another that tells the same.
        Merged = "merged",
        /// A project works on it.
        InProject = "in_project",
    }
}

/// How the sentence of each begins its name.
const BECAUSE: &str = "network-calls-because-";

impl Because {
    /// The sentence that says it.
    pub fn said(self) -> Message {
        Message::new(format!("{BECAUSE}{self}"))
    }
}

/// What a clinic asks: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCall {
    /// What was tried, and why nothing fits; public, numbers of persons masked.
    pub tried: String,
    /// The last day on which answers are wanted.
    pub until: NaiveDate,
}

/// A call to the whole network.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkCall {
    /// Inside.
    pub id: Uuid,
    /// Short code for people.
    pub code: String,
    /// The need it is about.
    pub need: Uuid,
    /// Who asks: the clinic that answers for the need.
    pub clinic: Uuid,
    /// Official code of the need's province.
    pub province: String,
    /// What is asked.
    pub told: NewCall,
    /// How far it has come.
    pub status: Status,
    /// The number of the answer that helped.
    pub answered_by: Option<i32>,
    /// Why it ended; public.
    pub reason: Option<String>,
    /// What ended it, where it was its need's end and nobody closed it.
    pub because: Option<Because>,
    /// Made up for the demonstration.
    pub invented: bool,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it ended.
    pub closed_at: Option<Timestamp>,
    /// Counts changes, answers among them.
    pub version: i64,
}

impl Subject for NetworkCall {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

/// How its clinic ends a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Ending {
    /// The number of the answer that helped, where one did.
    pub answer: Option<i32>,
    /// Why; always said where none did.
    pub reason: Option<String>,
}

/// The last day on which answers to a call of `today` may be wanted.
pub fn last_day(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(DAYS_MOST)).unwrap_or(today)
}

/// May the network be asked about this need? Others can help once its problem is understood.
///
/// # Errors
/// `network-calls-not-analysed` before that; `needs-decided` once it is decided, and where it goes on with
/// another.
pub fn may_be_about(need: &Need) -> Result<(), Message> {
    match need.clone().matched() {
        Ok(_) => Ok(()),
        Err(_) if need.status == needs::Status::Received && need.merged_into.is_none() => {
            Err(msg("network-calls-not-analysed"))
        }
        Err(why) => Err(why),
    }
}

/// A day until which answers may be wanted: tomorrow at the earliest, in half a year at the latest.
///
/// # Errors
/// `network-calls-until-past` or `network-calls-until-far`.
pub fn until(day: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Message> {
    let last = last_day(today);
    if day <= today {
        return Err(msg("network-calls-until-past"));
    }
    if day > last { Err(msg("network-calls-until-far").with("days", DAYS_MOST).with("last", last)) } else { Ok(day) }
}

impl NetworkCall {
    /// Where it is read.
    pub fn address(&self) -> String {
        format!("/network-calls/{}", self.code)
    }

    /// Is it over? Then nothing about it changes any more.
    ///
    /// # Errors
    /// `network-calls-over`; where its need's end ended it, what that was.
    pub fn must_be_open(&self) -> Result<(), Message> {
        match self.because {
            _ if self.status == Status::Open => Ok(()),
            Some(because) => Err(because.said()),
            None => Err(msg("network-calls-over")),
        }
    }

    /// Did the day pass for which answers were wanted, and nobody said how it ended?
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.status == Status::Open && self.told.until < today
    }

    /// Ended, by one of its answers or without.
    ///
    /// # Errors
    /// `network-calls-over`; `network-calls-no-such-answer` for an answer it does not have, or that was
    /// withdrawn.
    pub fn ended(self, ending: Ending, answers: &[CallAnswer], at: Timestamp) -> Result<Self, Message> {
        self.must_be_open()?;
        let stands = |number: i32| answers.iter().any(|one| one.number == number && one.withdrawn_at.is_none());
        let status = match ending.answer {
            None => Status::Closed,
            Some(number) if stands(number) => Status::Answered,
            Some(_) => return Err(msg("network-calls-no-such-answer")),
        };
        Ok(Self { status, answered_by: ending.answer, reason: ending.reason, closed_at: Some(at), ..self })
    }

    /// Ended with its need. Where that was by a technology that one of the answers proposes, this one helped.
    ///
    /// # Errors
    /// As [`NetworkCall::ended`].
    pub fn ended_with_need(
        self,
        because: Because,
        chosen: Option<Uuid>,
        answers: &[CallAnswer],
        at: Timestamp,
    ) -> Result<Self, Message> {
        let helped = answers.iter().find(|one| chosen.is_some_and(|technology| one.proposes(technology)));
        let ending = Ending { answer: helped.map(|one| one.number), reason: None };
        Ok(Self { because: Some(because), ..self.ended(ending, answers, at)? })
    }
}

#[cfg(test)]
mod tests {
    use super::super::answer::NewAnswer;
    use kit::clock::day;

    use super::*;

    fn call(status: Status) -> NetworkCall {
        NetworkCall {
            id: Uuid::nil(),
            code: "NC-1".into(),
            need: Uuid::nil(),
            clinic: Uuid::from_u128(1),
            province: "92".into(),
            told: NewCall { tried: "ลองแล้วไม่เหมาะ".into(), until: day("2010-06-09") },
            status,
            answered_by: None,
            reason: None,
            because: None,
            invented: false,
            opened_at: Timestamp::default(),
            closed_at: None,
            version: 1,
        }
    }

    fn answer(number: i32, withdrawn: bool) -> CallAnswer {
        CallAnswer {
            id: Uuid::nil(),
            call: Uuid::nil(),
            number,
            clinic: Uuid::from_u128(2),
            told: NewAnswer { technology: None, words: Some("เราช่วยได้".into()) },
            answered_at: Timestamp::default(),
            withdrawn_at: withdrawn.then(Timestamp::default),
        }
    }

    #[test]
    fn answers_are_wanted_from_tomorrow_to_half_a_year() {
        let today = day("2010-05-10");
        for (wanted, said) in [
            ("2010-05-09", Some("network-calls-until-past")),
            ("2010-05-10", Some("network-calls-until-past")),
            ("2010-05-11", None),
            ("2010-11-06", None),
            ("2010-11-07", Some("network-calls-until-far")),
        ] {
            assert_eq!(until(day(wanted), today).err().as_ref().map(Message::id), said, "{wanted}");
        }
    }

    #[test]
    fn a_call_ends_once_and_by_an_answer_that_stands() {
        let answers = [answer(1, true), answer(2, false)];
        for (status, by, said) in [
            (Status::Open, None, Ok(Status::Closed)),
            (Status::Open, Some(2), Ok(Status::Answered)),
            (Status::Open, Some(1), Err("network-calls-no-such-answer")),
            (Status::Open, Some(3), Err("network-calls-no-such-answer")),
            (Status::Answered, None, Err("network-calls-over")),
            (Status::Closed, Some(2), Err("network-calls-over")),
        ] {
            let ending = Ending { answer: by, reason: None };
            let ended = call(status).ended(ending, &answers, Timestamp::default());
            let ended = ended.as_ref().map(|one| one.status).map_err(Message::id);
            assert_eq!(ended, said, "{status} by {by:?}");
        }
    }

    #[test]
    fn a_call_ends_with_its_need_and_says_what_ended_it() {
        let dryer = Uuid::from_u128(7);
        let proposes = |number, technology, withdrawn| CallAnswer {
            told: NewAnswer { technology, words: None },
            ..answer(number, withdrawn)
        };
        let answers = [proposes(1, Some(dryer), true), proposes(2, Some(dryer), false), proposes(3, None, false)];
        for (because, chosen, ended) in [
            (Because::Chosen, Some(dryer), (Status::Answered, Some(2))),
            (Because::Chosen, Some(Uuid::from_u128(8)), (Status::Closed, None)),
            (Because::Declined, None, (Status::Closed, None)),
        ] {
            let call = call(Status::Open).ended_with_need(because, chosen, &answers, Timestamp::default());
            let call = call.expect("it was open");
            assert_eq!((call.status, call.answered_by), ended, "{because}");
            assert_eq!(call.must_be_open(), Err(because.said()));
        }
        let over = call(Status::Closed).ended_with_need(Because::Merged, None, &answers, Timestamp::default());
        assert_eq!(over.err(), Some(msg("network-calls-over")));
    }

    #[test]
    fn only_an_open_call_is_overdue() {
        assert!(!call(Status::Open).is_overdue(day("2010-06-09")));
        assert!(call(Status::Open).is_overdue(day("2010-06-10")));
        assert!(!call(Status::Closed).is_overdue(day("2010-06-10")));
    }
}
