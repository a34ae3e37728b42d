//! The small data that components are called with.

use chrono::NaiveDate;
use kit::Message;
use kit::show::Bilingual;
use thai::FiscalYear;

/// Words on a page, from wherever they come.
#[derive(Clone, Debug, PartialEq)]
pub enum Label {
    /// A sentence of ours.
    Message(Message),
    /// A name kept in both languages.
    Names(Bilingual),
    /// Somebody's own words, shown as they are.
    Text(String),
}

impl Label {
    /// Somebody's own words cut to `most` characters, at a space where there is one; names and
    /// sentences of ours are short.
    pub fn cut(&self, most: usize) -> Self {
        let Self::Text(text) = self else { return self.clone() };
        let Some((end, _)) = text.char_indices().nth(most) else { return self.clone() };
        let end = text[..end].rfind(' ').unwrap_or(end);
        Self::Text(format!("{}…", text[..end].trim_end()))
    }
}

impl From<Message> for Label {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

impl From<Bilingual> for Label {
    fn from(names: Bilingual) -> Self {
        Self::Names(names)
    }
}

impl From<String> for Label {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// One of the choices of a select, of radio buttons or of checkboxes.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What the reader sees.
    pub label: Label,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<Label>) -> Self {
        Self { value: value.into(), label: label.into() }
    }

    /// Is it the chosen one?
    pub fn is(&self, value: impl AsRef<str>) -> bool {
        self.value == value.as_ref()
    }

    /// Is it among those chosen?
    pub fn is_among<S: AsRef<str>>(&self, values: &[S]) -> bool {
        values.iter().any(|value| self.is(value))
    }
}

/// A question whose words are not ours but a questionnaire's, for the `asked_…` fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The field's name.
    pub name: String,
    /// The question.
    pub label: Label,
    /// Under it, one after the other: when it is asked, and a word of help.
    pub hints: Vec<Label>,
    /// May it be left empty?
    pub optional: bool,
}

/// The fiscal year in which the network began (docs/requirements.md A0-06).
const FIRST_YEAR: i32 = 2546;

/// Fiscal years as choices, from `last` back to that of the network's beginning.
pub fn fiscal_years(last: FiscalYear) -> Vec<Choice> {
    let choice = |year: i32| {
        let label = Message::new("layout-fiscal-year").with("year", FiscalYear(year));
        Choice::new(year.to_string(), label)
    };
    (FIRST_YEAR..=last.0).rev().map(choice).collect()
}

/// Words as choices, each called by the message `prefix` + word.
pub fn choices<'a>(words: impl IntoIterator<Item = &'a str>, prefix: &str) -> Vec<Choice> {
    words.into_iter().map(|word| Choice::new(word, Message::new(format!("{prefix}{word}")))).collect()
}

/// A month in a date field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// "1" to "12".
    pub number: &'static str,
    /// Is it the one typed before?
    pub chosen: bool,
}

/// The months as message ids end in them.
pub(super) const MONTHS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];

/// The months, with the one typed before marked; "03" is March too.
pub fn months(typed: impl AsRef<str>) -> [Month; 12] {
    let typed = typed.as_ref().trim().trim_start_matches('0');
    MONTHS.map(|number| Month { number, chosen: number == typed })
}

/// Where a step of a timeline stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It has happened.
    Done,
    /// It is going on.
    Now,
    /// It is still to come.
    Later,
}

impl State {
    /// The word in class names and in message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Later => "later",
        }
    }
}

/// One step of a timeline: of the chain of a need, or of a record's history.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Where it stands.
    pub state: State,
    /// What it is.
    pub title: Label,
    /// The day it happened or is promised for.
    pub on: Option<NaiveDate>,
    /// Who did it, or what it led to.
    pub note: Option<Label>,
    /// The record behind it.
    pub href: Option<String>,
}

impl Step {
    /// A step with nothing but a title.
    pub fn new(state: State, title: impl Into<Label>) -> Self {
        Self { state, title: title.into(), on: None, note: None, href: None }
    }

    /// The same step on a day.
    #[must_use]
    pub fn on(mut self, day: NaiveDate) -> Self {
        self.on = Some(day);
        self
    }

    /// The same step with a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<Label>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// The same step with the record behind it.
    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_month_typed_is_marked_however_it_was_written() {
        for typed in ["3", "03", " 3 "] {
            let chosen: Vec<_> =
                months(typed).into_iter().filter(|month| month.chosen).map(|month| month.number).collect();
            assert_eq!(chosen, ["3"], "{typed:?}");
        }
        assert!(months("").iter().all(|month| !month.chosen));
    }
}
