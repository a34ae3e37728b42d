//! From what a person typed to a value worth keeping: Thai digits, thousands separators and stray
//! spaces are accepted, and what is kept is plain (ASCII digits, ISO days, choice values).

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use thai::digits::to_ascii;

use super::judging::ProblemKind;
use super::question::{Question, QuestionType};

/// Answers as they arrive, by question name: what an HTML form posts.
pub type Given = BTreeMap<String, Vec<String>>;

/// Characters in one text answer, where the form sets no lower bound of its own.
const MAX_TEXT: usize = 4_000;
/// Characters in one number; more would not be exact.
const MAX_NUMBER: usize = 15;
/// What agreeing to a statement is sent as.
pub const AGREED: &str = "OK";
/// Values a sender may give one question before the rest is not even looked at.
const MAX_VALUES: usize = 200;

/// One accepted answer. As JSON it is a string, a number or a list of strings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A whole number.
    Integer(i64),
    /// A number.
    Decimal(f64),
    /// A text, an ISO day, or the value of the one choice taken.
    Text(String),
    /// The values of the choices taken, in the form's order.
    Choices(Vec<String>),
}

impl Value {
    /// One plain text per exploded row: one for most answers, one per choice of a multiple choice.
    pub fn parts(&self) -> Vec<String> {
        match self {
            Value::Integer(number) => vec![number.to_string()],
            Value::Decimal(number) => vec![number.to_string()],
            Value::Text(text) => vec![text.clone()],
            Value::Choices(values) => values.clone(),
        }
    }

    /// As the XForm holds it: choices joined by a space.
    pub fn as_xform(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            _ => self.parts().join(" "),
        }
    }

    /// The number, if it is one or a choice written as one (a scale from 1 to 5).
    pub fn number(&self) -> Option<f64> {
        match self {
            Value::Integer(number) => Some(*number as f64),
            Value::Decimal(number) => Some(*number),
            Value::Text(text) => text.parse().ok(),
            Value::Choices(_) => None,
        }
    }
}

/// Reads what was given for a question; `Ok(None)` when nothing was.
pub(crate) fn read(question: &Question, given: &[String]) -> Result<Option<Value>, ProblemKind> {
    let mut filled = given.iter().take(MAX_VALUES).map(|text| text.trim()).filter(|text| !text.is_empty());
    match question.kind {
        QuestionType::Note | QuestionType::Calculated => Ok(None),
        QuestionType::SelectMultiple => choices(question, filled),
        QuestionType::SelectOne => one_choice(question, filled),
        kind => filled.next().map(|text| single(question, kind, text)).transpose(),
    }
}

fn single(question: &Question, kind: QuestionType, text: &str) -> Result<Value, ProblemKind> {
    match kind {
        QuestionType::Integer => integer(text),
        QuestionType::Decimal => decimal(text),
        QuestionType::Date => day(text),
        QuestionType::Time => time(text),
        QuestionType::Point => point(text),
        QuestionType::Acknowledgement if text == AGREED => free(text),
        QuestionType::Acknowledgement => Err(ProblemKind::NotAChoice),
        _ if question.looks("numbers") => free(&compact(text)),
        _ => free(text),
    }
}

fn one_choice<'a>(
    question: &Question,
    mut filled: impl Iterator<Item = &'a str>,
) -> Result<Option<Value>, ProblemKind> {
    let Some(first) = filled.next() else {
        return Ok(None);
    };
    if question.choice(first).is_none() || filled.any(|other| other != first) {
        return Err(ProblemKind::NotAChoice);
    }
    Ok(Some(Value::Text(first.to_owned())))
}

/// Values may come one by one (HTML) or joined by spaces (XForm). Order and repetition carry no
/// meaning, so what is kept follows the form's order: equal answers are then equal bytes.
fn choices<'a>(question: &Question, filled: impl Iterator<Item = &'a str>) -> Result<Option<Value>, ProblemKind> {
    let taken: Vec<&str> = filled.flat_map(str::split_whitespace).take(MAX_VALUES).collect();
    if taken.iter().any(|value| question.choice(value).is_none()) {
        return Err(ProblemKind::NotAChoice);
    }
    let in_order = question.choices.iter().map(|choice| &choice.value);
    let kept: Vec<String> = in_order.filter(|value| taken.contains(&value.as_str())).cloned().collect();
    Ok((!kept.is_empty()).then_some(Value::Choices(kept)))
}

