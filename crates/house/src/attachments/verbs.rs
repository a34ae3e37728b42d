//! Keeping a file before its record names it, and forgetting it once none does.

use std::future::Future;

use anyhow::Context;
use axum::body::Bytes;
use kit::jobs::Workers;
use kit::message::msg;
use kit::{Act, FormErrors, Message, Result, picture};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::attachment::{Kept, Purpose};
use super::paper::{self, PaperType, weigh};
use super::scan::{self, Scan};
use crate::app::App;

/// The kind of job that takes a file out of the store once nothing names it any more.
const FORGET: &str = "attachments.forget";
/// What it was called when features forgot their files themselves: such jobs may still wait in the queue.
const FORMERLY: [&str; 2] = ["needs.forget_file", "projects.forget_file"];

/// Keeps a file that is attached to the record `of`: a paper as it came, a picture written anew, without what the
/// camera noted. What names it follows within [`settle`], so that no record names a file that is missing.
///
/// # Errors
/// Beside `file`, when it is not what `purpose` asks for.
pub async fn keep<P: Purpose>(app: &App, of: Uuid, purpose: &P, file: Bytes) -> Result<Kept> {
    let beside = |message| FormErrors::one("file", message);
    weigh(&file).map_err(beside)?;
    let found = if purpose.is_picture() { None } else { paper::recognise(&file).map_err(beside)? };
    match found {
        Some(paper) => keep_paper(app, key::<P>(app, of), paper, file).await,
        None => keep_picture(app, key::<P>(app, of), purpose.is_picture(), file).await,
    }
}

fn key<P: Purpose>(app: &App, of: Uuid) -> String {
    format!("{}/{of}/{}", P::AT, app.chance.id(app.clock.now()))
}

async fn keep_paper(app: &App, key: String, paper: PaperType, file: Bytes) -> Result<Kept> {
    let (bytes, sha256) = (size(&file), Some(digest(&file)));
    app.files.put(&key, file).await?;
    Ok(Kept { key, media_type: paper.to_string(), bytes, size: None, sha256 })
}

async fn keep_picture(app: &App, key: String, wanted: bool, file: Bytes) -> Result<Kept> {
    let unreadable = |message: Message| match message.id() {
        "kit-picture-unreadable" if !wanted => msg("attachments-neither"),
        _ => message,
    };
    let read = picture::read_beside(file).await;
    let picture = read.map_err(|message| FormErrors::one("file", unreadable(message)))?;
    let side = |pixels: u32| i32::try_from(pixels).unwrap_or(i32::MAX);
    let kept = Kept {
        media_type: picture.media_type.to_owned(),
        bytes: size(&picture.whole),
        size: Some((side(picture.width), side(picture.height))),
        sha256: Some(digest(&picture.whole)),
        key,
    };
    app.files.put(&small_key(&kept.key), picture.small).await?;
    app.files.put(&kept.key, picture.whole).await?;
    Ok(kept)
}

/// Keeps a scan as it came, under the name it came with, or `otherwise`; answers it with its digest.
///
/// # Errors
/// Beside `file`, when it is no scan.
pub async fn keep_scan(
    app: &App,
    folder: &str,
    (name, file): (&str, Bytes),
    otherwise: &str,
) -> Result<(Scan, String)> {
    let kind = weigh(&file).and_then(|()| scan::recognise(&file));
    let kind = kind.map_err(|message| FormErrors::one("file", message))?;
    let sha256 = digest(&file);
    let key = keep_as_it_came(app, folder, file).await?;
    Ok((Scan::named(name, otherwise, kind, key), sha256))
}

/// Keeps the bytes of a file that its feature recognised by itself; answers where.
///
/// # Errors
/// When the store refuses them.
pub async fn keep_as_it_came(app: &App, folder: &str, file: Bytes) -> Result<String> {
    let key = format!("{folder}/{}", app.chance.id(app.clock.now()));
    app.files.put(&key, file).await?;
    Ok(key)
}

/// What came of the record that is to name the file under `key`: where there is none, nobody would ever take the file
/// away.
///
/// # Errors
/// As `record`.
pub async fn settle<T>(app: &App, key: &str, record: impl Future<Output = Result<T>>) -> Result<T> {
    let settled = record.await;
    if settled.is_err() {
        take_out(app, key).await?;
    }
    settled
}

/// The file of a record that lets go of it in this act is taken out of the store once the act is committed.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(act: &Act, key: &str) -> Result<()> {
    act.enqueue(FORGET, json!(key), act.now()).await
}

async fn take_out(app: &App, key: &str) -> Result<()> {
    app.files.delete(key).await?;
    // A paper has no small copy, and what is not there is forgotten already.
    Ok(app.files.delete(&small_key(key)).await?)
}

/// The jobs of this feature: each may be done more than once.
pub fn jobs(workers: Workers, app: &App) -> Workers {
    FORMERLY.into_iter().chain([FORGET]).fold(workers, |workers, kind| {
        let app = app.clone();
        workers.on(kind, move |key| {
            let app = app.clone();
            async move { take_out(&app, key.as_str().context("the key of a file")?).await }
        })
    })
}

/// Where the small copy of a picture is kept beside the whole.
pub(super) fn small_key(key: &str) -> String {
    format!("{key}-small")
}

fn size(file: &[u8]) -> i64 {
    i64::try_from(file.len()).unwrap_or(i64::MAX)
}

fn digest(file: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(file))
}
