//! By a slip: what its holder asked about their data, and the form by which they ask. Nothing on the page says who they are.

use askama::Template;
use axum::extract::State;
use axum::http::Extensions;
use axum::response::{IntoResponse, Response as Reply};
use chrono::NaiveDate;
use kit::message::msg;
use kit::web::{Form, Path, client_address, see, shown_again};
use kit::{FormErrors, Result, page};

use super::forms::RequestForm;
use super::request::{DataRequest, Wish};
use super::{store, verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, choices, filters};

use crate::responses::{self, Door, Participant};

/// What the holder of a slip asked.
#[derive(Template)]
#[template(path = "data_requests/slip.html")]
pub(super) struct Mine {
    code: String,
    requests: Vec<DataRequest>,
    today: NaiveDate,
    wishes: Vec<Choice>,
    form: RequestForm,
    errors: FormErrors,
    action: String,
}
page!(Mine, "data-requests-title-mine");

impl Mine {
    async fn of(app: &App, person: &Participant) -> Result<Self> {
        Ok(Self {
            requests: store::list_requests(app.db.reader(), person.id).await?,
            today: app.clock.today(),
            wishes: choices(Wish::ALL.iter().map(|wish| wish.as_str()), "data-requests-wish-"),
            form: RequestForm::default(),
            errors: FormErrors::new(),
            action: format!("/fill/{}/data-requests", person.code),
            code: person.code.clone(),
        })
    }
}

pub(super) async fn show(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
) -> Result<Mine> {
    let (person, _) = responses::whose_slip(&app, &reader, client_address(&extensions), &code).await?;
    Mine::of(&app, &person).await
}

pub(super) async fn record(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
    Form(form): Form<RequestForm>,
) -> Result<Reply> {
    let (person, _) = responses::whose_slip(&app, &reader, client_address(&extensions), &code).await?;
    let recorded = match form.check_by_slip(app.clock.today()) {
        Ok(told) => verbs::record(&app, &reader, Door::Slip, &person.code, told).await,
        Err(errors) => Err(errors.into()),
    };
    match recorded {
        Ok(request) => {
            let page = format!("/fill/{}/data-requests", person.code);
            Ok(see(page).saying(msg("data-requests-recorded").with("day", request.due_on)).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "wish")?;
            Ok((status, Mine { errors, form, ..Mine::of(&app, &person).await? }).into_response())
        }
    }
}
