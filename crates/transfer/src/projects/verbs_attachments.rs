//! Attaching files to a plan while it is open, and taking them away. Where a file went, the trail says that it was
//! there.

use axum::body::Bytes;
use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Result};
use uuid::Uuid;

use super::attachment::{Attachment, NewAttachment, OfPlan};
use super::policy::{self, Verb};
use super::project::Project;
use super::verbs::open;
use super::{store, store_copies};
use house::accounts::Reader;
use house::app::App;
use house::attachments;

use crate::calls::{self, AskedDocument};

/// Attaches a picture or a paper.
///
/// # Errors
/// When the reader may not, the plan is not open, the file is neither, it stands there already, or there are as many
/// as there may be.
pub async fn attach(app: &App, reader: &Reader, code: &str, new: NewAttachment, file: Bytes) -> Result<Project> {
    let seen = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &seen)?;
    policy::may_attach(reader, &seen)?;
    seen.open().map_err(Error::Conflict)?;
    let NewAttachment { purpose, title } = new;
    let kept = attachments::keep(app, seen.id, &purpose, file).await?;
    let key = kept.key.clone();
    attachments::settle(app, &key, async {
        let (act, project) = open(app, reader, Verb::Attach, code).await?;
        policy::may_attach(reader, &project)?;
        project.open().map_err(Error::Conflict)?;
        let attached: Vec<Attachment> = attachments::list(act.db(), project.id).await?;
        attachments::may_be_added(&attached, &kept).map_err(|message| FormErrors::one("file", message))?;
        let one = Attachment { id: act.new_id(), purpose, title, file: kept, added_at: act.now() };
        attachments::save(act.db(), project.id, &one).await?;
        act.commit(&project, facts(&one)).await?;
        Ok(project)
    })
    .await
}

fn facts(one: &Attachment) -> Facts {
    one.facts().with("kind", one.purpose.kind.as_str()).with("may_publish", one.purpose.may_publish)
}

/// Takes a file away for good.
///
/// # Errors
/// When the reader may not, the plan is not open, or it is gone already.
pub async fn detach(app: &App, reader: &Reader, code: &str, id: Uuid) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::Detach, code).await?;
    policy::may_detach(reader, &project)?;
    project.open().map_err(Error::Conflict)?;
    let attached: Vec<Attachment> = attachments::list(act.db(), project.id).await?;
    let gone = || Error::Conflict(msg("attachments-detached-already"));
    let one = attached.into_iter().find(|one| one.id == id).ok_or_else(gone)?;
    attachments::delete::<OfPlan>(act.db(), one.id).await?;
    attachments::forget(&act, &one.file.key).await?;
    act.commit(&project, facts(&one)).await?;
    Ok(project)
}

/// What of a project's files this reader may open.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_opened(app: &App, reader: &Reader, project: &Project) -> Result<Vec<Attachment>> {
    let mut all: Vec<Attachment> = attachments::list(app.db.reader(), project.id).await?;
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
    for key in attachments::list_keys::<OfPlan>(act.db(), projects).await?.into_iter().chain(copies) {
        attachments::forget(act, &key).await?;
    }
    Ok(())
}
