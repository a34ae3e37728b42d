//! The page on which a clinic sees whom of an area there is to ask, queue by queue.

use askama::Template;
use axum::extract::State;
use kit::db::listing::{Listing, Turns};
use kit::web::{Narrowed, Path};
use kit::{Result, page};

use super::attempt::Outcome;
use super::policy;
use super::queue::{Queue, Ranges};
use super::store::{self, Filter, Tally, Waiting};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

use crate::responses::{self, Area, Window};

/// Whom there is to ask.
#[derive(Template)]
#[template(path = "follow_ups/index.html")]
pub(super) struct Index {
    area: Area,
    tally: Option<Tally>,
    queue: Queue,
    people: Listing<Waiting>,
    turns: Turns,
    may_record: bool,
}
page!(Index, "follow-ups-title");

impl Index {
    /// The day that matters in this queue.
    fn day(&self, one: &Waiting) -> chrono::NaiveDate {
        let window = Window::after(one.transferred_on);
        if self.queue == Queue::Evaluation { one.transferred_on } else { window.closes }
    }

    fn is_shown(&self, queue: &Queue) -> bool {
        self.queue == *queue
    }

    fn tone(&self, outcome: &str) -> &'static str {
        Outcome::from_word(outcome).map_or("neutral", Outcome::tone)
    }

    /// The questionnaire that is asked in this queue.
    fn kind(&self) -> &'static str {
        if self.queue == Queue::Evaluation { "evaluation" } else { "follow_up" }
    }

    /// May this person be asked over the telephone now?
    fn may_ask(&self, one: &Waiting) -> bool {
        let asked_now = matches!(self.queue, Queue::Evaluation | Queue::Open | Queue::Closing);
        self.may_record && asked_now && one.consented && one.phone.is_some()
    }
}

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Index> {
    let area = responses::area_seen(&app, &reader, &code, number).await?;
    let queue = Queue::from_word(&filter.queue).unwrap_or(Queue::Open);
    let ranges = Ranges::on(app.clock.today());
    let people = store::list_waiting(&app.db, area.id, queue, &filter, ranges).await?;
    let address =
        |cursor: &str| kit::web::address(&area.at("follow-ups"), &[("queue", queue.as_str()), ("cursor", cursor)]);
    Ok(Index {
        turns: people.turns(filter.cursor.as_deref(), address),
        tally: store::list_tallies(&app.db, area.id, area.practice, ranges).await?.into_iter().next(),
        may_record: policy::may_record(&reader, &area).is_ok() && area.takes_answers().is_ok(),
        queue,
        area,
        people,
    })
}
