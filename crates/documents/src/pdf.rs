//! A document set as PDF by typst, tagged and fit for an archive (PDF/A-3a), with its data attached. The same
//! document gives the same bytes. Where somebody wrote a letter that the typeface does not have, it is no archive's.

use std::collections::{BTreeMap, HashSet};
use std::sync::{LazyLock, Mutex, PoisonError};

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};
use typst::comemo;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::breaking::Breaker;
use crate::data::{self, Part};
use crate::model::{Block, Document, Format};
use crate::placed::Placed;
use crate::{Error, reading_pdf};

/// What the layout is described in.
const TEMPLATE: &str = include_str!("document.typ");
/// The same of a paper on which each thing has its place.
const PLACED: &str = include_str!("placed.typ");
/// Sarabun, regular and bold.
const FONTS: [&[u8]; 2] = [include_bytes!("../fonts/Sarabun-Regular.ttf"), include_bytes!("../fonts/Sarabun-Bold.ttf")];

/// What is the same for every document, read once.
static GROUND: LazyLock<Ground> = LazyLock::new(Ground::new);
/// One document is set at a time: a book needs some hundred megabytes while it is set.
static SETTING: Mutex<()> = Mutex::new(());

struct Ground {
    standard: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    placed: Source,
}

impl Ground {
    fn new() -> Self {
        let fonts: Vec<Font> = FONTS.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect();
        Self {
            standard: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: Source::new(id_of("/document.typ"), TEMPLATE.to_owned()),
            placed: Source::new(id_of("/placed.typ"), PLACED.to_owned()),
        }
    }
}

