//! When each questionnaire may be answered: the evaluation from the transfer on, the follow-up one
//! to three months after it (docs/requirements.md A0-18), even when that lies in the next fiscal
//! year (B-11).

use chrono::{Days, NaiveDate};
use kit::Message;
use kit::message::msg;
use thai::fiscal::window_after;

use xlsform::Kind;

/// Months after the transfer at which follow-up opens.
const OPENS: u32 = 1;
/// Months after the transfer at which follow-up closes.
const CLOSES: u32 = 3;

/// The days on which one person may be followed up, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first.
    pub opens: NaiveDate,
    /// The last.
    pub closes: NaiveDate,
}

impl Window {
    /// The window after a transfer.
    pub fn after(transfer: NaiveDate) -> Self {
        let (opens, closes) = window_after(transfer, OPENS, CLOSES);
        Self { opens, closes }
    }

    /// Its days, in words.
    pub fn said(self) -> Message {
        msg("responses-window").with("opens", self.opens).with("closes", self.closes)
    }

    /// Is `day` within it?
    pub fn holds(self, day: NaiveDate) -> bool {
        self.opens <= day && day <= self.closes
    }
}

/// May `kind` be answered on `day` by somebody who attended a transfer on `transferred_on`?
///
/// # Errors
/// What stands against it, with the days on which it may be.
pub fn may_be_answered(kind: Kind, transferred_on: Option<NaiveDate>, day: NaiveDate) -> Result<(), Message> {
    match (kind, transferred_on) {
        (Kind::Application, _) => Ok(()),
        (Kind::Evaluation, Some(transfer)) if day >= transfer => Ok(()),
        (Kind::Evaluation, Some(transfer)) => Err(msg("responses-evaluation-early").with("transfer", transfer)),
        (_, None) => Err(msg("responses-not-transferred")),
        (Kind::FollowUp, Some(transfer)) => {
            let window = Window::after(transfer);
            let id = if day < window.opens { "responses-follow-up-early" } else { "responses-follow-up-late" };
            let refusal = || msg(id).with("opens", window.opens).with("closes", window.closes);
            if window.holds(day) { Ok(()) } else { Err(refusal()) }
        }
    }
}

/// Where one person's follow-up stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Registered; no transfer yet.
    Registered,
    /// It opens on this day.
    Waiting(NaiveDate),
    /// It is open until this day.
    Due(NaiveDate),
    /// Done.
    FollowedUp,
    /// It closed on this day without an answer.
    Missed(NaiveDate),
}

impl Stage {
    /// Where it stands on `today`.
    pub fn of(transferred_on: Option<NaiveDate>, followed_up: bool, today: NaiveDate) -> Self {
        let Some(window) = transferred_on.map(Window::after) else { return Self::Registered };
        match () {
            () if followed_up => Self::FollowedUp,
            () if today < window.opens => Self::Waiting(window.opens),
            () if window.holds(today) => Self::Due(window.closes),
            () => Self::Missed(window.closes),
        }
    }

    /// The tone of its mark.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Registered => "neutral",
            Self::Waiting(_) => "info",
            Self::Due(_) => "warn",
            Self::FollowedUp => "good",
            Self::Missed(_) => "bad",
        }
    }

    /// The word in message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Waiting(_) => "waiting",
            Self::Due(_) => "due",
            Self::FollowedUp => "followed_up",
            Self::Missed(_) => "missed",
        }
    }

    /// The day that matters next to it, if any.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Waiting(day) | Self::Due(day) | Self::Missed(day) => Some(day),
            Self::Registered | Self::FollowedUp => None,
        }
    }
}

/// The first and last day of transfer whose window is open on `today`, so that who is due can be
/// asked of the database as a range.
pub fn transfers_open_on(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    // Windows move forward with the transfer, a few days at most away from whole months.
    let back = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let open = |transfer: &NaiveDate| Window::after(*transfer).holds(today);
    let first = back(96).iter_days().take(96).find(open).unwrap_or(today);
    let last = first.iter_days().take_while(open).last().unwrap_or(first);
    (first, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;
    use thai::Quarter;

    /// docs/requirements.md G-08.
    #[test]
    fn a_transfer_of_15_september_2553_is_followed_up_in_the_first_quarter_of_2554() {
        let window = Window::after(day("2010-09-15"));
        assert_eq!((window.opens, window.closes), (day("2010-10-15"), day("2010-12-15")));
        for edge in [window.opens, window.closes] {
            assert_eq!(Quarter::of(edge).to_string(), "ไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2554");
        }
    }

    #[test]
    fn each_questionnaire_has_its_days() {
        let transfer = Some(day("2010-09-15"));
        for (kind, transferred, on, refusal) in [
            (Kind::Application, None, "2010-09-01", None),
            (Kind::Evaluation, None, "2010-09-15", Some("responses-not-transferred")),
            (Kind::Evaluation, transfer, "2010-09-14", Some("responses-evaluation-early")),
            (Kind::Evaluation, transfer, "2010-09-15", None),
            (Kind::FollowUp, None, "2010-10-15", Some("responses-not-transferred")),
            (Kind::FollowUp, transfer, "2010-10-14", Some("responses-follow-up-early")),
            (Kind::FollowUp, transfer, "2010-10-15", None),
            (Kind::FollowUp, transfer, "2010-12-15", None),
            (Kind::FollowUp, transfer, "2010-12-16", Some("responses-follow-up-late")),
        ] {
            let refused = may_be_answered(kind, transferred, day(on)).err();
            assert_eq!(refused.as_ref().map(Message::id), refusal, "{kind:?} on {on}");
        }
    }

    #[test]
    fn the_range_of_transfers_is_exactly_those_whose_window_is_open() {
        for today in day("2010-01-01").iter_days().take(800) {
            let (first, last) = transfers_open_on(today);
            let open = |transfer: NaiveDate| Window::after(transfer).holds(today);
            assert!(open(first) && open(last), "{today}");
            assert!(!open(first.pred_opt().expect("a day")) && !open(last.succ_opt().expect("a day")), "{today}");
        }
    }
}
