//! The pages of appointments that are read: the list, one appointment, who is in post at a clinic, and
//! what was handed over to whom.

use askama::Template;
use axum::extract::State;
use chrono::{Days, NaiveDate};
use kit::db::listing::{Listing, Turns};
use kit::message::msg;
use kit::web::{Narrowed, Path};
use kit::{Lang, Result, page};
use uuid::Uuid;

use super::appointment::{Appointment, State as Standing};
use super::policy;
use super::post::{Place, Post};
use super::store::{self, Filter};
use super::verbs::{Clinics, clinics_of, found};
use house::accounts::Reader;
use house::app::App;
use house::layout::handover::{Waiting, waiting_at};
use house::layout::place_chooser::provinces;
use house::layout::slots::{Filling, Piece};
use house::layout::{Choice, choices, filters};
use house::organisations;
use house::places;

/// Where a post is held, as pages say it.
pub(super) fn place_name(place: &Place, clinics: &Clinics, lang: Lang) -> String {
    match place {
        Place::Clinic(id) => clinics.get(id).map(|clinic| clinic.name.in_lang(lang).to_owned()).unwrap_or_default(),
        Place::Province(code) => places::full_name(code, lang),
        Place::Region(region) => {
            let found = places::regions().find(|(word, _)| word == region);
            found.map_or_else(|| region.clone(), |(_, name)| name.in_lang(lang).to_owned())
        }
        Place::Group => String::new(),
    }
}

/// The list.
#[derive(Template)]
#[template(path = "appointments/index.html")]
pub(super) struct Index {
    appointments: Listing<Appointment>,
    clinics: Clinics,
    filter: Filter,
    today: NaiveDate,
    lang: Lang,
    posts: Vec<Choice>,
    states: Vec<Choice>,
    provinces: &'static [Choice],
    may_appoint: bool,
    turns: Turns,
}
page!(Index, "appointments-title", shared);

impl Index {
    fn place(&self, one: &Appointment) -> String {
        place_name(&one.told.place, &self.clinics, self.lang)
    }
}

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let today = app.clock.today();
    let appointments = store::list(&app.db, &filter, today).await?;
    Ok(Index {
        turns: appointments.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        clinics: clinics_of(&app, appointments.items.iter()).await?,
        posts: choices(Post::words(), "appointments-post-"),
        states: choices(Standing::words(), "appointments-state-"),
        provinces: provinces(),
        may_appoint: policy::may_appoint_somebody(&reader).is_ok(),
        lang: reader.lang,
        appointments,
        filter,
        today,
    })
}

/// One appointment, with those before and after it in the same post.
#[derive(Template)]
#[template(path = "appointments/show.html")]
pub(super) struct Show {
    appointment: Appointment,
    state: Standing,
    place: String,
    contact: Option<String>,
    /// An address is kept and not shown to this reader.
    contact_hidden: bool,
    clinic: Option<String>,
    history: Vec<Appointment>,
    account: Option<String>,
    predecessor: Option<Appointment>,
    passed: Vec<Waiting>,
    may_correct: bool,
    may_end: bool,
    may_hand_over: bool,
}
page!(Show, |page| msg("appointments-show-title").with("name", page.appointment.told.name.clone()), shared);

impl Show {
    fn at(&self, verb: &str) -> String {
        format!("/appointments/{}/{verb}", self.appointment.code)
    }
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let one = found(&app, &code).await?;
    let today = app.clock.today();
    let (state, clinics) = (one.told.state(today), clinics_of(&app, std::iter::once(&one)).await?);
    let works = policy::sees_work(&reader, &one);
    let predecessor = if works { store::find_predecessor(&app.db, one.id).await? } else { None };
    let lasts = one.still_open(today).is_ok();
    Ok(Show {
        state,
        place: place_name(&one.told.place, &clinics, reader.lang),
        contact: one.told.contact_for(&reader),
        contact_hidden: one.told.hides_contact_from(&reader),
        clinic: clinics.into_values().next().map(|clinic| clinic.code),
        history: store::list_of_post(app.db.reader(), one.told.post, &one.told.place).await?,
        account: if works { account_of(&app, &one).await? } else { None },
        predecessor,
        passed: if works { passed(&app, &one).await? } else { Vec::new() },
        may_correct: policy::may_correct(&reader, &one).is_ok(),
        may_end: lasts && policy::may_end(&reader, &one).is_ok(),
        may_hand_over: lasts && policy::may_hand_over(&reader, &one).is_ok(),
        appointment: one,
    })
}

/// What was handed over with it: called as it is while it waits at the clinic still, by its code after that.
async fn passed(app: &App, one: &Appointment) -> Result<Vec<Waiting>> {
    let addresses = store::list_passed(&app.db, one.id).await?;
    let waiting = match one.told.place.clinic() {
        Some(clinic) if !addresses.is_empty() => waiting_at(app, clinic).await?,
        _ => Vec::new(),
    };
    let called = |address: String| {
        let code = address.rsplit('/').next().unwrap_or_default().to_owned();
        let still = waiting.iter().find(|one| one.address == address);
        Waiting { title: still.map_or(code, |one| one.title.clone()), address }
    };
    Ok(addresses.into_iter().map(called).collect())
}

/// The address of the account to which the rights go.
pub(super) async fn account_of(app: &App, one: &Appointment) -> Result<Option<String>> {
    Ok(house::accounts::emails_of(&app.db, one.told.account).await?.into_values().next())
}

/// Who is in post at a clinic and in the provinces it answers for, on its page.
#[derive(Template)]
#[template(path = "appointments/of_clinic.html")]
struct OfClinic {
    /// Each with how to reach the office.
    people: Vec<(Appointment, Option<String>)>,
    executives: Vec<Appointment>,
}

/// Fills `Spot::Clinic`.
pub(super) fn of_clinic<'a>(app: &'a App, reader: &'a Reader, clinic: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let today = app.clock.today();
        let provinces = organisations::provinces_of_clinic(&app.db, clinic).await?;
        let people = store::list_in_post(&app.db, clinic, today).await?.into_iter();
        let people: Vec<_> =
            people.map(|one| (one.told.contact_for(reader), one)).map(|(how, one)| (one, how)).collect();
        let executives = store::list_executives(&app.db, provinces, today).await?;
        let nobody = people.is_empty() && executives.is_empty();
        Ok((!nobody).then(|| Box::new(OfClinic { people, executives }) as Piece))
    })
}

/// So long a successor's desk says what was handed over to them, in days.
const RECEIVED: u64 = 30;

/// What was handed over to whoever reads.
#[derive(Template)]
#[template(path = "appointments/on_desk.html")]
struct OnDesk {
    received: Vec<(Appointment, Vec<Waiting>)>,
}

/// Fills the slot of the desk of an account.
pub(super) fn on_desk<'a>(app: &'a App, _: &'a Reader, account: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let today = app.clock.today();
        let since = today.checked_sub_days(Days::new(RECEIVED)).unwrap_or(today);
        let mut received = Vec::new();
        for own in store::list_begun(&app.db, account, since).await? {
            if let Some(before) = store::find_predecessor(&app.db, own.id).await? {
                let passed = passed(app, &before).await?;
                received.push((before, passed));
            }
        }
        Ok((!received.is_empty()).then(|| Box::new(OnDesk { received }) as Piece))
    })
}
