//! What was found on a page of a pile that came back.

use kit::Message;
use kit::message::msg;
use paper::{Doubt, Reading, Refusal, Unreadable, Verdict};

/// What became of one page.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What to say of it.
    pub said: Message,
    /// What its sheet was received as.
    pub receipt: Option<String>,
    /// How a page colours it.
    pub tone: &'static str,
}

impl Finding {
    /// Taken, and counted.
    pub fn taken(receipt: String) -> Self {
        Self { said: msg("paper-packs-taken"), receipt: Some(receipt), tone: "good" }
    }

    /// Taken, and a person has to look at so many places.
    pub fn waits(receipt: String, places: usize) -> Self {
        Self { said: msg("paper-packs-waits").with("places", places), receipt: Some(receipt), tone: "warn" }
    }

    /// Read before.
    pub fn again(receipt: String) -> Self {
        Self { said: msg("paper-packs-again"), receipt: Some(receipt), tone: "neutral" }
    }

    /// Kept until the other pages of its sheet come.
    pub fn lacks(pages: &[String]) -> Self {
        Self { said: msg("paper-packs-lacks").with("pages", pages.join(", ")), receipt: None, tone: "info" }
    }

    /// Not taken.
    pub fn refused(why: Message) -> Self {
        Self { said: why, receipt: None, tone: "bad" }
    }
}

/// Why a picture shows no page of ours.
pub fn refusal(why: Refusal) -> Message {
    match why {
        Refusal::Small => msg("paper-packs-small"),
        Refusal::NoMarks => msg("paper-packs-no-marks"),
        Refusal::NoCode => msg("paper-packs-no-code"),
        Refusal::Foreign => msg("paper-packs-foreign"),
    }
}

/// Why a file cannot be read.
pub fn unreadable(why: Unreadable) -> Message {
    match why {
        Unreadable::Kind => msg("paper-packs-kind"),
        Unreadable::Broken => msg("paper-packs-broken"),
        Unreadable::Large => msg("paper-packs-large").with("most", paper::SCAN_MOST / 1024 / 1024),
        Unreadable::Pages => msg("paper-packs-pages").with("most", paper::PAGES_MOST),
    }
}

/// Why a person has to look at an answer; nothing where it was read for certain.
pub fn doubt(reading: &Reading) -> Option<Message> {
    match reading.verdict {
        Verdict::Sure => None,
        Verdict::Written => Some(msg("paper-packs-written")),
        Verdict::Doubtful(Doubt::Unclear) => Some(msg("paper-packs-unclear")),
        Verdict::Doubtful(Doubt::Several) => Some(msg("paper-packs-several")),
        Verdict::Doubtful(Doubt::Broken) => Some(msg("paper-packs-digits")),
        Verdict::Doubtful(Doubt::Covered) => Some(msg("paper-packs-covered")),
    }
}
