//! The pages of technologies: the data of each and its handler.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::db::listing::Listing;
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, Query, see, shown_beside};
use kit::{Error, FormErrors, Message, Result, page};
use std::collections::HashMap;
use uuid::Uuid;

use super::benefit::{Benefit, Outcomes};
use super::forms::TechnologyForm;
use super::policy;
use super::store::{self, Filter, Row};
use super::technology::{Kind, Status, Technology};
use super::verbs::{self, Circumstances};
use crate::accounts::{Reader, Role};
use crate::app::App;
use crate::layout::place_chooser::provinces;
use crate::layout::slots::{Filling, Piece, Slots};
use crate::layout::{Choice, filters};
use crate::organisations::{self, ClinicName};

/// Drafts shown to those who write them.
const DRAFTS: u64 = 50;
/// Technologies shown on a clinic's page.
const OF_CLINIC: u64 = 20;

/// The public list.
#[derive(Template)]
#[template(path = "technologies/index.html")]
pub(super) struct Index {
    technologies: Listing<Row>,
    clinics: HashMap<Uuid, ClinicName>,
    drafts: Vec<Row>,
    writes: bool,
    filter: Filter,
    kinds: Vec<Choice>,
    provinces: &'static [Choice],
    all_clinics: Vec<Choice>,
    next: Option<String>,
    first: Option<String>,
}
page!(Index, "technologies-title", shared);

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let technologies = store::list(&app.db, &filter).await?;
    let own: Vec<Uuid> = reader.clinics().collect();
    let names = organisations::list_clinic_names(&app.db).await?;
    Ok(Index {
        next: technologies.next_cursor.as_ref().map(|cursor| filter.address(cursor)),
        first: filter.cursor.as_ref().filter(|cursor| !cursor.is_empty()).map(|_| filter.address("")),
        drafts: if own.is_empty() {
            Vec::new()
        } else {
            store::list_of_clinics(&app.db, own, Status::Draft, DRAFTS).await?
        },
        writes: writes_somewhere(&reader),
        kinds: choices(Kind::ALL.iter().map(|kind| kind.as_str()), "technologies-kind-"),
        provinces: provinces(),
        all_clinics: names.iter().map(|clinic| Choice::new(clinic.code.clone(), clinic.name.clone())).collect(),
        clinics: names.into_iter().map(|clinic| (clinic.id, clinic)).collect(),
        technologies,
        filter,
    })
}

fn choices<'a>(words: impl Iterator<Item = &'a str>, prefix: &str) -> Vec<Choice> {
    words.map(|word| Choice::new(word, Message::new(format!("{prefix}{word}")))).collect()
}

fn writes_somewhere(reader: &Reader) -> bool {
    reader.is(&[Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector, Role::MinistryOfficer])
}

/// One technology, as the public sees it, with what its clinic may do.
#[derive(Template)]
#[template(path = "technologies/show.html")]
pub(super) struct Show {
    technology: Technology,
    clinic: Option<ClinicName>,
    outcomes: Outcomes,
    inside: bool,
    may_revise: bool,
    may_publish: bool,
    may_archive: bool,
    slots: Slots,
}
page!(Show, |page| msg("technologies-show-title").with("name", &page.technology.told.name), shared);

impl Show {
    fn at(&self, verb: &str) -> String {
        format!("/technologies/{}/{verb}", self.technology.code)
    }
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let technology = seen(&app, &reader, &code).await?;
    let mut names = organisations::clinic_names(&app.db, [technology.clinic]).await?;
    let mut outcomes = store::find_outcomes(&app.db, &[technology.id]).await?;
    Ok(Show {
        clinic: names.remove(&technology.clinic),
        outcomes: outcomes.remove(&technology.id).unwrap_or_default(),
        inside: policy::may_see_inside(&reader, &technology),
        may_revise: policy::may_revise(&reader, &technology).is_ok(),
        may_publish: policy::may_publish(&reader, &technology).is_ok() && technology.status != Status::Published,
        may_archive: policy::may_archive(&reader, &technology).is_ok() && technology.status == Status::Published,
        slots: Slots::of(&app, &reader, "technology", technology.id).await?,
        technology,
    })
}

async fn seen(app: &App, reader: &Reader, code: &str) -> Result<Technology> {
    let technology = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &technology)?;
    Ok(technology)
}

/// The form by which a clinic enters or changes a technology.
#[derive(Template)]
#[template(path = "technologies/form.html")]
pub(super) struct Entry {
    /// What is being changed, as it stands now; `None` for a new one.
    technology: Option<Technology>,
    form: TechnologyForm,
    errors: FormErrors,
    clinics: Vec<Choice>,
    kinds: Vec<Choice>,
    levels: Vec<Choice>,
    benefits: Vec<Choice>,
    provinces: &'static [Choice],
}
page!(Entry, |page| match &page.technology {
    None => msg("technologies-new-title"),
    Some(_) => msg("technologies-revise-title"),
});

