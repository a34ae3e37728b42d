//! Who is still to be asked, in queues: each person who received the transfer stands in those that fit on a day, and
//! nowhere once they have answered. The queues follow the windows of the follow-up (docs/requirements.md A0-18).

use chrono::{Days, NaiveDate};
use kit::words;

use crate::responses::transfers_open_on;

/// How many days before its end a window is nearly over.
const NEARLY: u64 = 14;

words! {
    /// What somebody waits for.
    Queue {
        /// They have not evaluated the transfer yet.
        Evaluation = "evaluation",
        /// Their follow-up is open.
        Open = "open",
        /// It is open and ends within two weeks.
        Closing = "closing",
        /// It ended without an answer.
        Over = "over",
        /// Somebody said that they cannot be reached.
        Unreachable = "unreachable",
    }
}

impl Queue {
    /// The tone of its mark.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Evaluation | Self::Open => "info",
            Self::Closing => "warn",
            Self::Over | Self::Unreachable => "bad",
        }
    }
}

/// A day with the transfers whose window stands open on it, so that queues can be asked of the database as ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranges {
    /// The day.
    pub today: NaiveDate,
    /// The first transfer whose follow-up is open.
    pub first_open: NaiveDate,
    /// The last one.
    pub last_open: NaiveDate,
    /// The last one whose follow-up ends within two weeks.
    pub last_closing: NaiveDate,
}

impl Ranges {
    /// As they stand on a day.
    pub fn on(today: NaiveDate) -> Self {
        let (first_open, last_open) = transfers_open_on(today);
        let later = today.checked_add_days(Days::new(NEARLY + 1)).unwrap_or(today);
        let still_open_then = transfers_open_on(later).0;
        Self { today, first_open, last_open, last_closing: still_open_then.pred_opt().unwrap_or(first_open) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::responses::Window;
    use kit::clock::day;

    #[test]
    fn a_window_is_nearly_over_in_its_last_two_weeks_and_no_other_day() {
        for today in day("2010-01-01").iter_days().take(400) {
            let days = Ranges::on(today);
            for transfer in days.first_open.pred_opt().expect("a day").iter_days().take(100) {
                let window = Window::after(transfer);
                let nearly = window.holds(today) && window.closes <= today + Days::new(NEARLY);
                let said = (days.first_open..=days.last_closing).contains(&transfer);
                assert_eq!(said, nearly, "{transfer} on {today}");
            }
        }
    }
}
