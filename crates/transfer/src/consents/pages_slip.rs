//! By a slip: what its holder agrees to, and a button to take back each. Nothing on the page says who they are.

use askama::Template;
use axum::extract::State;
use axum::http::Extensions;
use axum::response::{IntoResponse, Response as Reply};
use kit::message::msg;
use kit::web::{Form, Path, client_address, see};
use kit::{Error, Result, page};
use serde::Deserialize;

use super::consent::{How, NewConsent, Purpose, Standing, Way};
use super::{store, verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

use crate::responses::{self, Door};

/// What the holder of a slip agrees to.
#[derive(Template)]
#[template(path = "consents/slip.html")]
pub(super) struct Mine {
    code: String,
    standing: [Standing; 3],
}
page!(Mine, "consents-title-mine");

/// Which purpose is taken back.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TakeBack {
    purpose: String,
}

pub(super) async fn show(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
) -> Result<Mine> {
    let (person, _) = responses::whose_slip(&app, &reader, client_address(&extensions), &code).await?;
    Ok(Mine { standing: store::find_known(&app.db, &person).await?.standing, code: person.code })
}

pub(super) async fn take_back(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
    Form(form): Form<TakeBack>,
) -> Result<Reply> {
    let (person, _) = responses::whose_slip(&app, &reader, client_address(&extensions), &code).await?;
    let purpose = Purpose::from_word(&form.purpose).ok_or(Error::NotFound)?;
    let said_on = app.clock.today();
    let told = NewConsent { purpose, agreed: false, said_on, way: Way::Slip, guardian: None, note: None };
    verbs::record(&app, &reader, Door::Slip, &person.code, told, "").await?;
    Ok(see(format!("/fill/{}/consents", person.code)).saying(msg("consents-taken-back-mine")).into_response())
}
