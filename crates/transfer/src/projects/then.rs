//! A project as it stood when a day ended, for those who tell what they know of that day.

use chrono::NaiveDate;

use super::project::Project;

/// As it stood then.
#[derive(Clone, Debug)]
pub struct Then {
    /// With the plan of that day.
    pub project: Project,
    /// The day.
    pub on: NaiveDate,
}
