//! The pages of an area's days and of who attended them.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response as Reply};
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{Error, FormErrors, Message, Result, page};
use uuid::Uuid;

use super::activity::{Activity, ActivityKind};
use super::area::Area;
use super::forms::{ActivityForm, AttendanceForm};
use super::{policy, store_activities, store_participants, verbs, verbs_activities};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, choices, filters};

/// The days of an area.
#[derive(Template)]
#[template(path = "responses/activities.html")]
pub(super) struct Activities {
    area: Area,
    days: Vec<(Activity, i64)>,
    may_record: bool,
}
page!(Activities, "responses-activities-title");

impl Activities {
    fn attend(&self, day: &Activity) -> String {
        self.area.at(&format!("activities/{}/attend", day.id))
    }
}

pub(super) async fn activities(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Activities> {
    let area = verbs::area_seen(&app, &reader, &code, number).await?;
    let may_record = policy::may_record_activity(&reader, &area).is_ok() && area.takes_records().is_ok();
    Ok(Activities { days: store_activities::list_activities(&app.db, area.id).await?, may_record, area })
}

/// The form by which a clinic records a day.
#[derive(Template)]
#[template(path = "responses/activity.html")]
pub(super) struct NewDay {
    area: Area,
    form: ActivityForm,
    errors: FormErrors,
    kinds: Vec<Choice>,
}
page!(NewDay, "responses-activity-new");

impl NewDay {
    fn with(area: Area, form: ActivityForm, errors: FormErrors) -> Self {
        Self { area, form, errors, kinds: choices(ActivityKind::words(), "responses-activity-kind-") }
    }
}

pub(super) async fn new_activity(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<NewDay> {
    let area = verbs::area_seen(&app, &reader, &code, number).await?;
    policy::may_record_activity(&reader, &area)?;
    area.takes_records().map_err(Error::Conflict)?;
    let form = ActivityForm {
        kind: ActivityKind::Transfer.as_str().to_owned(),
        once: app.chance.secret(),
        ..ActivityForm::default()
    };
    Ok(NewDay::with(area, form, FormErrors::new()))
}

pub(super) async fn record_activity(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<ActivityForm>,
) -> Result<Reply> {
    let area = verbs::area_seen(&app, &reader, &code, number).await?;
    policy::may_record_activity(&reader, &area)?;
    let recorded = match form.check(app.clock.today()) {
        Ok(told) => verbs_activities::record_activity(&app, &reader, &area, told, &form.once).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match recorded {
        Ok(day) => Ok(see(area.at(&format!("activities/{}/attend", day.id)))
            .saying(msg("responses-activity-recorded"))
            .into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, NewDay::with(area, form, errors)).into_response())
        }
    }
}

/// Who attended a day.
#[derive(Template)]
#[template(path = "responses/attend.html")]
pub(super) struct Attendance {
    area: Area,
    day: Activity,
    /// Everyone registered in the area, by identifier and name.
    people: Vec<Choice>,
    /// The identifiers of those ticked.
    attending: Vec<String>,
    errors: FormErrors,
    conflict: Option<Message>,
    may_attend: bool,
}
page!(Attendance, "responses-attend-title");

impl Attendance {
    fn action(&self) -> String {
        self.area.at(&format!("activities/{}/attend", self.day.id))
    }
}

async fn attendance_of(app: &App, reader: &Reader, code: &str, number: i32, id: Uuid) -> Result<Attendance> {
    let area = verbs::area_seen(app, reader, code, number).await?;
    let day = store_activities::find_activity(app.db.reader(), id)
        .await?
        .filter(|day| day.area == area.id)
        .ok_or(Error::NotFound)?;
    let people = store_participants::list_everyone(app.db.reader(), area.id).await?;
    let attending = store_activities::list_attending(app.db.reader(), day.id).await?;
    Ok(Attendance {
        people: people.into_iter().map(|person| Choice::new(person.id, person.told.name)).collect(),
        attending: attending.iter().map(Uuid::to_string).collect(),
        errors: FormErrors::new(),
        conflict: None,
        may_attend: policy::may_attend(reader, &area).is_ok() && area.takes_records().is_ok(),
        day,
        area,
    })
}

pub(super) async fn attendance(
    State(app): State<App>,
    reader: Reader,
    Path((code, number, id)): Path<(String, i32, Uuid)>,
) -> Result<Attendance> {
    attendance_of(&app, &reader, &code, number, id).await
}

pub(super) async fn attend(
    State(app): State<App>,
    reader: Reader,
    Path((code, number, id)): Path<(String, i32, Uuid)>,
    Form(form): Form<AttendanceForm>,
) -> Result<Reply> {
    let page = attendance_of(&app, &reader, &code, number, id).await?;
    policy::may_attend(&reader, &page.area)?;
    let (people, version) = form.check()?;
    let attending = form.attending;
    let day = Activity { version, ..page.day.clone() };
    match verbs_activities::attend(&app, &reader, &page.area, &day, &people).await {
        Ok(()) => Ok(see(page.area.at("activities")).saying(msg("responses-attended")).into_response()),
        Err(Error::Invalid(errors)) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Attendance { errors, attending, ..page }).into_response())
        }
        Err(Error::Conflict(message)) => {
            Ok((StatusCode::CONFLICT, Attendance { conflict: Some(message), attending, ..page }).into_response())
        }
        Err(error) => Err(error),
    }
}
