//! The trail as a page, and as a piece of a record's page.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::audit::{self, Filter};
use kit::clock::thai_day;
use kit::db::listing::{self, Listing, Paging, Turns};
use kit::form::optional;
use kit::web::{Check, Narrowed, Narrows};
use kit::{FormErrors, Message, Result, page};
use serde::Deserialize;
use uuid::Uuid;

use super::line::{self, Line};
use super::store;
use house::accounts::Reader;
use house::app::App;
use house::layout::date_field::DateField;
use house::layout::slots::{Filling, Piece};
use house::layout::{Choice, State as Stage, Step, filters};

/// Lines shown on a record's page.
const ON_RECORD: u64 = 20;

/// What the reader looks for, as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// A record's code.
    q: String,
    /// A verb, as the trail writes it.
    verb: String,
    #[serde(flatten)]
    on: DateField<On>,
    /// Where to begin.
    cursor: Option<String>,
}

/// A verb of the trail.
fn narrows_verb(typed: &str, _: chrono::NaiveDate) -> Result<String, Message> {
    let known = line::verbs().any(|verb| verb == typed);
    if known { Ok(typed.to_owned()) } else { Err(kit::web::narrow::unknown("history-unknown-verb", typed)) }
}

impl Narrows for Asked {
    const CHECKS: &'static [(&'static str, Check)] = &[("verb", narrows_verb), ("cursor", listing::narrows_by::<Uuid>)];
}

house::date_names!(On, "on");

impl Asked {
    /// The same search, beginning at `cursor`.
    fn address(&self, cursor: &str) -> String {
        let on = &self.on;
        let fields = [
            ("q", self.q.as_str()),
            ("verb", &self.verb),
            ("on_day", &on.day),
            ("on_month", &on.month),
            ("on_year", &on.year),
            ("cursor", cursor),
        ];
        kit::web::address("/desk/history", &fields)
    }

    fn check(&self, today: chrono::NaiveDate) -> Result<Filter, FormErrors> {
        let mut errors = FormErrors::new();
        let day = if self.on.is_empty() { None } else { errors.take("on", self.on.past(today)) };
        errors.into_result()?;
        let subject_code = optional(&self.q).map(|code| code.to_uppercase());
        Ok(Filter { verb: optional(&self.verb), subject_code, day, ..Filter::default() })
    }
}

/// The whole trail.
#[derive(Template)]
#[template(path = "history/index.html")]
pub(super) struct Index {
    lines: Vec<Line>,
    asked: Asked,
    errors: FormErrors,
    verbs: Vec<Choice>,
    facts: bool,
    turns: Turns,
}
page!(Index, "history-title");

fn verbs() -> Vec<Choice> {
    line::verbs().map(|verb| Choice::new(verb, line::verb_name(verb))).collect()
}

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Narrowed(asked): Narrowed<Asked>,
) -> Result<Response> {
    line::may_read_all(&reader)?;
    let (status, found, errors) = match asked.check(app.clock.today()) {
        Ok(filter) => {
            let paging = Paging { cursor: asked.cursor.clone(), limit: None };
            (StatusCode::OK, audit::list(&app.db, &filter, &paging).await?, FormErrors::new())
        }
        Err(errors) => (StatusCode::UNPROCESSABLE_ENTITY, Listing { items: Vec::new(), next_cursor: None }, errors),
    };
    let facts = line::may_read_facts(&reader);
    let names = store::names(&app.db, &found.items).await?;
    let page = Index {
        turns: found.turns(asked.cursor.as_deref(), |at| asked.address(at)),
        lines: found.items.into_iter().map(|entry| Line::new(entry, &names, facts)).collect(),
        verbs: verbs(),
        asked,
        errors,
        facts,
    };
    Ok((status, page).into_response())
}

/// What was done to one record, newest first.
#[derive(Template)]
#[template(path = "history/of_record.html")]
struct OfRecord {
    steps: Vec<Step>,
}

/// Fills `Spot::Need` and the like: what was done here, for whoever works in the network.
pub(super) fn of_record<'a>(app: &'a App, reader: &'a Reader, record: Uuid) -> Filling<'a> {
    Box::pin(done_to(app, reader, record))
}

async fn done_to(app: &App, reader: &Reader, record: Uuid) -> Result<Option<Piece>> {
    if !line::may_read_of_record(reader) {
        return Ok(None);
    }
    let filter = Filter { subject: Some(record), ..Filter::default() };
    let mut entries = audit::list(&app.db, &filter, &Paging { cursor: None, limit: Some(ON_RECORD) }).await?.items;
    if entries.is_empty() {
        return Ok(None);
    }
    // Whoever saves a plan part by part does one thing that day.
    entries.dedup_by(|before, after| {
        (&before.verb, before.actor_id, thai_day(before.at)) == (&after.verb, after.actor_id, thai_day(after.at))
    });
    let names = store::names(&app.db, &entries).await?;
    let step = |line: Line| Step::new(Stage::Done, line.what).on(thai_day(line.at)).note(line.by);
    let steps = entries.into_iter().map(|entry| step(Line::new(entry, &names, false))).collect();
    Ok(Some(Box::new(OfRecord { steps })))
}
