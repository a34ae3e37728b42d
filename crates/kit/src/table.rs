//! Tables as people keep them: the first sheet of an Excel workbook, or a CSV file in UTF-8, UTF-16
//! or Windows-874. Whatever the file was, a cell arrives as trimmed text: a date of Excel as
//! 2026-10-01, a whole number without ".0". Rows are handed over one by one, so that a file of a
//! hundred thousand rows need not stand in memory as cells.

mod cells;
mod csv_text;
mod heading;
mod sheet;
mod typed;
mod writing;

use std::sync::Arc;

use crate::message::{Lang, Message, msg};
use crate::show::Bilingual;
use heading::Heading;

pub use writing::{Cell, Format, Sheet};

/// One column of a file shape: the same definition documents it, checks it and writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The code name, as the heading of an exported file has it.
    pub name: &'static str,
    /// The Thai heading that stands for it as well.
    pub thai: &'static str,
    /// Must the file have this column?
    pub required: bool,
    /// The id of the message that says what belongs into it.
    pub meaning: &'static str,
    /// What its cells are, where a form is written into a file.
    pub holds: Holds,
}

/// What the cells of a column are in a file, so that a spreadsheet can count and sort them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text, put in as it is.
    Text,
    /// A whole number.
    Whole,
    /// A day.
    Day,
    /// Several words, which a form has one a line and a file with semicolons between.
    Several,
}

impl Column {
    /// The same, holding something else than text.
    #[must_use]
    pub const fn holding(self, holds: Holds) -> Self {
        Self { holds, ..self }
    }

    /// What it is called in either language.
    pub fn title(&self) -> Bilingual {
        Bilingual::new(self.thai, self.name)
    }
}

/// One row of a file, under the columns of its shape.
#[derive(Clone, Debug)]
pub struct Row {
    /// The number of the row as a spreadsheet shows it: the heading is row 1 in an ordinary file.
    pub number: usize,
    cells: Box<[Box<str>]>,
    heading: Arc<Heading>,
}

impl Row {
    /// The trimmed text under a column; empty when the file lacks the column.
    pub fn text(&self, column: &str) -> &str {
        self.heading.place_of(column).and_then(|place| self.cells.get(place)).map_or("", |cell| cell)
    }

    /// Whether the file has this column at all: a missing column leaves a value alone, an empty
    /// cell empties it.
    pub fn has(&self, column: &str) -> bool {
        self.heading.place_of(column).is_some()
    }

    /// The headings of the file, as they were written.
    pub fn titles(&self) -> &[String] {
        &self.heading.titles
    }

    /// The cells under them, in the same order, also those of columns that the shape does not know.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        let empty = self.heading.titles.len().saturating_sub(self.cells.len());
        self.cells.iter().map(|cell| &**cell).chain(std::iter::repeat_n("", empty))
    }

    /// The same row with what another says under this column, which it may lack itself: also nothing, or no
    /// such column at all.
    #[must_use]
    pub fn with(&self, column: &'static str, other: &Self) -> Self {
        if !other.has(column) {
            return Self { heading: Arc::new(self.heading.without(column)), ..self.clone() };
        }
        let heading = if self.has(column) { self.heading.clone() } else { Arc::new(self.heading.and(column)) };
        let mut cells: Vec<Box<str>> = self.cells().map(Into::into).collect();
        cells.resize(heading.width(), Box::default());
        if let Some(cell) = heading.place_of(column).and_then(|place| cells.get_mut(place)) {
            *cell = other.text(column).into();
        }
        Self { cells: cells.into(), heading, ..self.clone() }
    }
}

/// What the heading of a file said, told once all its rows have been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Headings that the shape does not know, as they were written.
    pub unknown: Vec<String>,
    /// How many rows held anything.
    pub rows: usize,
}

/// A whole file in memory.
#[derive(Clone, Debug)]
pub struct Table {
    /// The rows that hold anything, in the order of the file.
    pub rows: Vec<Row>,
    /// Headings that the shape does not know, as they were written.
    pub unknown: Vec<String>,
}

impl Table {
    /// Reads a file of either format into memory.
    ///
    /// # Errors
    /// [`TableError`] when it is no table of this shape.
    pub fn read(bytes: &[u8], columns: &[Column]) -> Result<Self, TableError> {
        let mut rows = Vec::new();
        let seen = each_row(bytes, columns, |row| rows.push(row))?;
        Ok(Self { rows, unknown: seen.unknown })
    }
}

/// Hands over the rows of a file one by one; rows in which every cell is empty are passed over.
///
/// # Errors
/// [`TableError`] when it is no table of this shape. Rows may have been handed over before.
pub fn each_row(bytes: &[u8], columns: &[Column], row: impl FnMut(Row)) -> Result<Seen, TableError> {
    let mut reading =
        Reading { columns, heading: None, titles: 0, refusal: None, rows: 0, overflowing: Vec::new(), row };
    if bytes.starts_with(b"PK\x03\x04") {
        sheet::read(bytes, &mut |number, cells| reading.take(number, cells))?;
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(if is_protected(bytes) { TableError::Protected } else { TableError::OldExcel });
    } else if let Some(kind) = foreign(bytes) {
        return Err(TableError::NoWorkbook(kind));
    } else {
        let read = csv_text::read(bytes, &mut |number, cells| reading.take(number, cells));
        return read.and_then(|()| reading.finish()).map_err(|error| error.of_text(columns));
    }
    reading.finish()
}

