//! The desk's page of imports: choose a kind and a file, see what is wrong with it, bring it in.
//! The file waits in the store between the two steps.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use chrono::NaiveDate;
use kit::db::listing::{self, Listing, Paging, Turns};
use kit::table::Column;
use kit::web::{Check, Form, Narrowed, Narrows, Upload, Uploaded, may_write, see, shown_again};
use kit::{Error, FormErrors, Message, Result, msg, page};
use serde::Deserialize;
use uuid::Uuid;

use super::import::{Checked, Finished, Import, Way};
use super::pages_checked::{Place, Rehearsal};
use super::policy::{self, Verb};
use super::verbs_upload::{self, Found};
use super::{kind, kinds, store_order, verbs};
use house::accounts::Reader;
use house::app::App;
use house::exchange::AnyKind;
use house::layout::{Choice, filters};

/// The form, the files to take out, and what was brought in lately.
#[derive(Template)]
#[template(path = "imports/index.html")]
pub(super) struct Index {
    kinds: Vec<Choice>,
    chosen: String,
    columns: &'static [Column],
    errors: FormErrors,
    imports: Vec<Import>,
    turns: Turns,
}
page!(Index, "imports-title");

/// Which kind's columns are shown, and which page of what was brought in.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    kind: String,
    /// Where to begin.
    cursor: Option<String>,
}

impl Narrows for Chosen {
    const CHECKS: &'static [(&'static str, Check)] = &[("kind", narrows_kind), ("cursor", listing::narrows_by::<Uuid>)];
}

/// A kind in a query.
fn narrows_kind(typed: &str, _: NaiveDate) -> Result<String, Message> {
    let names: Vec<&'static str> = kinds().iter().map(|kind| kind.name()).collect();
    kit::words::narrows(typed, &names)
}

impl Chosen {
    /// The same page, listing what was brought in from `cursor` on.
    fn address(&self, cursor: &str) -> String {
        kit::web::address("/desk/imports", &[("kind", self.kind.as_str()), ("cursor", cursor)])
    }
}

/// The kinds this reader may bring in.
///
/// # Errors
/// The refusal of the first kind, when there is none.
pub(super) fn allowed(reader: &Reader) -> Result<Vec<&'static dyn AnyKind>> {
    let mut refusal = None;
    let may = |kind: &&'static dyn AnyKind| {
        policy::may_apply(reader, *kind).map_err(|error| refusal.get_or_insert(error).clone()).is_ok()
    };
    let kinds: Vec<_> = kinds().iter().copied().filter(may).collect();
    match refusal {
        Some(refusal) if kinds.is_empty() => Err(refusal),
        _ => Ok(kinds),
    }
}

/// What this reader brought in, as the trail has it; for the ministry, what anybody did.
async fn latest(app: &App, reader: &Reader, chosen: &Chosen) -> Result<Listing<Import>> {
    let own = reader.who().filter(|_| !policy::sees_all(reader)).map(|who| who.account);
    let paging = Paging { cursor: chosen.cursor.clone(), limit: None };
    store_order::list_written(&app.db, Verb::Apply.into(), own, &paging).await
}

async fn form(app: &App, reader: &Reader, chosen: &Chosen, errors: FormErrors) -> Result<Index> {
    let kinds = allowed(reader)?;
    let columns = kinds.iter().find(|kind| kind.name() == chosen.kind).map_or(&[][..], |kind| kind.columns());
    let label = |kind: &&dyn AnyKind| Choice::new(kind.name(), msg(kind.title()));
    let imports = latest(app, reader, chosen).await?;
    Ok(Index {
        kinds: kinds.iter().map(label).collect(),
        chosen: chosen.kind.clone(),
        columns,
        errors,
        turns: imports.turns(chosen.cursor.as_deref(), |at| chosen.address(at)),
        imports: imports.items,
    })
}

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(chosen): Narrowed<Chosen>) -> Result<Index> {
    form(&app, &reader, &chosen, FormErrors::new()).await
}

/// The most of a file's name that is kept, in characters.
const NAME_MOST: usize = 200;

/// What kind of file was sent, if one was.
fn kind_of(sent: &Uploaded) -> Result<&'static dyn AnyKind, FormErrors> {
    let mut errors = FormErrors::new();
    let found = errors.take("kind", kind(&sent.text("kind")).ok_or_else(|| msg("imports-kind-choose")));
    if sent.file.is_empty() {
        errors.add("file", msg("imports-file-choose"));
    }
    match found {
        Some(found) if errors.is_empty() => Ok(found),
        _ => Err(errors),
    }
}

