//! The public pages of clinics, and the forms by which the ministry keeps the register.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::db::listing::Listing;
use kit::form::optional;
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, Query, see};
use kit::{Error, FormErrors, Message, Result, page};

use super::clinic::Clinic;
use super::forms::{ClinicForm, OrganisationForm};
use super::organisation::{Organisation, OrganisationKind};
use super::store::{self, Filter, NetworkSize, Row};
use super::{policy, verbs};
use crate::app::App;
use crate::layout::place_chooser::provinces;
use crate::layout::slots::Slots;
use crate::layout::{Choice, filters};
use crate::rights::Reader;

/// The public list.
#[derive(Template)]
#[template(path = "organisations/index.html")]
pub(super) struct Index {
    clinics: Listing<Row>,
    size: NetworkSize,
    filter: Filter,
    provinces: &'static [Choice],
    may_register: bool,
    next: Option<String>,
    first: Option<String>,
}
page!(Index, "organisations-title", shared);

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let clinics = store::list_clinics(&app.db, &filter).await?;
    Ok(Index {
        next: clinics.next_cursor.as_ref().map(|cursor| filter.address(cursor)),
        first: filter.cursor.as_ref().filter(|cursor| !cursor.is_empty()).map(|_| filter.address("")),
        size: store::network_size(&app.db).await?,
        provinces: provinces(),
        may_register: policy::may_register_clinic(&reader).is_ok(),
        clinics,
        filter,
    })
}

/// One clinic.
#[derive(Template)]
#[template(path = "organisations/show.html")]
pub(super) struct Show {
    clinic: Clinic,
    organisation: Option<Organisation>,
    institutes: Vec<Organisation>,
    slots: Slots,
}
page!(Show, |page| msg("organisations-show-title").with("name", &page.clinic.name), shared);

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let clinic = store::find_clinic(&app.db, &code).await?.ok_or(Error::NotFound)?;
    Ok(Show {
        organisation: store::find_organisation_by_id(&app.db, clinic.organisation).await?,
        institutes: store::list_institutes(&app.db, clinic.id).await?,
        slots: Slots::of(&app, &reader, "clinic", clinic.id).await?,
        clinic,
    })
}

impl Show {
    /// Where a need for this clinic's province is told.
    fn tell(&self) -> String {
        kit::web::address("/needs/new", &[("province", &self.clinic.province)])
    }
}

/// The form by which an organisation is entered.
#[derive(Template)]
#[template(path = "organisations/new.html")]
pub(super) struct New {
    form: OrganisationForm,
    errors: FormErrors,
    kinds: Vec<Choice>,
    provinces: &'static [Choice],
}
page!(New, "organisations-new-title");

impl New {
    fn with(form: OrganisationForm, errors: FormErrors) -> Self {
        let kinds = OrganisationKind::ALL.iter().map(|kind| kind.as_str());
        let kinds = kinds.map(|word| Choice::new(word, Message::new(format!("organisations-kind-{word}")))).collect();
        Self { form, errors, kinds, provinces: provinces() }
    }
}

pub(super) async fn new(
    State(app): State<App>,
    reader: Reader,
    Query(mut form): Query<OrganisationForm>,
) -> Result<New> {
    policy::may_register(&reader)?;
    form.once = app.chance.secret();
    Ok(New::with(form, FormErrors::new()))
}

pub(super) async fn register(
    State(app): State<App>,
    reader: Reader,
    Form(form): Form<OrganisationForm>,
) -> Result<Response> {
    policy::may_register(&reader)?;
    let registered = match form.check() {
        Ok(told) => verbs::register(&app, &reader, told, optional(&form.once).as_deref()).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match registered {
        // Most are entered for the sake of their clinic.
        Ok(organisation) => {
            let clinic = kit::web::address("/clinics/new", &[("organisation", &organisation.told.code)]);
            Ok(see(clinic).saying(msg("organisations-registered")).into_response())
        }
        Err(Error::Invalid(errors)) => Ok((StatusCode::UNPROCESSABLE_ENTITY, New::with(form, errors)).into_response()),
        Err(error) => Err(error),
    }
}

/// The form by which a clinic is entered.
#[derive(Template)]
#[template(path = "organisations/new_clinic.html")]
pub(super) struct NewClinic {
    form: ClinicForm,
    errors: FormErrors,
    provinces: &'static [Choice],
}
page!(NewClinic, "organisations-clinic-new-title");

pub(super) async fn new_clinic(
    State(app): State<App>,
    reader: Reader,
    Query(mut form): Query<ClinicForm>,
) -> Result<NewClinic> {
    policy::may_register_clinic(&reader)?;
    form.once = app.chance.secret();
    Ok(NewClinic { form, errors: FormErrors::new(), provinces: provinces() })
}

pub(super) async fn register_clinic(
    State(app): State<App>,
    reader: Reader,
    Form(form): Form<ClinicForm>,
) -> Result<Response> {
    policy::may_register_clinic(&reader)?;
    let registered = match form.check() {
        Ok(entry) => verbs::register_entry(&app, &reader, entry, optional(&form.once).as_deref()).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match registered {
        Ok(clinic) => {
            let said = msg("organisations-clinic-registered");
            Ok(see(format!("/clinics/{}", clinic.code)).saying(said).into_response())
        }
        Err(Error::Invalid(errors)) => {
            let page = NewClinic { form, errors, provinces: provinces() };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
