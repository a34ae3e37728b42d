//! The way back: from a file that somebody hands in to the data it carries, and what in it was changed by hand.

use serde_json::Value;

use crate::data::{self, Part, Refusal};
use crate::difference::{Difference, MOST_LINES, Place, differences, line};
use crate::{reading_docx, reading_pdf};

/// The largest file that is read. A plan of fifty pages is a fortieth of it.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;
/// The most that a part of a file may unpack to.
pub(crate) const MOST_UNPACKED: usize = 24 * 1024 * 1024;

/// Why a file cannot be read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Larger than [`MOST_BYTES`].
    TooLarge,
    /// Neither PDF nor DOCX.
    Neither,
    /// It begins like one and breaks off, or is locked.
    Damaged,
    /// It unpacks to more than any document.
    Swollen,
    /// It carries no data part, or another program's.
    Foreign,
    /// Its data part is not what was written.
    Altered,
    /// A document of ours, of another kind.
    OtherKind(String),
    /// Data of a form that is not read any more, or not yet.
    OtherSchema(u32),
}

/// What came out of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The data as it was written.
    pub data: Value,
    /// What the file says otherwise.
    pub differences: Vec<Difference>,
}

/// Reads a file of a kind and a form of data.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8], kind: &str, schema: u32) -> Result<Read, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let found = if bytes.starts_with(b"%PDF-") {
        reading_pdf::found(bytes)?
    } else if bytes.starts_with(b"PK\x03\x04") {
        reading_docx::found(bytes)?
    } else {
        return Err(Unreadable::Neither);
    };
    let (part, said) = parsed(&found.data)?;
    if part.kind != kind {
        return Err(Unreadable::OtherKind(part.kind));
    }
    if part.schema != schema {
        return Err(Unreadable::OtherSchema(part.schema));
    }
    let differences = match found.pages {
        true => pages(&said, &found.says),
        false if said.len().max(found.says.len()) > MOST_LINES => return Err(Unreadable::Swollen),
        false => differences(&said, &found.says),
    };
    Ok(Read { data: part.data, differences })
}

/// What a DOCX says: each paragraph and row, with the heading it stands under.
///
/// # Errors
/// Why it cannot be read.
pub fn said(docx: &[u8]) -> Result<Vec<(Option<String>, String)>, Unreadable> {
    let mut section = None;
    let mut said = Vec::new();
    for line in reading_docx::found(docx)?.says {
        let text = line.get(1..).unwrap_or_default().to_owned();
        if line.starts_with(line::HEADING) {
            section = Some(text.clone());
        }
        said.push((section.clone(), text));
    }
    Ok(said)
}

/// What was found in a file.
pub(crate) struct Found {
    /// The data parts: one, as a rule.
    pub data: Vec<String>,
    /// Its lines, or the digests of its pages.
    pub says: Vec<String>,
    /// Are they pages?
    pub pages: bool,
}

/// Of several parts that are ours none is taken for the right one.
fn parsed(parts: &[String]) -> Result<(Part, Vec<String>), Unreadable> {
    let mut ours = parts.iter().map(|text| data::parsed(text)).filter(|read| *read != Err(Refusal::Foreign));
    match (ours.next(), ours.next()) {
        (None, _) => Err(Unreadable::Foreign),
        (Some(Ok(read)), None) => Ok(read),
        _ => Err(Unreadable::Altered),
    }
}

