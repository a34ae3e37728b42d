//! A photograph or a voice beside the words of a need. What it is, is seen in its bytes, never in its name;
//! what could tell where it was taken is left out before it is kept.

use kit::{Message, msg, words};
use uuid::Uuid;

use super::{photo, voice};

/// The largest file, in bytes: said before somebody chooses one.
pub const FILE_MOST: usize = 8 * 1024 * 1024;
/// Files beside one need.
pub const FILES_MOST: usize = 6;
/// The longest caption, in characters.
pub const CAPTION_MOST: usize = 200;

words! {
    /// What it is for a reader.
    FileKind {
        /// A picture.
        Photo = "photo",
        /// Somebody speaking.
        Voice = "voice",
    }
}

/// A file, ready to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Ready {
    /// What it is.
    pub kind: FileKind,
    /// How a browser is told what it is.
    pub media_type: &'static str,
    /// Its bytes, without what tells where it was taken.
    pub bytes: Vec<u8>,
}

/// A file beside a need.
#[derive(Clone, Debug, PartialEq)]
pub struct Attachment {
    /// Inside, and in its address.
    pub id: Uuid,
    /// What it is.
    pub kind: FileKind,
    /// How a browser is told what it is.
    pub media_type: String,
    /// Where it is kept.
    pub key: String,
    /// Its size.
    pub bytes: i64,
    /// What is to be seen or heard.
    pub caption: Option<String>,
    /// Did whoever gave it agree that it may be published?
    pub may_publish: bool,
    /// Is it published?
    pub public: bool,
}

/// What a file is, without what it tells of places.
///
/// # Errors
/// No file, one that is too large, or one that is neither a picture nor a voice, whatever its name says.
pub fn read(file: &[u8]) -> Result<Ready, Message> {
    if file.is_empty() {
        return Err(msg("needs-file-choose"));
    }
    if file.len() > FILE_MOST {
        return Err(msg("needs-file-large").with("most", FILE_MOST / 1024 / 1024));
    }
    if let Some(read) = photo::read(file) {
        let (media_type, bytes) = read.map_err(|_| msg("needs-file-damaged"))?;
        return Ok(Ready { kind: FileKind::Photo, media_type, bytes });
    }
    if photo::is_heic(file) {
        return Err(msg("needs-file-heic"));
    }
    match voice::read(file) {
        Some((media_type, bytes)) => Ok(Ready { kind: FileKind::Voice, media_type, bytes }),
        None => Err(msg("needs-file-kind")),
    }
}
