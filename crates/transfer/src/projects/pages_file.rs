//! A file taken into a plan that is open: first what it would change is shown, then whoever brought it confirms.
//! Between the two it waits beside what people type, which is nobody's record.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::form::{optional, version_seen};
use kit::message::msg;
use kit::show::Bilingual;
use kit::web::{Form, Path, Upload, may_write, see};
use kit::{Error, FormErrors, Message, Result, Timestamp, page};
use serde::Deserialize;
use uuid::Uuid;

use super::document::PlanDocument;
use super::pages_changes::{Called, Told};
use super::pages_edit::{Written, read};
use super::pages_paper::file_refused;
use super::plan::Plan;
use super::plan_file::{Origin, PlanFile};
use super::policy;
use super::project::Project;
use super::verbs_known::codes;
use super::verbs_paper;
use super::verbs_taking_over::{Taken, edit_amendment_by_file, edit_by_file, taken_into};
use house::accounts::Reader;
use house::app::App;
use house::drafts;
use house::layout::filters;

/// The page on which a file is chosen, and what it would change is shown.
#[derive(Template)]
#[template(path = "projects/edit_file.html")]
pub(super) struct EditFile {
    code: String,
    written: Written,
    name: Bilingual,
    version: i64,
    once: String,
    waiting: Option<Waiting>,
    /// What is wrong with the file that was just chosen.
    errors: FormErrors,
    /// What stands against taking over the one that waits.
    refused: FormErrors,
}
page!(EditFile, "projects-file-into");

/// A file that waits for being taken over.
struct Waiting {
    /// What it is called where it comes from.
    file: String,
    since: Timestamp,
    sha256: String,
    origin: Option<Origin>,
    changes: Vec<Told>,
}

impl EditFile {
    fn action(&self) -> String {
        self.written.file(&self.code)
    }

    fn take_over(&self) -> String {
        format!("{}/take-over", self.action())
    }

    fn key(&self) -> String {
        key(&self.code, self.written)
    }

    fn edit(&self) -> String {
        format!("{}/edit", self.written.of(&self.code))
    }

    fn is_other(&self, origin: &Origin) -> bool {
        origin.project != self.code
    }

    /// Was the plan changed since the file was taken?
    fn is_behind(&self, origin: &Origin) -> bool {
        self.written == Written::Project && !self.is_other(origin) && origin.version < self.version
    }
}

/// The key under which a file waits.
fn key(code: &str, written: Written) -> String {
    written.key(code, "file")
}

/// The file that a reader brought, and how it is called.
struct Kept {
    file: PlanFile,
    name: String,
    since: Timestamp,
}

async fn kept(app: &App, account: Uuid, key: &str) -> Result<Option<Kept>> {
    let Some(draft) = drafts::find(&app.db, account, key).await? else { return Ok(None) };
    let fields: HashMap<String, String> = draft.fields.into_iter().collect();
    let file = fields.get("plan").and_then(|plan| serde_json::from_str(plan).ok());
    let name = fields.get("name").cloned().unwrap_or_default();
    Ok(file.map(|file| Kept { file, name, since: draft.saved_at }))
}

async fn shown(app: &App, reader: &Reader, project: &Project, written: Written) -> Result<EditFile> {
    let account = reader.who().ok_or(Error::SignIn)?.account;
    let (mut waiting, mut refused) = (None, FormErrors::new());
    if let Some(Kept { file, name, since }) = kept(app, account, &key(&project.code, written)).await? {
        match verbs_paper::plan_of(app, &file, Some(&project.plan.programme)).await {
            Ok(plan) => {
                let grants = policy::grants(reader, project, written != Written::Project);
                let changes = changes(app, &project.plan, &taken_into(plan, &project.plan, grants)).await?;
                waiting = Some(Waiting { file: name, since, sha256: file.sha256()?, origin: file.origin, changes });
            }
            // What it names is gone since it was brought.
            Err(Error::Invalid(errors)) => refused = errors,
            Err(error) => return Err(error),
        }
    }
    Ok(EditFile {
        code: project.code.clone(),
        written,
        name: project.plan.name.clone(),
        version: project.version,
        once: app.chance.secret(),
        waiting,
        errors: FormErrors::new(),
        refused,
    })
}

async fn changes(app: &App, now: &Plan, then: &Plan) -> Result<Vec<Told>> {
    let codes = codes(app, [now, then]).await?;
    let document = |plan| serde_json::to_value(PlanDocument::of(plan, &codes));
    Ok(Called::of(app).await?.told(&document(now)?, &document(then)?))
}

/// The project with the plan that is written, where it may be written still.
async fn open(app: &App, reader: &Reader, code: &str, written: Written) -> Result<Project> {
    reader.who().ok_or(Error::SignIn)?;
    let (project, open) = read(app, reader, code, written).await?;
    open.map_err(Error::Forbidden)?;
    Ok(project)
}

