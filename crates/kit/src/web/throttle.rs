//! How often one address, or one account, may try something: sign-in, tracking codes, public forms.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;

use axum::extract::ConnectInfo;
use axum::http::Extensions;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::error::{Error, Result};

/// A limit on tries, kept per key in this process.
#[derive(Clone)]
pub struct Throttle {
    limiter: Arc<DefaultKeyedRateLimiter<String>>,
}

impl Throttle {
    /// At most `tries` at once and `tries` more in every minute.
    pub fn per_minute(tries: NonZeroU32) -> Self {
        Self { limiter: Arc::new(RateLimiter::keyed(Quota::per_minute(tries))) }
    }

    /// Counts a try of `key`.
    ///
    /// # Errors
    /// [`Error::TooMany`] when it was one too many.
    pub fn count(&self, key: impl Into<String>) -> Result<()> {
        self.limiter.check_key(&key.into()).map_err(|refusal| {
            let wait = refusal.wait_time_from(DefaultClock::default().now());
            Error::TooMany { retry_after: wait.as_secs() + 1 }
        })
    }

    /// Forgets keys that are free again, so that the table does not grow.
    pub fn sweep(&self) {
        self.limiter.retain_recent();
    }
}

/// Who is calling, by address. Behind a proxy the server is told how many proxies to trust, and
/// this is the address the nearest trusted one saw.
pub fn client_address(extensions: &Extensions) -> IpAddr {
    extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(address)| address.ip())
}
