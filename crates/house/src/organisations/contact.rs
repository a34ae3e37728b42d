//! How to reach the office of a clinic: public, and of no person. The telephone number is kept in its
//! international form with extensions (docs/requirements.md B-19). Programs that gather addresses for
//! unasked mail read pages without asking for more: so an e-mail address stands on no page that
//! strangers are given, and is shown to whoever presses a button (A2-11).

use kit::{Message, msg};
use thai::phone::Phone;

use crate::layout::phone::zero_lost;

/// How to reach an office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    /// Its telephone, with extensions.
    pub phone: Option<Phone>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Where letters and visitors go.
    pub address: Option<String>,
    /// Its page in the web, with its scheme.
    pub web: Option<String>,
    /// Other ways in words; never an e-mail address.
    pub other: Option<String>,
}

impl Contacts {
    /// Whether nobody knows how to reach it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Its telephone number as a page shows it.
    pub fn line(&self) -> Option<Line> {
        let mut number = self.phone.clone()?;
        let extensions = std::mem::take(&mut number.extensions).join(", ");
        Some(Line { dialled: number.e164(), printed: number.to_string(), extensions })
    }

    /// With words that may hold an e-mail address or be a number, as contacts were once kept: each goes
    /// to its own place where that is free.
    #[must_use]
    pub fn with_words(mut self, words: Option<&str>) -> Self {
        let mut rest = Vec::new();
        for word in words.unwrap_or_default().split_whitespace() {
            let bare = word.trim_matches([',', ';', '(', ')', '<', '>']);
            match email(bare) {
                Ok(address) if self.email.is_none() => self.email = Some(address),
                // One place holds one address; a second is not shown to programs either.
                Ok(_) => {}
                Err(_) => rest.push(word),
            }
        }
        let rest = rest.join(" ");
        match Phone::parse(&rest) {
            Ok(phone) if self.phone.is_none() => self.phone = Some(phone),
            _ => self.other = (!rest.is_empty()).then_some(rest),
        }
        self
    }
}

/// A telephone number as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// For a telephone to dial: `+6623544466`.
    pub dialled: String,
    /// For people: `02 354 4466`.
    pub printed: String,
    /// `118, 120`; empty where there are none.
    pub extensions: String,
}

/// A number as it is kept: `+6623544466 ext 118, 120`.
pub fn kept_phone(phone: &Phone) -> String {
    let extensions = phone.extensions.join(", ");
    if extensions.is_empty() { phone.e164() } else { format!("{} ext {extensions}", phone.e164()) }
}

/// Reads a telephone number in any printed form.
///
/// # Errors
/// `organisations-phone-wrong`, or `layout-phone-zero` where only the zero in front is missing.
pub fn phone(typed: &str) -> Result<Phone, Message> {
    Phone::parse(typed).map_err(|_| zero_lost(typed).unwrap_or_else(|| msg("organisations-phone-wrong")))
}

/// Reads an e-mail address.
///
/// # Errors
/// `organisations-email-wrong`.
pub fn email(typed: &str) -> Result<String, Message> {
    let sound = typed.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty())
    });
    let plain = typed.chars().all(|letter| letter.is_ascii_graphic()) && typed.matches('@').count() == 1;
    if sound && plain { Ok(typed.to_lowercase()) } else { Err(msg("organisations-email-wrong")) }
}

/// Reads the address of a page in the web; one without a scheme is taken for https.
///
/// # Errors
/// `organisations-web-wrong`.
pub fn web(typed: &str) -> Result<String, Message> {
    let whole = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let host = whole.strip_prefix("https://").or_else(|| whole.strip_prefix("http://"));
    let sound = host.is_some_and(|host| {
        host.split('/').next().is_some_and(|name| name.contains('.') && !name.starts_with('.'))
            && !host.contains(|letter: char| letter.is_whitespace() || letter.is_control() || letter == '@')
    });
    if sound { Ok(whole) } else { Err(msg("organisations-web-wrong")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_in_words_go_to_their_places() {
        let sorted = Contacts::default().with_words(Some("clinic@example.org"));
        assert_eq!((sorted.email.as_deref(), sorted.other), (Some("clinic@example.org"), None));
        let sorted = Contacts::default().with_words(Some("0-2354-4466 ต่อ 118 , 120 Clinic@Example.org"));
        assert_eq!(sorted.email.as_deref(), Some("clinic@example.org"));
        assert_eq!(sorted.phone.as_ref().map(kept_phone).as_deref(), Some("+6623544466 ext 118, 120"));
        assert_eq!(phone(&kept_phone(&sorted.phone.clone().expect("a number"))), Ok(sorted.phone.expect("a number")));
        let sorted = Contacts::default().with_words(Some("ไลน์ @clinic"));
        assert_eq!((sorted.email, sorted.other.as_deref()), (None, Some("ไลน์ @clinic")));
    }

    #[test]
    fn addresses_are_read() {
        assert!(["x@y.th", "a.b@c.ac.th"].iter().all(|one| email(one).is_ok()));
        assert!(["x", "x@y", "@y.th", "x@y.", "x@@y.th", "x y@z.th", ""].iter().all(|one| email(one).is_err()));
        assert_eq!(web("www.example.org").as_deref(), Ok("https://www.example.org"));
        assert!(
            ["javascript:alert(1)", "http://", "https://x", "ftp://x.th", "a b.th", "https://u@x.th"]
                .iter()
                .all(|one| web(one).is_err())
        );
    }
}
