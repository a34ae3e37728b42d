//! A plan on paper: the file that anybody who may read the project takes away, and the way in for a file that
//! somebody brings.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use documents::{Format, Unreadable};
use kit::message::msg;
use kit::web::{Path, Query, Upload, Uploaded, see, shown_again};
use kit::{Error, FormErrors, Result};
use serde::Deserialize;

use super::forms_deeds::{PlanFileForm, ProposalForm};
use super::pages::{New, seen};
use super::plan_file::{explained, refused};
use super::policy;
use super::project::Project;
use super::verbs_paper as verbs;
use house::accounts::Reader;
use house::app::App;

/// How a file is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// `thai`, or `arabic`, as when nothing is said.
    digits: String,
}

pub(super) async fn pdf(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    paper(&app, &reader, &code, &asked, Format::Pdf).await
}

pub(super) async fn docx(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    paper(&app, &reader, &code, &asked, Format::Docx).await
}

async fn paper(app: &App, reader: &Reader, code: &str, asked: &Asked, format: Format) -> Result<Response> {
    let project = seen(app, reader, code).await?;
    let thai = verbs::in_thai_digits(&asked.digits)?;
    let bytes = verbs::made(app, reader, &project, format, thai).await?;
    let shown = if format == Format::Pdf { "inline" } else { "attachment" };
    let name = format!("{shown}; filename=\"plan-{}.{format}\"", project.code);
    Ok(([(header::CONTENT_TYPE, format.media_type().to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
        .into_response())
}

/// A plan that somebody brings in a file becomes a draft.
pub(super) async fn from_file(State(app): State<App>, reader: Reader, upload: Upload) -> Result<Response> {
    policy::may_propose_somehow(&reader)?;
    let (sent, whole) = upload.read().await;
    let form = PlanFileForm {
        lead: sent.text("file_lead"),
        need: sent.text("need"),
        call: sent.text("call"),
        ..PlanFileForm::default()
    };
    let once = sent.text("once");
    let proposed = match whole {
        Ok(()) => propose(&app, &reader, &form, sent, &once).await,
        Err(error) => Err(error),
    };
    match proposed {
        Ok(project) => {
            Ok(see(format!("/projects/{}/edit", project.code)).saying(msg("projects-file-taken")).into_response())
        }
        Err(error) => {
            let (status, errors) = file_refused(error)?;
            let once = reader.form_key(&app.chance);
            let form =
                ProposalForm { once, lead: form.lead, need: form.need, call: form.call, ..ProposalForm::default() };
            let page = New::with(&app, &reader, form, FormErrors::new()).await?;
            Ok((status, page.file_refused(errors)).into_response())
        }
    }
}

async fn propose(app: &App, reader: &Reader, form: &PlanFileForm, sent: Uploaded, once: &str) -> Result<Project> {
    reader.check_form_key(once).map_err(Error::Conflict)?;
    verbs::propose_from_file(app, reader, form, sent.file.to_vec(), kit::form::optional(once)).await
}

/// What is wrong with a file that was handed in, beside its field on the page. A file that is too large for the house
/// is too large for this field.
pub(super) fn file_refused(error: Error) -> Result<(axum::http::response::Parts, FormErrors)> {
    if matches!(error, Error::TooLarge) {
        let head = StatusCode::UNPROCESSABLE_ENTITY.into_response().into_parts().0;
        return Ok((head, refused(explained(&Unreadable::TooLarge))));
    }
    let (head, errors) = shown_again(error, "file")?;
    let mut beside = FormErrors::new();
    for (field, message) in errors.iter() {
        beside.add(if field == "lead" { "file_lead" } else { field }, message.clone());
    }
    Ok((head, beside))
}
