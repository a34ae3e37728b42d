//! What is typed beside a file, and its bytes as a program sends them.

use kit::form::{optional, text_within};
use kit::message::msg;
use kit::show::Bilingual;
use kit::{FormErrors, Message};

/// The longest title, in characters.
const TITLE_MOST: usize = 300;
/// The shortest words for those who do not see a picture.
const ALT_LEAST: usize = 5;

/// What a file is called, in the fields `title_th` and `title_en`. One that has a name already, `named`, keeps it
/// before what is typed, and nothing need be typed; a picture says what it shows (docs/requirements.md A4-07).
pub fn titles(
    errors: &mut FormErrors,
    (th, en): (&str, &str),
    picture: bool,
    named: Option<&str>,
) -> Option<Bilingual> {
    let th = errors.take("title_th", title(th, picture, named));
    let en = optional(en).map(|text| text_within(&text, TITLE_MOST)).transpose();
    let en = errors.take("title_en", en)?;
    th.map(|th| Bilingual { th, en })
}

fn title(typed: &str, picture: bool, named: Option<&str>) -> Result<String, Message> {
    let typed = optional(typed).map(|text| text_within(&text, TITLE_MOST)).transpose()?;
    match (typed, named) {
        (Some(text), Some(name)) => Ok(format!("{name} – {text}")),
        (None, Some(name)) => Ok(name.to_owned()),
        (Some(text), None) if picture && says_nothing(&text) => Err(msg("attachments-alt-needed")),
        (Some(text), None) => Ok(text),
        (None, None) if picture => Err(msg("attachments-alt-needed")),
        (None, None) => Err(msg("kit-field-required")),
    }
}

/// Is it too short to say what a picture shows, or the name of a file?
fn says_nothing(text: &str) -> bool {
    let lower = text.to_lowercase();
    let file = [".jpg", ".jpeg", ".png", ".webp", ".heic"].iter().any(|ending| lower.ends_with(ending));
    file || text.chars().count() < ALT_LEAST
}

/// The bytes that a program sends as base64 in the field `content`.
///
/// # Errors
/// When it is no base64.
pub fn decoded(content: &str) -> Result<Vec<u8>, FormErrors> {
    let bytes = data_encoding::BASE64.decode(content.trim().as_bytes());
    bytes.map_err(|_| FormErrors::one("content", msg("attachments-base64")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_says_what_it_shows_and_a_file_that_has_a_name_keeps_it() {
        let said = |typed: &str, picture: bool, named: Option<&str>| {
            title(typed, picture, named).map_err(|message| message.id().to_owned())
        };
        for (typed, picture, named, found) in [
            ("", true, None, Err("attachments-alt-needed")),
            ("IMG_2041.JPG", true, None, Err("attachments-alt-needed")),
            ("ภาพ", true, None, Err("attachments-alt-needed")),
            ("ชาวบ้านตากกล้วย", true, None, Ok("ชาวบ้านตากกล้วย")),
            ("", false, None, Err("kit-field-required")),
            ("แผนที่", false, None, Ok("แผนที่")),
            ("", false, Some("หนังสือรับรอง"), Ok("หนังสือรับรอง")),
            ("ฉบับผู้ใหญ่บ้าน", false, Some("หนังสือรับรอง"), Ok("หนังสือรับรอง – ฉบับผู้ใหญ่บ้าน")),
        ] {
            assert_eq!(said(typed, picture, named), found.map(str::to_owned).map_err(str::to_owned), "{typed}");
        }
    }
}
