//! A file for the reader to keep, sent as it is read: however long it is, no more of it is held than is on its way.

use std::fs::File;
use std::io::{self, Read};

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::stream::try_unfold;

/// Bytes sent at once.
const CHUNK: usize = 64 * 1024;

/// Sends a file under this name.
pub fn sent_file(file: File, media_type: &'static str, name: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
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
