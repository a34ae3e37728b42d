//! The page on which a clinic reminds the participants of an area, and sees what became of earlier reminders.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::message_port::Way;
use kit::web::{Path, see};
use kit::{Result, page};
use uuid::Uuid;

use super::reminder::{APART, Reminder};
use super::{policy, store, verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

use crate::responses::{self, Area, Participant};

/// Whom there is to remind, and who was.
#[derive(Template)]
#[template(path = "participant_reminders/index.html")]
struct Index {
    area: Area,
    /// Which ways are open.
    ways: Vec<Way>,
    /// How many would be reminded, by way.
    by_way: Vec<(Way, usize)>,
    /// How many have something to answer and no way to reach them.
    without: usize,
    reminders: Vec<Reminder>,
    people: BTreeMap<Uuid, Participant>,
    may_send: bool,
    apart: i64,
}
page!(Index, "participant-reminders-title");

impl Index {
    async fn of(app: &App, reader: &Reader, area: Area) -> Result<Self> {
        let to_remind = store::list_to_remind(app.db.reader(), area.id, app.clock.now()).await?;
        let ways: Vec<Way> = Way::ALL.iter().copied().filter(|way| verbs::is_open(app, *way)).collect();
        let reached: Vec<Option<Way>> = to_remind.iter().map(|one| one.way(|way| ways.contains(&way))).collect();
        let count = |way: &Way| reached.iter().filter(|one| **one == Some(*way)).count();
        let people = responses::list_registered(&app.db, area.id).await?;
        Ok(Self {
            by_way: ways.iter().map(|way| (*way, count(way))).collect(),
            without: reached.iter().filter(|one| one.is_none()).count(),
            reminders: store::list_of_area(&app.db, area.id).await?,
            people: people.into_iter().map(|person| (person.id, person)).collect(),
            may_send: policy::may_send(reader, &area).is_ok() && area.takes_answers().is_ok() && !area.practice,
            apart: APART,
            ways,
            area,
        })
    }

    /// How many would be reminded now.
    fn count(&self) -> usize {
        self.by_way.iter().map(|(_, count)| count).sum()
    }
}

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Response> {
    let area = responses::area_seen(&app, &reader, &code, number).await?;
    Ok(Index::of(&app, &reader, area).await?.into_response())
}

pub(super) async fn send(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Response> {
    let area = responses::area_seen(&app, &reader, &code, number).await?;
    let reminded = verbs::send(&app, &reader, &area).await?;
    let said = msg("participant-reminders-asked").with("count", reminded);
    Ok(see(area.at("participant-reminders")).saying(said).into_response())
}
