//! The register of volunteers at the desk: its list, one volunteer, and the forms about them.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::db::listing::{Listing, Turns};
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, Query, see, shown_again, shown_beside};
use kit::{Error, FormErrors, Result, page};
use uuid::Uuid;

use super::filter::Filter;
use super::forms::{VolunteerDeedForm, VolunteerForm};
use super::network::Network;
use super::policy;
use super::store;
use super::store_lists::{self, Row};
use super::store_networks;
use super::verbs;
use super::verbs_entry::{brought_by, enter, found, put_right, seen};
use super::volunteer::{Deed, DeedKind, Status, Volunteer};
use brokerage::needs::Need;
use house::accounts::{Reader, Role};
use house::app::App;
use house::layout::place_chooser::{PlaceChooser, provinces};
use house::layout::{Choice, choices, filters};

pub(super) fn statuses() -> Vec<Choice> {
    choices(Status::words(), "volunteers-status-")
}

/// The register.
#[derive(Template)]
#[template(path = "volunteers/register.html")]
pub(super) struct Register {
    volunteers: Listing<Row>,
    names: HashMap<Uuid, Network>,
    filter: Filter,
    provinces: &'static [Choice],
    networks: Vec<Choice>,
    statuses: Vec<Choice>,
    writes: bool,
    turns: Turns,
}
page!(Register, "volunteers-register-title");

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Register> {
    policy::may_see_register(&reader)?;
    let (networks, whole) = seen(&app, &reader).await?;
    let chosen = networks.iter().find(|network| network.code == filter.network).map(|network| network.id);
    let ids = (!whole).then(|| networks.iter().map(|network| network.id).collect());
    let volunteers = store_lists::list(&app.db, &filter, ids, chosen).await?;
    Ok(Register {
        turns: volunteers.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        writes: policy::may_register_somewhere(&reader).is_ok(),
        provinces: provinces(),
        networks: networks.iter().map(|one| Choice::new(one.code.clone(), one.told.name.clone())).collect(),
        statuses: statuses(),
        names: networks.into_iter().map(|network| (network.id, network)).collect(),
        volunteers,
        filter,
    })
}

/// One volunteer, with all they did.
#[derive(Template)]
#[template(path = "volunteers/show.html")]
pub(super) struct Show {
    volunteer: Volunteer,
    network: Network,
    deeds: Vec<Deed>,
    brought: Vec<Need>,
    stands: bool,
    /// Code of the record that stands for this one.
    kept: Option<String>,
    may_correct: bool,
    may_split: bool,
}
page!(Show, |page| msg("volunteers-show-title").with("code", page.volunteer.code.clone()));

impl Show {
    fn at(&self, verb: &str) -> String {
        format!("/desk/volunteers/{}/{verb}", self.volunteer.code)
    }
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let (volunteer, network) = found(&app, &reader, &code).await?;
    Ok(Show {
        deeds: store_lists::list_deeds(&app.db, volunteer.id).await?,
        brought: brought_by(&app, &volunteer).await?,
        stands: volunteer.stands().is_ok(),
        kept: match volunteer.merged_into {
            Some(id) => store::find(app.db.reader(), id).await?.map(|one| one.code),
            None => None,
        },
        may_split: volunteer.merged_into.is_some() && policy::may_split(&reader, &network).is_ok(),
        may_correct: policy::may_correct(&reader, &network).is_ok() && volunteer.stands().is_ok(),
        volunteer,
        network,
    })
}

/// The form by which a volunteer is entered or corrected.
#[derive(Template)]
#[template(path = "volunteers/form.html")]
pub(super) struct Entry {
    /// Who is being corrected, as they stand now; `None` for somebody new.
    volunteer: Option<Volunteer>,
    form: VolunteerForm,
    errors: FormErrors,
    places: PlaceChooser,
    networks: Vec<Choice>,
    statuses: Vec<Choice>,
}
page!(Entry, |page| match &page.volunteer {
    None => msg("volunteers-new-title"),
    Some(_) => msg("volunteers-correct-title"),
});

impl Entry {
    async fn with(
        app: &App,
        reader: &Reader,
        volunteer: Option<Volunteer>,
        form: VolunteerForm,
        errors: FormErrors,
    ) -> Result<Self> {
        let all = store_networks::list_all(app.db.reader()).await?;
        let everywhere = reader.is(&[Role::MinistryOfficer]);
        let kept = all.into_iter().filter(|one| everywhere || policy::may_register(reader, one).is_ok());
        Ok(Self {
            volunteer,
            places: PlaceChooser::new(&form.province, &form.district, &form.subdistrict),
            networks: kept.map(|one| Choice::new(one.code, one.told.name)).collect(),
            statuses: statuses(),
            form,
            errors,
        })
    }

