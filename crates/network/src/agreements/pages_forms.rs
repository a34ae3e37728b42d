//! The pages on which an agreement is entered, signed, renewed, mended and given its scan.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::Days;
use kit::form::optional;
use kit::message::msg;
use kit::web::{Form, Path, Query, Upload, see, shown_again, shown_beside};
use kit::{Error, FormErrors, Message, Result, page};
use uuid::Uuid;

use super::agreement::{Agreement, Duties, Kind};
use super::forms::{AgreementForm, SignForm};
use super::pages::Show;
use super::register::typed_parties;
use super::verbs::{self, read, seen};
use super::{policy, store_whole};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, choices, filters};
use house::organisations;

/// The form by which an agreement is entered or mended.
#[derive(Template)]
#[template(path = "agreements/form.html")]
pub(super) struct Entry {
    /// What is being mended, as it stands now.
    agreement: Option<Agreement>,
    form: AgreementForm,
    errors: FormErrors,
    kinds: Vec<Choice>,
    clinics: Vec<Choice>,
    duties: Vec<Choice>,
}
page!(Entry, |page| match &page.agreement {
    None => msg("agreements-new-title"),
    Some(_) => msg("agreements-correct-title"),
});

impl Entry {
    async fn with(app: &App, agreement: Option<Agreement>, form: AgreementForm, errors: FormErrors) -> Result<Self> {
        Ok(Self {
            agreement,
            form,
            errors,
            kinds: choices(Kind::words(), "agreements-kind-"),
            clinics: organisations::choices(app).await?,
            duties: choices(Duties::words(), "agreements-duties-"),
        })
    }

    fn action(&self) -> String {
        self.agreement
            .as_ref()
            .map_or_else(|| "/agreements".to_owned(), |one| format!("/agreements/{}/correct", one.code))
    }

    /// Is the box shown by which somebody says that no institute of the clinic is among the parties?
    fn asks_institute(&self) -> bool {
        let asked = |message: &Message| message.id() == "agreements-no-institute";
        self.form.is_without_institute() || self.errors.of("parties").is_some_and(asked)
    }

    fn draft(&self) -> String {
        self.agreement.as_ref().map_or_else(|| "agreement".to_owned(), |one| format!("agreement-{}", one.code))
    }
}

pub(super) async fn new(State(app): State<App>, reader: Reader, Query(asked): Query<AgreementForm>) -> Result<Entry> {
    policy::may_register(&reader)?;
    let mut form = AgreementForm { once: app.chance.secret(), clinic: asked.clinic.clone(), ..AgreementForm::usual() };
    if let Some(clinic) = organisations::find_clinic(&app.db, asked.clinic.trim()).await? {
        let institutes = organisations::list_institutes(&app.db, clinic.id).await?;
        form.parties = institutes.into_iter().map(|one| one.told.code).collect::<Vec<_>>().join("\n");
    }
    Entry::with(&app, None, form, FormErrors::new()).await
}

pub(super) async fn register(
    State(app): State<App>,
    reader: Reader,
    Form(form): Form<AgreementForm>,
) -> Result<Response> {
    policy::may_register(&reader)?;
    let registered = match read(&app, &form).await {
        Ok(told) => {
            verbs::register(&app, &reader, (told, form.is_without_institute()), optional(&form.once).as_deref()).await
        }
        Err(error) => Err(error),
    };
    match registered {
        Ok(agreement) => {
            let said = msg("agreements-registered");
            Ok(see(format!("/agreements/{}", agreement.code)).saying(said).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, Entry::with(&app, None, form, errors).await?).into_response())
        }
    }
}

