//! What can be done to a village: each one transaction and one row in the trail.

use std::collections::HashMap;

use kit::form::{optional, text_within};
use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Result};
use uuid::Uuid;

use super::forms::{Named, VillageForm};
use super::policy::{self, Verb};
use super::store;
use super::village::{NewVillage, Progress, TEXT_MOST, Village, descends};
use brokerage::technologies;
use house::accounts::{Reader, Role};
use house::app::{App, Circumstances};
use house::exchange::{Change, Saved};
use house::organisations::{self, Clinic};
use house::places;

/// Why a clinic looks after a village outside of the provinces it answers for: a neighbour's may be nearest
/// to it, so it is asked and kept in the trail. The ministry, which gives clinics their provinces, is not
/// asked (docs/requirements.md A1-03).
///
/// # Errors
/// [`Error::Invalid`] beside `outside` where no reason is given.
fn why_outside(reader: &Reader, clinic: Option<&Clinic>, told: &NewVillage, given: &str) -> Result<Option<String>> {
    let Some(clinic) = clinic.filter(|clinic| !clinic.answers_for.contains(&told.province)) else { return Ok(None) };
    match optional(given) {
        Some(why) => Ok(Some(text_within(&why, TEXT_MOST).map_err(|message| FormErrors::one("outside", message))?)),
        None if reader.is(&[Role::MinistryOfficer]) => Ok(None),
        None => {
            let served: Vec<String> =
                clinic.answers_for.iter().map(|code| places::full_name(code, reader.lang)).collect();
            let said = msg("villages-outside").with("clinic", &clinic.name).with("provinces", served.join(", "));
            Err(FormErrors::one("outside", said).into())
        }
    }
}

/// The register has a village once.
async fn check_once(act: &Act, village: &Village) -> Result<()> {
    let near = store::list_of_districts(act.db(), vec![village.told.district.clone()]).await?;
    match near.iter().find(|one| one.id != village.id && one.told.is_same_village(&village.told)) {
        Some(one) => Err(FormErrors::one("name_th", one.there_already()).into()),
        None => Ok(()),
    }
}

/// Finds what a form names by code: clinic, technologies, mother village.
pub(super) async fn look_up(app: &App, form: &VillageForm) -> Result<Named> {
    let clinic = match form.clinic.trim() {
        "" => None,
        code => organisations::find_clinic(&app.db, code).await?,
    };
    let mother = match form.mother.trim() {
        "" => None,
        code => store::find_by_code(&app.db, code).await?.map(|village| village.id),
    };
    let technologies = technologies::ids_of_codes(&app.db, form.technology_codes()).await?;
    Ok(Named { clinic, technologies, mother })
}

/// Enters a village.
///
/// # Errors
/// When the reader may not, the village is there already, or lies outside of what its clinic answers for
/// and nobody says why; when the database cannot be written.
pub(super) async fn register(
    app: &App,
    reader: &Reader,
    (clinic, told, outside): (Option<&Clinic>, NewVillage, &str),
    how: Circumstances,
) -> Result<Village> {
    policy::may_register(reader, clinic)?;
    let act = app.act(&reader.actor(), Verb::Register).await?;
    let key = how.once.filter(|key| !key.is_empty());
    if let Some(key) = &key
        && let Some(code) = act.done_before(key).await?
    {
        return store::find_for_change(&act, &code).await?.ok_or(Error::NotFound);
    }
    let outside = why_outside(reader, clinic, &told, outside)?;
    let village = begin(&act, None, told, how.invented);
    check_once(&act, &village).await?;
    store::save_new(&act, std::slice::from_ref(&village)).await?;
    if let Some(key) = &key {
        act.remember(key, &village.code).await?;
    }
    let facts = Facts::none()
        .with("district", village.told.district.clone())
        .with("clinic", clinic.map(|clinic| clinic.code.clone()));
    act.commit(&village, with_reason(facts, outside)).await?;
    Ok(village)
}

fn with_reason(facts: Facts, outside: Option<String>) -> Facts {
    match outside {
        Some(why) => facts.with("outside", why),
        None => facts,
    }
}

/// Letters of a code.
const CODE: usize = 6;

fn begin(act: &Act, code: Option<String>, told: NewVillage, invented: bool) -> Village {
    Village {
        id: act.new_id(),
        code: code.unwrap_or_else(|| format!("V-{}", act.chance().code(CODE))),
        told: told.tidied(),
        invented,
        updated_at: act.now(),
        version: 1,
    }
}

/// Changes what is said of it, unless somebody else did since `version`.
///
/// # Errors
/// When the reader may not, somebody else changed it, the chain of villages would become a circle, or as
/// [`register`].
pub(super) async fn correct(
    app: &App,
    reader: &Reader,
    code: &str,
    (clinic, told, outside): (Option<&Clinic>, NewVillage, &str),
    version: i64,
) -> Result<Village> {
    let act = app.act(&reader.actor(), Verb::Correct).await?;
    let before = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    policy::may_correct(reader, &before)?;
    if told.clinic != before.told.clinic {
        policy::may_register(reader, clinic)?;
    }
    let village = before.clone().corrected(told.tidied(), version).map_err(Error::Conflict)?;
    let moved = (village.told.clinic, &village.told.province) != (before.told.clinic, &before.told.province);
    let outside = if moved { why_outside(reader, clinic, &village.told, outside)? } else { None };
    // Who stood beside another of the name before is not asked again.
    if !village.told.is_same_village(&before.told) {
        check_once(&act, &village).await?;
    }
    no_circle(&act, &village).await?;
    store::save(&act, &village).await?;
    let facts = Facts::none().with("changed", village.changed_since(&before.told));
    act.commit(&village, with_reason(facts, outside)).await?;
    Ok(village)
}

