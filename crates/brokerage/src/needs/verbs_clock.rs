//! The promise clock: once a day every open need is looked at. What is late climbs, one level in one act,
//! and where working days have changed the promised day moves with them. Doing it again changes nothing.

use kit::jobs::Workers;
use kit::{Facts, Result};
use uuid::Uuid;

use super::due::{Level, stage_of};
use super::need::Status;
use super::policy::Verb;
use super::store_way::Watched;
use super::{store, store_way};
use crate::holidays;
use crate::promises::Stage;
use house::accounts::Reader;
use house::app::App;

/// The job of a day: to look at every open need.
pub const WATCH: &str = "needs.watch";

/// The jobs of this feature, done for this program: each may be done more than once.
pub fn jobs(workers: Workers, app: &App) -> Workers {
    let looks = |workers: Workers, kind| {
        let app = app.clone();
        workers.on(kind, move |_| {
            let app = app.clone();
            async move { watch(&app).await.map(drop) }
        })
    };
    looks(looks(workers, WATCH), holidays::CHANGED)
}

/// Looks at every open need; answers how many steps were taken.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn watch(app: &App) -> Result<usize> {
    let terms = store_way::terms(app.db.reader()).await?;
    let (mut after, mut steps) = (None, 0);
    loop {
        let needs = store_way::list_watched(&app.db, after).await?;
        let Some(last) = needs.last() else { return Ok(steps) };
        after = Some(last.id);
        let mut remarks = store_way::list_remarks(app.db.reader(), needs.iter().map(|need| need.id).collect()).await?;
        for need in needs {
            let said = remarks.remove(&need.id).unwrap_or_default();
            let status = Status::from_word(&need.status).unwrap_or(Status::Received);
            let stage = stage_of(status, need.answer.is_some());
            let since = need.since.unwrap_or_else(|| app.clock.today());
            let due = terms.due(stage, since, &said);
            if need.since.is_none() || due != need.due_on {
                steps += usize::from(redate(app, &need).await?);
            }
            let reached = due.map_or(0, |due| terms.climbed(since, due, app.clock.today()));
            for level in need.climbed.min(reached) + 1..=reached {
                steps += usize::from(escalate(app, need.id, level).await?);
            }
        }
    }
}

/// Writes the day that is promised now.
async fn redate(app: &App, watched: &Watched) -> Result<bool> {
    let act = app.act(&Reader::system("clock").actor(), Verb::Redate).await?;
    let Some(need) = store::find_by_id_for_change(&act, watched.id).await? else { return Ok(false) };
    let since = need.since.unwrap_or_else(|| act.today());
    let said = store_way::list_remarks(act.db(), vec![need.id]).await?.remove(&need.id).unwrap_or_default();
    let due = store_way::terms(act.db()).await?.due(need.stage(), since, &said);
    if need.merged_into.is_some() || (need.since.is_some() && due == need.due) {
        return Ok(false);
    }
    if !store_way::save_due(&act, &need, since, due).await? {
        return Ok(false);
    }
    let written = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    act.commit(&need, Facts::none().with("before", written(need.due)).with("due", written(due))).await?;
    Ok(true)
}

/// Lets a need climb to a level, unless another program did.
async fn escalate(app: &App, id: Uuid, level: i32) -> Result<bool> {
    let act = app.act(&Reader::system("clock").actor(), Verb::Escalate).await?;
    let Some(need) = store::find_by_id_for_change(&act, id).await? else { return Ok(false) };
    if !store_way::save_climb(&act, &need, level).await? {
        return Ok(false);
    }
    let facts = Facts::none()
        .with("level", Level::number(level).map(Level::as_str))
        .with("stage", need.stage().map(Stage::as_str))
        .with("due", need.due.map(|day| day.to_string()));
    act.commit(&need, facts).await?;
    Ok(true)
}
