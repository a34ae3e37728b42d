//! What is typed beside the scan of a signed version.

use house::attachments::decoded;
use kit::FormErrors;
use kit::form::{optional, text_within};
use kit::message::msg;
use serde::Deserialize;
use utoipa::ToSchema;

/// The longest reason, in characters.
const REASON_MOST: usize = 1_000;

/// The scan of a signed version.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct CopyForm {
    /// Which signed version it is of.
    #[schema(required)]
    pub plan_version: String,
    /// Why it comes in the place of the one before, where there is one.
    pub reason: String,
    /// The name of the file.
    pub name: String,
    /// Its bytes in base64; a page sends a file instead.
    pub content: String,
}

/// What of it is not the file.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCopy {
    /// Which signed version it is of.
    pub plan_version: i32,
    /// Why it comes in the place of the one before.
    pub because: Option<String>,
}

impl CopyForm {
    /// Reads the form.
    ///
    /// # Errors
    /// What is wrong, beside its field.
    pub fn check(&self) -> Result<NewCopy, FormErrors> {
        let mut errors = FormErrors::new();
        let version = self.plan_version.trim().parse().map_err(|_| msg("projects-copy-version"));
        let version = errors.take("plan_version", version);
        let because = optional(&self.reason).map(|text| text_within(&text, REASON_MOST)).transpose();
        let because = errors.take("reason", because);
        match (version, because) {
            (Some(plan_version), Some(because)) => Ok(NewCopy { plan_version, because }),
            _ => Err(errors),
        }
    }

    /// The bytes a program sends.
    ///
    /// # Errors
    /// When it is no base64.
    pub fn bytes(&self) -> Result<Vec<u8>, FormErrors> {
        decoded(&self.content)
    }
}
