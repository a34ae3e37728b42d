//! What a clinic does with its own technology: each one transaction and one row in the trail.

use chrono::{Days, NaiveDate};
use kit::form::optional;
use kit::jobs::Workers;
use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Result};
use uuid::Uuid;

use super::benefit::Outcome;
use super::forms::TechnologyForm;
use super::policy::{self, Verb};
use super::store;
use super::store_life;
use super::store_outcomes;
use super::technology::{LAPSE_DAYS, Life, Status, Technology};
use super::told::NewTechnology;
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::organisations::{self, Clinic};

/// The job of a day: to lay aside what nobody renewed.
pub const LAPSE: &str = "technologies.lapse";
/// As many as one look lays aside; the next day looks again.
const LAPSED_MOST: u64 = 500;

/// Reads a form together with the clinic and the technology that it names.
///
/// # Errors
/// What is wrong, beside the fields.
pub(super) async fn read(app: &App, form: &TechnologyForm) -> Result<(Clinic, NewTechnology)> {
    let clinic = organisations::find_clinic(&app.db, form.clinic.trim()).await?;
    let told = read_told(app, form).await;
    match (clinic, told) {
        (Some(clinic), told) => Ok((clinic, told?)),
        (None, told) => {
            let mut errors = match told {
                Err(Error::Invalid(errors)) => errors,
                Err(error) => return Err(error),
                Ok(_) => FormErrors::new(),
            };
            errors.add("clinic", msg("technologies-clinic-choose"));
            Err(errors.into())
        }
    }
}

/// The same of a technology whose clinic is known.
///
/// # Errors
/// What is wrong, beside the fields.
pub(super) async fn read_told(app: &App, form: &TechnologyForm) -> Result<NewTechnology> {
    let checked = form.check(app.clock.today());
    let Some(code) = optional(&form.builds_on) else { return Ok(checked?) };
    match (store::find_by_code(&app.db, &code.trim().to_uppercase()).await?, checked) {
        (Some(one), Ok(mut told)) if one.is_public() => {
            told.holding.builds_on = Some(one.id);
            Ok(told)
        }
        (found, checked) => {
            let mut errors = checked.err().unwrap_or_default();
            if found.is_none_or(|one| !one.is_public()) {
                errors.add("builds_on", msg("technologies-builds-on-unknown"));
            }
            Err(errors.into())
        }
    }
}

/// Enters a technology of a clinic, as a draft.
///
/// # Errors
/// When the reader may not, or the database cannot be written.
pub async fn register(
    app: &App,
    reader: &Reader,
    clinic: &Clinic,
    told: NewTechnology,
    how: Circumstances,
) -> Result<Technology> {
    policy::may_register(reader, clinic)?;
    let act = app.act(&reader.actor(), Verb::Register).await?;
    if let Some(key) = how.once.as_deref().filter(|key| !key.is_empty())
        && let Some(code) = act.done_before(key).await?
    {
        return store::find_for_change(&act, &code).await?.ok_or(Error::NotFound);
    }
    let technology = Technology {
        id: act.new_id(),
        code: format!("T-{}", act.chance().code(8)),
        clinic: clinic.id,
        told,
        status: Status::Draft,
        life: Life::default(),
        invented: how.invented,
        updated_at: act.now(),
        version: 1,
    };
    store::save_new(&act, std::slice::from_ref(&technology)).await?;
    if let Some(key) = how.once.filter(|key| !key.is_empty()) {
        act.remember(&key, &technology.code).await?;
    }
    let facts = Facts::none()
        .with("clinic", clinic.code.clone())
        .with("kind", technology.told.kind.as_str())
        .personal("holder", technology.told.holding.holder.clone().unwrap_or_default())
        .personal("consent", technology.told.holding.consent.clone().unwrap_or_default());
    act.commit(&technology, facts).await?;
    Ok(technology)
}

/// Changes what is said of it, unless somebody else did since `version`.
///
/// # Errors
/// When the reader may not, somebody else changed it, or it could not stay published.
pub async fn revise(app: &App, reader: &Reader, code: &str, told: NewTechnology, version: i64) -> Result<Technology> {
    let (act, before) = open(app, reader, Verb::Revise, code).await?;
    policy::may_revise(reader, &before)?;
    if before.version != version {
        return Err(Error::changed_meanwhile());
    }
    if told.holding.builds_on == Some(before.id) {
        return Err(FormErrors::one("builds_on", msg("technologies-builds-on-itself")).into());
    }
    let technology = before.clone().revised(told, act.now()).map_err(Error::Conflict)?;
    store::save(&act, &technology).await?;
    let facts = Facts::none()
        .with("changed", technology.told.changed_since(&before.told))
        .personal("holder", technology.told.holding.holder.clone().unwrap_or_default())
        .personal("consent", technology.told.holding.consent.clone().unwrap_or_default());
    act.commit(&technology, facts).await?;
    Ok(technology)
}

