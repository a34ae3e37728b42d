//! The noun: what is typed into a form and not saved yet.

use kit::Timestamp;
use kit::message::msg;
use kit::{FormErrors, Message};

/// The longest key of a form.
const KEY_MOST: usize = 120;
/// Bytes of all fields together: ten times the longest plan that is known.
const SIZE_MOST: usize = 512 * 1024;
/// Fields that are the form's own and no part of what is typed.
const OWN: [&str; 2] = ["once", "step"];

/// What is typed into a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Every field as it was typed, in order.
    pub fields: Vec<(String, String)>,
    /// When it was typed last.
    pub saved_at: Timestamp,
}

/// Somebody else who types into the same form.
#[derive(Clone, Debug, PartialEq)]
pub struct Writer {
    /// What they are called.
    pub name: String,
    /// When they typed last.
    pub at: Timestamp,
}

/// What is kept of the fields that a form sends: no secret, and nothing that is the form's own.
///
/// # Errors
/// `drafts-too-long`.
pub fn kept(fields: Vec<(String, String)>) -> Result<Vec<(String, String)>, Message> {
    let mut fields = fields;
    fields.retain(|(name, _)| !OWN.contains(&name.as_str()) && !name.contains("password"));
    let size: usize = fields.iter().map(|(name, text)| name.len() + text.len()).sum();
    if size > SIZE_MOST { Err(msg("drafts-too-long")) } else { Ok(fields) }
}

/// Is this the key of a form, as pages write them: letters, digits and hyphens?
///
/// # Errors
/// `drafts-key` beside `key`.
pub fn known(key: &str) -> Result<(), FormErrors> {
    let plain = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    let held = !key.is_empty() && key.len() <= KEY_MOST && plain;
    if held { Ok(()) } else { Err(FormErrors::one("key", msg("drafts-key"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_kept_without_secrets_and_up_to_a_size() {
        let field = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let sent =
            vec![field("once", "x"), field("topic", "อบกล้วย"), field("new_password", "x"), field("step", "add.line")];
        assert_eq!(kept(sent), Ok(vec![field("topic", "อบกล้วย")]));
        assert_eq!(kept(vec![field("topic", &"x".repeat(SIZE_MOST))]), Err(msg("drafts-too-long")));
        for (key, is_one) in [("project-P53-7K3M9-QRT-budget", true), ("", false), ("../x", false), ("ก", false)] {
            assert_eq!(known(key).is_ok(), is_one, "{key}");
        }
        assert!(known(&"x".repeat(KEY_MOST + 1)).is_err());
    }
}
