//! What can be done with the days of an area: each one transaction with its row in the trail.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Rehearsed, Result};
use uuid::Uuid;

use super::activity::{Activity, ActivityKind, NewActivity};
use super::area::Area;
use super::policy::{self, Verb};
use super::{store, store_activities, store_participants, store_responses, store_transfers};
use crate::projects;
use house::accounts::Reader;
use house::app::App;
use xlsform::Kind;

/// Records a day of an area.
///
/// # Errors
/// When the reader may not, the project takes no records, or the day lies outside of its period.
pub async fn record_activity(
    app: &App,
    reader: &Reader,
    area: &Area,
    told: NewActivity,
    once: &str,
) -> Result<Activity> {
    policy::may_record_activity(reader, area)?;
    area.takes_records().map_err(Error::Conflict)?;
    let act = app.act(&reader.actor(), Verb::RecordActivity).await?;
    if !once.is_empty()
        && let Some(id) = act.done_before(once).await?
    {
        let id = id.parse().map_err(|_| Error::NotFound)?;
        return store_activities::find_activity(act.db(), id).await?.ok_or(Error::NotFound);
    }
    store::days_of(act.db(), area.project)
        .await?
        .hold(told.held_on)
        .map_err(|message| FormErrors::one("held_on", message))?;
    let day = Activity { id: act.new_id(), project: area.project, area: area.id, told, version: 1 };
    store_activities::save_new_activity(&act, &day).await?;
    if !once.is_empty() {
        act.remember(once, &day.id.to_string()).await?;
    }
    let facts = Facts::none()
        .with("project", area.project_code.clone())
        .with("area", area.number)
        .with("kind", day.told.kind.as_str())
        .with("held_on", day.told.held_on.to_string());
    act.commit(&Rehearsed(&day, area.practice), facts).await?;
    Ok(day)
}

/// Says who attended a day. The first day of transfer somebody attended opens their follow-up.
///
/// # Errors
/// When the reader may not; when somebody would be taken off who has answered since; when somebody
/// else has changed the list.
pub async fn attend(app: &App, reader: &Reader, area: &Area, day: &Activity, attending: &BTreeSet<Uuid>) -> Result<()> {
    policy::may_attend(reader, area)?;
    area.takes_records().map_err(Error::Conflict)?;
    let act = app.act(&reader.actor(), Verb::Attend).await?;
    let everyone = store_participants::list_everyone(act.db(), area.id).await?;
    let everyone: BTreeSet<Uuid> = everyone.into_iter().map(|person| person.id).collect();
    let before = &store_activities::list_attending(act.db(), day.id).await? & &everyone;
    let now = attending & &everyone;
    if now == before {
        // The same list sent twice, or nothing changed.
        return Ok(());
    }
    let (added, removed) = (&now - &before, &before - &now);
    let transfers = day.told.kind == ActivityKind::Transfer;
    if transfers {
        refuse_answered(&act, &removed).await?;
    }
    store_activities::save_attendance(&act, day, &added, &removed).await?;
    if transfers {
        set_first_transfers(&act, &(&added | &removed)).await?;
        if store_transfers::has_everywhere(&act, area.project).await? {
            projects::transferred_everywhere(&act, area.project).await?;
        }
    }
    let facts = Facts::none().with("added", added.len()).with("removed", removed.len());
    act.commit(&Rehearsed(day, area.practice), facts).await?;
    Ok(())
}

/// Whoever has answered since the transfer was there.
async fn refuse_answered(act: &Act, removed: &BTreeSet<Uuid>) -> Result<()> {
    let answered = store_responses::list_answered(act.db(), removed.iter().copied()).await?;
    let since = answered.iter().filter(|(_, kind)| *kind != Kind::Application).map(|(person, _)| person);
    let count = since.collect::<BTreeSet<_>>().len();
    if count == 0 {
        return Ok(());
    }
    Err(FormErrors::one("attending", msg("responses-attend-answered").with("count", count)).into())
}

/// Writes anew, for these people, the first day of transfer they attended.
async fn set_first_transfers(act: &Act, people: &BTreeSet<Uuid>) -> Result<()> {
    let first = store_activities::list_first_transfers(act, people).await?;
    let mut by_day: BTreeMap<Option<NaiveDate>, Vec<Uuid>> = BTreeMap::new();
    for person in people {
        by_day.entry(first.get(person).copied()).or_default().push(*person);
    }
    for (day, people) in by_day {
        store_participants::save_transferred(act, &people, day).await?;
    }
    Ok(())
}
