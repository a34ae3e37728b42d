//! How a row of the trail is bound to the one before it: SHA-256 over the digest before, the place
//! in the chain and every column but the salt. Personal values stand in a row only as digests made
//! with that salt, so erasing the salt makes them unreadable and leaves the chain whole.

use sha2::{Digest as _, Sha256};

use crate::audit::record::Model;

/// A link of the chain.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Digest([u8; 32]);

impl Digest {
    pub(crate) fn from_stored(bytes: Option<&[u8]>) -> Self {
        Self(bytes.and_then(|bytes| bytes.try_into().ok()).unwrap_or_default())
    }

    pub(crate) fn to_stored(&self) -> Vec<u8> {
        self.0.to_vec()
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The digest of `row` at `position`, after `before`.
pub(crate) fn next(before: &Digest, position: i64, row: &Model) -> Digest {
    let mut hash = Sha256::new();
    let mut put = |bytes: &[u8]| {
        hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(bytes);
    };
    put(before.as_bytes());
    put(&position.to_be_bytes());
    put(row.id.as_bytes());
    put(&row.at.timestamp_micros().to_be_bytes());
    put(row.actor_kind.as_bytes());
    put(row.actor_id.as_ref().map_or(&[], |id| id.as_bytes()));
    put(row.verb.as_bytes());
    put(row.subject_id.as_bytes());
    put(row.subject_code.as_deref().unwrap_or_default().as_bytes());
    put(canonical(&row.facts).as_bytes());
    put(row.request_id.as_ref().map_or(&[], |id| id.as_bytes()));
    Digest(hash.finalize().into())
}

/// JSON with its keys in order: PostgreSQL keeps them in an order of its own.
fn canonical(facts: &serde_json::Value) -> String {
    match facts {
        serde_json::Value::Object(map) => {
            let mut keys: Vec<_> = map.iter().collect();
            keys.sort_by_key(|(key, _)| *key);
            let parts: Vec<String> =
                keys.into_iter().map(|(key, value)| format!("{key:?}:{}", canonical(value))).collect();
            format!("{{{}}}", parts.join(","))
        }
        other => other.to_string(),
    }
}

/// The digest that stands for a personal value in the trail.
pub(crate) fn salted(salt: &[u8], value: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(value.as_bytes());
    data_encoding::HEXLOWER.encode(&hash.finalize())
}
