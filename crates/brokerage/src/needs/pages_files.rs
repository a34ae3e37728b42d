//! Receiving photographs and voices, and giving them to whoever may open them.

use axum::extract::State;
use axum::response::Response;
use kit::web::{Path, Upload};
use kit::{Error, FormErrors, Result};
use uuid::Uuid;

use super::attachment::{Attachment, read};
use super::forms_desk::caption;
use super::pages::seen;
use super::verbs_files::Given;
use super::{policy, store, store_files};
use house::accounts::Reader;
use house::app::App;
use house::attachments::{Handed, Kind, Wanted};

/// Reads what was sent: one file, what is to be seen on it, and whether it may be published.
pub(super) async fn given(upload: Upload) -> Result<Given> {
    let (sent, whole) = upload.read().await;
    whole?;
    let ready = read(&sent.file).map_err(|message| FormErrors::one("file", message))?;
    Ok(Given { ready, caption: caption(&sent.text("caption"))?, may_publish: sent.text("may_publish") == "yes" })
}

/// A file of a need, for strangers where it is published, else for those who work on it.
pub(super) async fn file(
    State(app): State<App>,
    reader: Reader,
    Path((code, id)): Path<(String, Uuid)>,
    wanted: Wanted,
) -> Result<Response> {
    let need = seen(&app, &reader, &code).await?;
    let file = store_files::find(&app.db, need.id, id).await?.ok_or(Error::NotFound)?;
    if !file.public && !policy::may_open_files(&reader, &need) {
        return Err(Error::NotFound);
    }
    handed(&app, &file, &wanted).await
}

/// The same for whoever holds the code.
pub(super) async fn followed(
    State(app): State<App>,
    reader: Reader,
    Path((code, id)): Path<(String, Uuid)>,
    wanted: Wanted,
) -> Result<Response> {
    let need = store::find_by_tracking_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_follow(&reader, &need)?;
    let file = store_files::find(&app.db, need.id, id).await?.ok_or(Error::NotFound)?;
    handed(&app, &file, &wanted).await
}

async fn handed(app: &App, file: &Attachment, wanted: &Wanted) -> Result<Response> {
    let (key, media_type) = (file.key.as_str(), file.media_type.as_str());
    Handed { key, media_type, name: String::new(), kind: Kind::Shown, public: false }.answer(app, wanted).await
}
