//! Tables as files go out: CSV with a byte-order mark, a workbook of Excel, or JSON. Rows are
//! written one by one; nothing is held but the row at hand.

use std::io::Write;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format as Look, Workbook, XlsxError};

use super::heading::Heading;
use super::{Column, Row};
use crate::error::Result;

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// UTF-8 with a byte-order mark, so that Excel reads Thai.
    Csv,
    /// A workbook with one sheet.
    Xlsx,
    /// A list of objects.
    Json,
}

impl Format {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Json];

    /// The word for it: also the end of a file's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == word)
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
        }
    }
}

/// The content of one cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, put in as it is.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Number(f64),
    /// A day.
    Day(NaiveDate),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<i32> for Cell {
    fn from(number: i32) -> Self {
        Self::Whole(number.into())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// A file being written.
pub struct Sheet {
    titles: Vec<String>,
    rows: usize,
    to: To,
}

enum To {
    Csv(Box<csv::Writer<Box<dyn Write + Send>>>),
    Xlsx { workbook: Box<Workbook>, out: Box<dyn Write + Send> },
    Json(Box<dyn Write + Send>),
    Rows { heading: Arc<Heading>, take: Box<dyn FnMut(Row) + Send> },
}

impl Sheet {
    /// Begins a file and writes its heading.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn begin(format: Format, columns: &[Column], out: Box<dyn Write + Send>) -> Result<Self> {
        Self::titled(format, columns.iter().map(|column| column.name.to_owned()).collect(), out)
    }

    /// The same under these headings.
    ///
    /// # Errors
    /// As [`Sheet::begin`].
    pub fn titled(format: Format, titles: Vec<String>, mut out: Box<dyn Write + Send>) -> Result<Self> {
        let to = match format {
            Format::Csv => {
                out.write_all("\u{feff}".as_bytes())?;
                let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
                csv.write_record(&titles).map_err(cause)?;
                To::Csv(Box::new(csv))
            }
            Format::Xlsx => To::Xlsx { workbook: Box::new(workbook(&titles)?), out },
            Format::Json => {
                out.write_all(b"[")?;
                To::Json(out)
            }
        };
        Ok(Self { titles, rows: 0, to })
    }

    /// A file that is never written: each row is handed over as a reading of the file would have it.
    pub fn handing_over(columns: &[Column], take: Box<dyn FnMut(Row) + Send>) -> Self {
        let heading = Heading::of(columns.iter().map(|column| column.name));
        Self { titles: heading.titles.clone(), rows: 0, to: To::Rows { heading: Arc::new(heading), take } }
    }

    /// Writes one row, a cell for each column.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn row(&mut self, cells: &[Cell]) -> Result<()> {
        debug_assert_eq!(cells.len(), self.titles.len(), "a cell for each column");
        self.rows += 1;
        match &mut self.to {
            To::Csv(csv) => csv.write_record(cells.iter().map(csv_text)).map_err(cause)?,
            To::Xlsx { workbook, .. } => write_xlsx(workbook, self.rows, cells)?,
            To::Json(out) => {
                out.write_all(if self.rows == 1 { b"\n" } else { b",\n" })?;
                let object: serde_json::Map<String, serde_json::Value> =
                    self.titles.iter().zip(cells).map(|(title, cell)| (title.clone(), json(cell))).collect();
                serde_json::to_writer(out, &object).map_err(std::io::Error::from)?;
            }
            To::Rows { heading, take } => {
                let cells = cells.iter().map(|cell| plain(cell).trim().into()).collect();
                take(Row { number: self.rows + 1, cells, heading: heading.clone() });
            }
        }
        Ok(())
    }

    /// Ends the file; answers how many rows it has.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn finish(self) -> Result<usize> {
        match self.to {
            To::Csv(mut csv) => csv.flush()?,
            To::Xlsx { mut workbook, mut out } => {
                out.write_all(&workbook.save_to_buffer()?)?;
                out.flush()?;
            }
            To::Json(mut out) => {
                out.write_all(b"\n]\n")?;
                out.flush()?;
            }
            To::Rows { .. } => {}
        }
        Ok(self.rows)
    }
}

/// What stood behind it: whoever writes to a pipe must know that nobody reads it any more.
fn cause(error: csv::Error) -> anyhow::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause.into(),
        other => anyhow::anyhow!("{other:?}"),
    }
}

/// A spreadsheet would run a text that begins like a formula; the quote makes it text, and our own
/// reading takes the quote away again.
fn csv_text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) if looks_like_formula(text) => format!("'{text}"),
        _ => plain(cell),
    }
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Whole(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
    }
}

/// Whether a spreadsheet would take this text for a formula (OWASP, CSV Injection), or it looks like one that was
/// quoted: so that what is read again is what was written.
pub(super) fn looks_like_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

fn json(cell: &Cell) -> serde_json::Value {
    match cell {
        Cell::Empty => serde_json::Value::Null,
        Cell::Text(text) => text.as_str().into(),
        Cell::Whole(number) => (*number).into(),
        Cell::Number(number) => (*number).into(),
        Cell::Day(day) => day.to_string().into(),
    }
}

fn workbook(titles: &[String]) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Look::new().set_bold();
    for (place, title) in titles.iter().enumerate() {
        sheet.write_string_with_format(0, across(place), title, &bold)?;
    }
    Ok(workbook)
}

fn write_xlsx(workbook: &mut Workbook, row: usize, cells: &[Cell]) -> Result<(), XlsxError> {
    let iso = Look::new().set_num_format("yyyy-mm-dd");
    let row = u32::try_from(row).unwrap_or(u32::MAX);
    let sheet = workbook.worksheet_from_index(0)?;
    for (place, cell) in cells.iter().enumerate() {
        match cell {
            Cell::Empty => continue,
            Cell::Text(text) => sheet.write_string(row, across(place), text)?,
            Cell::Whole(number) => sheet.write_number(row, across(place), *number as f64)?,
            Cell::Number(number) => sheet.write_number(row, across(place), *number)?,
            Cell::Day(day) => match excel_day(*day) {
                Some(day) => sheet.write_datetime_with_format(row, across(place), day, &iso)?,
                None => sheet.write_string(row, across(place), day.to_string())?,
            },
        };
    }
    Ok(())
}

/// Excel knows no day before 1900.
fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}

fn across(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}
