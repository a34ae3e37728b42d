//! The words somebody tells a need in, as they are kept: without signs that hide what is written, without
//! numbers of persons, and looked at for words that a person must judge before strangers read them.

use thai::phone;

use super::need::NewNeed;

/// A text of fewer characters tells too little to begin with; more is asked for, and nothing refused.
pub const TEXT_ENOUGH: usize = 10;

/// Words that a person looks at first. One that is found proves nothing.
const RUDE: &str = include_str!("data/rude.txt");

/// What was told, ready to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    /// What was told.
    pub told: NewNeed,
    /// Were numbers or addresses of persons taken out of the words?
    pub hidden: bool,
    /// Must somebody look at it before strangers do?
    pub flagged: bool,
}

impl NewNeed {
    /// As it is kept. National numbers, telephone numbers and addresses of e-mail are masked before
    /// anybody reads them (docs/requirements.md G-23); a single telephone number of somebody who left
    /// the field for it empty goes there, where only those who work on the need read it.
    #[must_use]
    pub fn prepared(self) -> Prepared {
        let text = legible(&self.text);
        let masked = kit::masked(&text).into_owned();
        let hidden = masked != text;
        let contact = self.contact.or_else(|| only_phone(&text));
        let flagged = is_rude(&masked);
        Prepared { told: Self { text: masked, contact, ..self }, hidden, flagged }
    }
}

fn only_phone(text: &str) -> Option<String> {
    match phone::all_in(text).as_slice() {
        [phone] => Some(phone.e164()),
        _ => None,
    }
}

/// Signs without width: they part words in some writings, join letters in others, and hide numbers.
fn is_thin(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The text without signs of no width that hide something: those beside a digit or a sign of an address,
/// and all but the first of several.
pub fn legible(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let hides = |at: Option<usize>| {
        let letter = at.and_then(|at| letters.get(at));
        letter.is_none_or(|letter| letter.is_numeric() || is_thin(*letter) || "@.-+() ".contains(*letter))
    };
    let kept = |(at, letter): (usize, &char)| {
        let hidden = is_thin(*letter) && (hides(at.checked_sub(1)) || hides(Some(at + 1)));
        (!hidden).then_some(*letter)
    };
    let once: String = letters.iter().enumerate().filter_map(kept).collect();
    once.trim().to_owned()
}

/// Is it too little to begin with? Then more is asked for.
pub fn is_short(text: &str) -> bool {
    text.chars().count() < TEXT_ENOUGH
}

/// Does it hold a word that somebody should look at first?
pub fn is_rude(text: &str) -> bool {
    let plain: String = thai::words::search_key(text).split(' ').collect();
    RUDE.lines().any(|word| plain.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::needs::need::{Channel, GroupKind};

    fn told(text: &str) -> NewNeed {
        NewNeed {
            text: text.to_owned(),
            submitted_by: None,
            contact: None,
            group_kind: GroupKind::Person,
            province: "92".to_owned(),
            district: None,
            subdistrict: None,
            village: None,
            channel: Channel::Web,
            received_on: crate::testing::a_day(),
        }
    }

    #[test]
    fn numbers_are_masked_before_they_are_kept_and_a_single_telephone_reaches_its_field() {
        for (text, kept, contact) in [
            ("โทร 081-234-5678 นะ", "โทร xxx-xxx-xxxx นะ", Some("+66812345678")),
            ("โทร 08\u{200b}1-234\u{200b}-5678 นะ", "โทร xxx-xxx-xxxx นะ", Some("+66812345678")),
            ("บัตร 1103702071811", "บัตร xxxxxxxxxxxxx", None),
            ("บัตร 1\u{2060}103702071811", "บัตร xxxxxxxxxxxxx", None),
            ("081 234 5678, 089 876 5432", "xxx xxx xxxx, xxx xxx xxxx", None),
            ("somchai\u{200b}@example.org", "xxxxxxx@xxxxxxx.xxx", None),
            ("กล้วย 35 กิโลขึ้นรา", "กล้วย 35 กิโลขึ้นรา", None),
        ] {
            let prepared = told(text).prepared();
            assert_eq!((prepared.told.text.as_str(), prepared.told.contact.as_deref()), (kept, contact), "{text}");
            assert_eq!(prepared.hidden, kept.contains("xx"), "{text}");
        }
        let own =
            NewNeed { contact: Some("ผู้ใหญ่บ้าน".to_owned()), ..told("โทร 0812345678") };
        assert_eq!(own.prepared().told.contact.as_deref(), Some("ผู้ใหญ่บ้าน"), "what was filled in stays");
    }

    #[test]
    fn what_parts_words_stays_and_what_hides_goes() {
        for (text, kept) in [
            ("แม่\u{200b}บ้าน", "แม่\u{200b}บ้าน"),
            ("แม่\u{200b}\u{200b}\u{200b}บ้าน", "แม่บ้าน"),
            ("\u{200b}\u{feff}", ""),
            ("\u{feff}กล้วย", "กล้วย"),
        ] {
            assert_eq!(legible(text), kept, "{text:?}");
        }
    }

    #[test]
    fn rude_words_are_found_and_words_that_hold_their_letters_are_not() {
        for (text, rude) in [
            ("ไอ้ เหี้ย ไม่ช่วยอะไรเลย", true),
            ("FUCK this", true),
            ("หีบอ้อยเสีย ต้องการซ่อม", false),
            ("สัตว์เลี้ยงป่วยทั้งหมู่บ้าน", false),
            ("กูตากปลาแล้วขึ้นรา มึงช่วยที", false),
        ] {
            assert_eq!(is_rude(text), rude, "{text}");
        }
    }
}
