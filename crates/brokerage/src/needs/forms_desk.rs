//! What those who work on needs typed, and whoever follows one: a short form for each deed.

use kit::form::{optional, required, text_within};
use kit::message::msg;
use kit::{FormErrors, Message};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::attachment::CAPTION_MOST;

/// The form that names the need with which another goes on.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct NeedMergeForm {
    /// Its public code.
    #[schema(required)]
    pub into: String,
}

impl NeedMergeForm {
    /// Reads the code, however it was written.
    ///
    /// # Errors
    /// Where none was typed.
    pub fn check(&self) -> Result<String, FormErrors> {
        let typed = required(&self.into).map_err(|message| FormErrors::one("into", message))?;
        Ok(typed.to_ascii_uppercase())
    }
}

/// The form by which the desk looks for the need of somebody who lost the code.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct LostForm {
    /// The telephone number that was left.
    pub phone: String,
    /// Where the person lives.
    pub village: String,
}

impl LostForm {
    /// Reads the form: both are needed.
    ///
    /// # Errors
    /// What is wrong, beside its field.
    pub fn check(&self) -> Result<(String, String), FormErrors> {
        let mut errors = FormErrors::new();
        let phone = errors.take("phone", phone(&self.phone));
        let village = errors.take("village", text_within(&self.village, CAPTION_MOST));
        match (phone, village) {
            (Some(phone), Some(village)) => Ok((phone, village)),
            _ => Err(errors),
        }
    }
}

/// The form by which somebody fetches a lost code.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ReclaimForm {
    /// The telephone number that was left with the need.
    #[schema(required)]
    pub phone: String,
    /// The word that was said over the telephone.
    #[schema(required)]
    pub word: String,
}

impl ReclaimForm {
    /// Reads the form.
    ///
    /// # Errors
    /// What is wrong, beside its field.
    pub fn check(&self) -> Result<(String, String), FormErrors> {
        let mut errors = FormErrors::new();
        let phone = errors.take("phone", phone(&self.phone));
        let word = errors.take("word", required(&self.word));
        match (phone, word) {
            (Some(phone), Some(word)) => Ok((phone, word)),
            _ => Err(errors),
        }
    }
}

fn phone(typed: &str) -> Result<String, Message> {
    let typed = required(typed)?;
    thai::phone::Phone::parse(&typed).map(|phone| phone.e164()).map_err(|_| msg("needs-recover-phone"))
}

/// The form that names a file of a need.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct NeedFileForm {
    /// Its identifier.
    #[schema(required)]
    pub file: String,
}

impl NeedFileForm {
    /// Reads the identifier.
    ///
    /// # Errors
    /// `needs-file-unknown` where it is none.
    pub fn check(&self) -> Result<Uuid, FormErrors> {
        self.file.parse().map_err(|_| FormErrors::one("file", msg("needs-file-unknown")))
    }
}

/// A photograph or a voice, as programs send it.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct NeedAttachmentForm {
    /// Its bytes in base64.
    #[schema(required)]
    pub content: String,
    /// What is to be seen or heard.
    pub caption: String,
    /// "yes" when whoever gave it agreed that it may be published.
    pub may_publish: String,
}

impl NeedAttachmentForm {
    /// Its bytes.
    ///
    /// # Errors
    /// Where it is no base64.
    pub fn bytes(&self) -> Result<Vec<u8>, FormErrors> {
        let bytes = data_encoding::BASE64.decode(self.content.trim().as_bytes());
        bytes.map_err(|_| FormErrors::one("content", msg("needs-file-base64")))
    }
}

/// What is said of a file.
///
/// # Errors
/// `kit-field-too-long`.
pub fn caption(typed: &str) -> Result<Option<String>, FormErrors> {
    let caption = optional(typed).map(|caption| text_within(&caption, CAPTION_MOST)).transpose();
    caption.map_err(|message| FormErrors::one("caption", message))
}
