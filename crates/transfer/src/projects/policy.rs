//! Who may do which verb with a project, and with the amendments of its plan: one function each, pure.
//! Longer than 400 lines because a policy stays whole and a project has many verbs.

use kit::Result;
use kit::message::msg;
use uuid::Uuid;

use super::amendment::{Amendment, AmendmentStatus};
use super::attachment::Attachment;
use super::budget::Grants;
use super::deed::Deed;
use super::desk::Whose;
use super::project::{Project, Sight, Status, Waiting};
use house::accounts::{Reader, Role};
use house::rights::{EVERYBODY, borne_over, rehearsing};

/// What can be done to a project. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Propose,
    /// Save a part of the plan.
    Edit,
    /// Attach a file to the plan.
    Attach,
    /// Take a file away.
    Detach,
    /// Say that it transfers a technology.
    ChooseTechnology,
    /// Say that it transfers it no longer.
    LeaveTechnology,
    /// Say that it serves an item of a plan of the state.
    ServeItem,
    /// Say that it serves it no longer.
    LeaveItem,
    /// Say that it takes up a need.
    TakeUpNeed,
    /// Say that it takes it up no longer.
    LeaveNeed,
    /// Hand it to the ministry.
    Submit,
    /// Sign the plan as it stands: a second person.
    Sign,
    /// Keep the scanned paper of a signed version.
    AttachSigned,
    /// Hand it back with a reason.
    ReturnProject,
    /// Approve it.
    Approve,
    /// Say which clinic answers for an area.
    AssignArea,
    /// Say that the technology has been transferred.
    MarkTransferred,
    /// Begin the follow-up.
    FollowUp,
    /// Finish it, perhaps with follow-up pending.
    Close,
    /// Open the plan of the next fiscal year from it.
    OpenNext,
    /// Give it up, with a reason.
    Cancel,
    /// Write down that an activity of the schedule was done on a day.
    MarkDone,
    /// Take that day back.
    UnmarkDone,
    /// Creation: an amendment of its plan.
    BeginAmendment,
    /// Save a part of the plan as it is to be.
    EditAmendment,
    /// Hand the amendment to the ministry.
    SubmitAmendment,
    /// Hand it back with a reason.
    ReturnAmendment,
    /// Let the plan become what it says.
    ApproveAmendment,
    /// Give it up.
    WithdrawAmendment,
    /// Inside: a file brought it in as it was decided before, elsewhere.
    Import,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Propose => "project.propose",
            Verb::Edit => "project.edit",
            Verb::Attach => "project.attach",
            Verb::Detach => "project.detach",
            Verb::ChooseTechnology => "project.choose_technology",
            Verb::LeaveTechnology => "project.leave_technology",
            Verb::ServeItem => "project.serve_item",
            Verb::LeaveItem => "project.leave_item",
            Verb::TakeUpNeed => "project.take_up_need",
            Verb::LeaveNeed => "project.leave_need",
            Verb::Submit => "project.submit",
            Verb::Sign => "project.sign",
            Verb::AttachSigned => "project.attach_signed",
            Verb::ReturnProject => "project.return",
            Verb::Approve => "project.approve",
            Verb::AssignArea => "area.assign",
            Verb::MarkTransferred => "project.mark_transferred",
            Verb::FollowUp => "project.follow_up",
            Verb::Close => "project.close",
            Verb::OpenNext => "project.open_next",
            Verb::Cancel => "project.cancel",
            Verb::MarkDone => "schedule_item.mark_done",
            Verb::UnmarkDone => "schedule_item.unmark_done",
            Verb::BeginAmendment => "amendment.begin",
            Verb::EditAmendment => "amendment.edit",
            Verb::SubmitAmendment => "amendment.submit",
            Verb::ReturnAmendment => "amendment.return",
            Verb::ApproveAmendment => "amendment.approve",
            Verb::WithdrawAmendment => "amendment.withdraw",
            Verb::Import => "project.import",
        }
    }
}

/// Those who work on a clinic's projects.
const CLINIC: [Role; 3] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector];
/// Those who decide for a clinic.
const DECIDING: [Role; 2] = [Role::ClinicManager, Role::ClinicDirector];
/// Those who read every project.
const EVERYWHERE: [Role; 2] = [Role::MinistryOfficer, Role::Auditor];
/// Those who read the projects of their provinces.
const UPWARD: [Role; 2] = [Role::RegionalOfficer, Role::ProvinceOfficer];

/// Does the reader lead it, in one of `roles`? A project without a clinic is the ministry's own.
fn leads(reader: &Reader, lead: Option<Uuid>, roles: &[Role]) -> bool {
    match lead {
        Some(_) => reader.is_over(roles, lead, None),
        None => reader.is(&[Role::MinistryOfficer]),
    }
}

