//! The page on which the scanned paper of a signed version is attached, and the paper itself.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Path, Query, Upload, see};
use kit::{Error, FormErrors, Result, page};
use uuid::Uuid;

use super::forms_copies::CopyForm;
use super::pages::seen;
use super::policy;
use super::project::Project;
use super::signed_copy::{self, SignedCopy};
use super::{store, verbs_copies as verbs};
use house::accounts::Reader;
use house::app::App;
use house::attachments::Wanted;
use house::layout::{Choice, filters};

/// The form of a scan.
#[derive(Template)]
#[template(path = "projects/copy.html")]
pub(super) struct CopyPage {
    project: Project,
    versions: Vec<Choice>,
    /// The copy that another one would replace.
    before: Option<SignedCopy>,
    form: CopyForm,
    errors: FormErrors,
}
page!(CopyPage, "projects-deed-attach-signed");

impl CopyPage {
    async fn of(app: &App, reader: &Reader, project: Project, mut form: CopyForm, errors: FormErrors) -> Result<Self> {
        let versions = store::list_versions(&app.db, project.id).await?;
        if form.plan_version.is_empty() {
            form.plan_version = versions.first().map(|last| last.plan_version.to_string()).unwrap_or_default();
        }
        let choice =
            |number: i32| Choice::new(number.to_string(), msg("projects-version-number").with("number", number));
        let copies = verbs::list_opened_copies(app, reader, &project).await?;
        let wanted = form.plan_version.parse().unwrap_or_default();
        Ok(Self {
            versions: versions.iter().map(|version| choice(version.plan_version)).collect(),
            before: signed_copy::current(&copies, wanted).cloned(),
            project,
            form,
            errors,
        })
    }

    fn at(&self) -> String {
        format!("/projects/{}/attach-signed", self.project.code)
    }
}

pub(super) async fn attach_signed_form(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(form): Query<CopyForm>,
) -> Result<CopyPage> {
    reader.must_sign_in()?;
    let project = seen(&app, &reader, &code).await?;
    policy::may_attach_signed(&reader, &project)?;
    if project.plan_version == 0 {
        return Err(Error::Forbidden(msg("projects-version-none")));
    }
    CopyPage::of(&app, &reader, project, form, FormErrors::new()).await
}

pub(super) async fn attach_signed(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    upload: Upload,
) -> Result<Response> {
    policy::may_attach_signed(&reader, &seen(&app, &reader, &code).await?)?;
    let (sent, whole) = upload.read().await;
    let form = CopyForm { plan_version: sent.text("plan_version"), reason: sent.text("reason"), ..CopyForm::default() };
    let attached = match whole.and_then(|()| Ok(form.check()?)) {
        Ok(new) => verbs::attach_signed(&app, &reader, &code, new, (&sent.name, sent.file)).await,
        Err(error) => Err(error),
    };
    match attached {
        Ok(_) => Ok(see(format!("/projects/{code}/history")).saying(msg("projects-copy-kept")).into_response()),
        Err(error) => {
            let (status, errors) = kit::web::shown_again(error, "file")?;
            let project = seen(&app, &reader, &code).await?;
            Ok((status, CopyPage::of(&app, &reader, project, form, errors).await?).into_response())
        }
    }
}

/// The paper, as a file to be kept: with the names of living people, so for those who work on the project.
pub(super) async fn copy(
    State(app): State<App>,
    reader: Reader,
    Path((code, id)): Path<(String, Uuid)>,
    wanted: Wanted,
) -> Result<Response> {
    let project = seen(&app, &reader, &code).await?;
    let copies = verbs::list_opened_copies(&app, &reader, &project).await?;
    let copy = copies.into_iter().find(|copy| copy.id == id).ok_or(Error::NotFound)?;
    copy.scan.handed(&app, &wanted).await
}
