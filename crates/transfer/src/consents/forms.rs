//! What was typed -> a valid value, or errors beside the fields.

use chrono::NaiveDate;
use kit::form::{optional, text_within};
use kit::message::msg;
use kit::{FormErrors, Message};
use serde::Deserialize;

use super::consent::{NewConsent, Purpose, Relation, Way};
use house::layout::date_field::DateField;

/// The longest note, in characters.
const NOTE_MOST: usize = 1_000;
/// The longest name of a guardian, as the application has it.
const NAME_MOST: usize = 200;

/// The form by which a clinic writes down what somebody says of a purpose.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ConsentForm {
    /// Of what.
    pub purpose: String,
    /// "yes" or "no".
    pub agreed: String,
    /// When they said so.
    #[serde(flatten)]
    pub said_on: DateField<SaidOn>,
    /// And how.
    pub way: String,
    /// Who spoke for a minor.
    pub guardian: String,
    /// Who that is to them.
    pub relation: String,
    /// Anything worth knowing.
    pub note: String,
    /// The same in a form sent twice.
    pub once: String,
}

house::date_names!(SaidOn, "said_on");

impl ConsentForm {
    /// Reads the form. Whoever is known to be a minor agrees by their guardian, and takes back alone or by them
    /// (Personal Data Protection Act B.E. 2562, section 20).
    ///
    /// # Errors
    /// What is wrong, beside the fields.
    pub fn check(&self, minor: bool, today: NaiveDate) -> Result<NewConsent, FormErrors> {
        let mut errors = FormErrors::new();
        let purpose = Purpose::from_word(&self.purpose).ok_or_else(|| msg("consents-purpose-choose"));
        let purpose = errors.take("purpose", purpose);
        let agreed = match self.agreed.as_str() {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(msg("consents-agreed-choose")),
        };
        let agreed = errors.take("agreed", agreed);
        let said_on = errors.take("said_on", self.day(today));
        let way = Way::from_word(&self.way).filter(|way| Way::AT_DESK.contains(way));
        let way = errors.take("way", way.ok_or_else(|| msg("consents-way-choose")));
        let note = errors.take("note", within(&self.note, NOTE_MOST));
        let guardian = self.guardian(minor && agreed == Some(true), &mut errors);
        match (purpose, agreed, said_on, way, note, guardian) {
            (Some(purpose), Some(agreed), Some(said_on), Some(way), Some(note), Some(guardian)) => {
                Ok(NewConsent { purpose, agreed, said_on, way, guardian, note })
            }
            _ => Err(errors),
        }
    }

    fn day(&self, today: NaiveDate) -> Result<NaiveDate, Message> {
        let day = self.said_on.date(today)?;
        if day > today { Err(msg("layout-date-future")) } else { Ok(day) }
    }

    /// A guardian is named with who they are to the minor, or not at all.
    fn guardian(&self, needed: bool, errors: &mut FormErrors) -> Option<Option<(String, Relation)>> {
        let name = errors.take("guardian", within(&self.guardian, NAME_MOST))?;
        match (name, Relation::from_word(&self.relation)) {
            (None, _) if needed => {
                errors.add("guardian", msg("consents-guardian-needed"));
                None
            }
            (Some(_), None) => {
                errors.add("relation", msg("consents-relation-choose"));
                None
            }
            (name, relation) => Some(name.zip(relation)),
        }
    }
}

fn within(typed: &str, most: usize) -> Result<Option<String>, Message> {
    optional(typed).map(|text| text_within(&text, most)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    #[test]
    fn a_minor_agrees_by_their_guardian_and_takes_back_alone() {
        let today = day("2010-11-01");
        for (minor, agreed, guardian, relation, wrong) in [
            (false, "yes", "", "", None),
            (true, "yes", "", "", Some("guardian")),
            (true, "yes", "นางสมศรี ใจดี", "", Some("relation")),
            (true, "yes", "นางสมศรี ใจดี", "mother", None),
            (true, "no", "", "", None),
        ] {
            let form = ConsentForm {
                purpose: "photo".to_owned(),
                agreed: agreed.to_owned(),
                said_on: DateField::from(today),
                way: "phone".to_owned(),
                guardian: guardian.to_owned(),
                relation: relation.to_owned(),
                ..ConsentForm::default()
            };
            let checked = form.check(minor, today);
            assert_eq!(checked.is_err(), wrong.is_some(), "{minor} {agreed} {guardian}");
            if let (Err(errors), Some(field)) = (checked, wrong) {
                assert!(errors.of(field).is_some(), "{field}");
            }
        }
        let slip = ConsentForm { way: "slip".to_owned(), ..ConsentForm::default() };
        let errors = slip.check(false, today).expect_err("nothing was chosen");
        for field in ["purpose", "agreed", "said_on", "way"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
    }
}
