//! axum's extractors with answers a person can read: what cannot be understood is refused as our
//! own error, which the frame shows in the reader's language.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::message::msg;

/// The fields of a posted form. Repeated names make a list; every field has a default, so that a
/// missing one is an error beside it and not of the request.
pub struct Form<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
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
        let bytes = bytes::Bytes::from_request(request, state)
            .await
            .map_err(|_| Error::BadRequest(msg("kit-error-too-large")))?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| {
            let message = msg("kit-error-json").with("line", error.line()).with("column", error.column());
            Error::BadRequest(message)
        })
    }
}
