//! What a paper is, by its bytes and never by its name.

use std::io::Cursor;

use kit::message::msg;
use kit::{Message, words};

/// The largest file, in bytes.
pub const FILE_MOST: usize = 10 * 1024 * 1024;

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

impl PaperType {
    /// The end of its name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }
}

/// Is there a file, of a size that is kept?
///
/// # Errors
/// No file, or one too large.
pub(super) fn weigh(file: &[u8]) -> Result<(), Message> {
    match file.len() {
        0 => Err(msg("attachments-choose")),
        bytes if bytes > FILE_MOST => Err(msg("attachments-large").with("most", FILE_MOST / 1024 / 1024)),
        _ => Ok(()),
    }
}

/// What paper a file is; `None` where it may still be a picture of one.
///
/// # Errors
/// A PDF that was cut off, an old or locked document of an office, one with a program in it.
pub(super) fn recognise(file: &[u8]) -> Result<Option<PaperType>, Message> {
    match file {
        [b'%', b'P', b'D', b'F', b'-', ..] => whole_pdf(file).map(|()| Some(PaperType::Pdf)),
        [b'P', b'K', 3, 4, ..] => office(file).map(Some),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(msg("attachments-old")),
        _ => Ok(None),
    }
}

/// Does the mark of its end stand where readers look for it (ISO 32000-1, 7.5.5 and annex H.3: in the last 1,024
/// bytes)? What was cut off on the way has none.
///
/// # Errors
/// When it does not.
pub(super) fn whole_pdf(file: &[u8]) -> Result<(), Message> {
    let last = &file[file.len().saturating_sub(1_024)..];
    if last.windows(5).any(|bytes| bytes == b"%%EOF") { Ok(()) } else { Err(msg("attachments-cut")) }
}

/// What a document of an office is, by the names of its parts (ECMA-376); nothing of it is unpacked.
fn office(file: &[u8]) -> Result<PaperType, Message> {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(file)) else { return Err(msg("attachments-cut")) };
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.to_ascii_lowercase()).collect();
    let holds = |name: &str| names.iter().any(|one| one == name);
    if names.iter().any(|name| name.ends_with("vbaproject.bin")) {
        return Err(msg("attachments-program"));
    }
    match (holds("[content_types].xml"), holds("word/document.xml"), holds("xl/workbook.xml")) {
        (true, true, false) => Ok(PaperType::Docx),
        (true, false, true) => Ok(PaperType::Xlsx),
        _ => Err(msg("attachments-neither")),
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
            (b"%PDF-1.7 x".to_vec(), Err("attachments-cut")),
            (text.clone(), Ok(Some(PaperType::Docx))),
            (packed(&["[Content_Types].xml", "xl/workbook.xml"]), Ok(Some(PaperType::Xlsx))),
            (packed(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]), Err("attachments-program")),
            (packed(&["setup.exe"]), Err("attachments-neither")),
            (text[..text.len() - 8].to_vec(), Err("attachments-cut")),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), Err("attachments-old")),
            (b"MZ\x90\x00".to_vec(), Ok(None)),
        ] {
            assert_eq!(recognise(&file), found.map_err(Message::new), "{:?}", &file[..file.len().min(8)]);
        }
    }

    #[test]
    fn a_file_is_there_and_is_not_too_large() {
        assert_eq!(weigh(b"").expect_err("none").id(), "attachments-choose");
        assert_eq!(weigh(&vec![0; FILE_MOST]), Ok(()));
        assert_eq!(weigh(&vec![0; FILE_MOST + 1]).expect_err("too large").id(), "attachments-large");
    }
}
