//! What can be done to organisations: each one transaction and one row in the trail.

use std::collections::HashMap;

use kit::{Act, Error, Facts, Result, msg};
use uuid::Uuid;

use super::forms_organisations::{Correction, SuccessionEntry, beside, unknown};
use super::name::{DatedName, Names};
use super::namesake::{namesakes, there_is_one};
use super::organisation::{NewOrganisation, Organisation, Succession, comes_round};
use super::policy::{self, Verb};
use super::store_organisations as store;
use super::verbs::{is_repeated, pair, remember, taken};
use crate::app::App;
use crate::exchange::{Change, Saved};
use crate::rights::Reader;

/// The codes of those that are called as it is, where it is said to be `another` one.
///
/// # Errors
/// [`Error::Invalid`] beside the name where it is not said.
async fn same_name(act: &Act, told: &NewOrganisation, another: bool) -> Result<Vec<String>> {
    let known = store::list_of_kind_in(act, told.kind).await?;
    let successions = store::list_successions_for_change(act).await?;
    let mut found = namesakes(&known, &successions, told).peekable();
    match found.peek() {
        Some(first) if !another => Err(beside("name_th")(there_is_one(&first.told))),
        _ => Ok(found.map(|one| one.told.code.clone()).collect()),
    }
}

/// Whom it is said not to be, for the trail.
fn apart(facts: Facts, same_name: Vec<String>) -> Facts {
    if same_name.is_empty() { facts } else { facts.with("another_than", same_name) }
}

/// Enters an organisation. `another` says that it is not the one that is called so already; `once` is the
/// key that a form sent twice carries twice.
///
/// # Errors
/// When the reader may not, its code is taken, or there is one of its name.
pub async fn register(
    app: &App,
    reader: &Reader,
    (told, another): (NewOrganisation, bool),
    once: Option<&str>,
) -> Result<Organisation> {
    policy::may_register(reader)?;
    let act = app.act(&reader.actor(), Verb::Register).await?;
    let mut known = store::find_organisations_for_change(&act, vec![told.code.clone()]).await?;
    if let Some(same) = known.remove(&told.code) {
        return if is_repeated(&act, once, &told.code).await? { Ok(same) } else { Err(taken()) };
    }
    let same_name = same_name(&act, &told, another).await?;
    let organisation = Organisation { id: act.new_id(), told, version: 1 };
    store::save_new(&act, &organisation).await?;
    remember(&act, once, &organisation.told.code).await?;
    let facts = Facts::none().with("kind", organisation.told.kind.as_str());
    act.commit(&organisation, apart(facts, same_name)).await?;
    Ok(organisation)
}

/// Finds what is to be changed, as long as nobody saved since `seen`.
async fn found(act: &Act, code: &str, seen: Option<i64>) -> Result<Organisation> {
    let organisation = store::find_for_change(act, code).await?.ok_or(Error::NotFound)?;
    if seen.is_some_and(|seen| seen != organisation.version) {
        return Err(Error::Conflict(msg("kit-error-conflict-version")));
    }
    Ok(organisation)
}

/// It bears another name from a day on; documents of earlier days keep the one before.
///
/// # Errors
/// When the reader may not, somebody saved since, the names would be borne at once, or another bears it.
pub(super) async fn rename(
    app: &App,
    reader: &Reader,
    code: &str,
    (name, another): (DatedName, bool),
    seen: Option<i64>,
) -> Result<Organisation> {
    policy::may_rename(reader)?;
    let act = app.act(&reader.actor(), Verb::Rename).await?;
    let organisation = found(&act, code, seen).await?;
    let renamed = NewOrganisation { name: name.name.clone(), ..organisation.told.clone() };
    let facts = apart(name_facts(&name), same_name(&act, &renamed, another).await?);
    let names = store::find_names_for_change(&act, &organisation).await?.renamed(name).map_err(beside("from"))?;
    store::save(&act, &organisation, &names).await?;
    act.commit(&organisation, facts).await?;
    Ok(organisation)
}

/// Puts right what it is, where it stands and its latest name.
///
/// # Errors
/// When the reader may not, somebody saved since, the names would be borne at once, or another bears it.
pub(super) async fn correct(
    app: &App,
    reader: &Reader,
    code: &str,
    (correction, another): (Correction, bool),
    seen: Option<i64>,
) -> Result<Organisation> {
    policy::may_correct(reader)?;
    let act = app.act(&reader.actor(), Verb::Correct).await?;
    let mut organisation = found(&act, code, seen).await?;
    let facts = name_facts(&correction.name).with("kind", correction.kind.as_str());
    let names = store::find_names_for_change(&act, &organisation).await?;
    let names = names.corrected(correction.name).map_err(beside("from"))?;
    let before = organisation.told.clone();
    organisation.told.kind = correction.kind;
    organisation.told.province = correction.province;
    let name = names.latest().map_or(&before.name, |latest| &latest.name).clone();
    let told = NewOrganisation { name, ..organisation.told.clone() };
    // Who stood beside a namesake before is not asked again.
    let same_name = if told.is_called_as(&before) { Vec::new() } else { same_name(&act, &told, another).await? };
    store::save(&act, &organisation, &names).await?;
    act.commit(&organisation, apart(facts, same_name)).await?;
    Ok(organisation)
}

fn name_facts(name: &DatedName) -> Facts {
    let facts = Facts::none().with("name", name.name.th.clone());
    match name.from {
        Some(from) => facts.with("from", from.to_string()),
        None => facts,
    }
}

