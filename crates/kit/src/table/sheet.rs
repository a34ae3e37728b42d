//! The first sheet of an Excel workbook, read cell by cell: the sheet is never held as a whole.

use std::io::Cursor;

use calamine::{Dimensions, Reader, Xlsx, XlsxError};

use super::{TableError, cells};

/// Calls `take` with the row number and the trimmed cells from column A on.
pub(super) fn read(
    bytes: &[u8],
    take: &mut impl FnMut(usize, &[String]) -> Result<(), TableError>,
) -> Result<(), TableError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        // A package of another program, such as a text document.
        XlsxError::FileNotFound(_) | XlsxError::WorksheetNotFound(_) => TableError::NoWorkbook("zip"),
        _ => TableError::Broken,
    })?;
    let first = workbook.sheet_names().first().cloned().ok_or(TableError::Empty)?;
    let mut merged = Merged::of(workbook.merge_cells_by_sheet_name(&first).unwrap_or_default());
    let mut reader = workbook.worksheet_cells_reader(&first).map_err(|_| TableError::Broken)?;
    let mut number = 0;
    let mut row: Vec<String> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(|_| TableError::Broken)? {
        let (down, across) = cell.get_position();
        let here = down as usize + 1;
        if here != number {
            merged.fill(number, &mut row);
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
    merged.fill(number, &mut row);
    take(number, &row)
}

/// Cells merged over several rows: an office writes once what holds for all of them, and so it is read.
struct Merged {
    /// First row, last row and column, by first row.
    regions: Vec<(usize, usize, usize)>,
    /// How many of them have begun.
    begun: usize,
    /// Those that go on: last row, column and what stands there.
    open: Vec<(usize, usize, String)>,
}

impl Merged {
    fn of(regions: Vec<Dimensions>) -> Self {
        let down = |one: &Dimensions| (one.start.0 as usize + 1, one.end.0 as usize + 1, one.start.1 as usize);
        let mut regions: Vec<_> = regions.iter().map(down).filter(|(first, last, _)| first < last).collect();
        regions.sort_unstable();
        Self { regions, begun: 0, open: Vec::new() }
    }

    /// Fills the row of this number; rows come in order.
    fn fill(&mut self, number: usize, row: &mut Vec<String>) {
        self.open.retain(|(last, ..)| *last >= number);
        // A line of which nothing stands but what is merged is no row.
        let says = row.iter().any(|cell| !cell.is_empty());
        for (_, column, text) in self.open.iter().filter(|_| says) {
            if row.len() <= *column {
                row.resize(column + 1, String::new());
            }
            if let Some(cell) = row.get_mut(*column).filter(|cell| cell.is_empty()) {
                cell.clone_from(text);
            }
        }
        while let Some((first, last, column)) = self.regions.get(self.begun).copied().filter(|one| one.0 <= number) {
            self.begun += 1;
            if let Some(text) = row.get(column).filter(|text| first == number && !text.is_empty()) {
                self.open.push((last, column, text.clone()));
            }
        }
    }
}

/// No shape is wider; a stray cell far to the right must not make every row long.
const WIDEST: usize = 512;
