//! Receiving photographs and voices, and giving them to whoever may open them.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
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
    headers: HeaderMap,
) -> Result<Response> {
    let need = seen(&app, &reader, &code).await?;
    let file = store_files::find(&app.db, need.id, id).await?.ok_or(Error::NotFound)?;
    if !file.public && !policy::may_open_files(&reader, &need) {
        return Err(Error::NotFound);
    }
    sent(&app, file, &headers).await
}

/// The same for whoever holds the code.
pub(super) async fn followed(
    State(app): State<App>,
    reader: Reader,
    Path((code, id)): Path<(String, Uuid)>,
    headers: HeaderMap,
) -> Result<Response> {
    let need = store::find_by_tracking_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_follow(&reader, &need)?;
    let file = store_files::find(&app.db, need.id, id).await?.ok_or(Error::NotFound)?;
    sent(&app, file, &headers).await
}

/// The bytes, or the part of them that a player asks for: telephones play nothing that they cannot ask for
/// in parts.
async fn sent(app: &App, file: Attachment, headers: &HeaderMap) -> Result<Response> {
    let bytes: Bytes = app.files.get(&file.key).await?;
    let about = [
        (header::CONTENT_TYPE, file.media_type),
        (header::CACHE_CONTROL, "private, max-age=300".to_owned()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        (header::CONTENT_DISPOSITION, "inline".to_owned()),
    ];
    let asked = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    let Some((first, last)) = asked.and_then(|range| part(range, bytes.len())) else {
        return Ok((about, bytes).into_response());
    };
    let range = format!("bytes {first}-{last}/{}", bytes.len());
    let part = bytes.slice(first..=last);
    Ok((StatusCode::PARTIAL_CONTENT, about, [(header::CONTENT_RANGE, range)], part).into_response())
}

/// The first and last byte of `bytes=first-last`; `None` where the whole is answered instead.
fn part(range: &str, length: usize) -> Option<(usize, usize)> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let end = length.checked_sub(1)?;
    let (first, last) = match (first, last) {
        ("", last) => (length.saturating_sub(last.parse().ok()?), end),
        (first, "") => (first.parse().ok()?, end),
        (first, last) => (first.parse().ok()?, last.parse::<usize>().ok()?.min(end)),
    };
    (first <= last && last <= end).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn a_player_is_given_the_part_it_asks_for() {
        for (range, found) in [
            ("bytes=0-1", Some((0, 1))),
            ("bytes=5-", Some((5, 9))),
            ("bytes=0-99", Some((0, 9))),
            ("bytes=-3", Some((7, 9))),
            ("bytes=10-", None),
            ("bytes=5-2", None),
            ("bytes=0-1,4-5", None),
            ("lines=1-2", None),
        ] {
            assert_eq!(part(range, 10), found, "{range}");
        }
        assert_eq!(part("bytes=0-", 0), None);
    }
}
