//! The public pages of clinics, and the forms by which the ministry keeps their register.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::db::listing::{Listing, Turns};
use kit::form::optional;
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, Query, see, shown_again, shown_beside};
use kit::{Error, FormErrors, Result, page};
use uuid::Uuid;

use super::clinic::{Clinic, Membership};
use super::forms::{ClinicForm, InstituteForm};
use super::organisation::Organisation;
use super::store::{self, Filter, NetworkSize, Row};
use super::{policy, store_organisations, verbs};
use crate::app::App;
use crate::layout::place_chooser::provinces;
use crate::layout::slots::{Slots, Spot};
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
    slots: Slots,
    turns: Turns,
}
page!(Index, "organisations-title", shared);

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let clinics = store::list_clinics(&app.db, &filter).await?;
    Ok(Index {
        turns: clinics.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        size: store::network_size(&app.db).await?,
        provinces: provinces(),
        may_register: policy::may_register_clinic(&reader).is_ok(),
        slots: Slots::of(&app, &reader, Spot::Clinics, Uuid::nil()).await?,
        clinics,
        filter,
    })
}

/// One clinic.
#[derive(Template)]
#[template(path = "organisations/show.html")]
pub(super) struct Show {
    clinic: Clinic,
    members: Vec<Member>,
    may_correct: bool,
    may_correct_contacts: bool,
    slots: Slots,
}
page!(Show, |page| msg("organisations-show-title").with("name", &page.clinic.name), shared);

/// An institute of a clinic, with its days there.
struct Member {
    institute: Organisation,
    of: Membership,
}

async fn members_of(app: &App, clinic: &Clinic) -> Result<Vec<Member>> {
    let memberships = store::list_members(&app.db, clinic.id).await?;
    let mut all: HashMap<Uuid, Organisation> =
        store_organisations::find_many(&app.db, memberships.iter().map(|one| one.institute)).await?;
    let member = |of: Membership| Some(Member { institute: all.remove(&of.institute)?, of });
    Ok(memberships.into_iter().filter_map(member).collect())
}

pub(super) async fn found(app: &App, code: &str) -> Result<Clinic> {
    store::find_clinic(&app.db, code).await?.ok_or(Error::NotFound)
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let clinic = found(&app, &code).await?;
    Ok(Show {
        members: members_of(&app, &clinic).await?,
        may_correct: policy::may_correct_clinic(&reader).is_ok(),
        may_correct_contacts: policy::may_correct_contacts(&reader, &clinic).is_ok(),
        slots: Slots::of(&app, &reader, Spot::Clinic, clinic.id).await?,
        clinic,
    })
}

impl Show {
    /// Where a need for this clinic's province is told.
    fn tell(&self) -> String {
        kit::web::address("/needs/new", &[("province", &self.clinic.province)])
    }

    fn at(&self, what: &str) -> String {
        format!("/clinics/{}/{what}", self.clinic.code)
    }

    /// The organisation that runs it.
    fn runs(&self) -> Option<&Organisation> {
        self.members.iter().map(|one| &one.institute).find(|one| one.id == self.clinic.organisation)
    }

    /// Institutes that belong to it today, and those that once did.
    fn members(&self, current: bool) -> Vec<&Member> {
        self.members.iter().filter(|one| one.of.is_current() == current).collect()
    }
}

/// The form by which a clinic is entered or put right.
#[derive(Template)]
#[template(path = "organisations/clinic_form.html")]
pub(super) struct ClinicEntry {
    /// What is put right, as it stands now; `None` for a new one.
    clinic: Option<Clinic>,
    form: ClinicForm,
    errors: FormErrors,
    provinces: &'static [Choice],
}
page!(ClinicEntry, |page| match &page.clinic {
    None => msg("organisations-clinic-new-title"),
    Some(_) => msg("organisations-clinic-correct-title"),
});

impl ClinicEntry {
    fn new(clinic: Option<Clinic>, form: ClinicForm, errors: FormErrors) -> Self {
        Self { clinic, form, errors, provinces: provinces() }
    }

    fn action(&self) -> String {
        self.clinic.as_ref().map_or_else(|| "/clinics".to_owned(), |one| format!("/clinics/{}/correct", one.code))
    }
}

