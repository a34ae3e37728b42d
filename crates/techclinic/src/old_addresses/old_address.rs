//! The noun: an address of the former site, and where it leads now.

use kit::{Message, Subject, msg};
use uuid::Uuid;

use house::accounts::local;

/// The longest address.
const MOST: usize = 500;

/// An address of the former site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldAddress {
    /// Inside.
    pub id: Uuid,
    /// Its path and query, in small letters: the former server did not tell letters apart.
    pub old: String,
    /// Where it leads, on this site.
    pub new: String,
    /// Where the old address is known from.
    pub source: String,
}

impl Subject for OldAddress {
    fn id(&self) -> Uuid {
        self.id
    }
}

/// An address of the former site as it is kept, from a whole address or its path.
///
/// # Errors
/// `old-addresses-old` when there is no path in it.
pub fn read_old(typed: &str) -> Result<String, Message> {
    let wrong = || msg("old-addresses-old").with("typed", typed);
    let lower = typed.trim().to_ascii_lowercase();
    let path = match lower.split_once("://") {
        Some((_, rest)) => rest.find('/').map(|at| rest[at..].to_owned()).ok_or_else(wrong)?,
        None => lower,
    };
    let path = as_kept(&path);
    let whole = path.starts_with('/') && path.len() > 1 && path.len() <= MOST && !path.contains(char::is_whitespace);
    if whole { Ok(path) } else { Err(wrong()) }
}

/// As it is looked for: small letters, no slash at the end.
pub fn as_kept(path: &str) -> String {
    path.to_ascii_lowercase().trim_end_matches('/').to_owned()
}

/// An address of this site.
///
/// # Errors
/// `old-addresses-new` when it leads elsewhere.
pub fn read_new(typed: &str) -> Result<String, Message> {
    let typed = typed.trim();
    local(typed)
        .filter(|address| address.len() <= MOST)
        .map(str::to_owned)
        .ok_or_else(|| msg("old-addresses-new").with("typed", typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_address_is_kept_in_one_way() {
        for (typed, kept) in [
            ("http://www.clinictech.ops.go.th/online/pages/ClinicTech.asp", Some("/online/pages/clinictech.asp")),
            ("/online/", Some("/online")),
            ("/online/cmo/site_blog_show.asp?id=176", Some("/online/cmo/site_blog_show.asp?id=176")),
            ("ttc.most.go.th/online", None),
            ("http://ttc.most.go.th", None),
            ("/", None),
            ("/two words", None),
        ] {
            assert_eq!(read_old(typed).ok().as_deref(), kept, "{typed}");
        }
    }

    #[test]
    fn nothing_leads_to_another_site() {
        assert_eq!(read_new("/clinics").ok().as_deref(), Some("/clinics"));
        for typed in ["//evil.example", "https://evil.example", "clinics", ""] {
            assert!(read_new(typed).is_err(), "{typed}");
        }
    }
}