/// Says that it still holds, for two more years.
///
/// # Errors
/// When the reader may not, or it is not published.
pub async fn renew(app: &App, reader: &Reader, code: &str) -> Result<Technology> {
    let (act, technology) = open(app, reader, Verb::Renew, code).await?;
    policy::may_renew(reader, &technology)?;
    let technology = technology.renewed(act.today()).map_err(Error::Conflict)?;
    store::save(&act, &technology).await?;
    act.commit(&technology, Facts::none().with("until", technology.renew_by().to_string())).await?;
    Ok(technology)
}

/// Offers it no longer.
///
/// # Errors
/// When the reader may not, or it is archived already.
pub async fn archive(app: &App, reader: &Reader, code: &str) -> Result<Technology> {
    let (act, technology) = open(app, reader, Verb::Archive, code).await?;
    policy::may_archive(reader, &technology)?;
    let technology = technology.archived().map_err(Error::Conflict)?;
    store::save(&act, &technology).await?;
    act.commit(&technology, Facts::none()).await?;
    Ok(technology)
}

/// Takes it up again, as a draft that another clinic reviews like a new one.
///
/// # Errors
/// When the reader may not, or it was not laid aside.
pub async fn restore(app: &App, reader: &Reader, code: &str) -> Result<Technology> {
    let (act, technology) = open(app, reader, Verb::Restore, code).await?;
    policy::may_restore(reader, &technology)?;
    let technology = technology.restored().map_err(Error::Conflict)?;
    store::save(&act, &technology).await?;
    act.commit(&technology, Facts::none()).await?;
    Ok(technology)
}

/// The job of this feature, done for this program. Laying aside is idempotent: what lapsed is no longer shown.
pub fn jobs(workers: Workers, app: &App) -> Workers {
    let app = app.clone();
    workers.on(LAPSE, move |_| {
        let app = app.clone();
        async move { lapse(&app).await.map(drop) }
    })
}

/// Lays aside what nobody renewed, long after it was to be renewed; answers how many. The program does
/// so each day, and doing it twice does nothing.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn lapse(app: &App) -> Result<usize> {
    let today = app.clock.today();
    let last = today.checked_sub_days(Days::new(LAPSE_DAYS + 1)).unwrap_or(NaiveDate::MIN);
    let lapsed = store_life::list_to_renew(&app.db, last, LAPSED_MOST).await?;
    for one in &lapsed {
        let act = app.act(&Reader::system("technologies").actor(), Verb::Lapse).await?;
        let Some(now) = store::find_for_change(&act, &one.code).await?.filter(|now| now.has_lapsed(today)) else {
            continue;
        };
        let due = now.renew_by();
        let technology = now.archived().map_err(Error::Conflict)?;
        store::save(&act, &technology).await?;
        act.commit(&technology, Facts::none().with("renew_by", due.to_string())).await?;
    }
    Ok(lapsed.len())
}

/// News from responses: a follow-up answer tells what came of a technology. Part of the answer's
/// own act; the totals follow from the answers, whose trail it is.
///
/// # Errors
/// When the database cannot be written.
pub async fn record_outcome(act: &Act, technology: Uuid, outcome: &Outcome) -> Result<()> {
    store_outcomes::save_outcome(act, technology, outcome, 1).await
}

/// News from responses: that answer was withdrawn, or a later revision stands in its place.
///
/// # Errors
/// When the database cannot be written.
pub async fn withdraw_outcome(act: &Act, technology: Uuid, outcome: &Outcome) -> Result<()> {
    store_outcomes::save_outcome(act, technology, outcome, -1).await
}

/// The technology as it stands inside an act, where the reader may know of it.
pub(super) async fn open(app: &App, reader: &Reader, verb: Verb, code: &str) -> Result<(Act, Technology)> {
    let act = app.act(&reader.actor(), verb).await?;
    let technology = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &technology)?;
    Ok((act, technology))
}
