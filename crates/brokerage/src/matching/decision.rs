//! What somebody decided about a technology for a need, with the reasons as they were shown.

use kit::message::msg;
use kit::{Message, Subject, Timestamp, words};
use uuid::Uuid;

use super::reason::Reason;

/// The longest note, in characters.
pub const NOTE_MOST: usize = 2_000;

words! {
    /// What was decided.
    Status {
        /// It shall help.
        Confirmed = "confirmed",
        /// It does not fit, and the note says why.
        Rejected = "rejected",
    }
}

/// A decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Inside.
    pub id: Uuid,
    /// The need.
    pub need: Uuid,
    /// The technology.
    pub technology: Uuid,
    /// How well it fitted, in thousandths.
    pub score: i32,
    /// Why, as it was shown.
    pub reasons: Vec<Reason>,
    /// What was decided.
    pub status: Status,
    /// Did the clinic find it in its own house?
    pub own_clinic: bool,
    /// Who decided.
    pub decided_by: Option<Uuid>,
    /// When.
    pub decided_at: Timestamp,
    /// What they noted.
    pub note: Option<String>,
}

impl Subject for Decision {
    fn id(&self) -> Uuid {
        self.id
    }
}

impl Decision {
    /// May `status` follow on what was decided `before`? A rejected technology may be confirmed
    /// later; a confirmed one stays, because a project may stand on it.
    ///
    /// # Errors
    /// `matching-confirmed-already` or `matching-rejected-already`.
    pub fn may_follow(before: Option<Status>, status: Status) -> Result<(), Message> {
        match (before, status) {
            (Some(Status::Confirmed), _) => Err(msg("matching-confirmed-already")),
            (Some(Status::Rejected), Status::Rejected) => Err(msg("matching-rejected-already")),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_follow_on_what() {
        use Status::{Confirmed, Rejected};
        for (before, next, allowed) in [
            (None, Confirmed, true),
            (None, Rejected, true),
            (Some(Rejected), Confirmed, true),
            (Some(Rejected), Rejected, false),
            (Some(Confirmed), Confirmed, false),
            (Some(Confirmed), Rejected, false),
        ] {
            assert_eq!(Decision::may_follow(before, next).is_ok(), allowed, "{before:?} then {next:?}");
        }
    }
}
