//! axum's extractors with answers a person can read: what cannot be understood is refused as our
//! own error, which the frame shows in the reader's language.

use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequest, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::held::hold;
use super::json;
use crate::error::Error;
use crate::form::FormErrors;
use crate::message::msg;

/// The fields of a posted form. Repeated names make a list; every field has a default, so that a
/// missing one is an error beside it and not of the request.
pub struct Form<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        let bytes = bytes_of(Request::from_parts(parts.clone(), body), state).await?;
        let bytes = if has_zero_escape(&bytes) { without_zeros(&bytes) } else { bytes };
        let request = Request::from_parts(parts, bytes.into());
        match axum_extra::extract::Form::<T>::from_request(request, state).await {
            Ok(form) => Ok(Self(form.0)),
            Err(refused) => Err(unreadable(&refused.into_response())),
        }
    }
}

/// A body that is too large, or of another kind, is told apart from one that cannot be read.
pub(super) fn unreadable(refused: &Response) -> Error {
    match refused.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Error::WrongKind,
        _ => Error::BadRequest(msg("kit-error-form")),
    }
}

/// The form without its zeros. Nothing of it is written: it comes back with what is wrong beside each
/// field that had one.
fn without_zeros(form: &[u8]) -> Bytes {
    let mut errors = FormErrors::new();
    let mut kept = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in url::form_urlencoded::parse(form) {
        let name = name.replace('\0', "");
        if value.contains('\0') {
            errors.add(name.clone(), msg("kit-error-zero"));
        }
        kept.append_pair(&name, &value.replace('\0', ""));
    }
    hold(errors);
    kept.finish().into()
}

/// The query string of a list or a search.
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        if parts.uri.query().is_some_and(|query| has_zero_escape(query.as_bytes())) {
            return Err(Error::BadRequest(msg("kit-error-query")));
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

/// The JSON of a request to the API, read as [`json`] says. One that cannot be read is refused as a
/// problem document that says where.
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        must_be_json(request.headers())?;
        json::read(&bytes_of(request, state).await?).map(Self)
    }
}

/// A body that may be left out: nothing at all, not JSON that says nothing.
impl<S: Send + Sync, T: DeserializeOwned> OptionalFromRequest<S> for Body<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Option<Self>, Error> {
        let (parts, body) = request.into_parts();
        let headers = parts.headers.clone();
        let bytes = bytes_of(Request::from_parts(parts, body), state).await?;
        if bytes.is_empty() {
            return Ok(None);
        }
        must_be_json(&headers)?;
        json::read(&bytes).map(|said| Some(Self(said)))
    }
}

async fn bytes_of<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Error> {
    Bytes::from_request(request, state).await.map_err(|refused| unreadable(&refused.into_response()))
}

/// A body that says it is something else is not guessed at.
fn must_be_json(headers: &HeaderMap) -> Result<(), Error> {
    let Some(kind) = headers.get(header::CONTENT_TYPE) else { return Ok(()) };
    let kind = kind.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if kind == "application/json" || kind.ends_with("+json") { Ok(()) } else { Err(Error::WrongKind) }
}

/// PostgreSQL keeps no text with U+0000 in it, and nobody types one.
pub(super) fn has_zero_escape(encoded: &[u8]) -> bool {
    encoded.windows(3).any(|three| three == b"%00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_is_found_however_it_is_written() {
        assert!(has_zero_escape(b"q=a%00b") && !has_zero_escape(b"q=a%2500b"));
    }
}
