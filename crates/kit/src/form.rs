//! What a person typed, and what is wrong with it. A form keeps every field as it was typed, so
//! that a refusal can show it again; errors sit beside their fields.

use std::borrow::Cow;
use std::fmt;

use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;
use serde::de::{self, Visitor};
use thai::FiscalYear;
use thai::date::DateError;
use utoipa::ToSchema;

use crate::message::{Message, msg};

mod beside;
mod money;

use beside::Fields;
pub use beside::Versioned;
pub use money::{baht, signed_baht};

/// Errors of one form, each beside its field, in the order they were found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormErrors {
    errors: Vec<(String, Message)>,
    saved: Fields,
}

impl FormErrors {
    /// No errors yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A single error.
    pub fn one(field: impl Into<String>, message: Message) -> Self {
        let mut errors = Self::new();
        errors.add(field, message);
        errors
    }

    /// What stands against the form as a whole, and beside none of its fields.
    pub fn whole(message: Message) -> Self {
        Self::one("", message)
    }

    /// Says what is wrong with `field`.
    pub fn add(&mut self, field: impl Into<String>, message: Message) {
        self.errors.push((field.into(), message));
    }

    /// Takes the value, or notes the error beside `field` and answers `None`.
    pub fn take<T>(&mut self, field: &str, result: Result<T, Message>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(message) => {
                self.add(field, message);
                None
            }
        }
    }

    /// The first error of `field`.
    pub fn of(&self, field: &str) -> Option<&Message> {
        self.errors.iter().find(|(name, _)| name == field).map(|(_, message)| message)
    }

    /// Has nothing gone wrong?
    pub fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// Every error with its field.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Message)> {
        self.errors.iter().map(|(field, message)| (field.as_str(), message))
    }

    /// `Ok` when nothing went wrong: the last line of a form's `check`.
    ///
    /// # Errors
    /// These errors, when there are any.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

/// The first fiscal year there is: the one before the programme's start in 2545.
const FIRST_FISCAL_YEAR: i32 = 2540;
/// How far ahead somebody plans, in years.
const YEARS_AHEAD: i32 = 10;

/// Reads a fiscal year of the Buddhist era, however it was typed. Only years that the programme can
/// have are taken: of 2540 to ten years from `today`.
///
/// # Errors
/// What is wrong, with the likely year where there is one.
pub fn fiscal_year(typed: &str, today: NaiveDate) -> Result<FiscalYear, Message> {
    let typed = required(typed)?;
    let this = FiscalYear::of(today).0;
    let (first, last) = (FIRST_FISCAL_YEAR, this + YEARS_AHEAD);
    let out = |typed: &str| {
        msg("kit-year-out").with("typed", typed).with("first", first.to_string()).with("last", last.to_string())
    };
    match thai::date::year_near(&typed, this) {
        Ok(year) if (first..=last).contains(&year) => Ok(FiscalYear(year)),
        Ok(_) | Err(DateError::YearOutOfRange { suggestion: None, .. }) => Err(out(&typed)),
        Err(DateError::YearOutOfRange { suggestion: Some(year), .. }) => Err(year_meant(&typed, year)),
        Err(_) => Err(msg("kit-year-unreadable").with("typed", typed).with("example", this.to_string())),
    }
}

fn year_meant(typed: &str, year: i32) -> Message {
    msg("kit-year-meant").with("typed", typed).with("year", year.to_string())
}

/// Says in words what is wrong with a date.
pub fn explain(error: DateError) -> Message {
    match error {
        DateError::YearOutOfRange { typed, suggestion: Some(year) } => year_meant(&typed, year),
        DateError::ShortYear { typed, suggestion } => year_meant(&typed.to_string(), suggestion),
        DateError::YearOutOfRange { typed, suggestion: None } => msg("kit-date-year").with("typed", typed),
        DateError::Missing(_) => msg("kit-date-missing"),
        DateError::NoSuchDay { .. } | DateError::NoSuchMonth { .. } => msg("kit-date-no-such-day"),
        _ => msg("kit-date-unreadable"),
    }
}

/// One text about a record, such as a reason or a reply.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct TextForm {
    /// As it was typed.
    #[schema(required)]
    pub text: String,
    /// The version of the record that its writer had before their eyes.
    pub version: String,
}

impl TextForm {
    /// Reads the text, which the public reads, of at most `most` characters.
    ///
    /// # Errors
    /// As [`public_text`], beside `text`.
    pub fn check(&self, most: usize) -> Result<String, FormErrors> {
        public_text(&self.text, most).map_err(|message| FormErrors::one("text", message))
    }

    /// The version its writer saw.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }
}

/// The version a form was filled in on, as a number or as an `ETag` in its quotes. A feature chooses what a form
/// without one means: kept as `None` it is not checked against others' changes; made 0, which no record has, it
/// is always refused as if somebody else had changed the record.
pub fn version_seen(typed: &str) -> Option<i64> {
    typed.trim().trim_matches('"').parse().ok()
}

/// A time of day, as people write it: `16.30`, `16:30 น.`, `23:59:59`, in either digit set.
///
/// # Errors
/// `kit-time` where it is none.
pub fn time_of_day(typed: &str) -> Result<NaiveTime, Message> {
    let read = thai::date::parse_time(typed);
    read.ok_or_else(|| msg("kit-time").with("typed", typed.trim()))
}