fn at(reader: &Reader, project: &Project) -> Reader {
    reader.before(project.practice, project.lead_clinic)
}

fn ministry(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("projects-forbidden-ministry"))
}

fn writes(reader: &Reader) -> bool {
    reader.who().is_some_and(|who| who.writes)
}

/// Anyone who works for a clinic may propose in its name; the ministry in its own. Nobody rehearses
/// in the ministry's.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_propose(reader: &Reader, lead: Option<Uuid>) -> Result<()> {
    let reader = reader.before(reader.practises(), lead);
    reader.allow(writes(&reader) && leads(&reader, lead, &CLINIC), msg("projects-forbidden-propose"))
}

/// May the reader propose in anyone's name at all?
///
/// # Errors
/// [`kit::Error::SignIn`] or [`kit::Error::Forbidden`] when not.
pub fn may_propose_somehow(reader: &Reader) -> Result<()> {
    let reader = reader.beginning(None);
    let allowed = writes(&reader) && (reader.is(&CLINIC) || reader.is(&[Role::MinistryOfficer]));
    reader.allow(allowed, msg("projects-forbidden-propose"))
}

/// Whoever leads it may write its plan.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_edit(reader: &Reader, project: &Project) -> Result<()> {
    let reader = at(reader, project);
    let allowed = writes(&reader) && leads(&reader, project.lead_clinic, &CLINIC);
    reader.allow(allowed, msg("projects-forbidden-lead"))
}

/// What is granted is the ministry's to say: those who propose keep it as it stands, and ask for more by an amendment.
pub fn grants(reader: &Reader, project: &Project, amending: bool) -> Grants {
    if at(reader, project).is(&[Role::MinistryOfficer]) {
        Grants::Said
    } else if amending {
        Grants::Asked
    } else {
        Grants::Kept
    }
}

/// Whoever writes the plan may attach files to it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_attach(reader: &Reader, project: &Project) -> Result<()> {
    may_edit(reader, project)
}

/// And take them away.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_detach(reader: &Reader, project: &Project) -> Result<()> {
    may_edit(reader, project)
}

/// Whoever writes the plan says what it transfers.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_choose_technology(reader: &Reader, project: &Project) -> Result<()> {
    may_edit(reader, project)
}

/// And what it transfers no longer.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_leave_technology(reader: &Reader, project: &Project) -> Result<()> {
    may_edit(reader, project)
}

/// Whoever writes the plan says which items of plans of the state it serves.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_serve_item(reader: &Reader, project: &Project) -> Result<()> {
    may_edit(reader, project)
}

/// And which it serves no longer.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_leave_item(reader: &Reader, project: &Project) -> Result<()> {
    may_edit(reader, project)
}

/// Whoever writes the plan says whose need it takes up.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_take_up_need(reader: &Reader, project: &Project) -> Result<()> {
    may_edit(reader, project)
}

/// And whose no longer.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_leave_need(reader: &Reader, project: &Project) -> Result<()> {
    may_edit(reader, project)
}

/// Whoever works on it and whoever is asked to judge it opens every file; strangers what is for everybody, once they
/// may read the project.
pub fn may_open_file(reader: &Reader, project: &Project, file: &Attachment) -> bool {
    let open = project.is_public() && !project.practice && file.is_for_everybody();
    open || was_asked(reader, project) || works_on(reader, project)
}

/// The lead's manager or director may submit it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_submit(reader: &Reader, project: &Project) -> Result<()> {
    let reader = at(reader, project);
    let allowed = writes(&reader) && leads(&reader, project.lead_clinic, &DECIDING);
    reader.allow(allowed, msg("projects-forbidden-deciding"))
}

/// The lead's manager or director may sign it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_sign(reader: &Reader, project: &Project) -> Result<()> {
    may_submit(reader, project)
}

/// Whoever leads it, and the ministry, may keep the scanned paper of what was signed, whatever state it has.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_attach_signed(reader: &Reader, project: &Project) -> Result<()> {
    let reader = at(reader, project);
    let lead = leads(&reader, project.lead_clinic, &CLINIC);
    let allowed = writes(&reader) && (lead || reader.is(&[Role::MinistryOfficer]));
    reader.allow(allowed, msg("projects-forbidden-lead"))
}

/// The ministry may return it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_return_project(reader: &Reader, project: &Project) -> Result<()> {
    ministry(&at(reader, project))
}

/// The ministry may approve it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_approve(reader: &Reader, project: &Project) -> Result<()> {
    ministry(&at(reader, project))
}

