//! The page of a member card: whoever holds its code sees what they did, brings needs for others, and
//! sees what became of them.

use askama::Template;
use axum::extract::State;
use axum::http::{Extensions, StatusCode};
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Form, Path, Query, client_address, see, shown_again};
use kit::{Error, FormErrors, Result, page};
use serde::Deserialize;

use super::forms::BroughtNeedForm;
use super::network::Network;
use super::verbs_entry::{brought_by, holder};
use super::volunteer::{Deed, Volunteer};
use super::{policy, store_lists, verbs};
use brokerage::needs::{GroupKind, Need};
use house::accounts::Reader;
use house::app::App;
use house::layout::place_chooser::PlaceChooser;
use house::layout::{Choice, choices, filters};

/// Where a volunteer opens their page by the code on their card.
#[derive(Template)]
#[template(path = "volunteers/card_form.html")]
pub(super) struct CardForm {
    typed: String,
    errors: FormErrors,
}
page!(CardForm, "volunteers-card-title");

/// What was typed there.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct CardQuery {
    code: String,
}

pub(super) async fn form(Query(query): Query<CardQuery>) -> Response {
    if query.code.trim().is_empty() {
        return CardForm { typed: String::new(), errors: FormErrors::new() }.into_response();
    }
    see(format!("/volunteers/cards/{}", kit::chance::normalise_code(&query.code))).into_response()
}

/// The page of a card.
#[derive(Template)]
#[template(path = "volunteers/card.html")]
pub(super) struct Card {
    volunteer: Volunteer,
    network: Network,
    deeds: Vec<Deed>,
    brought: Vec<Need>,
    at_work: bool,
    address: String,
}
page!(Card, "volunteers-card-title");

impl Card {
    fn bring(&self) -> String {
        format!("/volunteers/cards/{}/bring-need", self.volunteer.card)
    }
}

pub(super) async fn show(State(app): State<App>, extensions: Extensions, Path(card): Path<String>) -> Result<Response> {
    let Some(volunteer) = holder(&app, client_address(&extensions), &card).await? else {
        let errors = FormErrors::one("code", msg("volunteers-card-unknown"));
        return Ok((StatusCode::NOT_FOUND, CardForm { typed: card, errors }).into_response());
    };
    let page = Card {
        network: verbs::network_of(&app, &volunteer).await?,
        deeds: store_lists::list_deeds(&app.db, volunteer.id).await?,
        brought: brought_by(&app, &volunteer).await?,
        at_work: volunteer.at_work().is_ok(),
        address: format!("{}/volunteers/card", app.settings.public_url),
        volunteer,
    };
    Ok(page.into_response())
}

/// The form by which a need is brought.
#[derive(Template)]
#[template(path = "volunteers/bring.html")]
pub(super) struct Bring {
    volunteer: Volunteer,
    form: BroughtNeedForm,
    errors: FormErrors,
    places: PlaceChooser,
    group_kinds: Vec<Choice>,
}
page!(Bring, "volunteers-bring-title");

impl Bring {
    fn new(volunteer: Volunteer, form: BroughtNeedForm, errors: FormErrors) -> Self {
        let need = &form.need;
        let places = PlaceChooser::new(&need.province, &need.district, &need.subdistrict);
        let group_kinds = choices(GroupKind::words(), "needs-group-kind-");
        Self { volunteer, form, errors, places, group_kinds }
    }

    fn action(&self) -> String {
        format!("/volunteers/cards/{}/bring-need", self.volunteer.card)
    }
}

pub(super) async fn bring(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(card): Path<String>,
) -> Result<Bring> {
    let volunteer = holder(&app, client_address(&extensions), &card).await?.ok_or(Error::NotFound)?;
    policy::may_bring_need(&reader, &volunteer)?;
    let mut form = BroughtNeedForm::default();
    form.need.once = app.chance.secret();
    form.need.province.clone_from(&volunteer.told.province);
    form.need.district = volunteer.told.district.clone().unwrap_or_default();
    Ok(Bring::new(volunteer, form, FormErrors::new()))
}

pub(super) async fn bring_need(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(card): Path<String>,
    Form(form): Form<BroughtNeedForm>,
) -> Result<Response> {
    let volunteer = holder(&app, client_address(&extensions), &card).await?.ok_or(Error::NotFound)?;
    policy::may_bring_need(&reader, &volunteer)?;
    if form.need.step == "places" {
        return Ok(Bring::new(volunteer, form, FormErrors::new()).into_response());
    }
    let brought = match form.check(app.clock.today()) {
        Ok(told) => verbs::bring_need(&app, &reader, &volunteer.card, told, Some(form.need.once.clone())).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match brought {
        Ok(need) => {
            let said = msg("volunteers-brought-now").with("code", need.code);
            Ok(see(format!("/volunteers/cards/{}", volunteer.card)).saying(said).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, Bring::new(volunteer, form, errors)).into_response())
        }
    }
}
