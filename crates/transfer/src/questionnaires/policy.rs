//! Who may do which verb with a questionnaire: one function each, pure.

use kit::Result;
use kit::message::msg;

use house::accounts::{Reader, Role};

/// What can be done to a questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: a new version, by POST to the collection.
    Publish,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Publish => "questionnaire.publish",
        }
    }
}

/// The ministry's officers publish, because the indicators of every clinic are read from it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_publish(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("questionnaires-forbidden-publish"))
}
