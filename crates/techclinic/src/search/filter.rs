//! What is asked, as the address has it.

use chrono::NaiveDate;
use kit::Message;
use kit::db::listing::{LIMIT, PAGE};
use kit::web::{Check, Narrows, narrow};
use serde::Deserialize;
use utoipa::IntoParams;

use house::layout::searched::{searched, searched_kind};
use house::places;

/// Letters of a question that are looked for; nobody types more to find something.
pub const LETTERS_MOST: usize = 300;
/// Hits that can be turned to: whoever does not find it among them asks more narrowly.
const DEEPEST: usize = 2_000;

/// What is looked for, and what narrows it.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Anything: words of any spelling, with or without spaces, a name, a code.
    pub q: String,
    /// Which kind of record, by its word among the `kinds` of an answer.
    pub kind: String,
    /// Official code of a province.
    pub province: String,
    /// A field of knowledge, as records name it.
    pub field: String,
    /// Code of a clinic.
    pub clinic: String,
    /// A fiscal year, Buddhist era.
    pub fiscal_year: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("kind", narrows_kind),
        ("province", places::narrows_province),
        ("fiscal_year", narrow::fiscal_year),
        ("cursor", narrows_cursor),
        ("limit", narrow::limit),
    ];
}

fn narrows_kind(typed: &str, _: NaiveDate) -> Result<String, Message> {
    let kinds: Vec<&str> = searched().iter().map(|kind| kind.kind).collect();
    let unknown = || narrow::unknown("kit-filter-word", typed).with("words", kinds.join(", "));
    searched_kind(typed).map(|kind| kind.kind.to_owned()).ok_or_else(unknown)
}

fn narrows_cursor(typed: &str, _: NaiveDate) -> Result<String, Message> {
    let place = typed.parse().ok().filter(|place: &usize| *place <= DEEPEST);
    place.map(|place| place.to_string()).ok_or_else(|| narrow::unknown("kit-filter-cursor", typed))
}

impl Filter {
    /// What is looked for: the beginning of a very long text.
    pub fn text(&self) -> &str {
        let text = self.q.trim();
        text.char_indices().nth(LETTERS_MOST).map_or(text, |(end, _)| &text[..end])
    }

    /// Was something typed that holds no word at all? Nothing is found by that.
    pub fn is_wordless(&self) -> bool {
        !self.text().is_empty() && !::search::asks(self.text())
    }

    /// The full form of what was typed short, by which it is looked for as well.
    pub fn written_out(&self) -> Option<String> {
        thai::words::written_out(self.text())
    }

    /// Was more typed than is looked for?
    pub fn is_cut(&self) -> bool {
        self.text().len() < self.q.trim().len()
    }

    /// Is nothing asked at all?
    pub fn is_empty(&self) -> bool {
        let narrows = [&self.kind, &self.province, &self.field, &self.clinic, &self.fiscal_year];
        self.text().is_empty() && narrows.iter().all(|value| value.is_empty())
    }

    /// Is it narrowed by anything but the kind, which stands above the list?
    pub fn is_narrowed(&self) -> bool {
        [&self.province, &self.field, &self.clinic, &self.fiscal_year].iter().any(|value| !value.is_empty())
    }

    /// Hits passed over.
    pub fn offset(&self) -> usize {
        self.cursor.as_deref().and_then(|cursor| cursor.parse().ok()).unwrap_or(0)
    }

    /// Hits wanted.
    pub fn limit(&self) -> usize {
        usize::try_from(self.limit.unwrap_or(PAGE).clamp(1, LIMIT)).unwrap_or(20)
    }

    /// Where the next page begins, when there is one.
    pub fn next(&self, total: u64) -> Option<String> {
        let next = self.offset() + self.limit();
        (u64::try_from(next).is_ok_and(|next| next < total) && next <= DEEPEST).then(|| next.to_string())
    }

    /// The address of the same question, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        self.address_of(self.text(), &self.kind, cursor)
    }

    /// The address of a part of the question, as it is narrowed.
    pub fn address_of_part(&self, part: &str) -> String {
        self.address_of(part, &self.kind, "")
    }

    /// The address of the same question among another kind.
    pub fn address_among(&self, kind: &str) -> String {
        self.address_of(self.text(), kind, "")
    }

    fn address_of(&self, text: &str, kind: &str, cursor: &str) -> String {
        let fields = [
            ("q", text),
            ("kind", kind),
            ("province", &self.province),
            ("field", &self.field),
            ("clinic", &self.clinic),
            ("fiscal_year", &self.fiscal_year),
            ("cursor", cursor),
        ];
        kit::web::address("/search", &fields)
    }
}
