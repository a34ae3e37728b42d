//! Choosing what a plan transfers, whose needs it takes up, and which items of the plans of the state it serves, while
//! it is open.

use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Result};
use uuid::Uuid;

use super::policy::{self, Verb};
use super::project::{INDEXED, Project};
use super::verbs::open;
use super::{store, store_served};
use brokerage::{matching, needs, technologies};
use house::accounts::Reader;
use house::app::App;

use crate::plan_items;

/// As many technologies, and as many items, as one plan names.
const SERVED_MOST: usize = 30;

/// Says that the plan transfers a technology of the published catalogue.
///
/// # Errors
/// When the reader may not, the plan is not open, nobody publishes such a technology, or it stands there already.
pub async fn choose_technology(app: &App, reader: &Reader, code: &str, typed: &str) -> Result<Project> {
    let found = technologies::find_by_code(&app.db, typed.trim()).await?;
    let (act, project) = begun(app, reader, Verb::ChooseTechnology, code).await?;
    let published = found.filter(technologies::Technology::is_public);
    let one = published.ok_or_else(|| unknown("technology", "projects-technology-unknown", typed))?;
    may_be_added(&store_served::list_technologies_in(&act, project.id).await?, one.id, "technology")?;
    store_served::save_technology(&act, project.id, one.id).await?;
    done(act, project, Facts::none().with("technology", one.code)).await
}

/// Says that the plan transfers it no longer.
///
/// # Errors
/// When the reader may not, the plan is not open, or it does not stand there.
pub async fn leave_technology(app: &App, reader: &Reader, code: &str, typed: &str) -> Result<Project> {
    let found = technologies::find_by_code(&app.db, typed.trim()).await?.map(|one| (one.id, one.code));
    let (act, project) = begun(app, reader, Verb::LeaveTechnology, code).await?;
    let chosen = store_served::list_technologies_in(&act, project.id).await?;
    let (id, left) = standing(found, &chosen)?;
    store_served::delete_technology(&act, project.id, id).await?;
    done(act, project, Facts::none().with("technology", left)).await
}

/// Says that the plan serves an item of a plan of the state.
///
/// # Errors
/// When the reader may not, the plan is not open, there is no such item, or it stands there already.
pub async fn serve_item(app: &App, reader: &Reader, code: &str, typed: &str) -> Result<Project> {
    let found = plan_items::find_by_code(&app.db, typed.trim()).await?;
    let (act, project) = begun(app, reader, Verb::ServeItem, code).await?;
    let offered = found.filter(|item| item.standing.withdrawn.is_none());
    let one = offered.ok_or_else(|| unknown("item", "projects-item-unknown", typed))?;
    may_be_added(&store_served::list_items_in(&act, project.id).await?, one.id, "item")?;
    store_served::save_item(&act, project.id, one.id).await?;
    done(act, project, Facts::none().with("plan_item", one.code)).await
}

/// Says that the plan serves it no longer.
///
/// # Errors
/// When the reader may not, the plan is not open, or it does not stand there.
pub async fn leave_item(app: &App, reader: &Reader, code: &str, typed: &str) -> Result<Project> {
    let found = plan_items::find_by_code(&app.db, typed.trim()).await?.map(|one| (one.id, one.code));
    let (act, project) = begun(app, reader, Verb::LeaveItem, code).await?;
    let chosen = store_served::list_items_in(&act, project.id).await?;
    let (id, left) = standing(found, &chosen)?;
    store_served::delete_item(&act, project.id, id).await?;
    done(act, project, Facts::none().with("plan_item", left)).await
}

