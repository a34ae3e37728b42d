//! What was typed about the last day of what was carried over -> valid values, or errors beside the fields.

use chrono::NaiveDate;
use kit::FormErrors;
use kit::form::{public_text, version_seen};
use serde::Deserialize;
use utoipa::ToSchema;

use super::extension::NewExtension;
use super::forms::{TEXT_MOST, Until};
use house::layout::date_field::DateField;

/// The form by which the lead asks for a later last day of what was carried over.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ExtensionForm {
    /// Why it could not be paid by then; everybody reads it.
    #[schema(required)]
    pub reason: String,
    /// The last day on which it is to be spent.
    #[serde(flatten)]
    #[schema(value_type = Until)]
    pub until: DateField<Until>,
    /// The version of what is carried over that its writer had before their eyes.
    pub version: String,
}

impl ExtensionForm {
    /// Reads the form; years are meant near `today`.
    ///
    /// # Errors
    /// What is wrong, beside its field.
    pub fn check(&self, today: NaiveDate) -> Result<NewExtension, FormErrors> {
        let mut errors = FormErrors::new();
        let reason = errors.take("reason", public_text(&self.reason, TEXT_MOST));
        let until = errors.take("until", self.until.date(today));
        match (reason, until) {
            (Some(reason), Some(until)) => Ok(NewExtension { until, reason }),
            _ => Err(errors),
        }
    }

    /// The version its writer saw.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }
}
