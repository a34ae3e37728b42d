//! The heading of a file: which of its columns is which of the shape's, by code name or by Thai
//! name, in any order.

use std::borrow::Cow;

use super::{Column, TableError};

/// Where each column of the shape stands in the file.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    known: Vec<(Cow<'static, str>, usize)>,
    pub(super) titles: Vec<String>,
    pub(super) unknown: Vec<String>,
}

impl Heading {
    /// With these columns, in this order.
    pub(super) fn of(names: impl IntoIterator<Item = impl Into<Cow<'static, str>>>) -> Self {
        let known: Vec<(Cow<'static, str>, usize)> =
            names.into_iter().enumerate().map(|(place, name)| (name.into(), place)).collect();
        let titles = known.iter().map(|(name, _)| name.clone().into_owned()).collect();
        Self { known, titles, unknown: Vec::new() }
    }

    pub(super) fn read(cells: &[String], columns: &[Column]) -> Result<Self, TableError> {
        let mut heading = Self { known: Vec::new(), titles: cells.to_vec(), unknown: Vec::new() };
        for (place, title) in cells.iter().enumerate().filter(|(_, title)| !title.is_empty()) {
            match columns.iter().find(|column| is_titled(column, title)) {
                Some(column) if heading.place_of(column.name).is_some() => {
                    return Err(TableError::Repeated(column.title()));
                }
                Some(column) => heading.known.push((column.name.into(), place)),
                None => heading.unknown.push(title.clone()),
            }
        }
        let missing: Vec<_> = columns
            .iter()
            .filter(|column| column.required && heading.place_of(column.name).is_none())
            .map(Column::title)
            .collect();
        if missing.is_empty() { Ok(heading) } else { Err(TableError::Missing(missing)) }
    }

    /// The same without one of its columns.
    pub(super) fn without(&self, column: &str) -> Self {
        Self { known: self.known.iter().filter(|(name, _)| name != column).cloned().collect(), ..self.clone() }
    }

    /// The same with one more.
    pub(super) fn and(&self, column: &'static str) -> Self {
        let mut more = self.clone();
        more.known.push((column.into(), more.width()));
        more.titles.push(column.to_owned());
        more
    }

    pub(super) fn place_of(&self, column: &str) -> Option<usize> {
        self.known.iter().find(|(name, _)| name == column).map(|(_, place)| *place)
    }

    pub(super) fn width(&self) -> usize {
        self.titles.len()
    }

    /// Places where something stands below no title.
    pub(super) fn unheaded(&self, cells: &[String]) -> impl Iterator<Item = usize> {
        let titles = &self.titles;
        cells
            .iter()
            .enumerate()
            .filter(|(place, cell)| !cell.is_empty() && titles.get(*place).is_none_or(String::is_empty))
            .map(|(place, _)| place)
    }
}

fn is_titled(column: &Column, title: &str) -> bool {
    let title = key(title);
    title == key(column.name) || title == key(column.thai)
}

/// Capitals, spaces, dashes and the star of a form's required field do not tell columns apart, nor
/// do the two spellings of sara am.
fn key(title: &str) -> String {
    let title = thai::repair::clean(title);
    let kept = title.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '*' | '\u{200b}' | '\u{feff}'));
    kept.flat_map(char::to_lowercase).collect()
}

/// The letters a spreadsheet shows above a column, as in "(column H)".
pub(super) fn letter_of(place: usize) -> String {
    let mut letters = Vec::new();
    let mut left = place + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}
