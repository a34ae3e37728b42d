//! A paper that is kept as it came, since it proves something: one that was signed, a receipt, scanned or
//! photographed.

use kit::message::msg;
use kit::{FormErrors, Message, words};
use serde::Deserialize;
use utoipa::ToSchema;

use super::forms::decoded;
use super::paper::whole_pdf;

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

/// What a scan is, by its first bytes.
///
/// # Errors
/// One that is none of the three, or was cut off.
pub(super) fn recognise(file: &[u8]) -> Result<ScanType, Message> {
    match file {
        [b'%', b'P', b'D', b'F', b'-', ..] => whole_pdf(file).map(|()| ScanType::Pdf),
        [0xFF, 0xD8, 0xFF, ..] => Ok(ScanType::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(ScanType::Png),
        _ => Err(msg("attachments-no-scan")),
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

    /// As columns keep it that may be empty.
    pub fn of_columns(key: Option<String>, name: Option<String>, kind: Option<String>) -> Option<Self> {
        let kind = ScanType::from_word(&kind?)?;
        Some(Self { key: key?, name: name?, kind })
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
        decoded(&self.content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scan_is_what_its_bytes_say() {
        for (file, found) in [
            (&b"%PDF-1.7 %%EOF"[..], Ok(ScanType::Pdf)),
            (b"%PDF-1.7", Err("attachments-cut")),
            (b"\xFF\xD8\xFF\xE0", Ok(ScanType::Jpeg)),
            (b"\x89PNG\r\n\x1a\n....", Ok(ScanType::Png)),
            (b"<html>", Err("attachments-no-scan")),
            (b"MZ", Err("attachments-no-scan")),
        ] {
            assert_eq!(recognise(file), found.map_err(Message::new), "{file:?}");
        }
    }

    #[test]
    fn its_name_climbs_out_of_no_folder_and_ends_as_what_it_is() {
        let name = |name: &str| Scan::named(name, "TT-1", ScanType::Pdf, String::new()).name;
        assert_eq!(name("../../ใบเสร็จ.exe"), "ใบเสร็จ.pdf");
        assert_eq!(name("C:\\scan\\\"a\".pdf"), "a.pdf");
        assert_eq!(name(""), "TT-1.pdf");
    }
}
