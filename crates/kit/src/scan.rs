//! A paper that is kept as a file, as it was scanned or photographed: one that was signed, a receipt. What it is,
//! is seen in its first bytes, never in its name.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::form::FormErrors;
use crate::message::{Message, msg};
use crate::words;

words! {
    /// What kind of file a scan is.
    ScanType {
        /// A document.
        Pdf = "application/pdf",
        /// A photograph.
        Jpeg = "image/jpeg",
        /// A picture.
        Png = "image/png",
    }
}

/// The largest scan, in bytes.
pub const SCAN_MOST: usize = 10 * 1024 * 1024;

/// A scan that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Scan {
    /// Where it is kept.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ScanType,
}

/// What a file is, by its first bytes.
///
/// # Errors
/// No file, one too large, or one that is none of the three.
pub fn recognise(file: &[u8]) -> Result<ScanType, Message> {
    match file {
        [] => Err(msg("kit-scan-choose")),
        _ if file.len() > SCAN_MOST => Err(msg("kit-scan-large")),
        [b'%', b'P', b'D', b'F', b'-', ..] => Ok(ScanType::Pdf),
        [0xFF, 0xD8, 0xFF, ..] => Ok(ScanType::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(ScanType::Png),
        _ => Err(msg("kit-scan-kind")),
    }
}

impl Scan {
    /// One that came under this name and is kept under `key`. Of the name is left what climbs out of no folder,
    /// with the ending of what it is; `otherwise` where nothing is left.
    pub fn named(name: &str, otherwise: &str, kind: ScanType, key: String) -> Self {
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
        let plain: String = stem.chars().filter(|letter| !letter.is_control() && *letter != '"').take(100).collect();
        let stem = if plain.trim().is_empty() { otherwise } else { plain.trim() };
        Self { key, name: format!("{stem}.{}", kind.ending()), kind }
    }

    /// Its bytes as a file to be kept: a browser never runs what is in it.
    pub fn download(&self, file: Bytes) -> Response {
        let name = crate::web::address("", &[("", &self.name)]).trim_start_matches("?=").replace('+', "%20");
        let headers = [
            (header::CONTENT_TYPE, self.kind.as_str().to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}")),
        ];
        (headers, file).into_response()
    }
}

impl ScanType {
    /// The end of its name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// A scan, as a program sends it.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ScanForm {
    /// Its name.
    pub name: String,
    /// Its bytes in base64.
    #[schema(required)]
    pub content: String,
}

impl ScanForm {
    /// Its bytes.
    ///
    /// # Errors
    /// When it is no base64.
    pub fn check(&self) -> Result<Vec<u8>, FormErrors> {
        let bytes = data_encoding::BASE64.decode(self.content.trim().as_bytes());
        bytes.map_err(|_| FormErrors::one("content", msg("kit-scan-base64")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scan_is_what_its_bytes_say() {
        for (file, found) in [
            (&b"%PDF-1.7"[..], Ok(ScanType::Pdf)),
            (b"\xFF\xD8\xFF\xE0", Ok(ScanType::Jpeg)),
            (b"\x89PNG\r\n\x1a\n....", Ok(ScanType::Png)),
            (b"", Err("kit-scan-choose")),
            (b"<html>", Err("kit-scan-kind")),
            (b"MZ", Err("kit-scan-kind")),
        ] {
            assert_eq!(recognise(file), found.map_err(Message::new), "{file:?}");
        }
        assert_eq!(recognise(&vec![b'%'; SCAN_MOST + 1]), Err(msg("kit-scan-large")));
    }
}
