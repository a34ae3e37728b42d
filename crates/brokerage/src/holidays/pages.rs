//! The public page of holidays, on which the ministry keeps the register.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::{Datelike, NaiveDate};
use kit::message::msg;
use kit::show::Bilingual;
use kit::web::{Form, Path, Query, see, shown_again};
use kit::{Error, FormErrors, Message, Result, page};

use super::calendar::{Fixed, fixed_of_year};
use super::forms::HolidayForm;
use super::holiday::{Holiday, Kind, awaited};
use super::{policy, store, verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, choices, filters};

/// One day of a year.
struct Line {
    day: NaiveDate,
    name: Bilingual,
    /// The kind; "fixed" for those of every year that come with the program, "listed" for those of one year.
    kind: &'static str,
    source: String,
}

/// The holidays of a year of the common era.
#[derive(Template)]
#[template(path = "holidays/index.html")]
pub(super) struct Index {
    year: i32,
    lines: Vec<Line>,
    awaited: Vec<Message>,
    may: bool,
    form: HolidayForm,
    errors: FormErrors,
    kinds: Vec<Choice>,
    earlier: Option<String>,
    later: Option<String>,
}
page!(Index, "holidays-title");

/// Which year.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct YearQuery {
    /// Of the common era.
    year: String,
}

/// How far ahead and back the list is turned.
const YEARS: i32 = 100;

impl Index {
    async fn of(app: &App, reader: &Reader, year: i32, form: HolidayForm, errors: FormErrors) -> Result<Self> {
        let register = store::list(&app.db).await?;
        let at = |year: i32| Some(format!("/holidays?year={year}"));
        let this = app.clock.today().year();
        Ok(Self {
            year,
            lines: lines(year, &register),
            awaited: awaited(year, &register),
            may: policy::may_enter(reader).is_ok(),
            form,
            errors,
            kinds: choices(Kind::words(), "holidays-kind-"),
            earlier: at(year - 1).filter(|_| year > this - YEARS),
            later: at(year + 1).filter(|_| year < this + YEARS),
        })
    }
}

fn lines(year: i32, register: &[Holiday]) -> Vec<Line> {
    let entered = register.iter().filter(|one| one.entered.day.year() == year).map(|one| Line {
        day: one.entered.day,
        name: one.entered.name.clone(),
        kind: one.entered.kind.as_str(),
        source: one.entered.source.clone(),
    });
    let fixed = |(day, fixed): (NaiveDate, &Fixed)| Line {
        day,
        name: Bilingual::new(fixed.name_th.clone(), fixed.name_en.clone()),
        kind: if fixed.is_of_one_year() { "listed" } else { "fixed" },
        source: fixed.source.clone(),
    };
    let mut lines: Vec<Line> = fixed_of_year(year).into_iter().map(fixed).chain(entered).collect();
    lines.sort_by_key(|line| line.day);
    lines
}

pub(super) async fn index(State(app): State<App>, reader: Reader, Query(query): Query<YearQuery>) -> Result<Index> {
    let this = app.clock.today().year();
    let year = query.year.parse().ok().filter(|year| (this - YEARS..=this + YEARS).contains(year)).unwrap_or(this);
    Index::of(&app, &reader, year, HolidayForm::default(), FormErrors::new()).await
}

pub(super) async fn enter(State(app): State<App>, reader: Reader, Form(form): Form<HolidayForm>) -> Result<Response> {
    policy::may_enter(&reader)?;
    let entered = match form.check(app.clock.today()) {
        Ok(entered) => verbs::enter(&app, &reader, entered).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match entered {
        Ok(holiday) => {
            let there = format!("/holidays?year={}", holiday.entered.day.year());
            Ok(see(there).saying(msg("holidays-entered")).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "on")?;
            let page = Index::of(&app, &reader, app.clock.today().year(), form, errors).await?;
            Ok((status, page).into_response())
        }
    }
}

pub(super) async fn remove(State(app): State<App>, reader: Reader, Path(day): Path<NaiveDate>) -> Result<Response> {
    verbs::remove(&app, &reader, day).await?;
    Ok(see(format!("/holidays?year={}", day.year())).saying(msg("holidays-removed")).into_response())
}
