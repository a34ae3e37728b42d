//! What must be there before the ministry decides about a proposal: what the page offers, and what the deed asks, in one
//! place.

use kit::Message;
use kit::message::msg;

use super::screening::{Screening, said_of};
use crate::calls::{Call, State};
use crate::projects::{Outcome, Project};

/// How a proposal stands before a decision.
#[derive(Debug)]
pub struct Deciding<'a> {
    /// The proposal.
    pub project: &'a Project,
    /// The call that it answers.
    pub call: &'a Call,
    /// How that stands now.
    pub state: State,
    /// What was said last of its eligibility.
    pub screening: Option<&'a Screening>,
    /// How many have judged this version of the plan.
    pub sealed: usize,
}

impl Deciding<'_> {
    /// May this be decided?
    ///
    /// # Errors
    /// What is still to be done before.
    pub fn may(&self, outcome: Outcome) -> Result<(), Message> {
        if matches!(self.state, State::Open | State::Upcoming) {
            return Err(msg("reviews-still-open"));
        }
        if self.project.signature.is_none() {
            return Err(msg("projects-not-signed"));
        }
        let said = said_of(self.screening, self.project.plan_version)?;
        if !said.eligible {
            // What may not be judged needs no reviews to be turned down.
            return if outcome == Outcome::Rejected { Ok(()) } else { Err(msg("reviews-not-eligible")) };
        }
        let needed = usize::try_from(self.call.told.reviewers).unwrap_or(usize::MAX);
        if self.sealed < needed {
            return Err(msg("reviews-too-few").with("sealed", self.sealed).with("needed", needed));
        }
        Ok(())
    }

    /// What may be decided now.
    ///
    /// # Errors
    /// As [`Deciding::may`], where nothing may.
    pub fn outcomes(&self) -> Result<Vec<Outcome>, Message> {
        let free: Vec<Outcome> = Outcome::ALL.iter().copied().filter(|outcome| self.may(*outcome).is_ok()).collect();
        if free.is_empty() { self.may(Outcome::Selected).map(|()| free) } else { Ok(free) }
    }
}
