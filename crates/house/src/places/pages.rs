//! The pages of local governments: the list, and the form by which one is entered.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::db::listing::{Listing, Turns};
use kit::message::msg;
use kit::web::{Form, Narrowed, Query, see, shown_again};
use kit::{Error, FormErrors, Result, page};

use super::forms::LocalGovernmentForm;
use super::local_government::{LocalGovernment, LocalGovernmentKind};
use super::store::{self, Filter};
use super::{policy, verbs};
use crate::app::App;
use crate::layout::place_chooser::provinces;
use crate::layout::{Choice, PlaceChooser, filters};
use crate::rights::Reader;

/// The list.
#[derive(Template)]
#[template(path = "places/local_governments.html")]
pub(super) struct Index {
    found: Listing<LocalGovernment>,
    filter: Filter,
    provinces: &'static [Choice],
    kinds: Vec<Choice>,
    may_register: bool,
    turns: Turns,
}
page!(Index, "places-local-title");

fn kinds() -> Vec<Choice> {
    LocalGovernmentKind::ALL.iter().map(|kind| Choice::new(kind.as_str(), kind.name())).collect()
}

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let found = store::list(&app.db, &filter).await?;
    Ok(Index {
        turns: found.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        provinces: provinces(),
        kinds: kinds(),
        may_register: policy::may_register_somewhere(&reader).is_ok(),
        found,
        filter,
    })
}

/// The form.
#[derive(Template)]
#[template(path = "places/new_local_government.html")]
pub(super) struct New {
    form: LocalGovernmentForm,
    errors: FormErrors,
    places: PlaceChooser,
    kinds: Vec<Choice>,
}
page!(New, "places-local-new-title");

impl New {
    fn with(form: LocalGovernmentForm, errors: FormErrors) -> Self {
        let places = PlaceChooser::new(&form.province, &form.district, &form.subdistrict);
        Self { form, errors, places, kinds: kinds() }
    }
}

pub(super) async fn new(
    State(app): State<App>,
    reader: Reader,
    Query(mut form): Query<LocalGovernmentForm>,
) -> Result<New> {
    policy::may_register_somewhere(&reader)?;
    if form.once.is_empty() {
        form.once = app.chance.secret();
    }
    Ok(New::with(form, FormErrors::new()))
}

pub(super) async fn register(
    State(app): State<App>,
    reader: Reader,
    Form(form): Form<LocalGovernmentForm>,
) -> Result<Response> {
    policy::may_register_somewhere(&reader)?;
    if form.step == "places" {
        return Ok(New::with(form, FormErrors::new()).into_response());
    }
    let once = Some(form.once.as_str()).filter(|key| !key.is_empty());
    let registered = match form.check() {
        Ok(told) => verbs::register(&app, &reader, told, once).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match registered {
        Ok(new) => {
            let list = kit::web::address("/places/local-governments", &[("q", &new.told.name.th)]);
            Ok(see(list).saying(msg("places-local-registered")).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, New::with(form, errors)).into_response())
        }
    }
}
