//! The public pages of organisations, and the forms by which the ministry keeps their register.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use kit::db::listing::{Listing, Turns};
use kit::form::optional;
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, Query, see, shown_again, shown_beside};
use kit::{Error, FormErrors, Result, page};
use uuid::Uuid;

use super::clinic::{ClinicName, Membership};
use super::forms_organisations::{NameForm, OrganisationForm, SuccessionForm};
use super::name::Names;
use super::organisation::{Organisation, OrganisationKind, Succession};
use super::store::{self, OrganisationFilter};
use super::{policy, store_organisations, verbs_organisations as verbs};
use crate::app::App;
use crate::layout::place_chooser::provinces;
use crate::layout::slots::{Slots, Spot};
use crate::layout::{Choice, choices, filters};
use crate::rights::Reader;

fn kinds() -> Vec<Choice> {
    choices(OrganisationKind::words(), "organisations-kind-")
}

/// The public list.
#[derive(Template)]
#[template(path = "organisations/organisations.html")]
pub(super) struct Index {
    organisations: Listing<Organisation>,
    filter: OrganisationFilter,
    kinds: Vec<Choice>,
    provinces: &'static [Choice],
    may_register: bool,
    turns: Turns,
}
page!(Index, "organisations-list-title", shared);

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Narrowed(filter): Narrowed<OrganisationFilter>,
) -> Result<Index> {
    let organisations = store_organisations::page_of_organisations(&app.db, &filter).await?;
    Ok(Index {
        turns: organisations.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        kinds: kinds(),
        provinces: provinces(),
        may_register: policy::may_register(&reader).is_ok(),
        organisations,
        filter,
    })
}

/// One organisation, with its names over time and those before and after it.
#[derive(Template)]
#[template(path = "organisations/organisation.html")]
pub(super) struct Show {
    organisation: Organisation,
    names: Names,
    before: Vec<Step>,
    after: Vec<Step>,
    belongs: Vec<(ClinicName, Membership)>,
    may_correct: bool,
    slots: Slots,
}
page!(Show, |page| msg("organisations-show-title").with("name", &page.organisation.told.name), shared);

/// Another organisation, before or after.
struct Step {
    other: Organisation,
    on: Option<NaiveDate>,
    source: Option<String>,
}

impl Show {
    fn at(&self, verb: &str) -> String {
        format!("/organisations/{}/{verb}", self.organisation.told.code)
    }
}

async fn found(app: &App, code: &str) -> Result<Organisation> {
    store_organisations::find_organisation(&app.db, code).await?.ok_or(Error::NotFound)
}

async fn names_of(app: &App, organisation: &Organisation) -> Result<Names> {
    let mut names = store_organisations::list_names(&app.db, [organisation.id]).await?;
    Ok(names.remove(&organisation.id).unwrap_or_else(|| Names::only(organisation.told.name.clone())))
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let organisation = found(&app, &code).await?;
    let (before, after) = successions(&app, organisation.id).await?;
    Ok(Show {
        names: names_of(&app, &organisation).await?,
        before,
        after,
        belongs: belongs(&app, organisation.id).await?,
        may_correct: policy::may_correct(&reader).is_ok(),
        slots: Slots::of(&app, &reader, Spot::Organisation, organisation.id).await?,
        organisation,
    })
}

async fn successions(app: &App, id: Uuid) -> Result<(Vec<Step>, Vec<Step>)> {
    let steps = store_organisations::list_successions_of(&app.db, id).await?;
    let others = steps.iter().map(|step| if step.predecessor == id { step.successor } else { step.predecessor });
    let others: HashMap<Uuid, Organisation> = store_organisations::find_many(&app.db, others).await?;
    let (after, before): (Vec<Succession>, Vec<Succession>) =
        steps.into_iter().partition(|step| step.predecessor == id);
    let told = |other: Uuid, step: Succession| {
        Some(Step { other: others.get(&other).cloned()?, on: step.on, source: step.source })
    };
    let before = before.into_iter().filter_map(|step| told(step.predecessor, step)).collect();
    let after = after.into_iter().filter_map(|step| told(step.successor, step)).collect();
    Ok((before, after))
}

async fn belongs(app: &App, id: Uuid) -> Result<Vec<(ClinicName, Membership)>> {
    let memberships = store::list_memberships_of(&app.db, id).await?;
    let mut names = store::clinic_names(&app.db, memberships.iter().map(|one| one.clinic)).await?;
    Ok(memberships.into_iter().filter_map(|one| Some((names.remove(&one.clinic)?, one))).collect())
}

