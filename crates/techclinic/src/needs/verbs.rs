//! What can be done to a need: each one transaction and one row in the trail.

use kit::{Act, Error, Facts, Result};
use uuid::Uuid;

use super::need::{Analysis, Need, NewNeed, Status};
use super::policy::{self, Verb};
use super::store;
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::{Change, Saved};
use crate::organisations::{self, Clinic};

/// Letters of a tracking code: 50 bits, so that guessing one among a million needs takes, at the
/// throttle's pace, longer than anyone lives.
const TRACKING_CODE: usize = 10;
/// Letters of a public code: with five, ten thousand needs a year already met the same code twice.
const CODE: usize = 8;

/// How a need is written down, beside what was told.
#[derive(Clone, Debug, Default)]
pub struct Circumstances {
    /// A form sent twice carries the same key twice.
    pub once: Option<String>,
    /// Made up for the demonstration.
    pub invented: bool,
}

/// What a need begins with.
#[derive(Clone, Debug, PartialEq)]
pub struct Beginning {
    /// The code it has in another register; a new one when `None`.
    pub code: Option<String>,
    /// What was told.
    pub told: NewNeed,
    /// Who answers for it.
    pub clinic: Option<Uuid>,
    /// A rehearsal.
    pub practice: bool,
    /// Made up for the demonstration.
    pub invented: bool,
}

/// A need at its beginning, with its codes.
fn begin(act: &Act, new: Beginning) -> Need {
    let fiscal_year = thai::FiscalYear::of(new.told.received_on).0 % 100;
    Need {
        id: act.new_id(),
        code: new.code.unwrap_or_else(|| format!("N{fiscal_year}-{}", act.chance().code(CODE))),
        tracking_code: act.chance().code(TRACKING_CODE),
        told: new.told,
        clinic: new.clinic,
        status: Status::Received,
        reason: None,
        answer: None,
        practice: new.practice,
        invented: new.invented,
        created_at: act.now(),
        version: 1,
    }
}

/// A row of a file, checked.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "rows live as long as one batch")]
pub enum Brought {
    /// To be written down.
    New(Beginning),
    /// The register has it, word for word.
    Known(Uuid),
}

/// Writes down the needs of a file. Part of the import's own act, which leaves the row in the trail.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let mut needs = Vec::with_capacity(rows.len());
    let mut saved = Vec::with_capacity(rows.len());
    for row in rows {
        saved.push(match row {
            Brought::Known(id) => Saved { id: *id, change: Change::Unchanged },
            Brought::New(beginning) => {
                needs.push(begin(act, beginning.clone()));
                Saved { id: needs[needs.len() - 1].id, change: Change::Added }
            }
        });
    }
    store::save_all(act, &needs).await?;
    Ok(saved)
}

/// Writes down a need and hands it to the clinic of its province; a rehearsal to the clinic of
/// whoever practises.
///
/// # Errors
/// When the reader may not, or the database cannot be written.
pub async fn register(app: &App, reader: &Reader, told: NewNeed, how: Circumstances) -> Result<Need> {
    policy::may_register(reader)?;
    let (clinic, clinic_code) = answering(app, reader, &told.province).await?.unzip();
    let act = app.act(&reader.actor(), Verb::Register).await?;
    if let Some(key) = &how.once
        && let Some(code) = act.done_before(key).await?
    {
        return store::find_for_change(&act, &code).await?.ok_or(Error::NotFound);
    }
    let need =
        begin(&act, Beginning { code: None, told, clinic, practice: reader.practises(), invented: how.invented });
    store::save_new(&act, &need).await?;
    if let Some(key) = &how.once {
        act.remember(key, &need.code).await?;
    }
    act.commit(&need, facts_of(&need).with("clinic", clinic_code)).await?;
    Ok(need)
}

/// What the trail keeps of a need that is told.
fn facts_of(need: &Need) -> Facts {
    Facts::none()
        .with("province", need.told.province.clone())
        .with("channel", need.told.channel.as_str())
        .personal("text", need.told.text.clone())
        .personal("submitted_by", need.told.submitted_by.clone().unwrap_or_default())
        .personal("contact", need.told.contact.clone().unwrap_or_default())
}

/// From above: somebody tells it through another, as a volunteer does. Part of that act; `clinic` is who
/// answers for its province.
///
/// # Errors
/// When the database cannot be written.
pub async fn write_down(act: &Act, told: NewNeed, clinic: Option<&Clinic>, invented: bool) -> Result<Need> {
    let beginning = Beginning { code: None, told, clinic: clinic.map(|one| one.id), practice: false, invented };
    let need = begin(act, beginning);
    store::save_new(act, &need).await?;
    let facts = facts_of(&need).with("clinic", clinic.map(|one| one.code.clone()));
    act.note(Verb::Register.into(), &need, facts).await?;
    Ok(need)
}

/// Who answers for a need told from `province`: for one to rehearse with, whoever rehearses.
async fn answering(app: &App, reader: &Reader, province: &str) -> Result<Option<(Uuid, String)>> {
    let of_province = organisations::clinic_of_province(&app.db, province).await?;
    let Some(own) = reader.rehearsing_for() else { return Ok(of_province.map(|clinic| (clinic.id, clinic.code))) };
    match of_province.filter(|clinic| own.contains(&clinic.id)) {
        Some(clinic) => Ok(Some((clinic.id, clinic.code))),
        None => {
            let named = organisations::clinic_names(&app.db, own.first().copied()).await?;
            Ok(named.into_iter().next().map(|(id, clinic)| (id, clinic.code)))
        }
    }
}