pub(super) async fn file_form(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<EditFile> {
    let project = open(&app, &reader, &code, Written::Project).await?;
    shown(&app, &reader, &project, Written::Project).await
}

pub(super) async fn amendment_file_form(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<EditFile> {
    let written = Written::Amendment(number);
    let project = open(&app, &reader, &code, written).await?;
    shown(&app, &reader, &project, written).await
}

pub(super) async fn bring(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    upload: Upload,
) -> Result<Response> {
    brought(&app, &reader, &code, Written::Project, upload).await
}

pub(super) async fn bring_to_amendment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    upload: Upload,
) -> Result<Response> {
    brought(&app, &reader, &code, Written::Amendment(number), upload).await
}

/// Keeps a file that can be taken over until its writer has seen what it changes.
async fn brought(app: &App, reader: &Reader, code: &str, written: Written, upload: Upload) -> Result<Response> {
    let project = open(app, reader, code, written).await?;
    let (sent, whole) = upload.read().await;
    let kept = match whole {
        Ok(()) => keep(app, reader, &project, written, (&sent.name, sent.file.to_vec())).await,
        Err(error) => Err(error),
    };
    match kept {
        Ok(()) => Ok(see(written.file(code)).into_response()),
        Err(error) => {
            let (head, errors) = file_refused(error)?;
            let page = shown(app, reader, &project, written).await?;
            Ok((head, EditFile { errors, ..page }).into_response())
        }
    }
}

async fn keep(
    app: &App,
    reader: &Reader,
    project: &Project,
    written: Written,
    (name, file): (&str, Vec<u8>),
) -> Result<()> {
    let account = reader.who().ok_or(Error::SignIn)?.account;
    let file = verbs_paper::read(file).await?;
    verbs_paper::plan_of(app, &file, Some(&project.plan.programme)).await?;
    let fields =
        vec![("name".to_owned(), name.chars().take(200).collect()), ("plan".to_owned(), serde_json::to_string(&file)?)];
    may_write()?;
    drafts::keep_brought(&app.db, account, &key(&project.code, written), fields, app.clock.now()).await
}

/// That what was shown is to be taken over.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TakeOverForm {
    version: String,
    sha256: String,
    once: String,
}

pub(super) async fn take_over(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<TakeOverForm>,
) -> Result<Response> {
    taken(&app, &reader, &code, Written::Project, form).await
}

pub(super) async fn take_over_into_amendment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<TakeOverForm>,
) -> Result<Response> {
    taken(&app, &reader, &code, Written::Amendment(number), form).await
}

async fn taken(app: &App, reader: &Reader, code: &str, written: Written, form: TakeOverForm) -> Result<Response> {
    let account = reader.who().ok_or(Error::SignIn)?.account;
    let (project, _) = read(app, reader, code, written).await?;
    let Some(Kept { file, .. }) = kept(app, account, &key(code, written)).await? else {
        return Ok(see(written.file(code)).saying(msg("projects-file-gone")).into_response());
    };
    match done(app, reader, (&project, written), file, form).await {
        Ok(()) => {
            drafts::forget(&app.db, account, &key(code, written)).await?;
            Ok(see(written.of(code)).saying(msg("projects-file-taken-over")).into_response())
        }
        Err(Error::Invalid(refused)) => {
            let page = shown(app, reader, &project, written).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, EditFile { refused, ..page }).into_response())
        }
        Err(Error::Conflict(message)) => Ok(conflict(app, reader, code, written, message).await?.into_response()),
        Err(error) => Err(error),
    }
}

async fn done(
    app: &App,
    reader: &Reader,
    (project, written): (&Project, Written),
    file: PlanFile,
    form: TakeOverForm,
) -> Result<()> {
    let sha256 = file.sha256()?;
    if sha256 != form.sha256 {
        return Err(Error::Conflict(msg("projects-file-another")));
    }
    let plan = verbs_paper::plan_of(app, &file, Some(&project.plan.programme)).await?;
    let version = version_seen(&form.version).unwrap_or(0);
    let taken = Taken { plan, origin: file.origin, sha256, version, once: optional(&form.once) };
    match written {
        Written::Project => edit_by_file(app, reader, &project.code, taken).await.map(|_| ()),
        Written::Amendment(number) => {
            edit_amendment_by_file(app, reader, &project.code, number, taken).await.map(|_| ())
        }
    }
}

/// What the file would change of the plan as somebody else saved it meanwhile.
async fn conflict(
    app: &App,
    reader: &Reader,
    code: &str,
    written: Written,
    message: Message,
) -> Result<(StatusCode, EditFile)> {
    let (project, _) = read(app, reader, code, written).await?;
    let page = shown(app, reader, &project, written).await?;
    Ok((StatusCode::CONFLICT, EditFile { refused: FormErrors::whole(message), ..page }))
}