/// Is the box shown by which somebody says that it is another one of the same name?
pub(super) fn asks_another(errors: &FormErrors, another: bool) -> bool {
    another || errors.of("name_th").is_some_and(|message| message.text("record").is_some())
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
        Self { form, errors, kinds: kinds(), provinces: provinces() }
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
        Ok(told) => verbs::register(&app, &reader, (told, form.is_another()), optional(&form.once).as_deref()).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match registered {
        // Most are entered for the sake of their clinic.
        Ok(organisation) => {
            let clinic = kit::web::address("/clinics/new", &[("organisation", &organisation.told.code)]);
            Ok(see(clinic).saying(msg("organisations-registered")).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, New::with(form, errors)).into_response())
        }
    }
}

/// The form by which an organisation is renamed or put right.
#[derive(Template)]
#[template(path = "organisations/name_form.html")]
pub(super) struct NameEntry {
    organisation: Organisation,
    /// Put right, rather than renamed.
    corrects: bool,
    form: NameForm,
    errors: FormErrors,
    kinds: Vec<Choice>,
    provinces: &'static [Choice],
}
page!(NameEntry, |page| msg(page.title()));

impl NameEntry {
    fn new(organisation: Organisation, corrects: bool, form: NameForm, errors: FormErrors) -> Self {
        Self { organisation, corrects, form, errors, kinds: kinds(), provinces: provinces() }
    }

    fn title(&self) -> &'static str {
        if self.corrects { "organisations-correct-title" } else { "organisations-rename-title" }
    }

    fn lead(&self) -> &'static str {
        if self.corrects { "organisations-correct-lead" } else { "organisations-rename-lead" }
    }

    fn action(&self) -> String {
        let verb = if self.corrects { "correct" } else { "rename" };
        format!("/organisations/{}/{verb}", self.organisation.told.code)
    }

    /// The form again, as it was typed, with what stands against it.
    async fn again(app: &App, code: &str, corrects: bool, mut form: NameForm, error: Error) -> Result<Response> {
        let latest = found(app, code).await?;
        let saved = NameForm::of(&latest, &names_of(app, &latest).await?);
        let (status, errors) = shown_beside(error, "name_th", &mut form, saved)?;
        Ok((status, Self::new(latest, corrects, form, errors)).into_response())
    }
}

pub(super) async fn renaming(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<NameEntry> {
    policy::may_rename(&reader)?;
    let organisation = found(&app, &code).await?;
    let form = NameForm { version: organisation.version.to_string(), ..NameForm::default() };
    Ok(NameEntry::new(organisation, false, form, FormErrors::new()))
}

pub(super) async fn rename(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<NameForm>,
) -> Result<Response> {
    policy::may_rename(&reader)?;
    let renamed = match form.check_new(app.clock.today()) {
        Ok(name) => verbs::rename(&app, &reader, &code, (name, form.is_another()), form.seen()).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match renamed {
        Ok(_) => Ok(see(format!("/organisations/{code}")).saying(msg("organisations-renamed")).into_response()),
        Err(error) => NameEntry::again(&app, &code, false, form, error).await,
    }
}

pub(super) async fn correction(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<NameEntry> {
    policy::may_correct(&reader)?;
    let organisation = found(&app, &code).await?;
    let form = NameForm::of(&organisation, &names_of(&app, &organisation).await?);
    Ok(NameEntry::new(organisation, true, form, FormErrors::new()))
}

pub(super) async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<NameForm>,
) -> Result<Response> {
    policy::may_correct(&reader)?;
    let corrected = match form.check_correction(app.clock.today()) {
        Ok(correction) => verbs::correct(&app, &reader, &code, (correction, form.is_another()), form.seen()).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match corrected {
        Ok(_) => Ok(see(format!("/organisations/{code}")).saying(msg("organisations-corrected")).into_response()),
        Err(error) => NameEntry::again(&app, &code, true, form, error).await,
    }
}

/// The form by which one organisation is said to follow another.
#[derive(Template)]
#[template(path = "organisations/succession.html")]
pub(super) struct SuccessionEntry {
    organisation: Organisation,
    form: SuccessionForm,
    errors: FormErrors,
}
page!(SuccessionEntry, "organisations-succeed-title");

impl SuccessionEntry {
    fn action(&self) -> String {
        format!("/organisations/{}/succeed", self.organisation.told.code)
    }
}

pub(super) async fn succession(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
) -> Result<SuccessionEntry> {
    policy::may_succeed(&reader)?;
    let organisation = found(&app, &code).await?;
    Ok(SuccessionEntry { organisation, form: SuccessionForm::default(), errors: FormErrors::new() })
}

pub(super) async fn succeed(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<SuccessionForm>,
) -> Result<Response> {
    policy::may_succeed(&reader)?;
    let succeeded = match form.check(app.clock.today()) {
        Ok(entry) => verbs::succeed(&app, &reader, &code, entry).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match succeeded {
        Ok(_) => Ok(see(format!("/organisations/{code}")).saying(msg("organisations-succeeded")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "successor")?;
            let organisation = found(&app, &code).await?;
            Ok((status, SuccessionEntry { organisation, form, errors }).into_response())
        }
    }
}
