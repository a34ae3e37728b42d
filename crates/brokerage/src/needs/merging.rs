//! Two needs that are one: the same told twice. The one goes on with the other; what each person told, and
//! the code by which they follow it, stays theirs.

use kit::Message;
use kit::message::msg;

use super::need::{Need, Status};

impl Need {
    /// Told the same as another, with which it goes on. What was told stays, and so does its code.
    ///
    /// # Errors
    /// Where it would go on with itself or in a circle, with one of another stage of the world, or where
    /// something is decided that another's way would contradict.
    pub fn merged(self, into: &Need) -> Result<Self, Message> {
        let why = if self.id == into.id {
            "needs-merge-itself"
        } else if self.merged_into.is_some() || into.merged_into.is_some() {
            "needs-merge-merged"
        } else if self.practice != into.practice {
            "needs-merge-practice"
        } else if !matches!(self.status, Status::Received | Status::InAnalysis) {
            "needs-decided"
        } else if into.status == Status::Declined {
            "needs-merge-declined"
        } else {
            return Ok(Self { merged_into: Some(into.id), due: None, climbed: 0, ..self });
        };
        Err(msg(why))
    }

    /// As it goes on with another: where both wait for the same, what was promised for the earlier one holds.
    #[must_use]
    pub fn joined(self, by: &Need) -> Self {
        let waits_less = by.due.is_some_and(|due| self.due.is_none_or(|own| due < own));
        if by.stage() == self.stage() && waits_less { Self { due: by.due, since: by.since, ..self } } else { self }
    }

    /// On its own way again.
    ///
    /// # Errors
    /// `needs-merge-none` where it never left it.
    pub fn unmerged(self) -> Result<Self, Message> {
        match self.merged_into {
            Some(_) => Ok(Self { merged_into: None, ..self }),
            None => Err(msg("needs-merge-none")),
        }
    }
}
