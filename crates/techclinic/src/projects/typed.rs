//! What was typed into a page of the plan, as it was typed: fields by name, and rows of fields that
//! can be added and taken away without a script. A row's field is named `line.0.amount`; rows may
//! hold rows, `area.0.place.1.subdistrict`.

use std::collections::BTreeMap;

/// The fields of a form with any number of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Typed(BTreeMap<String, String>);

/// A row that holds nothing else still holds this.
const ROW: &str = "row";
/// Fields of a row that nobody types into.
const UNTYPED: [&str; 2] = [ROW, "id"];

impl From<Vec<(String, String)>> for Typed {
    fn from(fields: Vec<(String, String)>) -> Self {
        Self(fields.into_iter().collect())
    }
}

impl Typed {
    /// The text of a field, trimmed; empty when there is none.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |text| text.trim())
    }

    /// The text of a field as it was typed.
    pub fn raw(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// The name of a row's field.
    pub fn at(&self, list: &str, row: &usize, part: &str) -> String {
        format!("{list}.{row}.{part}")
    }

    /// The text of a row's field.
    pub fn of(&self, list: &str, row: &usize, part: &str) -> &str {
        self.text(&self.at(list, row, part))
    }

    /// Is a box ticked?
    pub fn ticked(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Fills a field.
    pub fn set(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.0.insert(name.into(), text.into());
    }

    /// Fills the fields of a row.
    pub fn set_row(&mut self, list: &str, row: usize, parts: &[(&str, String)]) {
        self.set(self.at(list, &row, ROW), "");
        for (part, text) in parts {
            self.set(self.at(list, &row, part), text.clone());
        }
    }

    /// The rows of a list.
    pub fn rows(&self, list: &str) -> Vec<usize> {
        let last = self.0.keys().filter_map(|name| index(name, list)).max();
        (0..last.map_or(0, |last| last + 1)).collect()
    }

    /// The rows of a list into which anything was typed.
    pub fn filled_rows(&self, list: &str) -> Vec<usize> {
        let filled = |row: &usize| {
            let prefix = format!("{list}.{row}.");
            let mut parts = self.0.iter().filter_map(|(name, text)| Some((name.strip_prefix(&prefix)?, text)));
            parts.any(|(part, text)| !UNTYPED.contains(&part.rsplit('.').next().unwrap_or(part)) && !text.trim().is_empty())
        };
        self.rows(list).into_iter().filter(filled).collect()
    }

    /// Does what a button asked for that only changes the form: `add.line`, `remove.line.2`.
    /// `false` when the button was another.
    pub fn step(&mut self, step: &str) -> bool {
        if let Some(list) = step.strip_prefix("add.") {
            let row = self.rows(list).len();
            self.set_row(list, row, &[]);
            return true;
        }
        let removed = step.strip_prefix("remove.").and_then(|rest| rest.rsplit_once('.'));
        let Some((list, Ok(row))) = removed.map(|(list, row)| (list, row.parse())) else { return false };
        self.remove(list, row);
        true
    }

    /// Takes a row away; those after it move up.
    pub fn remove(&mut self, list: &str, row: usize) {
        let fields = std::mem::take(&mut self.0);
        for (name, text) in fields {
            match index(&name, list) {
                Some(at) if at == row => {}
                Some(at) if at > row => {
                    let rest = &name[format!("{list}.{at}").len()..];
                    self.0.insert(format!("{list}.{}{rest}", at - 1), text);
                }
                _ => {
                    self.0.insert(name, text);
                }
            }
        }
    }

    /// Takes every row of a list away.
    pub fn clear(&mut self, list: &str) {
        self.0.retain(|name, _| index(name, list).is_none());
    }

    /// The fields in which `self` and `other` differ, with the other's text.
    pub fn differing<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (&'a str, &'a str)> {
        other.0.iter().filter(|(name, text)| self.text(name) != text.trim()).map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

/// The row of `list` that a field belongs to. Nobody means more than a few hundred rows.
fn index(name: &str, list: &str) -> Option<usize> {
    let rest = name.strip_prefix(list)?.strip_prefix('.')?;
    rest.split('.').next()?.parse().ok().filter(|row| *row < 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> Typed {
        fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect::<Vec<_>>().into()
    }

    #[test]
    fn rows_are_added_and_those_after_a_removed_one_move_up() {
        let mut typed = form(&[("line.0.label", "a"), ("line.1.label", "b"), ("line.2.label", "c"), ("line.2.place.0.code", "x"), ("other", "y")]);
        assert!(typed.step("remove.line.1") && typed.step("add.line"));
        assert_eq!((typed.of("line", &0, "label"), typed.of("line", &1, "label"), typed.of("line", &1, "place.0.code")), ("a", "c", "x"));
        assert_eq!((typed.rows("line").len(), typed.filled_rows("line"), typed.text("other")), (3, vec![0, 1], "y"));
        assert!(!typed.step("save") && !typed.step("remove.line.x"));
    }

    #[test]
    fn a_number_of_rows_that_nobody_means_makes_none() {
        assert!(form(&[("line.4000000000.label", "a")]).rows("line").is_empty());
    }
}