fn id_of(path: &'static str) -> FileId {
    let path = VirtualPath::new(path).expect("a path without dots");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// What the typesetter may read: the layout, the document and what belongs to it. Nothing else exists for it.
struct Desk {
    main: &'static Source,
    files: BTreeMap<String, Bytes>,
    /// The document for the layout, made once however often it is set.
    text: Value,
    /// Does the typeface have every letter?
    whole: bool,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &GROUND.standard
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &GROUND.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.vpath().get_with_slash();
        self.files.get(path).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        GROUND.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// How far a document is, while it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many rows of its tables have the ends of their lines marked, of [`Document::rows`].
    Rows(usize),
    /// It is laid out on so many pages, which are written next.
    Pages(usize),
}

/// The document as PDF; with `part`, which it then carries, it can be read back.
///
/// # Errors
/// When the typesetter refuses.
pub fn pdf(document: &Document, part: Option<&Part>) -> Result<Vec<u8>, Error> {
    pdf_in_steps(document, part, &|_| {})
}

/// The same, telling how far it is.
///
/// # Errors
/// When the typesetter refuses.
pub fn pdf_in_steps(document: &Document, part: Option<&Part>, tell: &dyn Fn(Step)) -> Result<Vec<u8>, Error> {
    let _alone = SETTING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut desk = Desk {
        main: &GROUND.main,
        files: files(document),
        text: text_of(document, tell),
        whole: has_letters(|with| document.clone().each_text(&mut |text| with(text))),
    };
    let bare = desk.set(document, None, tell);
    let made = match part {
        None => bare,
        // What its pages are is known once they are set; the second time everything is at hand.
        Some(part) => bare.and_then(|bare| {
            let pages = reading_pdf::digests(&bare).ok_or_else(|| Error::Set("its own pages are unreadable".into()))?;
            desk.set(document, Some(&data::written(part, Format::Pdf, &pages)), tell)
        }),
    };
    // What one document was laid out by helps no other, and would stay in memory.
    comemo::evict(0);
    made
}

/// A paper on which each thing has its place, as PDF.
///
/// # Errors
/// When the typesetter refuses.
pub fn placed(paper: &Placed) -> Result<Vec<u8>, Error> {
    let _alone = SETTING.lock().unwrap_or_else(PoisonError::into_inner);
    let whole = has_letters(|with| paper.clone().each_text(&mut |text| with(text)));
    let mut marked = paper.clone();
    let mut breaker = Breaker::default();
    marked.each_text(&mut |text| *text = breaker.mark(text));
    let mut text = json!(marked);
    let day = paper.made_on;
    text["day"] = json!([day.year(), day.month(), day.day()]);
    let files = BTreeMap::from([("/document.json".to_owned(), Bytes::from_string(text.to_string()))]);
    let made = Desk { main: &GROUND.placed, files, text, whole }.written(&paper.title, day, &|_| {});
    comemo::evict(0);
    made
}

impl Desk {
    fn set(&mut self, document: &Document, attached: Option<&str>, tell: &dyn Fn(Step)) -> Result<Vec<u8>, Error> {
        let named = json!({ "name": data::FILE, "media_type": "application/json", "description": document.title });
        self.text["attached"] = if attached.is_some() { named } else { Value::Null };
        self.files.insert("/document.json".into(), Bytes::from_string(self.text.to_string()));
        if let Some(attached) = attached {
            self.files.insert("/attached".into(), Bytes::from_string(attached.to_owned()));
        }
        self.written(&document.title, document.made_on, tell)
    }

    fn written(&self, title: &str, day: NaiveDate, tell: &dyn Fn(Step)) -> Result<Vec<u8>, Error> {
        let set = typst::compile::<PagedDocument>(self).output.map_err(|errors| said(&errors))?;
        tell(Step::Pages(set.pages().len()));
        let made_on = Datetime::from_ymd_hms(day.year(), number(day.month()), number(day.day()), 0, 0, 0);
        let options = PdfOptions {
            ident: Smart::Custom(title.to_owned()),
            creator: Smart::Custom(Some("techclinic".to_owned())),
            timestamp: made_on.map(Timestamp::new_utc),
            standards: PdfStandards::new(if self.whole { &[PdfStandard::A_3a] } else { &[] })
                .map_err(|error| Error::Set(error.message().to_string()))?,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&set, &options).map_err(|errors| said(&errors))
    }
}

fn number(of_date: u32) -> u8 {
    u8::try_from(of_date).unwrap_or(1)
}

fn said(errors: &[SourceDiagnostic]) -> Error {
    let said: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    Error::Set(said.join("; "))
}

/// Does the typeface have every letter of these texts?
fn has_letters(mut each: impl FnMut(&mut dyn FnMut(&mut String))) -> bool {
    let mut letters = HashSet::new();
    each(&mut |text: &mut String| letters.extend(text.chars()));
    // Marks of the layout are not drawn.
    let has = |letter: char| {
        letter.is_whitespace() || GROUND.fonts.iter().all(|font| font.info().coverage.contains(u32::from(letter)))
    };
    letters.into_iter().all(has)
}

/// The pictures, by their number among the blocks.
fn files(document: &Document) -> BTreeMap<String, Bytes> {
    let picture = |(at, block): (usize, &Block)| match block {
        Block::Picture(picture) => Some((format!("/picture/{at}"), Bytes::new(picture.bytes.clone()))),
        _ => None,
    };
    document.blocks.iter().enumerate().filter_map(picture).collect()
}

/// The document for the layout, with its lines' ends marked.
fn text_of(document: &Document, tell: &dyn Fn(Step)) -> Value {
    let mut document = document.clone();
    let title = document.title.clone();
    let mut breaker = Breaker::default();
    let mut rows = 0;
    document.each_text_and_row(&mut |text| *text = breaker.mark(text), &mut || {
        rows += 1;
        tell(Step::Rows(rows));
    });
    document.title = title;
    let day = document.made_on;
    let mut value = json!(document);
    value["day"] = json!([day.year(), day.month(), day.day()]);
    for (at, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Picture(_) => value["blocks"][at]["number"] = at.into(),
            Block::Table(table) => {
                let group = |(text, span): (Option<&str>, usize)| json!({ "text": text, "span": span });
                value["blocks"][at]["groups"] = table.groups().into_iter().map(group).collect();
            }
            _ => {}
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::tests::sample;

    #[test]
    fn the_same_document_is_the_same_file_and_nothing_in_it_is_markup() {
        let part = Part { kind: "sample".into(), schema: 1, data: json!({"a": 1}) };
        let first = pdf(&sample(), Some(&part)).expect("a file");
        assert!(first.starts_with(b"%PDF-1.7"));
        assert_eq!(pdf(&sample(), Some(&part)).expect("a file"), first);
        let other = sample().in_thai_digits();
        assert_ne!(pdf(&other, Some(&part)).expect("a file"), first);
    }

    #[test]
    fn whoever_waits_is_told_each_row_and_the_pages() {
        let told = std::cell::RefCell::new(Vec::new());
        let document = sample();
        pdf_in_steps(&document, None, &|step| told.borrow_mut().push(step)).expect("a file");
        let rows = (1..=document.rows()).map(Step::Rows);
        assert_eq!(told.into_inner(), rows.chain([Step::Pages(1)]).collect::<Vec<_>>());
        assert_eq!(document.rows(), 4);
    }

    /// What is said to be read in place of the drawn letters (`/ActualText`), on all pages.
    fn said_instead(file: &[u8]) -> Vec<String> {
        let document = lopdf::Document::load_mem(file).expect("a PDF");
        let mut said = Vec::new();
        for page in document.get_pages().into_values() {
            let drawn = document.get_and_decode_page_content(page).expect("its drawing");
            let properties =
                drawn.operations.iter().filter(|one| one.operator == "BDC").filter_map(|one| one.operands.get(1));
            let texts = properties.filter_map(|one| one.as_dict().ok()?.get(b"ActualText").ok()?.as_str().ok());
            said.extend(texts.map(|bytes| {
                let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                String::from_utf16_lossy(&units).replace(['\u{feff}', '\u{200b}', '\u{2060}'], "")
            }));
        }
        said
    }

    /// A Thai syllable of several drawn letters says in the file what it is. Some with two marks above their base are
    /// drawn in two parts, of which the typesetter lets each say the whole (`docs/dependencies.md`, `typst`): more than
    /// these are not to come.
    #[test]
    fn a_syllable_of_several_letters_says_what_it_is() {
        let mut document = sample();
        document.blocks = vec![Block::Paragraph {
            text: "ข้อหนึ่ง รายได้เพิ่มขึ้น".to_owned()
        }];
        let said = said_instead(&pdf(&document, None).expect("a file"));
        let times = |syllable: &str| said.iter().filter(|one| *one == syllable).count();
        for syllable in ["ข้", "นึ่", "ด้", "ขึ้"] {
            assert_eq!(times(syllable), 1, "{syllable}: {said:?}");
        }
        assert!((1..=2).contains(&times("พิ่")), "{said:?}");
    }

    #[test]
    fn any_text_can_be_set() {
        let mut document = sample();
        for text in ["", "\u{0}\u{1}\u{202e}", "#panic()", "👩‍🌾 漢字 عربى", "\u{feff}", &"ก".repeat(5_000)]
        {
            document.blocks.push(Block::Paragraph { text: text.to_owned() });
            document.blocks.push(Block::Heading { level: 2, text: text.to_owned() });
        }
        assert!(pdf(&document, None).is_ok());
    }
}
