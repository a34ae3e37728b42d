//! What a person typed about a pack -> a valid value, or errors beside the fields.

use chrono::NaiveDate;
use house::layout::date_field::DateField;
use kit::message::msg;
use kit::{FormErrors, Message};
use serde::Deserialize;
use xlsform::Kind;

use super::pack::{NewPack, SHEETS_MOST};

/// The form by which a clinic prints a pack.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PackForm {
    /// Which form.
    pub kind: String,
    /// For which day.
    #[serde(flatten)]
    pub answered_on: DateField<AnsweredOn>,
    /// How many sheets without a name.
    pub blanks: String,
}

house::date_names!(AnsweredOn, "answered_on");

impl PackForm {
    /// Reads the form; a pack is printed for a day that has come or is to come.
    ///
    /// # Errors
    /// What is wrong, beside the fields.
    pub fn check(&self, today: NaiveDate) -> Result<NewPack, FormErrors> {
        let mut errors = FormErrors::new();
        let kind = errors.take("kind", Kind::from_code(&self.kind).ok_or_else(|| msg("paper-packs-kind-choose")));
        let answered_on = errors.take("answered_on", self.answered_on.date(today));
        let blanks = match kind {
            Some(Kind::Application) => errors.take("blanks", blanks(&self.blanks)),
            _ => Some(0),
        };
        match (kind, answered_on, blanks) {
            (Some(kind), Some(answered_on), Some(blanks)) => Ok(NewPack { kind, answered_on, blanks }),
            _ => Err(errors),
        }
    }
}

fn blanks(typed: &str) -> Result<usize, Message> {
    let read = thai::digits::to_ascii(typed.trim()).parse().ok().filter(|count| (1..=SHEETS_MOST).contains(count));
    read.ok_or_else(|| msg("paper-packs-blanks").with("most", SHEETS_MOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_without_a_name_are_counted_for_applications_alone() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        let form = |kind: &str, blanks: &str| PackForm {
            kind: kind.to_owned(),
            blanks: blanks.to_owned(),
            answered_on: DateField::typed("1".to_owned(), "12".to_owned(), "2569".to_owned()),
        };
        assert_eq!(form("application", "๓๐").check(today).expect("a pack").blanks, 30);
        assert_eq!(form("evaluation", "many").check(today).expect("a pack").blanks, 0);
        for (kind, blanks, at) in
            [("application", "0", "blanks"), ("application", "301", "blanks"), ("other", "3", "kind")]
        {
            assert!(form(kind, blanks).check(today).expect_err("refused").of(at).is_some(), "{kind} {blanks}");
        }
    }
}
