//! What somebody had typed when their session ended, or when what they sent could not be done: it goes
//! along through the sign-in page, or stands on the error page, and is offered to be sent again, so that
//! nothing typed is lost. It is kept in the page alone, never here.

use url::form_urlencoded::{Serializer, parse};

/// A form and the address it was sent to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Typed {
    /// The address, on this site.
    pub address: String,
    /// Every field as it was typed, in order; passwords are left out.
    pub fields: Vec<(String, String)>,
}

impl Typed {
    /// Reads a form in `application/x-www-form-urlencoded`.
    pub fn read(address: &str, form: &[u8]) -> Self {
        let fields = parse(form).into_owned().filter(|(name, _)| !name.contains("password")).collect();
        Self { address: address.to_owned(), fields }
    }

    /// The form as one text, for a hidden field.
    pub(super) fn as_text(&self) -> String {
        Serializer::new(String::new()).extend_pairs(&self.fields).finish()
    }

    /// What a person may want to look at: the longer texts among the fields.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let long = |text: &&str| text.chars().count() > 20 && text.chars().any(char::is_whitespace);
        self.fields.iter().map(|(_, text)| text.as_str()).filter(move |text| long(text) || !text.is_ascii())
    }
}

/// `path`, when it is an address of this site; the sign-in page itself leads nowhere.
pub fn local(path: &str) -> Option<&str> {
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let ours = path.starts_with('/') && !path.starts_with("//");
    let elsewhere = path.split('?').next().is_some_and(|path| path != "/sign-in" && path != "/sign-out");
    (plain && ours && elsewhere).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_survives_as_it_was_typed_without_its_passwords() {
        let typed = Typed::read(
            "/needs/N53-1/analyse",
            "problem=%E0%B8%99%E0%B9%89%E0%B8%B3+%26+%3D&a=1&a=2&new_password=x".as_bytes(),
        );
        assert_eq!(
            typed.fields,
            [("problem", "น้ำ & ="), ("a", "1"), ("a", "2")].map(|(name, text)| (name.to_owned(), text.to_owned()))
        );
        assert_eq!(Typed::read(&typed.address, typed.as_text().as_bytes()), typed);
        assert_eq!(typed.texts().collect::<Vec<_>>(), ["น้ำ & ="]);
    }

    #[test]
    fn only_our_own_addresses_are_gone_to() {
        for path in ["/desk", "/needs?q=a&b=%E0"] {
            assert_eq!(local(path), Some(path));
        }
        for path in [
            "",
            "desk",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\nb",
            "/sign-in?next=/",
            "/sign-out",
            "/ก",
        ] {
            assert_eq!(local(path), None, "{path}");
        }
    }
}
