//! A plan as it stood when a day ended or when it was frozen, beside what it is now; and the rows by which a seal is
//! broken.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use kit::message::msg;
use kit::web::{Path, Query};
use kit::{FormErrors, Message, Result, page};
use serde::Deserialize;
use thai::Satang;

use super::change::{Change, Said, What};
use super::integration_plan::IntegrationPlan;
use super::pages::{Show, place_name};
use super::plan_row::{self, Beneficiary, Counterpart};
use super::summary::Place;
use super::verbs_past::{self, At, Since};
use house::accounts::Reader;
use house::app::App;
use house::layout::date_field::DateField;
use house::layout::{Label, filters};

house::date_names!(AsOf, "on");

/// Which day or which edition, in the address.
#[derive(Deserialize, Default)]
pub(super) struct When {
    #[serde(flatten)]
    on: DateField<AsOf>,
    #[serde(default)]
    edition: String,
}

impl When {
    /// Is the plan as it is now meant?
    pub(super) fn is_now(&self) -> bool {
        self.on.is_empty() && self.edition.is_empty()
    }

    /// What is meant.
    ///
    /// # Errors
    /// What is wrong with the day, or with the number of the edition.
    pub(super) fn at(&self, today: NaiveDate) -> Result<At, Message> {
        if self.edition.is_empty() {
            return self.on.past(today).map(At::Day);
        }
        thai::digits::to_ascii(&self.edition)
            .parse()
            .map(At::Edition)
            .map_err(|_| msg("integration-plans-as-of-unknown"))
    }
}

/// How an address says when.
pub(super) fn query(at: At) -> String {
    match at {
        At::Day(on) => DateField::<AsOf>::query(on),
        At::Edition(edition) => format!("edition={edition}"),
    }
}

/// What a page of the past says of itself.
pub(super) struct Past {
    pub(super) at: At,
    /// The plan as it is now.
    pub(super) now: IntegrationPlan,
    /// Where the reader may know what it says now.
    pub(super) since: Option<Since>,
}

/// The page that asks for a day.
#[derive(Template)]
#[template(path = "integration_plans/as_of.html")]
pub(super) struct Days {
    plan: IntegrationPlan,
    on: DateField<AsOf>,
    errors: FormErrors,
    days: Vec<NaiveDate>,
    editions: Vec<IntegrationPlan>,
}
page!(Days, |page| msg("integration-plans-as-of-page").with("year", page.plan.code.clone()));

impl Days {
    fn of_day(&self, day: &NaiveDate) -> String {
        format!("{}/as-of?{}", self.plan.address(), query(At::Day(*day)))
    }

    fn of_edition(&self, edition: &i32) -> String {
        format!("{}/as-of?{}", self.plan.address(), query(At::Edition(*edition)))
    }
}

pub(super) async fn as_of(
    State(app): State<App>,
    reader: Reader,
    Path(year): Path<String>,
    Query(when): Query<When>,
) -> Result<Response> {
    let plan = verbs_past::known(&app, &reader, &year).await?;
    let mut errors = FormErrors::new();
    let asked = !when.is_now();
    if asked && let Some(at) = errors.take("on", when.at(app.clock.today())) {
        match verbs_past::find(&app, &reader, &plan, at).await? {
            Some(stood) => return Ok(Show::then(&app, &reader, plan, stood, at).await?.into_response()),
            None => errors.add("on", msg("integration-plans-as-of-unknown")),
        }
    }
    let (days, editions) = verbs_past::list(&app, &reader, &plan).await?;
    let status = if asked { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, Days { plan, on: when.on, errors, days, editions }).into_response())
}

/// Differences that a page shows; files of both states have them all.
const MOST: usize = 300;

/// A cell, or a whole row, that differs.
pub(super) struct Told {
    pub(super) number: String,
    pub(super) code: String,
    pub(super) name: String,
    /// Which cell, or what became of the row.
    pub(super) what: String,
    pub(super) then: Vec<Label>,
    pub(super) now: Vec<Label>,
}

/// What a page shows of changes, and how many rows it leaves out.
pub(super) fn told(changes: &[Change]) -> (Vec<Told>, usize) {
    (changes.iter().take(MOST).flat_map(cells).collect(), changes.len().saturating_sub(MOST))
}

fn cells(change: &Change) -> Vec<Told> {
    let one = |what: String, then: Vec<Label>, now: Vec<Label>| {
        let (number, code, name) = (change.number.clone(), change.code.clone(), change.name.clone());
        Told { number, code, name, what, then, now }
    };
    match &change.what {
        What::Entered => vec![one("integration-plans-change-entered".to_owned(), Vec::new(), Vec::new())],
        What::Withdrawn => vec![one("integration-plans-change-withdrawn".to_owned(), Vec::new(), Vec::new())],
        What::Says(said) => {
            said.iter().map(|said| one(heading(said), labels(said, &said.then), labels(said, &said.now))).collect()
        }
    }
}

fn heading(said: &Said) -> String {
    match said.column {
        "amount_satang" => "integration-plans-baht".to_owned(),
        "number" => "integration-plans-number".to_owned(),
        column => ["integration-plans-field-", column].concat(),
    }
}

/// A cell of the open file as people read it.
fn labels(said: &Said, text: &str) -> Vec<Label> {
    let word = |of: &str, word: &str| Label::from(Message::new(["integration-plans-", of, "-", word].concat()));
    match said.column {
        "amount_satang" => text.parse().map(|amount| Label::from(Satang(amount).to_string())).into_iter().collect(),
        "provinces" if text.is_empty() => vec![place_name(&Place::Country)],
        "provinces" => plan_row::read(text).into_iter().map(|code| place_name(&Place::Province(code))).collect(),
        "mechanism" if !text.is_empty() => vec![word("mechanism", text)],
        "counterparts" => {
            let known = text.split_whitespace().filter_map(Counterpart::from_word);
            known.map(|one| word("counterpart", one.as_str())).collect()
        }
        "beneficiaries" => {
            let known = text.split_whitespace().filter_map(Beneficiary::from_word);
            known.map(|one| word("beneficiary", one.as_str())).collect()
        }
        _ if text.is_empty() => Vec::new(),
        _ => vec![Label::from(text)],
    }
}
