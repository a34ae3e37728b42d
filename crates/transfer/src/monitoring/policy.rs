//! Who may do which verb with a progress report: one function each, pure. The area's clinic writes
//! and hands in; the ministry's officers review; another clinic does not learn that it exists.

use kit::Result;
use kit::message::msg;

use super::expectation::Expectation;
use super::progress_report::Status;
use super::reporting_area::ReportingArea;
use house::accounts::{Reader, Role};

/// What can be done to a progress report. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection begins a draft.
    Draft,
    /// Write the words beside the figures.
    Explain,
    /// Hand in; the figures are frozen.
    Submit,
    /// Hand back with a reason. `return` alone is a word of Rust's own.
    ReturnProgressReport,
    /// Accept.
    Accept,
    /// Close for good.
    Lock,
    /// Begin the next revision of a locked report.
    Correct,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Draft => "progress_report.draft",
            Verb::Explain => "progress_report.explain",
            Verb::Submit => "progress_report.submit",
            Verb::ReturnProgressReport => "progress_report.return",
            Verb::Accept => "progress_report.accept",
            Verb::Lock => "progress_report.lock",
            Verb::Correct => "progress_report.correct",
        }
    }
}

/// Those who write for a clinic.
const CLINIC: [Role; 3] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector];
/// Those who answer for a clinic.
const ANSWERING: [Role; 2] = [Role::ClinicManager, Role::ClinicDirector];
/// Those who read every report inside.
const READING: [Role; 6] = [
    Role::MinistryOfficer,
    Role::Auditor,
    Role::Executive,
    Role::RegionalOfficer,
    Role::ProvinceOfficer,
    Role::WorkingGroupMember,
];

/// Those who read every plan of theirs, also before it is decided.
const PLANNING: [Role; 4] = [Role::MinistryOfficer, Role::Auditor, Role::RegionalOfficer, Role::ProvinceOfficer];

fn at(reader: &Reader, area: &ReportingArea) -> Reader {
    reader.before(area.practice, area.clinic)
}

fn works_for(reader: &Reader, area: &ReportingArea, roles: &[Role]) -> bool {
    let reader = at(reader, area);
    // An area nobody answers for yet is the ministry's to report on.
    let unplaced = area.clinic.is_none() && reader.is(&[Role::MinistryOfficer]);
    unplaced || (area.clinic.is_some() && reader.is_over(roles, area.clinic, Some(&area.province)))
}

/// The desk: anyone who writes or reads reports.
///
/// # Errors
/// [`kit::Error::SignIn`] or [`kit::Error::Forbidden`].
pub fn may_open_desk(reader: &Reader) -> Result<()> {
    let reader = reader.beginning(None);
    let allowed = reader.is(&CLINIC) || reader.is(&READING);
    reader.allow(allowed, msg("monitoring-forbidden-desk"))
}

/// The report inside, with its words: its clinic, the officers above it, the auditor. Rehearsals
/// are seen by those who work on them.
///
/// # Errors
/// [`kit::Error::SignIn`], or [`kit::Error::NotFound`] for everyone else; for the clinic of a rehearsal, outside
/// of practice mode, [`kit::Error::Forbidden`] with the way in.
pub fn may_see(reader: &Reader, area: &ReportingArea) -> Result<()> {
    reader.must_sign_in()?;
    let works = works_for(reader, area, &CLINIC);
    let reads = at(reader, area).is_over(&READING, area.clinic, Some(&area.province));
    if works || reads { Ok(()) } else { Err(reader.unseen(area.practice, area.clinic)) }
}

/// The area's clinic may begin a report.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else who sees it.
pub fn may_draft(reader: &Reader, area: &ReportingArea) -> Result<()> {
    at(reader, area).allow(works_for(reader, area, &CLINIC), msg("monitoring-forbidden-clinic"))
}

/// The area's clinic may write in it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else who sees it.
pub fn may_explain(reader: &Reader, area: &ReportingArea) -> Result<()> {
    at(reader, area).allow(works_for(reader, area, &CLINIC), msg("monitoring-forbidden-clinic"))
}

/// The clinic's manager or director may hand it in.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else who sees it.
pub fn may_submit(reader: &Reader, area: &ReportingArea) -> Result<()> {
    at(reader, area).allow(works_for(reader, area, &ANSWERING), msg("monitoring-forbidden-answer"))
}

/// The ministry's officers may hand it back.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else who sees it.
pub fn may_return_progress_report(reader: &Reader, area: &ReportingArea) -> Result<()> {
    let reader = at(reader, area);
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("monitoring-forbidden-review"))
}

/// The ministry's officers may accept it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else who sees it.
pub fn may_accept(reader: &Reader, area: &ReportingArea) -> Result<()> {
    let reader = at(reader, area);
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("monitoring-forbidden-review"))
}

/// The ministry's officers may lock it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else who sees it.
pub fn may_lock(reader: &Reader, area: &ReportingArea) -> Result<()> {
    let reader = at(reader, area);
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("monitoring-forbidden-review"))
}

/// The clinic's manager or director may begin a correction.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else who sees it.
pub fn may_correct(reader: &Reader, area: &ReportingArea) -> Result<()> {
    at(reader, area).allow(works_for(reader, area, &ANSWERING), msg("monitoring-forbidden-answer"))
}

/// Figures of a report are public once it is accepted, never its words.
pub fn is_public(area: &ReportingArea, status: Status) -> bool {
    !area.practice && status.is_public()
}

/// Do they read reports of more than their own clinics?
pub fn reads_beyond_a_clinic(reader: &Reader) -> bool {
    reader.is(&READING)
}

/// Indicators of a project at work are public; rehearsals are for those who work on them. Before, they are for those
/// who read the plan.
pub fn shows_indicators(reader: &Reader, area: &ReportingArea) -> bool {
    match (area.is_at_work(), area.practice) {
        (true, false) => true,
        (true, true) => may_see(reader, area).is_ok(),
        (false, _) => {
            let player = at(reader, area);
            let reads = player.is_over(&PLANNING, area.clinic, Some(&area.province));
            reader.must_sign_in().is_ok() && (works_for(reader, area, &CLINIC) || reads)
        }
    }
}

/// Does a report wait for this reader: to be written, mended, reviewed or locked?
pub fn waits_for(reader: &Reader, one: &Expectation) -> bool {
    match one.status {
        None | Some(Status::Draft | Status::Returned) => may_draft(reader, &one.area).is_ok(),
        Some(Status::Submitted) => may_accept(reader, &one.area).is_ok(),
        Some(Status::Accepted) => may_lock(reader, &one.area).is_ok(),
        Some(Status::Locked) => false,
    }
}
