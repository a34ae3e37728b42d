//! The page on which a clinic hands a telephone the key to an area.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{Error, FormErrors, Result, page};
use uuid::Uuid;

use super::field_key::{FieldKey, settings};
use super::forms::KeyForm;
use super::{policy, store_keys, verbs_keys as verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Qr, filters};

use crate::responses::{self, Area, Wanted};

/// The keys of an area, and the one that was just made.
#[derive(Template)]
#[template(path = "submissions/keys.html")]
pub(super) struct Keys {
    area: Area,
    keys: Vec<FieldKey>,
    form: KeyForm,
    errors: FormErrors,
    made: Option<Made>,
}
page!(Keys, "submissions-keys-title");

/// A key that was just made: shown once.
struct Made {
    /// For ODK Collect.
    address: String,
    code: Option<Qr>,
    /// For the page for the field; what follows the # is sent to nobody.
    page: String,
    page_code: Option<Qr>,
}

impl Made {
    fn of(site: &str, area: &Area, secret: &str) -> Self {
        let address = format!("{site}/openrosa/key/{secret}");
        let page = format!("{site}/field#key={secret}");
        let name = format!("{} {}", area.project_code, area.number);
        Self { code: Qr::on_screen(&settings(&address, &name)), address, page_code: Qr::on_screen(&page), page }
    }
}

impl Keys {
    async fn of(app: &App, area: Area, form: KeyForm, errors: FormErrors, made: Option<Made>) -> Result<Self> {
        let keys = store_keys::list_of_area(&app.db, area.id).await?;
        Ok(Self { form: KeyForm { once: app.chance.secret(), ..form }, keys, area, errors, made })
    }
}

/// The area of an address, for those who make keys to it.
pub(super) async fn area_of(app: &App, reader: &Reader, code: &str, number: i32) -> Result<Area> {
    reader.must_sign_in()?;
    let area = responses::find_area(app.db.reader(), Wanted::Numbered(code, number)).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &area)?;
    policy::may_make(reader, &area)?;
    Ok(area)
}

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Keys> {
    let area = area_of(&app, &reader, &code, number).await?;
    Keys::of(&app, area, KeyForm::default(), FormErrors::new(), None).await
}

pub(super) async fn make(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<KeyForm>,
) -> Result<Response> {
    let area = area_of(&app, &reader, &code, number).await?;
    let made = match form.check() {
        Ok(new) => verbs::make(&app, &reader, &area, new).await,
        Err(errors) => Err(errors.into()),
    };
    match made {
        Ok((_, secret)) => {
            let site = app.settings.public_url.trim_end_matches('/');
            let made = Made::of(site, &area, &secret);
            Ok(Keys::of(&app, area, KeyForm::default(), FormErrors::new(), Some(made)).await?.into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "name")?;
            Ok((status, Keys::of(&app, area, form, errors, None).await?).into_response())
        }
    }
}

pub(super) async fn end(State(app): State<App>, reader: Reader, Path(id): Path<Uuid>) -> Result<Response> {
    let area = verbs::end(&app, &reader, id).await?;
    Ok(see(area.at("field-keys")).saying(msg("submissions-key-ended")).into_response())
}
