//! Photographs and voices beside a need: given by whoever holds its code or by its clinic, opened by those
//! who work on it, published where the giver agreed.

use anyhow::Context;
use kit::{Act, Error, Facts, FormErrors, Result, msg};
use uuid::Uuid;

use super::attachment::{Attachment, FILES_MOST, Ready};
use super::need::Need;
use super::policy::{self, Verb};
use super::{store, store_files, store_way, verbs};
use house::accounts::Reader;
use house::app::App;
use house::attachments;

/// By what somebody comes to a need.
#[derive(Clone, Copy, Debug)]
pub enum Through<'a> {
    /// The code they were given when they told it.
    Tracking(&'a str),
    /// Its public code: they work on it.
    Desk(&'a str),
}

impl Through<'_> {
    /// The need, for whoever may come to it so; `may` is asked of those who work on it.
    pub(super) async fn open(
        self,
        app: &App,
        reader: &Reader,
        verb: Verb,
        may: fn(&Reader, &Need) -> Result<()>,
    ) -> Result<(Act, Need)> {
        match self {
            Self::Desk(code) => {
                let (act, need) = verbs::open(app, reader, verb, code).await?;
                may(reader, &need)?;
                Ok((act, need))
            }
            Self::Tracking(code) => {
                policy::may_register(reader)?;
                let act = app.act(&reader.actor(), verb).await?;
                let code = store_way::find_code_followed(&act, code).await?.ok_or(Error::NotFound)?;
                let need = store::find_for_change(&act, &code).await?.ok_or(Error::NotFound)?;
                policy::may_follow(reader, &need)?;
                Ok((act, need))
            }
        }
    }

    /// How the trail says it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Tracking(_) => "tracking_code",
            Self::Desk(_) => "desk",
        }
    }
}

/// A file as it is given.
#[derive(Clone, Debug)]
pub struct Given {
    /// What it is, without what tells where it was taken.
    pub ready: Ready,
    /// What is to be seen or heard.
    pub caption: Option<String>,
    /// May it be published?
    pub may_publish: bool,
}

/// Puts a file beside a need.
///
/// # Errors
/// When the reader may not, there are too many, or the store refuses it.
pub async fn attach(app: &App, reader: &Reader, through: Through<'_>, given: Given) -> Result<Need> {
    let Given { ready, caption, may_publish } = given;
    let bytes = i64::try_from(ready.bytes.len()).context("the size of a file")?;
    let key = attachments::keep_as_it_came(app, "needs", ready.bytes.into()).await?;
    let kept = keep(app, reader, through, |id| Attachment {
        id,
        kind: ready.kind,
        media_type: ready.media_type.to_owned(),
        key: key.clone(),
        bytes,
        caption,
        may_publish,
        public: false,
    });
    attachments::settle(app, &key, kept).await
}

async fn keep(app: &App, reader: &Reader, through: Through<'_>, file: impl FnOnce(Uuid) -> Attachment) -> Result<Need> {
    let (act, need) = through.open(app, reader, Verb::Attach, policy::may_attach).await?;
    if store_files::count(&act, need.id).await? >= FILES_MOST as u64 {
        return Err(FormErrors::one("file", msg("needs-file-many").with("most", FILES_MOST)).into());
    }
    let file = file(act.new_id());
    store_files::save_new(&act, &need, &file).await?;
    let facts = Facts::none()
        .with("kind", file.kind.as_str())
        .with("type", file.media_type.clone())
        .with("bytes", file.bytes)
        .with("may_publish", file.may_publish)
        .with("through", through.word());
    act.commit(&need, facts).await?;
    Ok(need)
}

/// Lets strangers see or hear a file, if whoever gave it agreed.
///
/// # Errors
/// When the reader may not, there is no such file, or nobody agreed.
pub async fn publish_file(app: &App, reader: &Reader, code: &str, file: Uuid) -> Result<Need> {
    let (act, need) = verbs::open(app, reader, Verb::PublishFile, code).await?;
    policy::may_publish_file(reader, &need)?;
    let file = store_files::find_for_change(&act, need.id, file).await?.ok_or_else(unknown)?;
    if !file.may_publish {
        return Err(Error::Conflict(msg("needs-file-not-agreed")));
    }
    store_files::save_public(&act, file.id).await?;
    act.commit(&need, Facts::none().with("file", file.id.to_string()).with("kind", file.kind.as_str())).await?;
    Ok(need)
}

/// Takes a file away for good.
///
/// # Errors
/// When the reader may not, or there is no such file.
pub async fn remove_file(app: &App, reader: &Reader, through: Through<'_>, file: Uuid) -> Result<Need> {
    let (act, need) = through.open(app, reader, Verb::RemoveFile, policy::may_remove_file).await?;
    let file = store_files::find_for_change(&act, need.id, file).await?.ok_or_else(unknown)?;
    store_files::delete(&act, file.id).await?;
    attachments::forget(&act, &file.key).await?;
    let facts = Facts::none()
        .with("file", file.id.to_string())
        .with("kind", file.kind.as_str())
        .with("through", through.word());
    act.commit(&need, facts).await?;
    Ok(need)
}

fn unknown() -> Error {
    FormErrors::one("file", msg("needs-file-unknown")).into()
}