const LEVELS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

impl Entry {
    async fn with(
        app: &App,
        reader: &Reader,
        technology: Option<Technology>,
        form: TechnologyForm,
        errors: FormErrors,
    ) -> Result<Self> {
        let own: Vec<Uuid> = reader.clinics().collect();
        let everywhere = reader.is(&[Role::MinistryOfficer]);
        let names = organisations::list_clinic_names(&app.db).await?;
        let names = names.into_iter().filter(|clinic| everywhere || own.contains(&clinic.id));
        Ok(Self {
            technology,
            form,
            errors,
            clinics: names.map(|clinic| Choice::new(clinic.code, clinic.name)).collect(),
            kinds: choices(Kind::ALL.iter().map(|kind| kind.as_str()), "technologies-kind-"),
            levels: choices(LEVELS.into_iter(), "technologies-readiness-"),
            benefits: choices(Benefit::ALL.iter().map(|benefit| benefit.as_str()), "technologies-benefit-"),
            provinces: provinces(),
        })
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
    reader.allow(writes_somewhere(&reader), msg("technologies-forbidden-clinic"))?;
    if form.once.is_empty() {
        form.once = app.chance.secret();
    }
    let own = reader.clinics().next();
    if let (true, Some(own)) = (form.clinic.is_empty(), own) {
        let names = organisations::clinic_names(&app.db, [own]).await?;
        form.clinic = names.get(&own).map(|clinic| clinic.code.clone()).unwrap_or_default();
    }
    Entry::with(&app, &reader, None, form, FormErrors::new()).await
}

pub(super) async fn register(
    State(app): State<App>,
    reader: Reader,
    Form(form): Form<TechnologyForm>,
) -> Result<Response> {
    reader.allow(writes_somewhere(&reader), msg("technologies-forbidden-clinic"))?;
    let clinic = organisations::find_clinic(&app.db, form.clinic.trim()).await?;
    match form.check_for(clinic) {
        Ok((clinic, told)) => {
            let how = Circumstances { once: Some(form.once), invented: app.settings.demo };
            let technology = verbs::register(&app, &reader, &clinic, told, how).await?;
            Ok(see(format!("/technologies/{}", technology.code)).saying(msg("technologies-registered")).into_response())
        }
        Err(errors) => {
            let entry = Entry::with(&app, &reader, None, form, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, entry).into_response())
        }
    }
}

pub(super) async fn revision(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Entry> {
    let technology = seen(&app, &reader, &code).await?;
    policy::may_revise(&reader, &technology)?;
    let form = TechnologyForm::of(&technology, "");
    Entry::with(&app, &reader, Some(technology), form, FormErrors::new()).await
}

pub(super) async fn revise(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(mut form): Form<TechnologyForm>,
) -> Result<Response> {
    let technology = seen(&app, &reader, &code).await?;
    policy::may_revise(&reader, &technology)?;
    let told = match form.check() {
        Ok(told) => told,
        Err(errors) => {
            let entry = Entry::with(&app, &reader, Some(technology), form, errors).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, entry).into_response());
        }
    };
    match verbs::revise(&app, &reader, &code, told, form.version()).await {
        Ok(_) => Ok(see(format!("/technologies/{code}")).saying(msg("technologies-revised")).into_response()),
        Err(error) => {
            let latest = seen(&app, &reader, &code).await?;
            let field = if latest.version == form.version() { "holder" } else { "name_th" };
            let (status, errors) = shown_beside(error, field, &mut form, TechnologyForm::of(&latest, ""))?;
            Ok((status, Entry::with(&app, &reader, Some(latest), form, errors).await?).into_response())
        }
    }
}

pub(super) async fn publish(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    verbs::publish(&app, &reader, &code).await?;
    Ok(see(format!("/technologies/{code}")).saying(msg("technologies-published")).into_response())
}

pub(super) async fn archive(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    verbs::archive(&app, &reader, &code).await?;
    Ok(see(format!("/technologies/{code}")).saying(msg("technologies-archived")).into_response())
}

/// What a clinic offers, on its page.
#[derive(Template)]
#[template(path = "technologies/of_clinic.html")]
struct OfClinic {
    technologies: Vec<Row>,
    more: Option<String>,
}

/// Fills the slot "clinic".
pub fn of_clinic<'a>(app: &'a App, _: &'a Reader, clinic: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let mut technologies = store::list_of_clinics(&app.db, vec![clinic], Status::Published, OF_CLINIC + 1).await?;
        let mut more = None;
        if technologies.len() as u64 > OF_CLINIC {
            technologies.pop();
            let mut names = organisations::clinic_names(&app.db, [clinic]).await?;
            more = names.remove(&clinic).map(|clinic| Filter { clinic: clinic.code, ..Filter::default() }.address(""));
        }
        let shown = !technologies.is_empty();
        Ok(shown.then(|| Box::new(OfClinic { technologies, more }) as Piece))
    })
}
