//! How a project stands before the call it answers, and who may hand it in.

use chrono::NaiveDate;
use kit::clock::thai_day;
use kit::message::msg;
use kit::{Act, Error, FormErrors, Message, Result};
use network::agreements;
use network::appointments::{self, Post};
use thai::Satang;
use uuid::Uuid;

use super::answering::{Amending, Answering};
use super::check::{Found, Rules};
use super::outcome::Outcome;
use super::plan::Plan;
use super::project::{Project, Status};
use super::store_proposals::{Proposed, list_alike, list_proposed};
use super::{attachment, store, store_attachments, store_beside};
use crate::calls::{self, Call};
use crate::programmes;
use house::accounts::Reader;
use house::app::App;
use house::organisations;

/// Who hands a proposal in where its call asks for an appointment.
const HANDING_IN: [Post; 2] = [Post::ClinicDirector, Post::ClinicManager];

/// What is asked of a project's plan beside what every plan must have.
///
/// # Errors
/// When the database cannot be read.
pub async fn rules(app: &App, project: &Project) -> Result<Rules> {
    let least_level = programmes::names(&app.db).await?.least_level(&project.plan.programme);
    let call = match project.call.filter(|_| project.status.is_open()) {
        Some(id) => calls::find(&app.db, id).await?,
        None => None,
    };
    let answering = match call {
        Some(call) => Some(answering(app, project, call).await?),
        None => None,
    };
    let amending = match project.call.filter(|_| project.may_be_amended().is_ok()) {
        Some(id) => match calls::find(&app.db, id).await? {
            Some(call) => Some(amending(project, list_proposed(app.db.reader(), call.id).await?, call)),
            None => None,
        },
        None => None,
    };
    let alike = list_alike(&app.db, project, false).await?.unwrap_or_default();
    let alike = alike.into_iter().map(|other| other.code).collect();
    Ok(Rules { least_level, answering, amending, alike })
}

/// How an amendment of a project stands before the money of the call that it answered.
fn amending(project: &Project, proposed: Vec<Proposed>, call: Call) -> Amending {
    let selected = |one: &Proposed| one.outcome() == Some(Outcome::Selected) && one.id != project.id;
    let others = proposed.into_iter().filter(selected).map(|one| one.bears_now);
    Amending { call, before: project.plan.budget.clone(), others: Satang::sum(others).unwrap_or(Satang(i64::MAX)) }
}

/// Does what an amendment makes of a plan keep to the money of its call? That one stands still until the act ends, so
/// that of two amendments which are approved together the second sees the first.
pub(super) async fn keeps_to_call(act: &Act, project: &Project, plan: &Plan) -> Result<()> {
    let Some(id) = project.call else { return Ok(()) };
    let call = calls::held(act, id).await?;
    let amending = amending(project, list_proposed(act.db(), id).await?, call);
    let mut found = Found::default();
    amending.check(plan, &mut found);
    found.first_binding().map_or(Ok(()), |message| Err(Error::Conflict(message)))
}

/// Calls that are named to somebody who may not answer another one.
const NAMED: u64 = 20;

/// May a clinic answer a call from where it stands?
///
/// # Errors
/// `projects-call-elsewhere` with the open calls that it may answer, or that there is none.
pub(super) async fn within_reach(app: &App, call: &Call, lead: Option<Uuid>) -> Result<Result<(), Message>> {
    let Some(lead) = lead.filter(|_| !call.told.terms.regions.is_empty()) else { return Ok(Ok(())) };
    let clinic = organisations::list_clinics_by_ids(&app.db, &[lead]).await?.pop();
    let province = clinic.map(|clinic| clinic.province);
    if call.told.terms.reaches(province.as_deref()) {
        return Ok(Ok(()));
    }
    let open = calls::list_open(&app.db, app.clock.now(), NAMED).await?;
    let fit = open.into_iter().filter(|one| one.told.terms.reaches(province.as_deref()));
    let codes: Vec<String> = fit.map(|one| one.code).collect();
    let id = if codes.is_empty() { "projects-call-elsewhere" } else { "projects-call-elsewhere-but" };
    let said = msg(id).with("code", call.code.as_str()).with("regions", &call.told.terms.region_names());
    Ok(Err(said.with("codes", codes.join(", "))))
}