pub(super) async fn new_clinic(
    State(app): State<App>,
    reader: Reader,
    Query(mut form): Query<ClinicForm>,
) -> Result<ClinicEntry> {
    policy::may_register_clinic(&reader)?;
    form.once = app.chance.secret();
    Ok(ClinicEntry::new(None, form, FormErrors::new()))
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
        Err(error) => {
            let (status, errors) = shown_again(error, "code")?;
            Ok((status, ClinicEntry::new(None, form, errors)).into_response())
        }
    }
}

/// What is there, as it would be typed.
async fn typed(app: &App, clinic: &Clinic) -> Result<ClinicForm> {
    let mut runs = store_organisations::find_many(&app.db, [clinic.organisation]).await?;
    let runs = runs.remove(&clinic.organisation).map(|one| one.told.code).unwrap_or_default();
    Ok(ClinicForm::of(clinic, &runs))
}

pub(super) async fn correction(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
) -> Result<ClinicEntry> {
    policy::may_correct_clinic(&reader)?;
    let clinic = found(&app, &code).await?;
    let form = typed(&app, &clinic).await?;
    Ok(ClinicEntry::new(Some(clinic), form, FormErrors::new()))
}

pub(super) async fn correct_clinic(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(mut form): Form<ClinicForm>,
) -> Result<Response> {
    policy::may_correct_clinic(&reader)?;
    form.code.clone_from(&code);
    let corrected = match form.check() {
        Ok(entry) => verbs::correct_clinic(&app, &reader, &code, entry, form.seen()).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    let Err(error) = corrected else {
        return Ok(see(format!("/clinics/{code}")).saying(msg("organisations-clinic-corrected")).into_response());
    };
    let latest = found(&app, &code).await?;
    let saved = typed(&app, &latest).await?;
    let (status, errors) = shown_beside(error, "name_th", &mut form, saved)?;
    Ok((status, ClinicEntry::new(Some(latest), form, errors)).into_response())
}

/// The institutes of a clinic, with the forms by which one joins or leaves.
#[derive(Template)]
#[template(path = "organisations/institutes.html")]
pub(super) struct Institutes {
    clinic: Clinic,
    members: Vec<Member>,
    joining: Asked,
    leaving: Asked,
}
page!(Institutes, "organisations-institutes-title");

/// A form about an institute, as it was typed.
#[derive(Default)]
struct Asked {
    form: InstituteForm,
    errors: FormErrors,
}

impl Institutes {
    async fn of(app: &App, code: &str, joining: Asked, leaving: Asked) -> Result<Self> {
        let clinic = found(app, code).await?;
        Ok(Self { members: members_of(app, &clinic).await?, clinic, joining, leaving })
    }

    fn at(&self, what: &str) -> String {
        format!("/clinics/{}/{what}", self.clinic.code)
    }

    /// Those that may leave: not whoever runs it.
    fn leavers(&self) -> Vec<Choice> {
        let may = |one: &&Member| one.of.is_current() && one.institute.id != self.clinic.organisation;
        let choice = |one: &Member| Choice::new(one.institute.told.code.clone(), one.institute.told.name.clone());
        self.members.iter().filter(may).map(choice).collect()
    }
}

pub(super) async fn institutes(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Institutes> {
    policy::may_add_institute(&reader)?;
    Institutes::of(&app, &code, Asked::default(), Asked::default()).await
}

pub(super) async fn add_institute(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<InstituteForm>,
) -> Result<Response> {
    policy::may_add_institute(&reader)?;
    let added = match form.check_joining(app.clock.today()) {
        Ok(joins) => verbs::add_institute(&app, &reader, &code, joins).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match added {
        Ok(_) => Ok(see(format!("/clinics/{code}")).saying(msg("organisations-institute-added")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "institute")?;
            let page = Institutes::of(&app, &code, Asked { form, errors }, Asked::default()).await?;
            Ok((status, page).into_response())
        }
    }
}

pub(super) async fn remove_institute(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<InstituteForm>,
) -> Result<Response> {
    policy::may_remove_institute(&reader)?;
    let removed = match form.check_leaving(app.clock.today()) {
        Ok(leaves) => verbs::remove_institute(&app, &reader, &code, leaves).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match removed {
        Ok(_) => Ok(see(format!("/clinics/{code}")).saying(msg("organisations-institute-removed")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "institute")?;
            let page = Institutes::of(&app, &code, Asked::default(), Asked { form, errors }).await?;
            Ok((status, page).into_response())
        }
    }
}
