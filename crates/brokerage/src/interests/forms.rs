//! What somebody typed who wants a technology -> a valid value, or errors beside the fields.

use kit::form::{length, optional, text_within};
use kit::message::msg;
use kit::{FormErrors, Message, Timestamp};
use serde::Deserialize;
use thai::places::{Level, find};
use thai::readable::has_letters;
use utoipa::ToSchema;

use super::interest::{NewInterest, WORDS_LEAST, WORDS_MOST};
use crate::needs::{NeedForm, legible};

/// The longest name, contact or village, in characters.
const LINE_MOST: usize = 200;

/// The form by which anyone says that they want a technology. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct InterestForm {
    /// Code of the technology.
    #[schema(required)]
    pub technology: String,
    /// Who asks; never published.
    #[schema(required)]
    pub name: String,
    /// A telephone number or another way to reach them; never published.
    #[schema(required)]
    pub contact: String,
    /// Official code of their province.
    #[schema(required)]
    pub province: String,
    /// Their village.
    pub village: String,
    /// What they want it for, in their own words. Numbers and addresses of persons are masked before anybody
    /// reads them.
    #[schema(required)]
    pub words: String,
    /// "yes": their clinic may keep this and reach them about it.
    #[schema(required)]
    pub consent: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// A field that no person sees: what stands in it was put there by a program.
    #[schema(ignore)]
    pub website: String,
    /// When the page with the form was opened, in milliseconds of Unix time.
    #[schema(ignore)]
    pub opened: String,
}

impl InterestForm {
    /// Was it sent like a program sends forms? As with needs, a person presses once more.
    pub fn is_hasty(&self, now: Timestamp) -> bool {
        NeedForm { website: self.website.clone(), opened: self.opened.clone(), ..NeedForm::default() }.is_hasty(now)
    }

    /// Do they agree that the clinic keeps this and reaches them?
    pub fn is_agreed(&self) -> bool {
        self.consent == "yes"
    }

    /// Reads the form.
    ///
    /// # Errors
    /// What is wrong, beside the fields; without consent nothing is kept.
    pub fn check(&self) -> Result<NewInterest, FormErrors> {
        let mut errors = FormErrors::new();
        let name = errors.take("name", text_within(&self.name, LINE_MOST));
        let contact = errors.take("contact", contact(&self.contact));
        let province = errors.take("province", province(&self.province));
        let village = optional(&self.village).map(|text| text_within(&text, LINE_MOST)).transpose();
        let village = errors.take("village", village).flatten();
        let words = errors.take("words", words(&self.words));
        if !self.is_agreed() {
            errors.add("consent", msg("interests-consent-needed"));
        }
        match (name, contact, province, words) {
            (Some(name), Some(contact), Some(province), Some(words)) if errors.is_empty() => {
                Ok(NewInterest { name, contact, province, village, words })
            }
            _ => Err(errors),
        }
    }
}

fn words(typed: &str) -> Result<String, Message> {
    let text = text_within(&legible(typed), WORDS_MOST)?;
    match (length(&text) < WORDS_LEAST, has_letters(&text)) {
        (true, _) => Err(msg("interests-words-short").with("least", WORDS_LEAST)),
        (_, false) => Err(msg("interests-words-no-letters")),
        _ => Ok(text),
    }
}

/// A telephone number is kept in one form; anything else is kept as typed.
fn contact(typed: &str) -> Result<String, Message> {
    let typed = text_within(typed, LINE_MOST)?;
    let looks_like_number = typed.chars().all(|letter| !letter.is_alphabetic());
    match thai::phone::Phone::parse(&typed) {
        Ok(phone) => Ok(phone.e164()),
        Err(_) if looks_like_number => Err(msg("interests-contact-number")),
        Err(_) => Ok(typed),
    }
}

fn province(typed: &str) -> Result<String, Message> {
    let known = find(typed.trim()).filter(|place| place.level() == Level::Province);
    known.map(|place| place.code.to_string()).ok_or_else(|| msg("interests-province-choose"))
}
