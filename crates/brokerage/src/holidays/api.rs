//! The JSON face of holidays: a year's days, and the register's own.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{Datelike, NaiveDate};
use kit::db::listing::Listing;
use kit::web::{Body, Check, Narrowed, Narrows, Path};
use kit::{Message, Result, msg};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::calendar::fixed_of_year;
use super::forms::HolidayForm;
use super::holiday::{Holiday, Kind};
use super::{policy, store, verbs};
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(list, enter)).routes(routes!(remove))
}

/// A day on which no office works, or one of them that is worked.
#[derive(Serialize, ToSchema)]
pub(super) struct HolidayItem {
    /// ISO 8601.
    day: NaiveDate,
    /// What makes it one; null for what comes with the program: days of every year, and those a list names of one.
    #[schema(value_type = Option<Kind>)]
    kind: Option<&'static str>,
    /// Its name.
    name_th: String,
    /// Its name in English.
    name_en: Option<String>,
    /// Where it is known from.
    source: String,
}

impl From<Holiday> for HolidayItem {
    fn from(holiday: Holiday) -> Self {
        let entered = holiday.entered;
        let kind = Some(entered.kind.as_str());
        Self { day: entered.day, kind, name_th: entered.name.th, name_en: entered.name.en, source: entered.source }
    }
}

/// Which year.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct HolidayQuery {
    /// Of either era; this one when it is left out.
    year: Option<i32>,
}

impl Narrows for HolidayQuery {
    const CHECKS: &'static [(&'static str, Check)] = &[("year", narrows_year)];
}

/// A year after this one is of the Buddhist era.
const BUDDHIST: i32 = 2400;

fn narrows_year(typed: &str, today: NaiveDate) -> Result<String, Message> {
    let year = thai::digits::to_ascii(typed).parse::<i32>().ok();
    let year =
        year.map(|year| if year > BUDDHIST { year - 543 } else { year }).filter(|year| (1900..=2200).contains(year));
    let unread = || msg("kit-year-unreadable").with("typed", typed).with("example", today.year().to_string());
    year.map(|year| year.to_string()).ok_or_else(unread)
}

/// A year's holidays: those fixed by law, and those of the register.
#[utoipa::path(get, path = "/api/v1/holidays", operation_id = "holiday.list",
    params(HolidayQuery), responses((status = 200, body = Listing<HolidayItem>)))]
async fn list(State(app): State<App>, Narrowed(query): Narrowed<HolidayQuery>) -> Result<Json<Listing<HolidayItem>>> {
    let year = query.year.unwrap_or_else(|| app.clock.today().year());
    let fixed = fixed_of_year(year).into_iter().map(|(day, fixed)| HolidayItem {
        day,
        kind: None,
        name_th: fixed.name_th.clone(),
        name_en: Some(fixed.name_en.clone()),
        source: fixed.source.clone(),
    });
    let register = store::list(&app.db).await?.into_iter().filter(|one| one.entered.day.year() == year);
    let mut days: Vec<_> = fixed.chain(register.map(HolidayItem::from)).collect();
    days.sort_by_key(|one| one.day);
    Ok(Json(Listing { items: days, next_cursor: None }))
}

/// Enters a day.
#[utoipa::path(post, path = "/api/v1/holidays", operation_id = "holiday.enter",
    request_body = HolidayForm, responses((status = 201, body = HolidayItem)))]
async fn enter(
    State(app): State<App>,
    reader: Reader,
    Body(form): Body<HolidayForm>,
) -> Result<(StatusCode, Json<HolidayItem>)> {
    policy::may_enter(&reader)?;
    let entered = verbs::enter(&app, &reader, form.check(app.clock.today())?).await?;
    Ok((StatusCode::CREATED, Json(entered.into())))
}

/// Takes a day out of the register.
#[utoipa::path(post, path = "/api/v1/holidays/{day}/remove", operation_id = "holiday.remove",
    responses((status = 204)))]
async fn remove(State(app): State<App>, reader: Reader, Path(day): Path<NaiveDate>) -> Result<StatusCode> {
    verbs::remove(&app, &reader, day).await?;
    Ok(StatusCode::NO_CONTENT)
}
