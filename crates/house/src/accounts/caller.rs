//! Who calls, as far as the connection shows: an address and what the browser says of itself.

use std::net::IpAddr;

use axum::http::HeaderMap;

/// Who tries to sign in, as far as the connection shows.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The address they come from.
    pub address: IpAddr,
    /// What the browser calls itself.
    pub device: String,
}

/// The address that the outermost of `proxies` trusted proxies saw. Each proxy adds, at the right of
/// `X-Forwarded-For`, whom it was called by; what stands further left anybody can have written.
pub(super) fn forwarded(headers: &HeaderMap, proxies: usize) -> Option<IpAddr> {
    let lines: Vec<&str> = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok()).collect();
    let addresses: Vec<&str> = lines.iter().flat_map(|line| line.split(',')).map(str::trim).collect();
    let place = addresses.len().checked_sub(proxies)?;
    addresses.get(place)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_trusted_proxies_name_the_caller() {
        let told =
            |line| HeaderMap::from_iter([("x-forwarded-for".parse().expect("a name"), HeaderValue::from_static(line))]);
        for (line, proxies, found) in [
            ("192.0.2.1", 0, None),
            ("192.0.2.1", 1, Some("192.0.2.1")),
            ("10.9.9.9, 192.0.2.1", 1, Some("192.0.2.1")),
            ("192.0.2.1, 198.51.100.7", 2, Some("192.0.2.1")),
            ("2001:db8::1", 1, Some("2001:db8::1")),
            ("192.0.2.1", 2, None),
            ("nonsense", 1, None),
        ] {
            assert_eq!(
                forwarded(&told(line), proxies).map(|address| address.to_string()).as_deref(),
                found,
                "{line} {proxies}"
            );
        }
        assert_eq!(forwarded(&HeaderMap::new(), 1), None);
    }
}