/// A village cannot have learned from one that learned from it.
async fn no_circle(act: &Act, village: &Village) -> Result<()> {
    let Some(mother) = village.told.mother else { return Ok(()) };
    let mothers: HashMap<Uuid, Option<Uuid>> = store::list_mothers_now(act).await?.into_iter().collect();
    let circle = descends(mother, village.id, |one| mothers.get(&one).copied().flatten());
    if circle { Err(FormErrors::one("mother", msg("villages-mother-circle")).into()) } else { Ok(()) }
}

/// Tells what a year brought.
///
/// # Errors
/// When the reader may not, or the database cannot be written.
pub(super) async fn record_progress(
    app: &App,
    reader: &Reader,
    code: &str,
    told: Progress,
    once: Option<String>,
) -> Result<Village> {
    let act = app.act(&reader.actor(), Verb::RecordProgress).await?;
    let village = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    policy::may_record_progress(reader, &village)?;
    if let Some(key) = once.filter(|key| !key.is_empty()) {
        if act.done_before(&key).await?.is_some() {
            return Ok(village);
        }
        act.remember(&key, &village.code).await?;
    }
    let facts = Facts::none().with("fiscal_year", told.fiscal_year);
    store::save_progress(&act, &[(act.new_id(), village.id, told)]).await?;
    act.commit(&village, facts).await?;
    Ok(village)
}

/// A village as a file brings it.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// Its code in the register it comes from; a new one when `None`.
    pub(super) code: Option<String>,
    /// What the file says; its mother is [`Brought::mother`].
    pub(super) told: NewVillage,
    /// The code of the village it learned from, which may stand in the same file.
    pub(super) mother: Option<String>,
    /// Made up for the demonstration.
    pub(super) invented: bool,
}

/// Takes over the rows of a file, inside the import's own act. Mothers are named once all rows are
/// there, since a daughter may stand above her.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let named = rows.iter().flat_map(|row| [row.code.clone(), row.mother.clone()]).flatten();
    let mut codes: Vec<String> = named.collect();
    codes.sort_unstable();
    codes.dedup();
    let known = store::list_for_change(act, &codes).await?;
    let mut ids: HashMap<String, Uuid> = known.iter().map(|(code, village)| (code.clone(), village.id)).collect();
    let (mut new, mut saved, mut kept) = (Vec::new(), Vec::with_capacity(rows.len()), Vec::new());
    for row in rows {
        match row.code.as_ref().and_then(|code| known.get(code)) {
            Some(before) => {
                kept.push((before, row));
                saved.push(Saved { id: before.id, change: Change::Unchanged });
            }
            None => {
                let village =
                    begin(act, row.code.clone(), NewVillage { mother: None, ..row.told.clone() }, row.invented);
                ids.insert(village.code.clone(), village.id);
                saved.push(Saved { id: village.id, change: Change::Added });
                new.push((village, row));
            }
        }
    }
    let mother_of = |row: &Brought| row.mother.as_ref().and_then(|code| ids.get(code).copied());
    let daughters: Vec<_> =
        new.iter().filter_map(|(one, row)| mother_of(row).map(|mother| (one.id, Some(mother)))).collect();
    store::save_new(act, &new.into_iter().map(|(one, _)| one).collect::<Vec<_>>()).await?;
    store::save_mothers(act, &daughters).await?;
    for (before, row) in kept {
        let told = NewVillage { mother: mother_of(row), ..row.told.clone() }.tidied();
        if told != before.told {
            store::save(act, &Village { told, ..before.clone() }).await?;
            let of = saved.iter_mut().filter(|one| one.id == before.id);
            of.for_each(|one| one.change = Change::Changed);
        }
    }
    Ok(saved)
}

/// Takes over what a file tells of years, inside the import's own act; what is there word for word is
/// left alone.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring_progress(act: &Act, rows: &[(Uuid, Progress)]) -> Result<Vec<Saved>> {
    let mut villages: Vec<Uuid> = rows.iter().map(|(village, _)| *village).collect();
    villages.sort_unstable();
    villages.dedup();
    let known = store::list_told(act, villages).await?;
    let (mut new, mut saved) = (Vec::new(), Vec::with_capacity(rows.len()));
    for (village, told) in rows {
        saved.push(match known.iter().find(|(of, _, before)| of == village && before == told) {
            Some((_, id, _)) => Saved { id: *id, change: Change::Unchanged },
            None => {
                let id = act.new_id();
                new.push((id, *village, told.clone()));
                Saved { id, change: Change::Added }
            }
        });
    }
    store::save_progress(act, &new).await?;
    Ok(saved)
}
