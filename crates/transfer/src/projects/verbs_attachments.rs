//! Attaching files to a plan while it is open, and taking them away. A picture is written anew, without what the
//! camera noted; where a file went, the trail says that it was there.

use anyhow::Context;
use axum::body::Bytes;
use kit::jobs::Workers;
use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Message, Result, picture};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::attachment::{ATTACHED_MOST, AttachedKind, Attachment, NewAttachment, paper, small_key};
use super::policy::{self, Verb};
use super::project::Project;
use super::verbs::open;
use super::{store, store_attachments, store_copies};
use house::accounts::Reader;
use house::app::App;

use crate::calls::{self, AskedDocument};

/// The kind of job that takes a file out of the store once nothing names it any more.
const FORGET_FILE: &str = "projects.forget_file";

/// A file that was kept before the record names it.
struct Kept {
    key: String,
    media_type: String,
    bytes: usize,
    size: Option<(i32, i32)>,
    sha256: String,
}

/// Attaches a picture or a paper.
///
/// # Errors
/// When the reader may not, the plan is not open, the file is neither, it stands there already, or there are
/// [`ATTACHED_MOST`].
pub async fn attach(app: &App, reader: &Reader, code: &str, new: NewAttachment, file: Bytes) -> Result<Project> {
    let seen = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &seen)?;
    policy::may_attach(reader, &seen)?;
    seen.open().map_err(Error::Conflict)?;
    // Kept before the record names it, so that no record names a file that is missing.
    let kept = keep(app, &seen, new.kind, file).await?;
    let key = kept.key.clone();
    let attached = attach_kept(app, reader, code, new, kept).await;
    if attached.is_err() {
        // Nothing names it: nobody would ever take it away.
        forget_file(app, &key).await?;
    }
    attached
}

async fn attach_kept(app: &App, reader: &Reader, code: &str, new: NewAttachment, kept: Kept) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::Attach, code).await?;
    policy::may_attach(reader, &project)?;
    project.open().map_err(Error::Conflict)?;
    let attached = store_attachments::list_attachments_in(&act, project.id).await?;
    may_be_added(&attached, &kept).map_err(|message| FormErrors::one("file", message))?;
    let attachment = Attachment {
        id: act.new_id(),
        kind: new.kind,
        asked: new.asked,
        title: new.title,
        may_publish: new.may_publish,
        key: kept.key,
        media_type: kept.media_type,
        bytes: i64::try_from(kept.bytes).unwrap_or(i64::MAX),
        size: kept.size,
        sha256: kept.sha256,
        added_at: act.now(),
    };
    store_attachments::save_attachment(&act, project.id, &attachment).await?;
    act.commit(&project, facts(&attachment)).await?;
    Ok(project)
}

fn may_be_added(attached: &[Attachment], kept: &Kept) -> std::result::Result<(), Message> {
    if let Some(same) = attached.iter().find(|one| one.sha256 == kept.sha256) {
        return Err(msg("projects-file-twice").with("title", same.title.th.clone()));
    }
    if attached.len() >= ATTACHED_MOST {
        return Err(msg("projects-file-many").with("most", ATTACHED_MOST));
    }
    Ok(())
}

fn facts(one: &Attachment) -> Facts {
    Facts::none()
        .with("kind", one.kind.as_str())
        .with("type", one.media_type.clone())
        .with("sha256", one.sha256.clone())
        .with("may_publish", one.may_publish)
        .personal("title", one.title.th.clone())
}

/// Keeps the file: a paper as it came, a picture written anew.
async fn keep(app: &App, project: &Project, kind: AttachedKind, file: Bytes) -> Result<Kept> {
    let key = format!("projects/{}/{}", project.id, app.chance.id(app.clock.now()));
    let sha256 = |file: &[u8]| data_encoding::HEXLOWER.encode(&Sha256::digest(file));
    let beside = |message| FormErrors::one("file", message);
    let found = if kind == AttachedKind::Picture { None } else { paper(&file).map_err(beside)? };
    if let Some(paper) = found {
        let kept = Kept {
            key: key.clone(),
            media_type: paper.to_string(),
            bytes: file.len(),
            size: None,
            sha256: sha256(&file),
        };
        app.files.put(&key, file).await?;
        return Ok(kept);
    }
    let unreadable = |message: Message| match (kind, message.id()) {
        (AttachedKind::Asked | AttachedKind::Paper, "kit-picture-unreadable") => msg("projects-file-kind"),
        _ => message,
    };
    let picture = picture::read_beside(file).await.map_err(|message| beside(unreadable(message)))?;
    let side = |pixels: u32| i32::try_from(pixels).unwrap_or(i32::MAX);
    let kept = Kept {
        key: key.clone(),
        media_type: picture.media_type.to_owned(),
        bytes: picture.whole.len(),
        size: Some((side(picture.width), side(picture.height))),
        sha256: sha256(&picture.whole),
    };
    app.files.put(&small_key(&key), picture.small).await?;
    app.files.put(&key, picture.whole).await?;
    Ok(kept)
}

/// Takes a file away for good.
///
/// # Errors
/// When the reader may not, the plan is not open, or it is gone already.
pub async fn detach(app: &App, reader: &Reader, code: &str, id: Uuid) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::Detach, code).await?;
    policy::may_detach(reader, &project)?;
    project.open().map_err(Error::Conflict)?;
    let attached = store_attachments::list_attachments_in(&act, project.id).await?;
    let gone = || Error::Conflict(msg("projects-detached-already"));
    let one = attached.into_iter().find(|one| one.id == id).ok_or_else(gone)?;
    store_attachments::delete_attachment(&act, one.id).await?;
    act.enqueue(FORGET_FILE, json!(one.key), act.now()).await?;
    act.commit(&project, facts(&one)).await?;
    Ok(project)
}

/// What of a project's files this reader may open.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_opened(app: &App, reader: &Reader, project: &Project) -> Result<Vec<Attachment>> {
    let mut all = store_attachments::list_attachments(&app.db, project.id).await?;
    all.retain(|one| policy::may_open_file(reader, project, one));
    Ok(all)
}

/// The documents that the call of a project asks for.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_asked(app: &App, project: &Project) -> Result<Vec<AskedDocument>> {
    let call = match project.call {
        Some(id) => calls::find(&app.db, id).await?,
        None => None,
    };
    Ok(call.map(|call| call.told.documents).unwrap_or_default())
}

/// The files of projects that are taken away with all that is theirs. Part of that act.
pub(super) async fn forget_files(act: &Act, projects: &[Uuid]) -> Result<()> {
    let copies = store_copies::list_copy_keys(act, projects).await?;
    for key in store_attachments::list_file_keys(act, projects).await?.into_iter().chain(copies) {
        act.enqueue(FORGET_FILE, json!(key), act.now()).await?;
    }
    Ok(())
}

async fn forget_file(app: &App, key: &str) -> Result<()> {
    app.files.delete(key).await?;
    // A paper has no small copy, and what is not there is forgotten already.
    Ok(app.files.delete(&small_key(key)).await?)
}

/// The jobs of this feature: each may be done more than once.
pub fn jobs(workers: Workers, app: &App) -> Workers {
    let app = app.clone();
    workers.on(FORGET_FILE, move |key| {
        let app = app.clone();
        async move {
            let key = key.as_str().context("the key of a file")?.to_owned();
            forget_file(&app, &key).await
        }
    })
}
