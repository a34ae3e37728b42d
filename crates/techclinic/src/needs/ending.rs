//! How a need comes to its end, or to its technology: nobody is asked for one any more.

use uuid::Uuid;

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
