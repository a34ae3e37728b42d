//! Who may do which verb with the money of a project: one function each, pure.

use kit::Result;
use kit::message::msg;
use uuid::Uuid;

use super::desk::Whose;
use crate::projects::{self, Project};
use house::accounts::{Reader, Role, Scope};

/// What can be done with the money of a project. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: a payment.
    Record,
    /// Keep the receipt with a payment.
    Attach,
    /// Take a part of a payment back by a counter-entry.
    Reverse,
    /// Take an entry that is wrong out of the sums, with a reason.
    WithdrawDisbursement,
    /// Creation: an instalment.
    PlanInstalment,
    /// Give it to the clinic.
    ReleaseInstalment,
    /// Not give it, or call it back, with a reason.
    WithdrawInstalment,
    /// Creation: the lead asks to carry money over the year's end.
    AskCarryOver,
    /// Let it through.
    ApproveCarryOver,
    /// Not let it through, with a reason.
    DeclineCarryOver,
    /// The lead asks for a later last day of what was carried over.
    ExtendCarryOver,
    /// Let the later day through.
    ApproveExtension,
    /// Not let it through, with a reason.
    DeclineExtension,
    /// Creation: money that went back to the ministry.
    RecordRepayment,
    /// Take a repayment that is wrong out of the sums, with a reason.
    WithdrawRepayment,
    /// Inside: a file brought a payment in.
    Import,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Record => "disbursement.record",
            Verb::Attach => "disbursement.attach",
            Verb::Reverse => "disbursement.reverse",
            Verb::WithdrawDisbursement => "disbursement.withdraw",
            Verb::PlanInstalment => "instalment.plan",
            Verb::ReleaseInstalment => "instalment.release",
            Verb::WithdrawInstalment => "instalment.withdraw",
            Verb::AskCarryOver => "carry_over.ask",
            Verb::ApproveCarryOver => "carry_over.approve",
            Verb::DeclineCarryOver => "carry_over.decline",
            Verb::ExtendCarryOver => "carry_over.extend",
            Verb::ApproveExtension => "carry_over.approve_extension",
            Verb::DeclineExtension => "carry_over.decline_extension",
            Verb::RecordRepayment => "repayment.record",
            Verb::WithdrawRepayment => "repayment.withdraw",
            Verb::Import => "disbursement.import",
        }
    }
}

/// Those who work on a clinic's projects.
pub const CLINIC: [Role; 3] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector];
/// Those who decide for a clinic.
const DECIDING: [Role; 2] = [Role::ClinicManager, Role::ClinicDirector];

fn at(reader: &Reader, project: &Project) -> Reader {
    reader.before(project.practice, project.lead_clinic)
}

fn writes(reader: &Reader) -> bool {
    reader.who().is_some_and(|who| who.writes)
}

/// Does the reader lead it, in one of `roles`? A project without a clinic is the ministry's own.
fn leads(reader: &Reader, project: &Project, roles: &[Role]) -> bool {
    match project.lead_clinic {
        Some(_) => reader.is_over(roles, project.lead_clinic, None),
        None => reader.is(&[Role::MinistryOfficer]),
    }
}

fn ministry(reader: &Reader, project: &Project) -> Result<()> {
    let reader = at(reader, project);
    reader.allow(writes(&reader) && reader.is(&[Role::MinistryOfficer]), msg("disbursements-forbidden-ministry"))
}

/// Whoever works for the lead may write down what it paid.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_record(reader: &Reader, project: &Project) -> Result<()> {
    let reader = at(reader, project);
    reader.allow(writes(&reader) && leads(&reader, project, &CLINIC), msg("disbursements-forbidden-lead"))
}

/// They may keep its receipt.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_attach(reader: &Reader, project: &Project) -> Result<()> {
    may_record(reader, project)
}

/// They may take a part of it back.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_reverse(reader: &Reader, project: &Project) -> Result<()> {
    may_record(reader, project)
}

/// They may withdraw what is wrong.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_withdraw_disbursement(reader: &Reader, project: &Project) -> Result<()> {
    may_record(reader, project)
}

/// The ministry may plan instalments.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_plan_instalment(reader: &Reader, project: &Project) -> Result<()> {
    ministry(reader, project)
}

/// The ministry may release one.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_release_instalment(reader: &Reader, project: &Project) -> Result<()> {
    ministry(reader, project)
}

/// The ministry may withdraw one.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_withdraw_instalment(reader: &Reader, project: &Project) -> Result<()> {
    ministry(reader, project)
}

/// The lead's manager or director may ask to carry money over.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_ask_carry_over(reader: &Reader, project: &Project) -> Result<()> {
    let reader = at(reader, project);
    reader.allow(writes(&reader) && leads(&reader, project, &DECIDING), msg("disbursements-forbidden-deciding"))
}

/// The ministry may let it through.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_approve_carry_over(reader: &Reader, project: &Project) -> Result<()> {
    ministry(reader, project)
}

/// The ministry may decline it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_decline_carry_over(reader: &Reader, project: &Project) -> Result<()> {
    ministry(reader, project)
}

/// Whoever may ask to carry money over may ask for more days.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_extend_carry_over(reader: &Reader, project: &Project) -> Result<()> {
    may_ask_carry_over(reader, project)
}

/// Whoever let the money through lets more days through.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_approve_extension(reader: &Reader, project: &Project) -> Result<()> {
    may_approve_carry_over(reader, project)
}

/// They may decline them.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_decline_extension(reader: &Reader, project: &Project) -> Result<()> {
    may_approve_carry_over(reader, project)
}

/// Whoever writes down what was paid writes down what went back.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_record_repayment(reader: &Reader, project: &Project) -> Result<()> {
    may_record(reader, project)
}

/// They may withdraw what is wrong of it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_withdraw_repayment(reader: &Reader, project: &Project) -> Result<()> {
    may_record(reader, project)
}

/// Whoever may see the project sees its sums.
///
/// # Errors
/// As [`projects::may_see`].
pub fn may_see(reader: &Reader, project: &Project) -> Result<()> {
    projects::may_see(reader, project)
}

/// What was paid for what, papers and their numbers are for those who work on the project.
pub fn sees_papers(reader: &Reader, project: &Project) -> bool {
    projects::works_on(reader, project)
}

/// A receipt is a paper with names on it.
///
/// # Errors
/// [`kit::Error::SignIn`] or [`kit::Error::Forbidden`] for whoever does not work on the project.
pub fn may_open_evidence(reader: &Reader, project: &Project) -> Result<()> {
    at(reader, project).allow(sees_papers(reader, project), msg("disbursements-forbidden-papers"))
}

/// Those who work for a clinic bring in files of its payments, row by row as they may record them; the ministry those
/// of its own projects.
///
/// # Errors
/// [`kit::Error::SignIn`] or [`kit::Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    let allowed = reader.is_system() || reader.is(&CLINIC) || reader.is(&[Role::MinistryOfficer]);
    reader.allow(allowed, msg("disbursements-forbidden-lead"))
}

/// Whose money waits for something on the reader's desk.
pub fn waiting_for(reader: &Reader) -> Whose {
    let clinic = |grant: &house::accounts::Grant| -> Option<Uuid> {
        match &grant.scope {
            Scope::Clinic { id, .. } if CLINIC.contains(&grant.role) => Some(*id),
            _ => None,
        }
    };
    Whose {
        ministry: reader.is(&[Role::MinistryOfficer]),
        clinics: reader.grants().iter().filter_map(clinic).collect(),
        rehearsing: reader.rehearsing_for(),
    }
}
