//! A message that reminds somebody to answer, when it may leave, and what it says.

use chrono::{Duration, NaiveTime};
use kit::clock::{thai_day, thai_moment, thai_time};
use kit::message_port::Way;
use kit::words;
use kit::{Message, Subject, Timestamp, msg};
use uuid::Uuid;
use xlsform::Kind;

/// Nobody is disturbed before.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).expect("a time");
/// Nor from then on.
const EVENING: NaiveTime = NaiveTime::from_hms_opt(20, 0, 0).expect("a time");
/// Days between two reminders of one person.
pub const APART: i64 = 7;
/// Days after a transfer in which its evaluation is reminded of.
pub const EVALUATION_WITHIN: i64 = 30;

words! {
    /// What became of a reminder.
    State {
        /// It leaves as soon as it may.
        Waiting = "waiting",
        /// The service took it.
        Sent = "sent",
        /// The service will not take it.
        Refused = "refused",
        /// There was nothing to remind of any more, or they may not be contacted.
        Dropped = "dropped",
    }
}

impl State {
    /// The tone of its mark.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Waiting => "info",
            Self::Sent => "good",
            Self::Refused => "bad",
            Self::Dropped => "neutral",
        }
    }
}

/// A reminder. Where it goes is not kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Reminder {
    /// Inside; the key by which a service knows it for one.
    pub id: Uuid,
    /// Whom.
    pub participant: Uuid,
    /// Where they take part.
    pub area: Uuid,
    /// Of which questionnaire.
    pub kind: Kind,
    /// How it travels.
    pub way: Way,
    /// What became of it.
    pub state: State,
    /// Who asked for it.
    pub asked_by: Option<Uuid>,
    /// When.
    pub asked_at: Timestamp,
    /// When it was settled.
    pub settled_at: Option<Timestamp>,
    /// The number by which a service refused.
    pub answered: Option<i32>,
}

impl Subject for Reminder {
    fn id(&self) -> Uuid {
        self.id
    }
}

/// When a message that could leave at `now` may: at once, or when the quiet hours end (Thai time).
pub fn leaves_at(now: Timestamp) -> Timestamp {
    let (day, time) = (thai_day(now), thai_time(now));
    if time < MORNING {
        thai_moment(day, MORNING)
    } else if time >= EVENING {
        thai_moment(day, MORNING) + Duration::days(1)
    } else {
        now
    }
}

/// What it says: which questionnaire, by which address. No name: whoever reads over a shoulder learns of nobody.
pub fn text(kind: Kind, site: &str, code: &str) -> Message {
    let id = if kind == Kind::FollowUp {
        "participant-reminders-text-follow_up"
    } else {
        "participant-reminders-text-evaluation"
    };
    msg(id).with("address", format!("{}/fill/{code}", site.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    #[test]
    fn nobody_is_disturbed_at_night() {
        let at = |on: &str, hour: u32, minute: u32| {
            thai_moment(day(on), NaiveTime::from_hms_opt(hour, minute, 0).expect("a time"))
        };
        for (now, leaves) in [
            (at("2010-12-31", 0, 0), at("2010-12-31", 8, 0)),
            (at("2010-12-31", 7, 59), at("2010-12-31", 8, 0)),
            (at("2010-12-31", 8, 0), at("2010-12-31", 8, 0)),
            (at("2010-12-31", 19, 59), at("2010-12-31", 19, 59)),
            (at("2010-12-31", 20, 0), at("2011-01-01", 8, 0)),
            (at("2010-12-31", 23, 59), at("2011-01-01", 8, 0)),
        ] {
            assert_eq!(leaves_at(now), leaves, "{now}");
        }
    }
}
