//! The first sheet of an Excel workbook, read cell by cell: the sheet is never held as a whole.

use std::io::Cursor;

use calamine::{Reader, Xlsx};

use super::{TableError, cells};

/// Calls `take` with the row number and the trimmed cells from column A on.
pub(super) fn read(
    bytes: &[u8],
    take: &mut impl FnMut(usize, &[String]) -> Result<(), TableError>,
) -> Result<(), TableError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_| TableError::Broken)?;
    let first = workbook.sheet_names().first().cloned().ok_or(TableError::Empty)?;
    let mut reader = workbook.worksheet_cells_reader(&first).map_err(|_| TableError::Broken)?;
    let mut number = 0;
    let mut row: Vec<String> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(|_| TableError::Broken)? {
        let (down, across) = cell.get_position();
        let here = down as usize + 1;
        if here != number {
            take(number, &row)?;
            row.clear();
            number = here;
        }
        let across = across as usize;
        if across >= WIDEST {
            continue;
        }
        if row.len() <= across {
            row.resize(across + 1, String::new());
        }
        row[across] = cells::text(cell.get_value());
    }
    take(number, &row)
}

/// No shape is wider; a stray cell far to the right must not make every row long.
const WIDEST: usize = 512;
