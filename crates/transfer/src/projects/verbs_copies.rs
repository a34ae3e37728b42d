//! Keeping the scanned paper of a signed version of a plan.

use axum::body::Bytes;
use kit::message::msg;
use kit::{Error, Facts, FormErrors, Result};

use super::forms_copies::NewCopy;
use super::policy::{self, Verb};
use super::project::Project;
use super::signed_copy::{self, SignedCopy};
use super::verbs::open;
use super::{store, store_copies};
use house::accounts::Reader;
use house::app::App;
use house::attachments::{self, Scan};

/// Keeps the scan of a signed version, in the place of an earlier one where a reason is given.
///
/// # Errors
/// When the reader may not, there is no such version, the file is no scan or stands there already, or an earlier one
/// would be replaced without a reason.
pub async fn attach_signed(
    app: &App,
    reader: &Reader,
    code: &str,
    new: NewCopy,
    sent: (&str, Bytes),
) -> Result<Project> {
    let seen = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &seen)?;
    policy::may_attach_signed(reader, &seen)?;
    let named = format!("{}-{}", seen.code, new.plan_version);
    let (scan, sha256) = attachments::keep_scan(app, &format!("projects/{}", seen.id), sent, &named).await?;
    let key = scan.key.clone();
    attachments::settle(app, &key, keep(app, reader, code, new, (scan, sha256))).await
}

async fn keep(app: &App, reader: &Reader, code: &str, new: NewCopy, (scan, sha256): (Scan, String)) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::AttachSigned, code).await?;
    policy::may_attach_signed(reader, &project)?;
    let versions = store_copies::list_version_numbers_in(&act, project.id).await?;
    if !versions.contains(&new.plan_version) {
        return Err(FormErrors::one("plan_version", msg("projects-copy-version")).into());
    }
    let copies = store_copies::list_copies_in(&act, project.id).await?;
    let before = signed_copy::current(&copies, new.plan_version);
    signed_copy::may_replace(before, &sha256, new.because.as_deref())
        .map_err(|(field, message)| FormErrors::one(field, message))?;
    // The first of a version replaces nothing.
    let because = new.because.filter(|_| before.is_some());
    let copy =
        SignedCopy { id: act.new_id(), plan_version: new.plan_version, scan, sha256, because, added_at: act.now() };
    store_copies::save_copy(&act, project.id, &copy).await?;
    let facts = Facts::none()
        .with("plan_version", copy.plan_version)
        .with("type", copy.scan.kind.as_str())
        .with("sha256", copy.sha256.clone())
        .with("reason", copy.because.clone());
    act.commit(&project, facts).await?;
    Ok(project)
}

/// The copies of signed versions that this reader may open, in the order in which they came.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_opened_copies(app: &App, reader: &Reader, project: &Project) -> Result<Vec<SignedCopy>> {
    if !policy::works_on(reader, project) {
        return Ok(Vec::new());
    }
    store_copies::list_copies(&app.db, project.id).await
}
