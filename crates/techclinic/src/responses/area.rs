//! An area of a project as activities and answers know it: whose it is, and whether its project
//! takes records at all. The records of an area are its responsible clinic's alone.

use kit::message::msg;
use kit::show::Bilingual;
use kit::{Message, Subject};
use uuid::Uuid;

/// The states of a project that is carried out, or was: from the approval on, and not cancelled.
pub const AT_WORK: [&str; 4] = ["approved", "transferred", "following_up", "closed"];

/// An area of a project.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Inside.
    pub id: Uuid,
    /// Its number within the project, from 1, as addresses have it.
    pub number: i32,
    /// Official code of its province.
    pub province: String,
    /// The clinic that answers for it; the leading clinic where the plan names none, and in a
    /// rehearsal, which concerns no other.
    pub clinic: Option<Uuid>,
    /// The project.
    pub project: Uuid,
    /// The project's code.
    pub project_code: String,
    /// The project's name.
    pub project_name: Bilingual,
    /// How far the project has come, as its word.
    pub status: String,
    /// A rehearsal: counted by no figure.
    pub practice: bool,
}

impl Subject for Area {
    fn id(&self) -> Uuid {
        self.id
    }

    fn is_rehearsal(&self) -> bool {
        self.practice
    }

    fn code(&self) -> Option<&str> {
        Some(&self.project_code)
    }
}

impl Area {
    /// The address of what belongs to it on the desk: `at("participants")`.
    pub fn at(&self, what: &str) -> String {
        format!("/desk/projects/{}/areas/{}/{what}", self.project_code, self.number)
    }

    /// Answers are taken from the approval on, and after the end too: follow-up may still be
    /// pending then (docs/requirements.md B-11).
    ///
    /// # Errors
    /// `responses-project-not-approved` before the approval and after a cancellation.
    pub fn takes_answers(&self) -> Result<(), Message> {
        let at_work = AT_WORK.contains(&self.status.as_str());
        if at_work { Ok(()) } else { Err(msg("responses-project-not-approved")) }
    }

    /// People register, and days are recorded, while the project runs.
    ///
    /// # Errors
    /// `responses-project-not-approved`, or `responses-project-closed` after its end.
    pub fn takes_records(&self) -> Result<(), Message> {
        self.takes_answers()?;
        if self.status == "closed" { Err(msg("responses-project-closed")) } else { Ok(()) }
    }
}
