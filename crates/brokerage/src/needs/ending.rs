//! How a need comes to its end, or to its technology: nobody is asked for one any more; and when it has an
//! outcome.

use uuid::Uuid;

use super::need::{Need, Status};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// This technology was chosen.
    Chosen(Uuid),
    /// It is not taken up; the need says why.
    Declined,
    /// It goes on with another that tells the same.
    Merged,
    /// A project works on it.
    InProject,
}

impl Status {
    /// Those in which it has an outcome, whether or not it was replied to.
    pub const ANSWERED_FOR: [Self; 3] = [Self::Declined, Self::InProject, Self::Answered];
}

impl Need {
    /// Has it an outcome: a public reply, a refusal with its reason, or a project? The figures of the year
    /// (`dashboard/sql/totals.sql`) and the list ask the same of the database.
    pub fn is_answered_for(&self) -> bool {
        self.answer.is_some() || Status::ANSWERED_FOR.contains(&self.status)
    }
}
