//! What somebody else saved meanwhile, beside what was typed: every field of a form, by one way that forgets
//! none.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::{FormErrors, optional};

impl FormErrors {
    /// With what is saved now beside every field that was typed otherwise, whatever fields the form has:
    /// whoever saves again knows what they write over.
    #[must_use]
    pub fn beside<F: Versioned>(self, typed: &F, saved: &F) -> Self {
        let typed = fields_of(typed);
        let mut differing = fields_of(saved);
        differing.retain(|name, saved| {
            !WRITING.contains(&name.as_str())
                && !F::BESIDE.contains(&name.as_str())
                && typed.get(name).is_none_or(|typed| !is_same(typed, saved))
        });
        Self { saved: differing, ..self }
    }

    /// What is saved now in this field, where somebody else saved meanwhile and it was typed otherwise:
    /// nothing where it is empty now; day, month and year of a date.
    pub fn saved(&self, field: &str) -> Option<&[String]> {
        self.saved.get(field).map(Vec::as_slice)
    }

    /// Has somebody else saved meanwhile what was typed otherwise?
    pub fn is_overtaken(&self) -> bool {
        !self.saved.is_empty()
    }
}

/// A form about a record that is there: it says the version its writer had before their eyes. Made by
/// [`versioned!`](crate::versioned).
pub trait Versioned: Serialize {
    /// Its fields that no record keeps, beside those by which every form is written.
    const BESIDE: &'static [&'static str];

    /// The version.
    fn version_mut(&mut self) -> &mut String;
}

/// Says of a form with a field `version` that it is [`Versioned`](crate::form::Versioned), and which of its
/// fields are about the writing and kept by no record.
#[macro_export]
macro_rules! versioned {
    ($form:ty $(, but $($field:literal),+)?) => {
        impl $crate::form::Versioned for $form {
            const BESIDE: &'static [&'static str] = &[$($($field),+)?];

            fn version_mut(&mut self) -> &mut String {
                &mut self.version
            }
        }
    };
}

/// What each field of a form says; none where it is empty.
pub(super) type Fields = BTreeMap<String, Vec<String>>;

/// The fields by which every form is written.
const WRITING: [&str; 3] = ["once", "step", "version"];

/// The fields of a form by the names they are sent under. Day, month and year of a date are one field, as
/// they are one on pages.
fn fields_of(form: &impl Serialize) -> Fields {
    let Ok(Value::Object(sent)) = serde_json::to_value(form) else { return Fields::new() };
    let mut fields: Fields = sent.into_iter().map(|(name, value)| (name, said(value))).collect();
    let parts = |stem: &str| ["day", "month", "year"].map(|part| format!("{stem}_{part}"));
    let stems: Vec<String> = fields.keys().filter_map(|name| name.strip_suffix("_day")).map(str::to_owned).collect();
    for stem in stems {
        if !parts(&stem).iter().all(|part| fields.contains_key(part)) {
            continue;
        }
        let date = parts(&stem).map(|part| fields.remove(&part).unwrap_or_default().concat());
        let empty = date.iter().all(String::is_empty);
        fields.insert(stem, if empty { Vec::new() } else { date.to_vec() });
    }
    fields
}

fn said(value: Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.into_iter().flat_map(said).collect(),
        Value::String(text) => optional(&text).map(|text| text.replace("\r\n", "\n")).into_iter().collect(),
        Value::Null => Vec::new(),
        other => vec![other.to_string()],
    }
}

/// Digits and the order of what was ticked make no difference.
fn is_same(typed: &[String], saved: &[String]) -> bool {
    let plain = |words: &[String]| {
        let mut words: Vec<_> = words.iter().map(|word| thai::digits::to_ascii(word)).collect();
        words.sort();
        words
    };
    plain(typed) == plain(saved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Typed {
        name: &'static str,
        note: &'static str,
        kinds: Vec<&'static str>,
        on_day: &'static str,
        on_month: &'static str,
        on_year: &'static str,
        fiscal_year: &'static str,
        reason: &'static str,
        version: String,
    }
    crate::versioned!(Typed, but "reason");

    #[test]
    fn every_field_that_was_saved_otherwise_stands_beside_what_was_typed() {
        let saved = || Typed {
            name: "กลุ่มหนึ่ง",
            note: "บรรทัดหนึ่ง\nบรรทัดสอง",
            kinds: vec!["a", "b"],
            on_day: "1",
            on_month: "10",
            on_year: "2552",
            fiscal_year: "2553",
            reason: "",
            version: "2".to_owned(),
        };
        let same = Typed {
            note: "บรรทัดหนึ่ง\r\nบรรทัดสอง ",
            kinds: vec!["b", "a"],
            fiscal_year: "๒๕๕๓",
            reason: "ของการแก้ครั้งนี้",
            version: "1".to_owned(),
            ..saved()
        };
        assert!(!FormErrors::new().beside(&same, &saved()).is_overtaken());
        let other = Typed { name: "", note: "", kinds: vec!["a"], on_year: "2551", fiscal_year: "", ..saved() };
        let errors = FormErrors::new().beside(&other, &saved());
        assert_eq!(errors.saved("on").map(<[_]>::concat).as_deref(), Some("1102552"), "a date is one field");
        for field in ["name", "note", "kinds", "fiscal_year"] {
            assert!(errors.saved(field).is_some(), "{field}");
        }
        let emptied = FormErrors::new().beside(&saved(), &other);
        assert_eq!(emptied.saved("note").map(<[_]>::len), Some(0), "what is empty now is said too");
    }
}
