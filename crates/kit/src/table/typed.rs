//! What somebody typed into a form, as a row: the form is checked by the rules of the file, and a file is
//! written from the same fields.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value};

use super::heading::Heading;
use super::{Cell, Column, Holds, Row};

impl Row {
    /// A form whose fields are named like columns. A date is one cell, of its day, month and year; of several
    /// words each stands on a line of its cell. `code` is of what is corrected, which no form says.
    pub fn of_form(form: &impl Serialize, code: &str) -> Self {
        let sent = match serde_json::to_value(form) {
            Ok(Value::Object(sent)) => sent,
            _ => Map::new(),
        };
        let mut cells: BTreeMap<String, String> =
            sent.iter().map(|(name, value)| (name.clone(), said(value).trim().to_owned())).collect();
        for stem in sent.keys().filter_map(|name| name.strip_suffix("_day")) {
            let part = |part: &str| cells.get(&format!("{stem}_{part}")).cloned();
            if let (Some(day), Some(month), Some(year)) = (part("day"), part("month"), part("year")) {
                cells.insert(stem.to_owned(), date(&[day, month, year]));
            }
        }
        cells.insert("code".to_owned(), code.to_owned());
        let (names, cells): (Vec<String>, Vec<Box<str>>) =
            cells.into_iter().map(|(name, cell)| (name, cell.into())).unzip();
        Self { number: 1, cells: cells.into(), heading: Arc::new(Heading::of(names)) }
    }
}

fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(said).collect::<Vec<_>>().join("\n"),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// A date in one text, as a cell has it; empty where nothing was typed.
fn date(parts: &[String; 3]) -> String {
    let named = parts[1].chars().any(|sign| !sign.is_numeric());
    let empty = parts.iter().all(String::is_empty);
    if empty { String::new() } else { parts.join(if named { " " } else { "/" }) }
}

impl Column {
    /// What stands under it in a file, of the text of a form; what cannot be read as what the column holds
    /// stands as it is.
    pub fn cell(&self, text: &str) -> Cell {
        match self.holds {
            Holds::Text => text.into(),
            Holds::Whole => text.parse().map_or_else(|_| text.into(), Cell::Whole),
            Holds::Day => thai::date::parse(text).map_or_else(|_| text.into(), Cell::Day),
            Holds::Several => text.lines().map(str::trim).collect::<Vec<_>>().join("; ").into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[derive(Default, Serialize)]
    struct Typed {
        name: &'static str,
        kinds: Vec<&'static str>,
        on_day: &'static str,
        on_month: &'static str,
        on_year: &'static str,
    }

    #[test]
    fn a_form_is_a_row_by_the_names_of_its_fields() {
        let form = Typed {
            name: " กลุ่มหนึ่ง ", kinds: vec!["a", "b"], on_day: "5", on_month: "1", on_year: "2552"
        };
        let row = Row::of_form(&form, "R-1");
        assert_eq!([row.text("name"), row.text("kinds"), row.text("code")], ["กลุ่มหนึ่ง", "a\nb", "R-1"]);
        assert_eq!(row.text("on"), "5/1/2552");
        assert_eq!(Row::of_form(&Typed { on_month: "ม.ค.", ..form }, "").text("on"), "5 ม.ค. 2552");
        assert_eq!(Row::of_form(&Typed::default(), "").text("on"), "");
        assert!(!row.has("note"));
    }

    #[test]
    fn a_cell_is_what_its_column_holds() {
        let column = |holds| Column { name: "a", thai: "ก", required: false, meaning: "a", holds };
        let day = NaiveDate::from_ymd_opt(2009, 1, 5).expect("a day");
        assert_eq!(column(Holds::Day).cell("5/1/2552"), Cell::Day(day));
        assert_eq!(column(Holds::Whole).cell("2552"), Cell::Whole(2552));
        assert_eq!(column(Holds::Whole).cell("≥8000"), Cell::Text("≥8000".to_owned()));
        assert_eq!(column(Holds::Several).cell("a\nb"), Cell::Text("a; b".to_owned()));
        assert_eq!(column(Holds::Text).cell("0012"), Cell::Text("0012".to_owned()));
        for holds in [Holds::Day, Holds::Whole, Holds::Several, Holds::Text] {
            assert_eq!(column(holds).cell(""), Cell::Empty);
        }
    }
}
