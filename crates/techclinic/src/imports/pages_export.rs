//! Records as a file to keep, from the desk: the same file that `techclinic export` writes, with what its
//! reader sees, so that it can be mended and brought in again.

use std::fs::File;
use std::io::{self, Read};

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream::try_unfold;
use kit::table::Format;
use kit::web::Path;
use kit::{Error, Result};

use super::{kind, verbs_export};
use house::accounts::Reader;
use house::app::App;

/// Bytes sent at once.
const CHUNK: usize = 64 * 1024;

pub(super) async fn download(State(app): State<App>, reader: Reader, Path(file): Path<String>) -> Result<Response> {
    reader.must_sign_in()?;
    let (name, format) = named(&file).ok_or(Error::NotFound)?;
    let kind = kind(name).ok_or(Error::NotFound)?;
    let content = verbs_export::export(&app, &reader, kind, format).await?;
    Ok(sent(content, format, &format!("{name}-{}", app.clock.today())))
}

/// The name and the format that `clinics.csv` asks for.
pub(super) fn named(file: &str) -> Option<(&str, Format)> {
    let (name, ending) = file.rsplit_once('.')?;
    let format = Format::from_word(ending).filter(|format| matches!(format, Format::Csv | Format::Xlsx))?;
    Some((name, format))
}

/// A file for the reader to keep, sent as it is read.
pub(super) fn sent(file: File, format: Format, name: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.{}\"", format.as_str())),
    ];
    let chunks = try_unfold(file, |file| async move {
        let (chunk, file) = tokio::task::spawn_blocking(move || next(file)).await.map_err(io::Error::other)??;
        Ok::<_, io::Error>((!chunk.is_empty()).then_some((chunk, file)))
    });
    (headers, Body::from_stream(chunks)).into_response()
}

fn next(mut file: File) -> io::Result<(Bytes, File)> {
    let mut chunk = vec![0; CHUNK];
    let read = file.read(&mut chunk)?;
    chunk.truncate(read);
    Ok((chunk.into(), file))
}
