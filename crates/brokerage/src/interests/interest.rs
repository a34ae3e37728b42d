//! The noun: that somebody wants a technology, and how far that has come.

use kit::message::msg;
use kit::{Message, Subject, Timestamp, words};
use uuid::Uuid;

use crate::needs;

/// The longest words and replies, in characters.
pub const WORDS_MOST: usize = 2_000;
/// Days within which the same interest is not taken twice.
pub const AGAIN_DAYS: i64 = 7;
/// The shortest words: below this nobody can tell what is wanted.
pub const WORDS_LEAST: usize = 4;

words! {
    /// How far it has come.
    Status {
        /// It waits for its clinic.
        Received = "received",
        /// Its clinic has replied.
        Answered = "answered",
        /// Its clinic made a need of it.
        TakenUp = "taken_up",
        /// Nothing more comes of it.
        Closed = "closed",
    }
}

impl Status {
    /// How a page colours it.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Received => "warn",
            Self::Answered | Self::TakenUp => "good",
            Self::Closed => "neutral",
        }
    }
}

/// That somebody wants a technology, as they said it: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewInterest {
    /// Who; never public.
    pub name: String,
    /// How to reach them; never public.
    pub contact: String,
    /// Official code of their province.
    pub province: String,
    /// Their village, as people call it.
    pub village: Option<String>,
    /// What they want it for, in their own words; never public.
    pub words: String,
}

/// That somebody wants a technology.
#[derive(Clone, Debug, PartialEq)]
pub struct Interest {
    /// Inside.
    pub id: Uuid,
    /// Short code for its clinic.
    pub code: String,
    /// The code by which whoever said it follows it.
    pub tracking_code: String,
    /// What they want.
    pub technology: Uuid,
    /// Who answers.
    pub clinic: Uuid,
    /// What was said.
    pub told: NewInterest,
    /// Its words are rude, accuse a person or cannot be read: the clinic that works on it reads them first.
    pub held: bool,
    /// How far it has come.
    pub status: Status,
    /// What its clinic replied; read by whoever has the tracking code.
    pub reply: Option<String>,
    /// The need its clinic made of it.
    pub need: Option<Uuid>,
    /// Made up for the demonstration.
    pub invented: bool,
    /// When it was said.
    pub created_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

impl NewInterest {
    /// As it is kept: numbers and addresses of persons are masked in the words before anybody reads them; how to
    /// reach who asks stands in its own field.
    #[must_use]
    pub fn prepared(self) -> Self {
        Self { words: kit::masked(&self.words).into_owned(), ..self }
    }

    /// Are its words for somebody who works on it to read first, as those of a need are: rude, accusing a person,
    /// or unreadable?
    pub fn must_be_held(&self) -> bool {
        needs::is_held(&self.words)
    }

    /// Is it the same once more: the same words by the same name, to be reached the same way? Many share a
    /// telephone, and many write the same few words; and nobody learns of a number that it was used before.
    pub fn is_again(&self, before: &Self) -> bool {
        let of = |one: &Self| [&one.name, &one.contact, &one.words].map(|said| thai::words::search_key(said));
        of(self) == of(before)
    }
}

impl Subject for Interest {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

impl Interest {
    /// With a reply; a second one stands in the place of the first.
    ///
    /// # Errors
    /// `interests-closed-already`.
    pub fn answered(self, reply: String) -> Result<Self, Message> {
        let status = match self.status {
            Status::Closed => return Err(msg("interests-closed-already")),
            Status::TakenUp => Status::TakenUp,
            Status::Received | Status::Answered => Status::Answered,
        };
        Ok(Self { status, reply: Some(reply), ..self })
    }

    /// May a need be made of it?
    ///
    /// # Errors
    /// `interests-taken-up-already` or `interests-closed-already`.
    pub fn may_be_taken_up(&self) -> Result<(), Message> {
        match self.status {
            Status::TakenUp => Err(msg("interests-taken-up-already")),
            Status::Closed => Err(msg("interests-closed-already")),
            Status::Received | Status::Answered => Ok(()),
        }
    }

    /// Made into a need.
    #[must_use]
    pub fn taken_up(self, need: Uuid) -> Self {
        Self { status: Status::TakenUp, need: Some(need), ..self }
    }

    /// Closed, with the reason for whoever asked.
    ///
    /// # Errors
    /// `interests-closed-already`.
    pub fn closed(self, reason: String) -> Result<Self, Message> {
        if self.status == Status::Closed {
            return Err(msg("interests-closed-already"));
        }
        Ok(Self { status: Status::Closed, reply: Some(reason), ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interest(status: Status) -> Interest {
        Interest {
            id: Uuid::nil(),
            code: "I-1".into(),
            tracking_code: "X".into(),
            technology: Uuid::nil(),
            clinic: Uuid::nil(),
            told: NewInterest {
                name: "ก".into(),
                contact: "ข".into(),
                province: "92".into(),
                village: None,
                words: "อยากได้".into(),
            },
            held: false,
            status,
            reply: None,
            need: None,
            invented: false,
            created_at: Timestamp::default(),
            version: 1,
        }
    }

    #[test]
    fn what_is_closed_is_closed_and_one_need_is_made_of_it() {
        for (status, answered, taken_up, closed) in [
            (Status::Received, Some(Status::Answered), true, true),
            (Status::Answered, Some(Status::Answered), true, true),
            (Status::TakenUp, Some(Status::TakenUp), false, true),
            (Status::Closed, None, false, false),
        ] {
            let one = interest(status);
            assert_eq!(one.clone().answered("โทรกลับแล้ว".into()).ok().map(|one| one.status), answered, "{status}");
            assert_eq!(one.may_be_taken_up().is_ok(), taken_up, "{status}");
            assert_eq!(one.closed("ปิดเรื่อง".into()).is_ok(), closed, "{status}");
        }
    }
}
