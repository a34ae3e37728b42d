//! What was typed -> a valid value, or errors beside the fields.

use chrono::NaiveDate;
use kit::form::{optional, text_within};
use kit::message::msg;
use kit::{FormErrors, Message};
use serde::Deserialize;

use super::request::{NewRequest, Wish};
use house::layout::date_field::DateField;

use crate::consents::Way;

/// The longest words or reason, in characters.
const MOST: usize = 2_000;

/// The form by which somebody asks, or a clinic writes down that they did.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RequestForm {
    /// What for.
    pub wish: String,
    /// In their words.
    pub words: String,
    /// How they asked; by their slip it is not asked.
    pub way: String,
    /// And when; by their slip today.
    #[serde(flatten)]
    pub asked_on: DateField<AskedOn>,
}

house::date_names!(AskedOn, "asked_on");

impl RequestForm {
    /// Reads the form as a clinic fills it in.
    ///
    /// # Errors
    /// What is wrong, beside the fields.
    pub fn check(&self, today: NaiveDate) -> Result<NewRequest, FormErrors> {
        let mut errors = FormErrors::new();
        let way = Way::from_word(&self.way).filter(|way| Way::AT_DESK.contains(way));
        let way = errors.take("way", way.ok_or_else(|| msg("data-requests-way-choose")));
        let asked_on = errors.take("asked_on", self.day(today));
        let said = self.said(&mut errors);
        match (said, way, asked_on) {
            (Some((wish, words)), Some(way), Some(asked_on)) => Ok(NewRequest { wish, words, way, asked_on }),
            _ => Err(errors),
        }
    }

    /// Reads the form as the holder of a slip fills it in.
    ///
    /// # Errors
    /// What is wrong, beside the fields.
    pub fn check_by_slip(&self, today: NaiveDate) -> Result<NewRequest, FormErrors> {
        let mut errors = FormErrors::new();
        let said = self.said(&mut errors);
        said.map(|(wish, words)| NewRequest { wish, words, way: Way::Slip, asked_on: today }).ok_or(errors)
    }

    /// What they ask; whoever asks for a correction says what is wrong.
    fn said(&self, errors: &mut FormErrors) -> Option<(Wish, Option<String>)> {
        let wish = errors.take("wish", Wish::from_word(&self.wish).ok_or_else(|| msg("data-requests-wish-choose")));
        let words = errors.take("words", optional(&self.words).map(|text| text_within(&text, MOST)).transpose());
        let (wish, words) = (wish?, words?);
        if wish == Wish::Correction && words.is_none() {
            errors.add("words", msg("data-requests-words-needed"));
            return None;
        }
        Some((wish, words))
    }

    fn day(&self, today: NaiveDate) -> Result<NaiveDate, Message> {
        let day = self.asked_on.date(today)?;
        if day > today { Err(msg("layout-date-future")) } else { Ok(day) }
    }
}

/// The form by which a request is settled.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SettleForm {
    /// What was done, or why not.
    pub reason: String,
}

impl SettleForm {
    /// Reads the form.
    ///
    /// # Errors
    /// What is wrong, beside the field.
    pub fn check(&self) -> Result<String, FormErrors> {
        let mut errors = FormErrors::new();
        errors.take("reason", text_within(&self.reason, MOST)).ok_or(errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_for_a_correction_says_what_is_wrong() {
        let today = kit::clock::day("2010-11-01");
        for (wish, words, wrong) in [
            ("copy", "", None),
            ("deletion", "", None),
            ("correction", " ", Some("words")),
            ("correction", "นามสกุลผิด", None),
            ("everything", "", Some("wish")),
        ] {
            let form = RequestForm { wish: wish.to_owned(), words: words.to_owned(), ..RequestForm::default() };
            let refused = form.check_by_slip(today).err();
            assert_eq!(refused.is_some(), wrong.is_some(), "{wish}");
            assert!(wrong.is_none_or(|field| refused.is_some_and(|errors| errors.of(field).is_some())), "{wish}");
        }
    }
}
