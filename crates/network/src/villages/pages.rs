//! The pages of villages: the data of each and its handler.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::db::listing::{Listing, Turns};
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, Query, see, shown_again, shown_beside};
use kit::{Error, FormErrors, Result, page};
use thai::FiscalYear;
use uuid::Uuid;

use super::filter::Filter;
use super::forms::{ProgressForm, VillageForm};
use super::policy;
use super::store;
use super::store_lists::{self, Row};
use super::verbs;
use super::village::{Kind, Progress, Status, Village};
use brokerage::technologies;
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::layout::place_chooser::{PlaceChooser, provinces};
use house::layout::{Choice, choices, filters, fiscal_years};
use house::organisations::{self, ClinicName};

/// Daughters shown on a village's page.
const KIN: u64 = 100;

/// The public list.
#[derive(Template)]
#[template(path = "villages/index.html")]
pub(super) struct Index {
    villages: Listing<Row>,
    clinics: HashMap<Uuid, ClinicName>,
    writes: bool,
    filter: Filter,
    provinces: &'static [Choice],
    districts: Vec<Choice>,
    years: Vec<Choice>,
    all_clinics: Vec<Choice>,
    turns: Turns,
}
page!(Index, "villages-title", shared);

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let names = organisations::list_clinic_names(&app.db).await?;
    let clinic = names.iter().find(|clinic| clinic.code == filter.clinic).map(|clinic| clinic.id);
    let villages = store_lists::list(&app.db, &filter, clinic).await?;
    let next = FiscalYear(FiscalYear::of(app.clock.today()).0 + 1);
    Ok(Index {
        turns: villages.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        writes: policy::may_register_somewhere(&reader).is_ok(),
        provinces: provinces(),
        districts: PlaceChooser::new(&filter.province, "", "").districts,
        years: fiscal_years(next),
        all_clinics: names.iter().map(|clinic| Choice::new(clinic.code.clone(), clinic.name.clone())).collect(),
        clinics: names.into_iter().map(|clinic| (clinic.id, clinic)).collect(),
        villages,
        filter,
    })
}

/// One village, as everybody sees it, with what its clinic may do.
#[derive(Template)]
#[template(path = "villages/show.html")]
pub(super) struct Show {
    village: Village,
    clinic: Option<ClinicName>,
    applied: Vec<technologies::Row>,
    mother: Option<Row>,
    daughters: Vec<Row>,
    progress: Vec<Progress>,
    may_correct: bool,
    may_record_progress: bool,
}
page!(Show, |page| msg("villages-show-title").with("name", page.village.told.name.th.clone()), shared);

impl Show {
    fn at(&self, verb: &str) -> String {
        format!("/villages/{}/{verb}", self.village.code)
    }
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let village = found(&app, &code).await?;
    let kin = store_lists::list_kin(&app.db, village.id, village.told.mother, KIN).await?;
    let (mother, daughters) = kin.into_iter().partition::<Vec<_>, _>(|row| Some(row.id) == village.told.mother);
    let mut names = organisations::clinic_names(&app.db, village.told.clinic).await?;
    let mut applied = technologies::find_many(&app.db, village.told.technologies.iter().copied()).await?;
    Ok(Show {
        clinic: village.told.clinic.and_then(|clinic| names.remove(&clinic)),
        applied: village.told.technologies.iter().filter_map(|id| applied.remove(id)).collect(),
        mother: mother.into_iter().next(),
        daughters,
        progress: store::list_progress(&app.db, village.id).await?,
        may_correct: policy::may_correct(&reader, &village).is_ok(),
        may_record_progress: policy::may_record_progress(&reader, &village).is_ok(),
        village,
    })
}

async fn found(app: &App, code: &str) -> Result<Village> {
    store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)
}

/// The form by which a village is entered or corrected.
#[derive(Template)]
#[template(path = "villages/form.html")]
pub(super) struct Entry {
    /// What is being corrected, as it stands now; `None` for a new one.
    village: Option<Village>,
    form: VillageForm,
    errors: FormErrors,
    places: PlaceChooser,
    clinics: Vec<Choice>,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
}
page!(Entry, |page| match &page.village {
    None => msg("villages-new-title"),
    Some(_) => msg("villages-correct-title"),
});

impl Entry {
    async fn with(
        app: &App,
        reader: &Reader,
        village: Option<Village>,
        form: VillageForm,
        errors: FormErrors,
    ) -> Result<Self> {
        Ok(Self {
            village,
            places: PlaceChooser::new(&form.province, &form.district, &form.subdistrict),
            clinics: organisations::choices_for(app, reader).await?,
            kinds: choices(Kind::words(), "villages-kind-"),
            states: choices(Status::words(), "villages-status-"),
            form,
            errors,
        })
    }

