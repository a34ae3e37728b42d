//! Whether a proposal may be judged at all: the ministry says so before reviewers are asked, and why not. It may say
//! otherwise later, with a reason; what it said before stays.

use kit::message::msg;
use kit::{Message, Timestamp};
use uuid::Uuid;

/// What the ministry said of a proposal's eligibility.
#[derive(Clone, Debug, PartialEq)]
pub struct Screening {
    /// Inside.
    pub id: Uuid,
    /// The proposal.
    pub project: Uuid,
    /// May it be judged?
    pub eligible: bool,
    /// Why not, or why now otherwise.
    pub reason: Option<String>,
    /// The version of the plan that was looked at.
    pub plan_version: i32,
    /// When.
    pub at: Timestamp,
}

/// May this be said after what was said `before`?
///
/// # Errors
/// The field, and why not: without a reason, or where the same was said before.
pub fn may_follow(
    before: Option<&Screening>,
    eligible: bool,
    reason: Option<&str>,
) -> Result<(), (&'static str, Message)> {
    match before {
        Some(before) if before.eligible == eligible => Err(("eligible", msg("reviews-screened-already"))),
        Some(_) if reason.is_none() => Err(("reason", msg("reviews-screen-why"))),
        None if !eligible && reason.is_none() => Err(("reason", msg("reviews-screen-why"))),
        _ => Ok(()),
    }
}

/// May reviewers be asked?
///
/// # Errors
/// `reviews-screen-first` before anything was said, `reviews-not-eligible` where it may not be judged.
pub fn may_be_asked(last: Option<&Screening>) -> Result<(), Message> {
    match last {
        None => Err(msg("reviews-screen-first")),
        Some(last) if !last.eligible => Err(msg("reviews-not-eligible")),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_eligible_has_a_reason_and_so_has_every_change_of_mind() {
        let said = |eligible| Screening {
            id: Uuid::nil(),
            project: Uuid::nil(),
            eligible,
            reason: None,
            plan_version: 1,
            at: Timestamp::default(),
        };
        for (before, eligible, reason, wrong) in [
            (None, true, None, None),
            (None, false, None, Some("reason")),
            (None, false, Some("หมดอายุ"), None),
            (Some(said(false)), false, Some("หมดอายุ"), Some("eligible")),
            (Some(said(false)), true, None, Some("reason")),
            (Some(said(false)), true, Some("ต่ออายุแล้ว"), None),
        ] {
            assert_eq!(may_follow(before.as_ref(), eligible, reason).err().map(|(field, _)| field), wrong);
        }
        assert!(may_be_asked(None).is_err() && may_be_asked(Some(&said(false))).is_err());
        assert!(may_be_asked(Some(&said(true))).is_ok());
    }
}
