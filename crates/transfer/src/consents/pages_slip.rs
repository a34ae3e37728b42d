//! By a slip: what its holder agrees to, and a button to take back each. Nothing on the page says who they are.

use askama::Template;
use axum::extract::State;
use axum::http::Extensions;
use axum::response::{IntoResponse, Response as Reply};
use kit::message::msg;
use kit::web::{Form, Path, client_address, see};
use kit::{Error, Result, page};
use serde::Deserialize;

use super::consent::{How, NewConsent, Purpose, Standing, Way, standing};
use super::{store, verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

use crate::responses::{self, Door, Participant};
use xlsform::Kind;

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

async fn by_slip(app: &App, reader: &Reader, extensions: &Extensions, code: &str) -> Result<Participant> {
    let look = async {
        let (person, area) = verbs::found(app, code).await?;
        responses::may_use_slip(reader, &area)?;
        Ok(person)
    };
    app.public_throttle.guess(format!("fill {}", client_address(extensions)), look).await
}

pub(super) async fn show(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
) -> Result<Mine> {
    let person = by_slip(&app, &reader, &extensions, &code).await?;
    let said = store::list_consents(app.db.reader(), person.id).await?;
    let answers = responses::list_responses(&app.db, person.id).await?;
    let application = answers.iter().find(|one| one.kind == Kind::Application && !one.superseded);
    Ok(Mine { standing: standing(&person, application, &said), code: person.code })
}

pub(super) async fn take_back(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
    Form(form): Form<TakeBack>,
) -> Result<Reply> {
    let person = by_slip(&app, &reader, &extensions, &code).await?;
    let purpose = Purpose::from_word(&form.purpose).ok_or(Error::NotFound)?;
    let said_on = app.clock.today();
    let told = NewConsent { purpose, agreed: false, said_on, way: Way::Slip, guardian: None, note: None };
    verbs::record(&app, &reader, Door::Slip, &person.code, told, "").await?;
    Ok(see(format!("/fill/{}/consents", person.code)).saying(msg("consents-taken-back-mine")).into_response())
}
