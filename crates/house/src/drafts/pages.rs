//! Where the script of a form sends what is typed, and where it is thrown away.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::web::{Form, Path, may_write, see};
use kit::{Error, FormErrors, Result};
use serde::Deserialize;

use super::draft::{Draft, kept, known};
use super::store;
use crate::accounts::{self, Reader};
use crate::app::App;
use crate::layout::drafted;

pub(super) async fn keep(
    State(app): State<App>,
    reader: Reader,
    Path(key): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<StatusCode> {
    let account = reader.who().ok_or(Error::SignIn)?.account;
    known(&key)?;
    let fields = kept(fields).map_err(FormErrors::whole)?;
    let draft = Draft { fields, saved_at: app.clock.now() };
    // Almost every time the draft is there, and whoever began it might: one statement.
    if !store::keep(&app.db, account, &key, &draft).await? {
        drafted::may_write(&app, &reader, &key).await?;
        store::keep_new(&app.db, account, &key, &draft).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Where to go on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ForgetForm {
    next: String,
}

pub(super) async fn forget(
    State(app): State<App>,
    reader: Reader,
    Path(key): Path<String>,
    Form(form): Form<ForgetForm>,
) -> Result<Response> {
    let account = reader.who().ok_or(Error::SignIn)?.account;
    known(&key)?;
    may_write()?;
    store::forget(&app.db, account, &key).await?;
    Ok(see(accounts::local(&form.next).unwrap_or("/desk")).into_response())
}