/// Says that the plan takes up a need; what was confirmed for it is what the plan transfers.
///
/// # Errors
/// When the reader may not, the plan is not open, they know of no such need, it stands there already, or no
/// technology was confirmed for it.
pub async fn take_up_need(app: &App, reader: &Reader, code: &str, typed: &str) -> Result<Project> {
    // A need they may not know of is unknown to them, and a rehearsal takes up rehearsals alone.
    let fits = |need: &needs::Need| needs::may_see(reader, need).is_ok() && need.practice == reader.practises();
    let need = needs::find_by_code(&app.db, &typed.trim().to_uppercase()).await?.filter(fits);
    let confirmed = match &need {
        Some(need) => matching::confirmed_technologies(&app.db, need.id).await?,
        None => Vec::new(),
    };
    let (act, project) = begun(app, reader, Verb::TakeUpNeed, code).await?;
    if typed.trim().is_empty() {
        return Err(FormErrors::one("need", msg("kit-field-required")).into());
    }
    let need = need.ok_or_else(|| unknown("need", "projects-need-unknown", typed))?;
    may_be_added(&store::list_needs(act.db(), project.id).await?, need.id, "need")?;
    needs::proposed(&act, &need.code, &project.code).await.map_err(beside_need)?;
    store::save_need(&act, project.id, need.id).await?;
    let chosen = store_served::list_technologies_in(&act, project.id).await?;
    for one in confirmed.into_iter().filter(|one| !chosen.contains(one)).take(SERVED_MOST.saturating_sub(chosen.len()))
    {
        store_served::save_technology(&act, project.id, one).await?;
    }
    done(act, project, Facts::none().with("need", need.code)).await
}

/// Says that the plan takes it up no longer; the need goes on as it stood.
///
/// # Errors
/// When the reader may not, the plan is not open, or it does not stand there.
pub async fn leave_need(app: &App, reader: &Reader, code: &str, typed: &str) -> Result<Project> {
    let found = needs::find_by_code(&app.db, typed.trim()).await?.map(|need| (need.id, need.code));
    let (act, project) = begun(app, reader, Verb::LeaveNeed, code).await?;
    let taken = store::list_needs(act.db(), project.id).await?;
    let (id, left) = standing(found, &taken)?;
    store_served::delete_need(&act, project.id, id).await?;
    done(act, project, Facts::none().with("need", left)).await
}

async fn begun(app: &App, reader: &Reader, verb: Verb, code: &str) -> Result<(Act, Project)> {
    let (act, project) = open(app, reader, verb, code).await?;
    match verb {
        Verb::ChooseTechnology => policy::may_choose_technology(reader, &project)?,
        Verb::LeaveTechnology => policy::may_leave_technology(reader, &project)?,
        Verb::ServeItem => policy::may_serve_item(reader, &project)?,
        Verb::LeaveItem => policy::may_leave_item(reader, &project)?,
        Verb::TakeUpNeed => policy::may_take_up_need(reader, &project)?,
        _ => policy::may_leave_need(reader, &project)?,
    }
    project.open().map_err(Error::Conflict)?;
    Ok((act, project))
}

async fn done(act: Act, project: Project, facts: Facts) -> Result<Project> {
    act.changed(INDEXED, [project.id]).await?;
    act.commit(&project, facts).await?;
    Ok(project)
}

/// What a need says against it stands beside where its code was typed.
fn beside_need(error: Error) -> Error {
    match error {
        Error::Conflict(why) => FormErrors::one("need", why).into(),
        other => other,
    }
}

fn unknown(field: &'static str, message: &'static str, typed: &str) -> Error {
    FormErrors::one(field, msg(message).with("typed", typed.trim())).into()
}

fn may_be_added(chosen: &[Uuid], one: Uuid, field: &'static str) -> Result<()> {
    if chosen.contains(&one) {
        return Err(FormErrors::one(field, msg("projects-chosen-already")).into());
    }
    if chosen.len() >= SERVED_MOST {
        return Err(FormErrors::one(field, msg("projects-chosen-most").with("most", SERVED_MOST)).into());
    }
    Ok(())
}

/// What stands there, by its identifier and code.
fn standing(found: Option<(Uuid, String)>, chosen: &[Uuid]) -> Result<(Uuid, String)> {
    let there = found.filter(|(id, _)| chosen.contains(id));
    there.ok_or_else(|| Error::Conflict(msg("projects-left-already")))
}