/// Is a proposal of this clinic within the reach of the call it would answer?
///
/// # Errors
/// As [`within_reach`], beside the clinic.
pub(super) async fn reached(app: &App, call: Option<Uuid>, lead: Option<Uuid>) -> Result<()> {
    let Some(id) = call else { return Ok(()) };
    let call = calls::find(&app.db, id).await?.ok_or(Error::NotFound)?;
    within_reach(app, &call, lead).await?.map_err(|message| FormErrors::one("lead", message).into())
}

/// How a project stands before the call it answers, now.
///
/// # Errors
/// When the database cannot be read.
pub async fn answering(app: &App, project: &Project, call: Call) -> Result<Answering> {
    let now = app.clock.now();
    let in_force = match project.lead_clinic {
        Some(clinic) => agreements::has_in_force(&app.db, clinic, thai_day(now)).await?,
        None => true,
    };
    let others = store_beside::list_handed_in(app.db.reader(), call.id, project).await?;
    let needs = store::list_needs(app.db.reader(), project.id).await?.len();
    let attached = store_attachments::list_asked(app.db.reader(), project.id).await?;
    let missing = attachment::missing(&call.told.documents, &attached);
    let (province, appointed) = match project.lead_clinic {
        Some(clinic) => (
            organisations::list_clinics_by_ids(&app.db, &[clinic]).await?.pop().map(|clinic| clinic.province),
            appointments::is_any_held(&app.db, clinic, &HANDING_IN, thai_day(now)).await?,
        ),
        None => (None, true),
    };
    let returned = project.status == Status::Returned;
    Ok(Answering { call, now, in_force, others, needs, returned, missing, province, appointed })
}

/// May this reader hand it in to its call: do they hold the post that it asks for?
///
/// # Errors
/// `projects-not-appointed`.
pub(super) async fn appointed(app: &App, reader: &Reader, project: &Project, rules: &Rules) -> Result<()> {
    let asks = rules.answering.as_ref().is_some_and(|answering| answering.call.told.terms.appointment);
    let Some(clinic) = project.lead_clinic.filter(|_| asks) else { return Ok(()) };
    let held =
        appointments::holds_one_of(&app.db, reader.actor().person(), clinic, &HANDING_IN, app.clock.today()).await?;
    if held { Ok(()) } else { Err(Error::Conflict(msg("projects-not-appointed"))) }
}

/// Was whoever handed it in appointed to do so on that day? Nobody can tell where it is not known who did, as of what
/// a file brought in. The ministry's own office appoints nobody.
///
/// # Errors
/// When the database cannot be read.
pub async fn was_appointed(app: &App, project: &Project, day: NaiveDate) -> Result<Option<bool>> {
    let (Some(person), Some(clinic)) = (project.submitted_by, project.lead_clinic) else { return Ok(None) };
    Ok(Some(appointments::holds_one_of(&app.db, Some(person), clinic, &HANDING_IN, day).await?))
}

/// Where it answers a call: that one stands still until the act ends, so that of two proposals which arrive
/// together the second sees the first; and what counts is when the act began. All else was read before, so that
/// nobody who waits for the call holds what its holder needs.
pub(super) async fn before_its_call(act: &Act, project: &Project, rules: &mut Rules) -> Result<()> {
    if let Some(answering) = &mut rules.answering {
        answering.call = calls::held(act, answering.call.id).await?;
        answering.others = store_beside::list_handed_in(act.db(), answering.call.id, project).await?;
        let attached = store_attachments::list_asked(act.db(), project.id).await?;
        answering.missing = attachment::missing(&answering.call.told.documents, &attached);
        answering.now = act.now();
    }
    Ok(())
}
