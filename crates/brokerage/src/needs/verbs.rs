//! What can be done to a need: each one transaction and one row in the trail.

use std::collections::HashMap;
use std::net::IpAddr;

use kit::{Act, Error, Facts, Message, Result, msg};
use uuid::Uuid;

use super::due::{Terms, stage_of};
use super::ending::End;
use super::need::{Analysis, Channel, Need, NewNeed, Shown, Status};
use super::policy::{self, Verb};
use super::{store, store_rehearsal, store_way};
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::attachments;
use house::exchange::{Change, Saved};
use house::layout::ending;
use house::organisations::{self, Clinic};

/// Letters of a tracking code: 50 bits, so that guessing one among a million needs takes, at the
/// throttle's pace, longer than anyone lives.
const TRACKING_CODE: usize = 10;
/// Letters of a public code: with five, ten thousand needs a year already met the same code twice.
const CODE: usize = 8;

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

/// A need at its beginning, with its codes and the day that is promised.
fn begin(act: &Act, terms: &Terms, new: Beginning) -> Need {
    let prepared = new.told.prepared();
    let told = prepared.told;
    let fiscal_year = thai::FiscalYear::of(told.received_on).0 % 100;
    // What another register had long before us was promised nothing there.
    let since = if told.channel == Channel::Import { act.today() } else { told.received_on };
    Need {
        id: act.new_id(),
        code: new.code.unwrap_or_else(|| format!("N{fiscal_year}-{}", act.chance().code(CODE))),
        tracking_code: act.chance().code(TRACKING_CODE),
        shown: if prepared.flagged { Shown::Flagged } else { Shown::ToAll },
        shown_reason: None,
        hidden_numbers: prepared.hidden,
        since: Some(since),
        due: terms.due(stage_of(Status::Received, false), since, &[]),
        climbed: 0,
        merged_into: None,
        told,
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
    let terms = store_way::terms(act.db()).await?;
    let mut needs = Vec::with_capacity(rows.len());
    let mut saved = Vec::with_capacity(rows.len());
    for row in rows {
        saved.push(match row {
            Brought::Known(id) => Saved { id: *id, change: Change::Unchanged },
            Brought::New(beginning) => {
                needs.push(begin(act, &terms, beginning.clone()));
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
    let beginning = Beginning { code: None, told, clinic, practice: reader.practises(), invented: how.invented };
    let need = begin(&act, &store_way::terms(act.db()).await?, beginning);
    store::save_new(&act, &need).await?;
    if let Some(key) = &how.once {
        act.remember(key, &need.code).await?;
    }
    act.commit(&need, facts_of(&need).with("clinic", clinic_code)).await?;
    Ok(need)
}

/// The same for whoever tells it at `address`; strangers no more than the settings say, however fast they
/// type.
///
/// # Errors
/// As [`register`], and [`Error::TooMany`].
pub(super) async fn tell(
    app: &App,
    reader: &Reader,
    address: IpAddr,
    told: NewNeed,
    how: Circumstances,
) -> Result<Need> {
    let caller = format!("needs {address}");
    let stranger = reader.who().is_none();
    if stranger {
        app.told_throttle.count(&*caller)?;
    }
    let registered = register(app, reader, told, how).await;
    if stranger && registered.is_err() {
        app.told_throttle.give_back(&caller);
    }
    registered
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
    let need = begin(act, &store_way::terms(act.db()).await?, beginning);
    store::save_new(act, &need).await?;
    let facts = facts_of(&need).with("clinic", clinic.map(|one| one.code.clone()));
    act.note(Verb::Register.into(), &need, facts).await?;
    Ok(need)
}

/// Writes down what several people told at one forum, or one at the telephone: all of it in one act, or
/// nothing.
///
/// # Errors
/// When the reader may not, or the database cannot be written.
pub async fn register_all(app: &App, reader: &Reader, told: Vec<NewNeed>, how: Circumstances) -> Result<Vec<Need>> {
    policy::may_write_down(reader)?;
    let mut clinics: HashMap<String, Option<(Uuid, String)>> = HashMap::new();
    for one in &told {
        if !clinics.contains_key(&one.province) {
            clinics.insert(one.province.clone(), answering(app, reader, &one.province).await?);
        }
    }
    let act = app.act(&reader.actor(), Verb::Register).await?;
    let terms = store_way::terms(act.db()).await?;
    let mut needs = Vec::with_capacity(told.len());
    for told in told {
        let clinic = clinics.get(&told.province).and_then(|known| known.as_ref().map(|(id, _)| *id));
        let (practice, invented) = (reader.practises(), how.invented);
        needs.push(begin(&act, &terms, Beginning { code: None, told, clinic, practice, invented }));
    }
    store::save_all(&act, &needs).await?;
    let facts = |need: &Need| {
        let clinic = clinics.get(&need.told.province).and_then(|known| known.as_ref().map(|(_, code)| code.clone()));
        facts_of(need).with("clinic", clinic)
    };
    let Some((last, others)) = needs.split_last() else { return Ok(needs) };
    for need in others {
        act.note(Verb::Register.into(), need, facts(need)).await?;
    }
    act.commit(last, facts(last)).await?;
    Ok(needs)
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
    let need = moved(&act, need, Need::analysed).await?;
    store_way::save_analysis(&act, need.id, &analysis).await?;
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
    let need = moved(&act, need, |need| need.declined(reason)).await?;
    ending::told(&act, &need, End::Declined).await?;
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
    let need = moved(&act, need, |need| need.answered(answer)).await?;
    act.commit(&need, Facts::none()).await?;
    Ok(need)
}

/// News from matching: a technology was confirmed. Part of the match's own act.
///
/// # Errors
/// When the need is not analysed or already decided.
pub async fn matched(act: &Act, code: &str, technology: Uuid) -> Result<Need> {
    let need = store::find_for_change(act, code).await?.ok_or(Error::NotFound)?;
    let need = moved(act, need, Need::matched).await?;
    act.note(Verb::Matched.into(), &need, Facts::none().with("technology", technology.to_string())).await?;
    ending::told(act, &need, End::Chosen(technology)).await?;
    Ok(need)
}

/// News from network calls: the need's clinic asks the whole network, and the need goes on as it stood. Part
/// of the call's own act.
///
/// # Errors
/// When the need is not analysed or already decided: no answer could be taken up.
pub async fn network_called(act: &Act, id: Uuid, call: &str) -> Result<Need> {
    let need = store::find_by_id_for_change(act, id).await?.ok_or(Error::NotFound)?;
    need.clone().matched().map_err(Error::Conflict)?;
    act.note(Verb::NetworkCalled.into(), &need, Facts::none().with("call", call)).await?;
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
    let need = moved(act, need, Need::taken_into_project).await?;
    act.note(Verb::TakenIntoProject.into(), &need, Facts::none().with("project", project)).await?;
    ending::told(act, &need, End::InProject).await
}

/// News from projects: the only one that worked on the need was given up. Part of that act. A need
/// that no project had taken up stays as it is.
///
/// # Errors
/// When somebody else changed it meanwhile.
pub async fn left_by_project(act: &Act, id: Uuid, project: &str) -> Result<()> {
    let need = store::find_by_id_for_change(act, id).await?.ok_or(Error::NotFound)?;
    if need.clone().left_by_project().is_none() {
        return Ok(());
    }
    let need = moved(act, need, |need| need.left_by_project().ok_or_else(|| msg("needs-not-matched"))).await?;
    act.note(Verb::LeftByProject.into(), &need, Facts::none().with("project", project)).await
}

/// From above: whoever else decides about the need waits until this act ends.
///
/// # Errors
/// When there is no such need.
pub async fn held(act: &Act, id: Uuid) -> Result<()> {
    store::find_by_id_for_change(act, id).await?.map(|_| ()).ok_or(Error::NotFound)
}

/// The rehearsals of a clinic, with their codes, for [`forget`].
///
/// # Errors
/// When the database cannot be read.
pub async fn rehearsals(act: &Act, clinic: Uuid) -> Result<Vec<(Uuid, String)>> {
    store_rehearsal::list_rehearsals(act, clinic).await
}

/// From above: the clinic clears what it rehearsed. Part of that act, after all that hangs on needs.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(act: &Act, rehearsals: &[Uuid]) -> Result<()> {
    for key in store_rehearsal::list_file_keys(act, rehearsals).await? {
        attachments::forget(act, &key).await?;
    }
    store_rehearsal::delete_rehearsals(act, rehearsals).await
}

/// Applies a rule to a need and saves it. Where that brings it to another stage, the clock of that stage
/// begins; where nothing is open any more, none runs.
async fn moved(act: &Act, need: Need, rule: impl FnOnce(Need) -> std::result::Result<Need, Message>) -> Result<Need> {
    let before = (need.status, need.stage());
    let mut need = rule(need).map_err(Error::Conflict)?;
    if (need.status, need.stage()) != before {
        let today = act.today();
        need.due = store_way::terms(act.db()).await?.due(need.stage(), today, &[]);
        (need.since, need.climbed) = (Some(today), 0);
    }
    store::save(act, &need).await?;
    Ok(need)
}

pub(super) fn unchanged_since(need: &Need, seen: Option<i64>) -> Result<()> {
    let changed = seen.is_some_and(|version| version != need.version);
    if changed { Err(Error::changed_meanwhile()) } else { Ok(()) }
}

pub(super) async fn open(app: &App, reader: &Reader, verb: Verb, code: &str) -> Result<(Act, Need)> {
    let act = app.act(&reader.actor(), verb).await?;
    let need = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &need)?;
    Ok((act, need))
}
