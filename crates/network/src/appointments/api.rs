//! The JSON face of appointments: the same lists and verbs.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chrono::NaiveDate;
use kit::Result;
use kit::db::listing::Listing;
use kit::web::{Body, IdempotencyKey, Narrowed, Path, once_key, tagged};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::appointment::{Appointment, State as Standing};
use super::forms::{AppointmentForm, EndForm, HandOverForm};
use super::policy;
use super::post::Post;
use super::store::{self, Filter};
use super::verbs::{self, Clinics, clinics_of, found, read, register_for};
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, appoint))
        .routes(routes!(show))
        .routes(routes!(correct))
        .routes(routes!(end))
        .routes(routes!(hand_over))
}

/// Somebody in a post for a time.
#[derive(Serialize, ToSchema)]
pub(super) struct AppointmentItem {
    /// Its short code.
    code: String,
    /// To what.
    #[schema(value_type = Post)]
    post: &'static str,
    /// Code of the clinic.
    clinic: Option<String>,
    /// Official code of the province.
    province: Option<String>,
    /// Code of the region.
    region: Option<String>,
    /// Who.
    name: String,
    /// The office they hold besides.
    position: Option<String>,
    /// How to reach the office, while they are in post; e-mail addresses only for whoever has signed in.
    contact: Option<String>,
    /// The first day.
    starts_on: NaiveDate,
    /// The last day, included.
    ends_on: Option<NaiveDate>,
    /// The document by which it was made.
    document: Option<String>,
    /// How it stands today.
    #[schema(value_type = Standing)]
    state: &'static str,
    /// For `If-Match`.
    version: i64,
}

impl AppointmentItem {
    fn new(one: Appointment, clinics: &Clinics, (reader, today): (&Reader, NaiveDate)) -> Self {
        let told = one.told;
        let state = told.state(today);
        let contact = told.contact_for(reader).filter(|_| !state.is_over());
        Self {
            code: one.code,
            post: told.post.as_str(),
            clinic: told.place.clinic().and_then(|id| clinics.get(&id)).map(|clinic| clinic.code.clone()),
            province: told.place.province().map(str::to_owned),
            region: told.place.region().map(str::to_owned),
            name: told.name,
            position: told.position,
            contact,
            starts_on: told.starts_on,
            ends_on: told.ends_on,
            document: told.document,
            state: state.as_str(),
            version: one.version,
        }
    }
}

/// Appointments, the latest first.
#[utoipa::path(get, path = "/api/v1/appointments", operation_id = "appointment.list",
    params(Filter), responses((status = 200, body = Listing<AppointmentItem>)))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Json<Listing<AppointmentItem>>> {
    let today = app.clock.today();
    let rows = store::list(&app.db, &filter, today).await?;
    let clinics = clinics_of(&app, rows.items.iter()).await?;
    Ok(Json(rows.map(|one| AppointmentItem::new(one, &clinics, (&reader, today)))))
}

async fn answer((app, reader): (&App, &Reader), code: &str, status: StatusCode) -> Result<Response> {
    let one = found(app, code).await?;
    let clinics = clinics_of(app, std::iter::once(&one)).await?;
    let version = one.version;
    Ok(tagged(status, version, AppointmentItem::new(one, &clinics, (reader, app.clock.today()))))
}

/// One appointment.
#[utoipa::path(get, path = "/api/v1/appointments/{code}", operation_id = "appointment.show",
    responses((status = 200, body = AppointmentItem)))]
async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    answer((&app, &reader), &code, StatusCode::OK).await
}

/// Appoints somebody.
#[utoipa::path(post, path = "/api/v1/appointments", operation_id = "appointment.appoint",
    request_body = AppointmentForm, params(IdempotencyKey), responses((status = 201, body = AppointmentItem)))]
async fn appoint(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<AppointmentForm>,
) -> Result<Response> {
    policy::may_appoint_somebody(&reader)?;
    let once = once_key(&headers, &form);
    let one = verbs::appoint(&app, &reader, read(&app, &form).await?, once.as_deref()).await?;
    answer((&app, &reader), &one.code, StatusCode::CREATED).await
}

/// Mends an appointment: the whole form stands in the place of what was there.
#[utoipa::path(post, path = "/api/v1/appointments/{code}/correct", operation_id = "appointment.correct",
    request_body = AppointmentForm, responses((status = 200, body = AppointmentItem)))]
async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<AppointmentForm>,
) -> Result<Response> {
    policy::may_correct(&reader, &found(&app, &code).await?)?;
    verbs::correct(&app, &reader, &code, read(&app, &form).await?, form.seen()).await?;
    answer((&app, &reader), &code, StatusCode::OK).await
}

/// Says the last day of an appointment.
#[utoipa::path(post, path = "/api/v1/appointments/{code}/end", operation_id = "appointment.end",
    request_body = EndForm, responses((status = 200, body = AppointmentItem)))]
async fn end(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<EndForm>,
) -> Result<Response> {
    policy::may_end(&reader, &found(&app, &code).await?)?;
    verbs::end(&app, &reader, &code, form.check(app.clock.today())?, form.seen()).await?;
    answer((&app, &reader), &code, StatusCode::OK).await
}

/// Ends an appointment and appoints who takes over, with all that waits there; answers the successor's.
#[utoipa::path(post, path = "/api/v1/appointments/{code}/hand-over", operation_id = "appointment.hand_over",
    request_body = HandOverForm, responses((status = 200, body = AppointmentItem)))]
async fn hand_over(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<HandOverForm>,
) -> Result<Response> {
    policy::may_hand_over(&reader, &found(&app, &code).await?)?;
    let by = form.check(&register_for(&app, &form.account).await?, app.clock.today())?;
    let next = verbs::hand_over(&app, &reader, &code, by, form.seen()).await?;
    answer((&app, &reader), &next.code, StatusCode::OK).await
}
