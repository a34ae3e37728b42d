//! How often one address, or one account, may try something: sign-in, tracking codes, public forms.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, HeaderValue, header};

use crate::error::{Error, Result};

/// A limit on tries, kept per key in this process: for each key the moment at which all its tries will
/// have been forgotten. A try puts that moment off by its share of the window, a minute mostly, and is one too
/// many when it would lie more than a window ahead.
#[derive(Clone)]
pub struct Throttle {
    window: Duration,
    share: Duration,
    free_at: Arc<Mutex<HashMap<String, Instant>>>,
}

/// The window of most limits.
const MINUTE: Duration = Duration::from_secs(60);

impl Throttle {
    /// At most `tries` at once and `tries` more in every minute.
    pub fn per_minute(tries: NonZeroU32) -> Self {
        Self::within(MINUTE, tries)
    }

    /// At most `tries` at once and `tries` more in every `window`.
    pub fn within(window: Duration, tries: NonZeroU32) -> Self {
        Self { window, share: window / tries.get(), free_at: Arc::default() }
    }

    /// Counts a try of `key`.
    ///
    /// # Errors
    /// [`Error::TooMany`] when it was one too many.
    pub fn count(&self, key: impl Into<String>) -> Result<()> {
        self.count_at(key.into(), Instant::now())
    }

    fn count_at(&self, key: String, now: Instant) -> Result<()> {
        let mut table = self.table();
        let free_at = table.get(&key).copied().unwrap_or(now).max(now) + self.share;
        let over = free_at.duration_since(now).saturating_sub(self.window);
        // What a whole number of shares leaves over of the window is no try.
        if over > self.share / 2 {
            return Err(Error::TooMany { retry_after: over.as_secs() + 1 });
        }
        table.insert(key, free_at);
        Ok(())
    }

    /// Takes back one try of `key`, which was none: a password that fitted, a code that is there.
    pub fn give_back(&self, key: &str) {
        if let Some(free_at) = self.table().get_mut(key) {
            *free_at = free_at.checked_sub(self.share).unwrap_or(*free_at);
        }
    }

    /// What only the holder of a code may find. Counted before looking, so that guesses at once are counted
    /// too, and given back to whoever finds it: they are no guesser.
    ///
    /// # Errors
    /// As [`count`](Self::count), and those of looking.
    pub async fn guess<T>(&self, caller: String, look: impl Future<Output = Result<T>>) -> Result<T> {
        self.count(&*caller)?;
        let found = look.await?;
        self.give_back(&caller);
        Ok(found)
    }

    /// Forgets keys that are free again, so that the table does not grow.
    pub fn sweep(&self) {
        let now = Instant::now();
        self.table().retain(|_, free_at| *free_at > now);
    }

    fn table(&self) -> MutexGuard<'_, HashMap<String, Instant>> {
        self.free_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The header of every answer that says of a try that it was one too many: `Retry-After`, in seconds.
pub fn wait(seconds: u64) -> HeaderMap {
    HeaderMap::from_iter([(header::RETRY_AFTER, HeaderValue::from(seconds))])
}

/// Who is calling, by address. Behind a proxy the server is told how many proxies to trust, and
/// this is the address the nearest trusted one saw.
pub fn client_address(extensions: &Extensions) -> IpAddr {
    extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(address)| address.ip())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_come_back_with_time_and_those_that_were_none_at_once() {
        for tries in [3, 7, 60] {
            let (throttle, now) = (Throttle::per_minute(NonZeroU32::new(tries).expect("some")), Instant::now());
            let count = |at: Instant| throttle.count_at("key".to_owned(), at).is_ok();
            for number in 0..tries {
                assert!(count(now), "try {number} of {tries}");
            }
            assert!(!count(now), "{tries}");
            throttle.give_back("key");
            assert!(count(now) && !count(now), "{tries}");
            assert!(count(now + MINUTE / tries) && !count(now + MINUTE / tries), "{tries}");
            assert!(throttle.count_at("another".to_owned(), now).is_ok());
            assert_eq!((0..100).filter(|_| count(now + MINUTE * 3)).count(), tries as usize);
        }
    }
}
