//! The key under which a write of the API happens once.

use axum::http::HeaderMap;
use sha2::{Digest, Sha256};

/// The `Idempotency-Key` of a request, bound to what was said: two strangers who happen to send the
/// same key share no account that would keep them apart, and must not be given each other's answer.
pub fn once_key(headers: &HeaderMap, said: &impl std::fmt::Debug) -> Option<String> {
    let key = headers.get("idempotency-key")?.to_str().ok()?;
    let digest = Sha256::digest(format!("{said:?}"));
    Some(format!("{key} {}", data_encoding::HEXLOWER.encode(&digest)))
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
