//! The JSON face of projects: the same lists and verbs. Longer than 400 lines because a project is read whole.

use std::collections::{BTreeMap, HashMap};

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use chrono::NaiveDate;
use kit::db::listing::Listing;
use kit::message::msg;
use kit::web::{Body, IdempotencyKey, Narrowed, Path, once_key};
use kit::{Error, FormErrors, Lang, Message, Result};
use serde::{Deserialize, Serialize};
use utoipa::openapi::path::{HttpMethod, Paths};
use utoipa::{Path as _, ToSchema};
use utoipa_axum::router::UtoipaMethodRouter;
use utoipa_axum::routes;

use super::api_amendments::{self, AmendedItem};
use super::api_attachments::{self, AttachedFile, CopyItem};
use super::api_served;
use super::check::{self, Check, Section};
use super::deed::Deed;
use super::document::PlanDocument;
use super::forms_deeds::{DeedForm, MINISTRY, ProposalForm};
use super::project::{Project, Status};
use super::store_list::{self, Filter, Row};
use super::verbs::{self, Revision};
use super::verbs_known::codes;
use super::{api_days, api_schedule, policy, store, store_amendments, store_beside, verbs_answering};
use house::accounts::Reader;
use house::app::{App, Circumstances, Routes};
use house::layout::typed::Typed;
use house::messages::catalogue;
use house::organisations;

use crate::{calls, programmes};

pub(super) fn routes() -> Routes {
    let routes = Routes::new()
        .routes(routes!(list, propose))
        .routes(routes!(show))
        .merge(api_amendments::routes())
        .merge(api_days::routes())
        .merge(api_schedule::routes())
        .routes(routes!(edit))
        .routes(routes!(assign_area));
    Deed::ALL.iter().fold(routes, |routes, deed| routes.routes(deed_route(*deed)))
}

/// A project in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct ProjectItem {
    /// Short code.
    code: String,
    /// Thai name.
    #[serde(serialize_with = "kit::mask::public")]
    name_th: String,
    /// English name.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    name_en: Option<String>,
    /// Buddhist era.
    fiscal_year: i32,
    /// Line of work.
    programme: String,
    /// How far it has come.
    #[schema(value_type = Status)]
    status: String,
    /// Satang.
    stated_total: i64,
    /// Persons.
    stated_persons: i32,
    /// Made up for the demonstration.
    invented: bool,
}

impl From<Row> for ProjectItem {
    fn from(row: Row) -> Self {
        Self {
            code: row.code,
            name_th: row.name_th,
            name_en: row.name_en,
            fiscal_year: row.fiscal_year,
            programme: row.programme,
            status: row.status,
            stated_total: row.stated_total,
            stated_persons: row.stated_persons,
            invented: row.invented,
        }
    }
}

/// A project with its whole plan.
#[derive(Serialize, ToSchema)]
pub(super) struct ProjectDocument {
    /// Short code.
    code: String,
    /// How far it has come.
    #[schema(value_type = Status)]
    status: String,
    /// The code of the clinic that leads; none for the ministry's own.
    lead_clinic: Option<String>,
    /// Counts signed versions of the plan.
    plan_version: i32,
    /// Why it was returned or cancelled.
    reason: Option<String>,
    /// When it was signed.
    signed_on: Option<NaiveDate>,
    /// Which version was signed: later ones were made by amendments.
    signed_version: Option<i32>,
    /// The versions that amendments made since.
    amended: Vec<AmendedItem>,
    /// Closed while answers are still due.
    pending_follow_up: bool,
    /// The code of the call it answers.
    call: Option<String>,
    /// The code of the project of the year before, from whose plan this one was opened.
    continues: Option<String>,
    /// Made up for the demonstration.
    invented: bool,
    /// The months the period touches.
    months: usize,
    /// The quarters, each with a report expected, as `2553-3`.
    quarters: Vec<String>,
    /// Satang: the sum of the lines.
    planned: i64,
    /// Satang: granted before this plan.
    granted_before: i64,
    /// Satang: still to be granted.
    to_grant: i64,
    /// Codes of the needs it takes up, those that the reader may see.
    needs: Vec<String>,
    /// Codes of the technologies it transfers.
    technologies: Vec<String>,
    /// Codes of the items of plans of the state that it serves.
    plan_items: Vec<String>,
    /// Pictures and papers that the reader may open.
    attachments: Vec<AttachedFile>,
    /// The scanned papers of signed versions that the reader may open, the latest last.
    signed_copies: Vec<CopyItem>,
    /// The plan.
    plan: PlanDocument,
    /// Counts changes; send it back with an edit.
    version: i64,
}