fn free(text: &str) -> Result<Value, ProblemKind> {
    if kit::form::length(text) > MAX_TEXT {
        return Err(ProblemKind::TooLong { limit: MAX_TEXT });
    }
    // Browsers send CR LF; other control characters may not appear in XML at all.
    let plain = kit::form::visible(text).replace("\r\n", "\n").replace('\r', "\n");
    Ok(Value::Text(plain.chars().filter(|&c| c == '\n' || c == '\t' || !c.is_control()).collect()))
}

fn integer(text: &str) -> Result<Value, ProblemKind> {
    let plain = compact_number(text)?;
    plain.parse().map(Value::Integer).map_err(|_| ProblemKind::NotANumber)
}

fn decimal(text: &str) -> Result<Value, ProblemKind> {
    let plain = compact_number(text)?;
    // `parse` would also take "inf", "nan" and "1e5", which nobody means.
    if !plain.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-') {
        return Err(ProblemKind::NotANumber);
    }
    plain.parse().map(Value::Decimal).map_err(|_| ProblemKind::NotANumber)
}

fn compact_number(text: &str) -> Result<String, ProblemKind> {
    let plain: String = to_ascii(text).chars().filter(|&c| c != ',' && !c.is_whitespace()).collect();
    if plain.len() > MAX_NUMBER { Err(ProblemKind::NotANumber) } else { Ok(plain) }
}

/// A Buddhist year typed as it is said is refused rather than guessed: the page asks for day,
/// month and year apart and sends an ISO day (`docs/requirements.md C-02`).
fn day(text: &str) -> Result<Value, ProblemKind> {
    let day = NaiveDate::parse_from_str(&to_ascii(text), "%Y-%m-%d").map_err(|_| ProblemKind::NotADate)?;
    if !(1800..=2400).contains(&day.year()) {
        return Err(ProblemKind::NotADate);
    }
    Ok(Value::Text(day.format("%Y-%m-%d").to_string()))
}

/// Telephones send a time with its seconds and its zone, of which a time of day needs neither.
fn time(text: &str) -> Result<Value, ProblemKind> {
    let plain = to_ascii(text).replace('.', ":");
    let minutes: String = plain.split(':').take(2).collect::<Vec<_>>().join(":");
    let time = NaiveTime::parse_from_str(&minutes, "%H:%M").map_err(|_| ProblemKind::NotATime)?;
    Ok(Value::Text(time.format("%H:%M").to_string()))
}

/// Latitude and longitude in degrees, as telephones send them and as maps show them; height above the sea and accuracy
/// are kept where they are said, in metres.
fn point(text: &str) -> Result<Value, ProblemKind> {
    let plain = to_ascii(text).replace(',', " ");
    let numbers: Option<Vec<f64>> = plain.split_whitespace().take(5).map(|part| part.parse().ok()).collect();
    let numbers = numbers.filter(|numbers| (2..=4).contains(&numbers.len())).ok_or(ProblemKind::NotAPoint)?;
    let on_earth = numbers[0].abs() <= 90.0 && numbers[1].abs() <= 180.0 && numbers.iter().all(|n| n.is_finite());
    if !on_earth {
        return Err(ProblemKind::NotAPoint);
    }
    Ok(Value::Text(numbers.iter().map(f64::to_string).collect::<Vec<_>>().join(" ")))
}