/// The ministry, or whoever leads it while the plan is open, may say which clinic answers for an
/// area: afterwards records stand in the area, and moving them is the ministry's to decide.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_assign_area(reader: &Reader, project: &Project) -> Result<()> {
    let reader = at(reader, project);
    let lead = project.status.is_open() && leads(&reader, project.lead_clinic, &CLINIC);
    let allowed = writes(&reader) && (lead || reader.is(&[Role::MinistryOfficer]));
    reader.allow(allowed, msg("projects-forbidden-assign"))
}

/// Whoever leads it may say that the technology has been transferred.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_mark_transferred(reader: &Reader, project: &Project) -> Result<()> {
    may_edit(reader, project)
}

/// Whoever leads it may begin the follow-up.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_follow_up(reader: &Reader, project: &Project) -> Result<()> {
    may_edit(reader, project)
}

/// The lead's manager or director may close it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_close(reader: &Reader, project: &Project) -> Result<()> {
    may_submit(reader, project)
}

/// Whoever leads it may open the plan of its next fiscal year: as whoever proposes one.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_open_next(reader: &Reader, project: &Project) -> Result<()> {
    may_edit(reader, project)
}

/// The lead's manager or director, or the ministry, may give it up.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_cancel(reader: &Reader, project: &Project) -> Result<()> {
    let reader = at(reader, project);
    let allowed =
        writes(&reader) && (leads(&reader, project.lead_clinic, &DECIDING) || reader.is(&[Role::MinistryOfficer]));
    reader.allow(allowed, msg("projects-forbidden-deciding"))
}

/// Whoever leads it, or works on it in one of its areas, may write down what was done when.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_mark_done(reader: &Reader, project: &Project) -> Result<()> {
    let reader = at(reader, project);
    let in_area =
        project.plan.areas.iter().any(|area| area.clinic.is_some() && reader.is_over(&CLINIC, area.clinic, None));
    let allowed = writes(&reader) && (in_area || leads(&reader, project.lead_clinic, &CLINIC));
    reader.allow(allowed, msg("projects-forbidden-lead"))
}

/// As [`may_mark_done`].
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_unmark_done(reader: &Reader, project: &Project) -> Result<()> {
    may_mark_done(reader, project)
}

/// Whoever leads it may ask for its plan to be amended.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_begin_amendment(reader: &Reader, project: &Project) -> Result<()> {
    may_edit(reader, project)
}

/// Whoever leads it may write what is to change.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_edit_amendment(reader: &Reader, project: &Project) -> Result<()> {
    may_edit(reader, project)
}

/// The lead's manager or director may hand it in.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_submit_amendment(reader: &Reader, project: &Project) -> Result<()> {
    may_submit(reader, project)
}

/// The ministry may hand it back.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_return_amendment(reader: &Reader, project: &Project) -> Result<()> {
    ministry(&at(reader, project))
}

/// The ministry may approve it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_approve_amendment(reader: &Reader, project: &Project) -> Result<()> {
    ministry(&at(reader, project))
}

/// Whoever leads it may give it up.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_withdraw_amendment(reader: &Reader, project: &Project) -> Result<()> {
    may_edit(reader, project)
}

/// An amendment is public once it is approved; before, only who works on the project reads it.
///
/// # Errors
/// [`kit::Error::NotFound`] for everyone else.
pub fn may_see_amendment(reader: &Reader, project: &Project, one: &Amendment) -> Result<()> {
    let seen = one.status == AmendmentStatus::Approved || works_on(reader, project);
    if seen { Ok(()) } else { Err(kit::Error::NotFound) }
}

/// The ministry brings files in.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    ministry(reader)
}

/// May this reader take this step at all?
///
/// # Errors
/// As the step's own right.
pub fn may_take(reader: &Reader, project: &Project, deed: Deed) -> Result<()> {
    match deed {
        Deed::Submit => may_submit(reader, project),
        Deed::Sign => may_sign(reader, project),
        Deed::Return => may_return_project(reader, project),
        Deed::Approve => may_approve(reader, project),
        Deed::MarkTransferred => may_mark_transferred(reader, project),
        Deed::FollowUp => may_follow_up(reader, project),
        Deed::Close => may_close(reader, project),
        Deed::OpenNext => may_open_next(reader, project),
        Deed::Cancel => may_cancel(reader, project),
    }
}