pub(super) async fn document(app: &App, reader: &Reader, project: &Project) -> Result<ProjectDocument> {
    let codes = codes(app, [&project.plan]).await?;
    let lead = organisations::clinic_names(&app.db, project.lead_clinic).await?.into_values().next();
    let totals = project.plan.budget.totals();
    let quarters = project.plan.period.quarters();
    let signing = store_amendments::find_signing(&app.db, project, &HashMap::new()).await?;
    let plan = PlanDocument::of(&project.plan, &codes);
    let works_on = policy::works_on(reader, project);
    let plan = if works_on { plan } else { plan.masked()? };
    Ok(ProjectDocument {
        code: project.code.clone(),
        status: project.status.to_string(),
        lead_clinic: lead.map(|clinic| clinic.code),
        plan_version: project.plan_version,
        reason: project.reason.clone().map(|reason| if works_on { reason } else { kit::masked(&reason).into_owned() }),
        signed_on: signing.signed.as_ref().map(|(_, signature)| signature.on),
        signed_version: signing.signed.as_ref().map(|(version, _)| *version),
        amended: signing.amended.iter().map(AmendedItem::from).collect(),
        pending_follow_up: project.pending_follow_up,
        call: match project.call {
            Some(id) => calls::find(&app.db, id).await?.map(|call| call.code),
            None => None,
        },
        continues: store_beside::list_beside(&app.db, project).await?.0.map(|before| before.code),
        invented: project.invented,
        months: project.plan.period.months(),
        quarters: quarters.iter().map(|quarter| format!("{}-{}", quarter.year().0, quarter.number())).collect(),
        planned: totals.planned.0,
        granted_before: totals.granted_before.0,
        to_grant: project.plan.budget.to_grant().0,
        needs: api_served::needs(app, reader, project).await?,
        technologies: api_served::technologies(app, project).await?,
        plan_items: api_served::items(app, project).await?,
        attachments: api_attachments::listed(app, reader, project).await?,
        signed_copies: api_attachments::copies(app, reader, project).await?,
        plan,
        version: project.version,
    })
}

/// Projects the reader may see, the newest first.
#[utoipa::path(get, path = "/api/v1/projects", operation_id = "project.list",
    params(Filter), responses((status = 200, body = Listing<ProjectItem>)))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Json<Listing<ProjectItem>>> {
    Ok(Json(store_list::list(&app.db, &filter, &policy::whose(&reader)).await?.map(ProjectItem::from)))
}

/// A project with its whole plan.
#[utoipa::path(get, path = "/api/v1/projects/{code}", operation_id = "project.show",
    responses((status = 200, body = ProjectDocument)))]
async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<ProjectDocument>> {
    let project = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &project)?;
    Ok(Json(document(&app, &reader, &project).await?))
}

/// Proposes a project.
#[utoipa::path(post, path = "/api/v1/projects", operation_id = "project.propose",
    request_body = ProposalForm, params(IdempotencyKey), responses((status = 201, body = ProjectDocument)))]
async fn propose(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<ProposalForm>,
) -> Result<(StatusCode, Json<ProjectDocument>)> {
    policy::may_propose_somehow(&reader)?;
    let lead = organisations::find_clinic(&app.db, &form.lead).await?.map(|clinic| clinic.id);
    if lead.is_some() || form.lead == MINISTRY {
        policy::may_propose(&reader, lead)?;
    }
    let how = Circumstances { once: once_key(&headers, &form), invented: app.settings.demo };
    let (known, call) = (programmes::names(&app.db).await?, calls::named(&app, &reader, &form.call).await?);
    let proposal = form.check(lead, &known, call.as_ref(), app.clock.now())?;
    let project = verbs::propose(&app, &reader, proposal, how).await?;
    Ok((StatusCode::CREATED, Json(document(&app, &reader, &project).await?)))
}

/// A plan after a change.
#[derive(Serialize, ToSchema)]
struct EditedProject {
    /// As it is now.
    project: ProjectDocument,
    /// What is not right yet.
    warnings: Vec<PlanWarning>,
}

/// Something in a plan that is not right yet.
#[derive(Serialize, ToSchema)]
struct PlanWarning {
    /// The section it is put right in.
    #[schema(value_type = Section)]
    section: &'static str,
    /// The field there, as `edit` names it.
    field: String,
    /// Does it stand against submitting?
    binding: bool,
    /// What is wrong, and what to do, in the reader's language.
    detail: String,
}

/// Whose an area becomes.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
struct AssignmentBody {
    /// The code of a clinic.
    #[schema(required)]
    clinic: String,
}

/// One section of a plan, in the fields of its page.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct SectionDocument {
    /// Which one.
    #[schema(value_type = Section)]
    pub(super) section: String,
    /// The change that was read.
    pub(super) version: i64,
    /// The fields, as the page names them: `line.0.amount`.
    pub(super) fields: BTreeMap<String, String>,
}

/// Changes one section of a plan.
#[utoipa::path(post, path = "/api/v1/projects/{code}/edit", operation_id = "project.edit",
    request_body = SectionDocument, params(IdempotencyKey), responses((status = 200, body = EditedProject)))]
