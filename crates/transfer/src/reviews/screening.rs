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
    /// The version of the plan that was looked at: of no other it says anything.
    pub plan_version: i32,
    /// When.
    pub at: Timestamp,
    /// The account that said it; none where that is not known any more.
    pub by: Option<Uuid>,
}

impl Screening {
    /// May this be said of a version of the plan, after what was said `before`? Of a new version it is said anew.
    ///
    /// # Errors
    /// The field, and why not: without a reason, or where the same was said before of this version.
    pub fn may_follow(&self, before: Option<&Screening>) -> Result<(), (&'static str, Message)> {
        let why = || if self.reason.is_some() { Ok(()) } else { Err(("reason", msg("reviews-screen-why"))) };
        match before.filter(|before| before.plan_version == self.plan_version) {
            Some(before) if before.eligible == self.eligible => Err(("eligible", msg("reviews-screened-already"))),
            Some(_) => why(),
            None if !self.eligible => why(),
            None => Ok(()),
        }
    }
}

/// What of all this is said of a version of the plan.
///
/// # Errors
/// `reviews-screen-first` before anything was said, `reviews-screen-anew` where it was said of an earlier version.
pub fn said_of(last: Option<&Screening>, plan_version: i32) -> Result<&Screening, Message> {
    let last = last.ok_or_else(|| msg("reviews-screen-first"))?;
    if last.plan_version == plan_version {
        return Ok(last);
    }
    Err(msg("reviews-screen-anew").with("earlier", last.plan_version).with("number", plan_version))
}

/// May reviewers be asked?
///
/// # Errors
/// As [`said_of`]; `reviews-not-eligible` where it may not be judged.
pub fn may_be_asked(last: Option<&Screening>, plan_version: i32) -> Result<(), Message> {
    if said_of(last, plan_version)?.eligible { Ok(()) } else { Err(msg("reviews-not-eligible")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(eligible: bool, plan_version: i32, reason: Option<&str>) -> Screening {
        let (id, project, at) = (Uuid::nil(), Uuid::nil(), Timestamp::default());
        Screening { id, project, eligible, reason: reason.map(str::to_owned), plan_version, at, by: None }
    }

    #[test]
    fn what_is_not_eligible_has_a_reason_and_so_has_every_change_of_mind() {
        for (before, eligible, reason, wrong) in [
            (None, true, None, None),
            (None, false, None, Some("reason")),
            (None, false, Some("หมดอายุ"), None),
            (Some(said(false, 2, None)), false, Some("หมดอายุ"), Some("eligible")),
            (Some(said(false, 2, None)), true, None, Some("reason")),
            (Some(said(false, 2, None)), true, Some("ต่ออายุแล้ว"), None),
            // Of an earlier version: this one is judged for the first time.
            (Some(said(false, 1, None)), true, None, None),
            (Some(said(true, 1, None)), true, None, None),
            (Some(said(true, 1, None)), false, None, Some("reason")),
        ] {
            let now = said(eligible, 2, reason);
            assert_eq!(now.may_follow(before.as_ref()).err().map(|(field, _)| field), wrong, "{before:?}");
        }
    }

    #[test]
    fn what_is_said_of_one_version_says_nothing_of_the_next() {
        assert!(may_be_asked(None, 1).is_err() && may_be_asked(Some(&said(false, 1, None)), 1).is_err());
        assert!(may_be_asked(Some(&said(true, 1, None)), 1).is_ok());
        let anew = may_be_asked(Some(&said(true, 1, None)), 2).expect_err("of the first");
        assert_eq!(anew.id(), "reviews-screen-anew");
    }
}
