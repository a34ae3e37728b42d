//! A session: somebody's browser that has signed in. The browser keeps a secret in a cookie, the
//! database its digest; a session ends when it is not used, when its owner ends it, or with its
//! account.

use axum::http::{HeaderMap, HeaderValue, header};
use kit::Timestamp;
use uuid::Uuid;

/// The name of the cookie.
const COOKIE: &str = "session";
/// How long a browser keeps the cookie, in seconds: ninety days. The database ends a session that
/// is not used much sooner.
const COOKIE_AGE: u32 = 7_776_000;

/// A session as its owner sees it.
#[derive(Clone, Debug)]
pub struct Session {
    /// Inside.
    pub id: Uuid,
    /// When they signed in.
    pub created_at: Timestamp,
    /// When it was last used, to ten minutes.
    pub seen_at: Timestamp,
    /// What the browser calls itself.
    pub device: String,
}

impl Session {
    /// The browser and its system, as far as it says: "Firefox, Linux".
    pub fn browser(&self) -> String {
        // Chrome calls itself Safari too, and Edge calls itself both: the first that fits is it.
        const BROWSERS: [(&str, &str); 5] = [
            ("Edg", "Edge"),
            ("Firefox", "Firefox"),
            ("SamsungBrowser", "Samsung Internet"),
            ("Chrome", "Chrome"),
            ("Safari", "Safari"),
        ];
        const SYSTEMS: [(&str, &str); 6] = [
            ("Android", "Android"),
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Windows", "Windows"),
            ("Mac OS", "macOS"),
            ("Linux", "Linux"),
        ];
        let named = |table: &[(&'static str, &'static str)]| {
            table.iter().find(|(mark, _)| self.device.contains(mark)).map(|(_, name)| *name)
        };
        match (named(&BROWSERS), named(&SYSTEMS)) {
            (Some(browser), Some(system)) => format!("{browser}, {system}"),
            (Some(one), None) | (None, Some(one)) => one.to_owned(),
            (None, None) => self.device.chars().take(60).collect(),
        }
    }
}

/// The secret a browser came with.
pub(super) fn secret(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
        .filter(|secret| !secret.is_empty())
}

/// The cookie that keeps `secret`: out of reach of scripts, and on encrypted connections alone where
/// the site is served on them.
pub(super) fn cookie(secret: &str, public_url: &str) -> HeaderValue {
    let secure = if public_url.starts_with("https://") { "; Secure" } else { "" };
    let line = format!("{COOKIE}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={COOKIE_AGE}{secure}");
    HeaderValue::from_str(&line).expect("a secret is plain letters")
}

/// The cookie that forgets it.
pub(super) fn no_cookie() -> HeaderValue {
    HeaderValue::from_static("session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_found_among_other_cookies() {
        for (line, found) in
            [("lang=th; session=abc", Some("abc")), ("session=", None), ("mysession=x", None), ("session_old=x", None)]
        {
            let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(line))]);
            assert_eq!(secret(&headers), found, "{line}");
        }
    }

    #[test]
    fn a_cookie_is_secure_where_the_site_is() {
        let on = |url| cookie("abc", url).to_str().expect("text").to_owned();
        assert!(on("https://clinictech.go.th").ends_with("; Secure"));
        assert!(!on("http://127.0.0.1:8080").contains("Secure"));
        assert!(on("http://127.0.0.1:8080").contains("HttpOnly; SameSite=Lax"));
    }
}
