//! How to reach the office of a clinic: shown to whoever presses a button, put right by its own people.

use askama::Template;
use axum::extract::State;
use axum::http::Extensions;
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Form, Path, client_address, see, shown_beside};
use kit::{Error, FormErrors, Result, page};

use super::clinic::Clinic;
use super::forms::ContactsCorrection;
use super::pages::found;
use super::{policy, verbs};
use crate::app::App;
use crate::layout::filters;
use crate::rights::Reader;

/// The e-mail address of a clinic's office, given to whoever pressed the button.
#[derive(Template)]
#[template(path = "organisations/contact.html")]
pub(super) struct Contact {
    clinic: Clinic,
}
page!(Contact, "organisations-contact-title");

impl Contact {
    fn back(&self) -> String {
        format!("/clinics/{}", self.clinic.code)
    }
}

/// Nothing is written: it is a form because programs that gather addresses follow links and press no
/// buttons, while every telephone's browser can (docs/requirements.md A2-11).
pub(super) async fn contact(
    State(app): State<App>,
    extensions: Extensions,
    Path(code): Path<String>,
) -> Result<Contact> {
    app.public_throttle.count(format!("contacts {}", client_address(&extensions)))?;
    Ok(Contact { clinic: found(&app, &code).await? })
}

/// The form by which the contacts of a clinic are put right.
#[derive(Template)]
#[template(path = "organisations/contacts_form.html")]
pub(super) struct Correction {
    clinic: Clinic,
    form: ContactsCorrection,
    errors: FormErrors,
}
page!(Correction, "organisations-contacts-correct-title");

impl Correction {
    fn action(&self) -> String {
        format!("/clinics/{}/correct-contacts", self.clinic.code)
    }
}

pub(super) async fn correction(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Correction> {
    let clinic = found(&app, &code).await?;
    policy::may_correct_contacts(&reader, &clinic)?;
    let form = ContactsCorrection::of(&clinic);
    Ok(Correction { clinic, form, errors: FormErrors::new() })
}

pub(super) async fn correct_contacts(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(mut form): Form<ContactsCorrection>,
) -> Result<Response> {
    let clinic = found(&app, &code).await?;
    policy::may_correct_contacts(&reader, &clinic)?;
    let corrected = match form.check() {
        Ok(contacts) => verbs::correct_contacts(&app, &reader, &code, contacts, form.seen()).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    let Err(error) = corrected else {
        return Ok(see(format!("/clinics/{code}")).saying(msg("organisations-clinic-corrected")).into_response());
    };
    let clinic = found(&app, &code).await?;
    let (status, errors) = shown_beside(error, "phone", &mut form, ContactsCorrection::of(&clinic))?;
    Ok((status, Correction { clinic, form, errors }).into_response())
}
