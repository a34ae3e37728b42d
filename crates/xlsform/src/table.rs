//! A list of choices in a file of its own (`select_one_from_file`): long lists, such as all subdistricts, that no
//! workbook should carry and that a telephone fetches once for many forms.

use std::collections::BTreeMap;

use super::fault::FormFault;

/// Bytes of one file; all subdistricts of the country with their districts take a third of it.
const MAX_BYTES: usize = 2 * 1024 * 1024;
/// Rows of one file.
const MAX_ROWS: usize = 20_000;
/// Columns of one file.
const MAX_COLUMNS: usize = 20;

/// The files that stand beside a form, by their names.
pub type Tables = BTreeMap<String, Table>;

/// One file of choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// One row of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    columns: &'a [String],
    cells: &'a [String],
}

impl Table {
    /// Reads a file with a heading, `name` and `label` among its columns.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn from_csv(bytes: &[u8]) -> Result<Self, FormFault> {
        if bytes.len() > MAX_BYTES {
            return Err(FormFault::FileTooLarge(MAX_BYTES));
        }
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let unreadable = |error: csv::Error| FormFault::Unreadable(error.to_string());
        let mut file = csv::Reader::from_reader(text);
        let columns: Vec<String> =
            file.headers().map_err(unreadable)?.iter().map(|head| head.trim().to_owned()).collect();
        if columns.len() > MAX_COLUMNS {
            return Err(FormFault::TooManyColumns(MAX_COLUMNS));
        }
        for needed in ["name", "label"] {
            if !columns.iter().any(|column| column == needed) {
                return Err(FormFault::Missing(needed.to_owned()));
            }
        }
        // A heading becomes the name of an element.
        let is_name = |column: &String| {
            column.chars().all(|letter| letter.is_alphanumeric() || letter == '_' || letter == '-')
                && column.chars().next().is_some_and(char::is_alphabetic)
        };
        if let Some(odd) = columns.iter().find(|column| !is_name(column)) {
            return Err(FormFault::Unsupported(odd.clone()));
        }
        let mut rows = Vec::new();
        for row in file.records() {
            if rows.len() == MAX_ROWS {
                return Err(FormFault::TooManyRows(MAX_ROWS));
            }
            rows.push(row.map_err(unreadable)?.iter().map(|cell| cell.trim().to_owned()).collect());
        }
        Ok(Self { columns, rows })
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { columns: &self.columns, cells })
    }
}

impl<'a> Row<'a> {
    /// What stands under this heading; empty where nothing does.
    pub fn cell(&self, column: &str) -> &'a str {
        self.cells().find(|(name, _)| *name == column).map_or("", |(_, cell)| cell)
    }

    /// Every cell with its heading.
    pub fn cells(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        self.columns.iter().map(String::as_str).zip(self.cells.iter().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_choices_needs_a_name_and_a_label_and_plain_headings() {
        let read = |text: &str| Table::from_csv(text.as_bytes());
        let table = read("\u{feff}name,label,province\n9201, นาโต๊ะหมิง ,92\n").expect("a table");
        let row = table.rows().next().expect("a row");
        assert_eq!((row.cell("name"), row.cell("label"), row.cell("province")), ("9201", "นาโต๊ะหมิง", "92"));
        assert_eq!(row.cell("district"), "");
        assert_eq!(read("name,ป้าย\n"), Err(FormFault::Missing("label".to_owned())));
        assert_eq!(read("name,label,a b\n"), Err(FormFault::Unsupported("a b".to_owned())));
        assert!(matches!(read("name,label\n1\n"), Err(FormFault::Unreadable(_))));
        assert!(matches!(Table::from_csv(b"name,label\n1,\xff\n"), Err(FormFault::Unreadable(_))));
        let long = format!("name,label\n{}", "1,a\n".repeat(20_001));
        assert_eq!(read(&long), Err(FormFault::TooManyRows(20_000)));
    }
}
