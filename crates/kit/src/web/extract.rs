//! axum's extractors with answers a person can read: what cannot be understood is refused as our
//! own error, which the frame shows in the reader's language.

use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequest, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::message::msg;

/// The fields of a posted form. Repeated names make a list; every field has a default, so that a
/// missing one is an error beside it and not of the request.
pub struct Form<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        let bytes = bytes_of(Request::from_parts(parts.clone(), body), state).await?;
        if has_zero_escape(&bytes) {
            return Err(Error::BadRequest(msg("kit-error-zero")));
        }
        let request = Request::from_parts(parts, bytes.into());
        match axum_extra::extract::Form::<T>::from_request(request, state).await {
            Ok(form) => Ok(Self(form.0)),
            Err(refused) => Err(unreadable(&refused.into_response())),
        }
    }
}

/// A body that is too large is told apart from one that cannot be read.
fn unreadable(refused: &Response) -> Error {
    match refused.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::BadRequest(msg("kit-error-too-large")),
        _ => Error::BadRequest(msg("kit-error-form")),
    }
}

/// The query string of a list or a search.
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        if parts.uri.query().is_some_and(|query| has_zero_escape(query.as_bytes())) {
            return Err(Error::BadRequest(msg("kit-error-zero")));
        }
        match axum_extra::extract::Query::<T>::from_request_parts(parts, state).await {
            Ok(query) => Ok(Self(query.0)),
            Err(_) => Err(Error::BadRequest(msg("kit-error-query"))),
        }
    }
}

/// The parts of the path. One that cannot be is a page that does not exist.
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        if has_zero_escape(parts.uri.path().as_bytes()) {
            return Err(Error::NotFound);
        }
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(path) => Ok(Self(path.0)),
            Err(_) => Err(Error::NotFound),
        }
    }
}

/// The JSON of a request to the API. One that cannot be read is refused as a problem document that
/// says where.
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        read(&bytes_of(request, state).await?)
    }
}

/// A body that may be left out: nothing at all, not JSON that says nothing.
impl<S: Send + Sync, T: DeserializeOwned> OptionalFromRequest<S> for Body<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Option<Self>, Error> {
        let bytes = bytes_of(request, state).await?;
        if bytes.is_empty() { Ok(None) } else { read(&bytes).map(Some) }
    }
}

async fn bytes_of<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Error> {
    Bytes::from_request(request, state).await.map_err(|_| Error::BadRequest(msg("kit-error-too-large")))
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<Body<T>, Error> {
    if has_zero_in_json(bytes) {
        return Err(Error::BadRequest(msg("kit-error-zero")));
    }
    serde_json::from_slice(bytes).map(Body).map_err(|error| {
        let message = msg("kit-error-json").with("line", error.line()).with("column", error.column());
        Error::BadRequest(message)
    })
}

/// PostgreSQL keeps no text with U+0000 in it, and nobody types one.
fn has_zero_escape(encoded: &[u8]) -> bool {
    encoded.windows(3).any(|three| three == b"%00")
}

/// The same in JSON, where it is `\u0000` after an even number of backslashes.
fn has_zero_in_json(json: &[u8]) -> bool {
    let slashes = |at: usize| json[..at].iter().rev().take_while(|byte| **byte == b'\\').count();
    json.windows(6).enumerate().any(|(at, six)| six == b"\\u0000" && slashes(at) % 2 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_is_found_however_it_is_written() {
        assert!(has_zero_escape(b"q=a%00b") && !has_zero_escape(b"q=a%2500b"));
        for (json, has) in
            [(r#""a\u0000""#, true), (r#""a\\u0000""#, false), (r#""\\\u0000""#, true), (r#""0000""#, false)]
        {
            assert_eq!(has_zero_in_json(json.as_bytes()), has, "{json}");
        }
    }
}
