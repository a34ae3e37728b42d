//! The signed paper as a file. What it is, is seen in its first bytes, never in its name.

use kit::{Message, msg, words};

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
        [] => Err(msg("agreements-scan-choose")),
        _ if file.len() > SCAN_MOST => Err(msg("agreements-scan-large")),
        [b'%', b'P', b'D', b'F', b'-', ..] => Ok(ScanType::Pdf),
        [0xFF, 0xD8, 0xFF, ..] => Ok(ScanType::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(ScanType::Png),
        _ => Err(msg("agreements-scan-kind")),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scan_is_what_its_bytes_say() {
        for (file, found) in [
            (&b"%PDF-1.7"[..], Ok(ScanType::Pdf)),
            (b"\xFF\xD8\xFF\xE0", Ok(ScanType::Jpeg)),
            (b"\x89PNG\r\n\x1a\n....", Ok(ScanType::Png)),
            (b"", Err("agreements-scan-choose")),
            (b"<html>", Err("agreements-scan-kind")),
            (b"MZ", Err("agreements-scan-kind")),
        ] {
            assert_eq!(recognise(file), found.map_err(Message::new), "{file:?}");
        }
        assert_eq!(recognise(&vec![b'%'; SCAN_MOST + 1]), Err(msg("agreements-scan-large")));
    }
}