/// May this reader take this step with this project as it stands?
pub fn may_do(reader: &Reader, project: &Project, deed: Deed) -> bool {
    let person = reader.actor().person();
    let fits = match deed {
        Deed::Submit => project.status.is_open(),
        Deed::Sign => project.status == Status::Submitted && project.signature.is_none() && project.is_second(person),
        Deed::Return => project.status == Status::Submitted,
        Deed::Approve => project.clone().approved().is_ok(),
        Deed::MarkTransferred => project.status == Status::Approved,
        Deed::FollowUp => project.status == Status::Transferred,
        Deed::Close => project.clone().closed(false).is_ok(),
        Deed::OpenNext => project.may_be_continued().is_ok(),
        Deed::Cancel => project.clone().cancelled(String::new()).is_ok(),
    };
    fits && may_take(reader, project, deed).is_ok()
}

/// May this reader be asked for what the step needs?
///
/// # Errors
/// [`kit::Error::Forbidden`] when the step is not theirs, or not yet.
pub fn may_be_asked(reader: &Reader, project: &Project, deed: Deed) -> Result<()> {
    may_take(reader, project, deed)?;
    at(reader, project).allow(may_do(reader, project, deed), msg("projects-forbidden-step"))
}

/// Does the reader work on it: in its lead, in the clinic of one of its areas, or above?
pub fn works_on(reader: &Reader, project: &Project) -> bool {
    let reader = &at(reader, project);
    let in_area = |clinic: Option<Uuid>, province: &str| {
        reader.is_over(&CLINIC, clinic, None) && clinic.is_some() || reader.is_over(&UPWARD, None, Some(province))
    };
    reader.is(&EVERYWHERE)
        || leads(reader, project.lead_clinic, &CLINIC)
        || project.plan.areas.iter().any(|area| in_area(area.clinic, &area.province))
}

/// Whoever was asked to judge it reads it, as long as it is judged.
fn was_asked(reader: &Reader, project: &Project) -> bool {
    let judged = project.status == Status::Submitted && !project.practice;
    judged && reader.who().is_some_and(|who| project.readers.contains(&who.account))
}

/// Strangers read a project once it is approved, and go on reading it where it is given up; before, and rehearsals, only who works on it.
///
/// # Errors
/// [`kit::Error::NotFound`] for everyone else: a code tells nobody that there is a draft. For the clinic
/// of a rehearsal, outside of practice mode, [`kit::Error::Forbidden`] with the way in.
pub fn may_see(reader: &Reader, project: &Project) -> Result<()> {
    let open = project.is_public() && !project.practice;
    let seen = open || was_asked(reader, project) || works_on(reader, project);
    if seen { Ok(()) } else { Err(reader.unseen(project.practice, project.lead_clinic)) }
}

/// Who finds it by searching: [`may_see`] in the words of the index.
pub fn readers(project: &Project) -> Vec<String> {
    if project.practice {
        return project.lead_clinic.map(rehearsing).into_iter().collect();
    }
    if project.is_public() {
        return vec![EVERYBODY.to_owned()];
    }
    let over = |clinic: Option<Uuid>| clinic.map(|_| borne_over(&CLINIC, clinic, None)).unwrap_or_default();
    let mut words = [borne_over(&EVERYWHERE, None, None), over(project.lead_clinic)].concat();
    for area in &project.plan.areas {
        words.extend(over(area.clinic));
        words.extend(borne_over(&UPWARD, None, Some(&area.province)));
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// Whose projects wait for a step of this reader's.
pub fn waiting_for(reader: &Reader) -> Waiting {
    use house::accounts::Scope;
    let rehearsing = reader.rehearsing_for();
    let mut waiting = Waiting { ministry: ministry(reader).is_ok(), rehearsing, ..Waiting::default() };
    for grant in reader.grants() {
        let Scope::Clinic { id, .. } = &grant.scope else { continue };
        if CLINIC.contains(&grant.role) {
            waiting.clinics.push(*id);
        }
        if DECIDING.contains(&grant.role) {
            waiting.deciding.push(*id);
        }
    }
    waiting
}

/// Whose desk it is that the reader sits at.
pub fn whose(reader: &Reader) -> Whose {
    Whose { waiting: waiting_for(reader), sight: sight(reader) }
}

/// What of the list the reader sees beside what is public.
pub fn sight(reader: &Reader) -> Sight {
    use house::accounts::Scope;
    let mut sight = Sight { all: reader.is(&EVERYWHERE), rehearsing: reader.rehearsing_for(), ..Sight::default() };
    for grant in reader.grants() {
        match &grant.scope {
            Scope::Clinic { id, .. } if CLINIC.contains(&grant.role) => sight.clinics.push(*id),
            Scope::Region { provinces, .. } if UPWARD.contains(&grant.role) => {
                sight.provinces.extend(provinces.iter().cloned());
            }
            Scope::Province(code) if UPWARD.contains(&grant.role) => sight.provinces.push(code.clone()),
            _ => {}
        }
    }
    sight
}
