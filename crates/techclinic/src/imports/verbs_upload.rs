//! A file that was uploaded and is not yet brought in: it waits in the store of files with what checking
//! it found, a day at most, and only whoever uploaded it has it.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Seek};
use std::sync::LazyLock;

use bytes::Bytes;
use chrono::Duration;
use kit::table::{Cell, Column, Format, Row, Sheet, each_row};
use kit::{Error, FormErrors, Lang, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::import::{Checked, Fault};
use super::{kind, store};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{AnyKind, column};
use house::messages;

/// The job that forgets an uploaded file.
pub const FORGET_UPLOAD: &str = "imports.forget_upload";
/// So long an uploaded file waits to be brought in.
const KEPT: Duration = Duration::hours(24);

/// What checking an uploaded file found.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Found {
    /// The kind of record, by its name.
    pub(super) kind: String,
    /// The file's name.
    pub(super) file: String,
    /// What is wrong with it, and what it would do.
    pub(super) checked: Checked,
}

/// Where an upload of this reader is kept.
///
/// # Errors
/// [`Error::SignIn`] for nobody known; [`Error::NotFound`] for what names no upload.
fn key(reader: &Reader, id: &str) -> Result<String> {
    let account = reader.who().ok_or(Error::SignIn)?.account;
    let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
    Ok(format!("imports/{account}/{id}"))
}

/// Where what was found in it is kept.
fn beside(key: &str) -> String {
    format!("{key}.found")
}

/// Keeps an uploaded file and what was found in it until it is brought in, a day at most; answers the
/// name it is kept under.
///
/// # Errors
/// [`Error::SignIn`] for nobody known; when the file cannot be kept.
pub(super) async fn keep(app: &App, reader: &Reader, file: Bytes, found: &Found) -> Result<String> {
    let (id, now) = (app.chance.id(app.clock.now()), app.clock.now());
    let upload = id.to_string();
    let key = key(reader, &upload)?;
    // The job first: a file that could not be kept is forgotten all the same.
    store::save_forgetting(&app.db, id, FORGET_UPLOAD, &key, now + KEPT).await?;
    app.files.put(&key, file).await?;
    keep_found(app, reader, &upload, found).await?;
    Ok(upload)
}

/// Keeps what was found when the file was checked once more.
///
/// # Errors
/// As [`keep`].
pub(super) async fn keep_found(app: &App, reader: &Reader, id: &str, found: &Found) -> Result<()> {
    let text = serde_json::to_vec(found).map_err(anyhow::Error::from)?;
    Ok(app.files.put(&beside(&key(reader, id)?), text.into()).await?)
}

/// The file; `None` when it was brought in, or forgotten.
///
/// # Errors
/// [`Error::SignIn`] for nobody known; [`Error::NotFound`] for what names no upload.
pub(super) async fn find_file(app: &App, reader: &Reader, id: &str) -> Result<Option<Bytes>> {
    Ok(app.files.get(&key(reader, id)?).await.ok())
}

/// What was found in it.
///
/// # Errors
/// [`Error::NotFound`] when it was brought in, or forgotten.
pub(super) async fn find_found(app: &App, reader: &Reader, id: &str) -> Result<Found> {
    let text = app.files.get(&beside(&key(reader, id)?)).await.map_err(|_| Error::NotFound)?;
    Ok(serde_json::from_slice(&text).map_err(anyhow::Error::from)?)
}

/// Forgets an upload that was brought in.
///
/// # Errors
/// When the store of files cannot be reached.
pub(super) async fn forget(app: &App, reader: &Reader, id: &str) -> Result<()> {
    forget_kept(app, &key(reader, id)?).await
}

async fn forget_kept(app: &App, key: &str) -> Result<()> {
    app.files.delete(key).await?;
    Ok(app.files.delete(&beside(key)).await?)
}

/// Forgets an uploaded file that nobody brought in: the job [`FORGET_UPLOAD`].
///
/// # Errors
/// When the store of files cannot be reached.
pub async fn forget_upload(app: App, key: Value) -> Result<()> {
    match key.as_str() {
        Some(key) => forget_kept(&app, key).await,
        None => Ok(()),
    }
}

/// The Thai heading over what is wrong with each row of a file of wrong rows.
static REMARK_TH: LazyLock<String> =
    LazyLock::new(|| messages::catalogue().plain(Lang::Th, "imports-remark").into_owned());
/// Its code name.
const REMARK: &str = "what_is_wrong";

/// The columns of a kind, and the one that says what is wrong: a file of wrong rows is sent again with it,
/// and nobody reads what it says.
pub(super) fn columns_of(kind: &dyn AnyKind) -> Vec<Column> {
    let remark = column(REMARK, REMARK_TH.as_str(), "imports-remark");
    kind.columns().iter().copied().chain([remark]).collect()
}

/// The wrong rows of an upload as a file: their cells as they were written, and what is wrong with each, in
/// the reader's language.
///
/// # Errors
/// [`Error::NotFound`] when the upload was brought in, or forgotten.
pub(super) async fn wrong_rows(app: &App, reader: &Reader, id: &str, format: Format) -> Result<File> {
    let found = find_found(app, reader, id).await?;
    let kind = kind(&found.kind).ok_or(Error::NotFound)?;
    let file = find_file(app, reader, id).await?.ok_or(Error::NotFound)?;
    let lang = reader.lang;
    let write = move || {
        let mut wrong: HashMap<usize, Vec<&Fault>> = HashMap::new();
        for fault in &found.checked.faults {
            wrong.entry(fault.row).or_default().push(fault);
        }
        let mut rows = Vec::with_capacity(wrong.len());
        let columns = columns_of(kind);
        each_row(&file, &columns, |row| rows.extend(wrong.contains_key(&row.number).then_some(row)))
            .map_err(|error| FormErrors::one("file", error.message()))?;
        let said = |row: &Row| said(kind, lang, wrong.get(&row.number).map_or(&[][..], Vec::as_slice));
        written(format, &rows, lang, said)
    };
    tokio::task::spawn_blocking(write).await?
}

/// What is wrong with one row, in words.
fn said(kind: &dyn AnyKind, lang: Lang, faults: &[&Fault]) -> String {
    let heading = |fault: &Fault| {
        let column = kind.columns().iter().find(|column| column.name == fault.column);
        column.map(|column| if lang == Lang::Th { column.thai } else { column.name })
    };
    let one = |fault: &&Fault| {
        let reason = messages::catalogue().say(lang, &fault.reason);
        heading(fault).map_or_else(|| reason.clone(), |heading| format!("{heading}: {reason}"))
    };
    faults.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn written(format: Format, rows: &[Row], lang: Lang, said: impl Fn(&Row) -> String) -> Result<File> {
    let remark = if lang == Lang::Th { REMARK_TH.as_str() } else { REMARK };
    let titles = rows.first().map_or(&[][..], Row::titles);
    // A file that was mended in part has the column already.
    let kept: Vec<bool> = titles.iter().map(|title| title != REMARK && *title != *REMARK_TH).collect();
    let headings = titles.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(title, _)| title.clone());
    let mut file = tempfile::tempfile()?;
    let headings = headings.chain([remark.to_owned()]).collect();
    let mut sheet = Sheet::titled(format, headings, Box::new(BufWriter::new(file.try_clone()?)))?;
    for row in rows {
        let cells = row.cells().zip(&kept).filter(|(_, kept)| **kept).map(|(cell, _)| Cell::from(cell));
        let cells: Vec<Cell> = cells.chain([said(row).into()]).collect();
        sheet.row(&cells)?;
    }
    sheet.finish()?;
    file.rewind()?;
    Ok(file)
}
