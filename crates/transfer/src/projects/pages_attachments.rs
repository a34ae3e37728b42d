//! The page on which files are attached to a plan, and the files themselves.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use kit::clock::thai_day;
use kit::message::msg;
use kit::web::{Form, Path, Upload, Uploaded, see};
use kit::{Error, FormErrors, Result, page};
use uuid::Uuid;

use super::attachment::{AttachedKind, Attachment};
use super::check::{self, Section};
use super::forms_attachments::{AttachedFileForm, DetachedFileForm};
use super::pages::seen;
use super::pages_sections::Sections;
use super::policy;
use super::project::Project;
use super::signed_copy::{self, SignedCopy};
use super::verbs_copies::list_opened_copies;
use super::{store_served, verbs_answering, verbs_attachments as verbs};
use house::accounts::Reader;
use house::app::App;
use house::attachments::{self, Wanted};
use house::layout::{Choice, filters};

use crate::plan_items::{self, PlanItem};

/// What stands with a project beside its plan, as far as its reader may open it.
#[derive(Default)]
pub(super) struct Attached {
    pub(super) pictures: Vec<Attachment>,
    pub(super) papers: Vec<Attachment>,
    /// The scanned paper of what is signed, for those who work on it.
    pub(super) signed_copy: Option<SignedCopy>,
    pub(super) may_attach_signed: bool,
    /// Items of plans of the state that it serves.
    pub(super) items: Vec<PlanItem>,
}

impl Attached {
    /// # Errors
    /// When the database cannot be read.
    pub(super) async fn of(app: &App, reader: &Reader, project: &Project) -> Result<Self> {
        let all = verbs::list_opened(app, reader, project).await?;
        let (pictures, papers) = all.into_iter().partition(Attachment::is_picture);
        let copies = list_opened_copies(app, reader, project).await?;
        let items = store_served::list_items(&app.db, project.id).await?;
        Ok(Self {
            pictures,
            papers,
            items: plan_items::find_many(&app.db, items).await?,
            signed_copy: signed_copy::current(&copies, project.plan_version).cloned(),
            may_attach_signed: project.plan_version > 0 && policy::may_attach_signed(reader, project).is_ok(),
        })
    }
}

impl Attached {
    /// The files that were there when a day ended and still are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) async fn until(app: &App, reader: &Reader, project: &Project, on: NaiveDate) -> Result<Self> {
        let mut all = verbs::list_opened(app, reader, project).await?;
        all.retain(|one| thai_day(one.added_at) <= on);
        let (pictures, papers) = all.into_iter().partition(Attachment::is_picture);
        Ok(Self { pictures, papers, ..Self::default() })
    }
}

/// The files of a plan.
#[derive(Template)]
#[template(path = "projects/files.html")]
pub(super) struct Files {
    project: Project,
    attached: Vec<Attachment>,
    /// What a file may be.
    documents: Vec<Choice>,
    form: AttachedFileForm,
    errors: FormErrors,
    warnings: FormErrors,
    sections: Sections,
}
page!(Files, "projects-edit-files");

impl Files {
    async fn of(app: &App, project: Project, form: AttachedFileForm, errors: FormErrors) -> Result<Self> {
        let rules = verbs_answering::rules(app, &project).await?;
        let attached: Vec<Attachment> = attachments::list(app.db.reader(), project.id).await?;
        let asked = verbs::list_asked(app, &project).await?;
        let of_call = asked.iter().map(|document| Choice::new(document.id.to_string(), document.name.clone()));
        let more =
            [AttachedKind::Picture, AttachedKind::Paper].map(|kind| Choice::new(kind.as_str(), msg(label(kind))));
        Ok(Self {
            documents: of_call.chain(more).collect(),
            warnings: check::warnings(&project.plan, &rules, Section::Files),
            sections: Sections::of_project(&project, &rules, Section::Files),
            attached,
            form,
            errors,
            project,
        })
    }

    fn at(&self, verb: &str) -> String {
        format!("/projects/{}/{verb}", self.project.code)
    }
}

/// What a kind of file is called where one chooses.
fn label(kind: AttachedKind) -> &'static str {
    match kind {
        AttachedKind::Picture => "projects-attached-picture",
        AttachedKind::Asked => "projects-attached-asked",
        AttachedKind::Paper => "projects-attached-paper",
    }
}

pub(super) async fn files(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Files> {
    reader.must_sign_in()?;
    let project = seen(&app, &reader, &code).await?;
    policy::may_attach(&reader, &project)?;
    project.open().map_err(Error::Forbidden)?;
    Files::of(&app, project, AttachedFileForm::default(), FormErrors::new()).await
}

pub(super) async fn attach(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    upload: Upload,
) -> Result<Response> {
    let project = seen(&app, &reader, &code).await?;
    policy::may_attach(&reader, &project)?;
    let (sent, whole) = upload.read().await;
    let form = said(&sent);
    let asked = verbs::list_asked(&app, &project).await?;
    let attached = match whole.and_then(|()| Ok(form.check(&asked)?)) {
        Ok(new) => verbs::attach(&app, &reader, &code, new, sent.file).await,
        Err(error) => Err(error),
    };
    match attached {
        Ok(_) => Ok(done(&code, "attachments-attached")),
        Err(error) => {
            let (status, errors) = kit::web::shown_again(error, "file")?;
            let project = seen(&app, &reader, &code).await?;
            Ok((status, Files::of(&app, project, form, errors).await?).into_response())
        }
    }
}

fn said(sent: &Uploaded) -> AttachedFileForm {
    AttachedFileForm {
        document: sent.text("document"),
        title_th: sent.text("title_th"),
        title_en: sent.text("title_en"),
        may_publish: sent.text("may_publish"),
        content: String::new(),
    }
}

pub(super) async fn detach(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<DetachedFileForm>,
) -> Result<Response> {
    verbs::detach(&app, &reader, &code, form.id()).await?;
    Ok(done(&code, "attachments-detached"))
}

fn done(code: &str, said: &'static str) -> Response {
    see(Section::Files.address(code)).saying(msg(said)).into_response()
}

/// A file, for whoever may open it: pictures to be looked at, papers to be kept.
pub(super) async fn file(
    State(app): State<App>,
    reader: Reader,
    Path((code, id)): Path<(String, Uuid)>,
    wanted: Wanted,
) -> Result<Response> {
    let project = seen(&app, &reader, &code).await?;
    let opened = verbs::list_opened(&app, &reader, &project).await?;
    let one = opened.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    let public = policy::may_open_file(&Reader::anyone(reader.lang), &project, &one);
    one.handed(&app, &wanted, &project.code, public).await
}
