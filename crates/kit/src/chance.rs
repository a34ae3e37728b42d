//! Randomness as an argument: identifiers, codes and secrets. Seeded in tests and in the
//! demonstration, so that the same seed makes the same network.

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};
use uuid::Uuid;

use crate::clock::Timestamp;

/// Letters of a code for people: no I, L, O or U, which are misread or spell words (Crockford).
const CODE_LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The application's only source of randomness.
#[derive(Clone)]
pub struct Chance {
    generator: Arc<Mutex<StdRng>>,
}

impl Chance {
    /// Seeded by the operating system.
    pub fn system() -> Self {
        Self::from_generator(rand::make_rng())
    }

    /// The same numbers for the same seed.
    pub fn seeded(seed: u64) -> Self {
        Self::from_generator(StdRng::seed_from_u64(seed))
    }

    fn from_generator(generator: StdRng) -> Self {
        Self { generator: Arc::new(Mutex::new(generator)) }
    }

    /// A new identifier that sorts by `at` (UUID version 7, RFC 9562 §5.7).
    pub fn id(&self, at: Timestamp) -> Uuid {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        let mut random = [0; 10];
        self.fill(&mut random);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// When an identifier that [`Chance::id`] made sorts by: of another it is the epoch or nonsense, never an error.
    pub fn made_at(id: Uuid) -> Timestamp {
        let (seconds, nanos) = id.get_timestamp().map_or((0, 0), |made| made.to_unix());
        i64::try_from(seconds).ok().and_then(|seconds| Timestamp::from_timestamp(seconds, nanos)).unwrap_or_default()
    }

    /// A code a person can read out over the telephone: `length` letters in groups of five.
    /// Ten letters carry 50 bits.
    pub fn code(&self, length: usize) -> String {
        let mut bytes = vec![0; length];
        self.fill(&mut bytes);
        let mut code = String::with_capacity(length + length / 5);
        for (index, byte) in bytes.iter().enumerate() {
            if index > 0 && index % 5 == 0 {
                code.push('-');
            }
            code.push(CODE_LETTERS[usize::from(byte % 32)].into());
        }
        code
    }

    /// Thirty-two unguessable bytes, as text for a cookie or a bearer token.
    pub fn secret(&self) -> String {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        data_encoding::BASE64URL_NOPAD.encode(&bytes)
    }

    /// Fills `bytes` with randomness.
    pub fn fill(&self, bytes: &mut [u8]) {
        self.generator.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
    }

    /// A whole number in `range`.
    pub fn between(&self, range: std::ops::Range<u32>) -> u32 {
        self.generator.lock().unwrap_or_else(PoisonError::into_inner).random_range(range)
    }
}

/// What a person typed as a code, as it is stored: upper case, digits of either writing, grouped, and the
/// letters that are misread (I, L → 1, O → 0) put right.
///
/// ```
/// assert_eq!(kit::chance::normalise_code("๓p7nj cab9p"), "3P7NJ-CAB9P");
/// ```
pub fn normalise_code(typed: &str) -> String {
    let letters: Vec<char> = typed
        .chars()
        .map(thai::digits::ascii)
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| match letter.to_ascii_uppercase() {
            'I' | 'L' => '1',
            'O' => '0',
            other => other,
        })
        .collect();
    let groups: Vec<String> = letters.chunks(5).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_read_out_badly() {
        for (typed, stored) in
            [("7k3m9-qpx2a", "7K3M9-QPX2A"), (" 7K3M9QPX2A ", "7K3M9-QPX2A"), ("ol1i0-00000", "01110-00000")]
        {
            assert_eq!(normalise_code(typed), stored);
        }
    }

    #[test]
    fn the_same_seed_makes_the_same_codes() {
        let (one, other) = (Chance::seeded(7), Chance::seeded(7));
        assert_eq!(one.code(10), other.code(10));
        assert_eq!(one.code(10).len(), 11);
    }
}
