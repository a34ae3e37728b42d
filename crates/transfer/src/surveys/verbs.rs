//! What can be done to a survey: each one transaction and one row in the trail.

use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Result};
use xlsform::Questionnaire;

use super::edition::Edition;
use super::mapping::Mapping;
use super::policy::{self, Verb};
use super::survey::Survey;
use super::{country, store};
use crate::questionnaires;
use house::accounts::Reader;
use house::app::App;

/// Letters of a code after its year.
const CODE: usize = 8;
/// Letters of the key by which a draft is tried: whoever has it needs no account.
const TRY_CODE: usize = 16;

/// Begins a survey with its first draft.
///
/// # Errors
/// Who may not; a file that is no form, or asks what no page can ([`Error::Invalid`], each fault with its place).
pub async fn draft(app: &App, reader: &Reader, xlsx: Vec<u8>) -> Result<Survey> {
    let clinic = policy::owner(reader);
    policy::may_draft(reader, clinic)?;
    let (form, xlsx) = read(xlsx).await?;
    let act = app.act(&reader.actor(), Verb::Draft).await?;
    let year = thai::FiscalYear::of(act.today()).0.rem_euclid(100);
    let survey = Survey {
        id: act.new_id(),
        code: format!("S{year:02}-{}", act.chance().code(CODE)),
        clinic,
        title: form.title().to_owned(),
        made_at: act.now(),
        closed_at: None,
        version: 1,
    };
    store::save_new(&act, &survey).await?;
    let edition = edition(&act, &survey, 1, &form);
    store::save_edition(&act, &edition, &form, xlsx).await?;
    act.commit(&survey, facts(&edition)).await?;
    Ok(survey)
}

