//! What can be done with participants: each one transaction with its rows in the trail.

use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Result};

use super::area::Area;
use super::participant::{BroughtParticipant, NewParticipant, Participant, SLIP_CODE};
use super::policy::{self, Verb};
use super::response::Filled;
use super::store::{self, Wanted};
use super::verbs::{Door, current, keyed, now, take_from_technologies, taken};
use super::verbs_taking::{Taking, registered};
use super::{store_participants, store_responses};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{Change, Saved};
use xlsform::Kind;

/// Registers a participant by their application.
///
/// # Errors
/// When the reader may not, the project takes no records, or the application is not in order
/// ([`Error::Invalid`], each error beside its question).
pub async fn register(app: &App, reader: &Reader, area: &Area, filled: Filled) -> Result<Participant> {
    policy::may_register(reader, area)?;
    area.takes_records().map_err(Error::Conflict)?;
    let filled = keyed(app, filled);
    let asked = current(app, Kind::Application).await?;
    let judged = filled.judge(&asked.form, now(app))?;
    let act = app.act(&reader.actor(), Verb::Register).await?;
    if let Some(sent) = store_responses::find_instance(&act, &filled.instance).await? {
        let again = store_participants::list_everyone(act.db(), area.id)
            .await?
            .into_iter()
            .find(|person| person.id == sent.participant);
        return again.ok_or_else(taken);
    }
    let taking = Taking { asked: &asked, filled, judged, keyed_by: reader.actor().person() };
    let (person, _) = taking.register(&act, area).await?;
    act.commit(&person, registered(area, &person)).await?;
    Ok(person)
}

/// The same name with the same telephone in one project is the same person; a telephone alone may
/// be a family's (docs/requirements.md C-13).
pub(super) async fn refuse_twice(act: &Act, area: &Area, told: &NewParticipant) -> Result<()> {
    let Some(phone) = &told.phone else { return Ok(()) };
    if store_participants::is_registered(act, area.project, phone, &told.name).await? {
        return Err(FormErrors::one("phone", msg("responses-registered-already")).into());
    }
    Ok(())
}

/// A participant about to be written.
pub(super) fn new_participant(act: &Act, area: &Area, told: NewParticipant) -> Participant {
    Participant {
        id: act.new_id(),
        code: act.chance().code(SLIP_CODE),
        project: area.project,
        area: area.id,
        told,
        transferred_on: None,
        practice: area.practice,
        version: 1,
    }
}

/// Takes a participant out at their own wish: from then on nobody finds them, no figure counts them
/// or what they answered, and their slip opens nothing. The rows stay, unseen, because the money
/// spent is answered for; reports handed in before stay as they are. Taken out twice is once.
///
/// # Errors
/// [`Error::NotFound`] for a code that is nobody's; when the reader may not.
pub async fn withdraw(app: &App, reader: &Reader, door: Door, code: &str) -> Result<Area> {
    let act = app.act(&reader.actor(), Verb::Withdraw).await?;
    let person = store_participants::find_anybody(&act, code).await?.ok_or(Error::NotFound)?;
    let area = store::find_area(act.db(), Wanted::Id(person.area)).await?.ok_or(Error::NotFound)?;
    match door {
        Door::Desk => policy::may_withdraw(reader, &area)?,
        Door::Slip => policy::may_use_slip(reader, &area)?,
    }
    let follow_up = store_responses::find_response(act.db(), person.id, Kind::FollowUp).await?;
    if !store_participants::save_withdrawn(&act, &person).await? {
        return Ok(area);
    }
    if let Some(follow_up) = follow_up {
        take_from_technologies(&act, &follow_up).await?;
    }
    let facts = Facts::none()
        .with("project", area.project_code.clone())
        .with("area", area.number)
        .with("by", if door == Door::Desk { "desk" } else { "slip" });
    act.commit(&person, facts).await?;
    Ok(area)
}

/// From above: somebody says, within an act, whether they may be contacted.
///
/// # Errors
/// When the database cannot be written.
pub async fn say_contact(act: &Act, person: &Participant, agreed: bool) -> Result<()> {
    store_participants::save_contact_said(act, person, agreed).await
}

/// Participants of a file, checked: part of an import's own act.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring_participants(act: &Act, rows: &[BroughtParticipant]) -> Result<Vec<Saved>> {
    let (mut new, mut saved) = (Vec::new(), Vec::with_capacity(rows.len()));
    for row in rows {
        let change = match &row.before {
            Some(before) if before.told == row.told && before.transferred_on == row.transferred_on => Change::Unchanged,
            Some(before) => {
                store_participants::save_told(act, &Participant { told: row.told.clone(), ..before.clone() }).await?;
                store_participants::save_transferred(act, &[before.id], row.transferred_on).await?;
                Change::Changed
            }
            None => Change::Added,
        };
        let id = match &row.before {
            Some(before) => before.id,
            None => {
                let person = new_participant(act, &row.area, row.told.clone());
                let code = row.code.clone().unwrap_or(person.code.clone());
                let id = person.id;
                new.push(Participant { code, transferred_on: row.transferred_on, ..person });
                id
            }
        };
        saved.push(Saved { id, change });
    }
    store_participants::save_new_participants(act, &new).await?;
    Ok(saved)
}
