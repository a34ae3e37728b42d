//! What stands with a technology: pictures and papers, and the people who know it.

use bytes::Bytes;
use kit::message::msg;
use kit::{Error, Facts, FormErrors, Result, picture};
use uuid::Uuid;

use super::attachment::{ATTACHED_MOST, Attachment, AttachmentKind, NewAttachment, PDF, is_pdf, small_key};
use super::expert::{Expert, NewExpert};
use super::policy::{self, Verb};
use super::technology::Technology;
use super::verbs::open;
use super::{store, store_parts};
use house::accounts::Reader;
use house::app::App;

/// A file that was kept before the record names it.
struct Kept {
    key: String,
    media_type: &'static str,
    bytes: usize,
    size: Option<(i32, i32)>,
}

/// Keeps a picture or a paper with it. A picture is written anew, without what the camera noted.
///
/// # Errors
/// When the reader may not, the file is neither, or there are [`ATTACHED_MOST`] already.
pub async fn attach(app: &App, reader: &Reader, code: &str, new: NewAttachment, file: Bytes) -> Result<Technology> {
    let seen = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &seen)?;
    policy::may_attach(reader, &seen)?;
    // Kept before the record names it, so that no record names a file that is missing.
    let kept = keep(app, &seen, new.kind, file).await?;
    let (act, technology) = open(app, reader, Verb::Attach, code).await?;
    if store_parts::list_attachments_for_change(&act, technology.id).await?.len() >= ATTACHED_MOST {
        let most = msg("technologies-attached-most").with("most", ATTACHED_MOST);
        return Err(FormErrors::one("file", most).into());
    }
    let technology = technology.touched(act.now());
    let attachment = Attachment {
        id: act.new_id(),
        // The version grows with each change: no number comes twice.
        number: i32::try_from(technology.version).unwrap_or(i32::MAX),
        kind: new.kind,
        title: new.title,
        key: kept.key,
        media_type: kept.media_type.to_owned(),
        bytes: i64::try_from(kept.bytes).unwrap_or(i64::MAX),
        size: kept.size,
        added_at: act.now(),
    };
    store_parts::save_attachment(&act, technology.id, &attachment).await?;
    store::save(&act, &technology).await?;
    let facts = Facts::none().with("kind", new.kind.as_str()).with("type", kept.media_type);
    act.commit(&technology, facts).await?;
    Ok(technology)
}

async fn keep(app: &App, technology: &Technology, kind: AttachmentKind, file: Bytes) -> Result<Kept> {
    let beside = |message| FormErrors::one("file", message);
    let key = format!("technologies/{}/{}", technology.id, app.chance.id(app.clock.now()));
    if is_pdf(&file).map_err(beside)? && kind != AttachmentKind::Picture {
        let bytes = file.len();
        app.files.put(&key, file).await?;
        return Ok(Kept { key, media_type: PDF, bytes, size: None });
    }
    let picture = picture::read_beside(file).await.map_err(beside)?;
    let side = |pixels: u32| i32::try_from(pixels).unwrap_or(i32::MAX);
    let size = Some((side(picture.width), side(picture.height)));
    let bytes = picture.whole.len();
    app.files.put(&small_key(&key), picture.small).await?;
    app.files.put(&key, picture.whole).await?;
    Ok(Kept { key, media_type: picture.media_type, bytes, size })
}

/// Takes a picture or a paper away, with its file.
///
/// # Errors
/// When the reader may not, or it is gone already.
pub async fn detach(app: &App, reader: &Reader, code: &str, number: i32) -> Result<Technology> {
    let (act, technology) = open(app, reader, Verb::Detach, code).await?;
    policy::may_detach(reader, &technology)?;
    let attached = store_parts::list_attachments_for_change(&act, technology.id).await?;
    let gone = || Error::Conflict(msg("technologies-detached-already"));
    let one = attached.into_iter().find(|one| one.number == number).ok_or_else(gone)?;
    let technology = technology.touched(act.now());
    store_parts::delete_attachment(&act, one.id).await?;
    store::save(&act, &technology).await?;
    act.commit(&technology, Facts::none().with("kind", one.kind.as_str())).await?;
    // After the record let go of it: a file nobody names is no harm, a name without a file is.
    for key in [one.small_key(), one.key] {
        if let Err(error) = app.files.delete(&key).await {
            tracing::warn!(?error, key, "a file that nothing names any more could not be deleted");
        }
    }
    Ok(technology)
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
