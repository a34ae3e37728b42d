//! Keeping the register of holidays. Whoever counts working days is told by a job that it changed.

use chrono::NaiveDate;
use kit::{Act, Error, Facts, FormErrors, Result, msg};
use serde_json::json;

use super::holiday::{Holiday, NewHoliday};
use super::policy::{self, Verb};
use super::{CHANGED, store};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{Change, Saved};

/// Enters a day.
///
/// # Errors
/// When the reader may not, or the register has the day.
pub async fn enter(app: &App, reader: &Reader, entered: NewHoliday) -> Result<Holiday> {
    policy::may_enter(reader)?;
    let act = app.act(&reader.actor(), Verb::Enter).await?;
    if store::find_for_change(&act, entered.day).await?.is_some() {
        return Err(FormErrors::one("on", msg("holidays-known").with("day", entered.day)).into());
    }
    let holiday = Holiday { id: act.new_id(), entered };
    store::save_new(&act, &holiday).await?;
    tell(&act).await?;
    act.commit(&holiday, facts(&holiday.entered)).await?;
    Ok(holiday)
}

/// Takes a day out of the register.
///
/// # Errors
/// When the reader may not, or there is none.
pub async fn remove(app: &App, reader: &Reader, day: NaiveDate) -> Result<()> {
    policy::may_remove(reader)?;
    let act = app.act(&reader.actor(), Verb::Remove).await?;
    let holiday = store::find_for_change(&act, day).await?.ok_or(Error::NotFound)?;
    store::delete(&act, &holiday).await?;
    tell(&act).await?;
    act.commit(&holiday, facts(&holiday.entered)).await
}

/// A row of a file, checked, and what the register says of the same day.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    pub(super) entered: NewHoliday,
    pub(super) before: Option<Holiday>,
}

/// Writes down the days of a file. Part of the import's own act; each that is new or changed has its row
/// in the trail beside the import.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let mut saved = Vec::with_capacity(rows.len());
    for Brought { entered, before } in rows {
        saved.push(match before {
            Some(before) if before.entered == *entered => Saved { id: before.id, change: Change::Unchanged },
            Some(before) => {
                let holiday = Holiday { id: before.id, entered: entered.clone() };
                store::save(act, &holiday).await?;
                act.note(Verb::Bring.into(), &holiday, facts(entered)).await?;
                Saved { id: before.id, change: Change::Changed }
            }
            None => {
                let holiday = Holiday { id: act.new_id(), entered: entered.clone() };
                store::save_new(act, &holiday).await?;
                act.note(Verb::Bring.into(), &holiday, facts(entered)).await?;
                Saved { id: holiday.id, change: Change::Added }
            }
        });
    }
    if saved.iter().any(|one| one.change != Change::Unchanged) {
        tell(act).await?;
    }
    Ok(saved)
}

async fn tell(act: &Act) -> Result<()> {
    act.enqueue(CHANGED, json!({}), act.now()).await
}

fn facts(entered: &NewHoliday) -> Facts {
    Facts::none()
        .with("day", entered.day.to_string())
        .with("kind", entered.kind.as_str())
        .with("name", entered.name.th.clone())
        .with("source", entered.source.clone())
}