/// What is written down, as a form.
async fn form_of(app: &App, agreement: &Agreement, lang: kit::Lang) -> Result<AgreementForm> {
    let names = organisations::clinic_names(&app.db, agreement.told.clinic).await?;
    let clinic = names.into_values().next().map(|clinic| clinic.code).unwrap_or_default();
    let renewed = |id: Uuid, codes: Vec<(Uuid, String)>| codes.into_iter().find(|(other, _)| *other == id);
    let renews = match agreement.told.renews {
        Some(id) => renewed(id, store_whole::list_codes(&app.db).await?).map(|(_, code)| code).unwrap_or_default(),
        None => String::new(),
    };
    let codes = store_whole::organisation_codes(&app.db).await?;
    let parties = typed_parties(&agreement.told.parties, &codes, "\n");
    Ok(AgreementForm::of(agreement, parties, clinic, renews, lang))
}

pub(super) async fn correction(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Entry> {
    let agreement = seen(&app, &reader, &code).await?;
    policy::may_correct(&reader, &agreement)?;
    let form = form_of(&app, &agreement, reader.lang).await?;
    Entry::with(&app, Some(agreement), form, FormErrors::new()).await
}

pub(super) async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(mut form): Form<AgreementForm>,
) -> Result<Response> {
    policy::may_correct(&reader, &seen(&app, &reader, &code).await?)?;
    let corrected = match read(&app, &form).await {
        Ok(told) => verbs::correct(&app, &reader, &code, (told, form.is_without_institute()), form.seen()).await,
        Err(error) => Err(error),
    };
    let Err(error) = corrected else {
        return Ok(see(format!("/agreements/{code}")).saying(msg("agreements-corrected")).into_response());
    };
    let latest = seen(&app, &reader, &code).await?;
    let saved = form_of(&app, &latest, reader.lang).await?;
    let (status, errors) = shown_beside(error, "title_th", &mut form, saved)?;
    Ok((status, Entry::with(&app, Some(latest), form, errors).await?).into_response())
}

/// The form by which a draft is noted as signed.
#[derive(Template)]
#[template(path = "agreements/sign.html")]
pub(super) struct SignPage {
    agreement: Agreement,
    form: SignForm,
    errors: FormErrors,
}
page!(SignPage, "agreements-sign-title");

impl SignPage {
    fn action(&self) -> String {
        format!("/agreements/{}/sign", self.agreement.code)
    }
}

pub(super) async fn signing(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<SignPage> {
    let agreement = seen(&app, &reader, &code).await?;
    policy::may_sign(&reader, &agreement)?;
    let before = match agreement.told.renews {
        Some(id) => store_whole::find(&app.db, id).await?,
        None => None,
    };
    let today = app.clock.today();
    let next = before.and_then(|one| one.told.period().over).and_then(|day| day.checked_add_days(Days::new(1)));
    let form = SignForm::beginning(next.filter(|day| *day > today));
    Ok(SignPage { agreement, form, errors: FormErrors::new() })
}

pub(super) async fn sign(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<SignForm>,
) -> Result<Response> {
    let agreement = seen(&app, &reader, &code).await?;
    policy::may_sign(&reader, &agreement)?;
    let signed = match form.check(app.clock.today()) {
        Ok(signing) => verbs::sign(&app, &reader, &code, signing, form.seen()).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match signed {
        Ok(_) => Ok(see(format!("/agreements/{code}")).saying(msg("agreements-signed-now")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "signed_on")?;
            Ok((status, SignPage { agreement, form, errors }).into_response())
        }
    }
}

pub(super) async fn renew(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    let renewal = verbs::renew(&app, &reader, &code).await?;
    Ok(see(format!("/agreements/{}", renewal.code)).saying(msg("agreements-renewal-begun")).into_response())
}

pub(super) async fn attach(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    upload: Upload,
) -> Result<Response> {
    policy::may_attach(&reader, &seen(&app, &reader, &code).await?)?;
    let (sent, whole) = upload.read().await;
    let attached = match whole {
        Ok(()) => verbs::attach(&app, &reader, &code, &sent.name, sent.file).await,
        Err(error) => Err(error),
    };
    match attached {
        Ok(_) => Ok(see(format!("/agreements/{code}")).saying(msg("agreements-attached")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "file")?;
            Ok((status, Show::of(&app, &reader, &code, errors).await?).into_response())
        }
    }
}