/// Records what clinic and community found out together.
///
/// # Errors
/// When the reader may not, the need is decided, or somebody else changed it.
pub async fn analyse(app: &App, reader: &Reader, code: &str, analysis: Analysis) -> Result<Need> {
    let (act, need) = open(app, reader, Verb::Analyse, code).await?;
    policy::may_analyse(reader, &need)?;
    let need = need.analysed().map_err(Error::Conflict)?;
    store::save_analysis(&act, need.id, &analysis).await?;
    store::save(&act, &need).await?;
    let facts = Facts::none().with("held_on", analysis.held_on.to_string()).with("attendees", analysis.attendees);
    act.commit(&need, facts).await?;
    Ok(need)
}

/// Does not take the need up, with a reason the public can read. `seen` is the version on which the
/// reader decided.
///
/// # Errors
/// When the reader may not, the need is decided, or somebody else changed it.
pub async fn decline(app: &App, reader: &Reader, code: &str, reason: String, seen: Option<i64>) -> Result<Need> {
    let (act, need) = open(app, reader, Verb::Decline, code).await?;
    policy::may_decline(reader, &need)?;
    unchanged_since(&need, seen)?;
    let need = need.declined(reason).map_err(Error::Conflict)?;
    store::save(&act, &need).await?;
    let facts = Facts::none().with("reason", need.reason.clone());
    act.commit(&need, facts).await?;
    Ok(need)
}

/// Gives the public reply. `seen` is the version on which the reader wrote it.
///
/// # Errors
/// When the reader may not, nothing is decided yet, or somebody else changed it.
pub async fn answer(app: &App, reader: &Reader, code: &str, answer: String, seen: Option<i64>) -> Result<Need> {
    let (act, need) = open(app, reader, Verb::Answer, code).await?;
    policy::may_answer(reader, &need)?;
    unchanged_since(&need, seen)?;
    let need = need.answered(answer).map_err(Error::Conflict)?;
    store::save(&act, &need).await?;
    act.commit(&need, Facts::none()).await?;
    Ok(need)
}

/// News from matching: a technology was confirmed. Part of the match's own act.
///
/// # Errors
/// When the need is not analysed or already decided.
pub async fn matched(act: &Act, code: &str, technology: Uuid) -> Result<Need> {
    let need = store::find_for_change(act, code).await?.ok_or(Error::NotFound)?;
    let need = need.matched().map_err(Error::Conflict)?;
    store::save(act, &need).await?;
    act.note(Verb::Matched.into(), &need, Facts::none().with("technology", technology.to_string())).await?;
    Ok(need)
}

/// News from projects: one is proposed for the need, which goes on as it stood. Part of the proposal's
/// own act.
///
/// # Errors
/// When no technology was confirmed, or the need is declined.
pub async fn proposed(act: &Act, code: &str, project: &str) -> Result<Need> {
    let need = store::find_for_change(act, code).await?.ok_or(Error::NotFound)?;
    need.may_be_proposed().map_err(Error::Conflict)?;
    act.note(Verb::Proposed.into(), &need, Facts::none().with("project", project)).await?;
    Ok(need)
}

/// News from projects: one that took the need up was approved. Part of the approval's own act.
///
/// # Errors
/// When no technology was confirmed.
pub async fn taken_into_project(act: &Act, id: Uuid, project: &str) -> Result<()> {
    let need = store::find_by_id_for_change(act, id).await?.ok_or(Error::NotFound)?;
    let need = need.taken_into_project().map_err(Error::Conflict)?;
    store::save(act, &need).await?;
    act.note(Verb::TakenIntoProject.into(), &need, Facts::none().with("project", project)).await
}

/// News from projects: the only one that worked on the need was given up. Part of that act. A need
/// that no project had taken up stays as it is.
///
/// # Errors
/// When somebody else changed it meanwhile.
pub async fn left_by_project(act: &Act, id: Uuid, project: &str) -> Result<()> {
    let need = store::find_by_id_for_change(act, id).await?.ok_or(Error::NotFound)?;
    let Some(need) = need.left_by_project() else { return Ok(()) };
    store::save(act, &need).await?;
    act.note(Verb::LeftByProject.into(), &need, Facts::none().with("project", project)).await
}

/// The rehearsals of a clinic, with their codes, for [`forget`].
///
/// # Errors
/// When the database cannot be read.
pub async fn rehearsals(act: &Act, clinic: Uuid) -> Result<Vec<(Uuid, String)>> {
    store::list_rehearsals(act, clinic).await
}

/// From above: the clinic clears what it rehearsed. Part of that act, after all that hangs on needs.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(act: &Act, rehearsals: &[Uuid]) -> Result<()> {
    store::delete_rehearsals(act, rehearsals).await
}

fn unchanged_since(need: &Need, seen: Option<i64>) -> Result<()> {
    let changed = seen.is_some_and(|version| version != need.version);
    if changed { Err(Error::changed_meanwhile()) } else { Ok(()) }
}

async fn open(app: &App, reader: &Reader, verb: Verb, code: &str) -> Result<(Act, Need)> {
    let act = app.act(&reader.actor(), verb).await?;
    let need = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &need)?;
    Ok((act, need))
}