/// Writes the draft anew, or begins the next edition where there is none. What answers become is kept as far as the
/// new form still asks it.
///
/// # Errors
/// As [`draft`].
pub async fn revise(app: &App, reader: &Reader, code: &str, xlsx: Vec<u8>) -> Result<Survey> {
    let seen = store::find(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_revise(reader, &seen)?;
    let (form, xlsx) = read(xlsx).await?;
    let (act, survey, editions) = open(app, reader, Verb::Revise, code, policy::may_revise).await?;
    let newest = editions.first();
    let number = match newest {
        Some(draft) if draft.is_draft() => {
            store::delete_edition(&act, draft.id).await?;
            draft.number
        }
        Some(published) => published.number + 1,
        None => 1,
    };
    let mut new = edition(&act, &survey, number, &form);
    if let Some(before) = newest {
        let asked = |from: &String| !from.starts_with(super::mapping::SAME) && form.question(from).is_none();
        let mut kept = before.mapping.clone();
        kept.from.retain(|_, from| !asked(from));
        new.mapping = kept;
    }
    store::save_edition(&act, &new, &form, xlsx).await?;
    let survey = Survey { title: form.title().to_owned(), ..survey };
    store::save(&act, &survey).await?;
    act.commit(&survey, facts(&new)).await?;
    Ok(survey)
}

/// Says what the answers of the draft become.
///
/// # Errors
/// Beside its field what does not lead to a record; [`Error::Conflict`] without a draft.
pub async fn map(app: &App, reader: &Reader, code: &str, mapping: Mapping) -> Result<Survey> {
    let (act, survey, editions) = open(app, reader, Verb::Map, code, policy::may_map).await?;
    let draft = the_draft(editions)?;
    let asked = store::asked(&app.db, draft).await?;
    mapping.check(&asked.form)?;
    let edition = Edition { mapping, ..asked.edition };
    store::save_said(&act, &edition).await?;
    act.commit(&survey, facts(&edition)).await?;
    Ok(survey)
}

/// Asks the draft from now on.
///
/// # Errors
/// [`Error::Conflict`] without a draft; [`Error::Invalid`] when a version of this name was published, or what answers
/// become does not fit it.
pub async fn publish(app: &App, reader: &Reader, code: &str, notes: Option<String>) -> Result<Survey> {
    let (act, survey, editions) = open(app, reader, Verb::Publish, code, policy::may_publish).await?;
    let taken: Vec<String> =
        editions.iter().filter(|one| !one.is_draft()).map(|one| one.form_version.clone()).collect();
    let asked = store::asked(&app.db, the_draft(editions)?).await?;
    if taken.contains(&asked.edition.form_version) {
        let message = msg("surveys-version-taken").with("version", asked.edition.form_version);
        return Err(FormErrors::one("notes", message).into());
    }
    if asked.edition.mapping.check(&asked.form).is_err() {
        return Err(FormErrors::one("notes", msg("surveys-map-first")).into());
    }
    let edition = Edition { notes, published_at: Some(act.now()), ..asked.edition };
    store::save_said(&act, &edition).await?;
    act.commit(&survey, facts(&edition).with("notes", edition.notes.clone())).await?;
    Ok(survey)
}

/// Throws the draft away, and with it a survey that was never asked. Answers whether it is still there.
///
/// # Errors
/// [`Error::Conflict`] without a draft.
pub async fn discard(app: &App, reader: &Reader, code: &str) -> Result<bool> {
    let (act, survey, editions) = open(app, reader, Verb::Discard, code, policy::may_discard).await?;
    let stays = editions.iter().any(|one| !one.is_draft());
    let draft = the_draft(editions)?;
    store::delete_edition(&act, draft.id).await?;
    if !stays {
        store::delete(&act, survey.id).await?;
    }
    act.commit(&survey, facts(&draft)).await?;
    Ok(stays)
}

/// Takes no more answers.
///
/// # Errors
/// [`Error::Conflict`] when it is closed.
pub async fn close(app: &App, reader: &Reader, code: &str) -> Result<Survey> {
    let (act, survey, _) = open(app, reader, Verb::Close, code, policy::may_close).await?;
    let closed = survey.closed(act.now()).map_err(Error::Conflict)?;
    store::save(&act, &closed).await?;
    act.commit(&closed, Facts::none()).await?;
    Ok(closed)
}

/// Takes answers again.
///
/// # Errors
/// [`Error::Conflict`] when it is open.
pub async fn reopen(app: &App, reader: &Reader, code: &str) -> Result<Survey> {
    let (act, survey, _) = open(app, reader, Verb::Reopen, code, policy::may_reopen).await?;
    let open = survey.reopened().map_err(Error::Conflict)?;
    store::save(&act, &open).await?;
    act.commit(&open, Facts::none()).await?;
    Ok(open)
}

/// Opens an act on a survey that the reader may do this to.
async fn open(
    app: &App,
    reader: &Reader,
    verb: Verb,
    code: &str,
    may: fn(&Reader, &Survey) -> Result<()>,
) -> Result<(Act, Survey, Vec<Edition>)> {
    let act = app.act(&reader.actor(), verb).await?;
    let survey = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    may(reader, &survey)?;
    let editions = store::list_editions_in(&act, survey.id).await?;
    Ok((act, survey, editions))
}

fn the_draft(editions: Vec<Edition>) -> Result<Edition> {
    editions.into_iter().find(Edition::is_draft).ok_or_else(|| Error::Conflict(msg("surveys-no-draft")))
}

/// Reads a workbook as a form that a page can ask.
async fn read(xlsx: Vec<u8>) -> Result<(Questionnaire, Vec<u8>)> {
    let read = move || {
        let form = Questionnaire::from_xlsx_with(&xlsx, country::files());
        (form.and_then(|form| form.fits_a_page().map(|()| form)), xlsx)
    };
    let (form, xlsx) = tokio::task::spawn_blocking(read).await?;
    let form = form.map_err(|faults| questionnaires::explain(&faults))?;
    if form.version().0.is_empty() {
        return Err(FormErrors::one("file", msg("surveys-version-missing")).into());
    }
    Ok((form, xlsx))
}

fn edition(act: &Act, survey: &Survey, number: i32, form: &Questionnaire) -> Edition {
    Edition {
        id: act.new_id(),
        survey: survey.id,
        number,
        form_version: form.version().0.clone(),
        title: form.title().to_owned(),
        mapping: Mapping::guessed(form),
        notes: None,
        try_code: act.chance().code(TRY_CODE),
        made_at: act.now(),
        published_at: None,
    }
}

fn facts(edition: &Edition) -> Facts {
    Facts::none()
        .with("edition", edition.number)
        .with("version", edition.form_version.clone())
        .with("becomes", edition.mapping.becomes.map(super::mapping::Becomes::as_str))
}