    fn action(&self) -> String {
        self.village.as_ref().map_or_else(|| "/villages".to_owned(), |one| format!("/villages/{}/correct", one.code))
    }

    fn draft(&self) -> String {
        self.village.as_ref().map_or_else(|| "village".to_owned(), |one| format!("village-{}", one.code))
    }
}

pub(super) async fn new(State(app): State<App>, reader: Reader, Query(mut form): Query<VillageForm>) -> Result<Entry> {
    policy::may_register_somewhere(&reader)?;
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
    Form(form): Form<VillageForm>,
) -> Result<Response> {
    policy::may_register_somewhere(&reader)?;
    if form.step == "places" {
        return Ok(Entry::with(&app, &reader, None, form, FormErrors::new()).await?.into_response());
    }
    let named = verbs::look_up(&app, &form).await?;
    let registered = match form.check(&named, FiscalYear::of(app.clock.today())) {
        Ok(told) => {
            let how = Circumstances { once: Some(form.once.clone()), invented: app.settings.demo };
            verbs::register(&app, &reader, (named.clinic.as_ref(), told, form.outside.as_str()), how).await
        }
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match registered {
        Ok(village) => {
            Ok(see(format!("/villages/{}", village.code)).saying(msg("villages-registered")).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "name_th")?;
            Ok((status, Entry::with(&app, &reader, None, form, errors).await?).into_response())
        }
    }
}

/// What is there, as it would be typed.
async fn typed(app: &App, village: &Village) -> Result<VillageForm> {
    let clinics = organisations::clinic_names(&app.db, village.told.clinic).await?;
    let clinic = clinics.into_values().next().map(|clinic| clinic.code).unwrap_or_default();
    let applied = technologies::find_many(&app.db, village.told.technologies.iter().copied()).await?;
    let mut applied: Vec<String> = applied.into_values().map(|row| row.code).collect();
    applied.sort();
    let mothers = store::list_codes(&app.db, village.told.mother.into_iter().collect()).await?;
    Ok(VillageForm::of(village, &clinic, applied, mothers.values().next().map_or("", String::as_str)))
}

pub(super) async fn correction(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Entry> {
    let village = found(&app, &code).await?;
    policy::may_correct(&reader, &village)?;
    let form = typed(&app, &village).await?;
    Entry::with(&app, &reader, Some(village), form, FormErrors::new()).await
}

pub(super) async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(mut form): Form<VillageForm>,
) -> Result<Response> {
    let village = found(&app, &code).await?;
    policy::may_correct(&reader, &village)?;
    if form.step == "places" {
        return Ok(Entry::with(&app, &reader, Some(village), form, FormErrors::new()).await?.into_response());
    }
    let named = verbs::look_up(&app, &form).await?;
    let corrected = match form.check(&named, FiscalYear::of(app.clock.today())) {
        Ok(told) => {
            let told = (named.clinic.as_ref(), told, form.outside.as_str());
            verbs::correct(&app, &reader, &code, told, form.version()).await
        }
        Err(errors) => Err(Error::Invalid(errors)),
    };
    let Err(error) = corrected else {
        return Ok(see(format!("/villages/{code}")).saying(msg("villages-corrected")).into_response());
    };
    let latest = found(&app, &code).await?;
    let saved = typed(&app, &latest).await?;
    let (status, errors) = shown_beside(error, "name_th", &mut form, saved)?;
    Ok((status, Entry::with(&app, &reader, Some(latest), form, errors).await?).into_response())
}

/// The form by which a year is told.
#[derive(Template)]
#[template(path = "villages/progress.html")]
pub(super) struct Telling {
    village: Village,
    form: ProgressForm,
    errors: FormErrors,
}
page!(Telling, "villages-progress-title");

impl Telling {
    fn action(&self) -> String {
        format!("/villages/{}/record-progress", self.village.code)
    }

    fn draft(&self) -> String {
        format!("village-progress-{}", self.village.code)
    }
}

pub(super) async fn progress(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Telling> {
    let village = found(&app, &code).await?;
    policy::may_record_progress(&reader, &village)?;
    let fiscal_year = FiscalYear::of(app.clock.today()).0.to_string();
    let form = ProgressForm { fiscal_year, once: app.chance.secret(), ..ProgressForm::default() };
    Ok(Telling { village, form, errors: FormErrors::new() })
}

pub(super) async fn record_progress(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<ProgressForm>,
) -> Result<Response> {
    let village = found(&app, &code).await?;
    policy::may_record_progress(&reader, &village)?;
    let recorded = match form.check(FiscalYear::of(app.clock.today())) {
        Ok(told) => verbs::record_progress(&app, &reader, &code, told, Some(form.once.clone())).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match recorded {
        Ok(_) => Ok(see(format!("/villages/{code}")).saying(msg("villages-progress-recorded")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, Telling { village, form, errors }).into_response())
        }
    }
}
