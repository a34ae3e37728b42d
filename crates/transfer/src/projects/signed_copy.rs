//! The paper of a signed version of a plan, as it was scanned: kept as it came, since it proves something. Another
//! one may come in its place, with the reason; the one before stays to be opened.

use house::attachments::Scan;
use kit::message::msg;
use kit::{Message, Timestamp};
use uuid::Uuid;

/// A scan of a signed version.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedCopy {
    /// Inside, and in its address.
    pub id: Uuid,
    /// Which signed version it is of.
    pub plan_version: i32,
    /// The file.
    pub scan: Scan,
    /// The digest of the file.
    pub sha256: String,
    /// Why it came in the place of the one before.
    pub because: Option<String>,
    /// Since when.
    pub added_at: Timestamp,
}

impl SignedCopy {
    /// Where it is opened, with the project of this code.
    pub fn address(&self, code: &str) -> String {
        format!("/projects/{code}/signed-copies/{}", self.id)
    }
}

/// The copy of a version that counts: the last that came. `copies` stand in the order in which they came.
pub fn current(copies: &[SignedCopy], plan_version: i32) -> Option<&SignedCopy> {
    copies.iter().rev().find(|copy| copy.plan_version == plan_version)
}

/// May this file come in the place of `before`?
///
/// # Errors
/// The field, and why not: without a reason, or where it is the same file.
pub fn may_replace(
    before: Option<&SignedCopy>,
    sha256: &str,
    because: Option<&str>,
) -> Result<(), (&'static str, Message)> {
    match before {
        Some(copy) if copy.sha256 == sha256 => Err(("file", msg("projects-copy-same"))),
        Some(_) if because.is_none() => Err(("reason", msg("projects-copy-why"))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use house::attachments::ScanType;

    use super::*;

    #[test]
    fn another_copy_comes_with_a_reason_and_is_another_file() {
        let copy = |plan_version, sha256: &str| SignedCopy {
            id: Uuid::nil(),
            plan_version,
            scan: Scan { key: String::new(), name: String::new(), kind: ScanType::Pdf },
            sha256: sha256.to_owned(),
            because: None,
            added_at: Timestamp::default(),
        };
        let copies = [copy(1, "a"), copy(2, "b"), copy(1, "c")];
        assert_eq!(current(&copies, 1).map(|copy| copy.sha256.as_str()), Some("c"));
        assert_eq!(current(&copies, 3), None);
        for (before, sha256, because, field) in [
            (None, "a", None, None),
            (Some(&copies[0]), "a", Some("ชัดกว่า"), Some("file")),
            (Some(&copies[0]), "b", None, Some("reason")),
            (Some(&copies[0]), "b", Some("ชัดกว่า"), None),
        ] {
            assert_eq!(may_replace(before, sha256, because).err().map(|(field, _)| field), field);
        }
    }
}
