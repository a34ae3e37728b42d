//! The page of practice mode, and its three buttons.

use askama::Template;
use axum::extract::State;
use kit::message::msg;
use kit::web::{Form, see};
use kit::{Result, page};
use serde::Deserialize;

use super::verbs;
use house::accounts::{self, Reader};
use house::app::App;
use house::layout::filters;

/// What practice mode is, and the way in or out.
#[derive(Template)]
#[template(path = "practice/index.html")]
pub(super) struct Index {
    may_practise: bool,
    practises: bool,
}
page!(Index, "practice-title");

pub(super) async fn index(reader: Reader) -> Result<Index> {
    reader.must_sign_in()?;
    Ok(Index { may_practise: reader.may_practise(), practises: reader.practises() })
}

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct NextForm {
    next: String,
}

impl NextForm {
    fn or_desk(&self) -> &str {
        accounts::local(&self.next).unwrap_or("/desk")
    }
}

pub(super) async fn start(State(app): State<App>, reader: Reader, Form(form): Form<NextForm>) -> Result<kit::web::See> {
    accounts::switch_practice(&app, &reader, true).await?;
    Ok(see(form.or_desk()).saying(msg("practice-started")))
}

pub(super) async fn end(State(app): State<App>, reader: Reader, Form(form): Form<NextForm>) -> Result<kit::web::See> {
    accounts::switch_practice(&app, &reader, false).await?;
    Ok(see(form.or_desk()).saying(msg("practice-ended")))
}

pub(super) async fn clear(State(app): State<App>, reader: Reader) -> Result<kit::web::See> {
    let cleared = verbs::clear(&app, &reader).await?;
    Ok(see("/practice").saying(msg("practice-cleared").with("count", cleared)))
}