/// Tries the file out.
async fn rehearsed(app: &App, reader: &Reader, sent: &Uploaded) -> Result<(&'static dyn AnyKind, Checked)> {
    let kind = kind_of(sent)?;
    let checked = verbs::rehearse(app, reader, kind, sent.file.clone(), &|_, _| ()).await?;
    // The file that is kept for the next step is no record.
    may_write()?;
    Ok((kind, checked))
}

pub(super) async fn check(State(app): State<App>, reader: Reader, upload: Upload) -> Result<Response> {
    allowed(&reader)?;
    let (sent, whole) = upload.read().await;
    let checked = match whole {
        Ok(()) => rehearsed(&app, &reader, &sent).await,
        Err(error) => Err(error),
    };
    let (kind, checked) = match checked {
        Ok(checked) => checked,
        Err(error) => {
            let (status, errors) = shown_again(error, "file")?;
            let chosen = Chosen { kind: sent.text("kind"), cursor: None };
            return Ok((status, form(&app, &reader, &chosen, errors).await?).into_response());
        }
    };
    let name = sent.name.chars().take(NAME_MOST).collect();
    let found = Found { kind: kind.name().to_owned(), file: name, checked };
    let kept = verbs_upload::keep(&app, &reader, sent.file, &found).await?;
    Ok(Rehearsal::of(found, kept, &Place::default()).into_response())
}

/// The second step.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Apply {
    kind: String,
    file: String,
    upload: String,
    keep_good_rows: String,
}

pub(super) async fn apply(State(app): State<App>, reader: Reader, Form(apply): Form<Apply>) -> Result<Response> {
    reader.must_sign_in()?;
    let chosen = kind(&apply.kind).ok_or(Error::NotFound)?;
    policy::may_apply(&reader, chosen)?;
    // It was brought in already, by a second press of the button, or never was.
    let file = verbs_upload::find_file(&app, &reader, &apply.upload).await;
    let Some(file) = file.or_else(|error| if matches!(error, Error::NotFound) { Ok(None) } else { Err(error) })? else {
        return Ok(see("/desk/imports").saying(msg("imports-upload-gone")).into_response());
    };
    let way = if apply.keep_good_rows.is_empty() { Way::AllOrNothing } else { Way::KeepGoodRows };
    let found = verbs_upload::find_found(&app, &reader, &apply.upload).await?;
    if found.kind != chosen.name() {
        return Err(Error::NotFound);
    }
    let (named, seen) = ((apply.file.as_str(), file.clone()), Some(&found.checked.seen));
    match verbs::apply_seen(&app, &reader, chosen, named, (way, seen), &|_, _| ()).await {
        Ok(Finished::Done(import, _)) => {
            verbs_upload::forget(&app, &reader, &apply.upload).await?;
            Ok(done(&import))
        }
        Ok(Finished::Refused(_)) => look_again(&app, &reader, chosen, (apply, file), None).await,
        Err(Error::Conflict(message)) => look_again(&app, &reader, chosen, (apply, file), Some(message)).await,
        Err(other) => Err(other),
    }
}

fn done(import: &Import) -> Response {
    let said = msg("imports-done")
        .with("added", import.added)
        .with("changed", import.changed)
        .with("unchanged", import.unchanged);
    let at = format!("/desk/imports/{}", import.code);
    see(at).saying(said.with("left_out", import.left_out)).into_response()
}

/// The page of a file that was not brought in, checked against what stands now; with what stands against
/// it, where that is somebody else's change.
async fn look_again(
    app: &App,
    reader: &Reader,
    chosen: &'static dyn AnyKind,
    (apply, file): (Apply, Bytes),
    message: Option<Message>,
) -> Result<Response> {
    let checked = verbs::rehearse(app, reader, chosen, file, &|_, _| ()).await?;
    let found = Found { kind: chosen.name().to_owned(), file: apply.file, checked };
    verbs_upload::keep_found(app, reader, &apply.upload, &found).await?;
    let status = if message.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Rehearsal::of(found, apply.upload, &Place::default()).against(message);
    Ok((status, page).into_response())
}