async fn edit(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(sent): Body<SectionDocument>,
) -> Result<Json<EditedProject>> {
    let project = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &project)?;
    policy::may_edit(&reader, &project)?;
    let once = once_key(&headers, &(&code, &sent));
    let unknown = || FormErrors::one("section", msg("projects-section-unknown"));
    let section = Section::from_word(&sent.section).filter(|section| section.is_typed()).ok_or_else(unknown)?;
    let typed = Typed::from(sent.fields.into_iter().collect::<Vec<_>>());
    let revision = Revision { section, typed, version: sent.version, once };
    let project = verbs::edit(&app, &reader, &code, revision).await?;
    let warning = |check: Check| PlanWarning {
        section: check.section.as_str(),
        field: check.field,
        binding: check.binding,
        detail: app.words.say(reader.lang, &check.message),
    };
    let warnings =
        check::checks(&project.plan, &verbs_answering::rules(&app, &project).await?).into_iter().map(warning).collect();
    Ok(Json(EditedProject { project: document(&app, &reader, &project).await?, warnings }))
}

/// Gives an area, counted from one, to a clinic.
#[utoipa::path(post, path = "/api/v1/projects/{code}/areas/{number}/assign", operation_id = "area.assign",
    request_body = AssignmentBody, responses((status = 200, body = ProjectDocument)))]
async fn assign_area(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, usize)>,
    Body(form): Body<AssignmentBody>,
) -> Result<Json<ProjectDocument>> {
    let position = number.checked_sub(1).ok_or(Error::NotFound)?;
    let project = verbs::assign_area(&app, &reader, &code, position, &form.clinic).await?;
    Ok(Json(document(&app, &reader, &project).await?))
}

/// The steps in a project's life, alike but for their verb.
#[utoipa::path(post, path = "/api/v1/projects/{code}/{deed}", params(("code" = String, Path)),
    request_body = Option<DeedForm>, responses((status = 200, body = ProjectDocument)))]
async fn perform(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    form: Option<Body<DeedForm>>,
    deed: Deed,
) -> Result<Json<ProjectDocument>> {
    let form = form.map(|Body(form)| form).unwrap_or_default();
    let project = verbs::perform(&app, &reader, &code, deed, &form).await?;
    Ok(Json(document(&app, &reader, &project).await?))
}

fn deed_route(deed: Deed) -> UtoipaMethodRouter<App> {
    let mut schemas = vec![(DeedForm::name().into_owned(), <DeedForm as utoipa::PartialSchema>::schema())];
    DeedForm::schemas(&mut schemas);
    let say = |id: String| catalogue().say(Lang::En, &Message::new(id));
    let mut operation = __path_perform::operation();
    operation.operation_id = Some(format!("project.{}", deed.as_str().replace('-', "_")));
    operation.summary = Some(say(format!("projects-deed-{deed}")));
    operation.description = Some(say(format!("projects-deed-lead-{deed}")));
    let mut paths = Paths::new();
    paths.add_path_operation(format!("/api/v1/projects/{{code}}/{deed}"), vec![HttpMethod::Post], operation);
    let perform = post(move |app: State<App>, reader: Reader, code: Path<String>, form: Option<Body<DeedForm>>| {
        perform(app, reader, code, form, deed)
    });
    (schemas, paths, perform)
}

#[cfg(test)]
mod tests {
    use crate::projects::Verb;

    /// The operations of the API by the verbs they are.
    const OPERATIONS: [&str; 21] = [
        "project.propose",
        "project.edit",
        "project.attach",
        "project.detach",
        "project.choose_technology",
        "project.leave_technology",
        "project.serve_item",
        "project.leave_item",
        "project.take_up_need",
        "project.leave_need",
        "project.submit",
        "project.sign",
        "project.attach_signed",
        "project.return",
        "project.approve",
        "area.assign",
        "project.mark_transferred",
        "project.follow_up",
        "project.close",
        "project.open_next",
        "project.cancel",
    ];

    #[test]
    fn every_verb_is_an_operation_of_the_api() {
        let verbs = [
            Verb::Propose,
            Verb::Edit,
            Verb::Attach,
            Verb::Detach,
            Verb::ChooseTechnology,
            Verb::LeaveTechnology,
            Verb::ServeItem,
            Verb::LeaveItem,
            Verb::TakeUpNeed,
            Verb::LeaveNeed,
            Verb::Submit,
            Verb::Sign,
            Verb::AttachSigned,
            Verb::ReturnProject,
            Verb::Approve,
            Verb::AssignArea,
            Verb::MarkTransferred,
            Verb::FollowUp,
            Verb::Close,
            Verb::OpenNext,
            Verb::Cancel,
        ];
        assert_eq!(verbs.map(<&'static str>::from), OPERATIONS);
    }
}
