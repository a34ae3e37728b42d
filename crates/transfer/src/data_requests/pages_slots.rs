//! What a participant's page and the page of a slip show of requests.

use askama::Template;
use chrono::NaiveDate;

use super::request::DataRequest;
use super::store;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

use crate::responses::{Holder, Participant};

/// What was asked, and the way to ask.
#[derive(Template)]
#[template(path = "data_requests/way.html")]
struct Ways {
    requests: Vec<DataRequest>,
    today: NaiveDate,
    title: &'static str,
    lead: &'static str,
    address: String,
}

/// On the page of a participant, whom the reader may see.
pub(super) fn on_participant<'a>(app: &'a App, _: &'a Reader, person: &'a Participant) -> Filling<'a> {
    let address = format!("/desk/participants/{}/data-requests", person.code);
    filled(app, person, "data-requests-title", "data-requests-way-desk", address)
}

/// On the page that a slip opens.
pub(super) fn on_slip<'a>(app: &'a App, _: &'a Reader, holder: &'a Holder) -> Filling<'a> {
    let address = format!("/fill/{}/data-requests", holder.0.code);
    filled(app, &holder.0, "data-requests-title-mine", "data-requests-way-slip", address)
}

fn filled<'a>(
    app: &'a App,
    person: &'a Participant,
    title: &'static str,
    lead: &'static str,
    address: String,
) -> Filling<'a> {
    Box::pin(async move {
        let requests = store::list_requests(app.db.reader(), person.id).await?;
        Ok(Some(Box::new(Ways { requests, today: app.clock.today(), title, lead, address }) as Piece))
    })
}
