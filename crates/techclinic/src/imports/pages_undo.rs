//! The page of one import, and its undoing.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::web::{Path, see};
use kit::{Error, Result, msg, page};

use super::import::Import;
use super::{kind, policy, store_order, store_undo, verbs_undo};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// One import.
#[derive(Template)]
#[template(path = "imports/show.html")]
pub(super) struct Show {
    import: Import,
    may_undo: bool,
}
page!(Show, |page| msg("imports-show-title").with("code", page.import.code.clone()));

impl Show {
    fn undo(&self) -> String {
        format!("/desk/imports/{}/undo", self.import.code)
    }
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    reader.must_sign_in()?;
    let import = store_undo::find(&app.db, &code).await?.ok_or(Error::NotFound)?;
    let of = kind(&import.kind).ok_or(Error::NotFound)?;
    policy::may_undo(&reader, of, store_order::find_who(&app.db, import.id).await?)?;
    Ok(Show { may_undo: import.undone_at.is_none() && !of.tables().is_empty(), import })
}

pub(super) async fn undo(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    reader.must_sign_in()?;
    let address = format!("/desk/imports/{code}");
    match verbs_undo::undo(&app, &reader, &code).await {
        Ok(_) => Ok(see(address).saying(msg("imports-undone")).into_response()),
        Err(Error::Conflict(message)) => Ok(see(address).saying(message).into_response()),
        Err(other) => Err(other),
    }
}
