//! The form by which a clinic writes down a technology or changes it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Form, Path, Query, see, shown_again, shown_beside};
use kit::{FormErrors, Result, page};

use super::benefit::Benefit;
use super::forms::TechnologyForm;
use super::holding::{Commercial, Disclosure, HolderKind};
use super::pages::seen;
use super::policy;
use super::property::Property;
use super::review::Verdict;
use super::technology::{Status, Technology};
use super::told::Kind;
use super::verbs;
use super::{store, store_parts};
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::layout::place_chooser::provinces;
use house::layout::{Choice, choices, filters};
use house::organisations;

/// The form by which a clinic enters or changes a technology.
#[derive(Template)]
#[template(path = "technologies/form.html")]
pub(super) struct Entry {
    /// What is being changed, as it stands now; `None` for a new one.
    technology: Option<Technology>,
    /// A reviewer sent it back: what they said stands beside the fields.
    returned: bool,
    form: TechnologyForm,
    errors: FormErrors,
    clinics: Vec<Choice>,
    /// Fields of knowledge that the register has.
    known_fields: Vec<String>,
    kinds: Vec<Choice>,
    levels: Vec<Choice>,
    benefits: Vec<Choice>,
    properties: Vec<Choice>,
    holder_kinds: Vec<Choice>,
    disclosures: Vec<Choice>,
    commercials: Vec<Choice>,
    provinces: &'static [Choice],
}
page!(Entry, |page| match &page.technology {
    None => msg("technologies-new-title"),
    Some(_) => msg("technologies-revise-title"),
});

const LEVELS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

impl Entry {
    pub(super) async fn with(
        app: &App,
        reader: &Reader,
        technology: Option<Technology>,
        form: TechnologyForm,
        errors: FormErrors,
    ) -> Result<Self> {
        Ok(Self {
            technology,
            returned: false,
            form,
            errors,
            clinics: organisations::choices_for(app, reader).await?,
            known_fields: store::list_fields(&app.db).await?,
            kinds: choices(Kind::words(), "technologies-kind-"),
            levels: choices(LEVELS, "technologies-readiness-"),
            benefits: choices(Benefit::words(), "technologies-benefit-"),
            properties: choices(Property::words(), "technologies-property-"),
            holder_kinds: choices(HolderKind::words(), "technologies-holder-kind-"),
            disclosures: choices(Disclosure::words(), "technologies-disclosure-"),
            commercials: choices(Commercial::words(), "technologies-commercial-"),
            provinces: provinces(),
        })
    }

    /// The form as what is there would be typed, with what stands against it.
    pub(super) async fn of(app: &App, reader: &Reader, technology: Technology, errors: FormErrors) -> Result<Self> {
        let form = TechnologyForm::of(&technology, "", builds_on(app, &technology).await?);
        Self::with(app, reader, Some(technology), form, errors).await
    }

    fn action(&self) -> String {
        self.technology
            .as_ref()
            .map_or_else(|| "/technologies".to_owned(), |one| format!("/technologies/{}/revise", one.code))
    }

    fn draft(&self) -> String {
        self.technology.as_ref().map_or_else(|| "technology".to_owned(), |one| format!("technology-{}", one.code))
    }
}

pub(super) async fn new(
    State(app): State<App>,
    reader: Reader,
    Query(mut form): Query<TechnologyForm>,
) -> Result<Entry> {
    reader.allow(policy::writes_somewhere(&reader), msg("technologies-forbidden-clinic"))?;
    if form.once.is_empty() {
        form.once = app.chance.secret();
    }
    if form.clinic.is_empty() {
        form.clinic = organisations::own_code(&app, &reader).await?;
    }
    Entry::with(&app, &reader, None, form, FormErrors::new()).await
}

pub(super) async fn register(
    State(app): State<App>,
    reader: Reader,
    Form(form): Form<TechnologyForm>,
) -> Result<Response> {
    reader.allow(policy::writes_somewhere(&reader), msg("technologies-forbidden-clinic"))?;
    let registered = match verbs::read(&app, &form).await {
        Ok((clinic, told)) => {
            let how = Circumstances { once: Some(form.once.clone()), invented: app.settings.demo };
            verbs::register(&app, &reader, &clinic, told, how).await
        }
        Err(error) => Err(error),
    };
    match registered {
        Ok(technology) => {
            Ok(see(format!("/technologies/{}", technology.code)).saying(msg("technologies-registered")).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, Entry::with(&app, &reader, None, form, errors).await?).into_response())
        }
    }
}

/// The code of the technology that this one extends; empty where it extends none.
async fn builds_on(app: &App, technology: &Technology) -> Result<String> {
    let Some(id) = technology.told.holding.builds_on else { return Ok(String::new()) };
    Ok(store::find_many(&app.db, [id]).await?.remove(&id).map(|row| row.code).unwrap_or_default())
}

pub(super) async fn revision(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Entry> {
    let technology = seen(&app, &reader, &code).await?;
    policy::may_revise(&reader, &technology)?;
    let last = match technology.status {
        Status::Draft => store_parts::list_reviews(&app.db, technology.id).await?.into_iter().next(),
        _ => None,
    };
    let returned = last.filter(|review| review.verdict == Verdict::Returned);
    let errors = returned.as_ref().map(|review| review.beside_fields()).unwrap_or_default();
    Ok(Entry { returned: returned.is_some(), ..Entry::of(&app, &reader, technology, errors).await? })
}

pub(super) async fn revise(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(mut form): Form<TechnologyForm>,
) -> Result<Response> {
    let technology = seen(&app, &reader, &code).await?;
    policy::may_revise(&reader, &technology)?;
    let revised = match verbs::read_told(&app, &form).await {
        Ok(told) => verbs::revise(&app, &reader, &code, told, form.version()).await,
        Err(error) => Err(error),
    };
    let Err(error) = revised else {
        return Ok(see(format!("/technologies/{code}")).saying(msg("technologies-revised")).into_response());
    };
    let latest = seen(&app, &reader, &code).await?;
    let field = if latest.version == form.version() { "holder" } else { "name_th" };
    let saved = TechnologyForm::of(&latest, &form.clinic, builds_on(&app, &latest).await?);
    let (status, errors) = shown_beside(error, field, &mut form, saved)?;
    Ok((status, Entry::with(&app, &reader, Some(latest), form, errors).await?).into_response())
}
