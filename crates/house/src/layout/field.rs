//! A field of a form, drawn in one place. `fields.html` is how templates ask for it.
//!
//! What stands in a macro of a template is compiled anew at each of its calls, and pages call fields
//! some six hundred times: drawn by the macros themselves, fields were the larger half of all that the
//! compiler read of the product. The macros hand over to these types, which are compiled once.

use std::borrow::Borrow;

use askama::Template;
use askama::filters::HtmlSafe;
use kit::{FormErrors, Message};

use super::parts::{Asked, Choice, Label};
use super::saved::saved_now;
use super::{PlaceChooser, filters};

/// One field: what is asked, what was typed, and what was wrong with it.
#[derive(Template)]
#[template(path = "layout/field.html")]
pub struct Field<'a> {
    errors: &'a FormErrors,
    name: &'a str,
    words: Words<'a>,
    optional: bool,
    needed: &'a str,
    shape: Shape<'a>,
}

/// In whose words a field is asked.
enum Words<'a> {
    /// Message ids of the question and of a word of help, which may be "".
    Ours { label: &'a str, hint: &'a str },
    /// A questionnaire's.
    Asked(&'a Asked),
}

/// What there is to be filled in.
enum Shape<'a> {
    /// One line; `more` is written into the tag as it is.
    Line { value: Option<&'a str>, kind: &'a str, class: &'a str, complete: &'a str, more: &'a str },
    /// Baht.
    Money(&'a str),
    /// Several lines.
    Lines { value: &'a str, rows: i32 },
    /// A file, or several at once, of the kinds that `accept` names unless it is "".
    File { accept: &'a str, several: bool },
    /// One of many.
    Select { value: &'a str, choices: &'a [Choice] },
    /// One of few.
    Radios { value: &'a str, choices: &'a [Choice] },
    /// Some of few.
    Checkboxes { values: &'a [String], choices: &'a [Choice] },
    /// One box alone.
    Check(bool),
    /// Day, month and year, as they were typed.
    Date([&'a str; 3]),
    /// The same among the filters of a list.
    FilterDate([&'a str; 3]),
    /// One level of a place.
    Place { value: &'a str, choices: &'a [Choice] },
}

impl HtmlSafe for Field<'_> {}

impl<'a> Field<'a> {
    /// A field that is asked in our words: `label` and `hint` are message ids, `needed` the one that says
    /// when a field that may stay empty for now must be filled in; the last two may be "".
    pub fn new(
        errors: &'a FormErrors,
        name: &'a str,
        label: &'a str,
        hint: &'a str,
        optional: impl Borrow<bool>,
        needed: &'a str,
    ) -> Self {
        let words = Words::Ours { label, hint };
        Self { errors, name, words, optional: *optional.borrow(), needed, shape: Shape::Check(false) }
    }

    /// A field that a questionnaire asks in its own words.
    pub fn asked(errors: &'a FormErrors, asked: &'a Asked) -> Self {
        let words = Words::Asked(asked);
        Self { errors, name: &asked.name, words, optional: asked.optional, needed: "", shape: Shape::Check(false) }
    }

    fn shaped(self, shape: Shape<'a>) -> Self {
        Self { shape, ..self }
    }

    /// One line of text; `kind`, `class`, `complete` and `more` are of its tag.
    #[must_use]
    pub fn line(self, value: &'a str, kind: &'a str, class: &'a str, complete: &'a str, more: &'a str) -> Self {
        self.shaped(Shape::Line { value: Some(value), kind, class, complete, more })
    }

    /// A secret: what was typed is never shown again.
    #[must_use]
    pub fn password(self, complete: &'a str) -> Self {
        self.shaped(Shape::Line { value: None, kind: "password", class: "", complete, more: "" })
    }

    /// An amount of baht.
    #[must_use]
    pub fn money(self, value: &'a str) -> Self {
        self.shaped(Shape::Money(value))
    }

    /// Several lines of text.
    #[must_use]
    pub fn lines(self, value: &'a str, rows: impl Borrow<i32>) -> Self {
        self.shaped(Shape::Lines { value, rows: *rows.borrow() })
    }

    /// A file.
    #[must_use]
    pub fn file(self, accept: &'a str) -> Self {
        self.shaped(Shape::File { accept, several: false })
    }

    /// One file or several at once.
    #[must_use]
    pub fn files(self, accept: &'a str) -> Self {
        self.shaped(Shape::File { accept, several: true })
    }

    /// One of many.
    #[must_use]
    pub fn select(self, value: &'a str, choices: &'a [Choice]) -> Self {
        self.shaped(Shape::Select { value, choices })
    }

    /// One of few.
    #[must_use]
    pub fn radios(self, value: &'a str, choices: &'a [Choice]) -> Self {
        self.shaped(Shape::Radios { value, choices })
    }

    /// Some of few.
    #[must_use]
    pub fn checkboxes(self, values: &'a [String], choices: &'a [Choice]) -> Self {
        self.shaped(Shape::Checkboxes { values, choices })
    }

    /// One box alone.
    #[must_use]
    pub fn check(self, ticked: impl Borrow<bool>) -> Self {
        self.shaped(Shape::Check(*ticked.borrow()))
    }

    /// A date, as it was typed.
    #[must_use]
    pub fn date(self, day: &'a str, month: &'a str, year: &'a str) -> Self {
        self.shaped(Shape::Date([day, month, year]))
    }

    /// A date among the filters of a list.
    #[must_use]
    pub fn filter_date(self, day: &'a str, month: &'a str, year: &'a str) -> Self {
        self.shaped(Shape::FilterDate([day, month, year]))
    }

    fn is_bad(&self) -> bool {
        self.errors.of(self.name).is_some()
    }

    fn has_hint(&self) -> bool {
        match &self.words {
            Words::Ours { hint, .. } => !hint.is_empty(),
            Words::Asked(asked) => !asked.hints.is_empty(),
        }
    }

    /// What somebody else saved meanwhile in this field, where it was typed otherwise.
    fn saved(&self) -> Option<Vec<Label>> {
        let choices = match self.shape {
            Shape::Select { choices, .. } | Shape::Radios { choices, .. } | Shape::Checkboxes { choices, .. } => {
                choices
            }
            _ => &[],
        };
        saved_now(self.errors, self.name, choices)
    }

    /// The ids of what explains the field: its hint, its error, and what is saved now.
    fn explained_by(&self) -> String {
        let there = [(self.has_hint(), "h-"), (self.is_bad(), "e-"), (self.errors.saved(self.name).is_some(), "s-")];
        let ids: Vec<String> = there.iter().filter(|(is, _)| *is).map(|(_, id)| format!("{id}{}", self.name)).collect();
        ids.join(" ")
    }
}

/// The choosing of a place: province, district, subdistrict.
#[derive(Template)]
#[template(path = "layout/place.html")]
pub struct PlaceField<'a> {
    errors: &'a FormErrors,
    chooser: &'a PlaceChooser,
    label: &'a str,
    hint: &'a str,
    province_enough: bool,
}

impl HtmlSafe for PlaceField<'_> {}

impl<'a> PlaceField<'a> {
    /// With the lists of `chooser`; `label` and `hint` are message ids.
    pub fn new(
        errors: &'a FormErrors,
        chooser: &'a PlaceChooser,
        label: &'a str,
        hint: &'a str,
        province_enough: impl Borrow<bool>,
    ) -> Self {
        Self { errors, chooser, label, hint, province_enough: *province_enough.borrow() }
    }

    fn levels(&self) -> [Field<'a>; 3] {
        let PlaceChooser { provinces, districts, subdistricts, province, district, subdistrict } = self.chooser;
        let level = |name, label, optional, value, choices| {
            Field::new(self.errors, name, label, "", optional, "").shaped(Shape::Place { value, choices })
        };
        [
            level("province", "layout-province", false, province, provinces),
            level("district", "layout-district", self.province_enough, district, districts),
            level("subdistrict", "layout-subdistrict", self.province_enough, subdistrict, subdistricts),
        ]
    }
}

/// A select among the filters of a list.
#[derive(Template)]
#[template(path = "layout/filter_select.html")]
pub struct FilterSelect<'a> {
    name: &'a str,
    value: &'a str,
    label: &'a str,
    choices: &'a [Choice],
    all: &'a str,
}

impl HtmlSafe for FilterSelect<'_> {}

impl<'a> FilterSelect<'a> {
    /// `label` and `all`, which chooses nothing, are message ids.
    pub fn new(name: &'a str, value: &'a str, label: &'a str, choices: &'a [Choice], all: &'a str) -> Self {
        Self { name, value, label, choices, all }
    }
}

/// What is wrong with a form, above it: each line leads to its field.
#[derive(Template)]
#[template(path = "layout/summary.html")]
pub struct Summary<'a> {
    errors: &'a FormErrors,
    labels: &'a str,
}

impl HtmlSafe for Summary<'_> {}

impl<'a> Summary<'a> {
    /// `labels` is the prefix of the fields' labels, "" where they have none.
    pub fn new(errors: &'a FormErrors, labels: &'a str) -> Self {
        Self { errors, labels }
    }
}

/// What stands against a form as a whole, above it.
#[derive(Template)]
#[template(path = "layout/refusal.html")]
pub struct Refusal<'a> {
    message: &'a Message,
}

impl HtmlSafe for Refusal<'_> {}

impl<'a> Refusal<'a> {
    /// Says `message`, with where it leads.
    pub fn new(message: &'a Message) -> Self {
        Self { message }
    }
}
