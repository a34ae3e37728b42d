//! What the ministry typed about a holiday -> a valid value, or errors beside the fields.

use chrono::NaiveDate;
use kit::FormErrors;
use kit::form::{optional, text_within};
use kit::message::msg;
use kit::show::Bilingual;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::calendar::is_weekend;
use super::holiday::{Kind, NewHoliday, TEXT_MOST};
use house::layout::date_field::DateField;

/// The form by which a holiday is entered.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct HolidayForm {
    #[serde(flatten)]
    #[schema(value_type = On)]
    pub on: DateField<On>,
    /// What makes it one.
    #[schema(required, value_type = Kind)]
    pub kind: String,
    /// How it is called in Thai.
    #[schema(required)]
    pub name_th: String,
    /// How it is called in English.
    pub name_en: String,
    /// Which announcement says so.
    #[schema(required)]
    pub source: String,
}

house::date_names!(On, "on");

impl HolidayForm {
    /// Reads the form, near `today` where a year must be guessed at.
    ///
    /// # Errors
    /// What is wrong, beside its field.
    pub fn check(&self, today: NaiveDate) -> Result<NewHoliday, FormErrors> {
        let mut errors = FormErrors::new();
        let day = errors.take("on", self.on.date(today));
        let kind = errors.take("kind", Kind::from_word(&self.kind).ok_or_else(|| msg("holidays-kind-choose")));
        let name = errors.take("name_th", text_within(&self.name_th, TEXT_MOST));
        let source = errors.take("source", text_within(&self.source, TEXT_MOST));
        if let (Some(day), Some(Kind::Substitution | Kind::Worked)) = (day, kind)
            && is_weekend(day)
        {
            errors.add("on", msg("holidays-weekend"));
        }
        match (day, kind, name, source, errors.is_empty()) {
            (Some(day), Some(kind), Some(th), Some(source), true) => {
                Ok(NewHoliday { day, kind, name: Bilingual { th, en: optional(&self.name_en) }, source })
            }
            _ => Err(errors),
        }
    }
}
