//! What was typed into a form of any length, as it was typed: fields by name, and rows of fields that
//! can be added and taken away without a script. A row's field is named `line.0.amount`; rows may
//! hold rows, `area.0.place.1.subdistrict`.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use data_encoding::HEXLOWER;
use kit::form::visible;
use sha2::{Digest, Sha256};

/// The fields of a form with any number of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Typed(BTreeMap<String, String>);

/// A row that holds nothing else still holds this.
const ROW: &str = "row";
/// Fields of a row that nobody types into.
const UNTYPED: [&str; 2] = [ROW, "id"];
/// Fields of a form that nobody types into.
const INSIDE: [&str; 4] = ["version", "base", "once", "months_of"];

impl From<Vec<(String, String)>> for Typed {
    fn from(fields: Vec<(String, String)>) -> Self {
        Self(fields.into_iter().map(|(name, text)| (name, visible(&text).into_owned())).collect())
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
            parts.any(|(part, text)| {
                !UNTYPED.contains(&part.rsplit('.').next().unwrap_or(part)) && !text.trim().is_empty()
            })
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

    /// Fills the three fields of a date, in the Buddhist era.
    pub fn set_date(&mut self, name: &str, day: Option<NaiveDate>) {
        let part = |read: fn(NaiveDate) -> String| day.map(read).unwrap_or_default();
        self.set(format!("{name}_day"), part(|day| day.day().to_string()));
        self.set(format!("{name}_month"), part(|day| day.month().to_string()));
        self.set(format!("{name}_year"), part(|day| thai::date::be_year(day).to_string()));
    }

    /// Takes every row of a list away.
    pub fn clear(&mut self, list: &str) {
        self.0.retain(|name, _| index(name, list).is_none());
    }

    /// The fields in which `self` and `other` differ, with the other's text.
    pub fn differing(&self, other: &Self) -> Vec<Saved> {
        let typed = |name: &str| !INSIDE.contains(&name) && !UNTYPED.contains(&name.rsplit('.').next().unwrap_or(name));
        let fields = other.0.iter().filter(|(name, text)| typed(name) && self.text(name) != text.trim());
        fields.map(|(field, text)| Saved { field: field.clone(), text: text.clone() }).collect()
    }

    /// The digest of what stands in the fields that people type into: by it a form knows whether they were changed
    /// since it was opened, whatever else was.
    pub fn digest(&self) -> String {
        let mut digest = Sha256::new();
        for (field, text) in self.0.iter().filter(|(field, _)| !INSIDE.contains(&field.as_str())) {
            digest.update([field, "\0", text, "\0"].concat());
        }
        HEXLOWER.encode(&digest.finalize())
    }

    /// Do both say the same, whatever the fields that nobody types into say?
    pub fn says_as(&self, other: &Self) -> bool {
        self.differing(other).is_empty() && other.differing(self).is_empty()
    }
}

/// What somebody else saved meanwhile in a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// The field, as forms name it.
    pub field: String,
    /// Its text.
    pub text: String,
}

impl Saved {
    /// The last part of its message: of the field, whichever row it stands in.
    pub fn label(&self) -> &str {
        let part = self.field.rsplit('.').next().unwrap_or(&self.field);
        match part {
            month if month.starts_with(|first: char| first.is_ascii_digit()) => "months",
            date => ["_day", "_month", "_year"].iter().find_map(|end| date.strip_suffix(end)).unwrap_or(date),
        }
    }

    /// Which row, counted from one.
    pub fn row(&self) -> Option<usize> {
        self.field.split('.').nth(1)?.parse().ok().map(|row: usize| row + 1)
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
        let mut typed = form(&[
            ("line.0.label", "a"),
            ("line.1.label", "b"),
            ("line.2.label", "c"),
            ("line.2.place.0.code", "x"),
            ("other", "y"),
        ]);
        assert!(typed.step("remove.line.1") && typed.step("add.line"));
        assert_eq!(
            (typed.of("line", &0, "label"), typed.of("line", &1, "label"), typed.of("line", &1, "place.0.code")),
            ("a", "c", "x")
        );
        assert_eq!((typed.rows("line").len(), typed.filled_rows("line"), typed.text("other")), (3, vec![0, 1], "y"));
        assert!(!typed.step("save") && !typed.step("remove.line.x"));
    }

    #[test]
    fn a_number_of_rows_that_nobody_means_makes_none() {
        assert!(form(&[("line.4000000000.label", "a")]).rows("line").is_empty());
    }
}
