//! What stands with a technology: pictures and papers, and the people who know it.

use bytes::Bytes;
use kit::message::msg;
use kit::{Error, Facts, FormErrors, Result};
use uuid::Uuid;

use super::attachment::{Attachment, NewAttachment, OfTechnology};
use super::expert::{Expert, NewExpert};
use super::policy::{self, Verb};
use super::technology::Technology;
use super::verbs::open;
use super::{store, store_parts};
use house::accounts::Reader;
use house::app::App;
use house::attachments;

/// Keeps a picture or a paper with it.
///
/// # Errors
/// When the reader may not, the file is neither, it stands there already, or there are as many as there may be.
pub async fn attach(app: &App, reader: &Reader, code: &str, new: NewAttachment, file: Bytes) -> Result<Technology> {
    let seen = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &seen)?;
    policy::may_attach(reader, &seen)?;
    // The version grows with each change: no number comes twice.
    let number = |version: i64| i32::try_from(version).unwrap_or(i32::MAX);
    let purpose = OfTechnology { kind: new.kind, number: number(seen.version) };
    let kept = attachments::keep(app, seen.id, &purpose, file).await?;
    let key = kept.key.clone();
    attachments::settle(app, &key, async {
        let (act, technology) = open(app, reader, Verb::Attach, code).await?;
        policy::may_attach(reader, &technology)?;
        let attached: Vec<Attachment> = attachments::list(act.db(), technology.id).await?;
        attachments::may_be_added(&attached, &kept).map_err(|message| FormErrors::one("file", message))?;
        let technology = technology.touched(act.now());
        let purpose = OfTechnology { number: number(technology.version), ..purpose };
        let (id, title, added_at) = (act.new_id(), new.title, act.now());
        let one = Attachment { id, purpose, title, file: kept, added_at };
        attachments::save(act.db(), technology.id, &one).await?;
        store::save(&act, &technology).await?;
        act.commit(&technology, one.facts().with("kind", new.kind.as_str())).await?;
        Ok(technology)
    })
    .await
}

/// Takes a picture or a paper away for good.
///
/// # Errors
/// When the reader may not, or it is gone already.
pub async fn detach(app: &App, reader: &Reader, code: &str, number: i32) -> Result<Technology> {
    let (act, technology) = open(app, reader, Verb::Detach, code).await?;
    policy::may_detach(reader, &technology)?;
    let attached: Vec<Attachment> = attachments::list(act.db(), technology.id).await?;
    let gone = || Error::Conflict(msg("attachments-detached-already"));
    let one = attached.into_iter().find(|one| one.purpose.number == number).ok_or_else(gone)?;
    let technology = technology.touched(act.now());
    attachments::delete::<OfTechnology>(act.db(), one.id).await?;
    attachments::forget(&act, &one.file.key).await?;
    store::save(&act, &technology).await?;
    act.commit(&technology, one.facts().with("kind", one.purpose.kind.as_str())).await?;
    Ok(technology)
}

/// What stands with it that this reader may open.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_opened(app: &App, reader: &Reader, technology: &Technology) -> Result<Vec<Attachment>> {
    let mut all: Vec<Attachment> = attachments::list(app.db.reader(), technology.id).await?;
    all.retain(|one| policy::may_open_file(reader, technology, one));
    Ok(all)
}

/// Says who knows it.
///
/// # Errors
/// When the reader may not.
pub async fn name_expert(app: &App, reader: &Reader, code: &str, told: NewExpert) -> Result<Technology> {
    let (act, technology) = open(app, reader, Verb::NameExpert, code).await?;
    policy::may_name_expert(reader, &technology)?;
    let technology = technology.touched(act.now());
    let expert = Expert { id: act.new_id(), told };
    store_parts::save_expert(&act, technology.id, &expert).await?;
    store::save(&act, &technology).await?;
    let facts = Facts::none().with("named", expert.told.named).personal("name", expert.told.name.clone());
    act.commit(&technology, facts).await?;
    Ok(technology)
}

/// Names them no longer.
///
/// # Errors
/// When the reader may not, or they are named no longer.
pub async fn dismiss_expert(app: &App, reader: &Reader, code: &str, expert: Uuid) -> Result<Technology> {
    let (act, technology) = open(app, reader, Verb::DismissExpert, code).await?;
    policy::may_dismiss_expert(reader, &technology)?;
    if !store_parts::delete_expert(&act, technology.id, expert).await? {
        return Err(Error::Conflict(msg("technologies-expert-dismissed-already")));
    }
    let technology = technology.touched(act.now());
    store::save(&act, &technology).await?;
    act.commit(&technology, Facts::none()).await?;
    Ok(technology)
}