    fn action(&self) -> String {
        let correct = |one: &Volunteer| format!("/desk/volunteers/{}/correct", one.code);
        self.volunteer.as_ref().map_or_else(|| "/desk/volunteers".to_owned(), correct)
    }

    fn draft(&self) -> String {
        let code = self.volunteer.as_ref().map(|one| format!("volunteer-{}", one.code));
        code.unwrap_or_else(|| "volunteer".to_owned())
    }
}

pub(super) async fn new(
    State(app): State<App>,
    reader: Reader,
    Query(mut form): Query<VolunteerForm>,
) -> Result<Entry> {
    policy::may_register_somewhere(&reader)?;
    if form.once.is_empty() {
        form.once = app.chance.secret();
    }
    if form.status.is_empty() {
        form.status = Status::Active.to_string();
    }
    Entry::with(&app, &reader, None, form, FormErrors::new()).await
}

pub(super) async fn register(
    State(app): State<App>,
    reader: Reader,
    Form(form): Form<VolunteerForm>,
) -> Result<Response> {
    policy::may_register_somewhere(&reader)?;
    if form.step == "places" {
        return Ok(Entry::with(&app, &reader, None, form, FormErrors::new()).await?.into_response());
    }
    match enter(&app, &reader, &form, Some(form.once.clone())).await {
        Ok(volunteer) => {
            let address = format!("/desk/volunteers/{}", volunteer.code);
            Ok(see(address).saying(msg("volunteers-registered")).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "name")?;
            Ok((status, Entry::with(&app, &reader, None, form, errors).await?).into_response())
        }
    }
}

pub(super) async fn correction(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Entry> {
    let (volunteer, network) = found(&app, &reader, &code).await?;
    policy::may_correct(&reader, &network)?;
    let form = VolunteerForm::of(&volunteer, &network.code);
    Entry::with(&app, &reader, Some(volunteer), form, FormErrors::new()).await
}

pub(super) async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(mut form): Form<VolunteerForm>,
) -> Result<Response> {
    let (volunteer, network) = found(&app, &reader, &code).await?;
    policy::may_correct(&reader, &network)?;
    if form.step == "places" {
        return Ok(Entry::with(&app, &reader, Some(volunteer), form, FormErrors::new()).await?.into_response());
    }
    let Err(error) = put_right(&app, &reader, &code, &form).await else {
        let address = format!("/desk/volunteers/{code}");
        return Ok(see(address).saying(msg("volunteers-corrected")).into_response());
    };
    let (latest, network) = found(&app, &reader, &code).await?;
    let saved = VolunteerForm::of(&latest, &network.code);
    let (status, errors) = shown_beside(error, "name", &mut form, saved)?;
    Ok((status, Entry::with(&app, &reader, Some(latest), form, errors).await?).into_response())
}

/// The form by which a referral or a service is recorded.
#[derive(Template)]
#[template(path = "volunteers/deed.html")]
pub(super) struct DeedPage {
    volunteer: Volunteer,
    form: VolunteerDeedForm,
    errors: FormErrors,
    kinds: Vec<Choice>,
}
page!(DeedPage, "volunteers-deed-title");

impl DeedPage {
    fn new(volunteer: Volunteer, form: VolunteerDeedForm, errors: FormErrors) -> Self {
        let kinds = choices(DeedKind::words(), "volunteers-deed-");
        Self { volunteer, form, errors, kinds }
    }

    fn action(&self) -> String {
        format!("/desk/volunteers/{}/record-deed", self.volunteer.code)
    }

    fn draft(&self) -> String {
        format!("volunteer-deed-{}", self.volunteer.code)
    }
}

pub(super) async fn deed(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<DeedPage> {
    let (volunteer, network) = found(&app, &reader, &code).await?;
    policy::may_record_deed(&reader, &network)?;
    let form =
        VolunteerDeedForm { on: app.clock.today().into(), once: app.chance.secret(), ..VolunteerDeedForm::default() };
    Ok(DeedPage::new(volunteer, form, FormErrors::new()))
}

pub(super) async fn record_deed(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<VolunteerDeedForm>,
) -> Result<Response> {
    let (volunteer, network) = found(&app, &reader, &code).await?;
    policy::may_record_deed(&reader, &network)?;
    let recorded = match form.check(app.clock.today()) {
        Ok(deed) => verbs::record_deed(&app, &reader, &code, deed, Some(form.once.clone())).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match recorded {
        Ok(_) => Ok(see(format!("/desk/volunteers/{code}")).saying(msg("volunteers-deed-recorded")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, DeedPage::new(volunteer, form, errors)).into_response())
        }
    }
}
