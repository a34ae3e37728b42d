//! CSV, as spreadsheets write it: with a comma, a semicolon or a tab between cells, in the
//! encodings that Thai offices use.

use std::borrow::Cow;

use super::TableError;
use crate::form::visible;

/// Calls `take` with the row number a spreadsheet would show, and the trimmed cells.
pub(super) fn read(
    bytes: &[u8],
    take: &mut impl FnMut(usize, &[String]) -> Result<(), TableError>,
) -> Result<(), TableError> {
    let text = decode(bytes)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let delimiter = delimiter(text);
    if let Some(error) = unclosed(text, delimiter) {
        return Err(error);
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut number = 0;
    let mut cells = Vec::new();
    while reader.read_record(&mut record).map_err(|_| TableError::Unreadable)? {
        let start = record.position().map_or(0, csv::Position::byte);
        number += 1 + empty_lines_at(text, usize::try_from(start).unwrap_or(0));
        cells.clear();
        cells.extend(record.iter().map(|cell| plain(visible(cell).trim()).to_owned()));
        take(number, &cells)?;
    }
    Ok(())
}

/// A quote that opens a cell and is closed nowhere, or only where another cell begins: it would swallow
/// the rows below.
fn unclosed(text: &str, delimiter: u8) -> Option<TableError> {
    let bytes = text.as_bytes();
    let (mut at, mut row, mut column, mut begins) = (0, 1, 0, true);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' if begins => {
                let Some(end) = closing(bytes, at + 1) else { return Some(TableError::unclosed(row, column)) };
                let spans = bytes[at..end].contains(&b'\n');
                let next = bytes[end + 1..].iter().find(|byte| **byte != b' ');
                let ends = next.is_none_or(|byte| *byte == delimiter || matches!(byte, b'\r' | b'\n'));
                if spans && !ends {
                    return Some(TableError::unclosed(row, column));
                }
                at = end;
                begins = false;
            }
            b'\n' => (row, column, begins) = (row + 1, 0, true),
            b'\r' => begins = true,
            byte if *byte == delimiter => (column, begins) = (column + 1, true),
            _ => begins = false,
        }
        at += 1;
    }
    None
}

/// Where the quote stands that closes a cell; two of them stand for one.
fn closing(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// Without the quote that [`super::writing`] puts before what would be run as a formula.
fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| super::writing::looks_like_formula(rest)).unwrap_or(cell)
}

/// The reader passes over empty lines, which a spreadsheet counts as rows.
fn empty_lines_at(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    // A record may end between the two characters of one line end.
    let rest = if text[..start].ends_with('\r') { rest.strip_prefix('\n').unwrap_or(rest) } else { rest };
    rest.chars().take_while(|c| matches!(c, '\r' | '\n')).filter(|c| *c == '\n').count()
}

/// Excel writes a semicolon where the comma is the decimal sign, and a tab as "Unicode text".
fn delimiter(text: &str) -> u8 {
    let heading = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let count = |delimiter: u8| heading.bytes().filter(|byte| *byte == delimiter).count();
    // The first of equals is the comma.
    [b';', b'\t'].into_iter().fold(b',', |best, other| if count(other) > count(best) { other } else { best })
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, TableError> {
    let pairs = |read: fn([u8; 2]) -> u16| -> Vec<u16> {
        bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect()
    };
    match bytes {
        [0xFF, 0xFE, ..] => {
            String::from_utf16(&pairs(u16::from_le_bytes)).map(Cow::Owned).map_err(|_| TableError::Unreadable)
        }
        [0xFE, 0xFF, ..] => {
            String::from_utf16(&pairs(u16::from_be_bytes)).map(Cow::Owned).map_err(|_| TableError::Unreadable)
        }
        _ => match std::str::from_utf8(bytes) {
            Ok(text) if text.contains('\0') => Err(TableError::Unreadable),
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(_) => windows_874(bytes).map(Cow::Owned),
        },
    }
}

/// TIS-620 with the additions of Windows: what older Thai programs write.
fn windows_874(bytes: &[u8]) -> Result<String, TableError> {
    bytes.iter().map(|byte| character(*byte)).collect::<Option<String>>().ok_or(TableError::Unreadable)
}

fn character(byte: u8) -> Option<char> {
    match byte {
        0 => None,
        1..=0x7F => Some(char::from(byte)),
        // The Thai block of Unicode keeps the order of TIS-620.
        0xA1..=0xDA | 0xDF..=0xFB => char::from_u32(0x0E01 + u32::from(byte - 0xA1)),
        0x80 => Some('€'),
        0x85 => Some('…'),
        0x91 => Some('‘'),
        0x92 => Some('’'),
        0x93 => Some('“'),
        0x94 => Some('”'),
        0x95 => Some('•'),
        0x96 => Some('–'),
        0x97 => Some('—'),
        0xA0 => Some('\u{a0}'),
        _ => None,
    }
}
