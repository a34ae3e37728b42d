//! Pictures and papers of a technology. A picture is always written anew and always says in words what
//! it shows; a paper is a PDF or a photograph of one. The signed consent of a holder is a paper too, and
//! never public.

use kit::message::msg;
use kit::show::Bilingual;
use kit::{Message, Timestamp, words};
use uuid::Uuid;

/// The largest file, in bytes.
pub const FILE_MOST: usize = 10 * 1024 * 1024;
/// As many pictures and papers as one technology has.
pub const ATTACHED_MOST: usize = 20;
/// What a paper is that is no photograph.
pub const PDF: &str = "application/pdf";

words! {
    /// What is attached.
    AttachmentKind {
        /// A photograph or drawing, shown on the page.
        Picture = "picture",
        /// How it is made and used.
        Manual = "manual",
        /// A published paper.
        Paper = "paper",
        /// A certificate of standard or of property.
        Certificate = "certificate",
        /// What a test found.
        Test = "test",
        /// The holder's signed consent; never public.
        Consent = "consent",
    }
}

impl AttachmentKind {
    /// Does everybody see it?
    pub fn is_public(self) -> bool {
        self != Self::Consent
    }
}

/// Something attached.
#[derive(Clone, Debug, PartialEq)]
pub struct Attachment {
    /// Inside.
    pub id: Uuid,
    /// Its number among those of the technology.
    pub number: i32,
    /// What it is.
    pub kind: AttachmentKind,
    /// What it is called; of a picture what it shows, for those who do not see it.
    pub title: Bilingual,
    /// Where it is kept.
    pub key: String,
    /// What kind of file.
    pub media_type: String,
    /// How large.
    pub bytes: i64,
    /// Of a picture, in pixels.
    pub size: Option<(i32, i32)>,
    /// Since when.
    pub added_at: Timestamp,
}

impl Attachment {
    /// Is it drawn on the page?
    pub fn is_picture(&self) -> bool {
        self.kind == AttachmentKind::Picture
    }

    /// How wide, in pixels.
    pub fn width(&self) -> i32 {
        self.size.map_or(0, |(width, _)| width)
    }

    /// How high, in pixels.
    pub fn height(&self) -> i32 {
        self.size.map_or(0, |(_, height)| height)
    }

    /// Where the small copy of a picture is kept.
    pub fn small_key(&self) -> String {
        small_key(&self.key)
    }

    /// Thousands of bytes, as people count them.
    pub fn kilobytes(&self) -> i64 {
        (self.bytes / 1024).max(1)
    }

    /// The name of the file for whoever keeps it.
    pub fn file_name(&self, code: &str) -> String {
        let ending = match self.media_type.as_str() {
            PDF => "pdf",
            "image/png" => "png",
            _ => "jpg",
        };
        format!("{code}-{}.{ending}", self.number)
    }
}

/// Where the small copy of a picture is kept beside the whole.
pub fn small_key(key: &str) -> String {
    format!("{key}-small")
}

/// What is attached, as it came.
#[derive(Clone, Debug)]
pub struct NewAttachment {
    /// What it is.
    pub kind: AttachmentKind,
    /// What it is called.
    pub title: Bilingual,
}

/// Does the mark of its end stand where readers look for it (ISO 32000-1, 7.5.5 and annex H.3: in the last 1,024
/// bytes)? What was cut off on the way has none.
fn ends_as_pdf(file: &[u8]) -> bool {
    let last = &file[file.len().saturating_sub(1_024)..];
    last.windows(5).any(|bytes| bytes == b"%%EOF")
}

/// Is this file a PDF, of a size that is kept? What else it may be, its reading as a picture tells.
///
/// # Errors
/// `technologies-file-choose` and `technologies-file-large`.
pub fn is_pdf(file: &[u8]) -> Result<bool, Message> {
    match file {
        [] => Err(msg("technologies-file-choose")),
        _ if file.len() > FILE_MOST => Err(msg("technologies-file-large")),
        _ => Ok(file.starts_with(b"%PDF-") && ends_as_pdf(file)),
    }
}