/// A workbook with a password is kept in the container of the old Excel, under this name.
fn is_protected(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|part| part == name)
}

/// What a file is by its first signs, where it is no table at all whatever it is called.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let signs: [(&[u8], &str); 8] = [
        (b"%PDF", "pdf"),
        (b"<", "html"),
        (b"\x89PNG", "image"),
        (b"\xFF\xD8\xFF", "image"),
        (b"GIF8", "image"),
        (b"{\\rtf", "document"),
        (b"Rar!", "zip"),
        (b"PK\x05\x06", "zip"),
    ];
    signs.into_iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, kind)| kind)
}

/// So many lines may stand above the heading.
const TITLES: usize = 10;

struct Reading<'a, F> {
    columns: &'a [Column],
    heading: Option<Arc<Heading>>,
    /// Lines above the heading, such as the title of a list, which were passed over.
    titles: usize,
    /// Why the first of them is no heading.
    refusal: Option<TableError>,
    rows: usize,
    /// Columns without a heading in which something stands nevertheless.
    overflowing: Vec<usize>,
    row: F,
}

impl<F: FnMut(Row)> Reading<'_, F> {
    fn take(&mut self, number: usize, cells: &[String]) -> Result<(), TableError> {
        if cells.iter().all(|cell| cell.is_empty()) {
            return Ok(());
        }
        let Some(heading) = &self.heading else {
            return self.begin(cells);
        };
        for place in heading.unheaded(cells) {
            if !self.overflowing.contains(&place) {
                self.overflowing.push(place);
            }
        }
        self.rows += 1;
        let cells = cells.iter().take(heading.width()).map(|cell| cell.as_str().into()).collect();
        (self.row)(Row { number, cells, heading: heading.clone() });
        Ok(())
    }

    /// The heading, or a line above it: one that has but one cell.
    fn begin(&mut self, cells: &[String]) -> Result<(), TableError> {
        match Heading::read(cells, self.columns) {
            Ok(heading) => self.heading = Some(Arc::new(heading)),
            Err(error) if self.titles < TITLES && cells.iter().filter(|cell| !cell.is_empty()).count() == 1 => {
                self.titles += 1;
                self.refusal.get_or_insert(error);
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn finish(&self) -> Result<Seen, TableError> {
        let why = || self.refusal.clone().unwrap_or(TableError::Empty);
        let heading = self.heading.as_ref().ok_or_else(why)?;
        let mut unknown = heading.unknown.clone();
        unknown.extend(self.overflowing.iter().copied().map(heading::letter_of));
        Ok(Seen { unknown, rows: self.rows })
    }
}

/// Why a file is not a table of the shape asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableError {
    /// There is not even a heading.
    Empty,
    /// The workbook is broken.
    Broken,
    /// The workbook is protected by a password.
    Protected,
    /// It is a file of another program, whatever its name says: `pdf`, `html`, `image`, `document`, `zip`.
    NoWorkbook(&'static str),
    /// Text whose first row has none of the required columns: these.
    NoHeading(Vec<Bilingual>),
    /// The quote that opens a cell in this row and column is never closed.
    Unclosed {
        /// The row, as a spreadsheet numbers it.
        row: usize,
        /// The column, by the letters a spreadsheet shows above it.
        column: String,
    },
    /// An .xls of Excel 97.
    OldExcel,
    /// Neither UTF-8, UTF-16 nor Windows-874.
    Unreadable,
    /// These required columns are not in the heading.
    Missing(Vec<Bilingual>),
    /// This column stands in the heading twice.
    Repeated(Bilingual),
}

impl TableError {
    fn unclosed(row: usize, place: usize) -> Self {
        Self::Unclosed { row, column: heading::letter_of(place) }
    }

    /// The same of a text file: one in which no required column is found may be no table at all.
    fn of_text(self, columns: &[Column]) -> Self {
        match self {
            Self::Missing(missing) if missing.len() == columns.iter().filter(|column| column.required).count() => {
                Self::NoHeading(missing)
            }
            other => other,
        }
    }

    /// What to tell the person who brought the file, and what to do about it.
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => msg("kit-table-empty"),
            Self::Broken => msg("kit-table-broken"),
            Self::Protected => msg("kit-table-protected"),
            Self::NoWorkbook("pdf") => msg("kit-table-no-workbook-pdf"),
            Self::NoWorkbook("html") => msg("kit-table-no-workbook-html"),
            Self::NoWorkbook("image") => msg("kit-table-no-workbook-image"),
            Self::NoWorkbook(_) => msg("kit-table-no-workbook"),
            Self::NoHeading(columns) => msg("kit-table-no-heading").with("columns", &joined(columns)),
            Self::Unclosed { row, column } => {
                msg("kit-table-unclosed").with("row", row.to_string()).with("column", column.clone())
            }
            Self::OldExcel => msg("kit-table-old-excel"),
            Self::Unreadable => msg("kit-table-unreadable"),
            Self::Missing(columns) => msg("kit-table-missing").with("columns", &joined(columns)),
            Self::Repeated(column) => msg("kit-table-repeated").with("column", column),
        }
    }
}

/// Names of columns, one after the other.
fn joined(columns: &[Bilingual]) -> Bilingual {
    let each = |lang| columns.iter().map(|name| name.in_lang(lang)).collect::<Vec<_>>().join(", ");
    Bilingual { th: each(Lang::Th), en: Some(each(Lang::En)) }
}

#[cfg(test)]
mod tests;
