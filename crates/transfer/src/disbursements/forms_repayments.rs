//! What was typed about money that went back -> valid values, or errors beside the fields.

use chrono::NaiveDate;
use kit::FormErrors;
use kit::form::text_within;
use serde::Deserialize;
use utoipa::ToSchema;

use super::forms::{LINE_MOST, amount};
use super::repayment::NewRepayment;
use house::layout::date_field::DateField;

house::date_names!(ReturnedOn, "returned_on");

/// The form by which money that went back to the ministry is written down.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct RepaymentForm {
    /// In baht.
    #[schema(required)]
    pub amount: String,
    /// The day.
    #[serde(flatten)]
    #[schema(value_type = ReturnedOn)]
    pub returned_on: DateField<ReturnedOn>,
    /// The number of the receipt or the letter.
    #[schema(required)]
    pub document_number: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
}

impl RepaymentForm {
    /// Reads the form on `today`.
    ///
    /// # Errors
    /// What is wrong, beside its field.
    pub fn check(&self, today: NaiveDate) -> Result<NewRepayment, FormErrors> {
        let mut errors = FormErrors::new();
        let amount = errors.take("amount", amount(&self.amount));
        let on = errors.take("returned_on", self.returned_on.past(today));
        let document_number = errors.take("document_number", text_within(&self.document_number, LINE_MOST));
        match (amount, on, document_number) {
            (Some(amount), Some(on), Some(document_number)) => Ok(NewRepayment { on, amount, document_number }),
            _ => Err(errors),
        }
    }
}
