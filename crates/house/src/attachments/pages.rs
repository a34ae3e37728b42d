//! Handing files out to whoever may open them.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kit::Result;
use serde::Deserialize;

use super::attachment::{Attachment, Purpose};
use super::scan::Scan;
use super::verbs::small_key;
use crate::app::App;

/// How a file is asked for.
pub struct Wanted {
    /// The small copy of a picture.
    small: bool,
    /// A part of it: telephones play nothing that they cannot ask for in parts.
    range: Option<String>,
    /// What the browser holds of it already.
    held: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Size {
    size: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Wanted {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let size = Query::<Size>::try_from_uri(&parts.uri).map_or_else(|_| Size::default(), |Query(size)| size);
        let said = |name: HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Ok(Self { small: size.size == "small", range: said(header::RANGE), held: said(header::IF_NONE_MATCH) })
    }
}

/// What is done with a file where it arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is seen or heard on a page.
    Shown,
    /// It is a file to be kept: a browser never runs what is in it.
    Saved,
}

/// A file on its way to somebody who may open it.
#[derive(Clone, Debug)]
pub struct Handed<'a> {
    /// Where it is kept.
    pub key: &'a str,
    /// What a browser is told that it is.
    pub media_type: &'a str,
    /// Its name for whoever keeps it; empty for none.
    pub name: String,
    /// What is done with it.
    pub kind: Kind,
    /// May everybody open it, today at least?
    pub public: bool,
}

impl<P: Purpose> Attachment<P> {
    /// The file, for somebody who may open it, beside the record of this code; `public` where strangers may.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn handed(&self, app: &App, wanted: &Wanted, code: &str, public: bool) -> Result<Response> {
        let small = (wanted.small && self.file.size.is_some()).then(|| small_key(&self.file.key));
        let handed = Handed {
            key: small.as_deref().unwrap_or(&self.file.key),
            media_type: &self.file.media_type,
            name: self.file_name(code),
            kind: if self.is_picture() { Kind::Shown } else { Kind::Saved },
            public,
        };
        handed.answer(app, wanted).await
    }
}

impl Scan {
    /// The scan, for somebody who may open it: it bears names and signatures, so no stranger ever does.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn handed(&self, app: &App, wanted: &Wanted) -> Result<Response> {
        let (name, media_type) = (self.name.clone(), self.kind.as_str());
        Handed { key: &self.key, media_type, name, kind: Kind::Saved, public: false }.answer(app, wanted).await
    }
}

impl Handed<'_> {
    /// The bytes, or the part of them that is asked for; nothing where the browser holds them.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn answer(&self, app: &App, wanted: &Wanted) -> Result<Response> {
        // What is kept under a key never changes; it may only go.
        let tag = format!("\"{}\"", self.key.rsplit('/').next().unwrap_or_default());
        let about = [
            (header::CONTENT_TYPE, self.media_type.to_owned()),
            (header::CONTENT_DISPOSITION, self.disposition()),
            (header::CACHE_CONTROL, self.caching().to_owned()),
            (header::ACCEPT_RANGES, "bytes".to_owned()),
            (header::ETAG, tag.clone()),
        ];
        if wanted.held.as_deref().is_some_and(|held| holds(held, &tag)) {
            return Ok((StatusCode::NOT_MODIFIED, about).into_response());
        }
        let bytes = app.files.get(self.key).await?;
        let Some((first, last)) = wanted.range.as_deref().and_then(|range| part(range, bytes.len())) else {
            return Ok((about, bytes).into_response());
        };
        let range = format!("bytes {first}-{last}/{}", bytes.len());
        let part = bytes.slice(first..=last);
        Ok((StatusCode::PARTIAL_CONTENT, about, [(header::CONTENT_RANGE, range)], part).into_response())
    }

    fn disposition(&self) -> String {
        let kind = match self.kind {
            Kind::Shown => "inline",
            Kind::Saved => "attachment",
        };
        if self.name.is_empty() {
            return kind.to_owned();
        }
        // As RFC 6266 writes what is not ASCII.
        let name = kit::web::address("", &[("", &self.name)]).trim_start_matches("?=").replace('+', "%20");
        format!("{kind}; filename*=UTF-8''{name}")
    }

    /// Who may open what is not for everybody changes; a paper of it stays on no machine that others use too.
    fn caching(&self) -> &'static str {
        match self.kind {
            _ if self.public => "public, max-age=86400",
            Kind::Shown => "private, max-age=300",
            Kind::Saved => "private, no-store",
        }
    }
}

fn holds(held: &str, tag: &str) -> bool {
    held.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)
}

/// The first and last byte of `bytes=first-last`; `None` where the whole is answered instead.
fn part(range: &str, length: usize) -> Option<(usize, usize)> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let end = length.checked_sub(1)?;
    let (first, last) = match (first, last) {
        ("", last) => (length.saturating_sub(last.parse().ok()?), end),
        (first, "") => (first.parse().ok()?, end),
        (first, last) => (first.parse().ok()?, last.parse::<usize>().ok()?.min(end)),
    };
    (first <= last && last <= end).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_player_is_given_the_part_it_asks_for() {
        for (range, found) in [
            ("bytes=0-1", Some((0, 1))),
            ("bytes=5-", Some((5, 9))),
            ("bytes=0-99", Some((0, 9))),
            ("bytes=-3", Some((7, 9))),
            ("bytes=10-", None),
            ("bytes=5-2", None),
            ("bytes=0-1,4-5", None),
            ("lines=1-2", None),
        ] {
            assert_eq!(part(range, 10), found, "{range}");
        }
        assert_eq!(part("bytes=0-", 0), None);
    }

    #[test]
    fn who_may_open_a_file_says_where_it_may_stay() {
        let handed = |kind, public| Handed {
            key: "", media_type: "", name: "แผนที่ 1.pdf".to_owned(), kind, public
        };
        assert_eq!(handed(Kind::Saved, true).caching(), "public, max-age=86400");
        assert_eq!(handed(Kind::Shown, false).caching(), "private, max-age=300");
        assert_eq!(handed(Kind::Saved, false).caching(), "private, no-store");
        let disposition = handed(Kind::Saved, false).disposition();
        assert!(disposition.starts_with("attachment; filename*=UTF-8''%E0%B9%81") && disposition.ends_with("%201.pdf"));
        assert!(holds("W/\"a\", \"b\"", "\"b\"") && holds("W/\"a\"", "\"a\"") && !holds("\"ab\"", "\"a\""));
    }
}
