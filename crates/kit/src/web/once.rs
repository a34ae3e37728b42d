//! The headers of writes: the key under which one happens once, and the version it is about, which an
//! answer says first.

use axum::Json;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

/// The header of a write that happens once, for the document of the API.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
pub struct IdempotencyKey {
    /// A key of the caller's making. The same key again, from the same caller and with the same body,
    /// is answered like the first time and changes nothing; it holds for 24 hours.
    #[param(rename = "Idempotency-Key")]
    pub key: Option<String>,
}

/// The header that guards somebody else's change, for the document of the API.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
pub struct IfMatch {
    /// The `version` the caller read, in quotes; if somebody saved since, the answer is 409.
    #[param(rename = "If-Match", example = "\"3\"")]
    pub version: Option<String>,
}

/// The `Idempotency-Key` of a request, bound to what was said: two strangers who happen to send the
/// same key share no account that would keep them apart, and must not be given each other's answer.
pub fn once_key(headers: &HeaderMap, said: &impl std::fmt::Debug) -> Option<String> {
    let key = headers.get("idempotency-key")?.to_str().ok()?;
    let digest = Sha256::digest(format!("{said:?}"));
    Some(format!("{key} {}", data_encoding::HEXLOWER.encode(&digest)))
}

/// A record in JSON with its version in `ETag`, as `If-Match` says it back.
pub fn tagged(status: StatusCode, version: i64, record: impl Serialize) -> Response {
    (status, [(header::ETAG, format!("\"{version}\""))], Json(record)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_key_with_other_words_is_another_write() {
        let mut headers = HeaderMap::new();
        assert_eq!(once_key(&headers, &"rain"), None);
        headers.insert("idempotency-key", "1".parse().expect("a value"));
        assert_eq!(once_key(&headers, &"rain"), once_key(&headers, &"rain"));
        assert_ne!(once_key(&headers, &"rain"), once_key(&headers, &"mould"));
    }
}
