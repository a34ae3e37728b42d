//! The steps of a technology's life that its own clinic takes with one press.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Path, see};
use kit::{Error, Result};

use super::pages::seen;
use super::pages_forms::Entry;
use super::verbs;
use super::verbs_review;
use house::accounts::Reader;
use house::app::App;

/// Handed in; what is missing is asked for in the form, beside its fields.
pub(super) async fn submit(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    match verbs_review::submit(&app, &reader, &code).await {
        Ok(_) => Ok(see(format!("/technologies/{code}")).saying(msg("technologies-submitted")).into_response()),
        Err(Error::Invalid(errors)) => {
            let technology = seen(&app, &reader, &code).await?;
            let entry = Entry::of(&app, &reader, technology, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, entry).into_response())
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn renew(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    let technology = verbs::renew(&app, &reader, &code).await?;
    let said = msg("technologies-renewed").with("day", technology.renew_by());
    Ok(see(format!("/technologies/{code}")).saying(said).into_response())
}

pub(super) async fn archive(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    let technology = verbs::archive(&app, &reader, &code).await?;
    let said = if technology.is_public() { "technologies-archived" } else { "technologies-set-aside-done" };
    Ok(see(format!("/technologies/{code}")).saying(msg(said)).into_response())
}

pub(super) async fn restore(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    verbs::restore(&app, &reader, &code).await?;
    Ok(see(format!("/technologies/{code}")).saying(msg("technologies-restored")).into_response())
}