/// A field that must be filled, trimmed.
///
/// # Errors
/// `kit-field-required` when nothing but spaces was typed.
pub fn required(typed: &str) -> Result<String, Message> {
    optional(typed).ok_or_else(|| Message::new("kit-field-required"))
}

/// A field that may stay empty, trimmed, without signs that nobody sees.
pub fn optional(typed: &str) -> Option<String> {
    let visible = visible(typed);
    let text = visible.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A text without signs that nobody sees. What is no field of a form (a row of a plan, a cell of a
/// file, an answer to a questionnaire) is read by this.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_unseen) {
        Cow::Owned(text.chars().filter(|letter| !is_unseen(*letter)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Signs that turn the direction of what follows them, so that a text reads otherwise than it is
/// kept (U+202E shows `moc.knab` as `bank.com`), and control characters, which no text needs but the
/// ends of lines. What parts Thai words (U+200B) stays.
fn is_unseen(letter: char) -> bool {
    let turns =
        matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
}

/// How many characters a person typed: the end of a line is one, though browsers send two for it (WHATWG
/// HTML, the entry list of a form).
///
/// ```
/// # use kit::form::length;
/// assert_eq!((length("ก\r\nข"), length("ก\nข"), length("ก\rข")), (3, 3, 3));
/// ```
pub fn length(text: &str) -> usize {
    text.chars().count() - text.matches("\r\n").count()
}

/// A field that must be filled with at most `most` characters.
///
/// # Errors
/// `kit-field-required` or `kit-field-too-long`.
pub fn text_within(typed: &str, most: usize) -> Result<String, Message> {
    let text = required(typed)?;
    let length = length(&text);
    if length > most {
        let grouped = |count: usize| thai::digits::group(i64::try_from(count).unwrap_or(i64::MAX));
        return Err(Message::new("kit-field-too-long").with("most", grouped(most)).with("length", grouped(length)));
    }
    Ok(text)
}

/// The shortest reason or reply that the public reads, in characters: as long as what a citizen is
/// asked to write.
pub const PUBLIC_LEAST: usize = 10;

/// A reason or a reply that the public reads, and that is final: not a word or two, at most `most`
/// characters.
///
/// # Errors
/// As [`text_within`], or `kit-field-public-short`.
pub fn public_text(typed: &str, most: usize) -> Result<String, Message> {
    let text = text_within(typed, most)?;
    if length(&text) < PUBLIC_LEAST {
        return Err(msg("kit-field-public-short").with("least", PUBLIC_LEAST));
    }
    Ok(text)
}

/// A reason that somebody acts upon, though the public does not read it: not a word or two, at most `most` characters.
///
/// # Errors
/// As [`text_within`], or `kit-field-reason-short`.
pub fn reason_text(typed: &str, most: usize) -> Result<String, Message> {
    let text = text_within(typed, most)?;
    if length(&text) < PUBLIC_LEAST {
        return Err(msg("kit-field-reason-short").with("least", PUBLIC_LEAST));
    }
    Ok(text)
}

/// For a field that a page sends as text and a program may send as a list: its items, one a line.
///
/// # Errors
/// When it is neither.
pub fn text_or_list<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    struct TextOrList;
    impl<'de> Visitor<'de> for TextOrList {
        type Value = String;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("text or a list")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
            Ok(text.to_owned())
        }

        fn visit_i64<E: de::Error>(self, number: i64) -> Result<String, E> {
            Ok(number.to_string())
        }

        fn visit_u64<E: de::Error>(self, number: u64) -> Result<String, E> {
            Ok(number.to_string())
        }

        fn visit_unit<E: de::Error>(self) -> Result<String, E> {
            Ok(String::new())
        }

        fn visit_none<E: de::Error>(self) -> Result<String, E> {
            Ok(String::new())
        }

        fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<String, A::Error> {
            let mut lines: Vec<String> = Vec::new();
            while let Some(item) = items.next_element()? {
                lines.push(item);
            }
            Ok(lines.join("\n"))
        }
    }
    deserializer.deserialize_any(TextOrList)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_nobody_sees_are_taken_out_of_what_was_typed() {
        assert_eq!(
            optional("กล้วย\u{202e}123\u{202c} ตาก\u{0}\n\u{2066}ขึ้นรา\u{2069}").as_deref(),
            Some("กล้วย123 ตาก\nขึ้นรา")
        );
        assert_eq!(optional(" \u{202e} "), None);
        assert_eq!(optional("แม่\u{200b}บ้าน").as_deref(), Some("แม่\u{200b}บ้าน"));
    }

    #[test]
    fn a_fiscal_year_is_read_in_one_way_and_the_likely_one_offered() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
        for (typed, year) in [("2553", 2553), (" ๒๕๕๓ ", 2553), ("พ.ศ. 2570", 2570), ("2010", 2553), ("70", 2570)]
        {
            assert_eq!(fiscal_year(typed, today), Ok(FiscalYear(year)), "{typed}");
        }
        for (typed, said) in [
            ("", "kit-field-required"),
            ("abc", "kit-year-unreadable"),
            ("25693", "kit-year-meant"),
            ("2600", "kit-year-out"),
            ("2500", "kit-year-out"),
            ("9999", "kit-year-out"),
        ] {
            assert_eq!(fiscal_year(typed, today).expect_err("refused").id(), said, "{typed}");
        }
        let meant = fiscal_year("25693", today).expect_err("refused");
        assert_eq!(meant, msg("kit-year-meant").with("typed", "25693").with("year", "2569"));
    }
}
