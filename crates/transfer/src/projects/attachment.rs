//! What is attached to a plan: pictures, each with words for those who do not see it; the documents that its call
//! asks for; other papers. What a file is, is seen in its bytes, never in its name.

use std::io::Cursor;

use kit::message::msg;
use kit::show::Bilingual;
use kit::{Message, Timestamp, words};
use uuid::Uuid;

use crate::calls::AskedDocument;

/// The largest file, in bytes.
pub const FILE_MOST: usize = 10 * 1024 * 1024;
/// As many files as stand with one plan.
pub const ATTACHED_MOST: usize = 20;

words! {
    /// What is attached.
    AttachedKind {
        /// A photograph or drawing: everybody sees it with the project.
        Picture = "picture",
        /// A document that the call asks for.
        Asked = "asked",
        /// Another paper.
        Paper = "paper",
    }
}

words! {
    /// What a paper is that is no picture of one.
    PaperType {
        /// A document as it is printed.
        Pdf = "application/pdf",
        /// A text.
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        /// A spreadsheet.
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
}

/// A file that is attached.
#[derive(Clone, Debug, PartialEq)]
pub struct Attachment {
    /// Inside, and in its address.
    pub id: Uuid,
    /// What it is.
    pub kind: AttachedKind,
    /// Which of the documents that its call asks for.
    pub asked: Option<Uuid>,
    /// What it is called; of a picture what it shows, for those who do not see it.
    pub title: Bilingual,
    /// Does whoever gave it let everybody read it once the project is approved? Pictures are for everybody anyhow.
    pub may_publish: bool,
    /// Where it is kept.
    pub key: String,
    /// How a browser is told what it is.
    pub media_type: String,
    /// How large.
    pub bytes: i64,
    /// Of a picture, in pixels.
    pub size: Option<(i32, i32)>,
    /// The digest of the file as it is kept.
    pub sha256: String,
    /// Since when.
    pub added_at: Timestamp,
}

impl Attachment {
    /// Is it drawn on the page?
    pub fn is_picture(&self) -> bool {
        self.kind == AttachedKind::Picture
    }

    /// May strangers read it with a project that they may read?
    pub fn is_for_everybody(&self) -> bool {
        self.is_picture() || self.may_publish
    }

    /// Where it is opened, with the project of this code.
    pub fn address(&self, code: &str) -> String {
        format!("/projects/{code}/files/{}", self.id)
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

    /// What it is, in the letters that people know from the end of its name.
    pub fn ending(&self) -> &'static str {
        match PaperType::from_word(&self.media_type) {
            Some(PaperType::Pdf) => "pdf",
            Some(PaperType::Docx) => "docx",
            Some(PaperType::Xlsx) => "xlsx",
            None if self.media_type == "image/png" => "png",
            None => "jpg",
        }
    }
}

/// Where the small copy of a picture is kept beside the whole.
pub fn small_key(key: &str) -> String {
    format!("{key}-small")
}

/// What is said of a file that comes.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAttachment {
    /// What it is.
    pub kind: AttachedKind,
    /// Which of the documents that the call asks for.
    pub asked: Option<Uuid>,
    /// What it is called.
    pub title: Bilingual,
    /// May everybody read it once the project is approved?
    pub may_publish: bool,
}

/// The documents of a call that are not among these.
pub fn missing(asked: &[AskedDocument], attached: &[Uuid]) -> Vec<AskedDocument> {
    asked.iter().filter(|document| !attached.contains(&document.id)).cloned().collect()
}

/// What paper a file is; `None` where it may still be a picture of one.
///
/// # Errors
/// No file, one too large, a PDF that was cut off, an old or locked document of an office, one with a program in it.
pub fn paper(file: &[u8]) -> Result<Option<PaperType>, Message> {
    match file {
        [] => Err(msg("kit-scan-choose")),
        _ if file.len() > FILE_MOST => Err(msg("kit-scan-large")),
        [b'%', b'P', b'D', b'F', b'-', ..] if ends_as_pdf(file) => Ok(Some(PaperType::Pdf)),
        [b'%', b'P', b'D', b'F', b'-', ..] => Err(msg("projects-file-cut")),
        [b'P', b'K', 3, 4, ..] => office(file).map(Some),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(msg("projects-file-old")),
        _ => Ok(None),
    }
}

/// Does the mark of its end stand where readers look for it (ISO 32000-1, annex H.3: in the last 1,024 bytes)?
fn ends_as_pdf(file: &[u8]) -> bool {
    let last = &file[file.len().saturating_sub(1_024)..];
    last.windows(5).any(|bytes| bytes == b"%%EOF")
}

/// What a document of an office is, by the names of its parts (ECMA-376); nothing of it is unpacked.
fn office(file: &[u8]) -> Result<PaperType, Message> {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(file)) else { return Err(msg("projects-file-cut")) };
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.to_ascii_lowercase()).collect();
    let holds = |name: &str| names.iter().any(|one| one == name);
    if names.iter().any(|name| name.ends_with("vbaproject.bin")) {
        return Err(msg("projects-file-program"));
    }
    match (holds("[content_types].xml"), holds("word/document.xml"), holds("xl/workbook.xml")) {
        (true, true, false) => Ok(PaperType::Docx),
        (true, false, true) => Ok(PaperType::Xlsx),
        _ => Err(msg("projects-file-kind")),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(names: &[&str]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("begun");
            archive.write_all(b"x").expect("written");
        }
        archive.finish().expect("a file").into_inner()
    }

    #[test]
    fn a_paper_is_what_its_bytes_say() {
        let text = packed(&["[Content_Types].xml", "word/document.xml"]);
        for (file, found) in [
            (b"%PDF-1.7 x %%EOF".to_vec(), Ok(Some(PaperType::Pdf))),
            (b"%PDF-1.7 x".to_vec(), Err("projects-file-cut")),
            (text.clone(), Ok(Some(PaperType::Docx))),
            (packed(&["[Content_Types].xml", "xl/workbook.xml"]), Ok(Some(PaperType::Xlsx))),
            (
                packed(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]),
                Err("projects-file-program"),
            ),
            (packed(&["setup.exe"]), Err("projects-file-kind")),
            (text[..text.len() - 8].to_vec(), Err("projects-file-cut")),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), Err("projects-file-old")),
            (Vec::new(), Err("kit-scan-choose")),
            (b"MZ\x90\x00".to_vec(), Ok(None)),
        ] {
            assert_eq!(paper(&file), found.map_err(Message::new), "{:?}", &file[..file.len().min(8)]);
        }
        assert_eq!(paper(&vec![b'%'; FILE_MOST + 1]), Err(msg("kit-scan-large")));
    }
}
