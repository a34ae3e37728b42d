//! The JSON face of what happens to a need on its way: questions and replies, merging, files, who may read
//! it, and codes that were lost.

use axum::Json;
use axum::extract::State;
use axum::http::{Extensions, StatusCode};
use kit::form::{TextForm, text_within};
use kit::web::{Body, Path, client_address};
use kit::{FormErrors, Result};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::api::NeedItem;
use super::attachment::read;
use super::forms_desk::{NeedAttachmentForm, NeedFileForm, NeedMergeForm, ReclaimForm, caption};
use super::need::{Need, TEXT_MOST};
use super::verbs_files::{self, Given, Through};
use super::{policy, store, verbs_merge, verbs_recovery, verbs_talk};
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(ask))
        .routes(routes!(reply))
        .routes(routes!(merge))
        .routes(routes!(unmerge))
        .routes(routes!(attach))
        .routes(routes!(publish_file))
        .routes(routes!(remove_file))
        .routes(routes!(withhold))
        .routes(routes!(publish))
        .routes(routes!(recover))
        .routes(routes!(reclaim))
}

async fn found(app: &App, reader: &Reader, code: &str) -> Result<Need> {
    let need = store::find_by_code(&app.db, code).await?.ok_or(kit::Error::NotFound)?;
    policy::may_see(reader, &need)?;
    Ok(need)
}

/// Asks whoever told a need something back; the clock stands until they reply.
#[utoipa::path(post, path = "/api/v1/needs/{code}/ask", operation_id = "need.ask",
    request_body = TextForm, responses((status = 200, body = NeedItem)))]
async fn ask(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<TextForm>,
) -> Result<Json<NeedItem>> {
    policy::may_ask(&reader, &found(&app, &reader, &code).await?)?;
    Ok(Json(verbs_talk::ask(&app, &reader, &code, form.check(TEXT_MOST)?).await?.into()))
}

/// Writes down what whoever told a need replied by telephone.
#[utoipa::path(post, path = "/api/v1/needs/{code}/reply", operation_id = "need.reply",
    request_body = TextForm, responses((status = 200, body = NeedItem)))]
async fn reply(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<TextForm>,
) -> Result<Json<NeedItem>> {
    policy::may_reply(&reader, &found(&app, &reader, &code).await?)?;
    let text = text_within(&form.text, TEXT_MOST).map_err(|message| FormErrors::one("text", message))?;
    Ok(Json(verbs_talk::reply(&app, &reader, Through::Desk(&code), text).await?.into()))
}

/// Lets a need go on with another that tells the same. Both people read so where they follow it.
#[utoipa::path(post, path = "/api/v1/needs/{code}/merge", operation_id = "need.merge",
    request_body = NeedMergeForm, responses((status = 200, body = NeedItem)))]
async fn merge(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<NeedMergeForm>,
) -> Result<Json<NeedItem>> {
    policy::may_merge(&reader, &found(&app, &reader, &code).await?)?;
    Ok(Json(verbs_merge::merge(&app, &reader, &code, &form.check()?).await?.into()))
}

/// Lets it go its own way again.
#[utoipa::path(post, path = "/api/v1/needs/{code}/unmerge", operation_id = "need.unmerge",
    responses((status = 200, body = NeedItem)))]
async fn unmerge(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<NeedItem>> {
    Ok(Json(verbs_merge::unmerge(&app, &reader, &code).await?.into()))
}

/// Puts a photograph or a voice beside a need.
#[utoipa::path(post, path = "/api/v1/needs/{code}/attach", operation_id = "need.attach",
    request_body = NeedAttachmentForm, responses((status = 200, body = NeedItem)))]
async fn attach(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<NeedAttachmentForm>,
) -> Result<Json<NeedItem>> {
    policy::may_attach(&reader, &found(&app, &reader, &code).await?)?;
    let ready = read(&form.bytes()?).map_err(|message| FormErrors::one("content", message))?;
    let given = Given { ready, caption: caption(&form.caption)?, may_publish: form.may_publish == "yes" };
    Ok(Json(verbs_files::attach(&app, &reader, Through::Desk(&code), given).await?.into()))
}

/// Lets strangers see or hear a file.
#[utoipa::path(post, path = "/api/v1/needs/{code}/publish-file", operation_id = "need.publish_file",
    request_body = NeedFileForm, responses((status = 200, body = NeedItem)))]
async fn publish_file(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<NeedFileForm>,
) -> Result<Json<NeedItem>> {
    policy::may_publish_file(&reader, &found(&app, &reader, &code).await?)?;
    Ok(Json(verbs_files::publish_file(&app, &reader, &code, form.check()?).await?.into()))
}

/// Takes a file away for good.
#[utoipa::path(post, path = "/api/v1/needs/{code}/remove-file", operation_id = "need.remove_file",
    request_body = NeedFileForm, responses((status = 200, body = NeedItem)))]
async fn remove_file(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<NeedFileForm>,
) -> Result<Json<NeedItem>> {
    policy::may_remove_file(&reader, &found(&app, &reader, &code).await?)?;
    Ok(Json(verbs_files::remove_file(&app, &reader, Through::Desk(&code), form.check()?).await?.into()))
}

/// Keeps a need from strangers, with a reason that whoever told it reads.
#[utoipa::path(post, path = "/api/v1/needs/{code}/withhold", operation_id = "need.withhold",
    request_body = TextForm, responses((status = 200, body = NeedItem)))]
async fn withhold(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<TextForm>,
) -> Result<Json<NeedItem>> {
    policy::may_withhold(&reader, &found(&app, &reader, &code).await?)?;
    Ok(Json(verbs_talk::withhold(&app, &reader, &code, form.check(TEXT_MOST)?).await?.into()))
}

/// Lets strangers read a need that was flagged or withheld.
#[utoipa::path(post, path = "/api/v1/needs/{code}/publish", operation_id = "need.publish",
    responses((status = 200, body = NeedItem)))]
async fn publish(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<NeedItem>> {
    Ok(Json(verbs_talk::publish(&app, &reader, &code).await?.into()))
}

/// What the desk says over the telephone.
#[derive(Serialize, ToSchema)]
struct NeedRecovery {
    /// The word with which the code is fetched: once, within a day.
    word: String,
}

/// Gives somebody who lost the code a word to fetch it with. The code itself is not answered.
#[utoipa::path(post, path = "/api/v1/needs/{code}/recover", operation_id = "need.recover",
    responses((status = 200, body = NeedRecovery)))]
async fn recover(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<NeedRecovery>> {
    let (_, word) = verbs_recovery::recover(&app, &reader, &code).await?;
    Ok(Json(NeedRecovery { word }))
}

/// What whoever fetched a code reads.
#[derive(Serialize, ToSchema)]
struct NeedReclaimed {
    /// The secret by which the teller follows it at `/track/{tracking_code}`.
    tracking_code: String,
}

/// Fetches a lost code, with the telephone number that was left and the word that was said.
#[utoipa::path(post, path = "/api/v1/needs/reclaim", operation_id = "need.reclaim",
    request_body = ReclaimForm, responses((status = 200, body = NeedReclaimed)))]
async fn reclaim(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Body(form): Body<ReclaimForm>,
) -> Result<(StatusCode, Json<NeedReclaimed>)> {
    app.public_throttle.count(format!("track {}", client_address(&extensions)))?;
    let (phone, word) = form.check()?;
    let need = verbs_recovery::reclaim(&app, &reader, &phone, &word).await?;
    Ok((StatusCode::OK, Json(NeedReclaimed { tracking_code: need.tracking_code })))
}
