//! The page on which a clinic keeps pictures, papers and experts with a technology.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Form, Path, Upload, Uploaded, see};
use kit::{FormErrors, Message, Result, page};

use super::attachment::{Attachment, AttachmentKind};
use super::expert::Expert;
use super::forms_parts::{AttachForm, DetachForm, DismissForm, ExpertForm};
use super::pages::seen;
use super::policy;
use super::store_parts;
use super::technology::Technology;
use super::verbs_parts as verbs;
use house::accounts::Reader;
use house::app::App;
use house::attachments;
use house::layout::{Choice, choices, filters};

/// What stands with a technology.
#[derive(Template)]
#[template(path = "technologies/parts.html")]
pub(super) struct Parts {
    technology: Technology,
    attached: Vec<Attachment>,
    experts: Vec<Expert>,
    kinds: Vec<Choice>,
    file: AttachForm,
    file_errors: FormErrors,
    expert: ExpertForm,
    expert_errors: FormErrors,
}
page!(Parts, "technologies-parts-title");

impl Parts {
    async fn of(app: &App, technology: Technology) -> Result<Self> {
        let mut experts = store_parts::list_experts(&app.db, &[technology.id]).await?;
        Ok(Self {
            attached: attachments::list(app.db.reader(), technology.id).await?,
            experts: experts.remove(&technology.id).unwrap_or_default(),
            kinds: choices(AttachmentKind::words(), "technologies-attached-kind-"),
            file: AttachForm { kind: AttachmentKind::Picture.as_str().to_owned(), ..AttachForm::default() },
            file_errors: FormErrors::new(),
            expert: ExpertForm { free: "yes".to_owned(), ..ExpertForm::default() },
            expert_errors: FormErrors::new(),
            technology,
        })
    }

    fn at(&self, verb: &str) -> String {
        format!("/technologies/{}/{verb}", self.technology.code)
    }
}

fn done(code: &str, said: Message) -> Response {
    see(format!("/technologies/{code}/parts")).saying(said).into_response()
}

pub(super) async fn parts(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Parts> {
    let technology = seen(&app, &reader, &code).await?;
    policy::may_attach(&reader, &technology)?;
    Parts::of(&app, technology).await
}

pub(super) async fn attach(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    upload: Upload,
) -> Result<Response> {
    policy::may_attach(&reader, &seen(&app, &reader, &code).await?)?;
    let (sent, whole) = upload.read().await;
    let form = said(&sent);
    let attached = match whole.and_then(|()| Ok(form.check()?)) {
        Ok(new) => verbs::attach(&app, &reader, &code, new, sent.file).await,
        Err(error) => Err(error),
    };
    match attached {
        Ok(_) => Ok(done(&code, msg("attachments-attached"))),
        Err(error) => {
            let (status, file_errors) = kit::web::shown_again(error, "file")?;
            let parts = Parts::of(&app, seen(&app, &reader, &code).await?).await?;
            Ok((status, Parts { file: form, file_errors, ..parts }).into_response())
        }
    }
}

fn said(sent: &Uploaded) -> AttachForm {
    let (kind, title_th, title_en) = (sent.text("kind"), sent.text("title_th"), sent.text("title_en"));
    AttachForm { kind, title_th, title_en, ..AttachForm::default() }
}

pub(super) async fn detach(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<DetachForm>,
) -> Result<Response> {
    verbs::detach(&app, &reader, &code, form.number()).await?;
    Ok(done(&code, msg("attachments-detached")))
}

pub(super) async fn name_expert(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<ExpertForm>,
) -> Result<Response> {
    policy::may_name_expert(&reader, &seen(&app, &reader, &code).await?)?;
    match form.check() {
        Ok(told) => {
            verbs::name_expert(&app, &reader, &code, told).await?;
            Ok(done(&code, msg("technologies-expert-named")))
        }
        Err(expert_errors) => {
            let parts = Parts::of(&app, seen(&app, &reader, &code).await?).await?;
            let page = Parts { expert: form, expert_errors, ..parts };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

pub(super) async fn dismiss_expert(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<DismissForm>,
) -> Result<Response> {
    verbs::dismiss_expert(&app, &reader, &code, form.id()).await?;
    Ok(done(&code, msg("technologies-expert-dismissed")))
}