/// Writes down that another organisation follows this one.
///
/// # Errors
/// When the reader may not, there is no such organisation, or one would come to follow itself.
pub(super) async fn succeed(app: &App, reader: &Reader, code: &str, entry: SuccessionEntry) -> Result<Organisation> {
    policy::may_succeed(reader)?;
    let act = app.act(&reader.actor(), Verb::Succeed).await?;
    // Both at once, in the order of their codes: two who say the opposite must not wait for each other.
    let both = vec![code.to_owned(), entry.successor.clone()];
    let both = store::find_organisations_for_change(&act, both).await?;
    let organisation = both.get(code).cloned().ok_or(Error::NotFound)?;
    let successor = both.get(&entry.successor).ok_or_else(|| beside("successor")(unknown()))?;
    let known = store::list_successions_for_change(&act).await?;
    if comes_round(&known, organisation.id, successor.id) {
        return Err(beside("successor")(msg("organisations-follows-itself")));
    }
    let step =
        Succession { predecessor: organisation.id, successor: successor.id, on: entry.on, source: Some(entry.source) };
    store::save_succession(&act, &step).await?;
    act.commit(&organisation, Facts::none().with("successor", successor.told.code.as_str())).await?;
    Ok(organisation)
}

/// An organisation as a file brings it.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// What the row says.
    pub told: NewOrganisation,
    /// The codes of those of its name than which the row says it is another.
    pub another_than: Vec<String>,
}

/// Takes over organisations of a file, inside the import's own act. What a row calls one is its latest
/// name. Where it is said to be another one of a name, its own trail keeps that.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring_organisations(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let codes = rows.iter().map(|row| row.told.code.clone()).collect();
    let known = store::find_organisations_for_change(act, codes).await?;
    let mut saved = Vec::new();
    for Brought { told: row, another_than } in rows {
        let (id, change) = match known.get(&row.code) {
            None => {
                let organisation = Organisation { id: act.new_id(), told: row.clone(), version: 1 };
                store::save_new(act, &organisation).await?;
                note_another(act, &organisation, another_than).await?;
                (organisation.id, Change::Added)
            }
            Some(before) if before.told == *row => (before.id, Change::Unchanged),
            Some(before) => {
                let names = store::find_names_for_change(act, before).await?.called(row.name.clone());
                let organisation = Organisation { told: row.clone(), ..before.clone() };
                store::save(act, &organisation, &names).await?;
                note_another(act, &organisation, another_than).await?;
                (before.id, Change::Changed)
            }
        };
        saved.push(Saved { id, change });
    }
    Ok(saved)
}

async fn note_another(act: &Act, organisation: &Organisation, than: &[String]) -> Result<()> {
    if than.is_empty() {
        return Ok(());
    }
    act.note(Verb::Register.into(), organisation, apart(Facts::none(), than.to_vec())).await
}

/// Takes over the names of organisations over time, inside the import's own act.
///
/// # Errors
/// [`Error::Invalid`] where two names of one would be borne at once; when the database cannot be written.
pub(super) async fn bring_names(act: &Act, rows: &[(Organisation, DatedName)]) -> Result<Vec<Saved>> {
    let mut told: HashMap<Uuid, (&Organisation, Vec<DatedName>)> = HashMap::new();
    for (organisation, name) in rows {
        told.entry(organisation.id).or_insert_with(|| (organisation, Vec::new())).1.push(name.clone());
    }
    let mut before: HashMap<Uuid, Names> = HashMap::new();
    for (id, (organisation, names)) in told {
        let known = store::find_names_for_change(act, organisation).await?;
        let after = known.clone().with(names).map_err(beside("from"))?;
        if after != known {
            store::save(act, organisation, &after).await?;
        }
        before.insert(id, known);
    }
    let change = |id: &Uuid, name: &DatedName| {
        let known = before.get(id).and_then(|names| names.all().iter().find(|one| one.name.th == name.name.th));
        match known {
            None => Change::Added,
            Some(known) if known == name => Change::Unchanged,
            Some(_) => Change::Changed,
        }
    };
    // A name has no identifier of its own either: it is told apart by its organisation and its place.
    let saved = rows.iter().zip(1..).map(|((organisation, name), place)| Saved {
        id: pair(organisation.id, Uuid::from_u128(place)),
        change: change(&organisation.id, name),
    });
    Ok(saved.collect())
}

/// Takes over who followed whom, inside the import's own act.
///
/// # Errors
/// [`Error::Invalid`] where one would come to follow itself; when the database cannot be written.
pub(super) async fn bring_successions(act: &Act, rows: &[Succession]) -> Result<Vec<Saved>> {
    let mut known = store::list_successions_for_change(act).await?;
    let mut saved = Vec::new();
    for row in rows {
        let same = known.iter().position(|one| (one.predecessor, one.successor) == (row.predecessor, row.successor));
        let change = match same.map(|at| &known[at]) {
            Some(before) if before == row => Change::Unchanged,
            Some(_) => Change::Changed,
            None if comes_round(&known, row.predecessor, row.successor) => {
                return Err(beside("successor")(msg("organisations-follows-itself")));
            }
            None => Change::Added,
        };
        if change != Change::Unchanged {
            store::save_succession(act, row).await?;
            known.push(row.clone());
        }
        saved.push(Saved { id: pair(row.predecessor, row.successor), change });
    }
    Ok(saved)
}
