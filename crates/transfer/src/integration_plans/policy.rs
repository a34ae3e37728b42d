//! Who may do which verb with a plan and its rows: one function each, pure.

use kit::message::msg;
use kit::{Error, Result};

use super::deed::Deed;
use super::integration_plan::{IntegrationPlan, Status};
use house::accounts::{Reader, Role};

/// What can be done to a plan and to its rows. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: the plan of a fiscal year.
    Open,
    /// Change what is said of the plan as a whole.
    Describe,
    /// Gather our own projects of its year as its rows.
    Compile,
    /// Seal it, so that nothing changes unseen.
    Freeze,
    /// Open it again, with a reason.
    Unfreeze,
    /// Let everybody read it.
    Publish,
    /// Creation: a row that an agency told of.
    Register,
    /// Change what is said of a row; one that was withdrawn stands again.
    Correct,
    /// It was wrong: say why, and count it no more.
    Withdraw,
    /// Inside: a file brings a row, inside the import's own act.
    Bring,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Open => "integration_plan.open",
            Verb::Describe => "integration_plan.describe",
            Verb::Compile => "integration_plan.compile",
            Verb::Freeze => "integration_plan.freeze",
            Verb::Unfreeze => "integration_plan.unfreeze",
            Verb::Publish => "integration_plan.publish",
            Verb::Register => "plan_row.register",
            Verb::Correct => "plan_row.correct",
            Verb::Withdraw => "plan_row.withdraw",
            Verb::Bring => "plan_row.bring",
        }
    }
}

/// Who reads a plan before everybody does: the ministry, and those who answer for places or look over the work.
const READING: [Role; 5] =
    [Role::MinistryOfficer, Role::Executive, Role::Auditor, Role::RegionalOfficer, Role::ProvinceOfficer];

/// The ministry's officers keep the plan.
fn keeps(reader: &Reader) -> Result<()> {
    let writes = reader.who().is_some_and(|who| who.writes);
    reader.allow(writes && reader.is(&[Role::MinistryOfficer]), msg("integration-plans-forbidden"))
}

/// Does the reader see plans that are not published?
pub fn reads_all(reader: &Reader) -> bool {
    reader.is(&READING)
}

/// A published plan is everybody's.
///
/// # Errors
/// [`kit::Error::NotFound`] for those who may not know of one that is compiled or frozen.
pub fn may_see(reader: &Reader, plan: &IntegrationPlan) -> Result<()> {
    if plan.status == Status::Published || reads_all(reader) { Ok(()) } else { Err(Error::NotFound) }
}

/// An officer opens the plan of a year.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_open(reader: &Reader) -> Result<()> {
    keeps(reader)
}

/// An officer describes it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_describe(reader: &Reader) -> Result<()> {
    keeps(reader)
}

/// An officer gathers its rows.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_compile(reader: &Reader) -> Result<()> {
    keeps(reader)
}

/// An officer seals it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_freeze(reader: &Reader) -> Result<()> {
    keeps(reader)
}

/// An officer opens it again.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_unfreeze(reader: &Reader) -> Result<()> {
    keeps(reader)
}

/// An officer publishes it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_publish(reader: &Reader) -> Result<()> {
    keeps(reader)
}

/// The right of a step.
///
/// # Errors
/// [`kit::Error::Forbidden`] for those who may not take it.
pub fn may(reader: &Reader, deed: Deed) -> Result<()> {
    match deed {
        Deed::Compile => may_compile(reader),
        Deed::Freeze => may_freeze(reader),
        Deed::Unfreeze => may_unfreeze(reader),
        Deed::Publish => may_publish(reader),
    }
}

/// An officer enters what agencies tell.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_register(reader: &Reader) -> Result<()> {
    keeps(reader)
}

/// Whoever enters rows corrects them.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_correct(reader: &Reader) -> Result<()> {
    keeps(reader)
}

/// Whoever enters rows withdraws them.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_withdraw(reader: &Reader) -> Result<()> {
    keeps(reader)
}

/// Whoever enters rows brings them in from files.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    keeps(reader)
}