/// Telephone and registration numbers: digits without the spaces and dashes people write between.
fn compact(text: &str) -> String {
    to_ascii(text).chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

#[cfg(test)]
mod tests {
    use super::super::questionnaire::Kind;
    use super::super::tests::{APPLICATION, FOLLOW_UP, a_text, answering, but, form, november};
    use super::*;

    #[test]
    fn numbers_and_days_are_numbers_and_days() {
        let form = form(Kind::FollowUp);
        for value in ["สาม", "3.5", "1e3", "--3", "9999999999999999", "NaN", "0x10"] {
            let judged = form.judge(&but(FOLLOW_UP, "passed_on", value), november());
            assert_eq!(judged.problem("passed_on"), Some(&ProblemKind::NotANumber), "{value}");
        }
        for value in ["inf", "NaN", "1e5", "1.2.3", "", "-"].into_iter().filter(|value| !value.is_empty()) {
            let judged = form.judge(&but(FOLLOW_UP, "income_before", value), november());
            assert_eq!(judged.problem("income_before"), Some(&ProblemKind::NotANumber), "{value}");
        }
        for value in ["2569-10-01", "2026-02-30", "1 ต.ค. 2569", "0026-10-01", "2026"] {
            let judged = form.judge(&but(FOLLOW_UP, "applied_since", value), november());
            assert_eq!(judged.problem("applied_since"), Some(&ProblemKind::NotADate), "{value}");
        }
        let thai = form.judge(&but(FOLLOW_UP, "applied_since", "๒๐๒๖-๑๐-๐๑"), november());
        assert_eq!(thai.answers["applied_since"], a_text("2026-10-01"));
    }

    #[test]
    fn times_and_places_are_read_as_telephones_and_people_write_them() {
        let form = super::super::tests::accepted(&[
            &["time", "begins", "เวลาเริ่ม"],
            &["geopoint", "place", "ที่ตั้ง"],
            &["image", "picture", "ภาพ"],
            &["acknowledge", "agreed", "ยินยอม"],
        ]);
        let kept = |name: &str, text: &str| form.judge(&answering(&[(name, text)]), november()).answers.remove(name);
        for (text, expected) in [("๑๔.๓๐", "14:30"), ("9:05", "09:05"), ("07:00:00.000+07:00", "07:00")] {
            assert_eq!(kept("begins", text), Some(a_text(expected)), "{text}");
        }
        for (text, expected) in
            [("7.1954, 99.6131", "7.1954 99.6131"), ("7.1954 99.6131 12.0 4.8", "7.1954 99.6131 12 4.8")]
        {
            assert_eq!(kept("place", text), Some(a_text(expected)), "{text}");
        }
        assert_eq!(kept("picture", "1763.jpg"), Some(a_text("1763.jpg")));
        assert_eq!(kept("agreed", "OK"), Some(a_text("OK")));
        for (name, text, problem) in [
            ("begins", "25:00", ProblemKind::NotATime),
            ("begins", "เช้า", ProblemKind::NotATime),
            ("place", "7.1954", ProblemKind::NotAPoint),
            ("place", "99.6131 7.1954", ProblemKind::NotAPoint),
            ("place", "7 NaN", ProblemKind::NotAPoint),
            ("place", "1 2 3 4 5", ProblemKind::NotAPoint),
            ("agreed", "yes", ProblemKind::NotAChoice),
        ] {
            assert_eq!(form.judge(&answering(&[(name, text)]), november()).problem(name), Some(&problem), "{text}");
        }
    }

    #[test]
    fn too_long_a_text_is_refused_and_foreign_names_are_ignored() {
        let form = form(Kind::Application);
        let long = form.judge(&but(APPLICATION, "need", &"ก".repeat(4_001)), november());
        assert_eq!(long.problem("need"), Some(&ProblemKind::TooLong { limit: 4_000 }));
        let over = form.judge(&but(APPLICATION, "need", &"ก".repeat(2_001)), november());
        assert!(matches!(over.problem("need"), Some(ProblemKind::Constraint { .. })));
        let noisy = form.judge(&but(APPLICATION, "csrf", "x"), november());
        assert_eq!(noisy, form.judge(&answering(APPLICATION), november()));
        let control = form.judge(&but(APPLICATION, "need", "บรรทัดหนึ่ง\r\nสอง\u{0}\u{1b}"), november());
        assert_eq!(control.answers["need"], a_text("บรรทัดหนึ่ง\nสอง"));
    }
}