fn pages(before: &[String], after: &[String]) -> Vec<Difference> {
    let differs = |at: usize| before.get(at) != after.get(at);
    let page = |at| Difference { section: None, place: Place::Page(at + 1), before: None, after: None };
    (0..before.len().max(after.len())).filter(|at| differs(*at)).map(page).collect()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _, Write};

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::model::tests::sample;
    use crate::{docx, pdf};

    fn part() -> Part {
        Part { kind: "plan".into(), schema: 2, data: json!({"name": "แผน", "total": 175_000_000_i64}) }
    }

    fn both() -> [Vec<u8>; 2] {
        [pdf(&sample(), Some(&part())).expect("a PDF"), docx(&sample(), Some(&part())).expect("a DOCX")]
    }

    /// The same file with one of its parts changed.
    fn repacked(file: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
        let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a zip");
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).expect("a part");
            let (mut bytes, entry_name) = (Vec::new(), entry.name().expect("a name").into_owned());
            entry.read_to_end(&mut bytes).expect("read");
            if entry_name == name {
                bytes = change(String::from_utf8(bytes).expect("text")).into_bytes();
            }
            writer.start_file(entry_name, zip::write::SimpleFileOptions::default()).expect("started");
            writer.write_all(&bytes).expect("written");
        }
        writer.finish().expect("a zip").into_inner()
    }

    #[test]
    fn both_files_give_back_the_data_they_carry() {
        for file in both() {
            let read = read(&file, "plan", 2).expect("read");
            assert_eq!(read, Read { data: part().data, differences: Vec::new() });
        }
    }

    #[test]
    fn what_is_no_such_file_is_told_apart() {
        let [pdf_file, docx_file] = both();
        assert_eq!(read(b"hello", "plan", 2), Err(Unreadable::Neither));
        assert_eq!(read(b"", "plan", 2), Err(Unreadable::Neither));
        assert_eq!(read(&vec![0; MOST_BYTES + 1], "plan", 2), Err(Unreadable::TooLarge));
        assert_eq!(read(&pdf(&sample(), None).expect("a PDF"), "plan", 2), Err(Unreadable::Foreign));
        assert_eq!(read(&docx(&sample(), None).expect("a DOCX"), "plan", 2), Err(Unreadable::Foreign));
        for file in [&pdf_file, &docx_file] {
            assert_eq!(read(file, "report", 2), Err(Unreadable::OtherKind("plan".into())));
            assert_eq!(read(file, "plan", 3), Err(Unreadable::OtherSchema(2)));
            assert_eq!(read(&file[..file.len() / 2], "plan", 2), Err(Unreadable::Damaged));
        }
    }

    #[test]
    fn a_text_changed_by_hand_is_named() {
        let [_, file] = both();
        let changed = repacked(&file, "word/document.xml", |text| text.replace("607,200.00", "707,200.00"));
        let found = read(&changed, "plan", 2).expect("read").differences;
        assert_eq!(found.len(), 2, "the line and its sum: {found:?}");
        assert_eq!(found[0].section.as_deref(), Some("8. แผนการดำเนินงาน"));
        assert_eq!(found[0].after.as_deref(), Some("ค่าใช้จ่ายในการจัดกิจกรรม | 707,200.00"));
        let data = repacked(&file, "customXml/item1.xml", |text| text.replace("175000000", "175000001"));
        assert_eq!(read(&data, "plan", 2), Err(Unreadable::Altered));
    }

    #[test]
    fn how_an_office_program_cuts_its_runs_changes_nothing() {
        let [_, file] = both();
        let cut =
            "330</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r w:rsidR=\"00A1\"><w:t xml:space=\"preserve\"> คน";
        let resaved = repacked(&file, "word/document.xml", |text| text.replace("330 คน", cut));
        assert_eq!(read(&resaved, "plan", 2).expect("read").differences, []);
        let noted = cut.replace("<w:proofErr w:type=\"spellStart\"/>", "<w:r><w:footnoteReference w:id=\"2\"/></w:r>");
        let noted = repacked(&file, "word/document.xml", |text| text.replace("330 คน", &noted));
        assert_eq!(read(&noted, "plan", 2).expect("read").differences.len(), 1, "a footnote says something");
    }

    #[test]
    fn a_page_changed_by_hand_is_named() {
        let [file, _] = both();
        let mut document = lopdf::Document::load_mem(&file).expect("a PDF");
        let page = document.page_iter().next().expect("a page");
        let mut content = document.get_page_content(page);
        content.extend(b"\nBT ET\n");
        document.change_page_content(page, content).expect("changed");
        let mut changed = Vec::new();
        document.save_to(&mut changed).expect("saved");
        let found = read(&changed, "plan", 2).expect("read").differences;
        assert_eq!(found.iter().map(|one| one.place).collect::<Vec<_>>(), [Place::Page(1)]);
        // Whoever only saves it anew has changed nothing.
        let mut document = lopdf::Document::load_mem(&file).expect("a PDF");
        document.compress();
        let mut saved = Vec::new();
        document.save_to(&mut saved).expect("saved");
        assert_eq!(read(&saved, "plan", 2).expect("read").differences, []);
    }

    #[test]
    fn a_part_that_unpacks_without_end_is_left_alone() {
        let [_, file] = both();
        for part in ["word/document.xml", "customXml/item1.xml"] {
            let bomb = repacked(&file, part, |text| text + &" ".repeat(MOST_UNPACKED));
            assert!(bomb.len() < MOST_BYTES / 10);
            assert_eq!(read(&bomb, "plan", 2), Err(Unreadable::Swollen), "{part}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Whatever is handed in is answered.
        #[test]
        fn broken_files_are_answered(at in 0usize..60_000, byte in any::<u8>(), which in 0usize..2) {
            static BOTH: std::sync::LazyLock<[Vec<u8>; 2]> = std::sync::LazyLock::new(both);
            let mut file = BOTH[which].clone();
            let at = at % file.len();
            file[at] = byte;
            let _ = read(&file, "plan", 2);
            let _ = read(&file[..at], "plan", 2);
        }
    }
}
